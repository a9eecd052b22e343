from pathlib import Path

import pytest

from workbench.core import runs
from workbench.core.history import Status
from workbench.ui.example import write_example_run


def test_the_same_run_is_written_every_time(tmp_path: Path) -> None:
    first, second = (write_example_run(tmp_path / name, state="finished") for name in ("a", "b"))
    for file in ("run.yaml", "events.jsonl", "worker.log"):
        assert (first.path / file).read_bytes() == (second.path / file).read_bytes()


@pytest.mark.parametrize(
    ("state", "status"),
    [
        ("starting", Status.STARTING),
        ("training", Status.TRAINING),
        ("finished", Status.FINISHED),
        ("stopped", Status.STOPPED),
        ("failed", Status.FAILED),
        ("interrupted", Status.INTERRUPTED),
    ],
)
@pytest.mark.parametrize("steps", [10, 180])
def test_each_state_is_what_it_says(tmp_path: Path, state: str, status: Status, steps: int) -> None:
    run = write_example_run(tmp_path / state, state=state, steps=steps)  # type: ignore[arg-type]
    assert run.status(runs.history(run)) is status
    assert run.has_adapter is (state != "starting")
