"""How soon a real worker on the 135 M shape hears stop, discard and pause in each phase, and does them.

python tests/benchmarks/promptness.py [TIMES [PHASE...]]
"""

import itertools
import json
import os
import shutil
import sys
import tempfile
from pathlib import Path

import torch
from transformers import LlamaConfig, LlamaForCausalLM

from tests.benchmarks.saving import SHAPE
from tests.proofs.phases import EVALUATE_EVERY, MOMENTS, VERBS, Answer, ask, table
from tests.proofs.workers import nursery
from workbench.core import resources, runs
from workbench.core.runs import RunFolder
from workbench.core.spec import parse

_ROWS = 20_000
_TEXT = "a run goes on where it was left and ends in the same bytes as one that was never broken"


def main() -> None:
    times, phases = int(sys.argv[1]) if len(sys.argv) > 1 else 3, sys.argv[2:] or list(MOMENTS)
    with tempfile.TemporaryDirectory() as place:
        os.environ["WORKBENCH_HOME"] = str(Path(place) / "home")
        model = _model(Path(place) / "model")
        answers: list[Answer] = []
        with nursery() as crib:
            for number, verb, phase in itertools.product(range(times), VERBS, phases):
                run = _run(Path(place) / f"{verb}-{phase}-{number}".replace(" ", "-"), model)
                worker = crib.start(run)
                answers.append(ask(worker, phase, verb))
                if verb == "pause":
                    run.send("discard")
                if verb != "discard":
                    worker.wait()
                shutil.rmtree(run.path, ignore_errors=True)
                shutil.rmtree(os.environ["WORKBENCH_HOME"], ignore_errors=True)
        print(table(answers))  # noqa: T201


def _model(folder: Path) -> Path:
    """Random weights under the starter's tokenizer."""
    shutil.copytree(resources.model_path("starter"), folder)
    for file in folder.glob("*.safetensors"):
        file.unlink()
    torch.manual_seed(1)
    LlamaForCausalLM(LlamaConfig(**SHAPE)).save_pretrained(folder)
    return folder


def _run(folder: Path, model: Path) -> RunFolder:
    """Rows that no earlier run has tokenised; an evaluation, and with it a save, every few steps."""
    data, words = folder.with_suffix(".jsonl"), _TEXT.split()
    with data.open("w") as file:
        for row in range(_ROWS):
            some = " ".join(words[(row * step) % len(words)] for step in range(1, 30))
            file.write(json.dumps({"instruction": f"{folder.name} {row}", "output": some}) + "\n")
    document = {
        "model": {"path": str(model)},
        "data": {"path": str(data), "max_length": 128, "held_out": 0.0005},
        "layers": {"rank": 16},
        "training": {"steps": 1000, "batch_size": 4, "threads": 1},
        "watch": {"evaluate_every": EVALUATE_EVERY, "samples": 0, "compared_rows": 0, "layer_stats": 0},
        "saving": {"keep": 1},
    }
    return runs.create(parse(document), folder)


if __name__ == "__main__":
    main()
