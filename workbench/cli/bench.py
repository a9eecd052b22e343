"""`workbench bench`: how fast a model trains here, what each optimisation brings; or a calibration."""

import json
import sys
import tempfile
from dataclasses import asdict, dataclass
from pathlib import Path

import click
from rich.table import Table

from workbench.cli import measured
from workbench.cli.measured import Figures
from workbench.cli.tables import show
from workbench.core import optimisations, resources
from workbench.core.machine import Machine
from workbench.core.spec import RunSpec, parse
from workbench.engine import jobs
from workbench.engine.listener import Listener

_BATCH, _STEPS = 32, 3
_QUICK_BATCH, _QUICK_STEPS = 8, 1
_GIB = 2**30


@dataclass(frozen=True)
class Without:
    """What a run does when one optimisation is switched off, beside the one where all are on."""

    name: str
    title: str
    covers: int  # modules, with all on
    tokens_per_second: float
    times_slower: float
    peak_memory: int  # bytes
    loss_differs: float  # relative, the most over all steps


@dataclass(frozen=True)
class Bench:
    """A model's figures on this machine."""

    model: str
    parameters: int
    dtype: str
    threads: int
    device: str
    tokens_per_second: float  # without padding
    step_seconds: float
    peak_memory: int  # bytes
    product_rate: float  # operations a second of the model's own matrix products
    share_of_limit: float  # 4·N operations a token over that rate
    without: tuple[Without, ...]


@click.command()
@click.option("--model", metavar="DIR", help="A Hugging Face folder, or starter. Default: a 135 M Llama.")
@click.option("--calibrate", is_flag=True, help="Measure this machine for the predictions, and keep it.")
@click.option("--quick", is_flag=True, help="Short steps of few rows: a look, not a measurement.")
@click.option("--json", "as_json", is_flag=True, help="As one JSON object.")
def bench(model: str | None, calibrate: bool, quick: bool, as_json: bool) -> None:
    """Measure training on this machine: speed, memory, and what each optimisation brings.

    All linear layers at rank 16, batches of 32 rows about as long as alpaca's. The rows are random words, and
    without --model the weights are random too: speed does not depend on them. Every figure is of a training
    run in a process of its own; each optimisation is switched off in turn. Nothing is kept.

    With --calibrate only the machine is measured, in some twenty seconds: the predictions of time and memory
    follow from it.

    \b
    Examples:
      workbench bench --quick
      workbench bench --model ~/models/qwen3-0.6b --json
      workbench bench --calibrate
    """
    if calibrate:
        _say_machine(_calibrated(), as_json)
        return
    with tempfile.TemporaryDirectory() as folder:
        found = _measured(Path(folder), model, quick)
    if as_json:
        click.echo(json.dumps(asdict(found)))
    else:
        _say(found)


def _measured(folder: Path, model: str | None, quick: bool) -> Bench:
    # torch is needed to make the stand-ins, and to measure the limit that the figures are a share of
    from workbench.training import introspect
    from workbench.training.bench import limit, stand_in

    batch, steps = (_QUICK_BATCH, _QUICK_STEPS) if quick else (_BATCH, _STEPS)
    _tell("Making the model and rows")
    made = resources.model_path(model) if model else stand_in.write_model(folder / "model", "135m")
    tree = introspect.layer_tree(made)
    rows = stand_in.write_rows(folder / "rows.jsonl", batch * (1 + steps), stand_in.words_of(made))
    spec = _spec(made, rows, batch, 1 + steps)
    _tell("With everything on")
    whole = measured.measure(spec, folder / "all")
    _tell(f"  {whole.tokens_per_second:,.0f} tokens/s; measuring the limit")
    resolved = whole.resolved
    rate = limit.matrix_rate(tree, resolved.dtype, resolved.micro_batch_tokens, resolved.device)
    without = []
    for item in optimisations.OPTIMISATIONS:
        if item.name not in whole.optimisations:
            continue  # it covers nothing of this model
        _tell(f"Without {item.title[:1].lower()}{item.title[1:]}")
        figures = measured.measure(spec.replaced("training.without", item.name), folder / item.name)
        _tell(f"  {figures.tokens_per_second:,.0f} tokens/s")
        without.append(_without(item, whole, figures))
    return Bench(
        model=model or "135 M Llama shape, random weights",
        parameters=tree.parameters,
        dtype=resolved.dtype,
        threads=resolved.threads,
        device=resolved.device,
        tokens_per_second=whole.tokens_per_second,
        step_seconds=whole.step_seconds,
        peak_memory=whole.peak_memory,
        product_rate=rate,
        share_of_limit=4 * tree.parameters * whole.tokens_per_second / rate,
        without=tuple(without),
    )


def _spec(model: Path, rows: Path, batch: int, steps: int) -> RunSpec:
    return parse(
        {
            "name": "bench",
            "model": {"path": str(model)},
            "data": {"path": str(rows), "held_out": 0},
            "training": {"steps": steps, "batch_size": batch},
            "watch": {"evaluations": 0, "layer_stats": 0, "samples": 0, "compared_rows": 0},
        }
    )


def _without(item: optimisations.Optimisation, whole: Figures, figures: Figures) -> Without:
    losses = zip(whole.losses, figures.losses, strict=True)
    return Without(
        name=item.name,
        title=item.title,
        covers=whole.optimisations[item.name],
        tokens_per_second=figures.tokens_per_second,
        times_slower=whole.tokens_per_second / figures.tokens_per_second,
        peak_memory=figures.peak_memory,
        loss_differs=max(abs(b - a) / abs(a) for a, b in losses),
    )


def _say(found: Bench) -> None:
    click.echo(f"{found.model}: {found.parameters:,} parameters, {found.dtype}, {found.threads} threads")
    head = Table("", "Figure", box=None, pad_edge=False, show_header=False)
    head.columns[1].justify = "right"
    head.add_row("speed, without padding", f"{found.tokens_per_second:,.0f} tokens/s")
    head.add_row("a step", f"{found.step_seconds:.2f} s")
    head.add_row("peak memory", f"{found.peak_memory / _GIB:.2f} GiB")
    head.add_row("matrix products of these shapes alone", f"{found.product_rate / 1e9:,.0f} GFLOP/s")
    head.add_row("share of that limit (4·N a token)", f"{found.share_of_limit:.2f}")
    show(head)
    if not found.without:
        return
    click.echo("")
    table = Table(
        *("Switched off", "Covers", "tokens/s", "Slower", "Peak memory", "Loss differs"),
        box=None,
        pad_edge=False,
    )
    for column in table.columns[1:]:
        column.justify = "right"
    for row in found.without:
        table.add_row(
            row.title,
            f"{row.covers:,}",
            f"{row.tokens_per_second:,.0f}",
            f"{row.times_slower:.2f}×",
            f"{row.peak_memory / _GIB:.2f} GiB",
            f"{row.loss_differs:.0e}",
        )
    show(table)


def _calibrated() -> Machine:
    def told(done: int, total: int, _text: str) -> None:
        if sys.stderr.isatty():
            click.echo(
                f"\rMeasuring this machine: {100 * done // max(1, total)} %", nl=done == total, err=True
            )

    if not sys.stderr.isatty():
        _tell("Measuring this machine")
    return Machine.from_json(jobs.perform("machine", {"calibrate": True}, Listener(progress=told)))


def _say_machine(machine: Machine, as_json: bool) -> None:
    if as_json:
        click.echo(json.dumps(machine.to_json()))
        return
    table = Table(
        "Base",
        "Threads",
        "Products, large",
        "small",
        "A module call",
        "Fits within",
        box=None,
        pad_edge=False,
    )
    for column in table.columns[1:]:
        column.justify = "right"
    for key, speeds in machine.speeds.items():
        dtype, _, threads = key.partition("/")
        large, small = speeds.products.rates[-1][-1], speeds.products.rates[1][0]
        table.add_row(
            *(dtype, threads, f"{large / 1e9:,.0f} GFLOP/s", f"{small / 1e9:,.0f} GFLOP/s"),
            *(f"{1e6 * speeds.units['calls']:.0f} µs", f"{100 * speeds.error:.0f} %"),
        )
    show(table)
    click.echo(f"{machine.device}, {machine.memory / _GIB:.0f} GiB. Kept; the window predicts with it.")


def _tell(text: str) -> None:
    click.echo(text, err=True)
