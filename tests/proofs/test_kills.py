"""kill -9 of real workers at random moments: the run goes on to the same bytes, whenever it was."""

import random
import time
from collections import Counter
from pathlib import Path

import pytest

from tests.proofs.workers import Nursery, fingerprint, is_step, nursery, starter_run
from workbench.core import checkpoints, runs
from workbench.core.events import Event, Phase
from workbench.core.history import Status
from workbench.core.runs import RunFolder

STEPS = 30


def _before_the_first_step(event: Event) -> bool:
    return isinstance(event, Phase)


def _kill_once(crib: Nursery, run: RunFolder, chance: random.Random, where: str) -> str:
    """Starts a worker, kills it at a moment of that kind, and says where that was; "" when too late."""
    worker = crib.start(run)
    if where == "save":
        target = run.checkpoints
        worker.until(is_step(1))
        skipped = chance.randrange(8)
        while worker.alive():
            if any(f.name.startswith(".unfinished-") for f in _folders(target)):
                if skipped == 0:
                    break
                skipped -= 1
                while worker.alive() and any(f.name.startswith(".unfinished-") for f in _folders(target)):
                    time.sleep(0.0002)
            time.sleep(0.0002)
        time.sleep(chance.uniform(0, 0.002))
    elif where == "step":
        worker.until(is_step(chance.randint(1, STEPS - 1)))
        time.sleep(chance.uniform(0, 0.05))
    else:
        worker.until(_before_the_first_step)
        time.sleep(chance.uniform(0, 0.3))
    worker.kill()
    if worker.wait() != -9:
        return ""
    told = runs.history(run)
    if told.finished:
        return ""  # all was said and done
    unfinished = any(f.name.startswith(".unfinished-") for f in _folders(run.checkpoints))
    swapping = any(f.name.startswith(".adapter.") for f in run.path.iterdir())
    if unfinished or swapping:
        return "inside a save"
    return "after the first step" if told.step else "before the first step"


def _folders(root: Path) -> list[Path]:
    try:
        return list(root.iterdir())
    except FileNotFoundError:
        return []


def _proof(folder: Path, kills: int, seed: int) -> Counter[str]:
    """`kills` kills over as many runs as they take; each run must end in an uninterrupted one's bytes."""
    chance, landed = random.Random(seed), Counter[str]()
    with nursery() as crib:
        whole = starter_run(folder / "whole")
        assert crib.start(whole).wait() == 0
        wanted = fingerprint(whole.adapter)
        number = 0
        while landed.total() < kills:
            number += 1
            run = starter_run(folder / f"killed-{number}")
            for _ in range(min(chance.randint(1, 4), kills - landed.total())):
                where = "save" if landed.total() % 4 == 3 else chance.choices(("step", "start"), (95, 5))[0]
                place = _kill_once(crib, run, chance, where)
                if not place:
                    break
                landed[place] += 1
                told = runs.history(run)
                assert run.status(told) in (Status.INTERRUPTED, Status.QUEUED)
                newest = checkpoints.newest(run.checkpoints)
                assert (newest.step if newest else 0) <= told.step, "no checkpoint is ahead of what was said"
            if runs.history(run).status is not Status.FINISHED:
                assert crib.start(run).wait() == 0, run.log_tail()
            assert runs.history(run).status is Status.FINISHED
            assert fingerprint(run.adapter) == wanted, f"run {number} after {landed}"
            assert list(runs.history(run).loss.x) == list(range(1, STEPS + 1))
            assert list(run.path.rglob(".*")) == [], "nothing half-written is left"
    return landed


def test_killed_workers_end_in_the_same_bytes(tmp_path, capsys):
    landed = _proof(tmp_path, 5, seed=1)
    with capsys.disabled():
        print(f"\n5 of 5 kills survived: {dict(landed)}")  # noqa: T201  # where they landed is the figure


def _kill_in_a_move(crib: Nursery, run: RunFolder, chance: random.Random) -> str:
    """Asks for another place and kills somewhere in what follows; where that was, "" when too late."""
    worker = crib.start(run)
    worker.until(is_step(4))
    place = run.path.with_name(f"{run.path.name}-disk-{chance.randrange(10**6)}")
    place.mkdir()
    former = run.store
    run.send("save", to=str(place))
    while worker.alive() and not any(place.iterdir()):
        time.sleep(0.0002)
    time.sleep(chance.uniform(0, 0.15))
    worker.kill()
    if worker.wait() != -9 or runs.history(run).finished:
        return ""
    return "before the pointer" if run.store == former else "after the pointer"


@pytest.mark.slow
@pytest.mark.timeout(3600)
def test_thirty_workers_killed_while_what_they_saved_moves_end_in_the_same_bytes(tmp_path, capsys):
    chance, landed = random.Random(3), Counter[str]()
    with nursery() as crib:
        whole = starter_run(tmp_path / "whole")
        assert crib.start(whole).wait() == 0
        number = 0
        while landed.total() < 30:
            number += 1
            run = starter_run(tmp_path / f"moved-{number}")
            for _ in range(2):
                where = _kill_in_a_move(crib, run, chance)
                if not where:
                    break
                landed[where] += 1
            if runs.history(run).status is not Status.FINISHED:
                assert crib.start(run).wait() == 0, run.log_tail()
            assert runs.history(run).status is Status.FINISHED
            assert fingerprint(run.adapter) == fingerprint(whole.adapter), f"run {number} after {landed}"
            assert list(runs.history(run).loss.x) == list(range(1, STEPS + 1))
            assert [*run.path.rglob(".*"), *run.store.rglob(".*")] == [], "nothing half-written is left"
            left = [name for name in ("checkpoints", "adapter") if (run.path / name).exists()]
            assert left == [] or run.store == run.path
    with capsys.disabled():
        print(f"\n{landed.total()} of {landed.total()} kills survived: {dict(landed)}")  # noqa: T201
    assert set(landed) == {"before the pointer", "after the pointer"}


@pytest.mark.slow
@pytest.mark.timeout(3600)
def test_a_hundred_killed_workers_end_in_the_same_bytes(tmp_path, capsys):
    landed = _proof(tmp_path, 100, seed=2)
    with capsys.disabled():
        print(f"\n{landed.total()} of {landed.total()} kills survived: {dict(landed)}")  # noqa: T201
    assert landed["inside a save"] >= 10
