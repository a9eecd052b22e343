"""The token cache: used when it is whole and of the same data, and never otherwise."""

import json
import os
import time
from pathlib import Path
from typing import Any

import pytest

from tests.training.data import conftest
from workbench.core import hashes
from workbench.core.data_spec import DataSpec
from workbench.core.errors import WorkbenchError
from workbench.training.data import dataset, token_cache, tokenising
from workbench.training.data.rows import Reading

ROWS = [{"prompt": f"Q{i}", "completion": f"A{i}"} for i in range(40)]


@pytest.fixture
def tokenizer() -> Any:
    return conftest.build(**conftest.STYLES["ChatML, marked"])


@pytest.fixture
def path(tmp_path: Path) -> Path:
    file = tmp_path / "größe 1.jsonl"
    file.write_text("".join(json.dumps(row) + "\n" for row in [*ROWS, {"prompt": "Q"}]))
    return file


def opened(path: Path, tokenizer: Any, **data: Any) -> dataset.Sources:
    token_cache.forget()  # as a new process would begin
    return dataset.opened(DataSpec(path=str(path), **data), tokenizer, lambda *_: None)


def tokens(sources: dataset.Sources) -> list[int]:
    return [int(token) for token in sources.corpora[0].ids.array]


def test_rows_are_tokenised_once(path: Path, tokenizer: Any) -> None:
    first, second = opened(path, tokenizer), opened(path, tokenizer)
    assert (first.were_kept, second.were_kept) == (False, True)
    assert tokens(first) == tokens(second)
    assert second.corpora[0].about == first.corpora[0].about
    assert token_cache.size()[1] == 1


@pytest.mark.parametrize(
    "data",
    [
        {"train_on": "everything"},
        {"system_prompt": "Be kind."},
        {"template": conftest.PLAIN},
        {"template_arguments": {"a": 1}},
        {"format": "prompt-completion"},
        {"columns": {"prompt": "completion", "completion": "prompt"}},
    ],
)
def test_other_settings_are_other_tokens(path: Path, tokenizer: Any, data: dict[str, Any]) -> None:
    opened(path, tokenizer)
    assert not opened(path, tokenizer, **data).were_kept
    assert opened(path, tokenizer).were_kept, "the first one is still there"


@pytest.mark.parametrize(
    "data", [{"max_length": 20}, {"held_out": 0.2}, {"leave_out_bad_rows": True}, {"weight": 2}]
)
def test_what_is_decided_later_needs_no_new_tokens(path: Path, tokenizer: Any, data: dict[str, Any]) -> None:
    opened(path, tokenizer)
    assert opened(path, tokenizer, **data).were_kept


def test_another_tokenizer_or_version_is_another_entry(
    path: Path, tokenizer: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened(path, tokenizer)
    more = conftest.build(**conftest.STYLES["ChatML, marked"] | {"merges": (("A", "1"),)})
    assert not opened(path, more).were_kept
    monkeypatch.setattr(token_cache, "VERSION", 99)
    assert not opened(path, tokenizer).were_kept


def test_a_changed_file_is_read_again_even_with_the_old_size_and_time(path: Path, tokenizer: Any) -> None:
    opened(path, tokenizer)
    status = path.stat()
    path.write_bytes(path.read_bytes().replace(b"A7", b"B7"))
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))
    found = opened(path, tokenizer)
    assert not found.were_kept
    assert found.corpora[0].row(7).messages[1].content == "B7"


def test_a_copy_elsewhere_uses_the_same_tokens_and_reads_its_own_rows(path: Path, tokenizer: Any) -> None:
    opened(path, tokenizer)
    other = path.parent / "elsewhere" / path.name
    other.parent.mkdir()
    path.rename(other)
    found = opened(other, tokenizer)
    assert found.were_kept
    assert json.loads(found.corpora[0].text(3) or "") == ROWS[3]


def damaged(folder: Path, how: str) -> None:
    ids, manifest = folder / "ids.i32", folder / "manifest.json"
    match how:
        case "cut":
            ids.write_bytes(ids.read_bytes()[:-4])
        case "flipped":
            content = bytearray(ids.read_bytes())
            content[8] ^= 1
            ids.write_bytes(content)
        case "missing":
            ids.unlink()
        case "more":
            (folder / "more").write_bytes(b"x")
        case "no manifest":
            manifest.unlink()
        case "torn manifest":
            manifest.write_bytes(manifest.read_bytes()[:-30])
        case "another form":
            manifest.write_text("[]")


@pytest.mark.parametrize(
    "how", ["cut", "flipped", "missing", "more", "no manifest", "torn manifest", "another form"]
)
def test_what_is_not_whole_is_never_used(path: Path, tokenizer: Any, how: str) -> None:
    first = tokens(opened(path, tokenizer))
    (folder,) = token_cache.root().iterdir()
    damaged(folder, how)
    again = opened(path, tokenizer)
    assert not again.were_kept
    assert tokens(again) == first
    assert opened(path, tokenizer).were_kept, "it was written anew"


class EnoughError(Exception):
    """Somebody pressed Cancel."""


def test_an_end_in_the_middle_leaves_nothing_and_comes_at_once(tmp_path: Path, tokenizer: Any) -> None:
    path = tmp_path / "many.jsonl"
    path.write_text(
        "".join(json.dumps({"prompt": "Q" * 50, "completion": "A" * 500}) + "\n" for _ in range(6000))
    )
    told: list[float] = []

    def progress(done: int, total: int) -> None:
        told.append(time.perf_counter())
        if done > 1000:
            assert total > done
            raise EnoughError

    with pytest.raises(EnoughError):
        dataset.opened(DataSpec(path=str(path)), tokenizer, progress)
    assert list(token_cache.root().iterdir()) == []
    assert len(told) > 15


def test_a_file_that_changes_while_it_is_read_is_refused(
    path: Path, tokenizer: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def also_changed(*arguments: Any) -> Any:
        path.write_text(json.dumps(ROWS[0]) + "\n")
        return Reading(*arguments)

    monkeypatch.setattr(token_cache, "Reading", also_changed)
    with pytest.raises(WorkbenchError, match="has changed since it was looked at"):
        opened(path, tokenizer)
    assert list(token_cache.root().iterdir()) == []


def test_clearing_frees_what_was_counted(path: Path, tokenizer: Any) -> None:
    opened(path, tokenizer)
    held, entries = token_cache.size()
    assert (held > 0, entries) == (True, 1)
    assert token_cache.clear() == held
    assert token_cache.size() == (0, 0)
    assert not opened(path, tokenizer).were_kept


def test_rows_are_found_again_whatever_file_they_came_from(tmp_path: Path, tokenizer: Any) -> None:
    import gzip

    lines = "".join(json.dumps(row) + "\n" for row in ROWS)
    (tmp_path / "a.jsonl.gz").write_bytes(gzip.compress(lines.encode()))
    (tmp_path / "a.json").write_text(json.dumps(ROWS))
    (tmp_path / "wide.jsonl").write_bytes(lines.encode("utf-16"))
    (tmp_path / "bom.jsonl").write_bytes(b"\xef\xbb\xbf" + lines.encode())
    table = ["prompt,completion", *(f"{row['prompt']},{row['completion']}" for row in ROWS)]
    (tmp_path / "a.csv").write_text("\n".join(table))
    for name in ("a.jsonl.gz", "a.json", "wide.jsonl", "bom.jsonl", "a.csv"):
        corpus = opened(tmp_path / name, tokenizer).corpora[0]
        assert [corpus.value(index) for index in range(len(corpus))] == ROWS, name
        assert [corpus.row(i).messages[0].content for i in (0, 39)] == ["Q0", "Q39"]


def test_the_hash_of_a_large_file_is_remembered_only_while_it_is_left_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hashes, "SMALL", 10)
    monkeypatch.setattr(hashes, "_SETTLED", -1.0)
    path = tmp_path / "large"
    path.write_bytes(b"a" * 20)
    first = hashes.sha256(path)
    read: list[Path] = []
    monkeypatch.setattr(hashes.hashlib, "file_digest", lambda *_: read.append(path))
    assert hashes.sha256(path) == first
    assert read == []
    path.write_bytes(b"b" * 20)
    with pytest.raises(AttributeError):  # it is read again
        hashes.sha256(path)
    assert read == [path]


def test_progress_is_told_to_the_last_row(path: Path, tokenizer: Any) -> None:
    told: list[tuple[int, int]] = []
    reading = Reading(path)
    assert reading.format == "prompt-completion"
    dataset.opened(DataSpec(path=str(path)), tokenizer, lambda done, total: told.append((done, total)))
    assert told[-1] == (41, 41)
    assert tokenising.changed(path).kind == "data-changed"
