"""Writing: whole or not at all, and never outside."""

import os
from pathlib import Path

import pytest

from workbench.core import disk, files
from workbench.core.errors import WorkbenchError


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.mark.parametrize("name", ["a.txt", "a/b.txt", "a/../b.txt", "."])
def test_a_name_inside_the_folder_is_taken(tmp_path, name):
    assert files.inside(tmp_path, name).is_relative_to(tmp_path.resolve())


@pytest.mark.parametrize("name", ["..", "../x", "a/../../x", "/etc/passwd", "way-out/x"])
def test_a_name_that_leaves_the_folder_is_refused(tmp_path, name):
    root = tmp_path / "root"
    root.mkdir()
    (root / "way-out").symlink_to(tmp_path)
    with pytest.raises(WorkbenchError, match="outside"):
        files.inside(root, name)


def test_a_name_with_a_zero_byte_is_refused(tmp_path):
    with pytest.raises((WorkbenchError, ValueError)):
        files.inside(tmp_path, "a\0b")


def test_a_written_file_replaces_the_old_one_and_leaves_nothing_else(tmp_path):
    target = tmp_path / "new" / "note.txt"
    files.write_text(target, "first")
    files.write_text(target, "größer")
    assert target.read_text(encoding="utf-8") == "größer"
    assert names(target.parent) == ["note.txt"]


def test_a_write_that_fails_leaves_the_old_file(tmp_path, monkeypatch):
    target = tmp_path / "note.txt"
    files.write_text(target, "old")

    def no_space(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", no_space)
    with pytest.raises(WorkbenchError, match="No space left on device") as caught:
        files.write_text(target, "new")
    assert caught.value.kind == "unwritable"
    assert target.read_text() == "old"
    assert names(tmp_path) == ["note.txt"]


def test_lines_are_added_one_by_one(tmp_path):
    file = tmp_path / "log.jsonl"
    for line in ("one", "zwölf"):
        files.append_line(file, line)
    assert file.read_text(encoding="utf-8") == "one\nzwölf\n"


@pytest.mark.parametrize(
    "write",
    [
        lambda path: files.write_text(path, "x"),
        lambda path: files.append_line(path, "x"),
        lambda path: files.swapped_in(path).__enter__(),
    ],
)
def test_a_place_that_cannot_be_written_is_one_sentence(tmp_path, write):
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(WorkbenchError, match=r"cannot be written: (Not a directory|File exists)") as caught:
        write(tmp_path / "file" / "below")
    assert caught.value.hint


def test_a_folder_is_swapped_in_whole(tmp_path):
    target = tmp_path / "adapter"
    for content in ("first", "second"):
        with files.swapped_in(target) as staging:
            (staging / "weights").write_text(content)
            assert not (target / "weights").exists() or (target / "weights").read_text() != content
        assert (target / "weights").read_text() == content
    assert names(tmp_path) == ["adapter"]


def test_a_crash_while_a_folder_is_written_leaves_the_old_one(tmp_path):
    target = tmp_path / "adapter"
    with files.swapped_in(target) as staging:
        (staging / "weights").write_text("old")

    def crash() -> None:
        with files.swapped_in(target) as staging:
            (staging / "weights").write_text("half")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        crash()
    assert (target / "weights").read_text() == "old"
    assert names(tmp_path) == ["adapter"]


def test_a_crash_during_the_swap_brings_the_old_folder_back(tmp_path, monkeypatch):
    target = tmp_path / "adapter"
    with files.swapped_in(target) as staging:
        (staging / "weights").write_text("old")
    rename, calls = disk.rename, []

    def fails_second(source, to):
        calls.append(to)
        if len(calls) == 2:
            raise OSError(5, "Input/output error")
        rename(source, to)

    monkeypatch.setattr(disk, "rename", fails_second)
    with pytest.raises(WorkbenchError, match="Input/output error"), files.swapped_in(target) as staging:
        (staging / "weights").write_text("new")
    assert (target / "weights").read_text() == "old"
    assert names(tmp_path) == ["adapter"]


def test_what_a_crash_in_the_middle_of_a_swap_left_is_put_right(tmp_path):
    (tmp_path / ".adapter.1.old").mkdir()
    (tmp_path / ".adapter.1.old" / "weights").write_text("old")
    (tmp_path / ".adapter.1").mkdir()
    files.mend(tmp_path / "adapter")
    assert (tmp_path / "adapter" / "weights").read_text() == "old"
    assert names(tmp_path) == ["adapter"]


def test_a_line_that_does_not_fit_on_the_disk_leaves_no_half_of_itself(tmp_path, monkeypatch):
    file = tmp_path / "log.jsonl"
    files.append_line(file, "whole")
    really, asked = os.write, []

    def short(descriptor, content):
        asked.append(bytes(content))
        if len(asked) > 1:
            raise OSError(28, "No space left on device")
        return really(descriptor, content[:2])

    monkeypatch.setattr("os.write", short)
    with pytest.raises(WorkbenchError, match="No space left") as caught:
        files.append_line(file, "torn")
    assert files.needs_room(caught.value)
    assert file.read_text() == "whole\n"
    monkeypatch.undo()
    files.append_line(file, "next")
    assert file.read_text() == "whole\nnext\n"


def test_a_file_of_parts_is_written_once_and_its_hash_told(tmp_path):
    told = files.write_new(tmp_path / "parts", (b"ab", memoryview(b"cd")))
    assert (tmp_path / "parts").read_bytes() == b"abcd"
    assert told == files.sha256(tmp_path / "parts")
    with pytest.raises(FileExistsError):
        files.write_new(tmp_path / "parts", (b"other",))
