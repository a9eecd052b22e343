"""What goes wrong while a run trains: said in a sentence, with nothing lost that was saved."""

import contextlib
import errno
import json
import math
import os
import shutil
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import torch
from safetensors.torch import load_file

from tests.proofs.faulty_disk import REFUSALS
from tests.training.asking import asked, at_step
from workbench.core import checkpoints, disk, runs
from workbench.core.errors import WorkbenchError
from workbench.core.events import (
    Event,
    Notice,
    Paused,
    Resumed,
    SavedElsewhere,
    SettingChanged,
    Step,
    TakenUp,
)
from workbench.core.history import Status
from workbench.core.runs import RunFolder
from workbench.training import adapter_saving, checkpoint, loop, models, worker
from workbench.training.flat import Flat

NewRun = Callable[..., RunFolder]
OUT_OF_MEMORY = {
    "torch": torch.OutOfMemoryError("CUDA out of memory. Tried to allocate 2.00 GiB"),
    "cpu": RuntimeError("[enforce fail at alloc_cpu.cpp:117] DefaultCPUAllocator: can't allocate memory"),
    "python": MemoryError(),
}


def bytes_of(run: RunFolder) -> bytes:
    return (run.adapter / "adapter_model.safetensors").read_bytes()


def finite(run: RunFolder) -> bool:
    folders = [run.adapter, *(c.adapter for c in checkpoints.listed(run.checkpoints))]
    files = [f / "adapter_model.safetensors" for f in folders if f.exists()]
    files += [c.path / checkpoint.STATE for c in checkpoints.listed(run.checkpoints)]
    return all(bool(t.isfinite().all()) for file in files for t in load_file(file).values())


# --- numbers that are none


def _in_the_weights(monkeypatch: pytest.MonkeyPatch, step: int, value: float) -> None:
    steps = Flat.step

    def spoiling(self: Flat, rate: float) -> None:
        steps(self, rate)
        if self.steps == step - 1:
            self.named(self.values)[next(n for n in self.names if "1.mlp.up_proj.lora_B" in n)].fill_(value)

    monkeypatch.setattr(Flat, "step", spoiling)


def _in_the_gradient(monkeypatch: pytest.MonkeyPatch, step: int, value: float) -> None:
    gradients = loop._gradients

    def spoiling(task: loop.Task, plan: Any) -> Any:
        losses = gradients(task, plan)
        flat = task.assembly.flat
        if flat.steps == step - 1:
            named = flat.named(flat.gradient)
            named[next(n for n in flat.names if "1.mlp.up_proj" in n)].view(-1)[0] = value
        return losses

    monkeypatch.setattr(loop, "_gradients", spoiling)


def _in_the_loss(monkeypatch: pytest.MonkeyPatch, step: int, value: float) -> None:
    gradients = loop._gradients

    def spoiling(task: loop.Task, plan: Any) -> Any:
        losses = gradients(task, plan)
        return [losses[0] * value, *losses[1:]] if task.assembly.flat.steps == step - 1 else losses

    monkeypatch.setattr(loop, "_gradients", spoiling)


@pytest.mark.parametrize("value", [math.nan, math.inf])
@pytest.mark.parametrize(
    ("spoil", "module"),
    [
        (_in_the_weights, "layers.1.mlp.up_proj"),
        (_in_the_gradient, "layers.1.mlp.up_proj"),
        (_in_the_loss, ""),
    ],
)
def test_a_number_that_is_none_ends_the_run_before_the_step_and_is_never_saved(
    new_run: NewRun, monkeypatch: pytest.MonkeyPatch, spoil: Any, module: str, value: float
) -> None:
    run = new_run(saving={"checkpoint_every": 1})
    with monkeypatch.context() as patch:
        spoil(patch, 4, value)
        told = worker.main(run.path)
    assert told.failed is not None
    assert told.failed.kind == "not-finite"
    assert module in told.failed.message
    assert told.failed.hint
    assert told.step <= 3
    assert finite(run)
    whole = new_run("whole", saving={"checkpoint_every": 1})
    worker.main(whole.path)
    assert worker.main(run.path).status is Status.FINISHED, "it goes on from the last good checkpoint"
    assert bytes_of(run) == bytes_of(whole)


def test_the_rows_of_a_step_that_broke_are_named(new_run: NewRun, monkeypatch: pytest.MonkeyPatch) -> None:
    run = new_run(saving={"checkpoint_every": 1000}, watch={"evaluations": 0})
    _in_the_weights(monkeypatch, 3, math.nan)
    told = worker.main(run.path)
    assert told.failed is not None
    assert "step 3" in told.failed.message
    rows = told.failed.rows
    assert len(rows) == 8, "a whole batch"
    assert f"Rows {', '.join(str(row + 1) for row in rows[:5])} … were in that step" in told.failed.message


@pytest.mark.parametrize("packing", ["none", "blocks"])
def test_the_rows_that_are_named_are_those_of_the_file(
    new_run: NewRun, monkeypatch: pytest.MonkeyPatch, packing: str, tiny_llama: Path, tmp_path: Path
) -> None:
    """A step's rows are counted in the file, where some cannot be used and some are held out."""
    data = tmp_path / "odd.jsonl"
    rows = [
        {"messages": [{"role": "user", "content": f"say {n}"}, {"role": "assistant", "content": f"odd{n}!"}]}
        if n % 3
        else {"nothing": n}
        for n in range(150)
    ]
    data.write_text("\n".join(map(json.dumps, rows)))
    run = new_run(
        data={"path": str(data), "leave_out_bad_rows": True, "packing": packing, "max_length": 64},
        watch={"evaluations": 0, "samples": 0, "compared_rows": 0},
    )
    batches: list[str] = []
    collate = loop.collate

    def reading(samples: Any, indices: Any, pad_id: int) -> Any:
        batch = collate(samples, indices, pad_id)
        batches.extend(bytes(max(0, i - 3) for i in ids.tolist()).decode("latin1") for ids in batch.input_ids)
        return batch

    monkeypatch.setattr(loop, "collate", reading)
    _in_the_loss(monkeypatch, 1, math.nan)
    told = worker.main(run.path)
    assert told.failed is not None
    assert told.failed.rows
    text = " ".join(batches)
    assert all(row % 3 for row in told.failed.rows)
    tokenizer = models.load_tokenizer(tiny_llama)
    trained = {row for row in range(150) if row % 3 and _written(tokenizer, f"odd{row}!") in text}
    named = set(told.failed.rows)
    assert named == trained if packing == "none" else named > trained, "a block cuts its first and last row"


def _written(tokenizer: Any, text: str) -> str:
    return bytes(max(0, i - 3) for i in tokenizer(text)["input_ids"]).decode("latin1")


# --- memory


@pytest.mark.parametrize("error", OUT_OF_MEMORY.values(), ids=OUT_OF_MEMORY)
def test_a_step_without_memory_is_redone_in_smaller_parts_and_a_resume_does_the_same(
    new_run: NewRun, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    gradients = loop._gradients

    def lacking(task: loop.Task, plan: Any) -> Any:
        if task.assembly.flat.steps >= 2 and max(map(len, plan.parts)) > 2:
            gradients(task, plan)  # half done: its gradient must not count
            raise error
        return gradients(task, plan)

    whole = new_run("whole", saving={"checkpoint_every": 1, "keep": 9})
    with monkeypatch.context() as patch:
        patch.setattr(loop, "_gradients", lacking)
        told = worker.main(whole.path)
    assert told.status is Status.FINISHED
    changes = [c for c in told.changes if c.why == "out-of-memory"]
    assert changes
    assert all(c.step == 2 and c.value < c.former for c in changes)
    assert any("→" in notice.message and "Step 3" in notice.message for notice in told.notices)
    for later in checkpoints.listed(whole.checkpoints)[:-1]:  # back to step 1, before it happened
        shutil.rmtree(later.path)
    wanted = bytes_of(whole)
    assert worker.main(whole.path).status is Status.FINISHED, "with memory enough, but as recorded"
    assert bytes_of(whole) == wanted


def test_a_single_row_without_memory_ends_the_run_with_a_sentence(
    new_run: NewRun, monkeypatch: pytest.MonkeyPatch
) -> None:
    def lacking(task: loop.Task, plan: Any) -> Any:
        raise OUT_OF_MEMORY["cpu"]

    monkeypatch.setattr(loop, "_gradients", lacking)
    told = worker.main(new_run().path)
    assert told.failed is not None
    assert told.failed.kind == "out-of-memory"
    assert told.failed.hint


@pytest.mark.parametrize("place", ["load", "forward", "backward", "step", "save", "evaluate"])
def test_lacking_memory_anywhere_is_a_sentence_or_mended(
    new_run: NewRun, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    error, count = OUT_OF_MEMORY["torch"], [0]

    def once(real: Callable[..., Any], at: int) -> Callable[..., Any]:
        def call(*args: Any, **named: Any) -> Any:
            count[0] += 1
            if count[0] == at:
                raise error
            return real(*args, **named)

        return call

    where: dict[str, tuple[Any, str, int]] = {
        "load": (models, "load_model", 1),
        "forward": (loop, "collate", 20),
        "backward": (torch.Tensor, "backward", 3),
        "step": (Flat, "step", 3),
        "save": (adapter_saving, "taken", 2),
        "evaluate": (loop, "held_out_loss", 2),
    }
    owner, name, at = where[place]
    run = new_run(saving={"checkpoint_every": 1})
    with monkeypatch.context() as patch:
        patch.setattr(owner, name, once(getattr(owner, name), at))
        told = worker.main(run.path)
    if told.failed is not None:
        assert told.failed.kind == "out-of-memory"
        assert told.failed.hint
        told = worker.main(run.path)
    assert told.status is Status.FINISHED
    assert finite(run)


# --- the disk


@pytest.mark.parametrize("refusal", REFUSALS)
def test_a_run_waits_for_a_disk_that_refuses_and_goes_on_to_the_same_bytes(
    new_run: NewRun, monkeypatch: pytest.MonkeyPatch, refusal: str
) -> None:
    whole = new_run("whole", saving={"checkpoint_every": 2})
    worker.main(whole.path)
    run, really, refusing = new_run(saving={"checkpoint_every": 2}), disk.write, [True]

    def write(path: Path, parts: Any) -> None:
        if refusing[0] and "state" in path.name:
            raise OSError(REFUSALS[refusal], "refused")
        really(path, parts)

    def listen(event: Event) -> None:
        if isinstance(event, Paused):
            refusing[0] = False

    monkeypatch.setattr(disk, "write", write)
    told = worker.main(run.path, listen)
    assert told.status is Status.FINISHED
    said = [t.event for t in runs.Follower(run.events_file).events() if isinstance(t.event, Paused | Resumed)]
    assert [type(e) for e in said] == [Paused, Resumed]
    assert said[0].reason == "disk"  # type: ignore[union-attr]
    assert bool(said[0].missing) == (refusal == "ENOSPC")  # type: ignore[union-attr]
    assert bytes_of(run) == bytes_of(whole)


def test_a_stop_while_the_disk_refuses_ends_the_run_with_what_was_saved(
    new_run: NewRun, monkeypatch: pytest.MonkeyPatch
) -> None:
    run, really = new_run(training={"steps": 50}, saving={"checkpoint_every": 2}), disk.write

    def write(path: Path, parts: Any) -> None:
        if "state" in path.name and runs.history(run).step > 3:
            raise OSError(errno.ENOSPC, "No space left on device")
        really(path, parts)

    monkeypatch.setattr(disk, "write", write)
    told = worker.main(run.path, lambda event: run.send("stop") if isinstance(event, Paused) else None)
    assert told.failed is not None
    assert "could not be saved" in told.failed.message
    assert "resumed" in told.failed.hint
    found = checkpoints.newest(run.checkpoints)
    assert found is not None
    assert found.step == 2


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A real file system of a few megabytes."""
    folder = tmp_path / "small"
    folder.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=1600k", "tmpfs", str(folder)], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip(f"no file system may be mounted here: {mounted.stderr.decode().strip()}")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def fill(file: Path) -> None:
    """Takes every byte that is free."""
    descriptor = os.open(file, os.O_WRONLY | os.O_CREAT)
    with contextlib.suppress(OSError):
        while True:
            os.write(descriptor, bytes(4096))
    os.close(descriptor)


def test_a_full_disk_holds_the_run_until_there_is_room(
    new_run: NewRun, small_disk: Path, tmp_path: Path
) -> None:
    whole = new_run("whole", training={"steps": 8}, saving={"checkpoint_every": 2})
    worker.main(whole.path)
    run = new_run("small/run", training={"steps": 8}, saving={"checkpoint_every": 2})
    filler = small_disk / "filler"

    def listen(event: Event) -> None:
        if isinstance(event, Step) and event.step == 3:
            fill(filler)
        if isinstance(event, Paused):
            assert event.missing > 0
            assert "missing on" in event.message
            filler.unlink()

    told = worker.main(run.path, listen)
    assert told.status is Status.FINISHED, told.failed
    assert bytes_of(run) == bytes_of(whole)
    read = runs.history(run)
    assert (read.status, list(read.loss.x)) == (Status.FINISHED, list(range(1, 9))), "no event was lost"


def test_a_full_disk_is_left_for_another_one_and_the_run_goes_on_to_the_same_bytes(
    new_run: NewRun, small_disk: Path, tmp_path: Path
) -> None:
    whole = new_run("whole", training={"steps": 8}, saving={"checkpoint_every": 2})
    worker.main(whole.path)
    run = new_run("small/run", training={"steps": 8}, saving={"checkpoint_every": 2})
    large = tmp_path / "large"
    large.mkdir()

    def listen(event: Event) -> None:
        if isinstance(event, Step) and event.step == 3:
            fill(small_disk / "filler")
        if isinstance(event, Paused):
            run.send("save", to=str(large))

    told = worker.main(run.path, listen)
    assert told.status is Status.FINISHED, told.failed
    assert (small_disk / "filler").exists(), "the disk is as full as before"
    assert run.adapter == large / "run" / "adapter"
    assert bytes_of(run) == bytes_of(whole)
    said = [t.event for t in runs.Follower(run.events_file).events()]
    assert [type(e) for e in said if isinstance(e, Paused | SavedElsewhere | Resumed)] == [
        Paused,
        SavedElsewhere,
        Resumed,
    ]
    assert [e.step for e in said if isinstance(e, Step)] == list(range(1, 9)), "no event was lost"
    assert {p.name for p in run.path.iterdir()} & {"checkpoints", "adapter"} == set()


def test_a_run_that_saves_elsewhere_is_resumed_from_there_to_the_same_bytes(
    new_run: NewRun, tmp_path: Path
) -> None:
    whole = new_run("whole", saving={"checkpoint_every": 1})
    worker.main(whole.path)
    run, large = new_run(saving={"checkpoint_every": 1}), tmp_path / "large"
    large.mkdir()

    class Broken(BaseException):
        pass

    def listen(event: Event) -> None:
        if isinstance(event, Step) and event.step == 2:
            asked(run, "save", to=str(large))()
        if isinstance(event, Step) and event.step == 5:
            raise Broken

    with pytest.raises(Broken):
        worker.main(run.path, listen)
    assert worker.main(run.path).status is Status.FINISHED
    (again,) = [t.event for t in runs.Follower(run.events_file).events() if isinstance(t.event, TakenUp)]
    assert again.step >= 3
    assert again.checkpoint.startswith(str(large / "run"))
    assert bytes_of(run) == bytes_of(whole)


def test_a_place_that_refuses_is_said_and_the_run_goes_on_where_it_was(
    new_run: NewRun, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run, large, real = new_run(saving={"checkpoint_every": 1}), tmp_path / "large", disk.write
    large.mkdir()

    def write(path: Path, parts: Any) -> None:
        if large in path.parents and "state" in path.name:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        real(path, parts)

    monkeypatch.setattr(disk, "write", write)
    told = worker.main(run.path, at_step(2, asked(run, "save", to=str(large))))
    assert told.status is Status.FINISHED
    (notice,) = [n for n in told.notices if "stays where it is" in n.message]
    assert "No space left" in notice.message
    assert run.adapter == run.path / "adapter"
    assert run.has_adapter


def test_a_folder_that_is_gone_ends_the_worker(new_run: NewRun) -> None:
    run = new_run(training={"steps": 500})

    def remove(event: Event) -> None:
        if isinstance(event, Step) and event.step == 3:
            shutil.rmtree(run.path)

    with pytest.raises(WorkbenchError) as caught:
        worker.main(run.path, remove)
    assert caught.value.kind == "unwritable"
    assert not run.path.exists()
    assert [t.name for t in threading.enumerate() if t.name in ("control", "saver")] == []


def test_a_machine_that_slept_is_noticed(new_run: NewRun, monkeypatch: pytest.MonkeyPatch) -> None:
    run, real = new_run(), time.time
    slept = [0.0]
    monkeypatch.setattr(time, "time", lambda: real() + slept[0])

    def sleep(event: Event) -> None:
        if isinstance(event, Step) and event.step == 3:
            slept[0] = 2 * 3600

    told = worker.main(run.path, sleep)
    assert told.status is Status.FINISHED
    (notice,) = [n for n in told.notices if "slept" in n.message]
    assert "2 h" in notice.message
    assert isinstance(notice, Notice)
    assert not [c for c in told.changes if isinstance(c, SettingChanged)]
