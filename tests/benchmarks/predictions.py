"""What is predicted of a run beside what it takes: seconds a step and peak memory, by shape, plan and dtype.

    python tests/benchmarks/predictions.py                        calibrates, then measures every case
    python tests/benchmarks/predictions.py --shapes 2m,30m --dtypes float32
    python tests/benchmarks/predictions.py --clock processor --threads 1      on a machine that is busy

A run of three steps each, in a process of its own; its first step warms up. With `--clock processor` both
sides count the processor's time instead of the wall's: on one thread that is the same on a quiet machine.
"""

import argparse
import itertools
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from workbench.core import estimate, forecast, machine, processes, runs
from workbench.core.events import Step
from workbench.core.forecast import Course, Forecast
from workbench.core.machine import Machine
from workbench.core.runs import RunFolder
from workbench.core.spec import RunSpec, parse
from workbench.core.tally import Tally
from workbench.core.work import Load
from workbench.training import introspect, models
from workbench.training.bench import calibration, stand_in
from workbench.training.data import dataset
from workbench.training.data.batches import rows_of_step

CLOCKS = {"wall": time.perf_counter, "processor": time.process_time}
PLANS = ("all", "attention", "top-quarter")


@dataclass(frozen=True)
class Case:
    shape: str
    plan: str
    length: int  # 0: as long as alpaca's rows
    dtype: str

    def __str__(self) -> str:
        rows = f"{self.length} tokens" if self.length else "alpaca"
        return f"{self.shape:<6}{self.plan:<13}{rows:<12}{self.dtype:<9}"


def main() -> None:
    asked = _asked()
    with tempfile.TemporaryDirectory() as home:
        os.environ["WORKBENCH_HOME"] = str(Path(home) / "home")
        known = _machine(asked)
        say = sys.stdout.write
        head = f"{'case':<40}{'predicted':>11}{'measured':>10}{'off':>7}"
        say(f"{head}{'GiB predicted':>16}{'measured':>10}{'off':>7}\n")
        times, memories = [], []
        for case in _cases(asked):
            predicted, taken, peak = _one(case, asked, Path(home), known)
            assert predicted.seconds is not None
            times.append(predicted.seconds / taken - 1)
            memories.append(predicted.memory.total / peak - 1)
            said, held = predicted.memory.total / 2**30, peak / 2**30
            say(f"{case!s:<40}{predicted.seconds:>9.3f} s{taken:>8.3f} s{times[-1]:>+7.0%}")
            say(f"{said:>16.2f}{held:>10.2f}{memories[-1]:>+7.0%}\n")
            sys.stdout.flush()
        for name, off in (("seconds", times), ("memory", memories)):
            sizes = sorted(map(abs, off))
            nine = sizes[min(len(sizes) - 1, int(0.9 * len(sizes)))]
            say(f"{name}: off by {statistics.median(sizes):.0%} in the median, ")
            say(f"nine in ten by at most {nine:.0%}, all by at most {sizes[-1]:.0%}\n")


def _one(case: Case, asked: argparse.Namespace, home: Path, known: Machine) -> tuple[Forecast, float, int]:
    """The forecast, and a run's median seconds a step and peak memory."""
    folder = home / case.shape
    if not folder.is_dir():
        stand_in.write_model(folder, case.shape)
    data = folder / f"rows-{case.length}.jsonl"
    if not data.is_file():
        words = stand_in.words_of(folder)
        stand_in.write_rows(data, asked.batch * asked.steps, words, length=case.length)
    spec = _spec(case, folder, data, asked)
    predicted = _predicted(spec, case, asked, known)
    run = runs.create(spec, home / f"run-{len(list(home.iterdir()))}")
    command = [sys.executable, __file__, "--run", str(run.path), "--clock", asked.clock]
    ended = subprocess.run(command, capture_output=True, text=True, check=False)
    if ended.returncode:
        sys.exit(f"{case} failed:\n{ended.stderr[-3000:]}")
    told = json.loads(ended.stdout.strip().splitlines()[-1])
    seconds = [after - before for before, after in itertools.pairwise(told["ends"])]
    return predicted, statistics.median(seconds), told["peak"]


def _predicted(spec: RunSpec, case: Case, asked: argparse.Namespace, known: Machine) -> Forecast:
    """From the rows that the measured steps will have: the window knows only how long rows are in general."""
    folder = Path(spec.model.path)
    tally = Tally(spec.layers, introspect.layer_tree(folder))
    tokenizer = models.load_tokenizer(folder)
    data = dataset.prepare(spec.data, tokenizer, 42, None, lambda *_: None).train
    rows = [data.length(row) for row in rows_of_step(1, len(data), asked.batch, 42)[0].tolist()]
    budget = estimate.micro_batch_tokens("auto", known.device)
    share = data.trained_tokens / data.tokens
    longest = max(data.length(row) for row in range(len(data)))
    load = Load(tuple(rows), budget, share, longest, case.dtype, asked.threads)
    cost = estimate.cost(tally, case.dtype)
    return forecast.run(tally, cost, load, Course(asked.steps, asked.steps), known)


def _spec(case: Case, folder: Path, data: Path, asked: argparse.Namespace) -> RunSpec:
    blocks = introspect.layer_tree(folder).blocks
    top = "|".join(str(block) for block in range(blocks - max(1, round(blocks / 4)), blocks))
    targets = {
        "all": "all-linear",
        "attention": r".*self_attn\..*_proj",
        "top-quarter": rf"model\.layers\.({top})\..*_proj",
    }[case.plan]
    return parse(
        {
            "model": {"path": str(folder), "dtype": case.dtype},
            "data": {"path": str(data), "held_out": 0},
            "layers": {"targets": targets},
            "training": {"steps": asked.steps, "batch_size": asked.batch, "threads": asked.threads},
            "watch": {"evaluations": 0, "layer_stats": 0, "samples": 0, "compared_rows": 0},
        }
    )


def _cases(asked: argparse.Namespace) -> list[Case]:
    made = itertools.product(
        asked.shapes.split(","),
        asked.plans.split(","),
        map(int, asked.lengths.split(",")),
        asked.dtypes.split(","),
    )
    return [Case(*values) for values in made]


def _machine(asked: argparse.Namespace) -> Machine:
    if asked.machine and Path(asked.machine).is_file():
        return Machine.from_json(json.loads(Path(asked.machine).read_text()))
    began = time.perf_counter()
    found = calibration.measure(lambda done, total: None, clock=CLOCKS[asked.clock])
    machine.keep(found)
    if asked.machine:
        Path(asked.machine).write_text(json.dumps(found.to_json()))
    sys.stdout.write(f"calibrated in {time.perf_counter() - began:.0f} s\n")
    return found


def _child(folder: Path, clock: str) -> None:
    """The run itself, in this process: the ends of its steps by the clock, and its peak."""
    from workbench.training import worker

    ends: list[float] = []
    peak = 0

    def listen(event: Any) -> None:
        nonlocal peak
        if isinstance(event, Step):
            ends.append(CLOCKS[clock]())
            peak = max(peak, event.peak_memory)

    told = worker.main(RunFolder(folder).path, listen)
    if told.failed is not None:
        sys.exit(told.failed.message)
    sys.stdout.write(json.dumps({"ends": ends, "peak": peak}) + "\n")


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--shapes", default="2m,30m,135m,0.5b")
    parser.add_argument("--plans", default=",".join(PLANS))
    parser.add_argument("--lengths", default="0,512", help="tokens of every row; 0: as alpaca's rows")
    parser.add_argument("--dtypes", default="float32,bfloat16")
    parser.add_argument("--batch", type=int, default=8)
    parser.add_argument("--steps", type=int, default=3)
    parser.add_argument("--threads", type=int, default=processes.physical_cores())
    parser.add_argument("--clock", default="wall", choices=CLOCKS)
    parser.add_argument(
        "--machine", default="", help="a calibration to read; where there is none it is written"
    )
    parser.add_argument("--run", default="", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.run:
        _child(Path(asked.run), asked.clock)
        sys.exit(0)
    return asked


if __name__ == "__main__":
    main()
