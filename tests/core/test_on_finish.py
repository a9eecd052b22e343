"""The command on finish: what it is told, and how its failure is said."""

import sys
import time
from pathlib import Path

import psutil
import pytest

from workbench.core import on_finish, preferences_file, runs, spec
from workbench.core.errors import WorkbenchError
from workbench.core.history import Status
from workbench.core.runs import RunFolder

_PRINTS = (
    f'"{sys.executable}" -c "import os; '
    "print(*(os.environ['WORKBENCH_' + n] for n in ('RUN', 'NAME', 'STATE')), os.getcwd(), sep=chr(10))\""
)


def _runs(pid: int) -> bool:
    try:
        return psutil.Process(pid).status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


@pytest.fixture
def run() -> RunFolder:
    return runs.create(spec.parse({"name": "a run; touch x"}))


def test_it_knows_the_run_its_name_and_how_it_ended(run: RunFolder) -> None:
    assert on_finish.run(run, Status.STOPPED, _PRINTS) == ""
    assert run.log_tail().splitlines() == [str(run.path), "a run; touch x", "stopped", str(run.path)]


def test_the_preferences_have_one_for_every_run(run: RunFolder) -> None:
    assert on_finish.run(run, Status.FINISHED) == ""
    assert not run.log_file.exists()
    preferences_file.changed({"notifications.on_finish": _PRINTS})
    assert on_finish.run(run, Status.FAILED) == ""
    assert "failed" in run.log_tail()


def test_no_shell_reads_it_unless_it_is_one(run: RunFolder) -> None:
    assert on_finish.run(run, Status.FINISHED, "echo a; touch made $WORKBENCH_STATE") == ""
    assert run.log_tail() == "a; touch made $WORKBENCH_STATE\n"
    assert not (run.path / "made").exists()
    assert on_finish.run(run, Status.FINISHED, "sh -c 'touch made-$WORKBENCH_STATE'") == ""
    assert (run.path / "made-finished").exists()


@pytest.mark.parametrize("status", [Status.DISCARDED, Status.PAUSED, Status.TRAINING])
def test_a_run_that_has_not_come_to_an_end_runs_nothing(run: RunFolder, status: Status) -> None:
    assert on_finish.run(run, status, "false") == ""


@pytest.mark.parametrize(
    ("command", "said"),
    [
        ("false", "ended with code 1"),
        ("/nowhere/at-all", "cannot be started"),
        ("sh -c 'open", "cannot be read: no closing quotation"),
    ],
)
def test_what_went_wrong_is_one_sentence(run: RunFolder, command: str, said: str) -> None:
    assert said in on_finish.run(run, Status.FINISHED, command)


def test_one_that_takes_too_long_is_ended_with_all_that_it_started(run: RunFolder) -> None:
    preferences_file.changed({"notifications.on_finish_seconds": 1})
    began = time.monotonic()
    said = on_finish.run(run, Status.FINISHED, "sh -c 'sleep 61 & echo $! > child; wait'")
    assert "longer than 1 s" in said
    assert time.monotonic() - began < 20
    child = int((run.path / "child").read_text())
    while _runs(child):
        assert time.monotonic() - began < 20


def test_a_quotation_that_is_not_closed_is_refused_before_it_is_kept() -> None:
    with pytest.raises(WorkbenchError, match="no closing quotation"):
        on_finish.words("echo 'a")
    assert on_finish.words(str(Path("a b")).join("''")) == ["a b"]
