"""How fast and how small a training is, beside the stock stacks on the same rows.

    python tests/benchmarks/against_stock.py                       the table of ratios, on the 135 M shape
    python tests/benchmarks/against_stock.py --only ours,trl --rounds 1 --steps 1
    python tests/benchmarks/against_stock.py --shape 30m --json out.json

Every contender runs in a process of its own (its peak memory is its own), one after another, `--rounds`
times; its first step warms up and is not counted. All see the same rows in the same order and begin with the
same A; their losses stand beside the figures. Packing makes other batches, so other mathematics. The rows
are random words as long as alpaca's rows (or come from --data FILE), the weights are random: speed does not
depend on them. Needs trl and datasets: pip install trl datasets.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from stock import Order  # beside this file

from workbench.cli import measured
from workbench.core import processes
from workbench.core.spec import RunSpec, parse
from workbench.training import adapter, introspect, models
from workbench.training.bench import limit, stand_in

_RATE, _SEED = 2e-4, 42
_TOP = 0.25


@dataclass(frozen=True)
class Result:
    """One contender in one round; of the products alone, their operations a second."""

    seconds: tuple[float, ...] = ()  # by step
    tokens: tuple[int, ...] = ()
    losses: tuple[float, ...] = ()
    peak_memory: int = 0  # bytes
    rate: float = 0.0

    @property
    def speed(self) -> float:
        """Tokens a second, without padding."""
        return sum(self.tokens) / sum(self.seconds)

    @property
    def step_rate(self) -> float:
        """Steps a second."""
        return 1 / statistics.median(self.seconds)


class Course:
    """The models and rows; runs one contender at a time."""

    def __init__(self, folder: Path, asked: argparse.Namespace) -> None:
        self.folder, self.runs = folder, 0
        self.dtype = asked.dtype
        given = Path(asked.data) if asked.data else None
        self.main = self._order(asked.shape, asked.rank, asked.batch, asked.steps + 1, asked.threads, given)
        self.tiny = self._order("tiny", 8, 8, asked.tiny_steps, 1, None)

    def run(self, name: str) -> Result:
        self.runs += 1
        place = self.folder / f"{self.runs:03}-{name}"
        match name:
            case "limit":
                tree = introspect.layer_tree(Path(self.main.model))
                return Result(rate=limit.matrix_rate(tree, self.dtype, 800))
            case "ours":
                return _ours(self._spec(self.main), place, 1)
            case "ours-quarter":  # two passes over the rows; the second counts
                return _ours(self._spec(self.main, passes=2, top=_TOP), place, self.main.steps)
            case "tiny-ours":
                return _ours(self._spec(self.tiny), place, 10)
            case "tiny-bare":
                return _stock("bare", self.tiny, place, 10)
            case _:
                return _stock(name, self.main, place, 1)

    def _order(self, shape: str, rank: int, batch: int, steps: int, threads: int, data: Path | None) -> Order:
        folder = stand_in.write_model(self.folder / shape, shape)
        if data is None:
            length = 32 if shape == "tiny" else 0
            words = stand_in.words_of(folder)
            data = stand_in.write_rows(folder / "rows.jsonl", batch * steps, words, length=length)
        start = folder / "start"
        order = Order(
            model=str(folder),
            data=str(data),
            start=str(start / "adapter_model.safetensors"),
            rank=rank,
            batch=batch,
            steps=steps,
            rate=_RATE,
            seed=_SEED,
            threads=threads,
            out=str(self.folder / "stock"),
        )
        tree, layers = introspect.layer_tree(folder), self._spec(order).layers
        adapter.save(
            adapter.attach(models.load_model(folder, "float32", "cpu"), layers, tree, "", _SEED), start
        )
        return order

    def _spec(self, order: Order, passes: int = 1, top: float = 1.0) -> RunSpec:
        blocks = introspect.layer_tree(Path(order.model)).blocks
        chosen = "|".join(str(block) for block in range(blocks - round(top * blocks), blocks))
        targets = "all-linear" if top == 1 else rf"model\.layers\.({chosen})\..*_proj"
        return parse(
            {
                "model": {"path": order.model, "dtype": self.dtype},
                "data": {"path": order.data, "held_out": 0},
                "layers": {"rank": order.rank, "targets": targets},
                "training": {
                    "epochs": passes,
                    "steps": passes * order.steps,
                    "batch_size": order.batch,
                    "learning_rate": order.rate,
                    "schedule": "constant",
                    "warmup": 0.0,
                    "seed": order.seed,
                    "threads": order.threads,
                },
                "watch": {"evaluations": 0, "layer_stats": 0, "samples": 0, "compared_rows": 0},
            }
        )


def _ours(spec: RunSpec, place: Path, left_out: int) -> Result:
    """`workbench train`, as anybody runs it."""
    found = measured.measure(spec, place, left_out=left_out)
    return Result(found.seconds, found.tokens, found.losses, found.peak_memory)


def _stock(name: str, order: Order, place: Path, left_out: int) -> Result:
    file = place.with_suffix(".json")
    file.write_text(json.dumps(asdict(order)))
    command = [sys.executable, str(Path(__file__).with_name("stock.py")), name, str(file)]
    with place.with_suffix(".log").open("w+") as log:
        ended = subprocess.run(command, stdout=log, stderr=subprocess.STDOUT, text=True, check=False)
        log.seek(0)
        said = log.read()
    if ended.returncode:
        sys.exit(f"{name} failed:\n{said[-3000:]}")
    told = json.loads(said.strip().splitlines()[-1])
    return Result(
        tuple(told["seconds"][left_out:]),
        tuple(told["tokens"][left_out : len(told["seconds"])]),
        tuple(told["losses"]),
        told["peak_memory"],
    )


def table(rounds: list[dict[str, Result]]) -> Iterator[str]:
    """What each contender did: medians over the rounds."""
    yield f"{'contender':<16}{'tokens/s':>10}{'spread':>16}{'s a step':>10}{'GiB':>8}  losses"
    names = [name for name in rounds[0] if name != "limit"]
    for name in names:
        found = [results[name] for results in rounds]
        speeds = sorted(result.speed for result in found)
        step = statistics.median(statistics.median(result.seconds) for result in found)
        peak = statistics.median(result.peak_memory for result in found) / 2**30
        losses = " ".join(f"{loss:.4f}" for loss in found[0].losses[:4])
        spread = f"{speeds[0]:.0f} to {speeds[-1]:.0f}"
        yield f"{name:<16}{statistics.median(speeds):>10.0f}{spread:>16}{step:>10.3f}{peak:>8.2f}  {losses}"


_GOALS = (  # what, goal, contender, beside which, how
    ("tokens/s against TRL SFTTrainer as it comes", "at least 5×", "ours", "trl", "speed"),
    ("tokens/s against TRL, best switches, autocast", "at least 4×", "ours", "trl-best", "speed"),
    ("tokens/s against TRL, best switches, pure bfloat16", "at least 4×", "ours", "trl-pure", "speed"),
    ("tokens/s against TRL with packing (other mathematics)", "at least 1.6×", "ours", "trl-packed", "speed"),
    ("tokens/s against peft and transformers' Trainer", "", "ours", "peft-trainer", "speed"),
    ("peak memory against TRL as it comes", "at most 0.45×", "ours", "trl", "peak_memory"),
    ("top quarter ticked, second epoch, against all", "at least 2×", "ours-quarter", "ours", "speed"),
    ("tiny model, steps/s against a bare peft loop", "at least 1.0×", "tiny-ours", "tiny-bare", "step_rate"),
)


def ratios(rounds: list[dict[str, Result]], parameters: int) -> Iterator[tuple[str, str, str]]:
    """What, goal and measured: the median over the rounds of each round's own ratio."""
    for what, goal, one, other, how in _GOALS:
        if {one, other} <= set(rounds[0]):
            found = [getattr(results[one], how) / getattr(results[other], how) for results in rounds]
            yield what, goal, f"{statistics.median(found):.2f}×"
    if {"ours", "limit"} <= set(rounds[0]):
        found = [4 * parameters * results["ours"].speed / results["limit"].rate for results in rounds]
        rate = statistics.median(results["limit"].rate for results in rounds) / 1e9
        what = f"share of the matrix-product limit (4·N a token; {rate:.0f} GFLOP/s)"
        yield what, "at least 0.60", f"{statistics.median(found):.2f}"


def main() -> None:
    asked = _asked()
    names = asked.only.split(",")
    say = sys.stdout.write
    with tempfile.TemporaryDirectory() as folder:
        os.environ["WORKBENCH_HOME"] = str(Path(folder) / "home")
        course = Course(Path(folder), asked)
        rounds: list[dict[str, Result]] = []
        for number in range(asked.rounds):
            results = {}
            for name in names:
                results[name] = course.run(name)
                done = results[name]
                told = f"{done.rate / 1e9:.0f} GFLOP/s" if done.rate else f"{done.speed:.0f} tokens/s"
                say(f"round {number + 1} of {asked.rounds}: {name} {told}\n")
                sys.stdout.flush()
            rounds.append(results)
        parameters = introspect.layer_tree(Path(course.main.model)).parameters
    say("\n" + "\n".join(table(rounds)) + "\n\n| what | goal | measured |\n| --- | --- | --- |\n")
    rows = list(ratios(rounds, parameters))
    say("".join(f"| {' | '.join(row)} |\n" for row in rows))
    if asked.json:
        Path(asked.json).write_text(json.dumps(_document(asked, rounds, rows), indent=1))


def _document(
    asked: argparse.Namespace, rounds: list[dict[str, Result]], rows: list[tuple[str, str, str]]
) -> dict[str, Any]:
    by_name = defaultdict(list)
    for results in rounds:
        for name, result in results.items():
            by_name[name].append(asdict(result))
    return {
        "asked": vars(asked),
        "rounds": by_name,
        "ratios": [{"what": what, "goal": goal, "measured": value} for what, goal, value in rows],
    }


def _asked() -> argparse.Namespace:
    everything = "ours,limit,trl,trl-best,trl-pure,trl-packed,peft-trainer,ours-quarter,tiny-ours,tiny-bare"
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--steps", type=int, default=3, help="measured steps, after one that warms up")
    parser.add_argument("--tiny-steps", type=int, default=200)
    parser.add_argument("--only", default=everything, help=f"contenders: {everything}")
    parser.add_argument("--shape", default="135m", choices=stand_in.SHAPES)
    parser.add_argument("--rank", type=int, default=16)
    parser.add_argument("--batch", type=int, default=32)
    parser.add_argument("--dtype", default="bfloat16", choices=("float32", "bfloat16"), help="of our base")
    parser.add_argument("--threads", type=int, default=processes.physical_cores())
    parser.add_argument("--data", default="", help="a file of rows instead of random words")
    parser.add_argument("--json", default="", help="a file for all figures")
    return parser.parse_args()


if __name__ == "__main__":
    main()
