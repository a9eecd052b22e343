"""`workbench generate`: one prompt, answered by the base or through an adapter, as it is written."""

import math
from pathlib import Path
from typing import Any

import click

from workbench.cli.folders import run_of
from workbench.core.errors import WorkbenchError
from workbench.engine import jobs
from workbench.engine.listener import Listener


def _finite(_: click.Context, option: click.Parameter, value: float) -> float:
    if not math.isfinite(value):
        raise click.BadParameter(f"{value} is not a finite number.", param=option)
    return value


@click.command()
@click.option("--model", metavar="DIR", help="A Hugging Face folder, or starter. Default: the run's own.")
@click.option("--adapter", metavar="DIR", help="A run (folder or name) or a peft adapter folder.")
@click.option("--prompt", metavar="TEXT", required=True, help="What the user says.")
@click.option("--system", metavar="TEXT", help="What the system says before.")
@click.option("--max-new-tokens", type=click.IntRange(1), default=256, show_default=True)
@click.option(
    "--temperature",
    type=click.FloatRange(0),
    callback=_finite,
    default=0.7,
    show_default=True,
    help="0 always takes the most likely token.",
)
@click.option(
    "--top-p", type=click.FloatRange(0, 1, min_open=True), callback=_finite, default=0.9, show_default=True
)
@click.option("--seed", type=click.IntRange(0), default=0, show_default=True)
@click.option(
    "--strength",
    type=float,
    callback=_finite,
    default=1.0,
    show_default=True,
    help="The adapter's scale times this.",
)
def generate(model: str | None, adapter: str | None, prompt: str, system: str | None, **how: Any) -> None:
    """Answer a prompt with a base model, or through an adapter.

    \b
    Example:
      workbench generate --model starter --adapter 2026-11-23-starter --prompt "What is 3 plus 4?"
    """
    run = run_of(adapter) if adapter else None
    if model is None and run is not None:
        model = run.spec().model.path
    if model is None:
        raise WorkbenchError(
            "Which model is to answer?", hint="Give it with --model, or a run with --adapter."
        )
    messages = [{"role": "system", "content": system}] if system else []
    request = {
        "model": model,
        "adapter": str(run.adapter if run else Path(adapter).expanduser()) if adapter else None,
        "messages": (*messages, {"role": "user", "content": prompt}),
        "sides": ("adapter",) if adapter else ("base",),
        **how,
    }
    listener = Listener(partial=lambda piece: click.echo(piece["text"], nl=False))
    jobs.perform("generate", request, listener)
    click.echo()
