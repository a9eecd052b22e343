"""Tags, notes, stars: written whole, and no edit of another window is lost."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from workbench.core import marks, runs
from workbench.core.errors import WorkbenchError
from workbench.core.marks import Marks
from workbench.core.runs import RunFolder
from workbench.core.spec import RunSpec


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return runs.create(RunSpec(), tmp_path / "run").meta_file


def test_marks_stand_beside_what_else_is_in_meta(file: Path) -> None:
    marks.write_meta(file, starred=True, archived=False)
    marks.retag(file, ["Good One", "b"])
    marks.write_note(file, "A note.", "")
    assert marks.read(file) == Marks(("good-one", "b"), "A note.", True, False)
    assert RunFolder(file.parent).name == "starter"
    assert marks.retag(file, remove=["b", "never-given"]).tags == ("good-one",)


@pytest.mark.parametrize(("text", "kept"), [("A B", "a-b"), ("x:y", "x-y"), (" ok ", "ok"), ("标签", "标签")])
def test_a_tag_is_one_word_in_lower_case(text: str, kept: str) -> None:
    assert marks.tag(text) == kept


@pytest.mark.parametrize("text", ["", "  ", ",", "x" * 41])
def test_what_cannot_be_a_tag_is_said(text: str) -> None:
    with pytest.raises(WorkbenchError, match="cannot be a tag"):
        marks.tag(text)


def test_a_note_that_two_windows_wrote_keeps_both(file: Path) -> None:
    assert marks.write_note(file, "mine", "") == "mine"
    assert marks.write_note(file, "theirs", "") == "mine\n\ntheirs"
    assert marks.write_note(file, "one", "mine\n\ntheirs") == "one"
    assert marks.write_note(file, "one", "an old one") == "one"


def test_windows_that_write_at_once_lose_nothing(file: Path) -> None:
    def give_tags(name: str) -> None:
        for number in range(20):
            marks.retag(file, [f"{name}{number}"])
            marks.write_meta(file, **{name: number})

    with ThreadPoolExecutor(3) as windows:  # a folder's lock holds between threads as between processes
        list(windows.map(give_tags, "abc"))
    assert len(marks.read(file).tags) == 60
    assert [marks.read_meta(file)[name] for name in "abc"] == [19, 19, 19]
