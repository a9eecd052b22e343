"""The folders that are searched for models outlive the program that named them."""

from pathlib import Path

import pytest

from workbench.core import model_folders
from workbench.core.errors import WorkbenchError


def test_folders_are_kept_once_in_their_order_and_taken_away(tmp_path: Path) -> None:
    first, second = tmp_path / "ä models", tmp_path / "b"
    for folder in (first, second):
        folder.mkdir()
    for folder in (first, second, first):
        model_folders.add(folder)
    assert model_folders.kept() == (first, second)
    model_folders.remove(first)
    assert model_folders.kept() == (second,)
    assert first.is_dir()


def test_what_is_no_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(WorkbenchError, match="There is no folder"):
        model_folders.add(tmp_path / "none")
    assert model_folders.kept() == ()


@pytest.mark.parametrize("text", ["", "{", '[1, "/x"]'])
def test_a_file_that_was_damaged_does_no_harm(home: Path, text: str) -> None:
    home.mkdir()
    (home / "model-folders.json").write_text(text)
    assert model_folders.kept() in ((), (Path("/x"),))
