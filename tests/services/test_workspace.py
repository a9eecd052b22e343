"""Runs from Start to their end as the window drives them: with a real engine, and in this process."""

import json
import os
import signal
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from workbench.core import places
from workbench.core.history import Status
from workbench.core.spec import RunSpec, parse
from workbench.services import running
from workbench.services.draft import Draft
from workbench.services.run_watch import RunWatch
from workbench.services.workspace import Workspace

_WARM = 60_000  # ms: the engine imports torch, transformers and peft


@pytest.fixture
def spec(tiny_llama: Path, tmp_path: Path) -> RunSpec:
    file = tmp_path / "chats.jsonl"
    rows = [{"prompt": f"say {i}", "completion": f"{i} it is"} for i in range(60)]
    file.write_text("\n".join(map(json.dumps, rows)))
    return parse(
        {
            "name": "short",
            "model": {"path": str(tiny_llama)},
            "data": {"path": str(file)},
            "layers": {"rank": 4},
            "training": {"steps": 8, "batch_size": 8, "threads": 1},
            "watch": {"evaluations": 2, "samples": 1, "sample_tokens": 4, "compared_rows": 2},
        }
    )


@pytest.fixture
def workspace(qapp: object) -> Iterator[Workspace]:
    places.drafts_root().mkdir(parents=True)  # not the first start
    workspace = Workspace()
    workspace.engines.warm_up()
    workspace.open()
    yield workspace
    workspace.close(keep_training=False)


def _started(workspace: Workspace, spec: RunSpec, qtbot: Any) -> RunWatch:
    draft = workspace.new_draft(spec)
    workspace.show(draft)
    qtbot.waitUntil(lambda: draft.blocked() is None, timeout=_WARM)
    watch = workspace.start(draft)
    assert watch is not None
    return watch


def _long(spec: RunSpec) -> RunSpec:
    return spec.replaced("training.steps", 100_000).replaced("watch.evaluations", 0)


@pytest.mark.parametrize("in_this_process", [False, True], ids=["engine", "in this process"])
def test_a_draft_becomes_a_run_that_ends_in_an_adapter(
    workspace: Workspace, spec: RunSpec, qtbot: Any, in_this_process: bool
) -> None:
    workspace.in_this_process = in_this_process
    watch = _started(workspace, spec, qtbot)
    assert workspace.current is watch
    assert workspace.drafts == []
    qtbot.waitUntil(lambda: watch.status is Status.FINISHED, timeout=_WARM)
    assert list(watch.history.loss.x) == list(range(1, 9))
    assert watch.run.has_adapter
    qtbot.waitUntil(lambda: workspace.running is None, timeout=5000)


def test_start_pressed_twice_starts_one_run(workspace: Workspace, spec: RunSpec, qtbot: Any) -> None:
    draft = workspace.new_draft(_long(spec))
    workspace.show(draft)
    qtbot.waitUntil(lambda: draft.blocked() is None, timeout=_WARM)
    first, second = workspace.start(draft), workspace.start(draft)
    assert first is not None
    assert second is None
    assert len(workspace.watches) == 1
    qtbot.waitUntil(lambda: first.history.step > 0, timeout=_WARM)
    workspace.send(first, "stop")
    qtbot.waitUntil(lambda: first.status is Status.STOPPED, timeout=_WARM)
    assert first.run.has_adapter


def test_a_discarded_run_goes_to_the_trash_and_comes_back(
    workspace: Workspace, spec: RunSpec, qtbot: Any
) -> None:
    watch = _started(workspace, _long(spec), qtbot)
    folder = watch.run.path
    qtbot.waitUntil(lambda: watch.history.step > 0, timeout=_WARM)
    with qtbot.waitSignal(workspace.toast, timeout=10_000) as said:
        workspace.discard(watch)
    assert workspace.watches == []
    assert not folder.exists()
    assert len(list(places.trash_root().iterdir())) == 1
    take_back = said.args[1]
    take_back()
    assert folder.exists()
    assert [w.run.path for w in workspace.watches] == [folder]


def test_a_killed_worker_leaves_an_interrupted_run_and_a_window_that_goes_on(
    workspace: Workspace, spec: RunSpec, qtbot: Any
) -> None:
    watch = _started(workspace, _long(spec), qtbot)
    qtbot.waitUntil(lambda: watch.history.step > 0, timeout=_WARM)
    worker = watch.run.worker()
    assert worker is not None
    os.kill(worker.pid, signal.SIGKILL)
    qtbot.waitUntil(lambda: watch.status is Status.INTERRUPTED, timeout=10_000)
    qtbot.waitUntil(lambda: "SIGKILL" in watch.ended_how, timeout=5000)
    qtbot.waitUntil(lambda: workspace.running is None, timeout=5000)


def test_a_run_that_crashed_goes_on_by_itself_when_that_is_wanted(
    workspace: Workspace, spec: RunSpec, qtbot: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(running, "_WAITS", (0, 0, 0))
    told: list[str] = []
    workspace.toast.connect(lambda text, _: told.append(text))
    wanted = _long(spec).replaced("saving.auto_resume", True).replaced("saving.checkpoint_every", 2)
    watch = _started(workspace, wanted, qtbot)
    qtbot.waitUntil(lambda: bool(watch.history.saved), timeout=_WARM)
    worker = watch.run.worker()
    assert worker is not None
    os.kill(worker.pid, signal.SIGKILL)
    qtbot.waitUntil(lambda: watch.history.taken_up is not None, timeout=_WARM)
    assert watch.history.taken_up is not None
    assert watch.history.taken_up.step >= 2, "from a checkpoint"
    assert f"{watch.run.name} goes on by itself in 0 s (1 of 3)." in told
    qtbot.waitUntil(lambda: watch.status is Status.TRAINING, timeout=_WARM)
    workspace.send(watch, "stop")
    qtbot.waitUntil(lambda: watch.status is Status.STOPPED, timeout=_WARM)


def test_a_run_goes_on_without_its_window_and_is_found_again(
    workspace: Workspace, spec: RunSpec, qtbot: Any
) -> None:
    watch = _started(workspace, _long(spec), qtbot)
    qtbot.waitUntil(lambda: watch.history.step > 0, timeout=_WARM)
    workspace.close(keep_training=True)
    again = Workspace()
    again.open()
    found = next(w for w in again.watches if w.run.path == watch.run.path)
    qtbot.waitUntil(lambda: found.history.step > watch.history.step, timeout=10_000)
    assert found.status is Status.TRAINING
    assert again.running is found
    again.send(found, "stop")
    qtbot.waitUntil(lambda: found.status is Status.STOPPED, timeout=10_000)
    again.close(keep_training=False)


def test_drafts_and_what_was_open_survive_a_restart(workspace: Workspace, spec: RunSpec) -> None:
    workspace.show(workspace.new_draft(spec))
    kept = workspace.new_draft(spec.model_copy(update={"name": "another"}))
    workspace.show(kept)
    kept.set("training.seed", 5)
    workspace.close(keep_training=False)
    again = Workspace()
    again.open()
    assert isinstance(again.current, Draft)
    assert (again.current.name, again.current.spec.training.seed) == ("another", 5)
    assert {draft.name for draft in again.drafts} == {"short", "another"}
    again.close(keep_training=False)


def test_names_stay_apart(workspace: Workspace, spec: RunSpec) -> None:
    names = [workspace.new_draft(spec).name for _ in range(3)]
    assert names == ["short", "short-2", "short-3"]


def test_a_deleted_draft_comes_back(workspace: Workspace, spec: RunSpec, qtbot: Any) -> None:
    draft = workspace.new_draft(spec)
    with qtbot.waitSignal(workspace.toast) as said:
        workspace.delete(draft)
    assert workspace.drafts == []
    said.args[1]()
    assert workspace.drafts[0].spec == draft.spec


def test_runs_that_cannot_be_written_are_refused_in_words(
    workspace: Workspace, spec: RunSpec, qtbot: Any
) -> None:
    places.runs_root().parent.mkdir(parents=True, exist_ok=True)
    places.runs_root().write_text("a file where the folder should be")
    draft = workspace.new_draft(spec)
    with qtbot.waitSignal(workspace.failed) as said:
        assert workspace.start(draft) is None
    assert str(places.runs_root()) in said.args[0].message
    assert said.args[0].hint
    assert draft in workspace.drafts
