"""Numbers that are none, and memory that lacks, at random places of real runs: nothing is lost or spoilt.

Slow: a hundred of each. What CI runs of it stands in `tests/training/test_failures.py`.
"""

import json
import math
import random
import shutil
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import torch
from peft.tuners.lora import LoraLayer
from safetensors.torch import load_file

from workbench.core import checkpoints, disk, runs
from workbench.core.history import History, Status
from workbench.core.runs import RunFolder
from workbench.core.spec import parse
from workbench.training import adapter, adapter_saving, checkpoint, loop, models, samples, worker
from workbench.training.data import dataset
from workbench.training.flat import Flat

_STEPS, _TRIALS = 6, 100
_ERRORS: dict[str, Callable[[], Exception]] = {
    "torch": lambda: torch.OutOfMemoryError("CUDA out of memory. Tried to allocate 2.00 GiB"),
    "cpu": lambda: RuntimeError(
        "[enforce fail at alloc_cpu.cpp:117] DefaultCPUAllocator: can't allocate memory"
    ),
    "python": MemoryError,
}
_VALUES = (math.nan, math.inf, -math.inf)


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    torch.set_num_threads(1)
    for name in ("sync_file", "sync_folder"):
        monkeypatch.setattr(disk, name, lambda path: None)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """Sixty rows, all different, of different lengths."""
    file = tmp_path / "rows.jsonl"
    rows = [
        [
            {"role": "user", "content": f"say {n} {n % 7 * 'again '}"},
            {"role": "assistant", "content": f"{n}."},
        ]
        for n in range(60)
    ]
    file.write_text("\n".join(json.dumps({"messages": row}) for row in rows))
    return file


def run_of(folder: Path, model: Path, data: Path) -> RunFolder:
    """Each step is four micro-batches or so; every step is saved."""
    document = {
        "model": {"path": str(model)},
        "data": {"path": str(data)},
        "layers": {"rank": 4, "dropout": 0.1},
        "training": {"steps": _STEPS, "batch_size": 8, "threads": 1, "micro_batch_tokens": 160},
        "watch": {"evaluations": 2, "samples": 2, "sample_tokens": 3, "compared_rows": 2},
        "saving": {"checkpoint_every": 1, "keep": 99},
    }
    return runs.create(parse(document), folder)


def bytes_of(run: RunFolder) -> bytes:
    return (run.adapter / "adapter_model.safetensors").read_bytes()


def must_be_finite(run: RunFolder) -> None:
    found = checkpoints.listed(run.checkpoints)
    folders = [run.adapter, *(c.adapter for c in found)]
    written = [f / "adapter_model.safetensors" for f in folders if f.exists()]
    written += [c.path / checkpoint.STATE for c in found]
    assert all(bool(t.isfinite().all()) for file in written for t in load_file(file).values())


# --- numbers that are none

Spoil = Callable[[pytest.MonkeyPatch, random.Random, int, float], str]


def in_the_weights(patch: pytest.MonkeyPatch, chance: random.Random, step: int, value: float) -> str:
    """One number of one matrix, before the step. Returns the module."""
    gradients, chosen = loop._gradients, ""

    def spoiling(task: loop.Task, plan: Any) -> Any:
        nonlocal chosen
        flat = task.assembly.flat
        if flat.steps == step - 1 and not chosen:
            chosen = chance.choice(flat.names)
            part = flat.named(flat.values)[chosen].view(-1)
            part[chance.randrange(len(part))] = value
        return gradients(task, plan)

    patch.setattr(loop, "_gradients", spoiling)
    return ""


def in_the_gradient(patch: pytest.MonkeyPatch, chance: random.Random, step: int, value: float) -> str:
    gradients, place = loop._gradients, chance.random()

    def spoiling(task: loop.Task, plan: Any) -> Any:
        losses, flat = gradients(task, plan), task.assembly.flat
        if flat.steps == step - 1:
            named = flat.named(flat.gradient)
            named[flat.names[int(place * len(flat.names))]].view(-1)[0] = value
        return losses

    patch.setattr(loop, "_gradients", spoiling)
    return ""


def in_the_loss(patch: pytest.MonkeyPatch, chance: random.Random, step: int, value: float) -> str:
    """Of one micro-batch."""
    gradients, place = loop._gradients, chance.random()

    def spoiling(task: loop.Task, plan: Any) -> Any:
        losses = gradients(task, plan)
        if task.assembly.flat.steps == step - 1:
            losses[int(place * len(losses))] = losses[0] * value
        return losses

    patch.setattr(loop, "_gradients", spoiling)
    return ""


def in_what_a_module_gives(patch: pytest.MonkeyPatch, chance: random.Random, step: int, value: float) -> str:
    """For one row of the step's, whenever it is computed from then on. Returns the module."""
    modules = [f"model.layers.{i}.{m}" for i in (0, 1) for m in ("self_attn.q_proj", "mlp.up_proj")]
    module, place, collate, gradients = chance.choice(modules), chance.random(), loop.collate, loop._gradients
    now: dict[str, Any] = {"row": None, "batch": (), "hooked": False}

    def reading(samples: Any, indices: Any, pad_id: int) -> Any:
        now["batch"] = indices
        return collate(samples, indices, pad_id)

    def spoiling(task: loop.Task, plan: Any) -> Any:
        if task.assembly.flat.steps == step - 1 and not now["hooked"]:
            rows = [row for part in plan.parts for row in part]
            now["row"], now["hooked"] = rows[int(place * len(rows))], True
            (found,) = [m for n, m in task.assembly.model.named_modules() if n.endswith(module)]
            assert isinstance(found, LoraLayer)
            found.register_forward_hook(poison)  # type: ignore[attr-defined]
        return gradients(task, plan)

    def poison(_module: Any, _inputs: Any, output: torch.Tensor) -> torch.Tensor | None:
        if now["row"] not in now["batch"]:
            return None
        spoilt = output.clone()
        spoilt[list(now["batch"]).index(now["row"]), 0, 0] = value
        return spoilt

    patch.setattr(loop, "collate", reading)
    patch.setattr(loop, "_gradients", spoiling)
    return module


SPOILS: tuple[Spoil, ...] = (in_the_weights, in_the_gradient, in_the_loss, in_what_a_module_gives)


@pytest.mark.slow
@pytest.mark.timeout(3600)
def test_a_hundred_numbers_that_are_none_are_found_before_their_step_and_never_saved(
    tiny_llama: Path, data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Any
) -> None:
    whole = run_of(tmp_path / "whole", tiny_llama, data)
    assert worker.main(whole.path).status is Status.FINISHED
    chance, where, named = random.Random(5), Counter[str](), 0
    for number in range(_TRIALS):
        spoil, value = SPOILS[number % len(SPOILS)], chance.choice(_VALUES)
        step = chance.randint(1, _STEPS)
        run = run_of(tmp_path / f"run-{number}", tiny_llama, data)
        with monkeypatch.context() as patch:
            module = spoil(patch, chance, step, value)
            told = worker.main(run.path)
        trial = f"{spoil.__name__} {value} at step {step}"
        assert told.failed is not None, trial
        assert (told.failed.kind, told.step) == ("not-finite", step - 1), trial
        assert told.failed.rows, trial
        assert told.failed.hint, trial
        if module:
            assert f"first in {module}." in told.failed.message, f"{trial}: {told.failed.message}"
            assert len(told.failed.rows) == 1, trial
        named += "first in" in told.failed.message
        must_be_finite(run)
        assert worker.main(run.path).status is Status.FINISHED, trial
        assert bytes_of(run) == bytes_of(whole), trial
        where[spoil.__name__] += 1
        shutil.rmtree(run.path)
    with capsys.disabled():
        print(f"\n{where.total()} of {where.total()}: {dict(where)}; a module was named {named} times")  # noqa: T201


# --- memory

Place = tuple[Any, str, int]  # whose function, its name, and how often it is called before the end


def _module_call(patch: pytest.MonkeyPatch, chance: random.Random, error: Exception) -> None:
    """In the forward of a random module, at a random moment."""
    modules = [f"model.layers.{i}.{m}" for i in (0, 1) for m in ("self_attn", "mlp", "self_attn.v_proj")]
    module, calls, attach = chance.choice(modules), chance.randrange(60), adapter.attach

    def attaching(*args: Any) -> Any:
        model = attach(*args)
        (found,) = [m for n, m in model.named_modules() if n.endswith(module)]
        left = [calls]

        def lack(*_: Any) -> None:
            left[0] -= 1
            if left[0] == 0:
                raise error

        found.register_forward_pre_hook(lack)
        return model

    patch.setattr(adapter, "attach", attaching)


def _call(owner: Any, name: str, most: int) -> Callable[[pytest.MonkeyPatch, random.Random, Exception], None]:
    """At a random one of the calls of a function."""

    def place(patch: pytest.MonkeyPatch, chance: random.Random, error: Exception) -> None:
        real, at, count = getattr(owner, name), chance.randint(1, most), [0]

        def lacking(*args: Any, **named: Any) -> Any:
            count[0] += 1
            if count[0] == at:
                raise error
            return real(*args, **named)

        patch.setattr(owner, name, lacking)

    return place


PLACES = {
    "tokenise": _call(dataset, "prepare", 1),
    "load": _call(models, "load_model", 1),
    "attach": _call(adapter, "attach", 1),
    "batch": _call(loop, "collate", 20),
    "forward of a module": _module_call,
    "backward": _call(torch.Tensor, "backward", 20),
    "step": _call(Flat, "step", _STEPS),
    "save": _call(adapter_saving, "taken", _STEPS),
    "evaluate": _call(loop, "held_out_loss", 3),
    "sample": _call(samples.SamplePrompts, "answered", 3),
}


@pytest.mark.slow
@pytest.mark.timeout(3600)
def test_memory_that_lacks_a_hundred_times_is_mended_or_said_and_nothing_is_lost(
    tiny_llama: Path, data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Any
) -> None:
    whole = run_of(tmp_path / "whole", tiny_llama, data)
    assert worker.main(whole.path).status is Status.FINISHED
    chance, outcomes = random.Random(6), Counter[str]()
    for number in range(_TRIALS):
        place = list(PLACES)[number % len(PLACES)]
        kind = chance.choice(list(_ERRORS))
        run = run_of(tmp_path / f"run-{number}", tiny_llama, data)
        with monkeypatch.context() as patch:
            PLACES[place](patch, chance, _ERRORS[kind]())
            told = worker.main(run.path)
        trial = f"{kind} in {place}, trial {number}"
        must_be_finite(run)
        outcomes[f"{place}: {_outcome(told, trial)}"] += 1
        if told.failed is not None:
            told = worker.main(run.path)
        assert told.status is Status.FINISHED, trial
        if not told.changes:
            assert bytes_of(run) == bytes_of(whole), trial
        else:  # in other parts from that step on: what a resume does too
            wanted = bytes_of(run)
            for later in checkpoints.listed(run.checkpoints)[:-1]:
                shutil.rmtree(later.path)
            assert worker.main(run.path).status is Status.FINISHED, trial
            assert bytes_of(run) == wanted, trial
        shutil.rmtree(run.path)
    with capsys.disabled():
        print(f"\n{outcomes.total()} of {outcomes.total()}:")  # noqa: T201
        for outcome, count in sorted(outcomes.items()):
            print(f"  {outcome} {count}")  # noqa: T201


def _outcome(told: History, trial: str) -> str:
    """How the run that lacked memory went on."""
    if told.failed is not None:
        assert told.failed.kind == "out-of-memory", f"{trial}: {told.failed}"
        assert told.failed.hint, trial
        return "said, resumed to the same bytes"
    if told.changes:
        assert {c.why for c in told.changes} == {"out-of-memory"}, trial
        return "redone in smaller parts"
    return "went on"
