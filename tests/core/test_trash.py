"""The trash: what went comes back as it was, under another name where that one is taken; or goes for good."""

import os
import shutil
from pathlib import Path

import pytest

from workbench.core import foreign_runs, places, runs, trash
from workbench.core.errors import WorkbenchError
from workbench.core.runs import RunFolder
from workbench.core.spec import RunSpec, parse


@pytest.fixture
def run() -> RunFolder:
    made = runs.create(parse({"name": "tried"}))
    (made.path / "checkpoints" / "step-000010").mkdir(parents=True)
    (made.path / "checkpoints" / "step-000010" / "weights").write_bytes(b"x" * 1000)
    return made


def contents(folder: Path) -> dict[str, bytes]:
    return {str(f.relative_to(folder)): f.read_bytes() for f in sorted(folder.rglob("*")) if f.is_file()}


def test_a_run_comes_back_as_it_was(run: RunFolder) -> None:
    before = contents(run.path)
    entry = trash.put_run(run)
    assert not run.path.exists()
    assert (entry.kind, entry.name, entry.home) == ("run", "tried", run.path)
    assert entry.bytes > 1000
    assert trash.listed() == [entry]
    assert trash.restore(entry) == run.path
    assert contents(run.path) == before
    assert trash.listed() == []


def test_where_its_place_is_taken_it_comes_back_beside_it(run: RunFolder) -> None:
    entry = trash.put_run(run)
    run.path.mkdir()
    assert trash.restore(entry) == run.path.with_name(f"{run.path.name}-2")


def test_a_draft_comes_back_with_all_its_files() -> None:
    places.drafts_root().mkdir(parents=True)
    draft = places.drafts_root() / "one.yaml"
    meta, note = draft.with_suffix(".meta.json"), draft.with_suffix(".imported.txt")
    draft.write_text(RunSpec().to_yaml())
    meta.write_text("{}")
    entry = trash.put_draft("one", [draft, meta, note])
    assert list(places.drafts_root().iterdir()) == []
    draft.write_text("another one took its name")
    assert trash.restore(entry) == draft.with_name("one-2.yaml")
    names = sorted(file.name for file in places.drafts_root().iterdir())
    assert names == ["one-2.meta.json", "one-2.yaml", "one.yaml"]


def test_checkpoints_come_back_to_their_run_and_only_to_it(run: RunFolder) -> None:
    folder = run.checkpoints / "step-000010"
    entry = trash.put_checkpoints(run, [folder])
    assert not folder.exists()
    assert entry.bytes > 1000
    of_the_run = trash.put_run(run)
    with pytest.raises(WorkbenchError, match="to which these checkpoints belong"):
        trash.restore(entry)
    trash.restore(of_the_run)
    trash.restore(entry)
    assert (folder / "weights").stat().st_size == 1000


def test_what_is_destroyed_is_gone_and_nothing_else_is(run: RunFolder) -> None:
    other = runs.create(RunSpec())
    entry = trash.put_run(run)
    trash.destroy(entry)
    assert trash.listed() == []
    assert runs.listed() == [other]
    with pytest.raises(WorkbenchError, match="no longer in the trash"):
        trash.restore(entry)
    stranger = trash.Trashed(other.path, "run", "x", other.path, 0)
    with pytest.raises(WorkbenchError, match="does not lie in the trash"):
        trash.destroy(stranger)


def test_a_run_trashed_by_an_older_version_is_listed_and_comes_back(run: RunFolder) -> None:
    places.trash_root().mkdir(parents=True)
    shutil.move(run.path, places.trash_root() / f"{run.path.name}-abc123")
    (entry,) = trash.listed()
    assert (entry.kind, entry.name) == ("run", "tried")
    assert trash.restore(entry) == run.path


def test_a_run_of_somebody_else_is_not_taken_away(tmp_path: Path) -> None:
    run = runs.create(RunSpec(), tmp_path / "theirs" / "run")
    foreign_runs.add(tmp_path / "theirs")
    with pytest.raises(WorkbenchError, match="belongs to somebody else"):
        trash.put_run(run)
    assert run.path.is_dir()


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_cannot_be_written_is_said(run: RunFolder) -> None:
    places.runs_root().chmod(0o500)
    try:
        with pytest.raises(WorkbenchError, match="cannot be written"):
            trash.put_run(run)
    finally:
        places.runs_root().chmod(0o700)
