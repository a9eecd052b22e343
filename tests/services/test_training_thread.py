"""The thread that owns a run, with a process that is no engine."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QObject

from workbench.core import processes, runs, spec
from workbench.services.engine import ENGINE_LOST, Job
from workbench.services.problem import Problem
from workbench.services.training_thread import TrainingThread


class Patient(QObject):
    """Takes the request and waits until its input ends, as an engine does that does not train."""

    def __init__(self) -> None:
        super().__init__()
        self.process = processes.spawn(["cat"])
        self.job = Job(self)

    def request(self, job: str, params: dict[str, Any]) -> Job:
        assert job == "train"
        return self.job

    def let_go(self) -> None:
        assert self.process.stdin is not None
        self.process.stdin.close()


@pytest.fixture
def engine(qapp: object) -> Iterator[Patient]:
    made = Patient()
    yield made
    processes.end(made.process)
    assert made.process.stdout is not None
    made.process.stdout.close()


@pytest.mark.parametrize(("kind", "told"), [("locked", 1), (ENGINE_LOST, 0)])
def test_a_run_that_is_refused_ends_its_thread_and_says_why(
    engine: Patient, tmp_path: Path, qtbot: Any, kind: str, told: int
) -> None:
    run = runs.create(spec.parse({"name": "refused"}), tmp_path / "run")
    thread, refused = TrainingThread(run, engine), []  # type: ignore[arg-type]
    thread.refused.connect(refused.append)
    thread.start()
    with qtbot.waitSignal(thread.finished):
        engine.job.failed.emit(Problem("It is being trained by process 7.", kind=kind))
    assert [problem.kind for problem in refused] == [kind] * told
