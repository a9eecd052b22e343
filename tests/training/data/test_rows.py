"""Reading files: what is accepted, what is put aside, and what is refused with which sentence."""

import hashlib
import json
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from workbench.core.errors import WorkbenchError
from workbench.training.data.rows import Message, read, summary

QUESTION, ANSWER = Message("user", "Q"), Message("assistant", "A")
CHAT = {"messages": [{"role": "user", "content": "Q"}, {"role": "assistant", "content": "A"}]}
SHAREGPT = {"conversations": [{"from": "human", "value": "Q"}, {"from": "gpt", "value": "A"}]}
PAIR = {"prompt": "Q", "completion": "A"}
ALPACA = {"instruction": "Q", "input": "", "output": "A"}


@pytest.mark.parametrize(
    ("row", "format", "messages"),
    [
        (CHAT, "chat", [QUESTION, ANSWER]),
        (SHAREGPT, "chat", [QUESTION, ANSWER]),
        ({**SHAREGPT, "system": "S"}, "chat", [Message("system", "S"), QUESTION, ANSWER]),
        (
            {"conversations": [{"from": "system", "value": "S"}, *SHAREGPT["conversations"]]},
            "chat",
            [Message("system", "S"), QUESTION, ANSWER],
        ),
        (
            {"messages": [{"role": "user", "content": [{"type": "text", "text": "Q"}]}, CHAT["messages"][1]]},
            "chat",
            [QUESTION, ANSWER],
        ),
        (PAIR, "prompt-completion", [QUESTION, ANSWER]),
        ({"question": "Q", "answer": "A"}, "question-answer", [QUESTION, ANSWER]),
        (ALPACA, "alpaca", [QUESTION, ANSWER]),
        ({"instruction": "Q", "output": "A"}, "alpaca", [QUESTION, ANSWER]),
        ({**ALPACA, "input": "I"}, "alpaca", [Message("user", "Q\n\nI"), ANSWER]),
    ],
)
@pytest.mark.parametrize(
    "container", ["lines", "list", "object", "lines in .json", "BOM", "CRLF", "indented"]
)
def test_every_format_is_read_from_every_container(
    tmp_path: Path, row: dict[str, Any], format: str, messages: list[Message], container: str
) -> None:
    lines = json.dumps(row) + "\n" + json.dumps(row) + "\n"
    name, text = {
        "lines": ("d.jsonl", lines),
        "list": ("d.json", json.dumps([row, row])),
        "object": ("d.json", json.dumps({"version": 1, "data": [row, row]})),
        "lines in .json": ("d.json", lines),
        "BOM": ("d.jsonl", "\ufeff" + lines),
        "CRLF": ("d.jsonl", lines.replace("\n", "\r\n") + "\r\n"),
        "indented": ("d.json", "\ufeff\n " + json.dumps([row, row], indent=2)),
    }[container]
    path = tmp_path / name
    path.write_bytes(text.encode())
    table = read(path)
    assert table.format == format
    assert [row.line for row in table.rows] == [1, 2]
    assert [list(row.messages) for row in table.rows] == [messages, messages]
    assert table.bad == ()
    assert table.numbering == ("line" if name == "d.jsonl" or container == "lines in .json" else "row")
    assert table.sha256 == hashlib.sha256(text.encode()).hexdigest()


@pytest.mark.parametrize(
    ("row", "reason", "detail"),
    [
        ({"messages": [CHAT["messages"][0]]}, "no answer", "no assistant turn"),
        ({"messages": [CHAT["messages"][1]]}, "no question", "no user turn"),
        ({"messages": []}, "no messages", "empty"),
        ({"other": 1}, "no messages", "its fields are other"),
        ({"messages": "Q"}, "a field of the wrong type", "messages is text, not a list"),
        ({"messages": ["Q"]}, "a field of the wrong type", "a message is text"),
        ({"messages": [{"role": "bot", "content": "x"}]}, "an unknown role", "“bot”"),
        ({"messages": [{"role": "user"}]}, "a missing field", "content is missing"),
        ({"messages": [{"role": "user", "content": None}]}, "a missing field", "content is null"),
        ({"messages": [{"role": "user", "content": 7}]}, "a field of the wrong type", "a number, not text"),
        (
            {"messages": [{"role": "user", "content": [{"type": "image"}]}]},
            "more than text",
            "parts that are not text",
        ),
        (
            {"messages": [CHAT["messages"][0], {"role": "assistant", "content": " \n"}]},
            "no answer",
            "empty",
        ),
        (
            {"messages": [CHAT["messages"][0], {"role": "assistant", "content": "\ud800"}]},
            "broken text",
            "half of a character pair",
        ),
        (["Q", "A"], "not an object", "a list"),
        (None, "not an object", "null"),
    ],
)
def test_an_unusable_row_is_put_aside_with_its_line_and_reason(
    tmp_path: Path, row: Any, reason: str, detail: str
) -> None:
    path = tmp_path / "d.jsonl"
    path.write_text(json.dumps(CHAT) + "\n\n" + json.dumps(row) + "\n", encoding="utf-8")
    table = read(path)
    assert [r.line for r in table.rows] == [1]
    (bad,) = table.bad
    assert (bad.line, bad.reason) == (3, reason)
    assert detail in bad.detail


@pytest.mark.parametrize(
    ("format", "good", "row", "reason"),
    [
        ("prompt-completion", PAIR, {"prompt": "Q"}, "a missing field"),
        ("prompt-completion", PAIR, {"prompt": "Q", "completion": ""}, "no answer"),
        ("prompt-completion", PAIR, {"prompt": ["Q"], "completion": "A"}, "a field of the wrong type"),
        ("alpaca", ALPACA, {"instruction": "Q"}, "a missing field"),
        ("alpaca", ALPACA, {"instruction": "Q", "input": "I", "output": "  "}, "no answer"),
        ("alpaca", ALPACA, {"instruction": "Q", "input": 3, "output": "A"}, "a field of the wrong type"),
        ("alpaca", ALPACA, CHAT, "a missing field"),
    ],
)
def test_a_row_is_judged_by_the_format_of_the_file(
    tmp_path: Path, format: str, good: dict[str, str], row: dict[str, Any], reason: str
) -> None:
    path = tmp_path / "d.json"
    path.write_text(json.dumps([good, good, row]), encoding="utf-8")
    table = read(path)
    assert (table.format, table.numbering) == (format, "row")
    assert [(bad.line, bad.reason) for bad in table.bad] == [(3, reason)]


@pytest.mark.parametrize(
    ("line", "detail"),
    [
        ('{"prompt": "Q", "completion": "A"', "column 34"),
        ("{'prompt': 1}", "column 2"),
        ("[" * 100_000, "nested too deeply"),
        ('{"prompt": ' + "9" * 5000 + "}", "digit"),
    ],
)
def test_a_line_that_is_not_json_is_put_aside_with_its_column(tmp_path: Path, line: str, detail: str) -> None:
    path = tmp_path / "d.jsonl"
    path.write_text(f"{json.dumps(PAIR)}\n{line}\n{json.dumps(PAIR)}\n", encoding="utf-8")
    table = read(path)
    assert [row.line for row in table.rows] == [1, 3]
    (bad,) = table.bad
    assert (bad.line, bad.reason) == (2, "not valid JSON")
    assert detail in bad.detail


@pytest.mark.parametrize(
    ("name", "content", "kind", "words"),
    [
        ("d.json", b"", "no-rows", "has no rows"),
        ("d.jsonl", b" \n\n", "no-rows", "has no rows"),
        ("d.jsonl", b"\xef\xbb\xbf\n", "no-rows", "has no rows"),
        ("d.json", b"[]", "no-rows", "has no rows"),
        ("d.json", b'{"data": []}', "no-rows", "has no rows"),
        ("d.json", b'[\n {"prompt": "Q",}\n]', "not-json", "line 2, column"),
        ("d.json", b'{"prompt": "Q"', "not-json", "line 1, column"),
        ("d.json", b'[{"prompt": ' + b"9" * 5000 + b"}]", "not-json", "line 1"),
        ("d.json", b"[" * 100_000, "not-json", "nested too deeply"),
        ("d.data", b"\n  Anarchism is", "not-json", "line 2, column 3: a JSON file begins with [ or {"),
        ("d.csv", b"\xef\xbb\xbfprompt,completion", "no-rows", "has no rows"),
        ("d.jsonl", b"prompt,completion\nQ,A\n", "not-json", "line 1, column 1"),
        ("d.json", b'{"a": {"b": 1}}', "unknown-format", "fields are: a"),
        ("d.json", b'{"a": [{}], "b": [{}]}', "unknown-format", "fields are: a, b"),
        ("d.jsonl", b'{"title": "T", "url": "U"}\n', "unknown-format", "fields are: title, url"),
        ("d.jsonl", b"{}\n", "unknown-format", "fields are: none"),
        (
            "d.jsonl",
            b'{"prompt": "Q", "completion": "A", "chosen": "A", "rejected": "B"}\n',
            "preference-rows",
            "chosen, rejected",
        ),
        ("d.jsonl", b"[1]\n", "no-usable-row", "not an object: 1"),
        ("d.jsonl", b'{"prompt": "Q", "completion": ""}\n', "no-usable-row", "(no answer: 1); first line 1"),
        ("d.jsonl", b'{"prompt": "a\xff"}\n', "not-utf-8", "byte 0xff at offset 13"),
        ("d.json", b'\xef\xbb\xbf["Gr\xfc\xdfe"]', "not-utf-8", "byte 0xfc at offset 7"),
        ("d.json", "[]".encode("utf-16"), "no-rows", "has no rows"),
        ("d.json", "[]".encode("utf-16-le"), "not-utf-8", "UTF-16 without a mark"),
        ("d.json", "[]".encode("utf-32"), "not-utf-8", "or of UTF-32"),
        ("d.jsonl", "{}".encode("utf-16")[:-1], "not-utf-8", "line 1 or later holds no character"),
        ("d.txt", b"\nGr\xfc\xdfe", "not-utf-8", "in line 2, byte 0xfc at offset 3"),
    ],
)
def test_a_file_that_cannot_be_used_is_refused_with_a_place_and_a_next_step(
    tmp_path: Path, name: str, content: bytes, kind: str, words: str
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(WorkbenchError) as caught:
        read(path)
    assert caught.value.kind == kind
    assert words in caught.value.message
    assert caught.value.hint


def test_the_byte_offset_counts_from_the_beginning_of_the_file(tmp_path: Path) -> None:
    path = tmp_path / "d.jsonl"
    first = b"\xef\xbb\xbf" + json.dumps(PAIR).encode() + b"\n"
    path.write_bytes(first + b'{"prompt": "\xe4"}')
    with pytest.raises(WorkbenchError, match=f"offset {len(first) + 12}") as caught:
        read(path)
    assert "iconv -f WINDOWS-1252 -t UTF-8" in caught.value.hint


def test_a_missing_file_and_a_folder_are_named(tmp_path: Path) -> None:
    with pytest.raises(WorkbenchError, match="does not exist") as caught:
        read(tmp_path / "nothing.json")
    assert caught.value.kind == "missing-file"
    with pytest.raises(WorkbenchError, match="has no data files"):
        read(tmp_path)


def test_a_file_that_may_not_be_read_is_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "d.json"
    path.write_text("[]")

    def refuse(_: Path, mode: str) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(WorkbenchError, match="cannot be read: Permission denied"):
        read(path)


def test_the_format_most_of_the_first_rows_have_is_taken_and_explained(tmp_path: Path) -> None:
    path = tmp_path / "d.json"
    path.write_text(json.dumps([PAIR, {**ALPACA, "id": 1}, {**ALPACA, "label": True}]), encoding="utf-8")
    table = read(path)
    assert table.format == "alpaca"
    assert table.why == "2 of the first 3 rows have instruction and output."
    assert set(table.unread) == {"prompt", "completion", "id", "label"}
    assert read(path, "prompt-completion").why == "Chosen by hand."


def test_a_line_separator_inside_a_string_is_no_end_of_line(tmp_path: Path) -> None:
    path = tmp_path / "d.jsonl"
    path.write_text('{"prompt": "a\u2028b\x85c", "completion": "A"}\n', encoding="utf-8")
    assert read(path).rows[0].messages[0].content == "a\u2028b\x85c"


def test_reasons_are_counted_the_most_frequent_first(tmp_path: Path) -> None:
    path = tmp_path / "d.jsonl"
    rows = [PAIR, {"prompt": "Q"}, {"prompt": "Q", "completion": ""}, {"prompt": "Q", "completion": " "}]
    path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    assert summary(Counter(bad.reason for bad in read(path).bad)) == "no answer: 2, a missing field: 1"


def test_reading_rows_imports_neither_torch_nor_transformers() -> None:
    heavy = "{'torch', 'transformers', 'numpy'} & set(sys.modules)"
    code = f"import sys, workbench.training.data.rows; sys.exit(bool({heavy}))"
    subprocess.run([sys.executable, "-c", code], check=True)
