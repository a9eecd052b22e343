"""What a running worker is asked for: heard at once, done between two steps, honoured by a resume."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.training.asking import asked, at_step
from workbench.core import checkpoints, resuming, runs
from workbench.core.errors import WorkbenchError
from workbench.core.events import (
    PHASES,
    Evaluated,
    Event,
    Paused,
    Phase,
    Resumed,
    Sampled,
    Saved,
    SettingChanged,
    Step,
    TakenUp,
)
from workbench.core.history import Status
from workbench.core.runs import RunFolder
from workbench.training import loop, worker

NewRun = Callable[..., RunFolder]


def events_of(run: RunFolder, kind: type) -> list:
    return [t.event for t in runs.Follower(run.events_file).events() if isinstance(t.event, kind)]


def bytes_of(run: RunFolder) -> bytes:
    return (run.adapter / "adapter_model.safetensors").read_bytes()


def test_a_request_is_acknowledged_in_the_middle_of_a_step(
    new_run: NewRun, monkeypatch: pytest.MonkeyPatch
) -> None:
    run, steps = new_run(training={"steps": 2}), []
    gradients = loop._gradients

    def step_that_waits_until_it_is_heard(task: loop.Task, plan: Any) -> Any:
        if not steps:
            asked(run, "save")()
            steps.append(runs.history(run).step)
        return gradients(task, plan)

    monkeypatch.setattr(loop, "_gradients", step_that_waits_until_it_is_heard)
    assert worker.main(run.path).status is Status.FINISHED
    assert steps == [0], "it was heard while the first step was still being computed"


def in_phase(name: str, do: Callable[[], object]) -> Callable[[Event], None]:
    """Does something once, when that phase begins."""
    done: list[object] = []

    def listen(event: Event) -> None:
        if isinstance(event, Phase) and event.name == name and not done:
            done.append(do())

    return listen


@pytest.mark.parametrize("phase", PHASES)
@pytest.mark.parametrize(("verb", "status"), [("stop", Status.STOPPED), ("discard", Status.DISCARDED)])
def test_a_run_ends_in_every_phase(new_run: NewRun, phase: str, verb: str, status: Status) -> None:
    run = new_run(training={"steps": 10**6})
    told = worker.main(run.path, in_phase(phase, asked(run, verb)))
    assert (told.status, told.step) == (status, 0)
    assert not run.lock_file.exists()


@pytest.mark.parametrize("phase", PHASES)
def test_a_pause_in_every_phase_holds_it_before_the_first_step(new_run: NewRun, phase: str) -> None:
    run = new_run(training={"steps": 1}, watch={"samples": 0, "compared_rows": 0})
    ask = in_phase(phase, asked(run, "pause"))

    def listen(event: Event) -> None:
        ask(event)
        if isinstance(event, Paused):
            run.send("continue")

    told = worker.main(run.path, listen)
    assert told.status is Status.FINISHED
    assert [e.step for e in events_of(run, Paused)] == [0]


def test_a_paused_run_saves_evaluates_and_samples_when_asked(new_run: NewRun) -> None:
    run = new_run(saving={"checkpoint_every": 1000})

    def listen(event: Event) -> None:
        if isinstance(event, Step) and event.step == 2:
            asked(run, "pause")()
        if isinstance(event, Paused):
            asked(run, "evaluate")()
            asked(run, "sample")()
            asked(run, "continue")()

    told = worker.main(run.path, listen)
    assert told.status is Status.FINISHED
    assert 2 in [e.step for e in events_of(run, Saved)], "a pause saves"
    assert 2 in [e.step for e in events_of(run, Evaluated)]
    assert [e.step for e in events_of(run, Sampled)].count(2) == 4, "twice: as planned, and as asked"
    assert [e.step for e in events_of(run, Resumed)] == [2]


def test_a_pause_that_releases_memory_ends_the_worker_and_goes_on_to_the_same_bytes(new_run: NewRun) -> None:
    whole = new_run("whole")
    worker.main(whole.path)
    run = new_run("paused")
    told = worker.main(run.path, at_step(3, asked(run, "pause", release=True)))
    assert told.paused is not None
    assert told.paused.reason == "released"
    assert run.status(told) is Status.PAUSED
    assert run.worker() is None
    resuming.prepare(run, {})
    assert worker.main(run.path).status is Status.FINISHED
    assert bytes_of(run) == bytes_of(whole)


@pytest.mark.parametrize("at", [2, 3], ids=["at the step of a checkpoint", "between two"])
def test_a_changed_rate_holds_from_the_next_step_and_a_resume_repeats_it(new_run: NewRun, at: int) -> None:
    changes = {"training": {"steps": 8, "schedule": "constant"}, "saving": {"checkpoint_every": 2, "keep": 9}}
    whole = new_run("whole", **changes)
    worker.main(whole.path, at_step(at, asked(whole, "set", learning_rate=1e-3)))
    assert events_of(whole, SettingChanged) == [SettingChanged(at, "learning_rate", 1e-3, 1e-2)]
    rates = {e.step: e.learning_rate for e in events_of(whole, Step)}
    assert rates[at] == 1e-2
    assert rates[at + 1] == 1e-3
    run = new_run("broken", **changes)

    class Broken(BaseException):
        pass

    def break_down(event: Event) -> None:
        change(event)
        if isinstance(event, Step) and event.step == 5:
            raise Broken

    change = at_step(at, asked(run, "set", learning_rate=1e-3))
    with pytest.raises(Broken):
        worker.main(run.path, break_down)
    for later in checkpoints.listed(run.checkpoints)[:-1]:  # only that of step 2 is left
        later.path.rename(run.path / later.path.name)
    assert worker.main(run.path).status is Status.FINISHED
    assert events_of(run, TakenUp)[0].step == 2
    assert len(events_of(run, SettingChanged)) == 1, "it is repeated, not asked for again"
    assert bytes_of(run) == bytes_of(whole)


def test_a_run_can_be_made_longer_and_shorter_while_it_trains(new_run: NewRun) -> None:
    run = new_run()
    told = worker.main(run.path, at_step(2, asked(run, "set", steps=9)))
    assert (told.step, told.steps) == (9, 9)
    run = new_run("shorter", training={"steps": 500})
    told = worker.main(run.path, at_step(2, asked(run, "set", steps=4)))
    assert (told.step, told.status) == (4, Status.FINISHED)


@pytest.mark.parametrize(
    ("args", "reason"),
    [
        ({}, "no setting"),
        ({"rank": 3}, "rank cannot change"),
        ({"steps": 1}, "above"),
        ({"steps": 3.5}, "whole number"),
        ({"learning_rate": 0}, "above 0"),
        ({"learning_rate": "fast"}, "must be a number"),
        ({"learning_rate": True}, "must be a number"),
        ({"steps": float("nan")}, "whole number"),
    ],
)
def test_a_setting_that_cannot_be_is_refused_with_a_reason(new_run: NewRun, args: dict, reason: str) -> None:
    run = new_run(training={"steps": 4})
    told = worker.main(run.path, at_step(2, asked(run, "set", **args)))
    (answer,) = told.acknowledged.values()
    assert not answer.accepted
    assert reason in answer.reason
    assert told.status is Status.FINISHED


def test_the_epoch_is_finished_and_saved_when_asked(new_run: NewRun) -> None:
    run = new_run(training={"steps": 500})  # 50 rows in batches of 8: 7 steps an epoch
    told = worker.main(run.path, at_step(2, asked(run, "finish-epoch")))
    assert told.status is Status.STOPPED
    assert told.step == 7
    assert told.saved[-1].step == 7


def test_a_stopped_run_goes_on_to_the_same_bytes(new_run: NewRun) -> None:
    parts = {"layers": {"dropout": 0.1, "rank": 4}, "training": {"steps": 9, "loraplus_lr_ratio": 4}}
    whole, run = new_run("whole", **parts), new_run("stopped", **parts)
    worker.main(whole.path)
    for _ in range(3):
        step = runs.history(run).step
        worker.main(run.path, at_step(step + 2, asked(run, "stop")))
        assert runs.history(run).status is Status.STOPPED
        resuming.prepare(run, {})
    told = worker.main(run.path)
    assert told.status is Status.FINISHED
    assert list(told.loss.x) == list(range(1, 10))
    assert bytes_of(run) == bytes_of(whole)
    assert runs.history(run).loss.y == runs.history(whole).loss.y


@pytest.mark.parametrize(
    "layers",
    [
        {"init_lora_weights": "pissa"},
        {"init_lora_weights": "olora"},
        {"use_dora": True, "bias": "all"},
        {"modules_to_save": ["model.norm", "lm_head"]},
    ],
    ids=lambda parts: next(iter(parts)),
)
def test_every_way_of_adapting_goes_on_to_the_same_bytes(new_run: NewRun, layers: dict) -> None:
    whole, run = new_run("whole", layers=layers), new_run("stopped", layers=layers)
    worker.main(whole.path)
    worker.main(run.path, at_step(3, asked(run, "stop")))
    assert worker.main(run.path).status is Status.FINISHED
    assert bytes_of(run) == bytes_of(whole)


def test_changed_settings_are_named_and_kept_or_forked(new_run: NewRun) -> None:
    run = new_run(saving={"checkpoint_every": 2, "keep": 9})
    worker.main(run.path, at_step(4, asked(run, "stop")))
    run.spec_file.write_text(run.spec_file.read_text().replace("weight_decay: 0.0", "weight_decay: 0.25"))
    with pytest.raises(WorkbenchError, match=r"training.weight_decay: 0.0 → 0.25") as caught:
        resuming.prepare(run, {})
    assert caught.value.kind == "changed-settings"
    told = worker.main(run.path)
    assert told.failed is not None
    assert told.failed.kind == "changed-settings", "the worker does not take it up either"

    left = checkpoints.at(run.checkpoints, 2)
    fork = resuming.fork(run, left, run.spec().replaced("name", "other"))
    told = worker.main(fork.path)
    assert told.status is Status.FINISHED
    assert (told.taken_up, list(told.loss.x)) == (TakenUp(2, "checkpoints/step-000002"), [3, 4, 5, 6])
    assert fork.meta()["forked_from"]["step"] == 2
    with pytest.raises(WorkbenchError, match=r"layers.rank: 4 → 8"):
        resuming.fork(run, left, run.spec().replaced("layers.rank", 8))

    resuming.prepare(run, {}, keep_old=True)
    assert run.spec().training.weight_decay == 0.0
    assert worker.main(run.path).status is Status.FINISHED


@pytest.mark.parametrize("what", ["model", "data"])
def test_a_run_whose_model_or_data_changed_is_not_taken_up(
    new_run: NewRun, tiny_llama: Path, chats: Path, tmp_path: Path, what: str
) -> None:
    import shutil

    model, data = tmp_path / "model", tmp_path / "chats.jsonl"
    shutil.copytree(tiny_llama, model)
    shutil.copy(chats, data)
    run = new_run(model={"path": str(model)}, data={"path": str(data)})
    worker.main(run.path, at_step(2, asked(run, "stop")))
    if what == "model":
        weights = model / "model.safetensors"
        content = bytearray(weights.read_bytes())
        content[-100] ^= 1  # as large as before
        weights.write_bytes(content)
    else:
        data.write_text(data.read_text().replace("say 7", "say 8"))
    told = worker.main(run.path)
    assert told.failed is not None
    assert told.failed.kind == f"changed-{what.replace('model', 'base')}"
    assert told.failed.hint
    assert told.step == 2


def test_a_finished_run_has_nothing_to_resume_but_can_be_made_longer(new_run: NewRun) -> None:
    run = new_run()
    worker.main(run.path)
    with pytest.raises(WorkbenchError, match="all 6 steps are done") as caught:
        resuming.prepare(run, {})
    assert "--steps +3" in caught.value.hint
    with pytest.raises(WorkbenchError, match="already done 6"):
        resuming.prepare(run, {"steps": 6})
    resuming.prepare(run, {"steps": 8})
    told = worker.main(run.path, settings={"steps": 8})
    assert (told.step, told.status) == (8, Status.FINISHED)
    assert runs.history(run).steps == 8
