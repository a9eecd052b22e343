"""Stop, discard and pause in the middle of each phase of a real worker: what was asked is what happens."""

import os
from pathlib import Path

import pytest

from tests.proofs.phases import EVALUATE_EVERY, MOMENTS, VERBS, Answer, ask, table
from tests.proofs.workers import Nursery, fingerprint, lines, nursery, starter_run
from workbench.core import files, resuming, runs
from workbench.core.events import Finished, Paused, Resumed
from workbench.core.history import Status
from workbench.core.runs import RunFolder

_STEPS = 12


def _run(folder: Path) -> RunFolder:
    run = starter_run(folder, steps=_STEPS)
    spec = run.spec().replaced("watch.evaluate_every", EVALUATE_EVERY)
    files.write_text(run.spec_file, spec.to_yaml())
    return run


def _once(crib: Nursery, run: RunFolder, phase: str, verb: str, wanted: str) -> Answer:
    """Asks once; however that ends, the run then goes on to the bytes of one that was never asked."""
    worker = crib.start(run)
    answer = ask(worker, phase, verb)
    assert answer.steps <= 1, "it holds within a step"
    if verb == "discard":
        assert not worker.alive()
        return answer
    if verb == "pause":
        assert runs.history(run).status is Status.PAUSED
        assert worker.alive()
        run.send("continue")
        assert worker.wait() == 0
        assert [type(e) for e in lines(run) if isinstance(e, Paused | Resumed)] == [Paused, Resumed]
    else:
        assert worker.wait() == 0
        assert runs.history(run).status is Status.STOPPED
        resuming.prepare(run, {})
        assert crib.start(run).wait() == 0
    assert runs.history(run).status is Status.FINISHED
    assert sum(isinstance(e, Finished) for e in lines(run)) == (2 if verb == "stop" else 1)
    assert fingerprint(run.adapter) == wanted, f"{verb} in {phase}"
    assert list(run.path.rglob(".*")) == [], "nothing half-written is left"
    assert not run.lock_file.exists()
    return answer


def _proof(folder: Path, times: int) -> list[Answer]:
    answers = []
    with nursery() as crib:
        whole = _run(folder / "whole")
        assert crib.start(whole).wait() == 0
        wanted = fingerprint(whole.adapter)
        for number in range(times):
            for verb in VERBS:
                for phase in MOMENTS:
                    run = _run(folder / f"{verb}-{phase}-{number}".replace(" ", "-"))
                    answers.append(_once(crib, run, phase, verb, wanted))
    return answers


@pytest.mark.slow
@pytest.mark.timeout(3600)
def test_each_phase_is_stopped_discarded_and_paused_five_times(tmp_path, capsys):
    answers = _proof(tmp_path, 5)
    with capsys.disabled():
        print(f"\n{len(answers)} of {len(answers)}, on {os.cpu_count()} cores:\n{table(answers)}")  # noqa: T201
    assert len(answers) == 5 * len(VERBS) * len(MOMENTS)
    assert all(answer.held < 5 for answer in answers if answer.verb == "discard")
