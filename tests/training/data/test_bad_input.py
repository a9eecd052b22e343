"""Files as they should not be: every one gives rows, rows put aside, or one sentence; never a traceback."""

import datetime
import decimal
import gzip
import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyarrow import parquet

from tests.training.data import conftest
from workbench.core.data_spec import DataSpec
from workbench.core.errors import WorkbenchError
from workbench.training.data.dataset import prepare
from workbench.training.data.rows import Table, read

WriteRows = Callable[..., Path]
PAIR = {"prompt": "Q", "completion": "A"}
LINE = json.dumps(PAIR)


def judged(path: Path, format: str = "auto") -> Table | WorkbenchError:
    """What reading came to: a table that accounts for its rows, or a sentence with a next step."""
    try:
        table = read(path, format)
    except WorkbenchError as error:
        return with_next_step(error)
    assert table.rows
    assert all(row.line >= 1 and row.file for row in table.rows)
    assert all(bad.reason and bad.line >= 1 and bad.file for bad in table.bad)
    assert table.why
    assert len(table.sha256) == 64
    return table


def with_next_step(error: WorkbenchError) -> WorkbenchError:
    assert error.message
    assert error.hint
    return error


def deep(levels: int) -> str:
    return json.dumps(PAIR)[:-1] + ', "x": ' + "[" * levels + "]" * levels + "}"


@pytest.mark.parametrize(
    ("name", "content", "usable", "aside"),
    [
        ("d.jsonl", f"{LINE}\n{LINE[:20]}", 1, {"not valid JSON": 1}),
        ("d.jsonl", f"{LINE}\n" + '{"instruction": "Q", "output": "A"}\n' + LINE, 2, {"a missing field": 1}),
        ("d.jsonl", f'{LINE}\n{{"prompt": "a\0", "completion": "b"}}\n', 1, {"not valid JSON": 1}),
        ("d.csv", "prompt,completion\na\0,b\nc,d\n", 1, {"broken text": 1}),
        ("d.jsonl", f"{LINE}\n{deep(1000)}\n{deep(500)}\n", 2, {"not valid JSON": 1}),
        ("d.csv", "prompt,completion\na\nb,c\nd,e,f\n", 1, {"a row of another length": 2}),
        ("d.csv", 'prompt,completion\n"a\n\n""b""",c\n', 1, {}),
        ("d.csv", 'prompt,completion\na,b\n"c"d,e\nf,g\n', 2, {"not valid CSV": 1}),
        ("d.jsonl", f'{LINE}\n{{"prompt": null, "completion": "A"}}\n', 1, {"a missing field": 1}),
        ("d.jsonl", f'{LINE}\n{{"prompt": 1, "completion": 2.5}}\n', 1, {"a field of the wrong type": 1}),
        ("d.jsonl", f"{LINE}\n" * 50, 50, {}),
        ("d.jsonl", f'{LINE}\nnull\n[]\n3\n"x"\n', 1, {"not an object": 4}),
        ("d.csv", f"prompt,completion\na,{'b' * 200_000}\n", 1, {}),
        ("d.jsonl", LINE.replace("\n", "\r\n") + "\r\n\r\n", 1, {}),
    ],
)
def test_bad_rows_are_put_aside_and_the_others_are_read(
    write_rows: WriteRows, name: str, content: str, usable: int, aside: dict[str, int]
) -> None:
    table = judged(write_rows(content, name))
    assert isinstance(table, Table)
    assert len(table.rows) == usable
    assert {bad.reason: sum(b.reason == bad.reason for b in table.bad) for bad in table.bad} == aside


@pytest.mark.parametrize(
    ("turns", "reason"),
    [
        ([("assistant", "A"), ("user", "Q"), ("assistant", "A")], None),
        ([("user", "Q"), ("user", "Q"), ("assistant", "A"), ("assistant", "A")], None),
        ([("system", "S"), ("system", "S"), ("user", "Q"), ("assistant", "A"), ("user", "Q")], None),
        ([("assistant", "A"), ("user", "Q")], "no question"),
        ([("user", "Q"), ("narrator", "N"), ("assistant", "A")], "an unknown role"),
        ([("user", "Q"), ("", "N")], "an unknown role"),
    ],
)
def test_conversations_in_another_order_are_kept_and_unknown_roles_are_not(
    write_rows: WriteRows, turns: list[tuple[str, str]], reason: str | None
) -> None:
    good = {"messages": [{"role": "user", "content": "Q"}, {"role": "assistant", "content": "A"}]}
    table = judged(
        write_rows([good, {"messages": [{"role": role, "content": text} for role, text in turns]}])
    )
    assert isinstance(table, Table)
    assert [bad.reason for bad in table.bad] == ([reason] if reason else [])


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("d.json", f"[{LINE}, {LINE[:9]}", "not valid JSON: line 1, column"),
        ("d.json", f"[{LINE}\n{LINE}]", "line 2, column 1: Expecting ',' delimiter"),
        ("d.json", f"[{LINE}]]", "Extra data"),
        ("d.json", f"[{LINE},\n {deep(1000)}]", "line 2, column 2: nested too deeply"),
        ("d.csv", "a,a\n1,2\n", "several columns a"),
        ("d.jsonl", "\x1c\n\u00a0\n", "has no rows"),
        ("d.csv", '"a"b\n', "',' expected after '\"'"),
        ("d.csv", "prompt,completion\ra,b\r", "a line ends with CR alone"),
        ("d.csv", "prompt;answer\na;b\n", "their fields are: prompt, answer"),
        ("d.txt", "a\nb\0", "line 2 holds a NUL character"),
        ("d.parquet", "PAR1 and nothing", "not a whole Parquet file"),
        ("d.parquet", "", "not a whole Parquet file"),
        ("d.arrow", "ARROW1", "not a whole Arrow file"),
        ("d.jsonl.gz", b"\x1f\x8b\x08\x00", "cut off or damaged"),
        ("d.jsonl.gz", gzip.compress(LINE.encode(), mtime=0)[:-9], "cut off or damaged"),
        ("d.jsonl.zst", pa.compress(LINE.encode(), "zstd", asbytes=True)[:-3], "cut off or damaged"),
        ("d.jsonl.zst", b"\x28\xb5\x2f\xfd\xff\xff\xff\xff\xff", "cut off or damaged"),
    ],
)
def test_a_broken_file_is_one_sentence(write_rows: WriteRows, name: str, content: Any, words: str) -> None:
    error = judged(write_rows(content, name))
    assert isinstance(error, WorkbenchError)
    assert words in error.message


def test_a_line_of_50_megabytes_is_a_row_like_any_other(tmp_path: Path) -> None:
    path = tmp_path / "d.jsonl"
    path.write_text(f'{LINE}\n{{"prompt": "Q", "completion": "{"x" * 50_000_000}"}}\n{LINE}\n')
    table = judged(path)
    assert isinstance(table, Table)
    assert [len(row.messages[1].content) for row in table.rows] == [1, 50_000_000, 1]


def test_a_long_json_list_is_read_piece_by_piece(tmp_path: Path) -> None:
    rows = [{"prompt": f"Q{i} ä😀", "completion": "\\" + "x" * (i % 7 * 50_000)} for i in range(60)]
    path = tmp_path / "d.json"
    path.write_text(json.dumps(rows, ensure_ascii=False, indent=2), encoding="utf-8")
    table = judged(path)
    assert isinstance(table, Table)
    assert [row.messages[0].content for row in table.rows] == [row["prompt"] for row in rows]
    path.write_text(path.read_text(encoding="utf-8")[:-2] + ",\n]", encoding="utf-8")
    error = judged(path)
    assert isinstance(error, WorkbenchError)
    assert f"line {4 * 60 + 2}, column 1" in error.message


def test_parquet_columns_of_odd_types_are_rows_or_put_aside(tmp_path: Path) -> None:
    path = tmp_path / "d.parquet"
    odd = {
        "date": pa.array([datetime.date(2026, 1, 1)] * 3),
        "decimal": pa.array([decimal.Decimal("1.5")] * 3),
        "nested": pa.array([[{"a": [1]}]] * 3),
        "far": pa.array([2**60] * 3, pa.timestamp("ms")),
        "dictionary": pa.array(["x", "y", None]).dictionary_encode(),
        "nothing": pa.nulls(3),
    }
    parquet.write_table(pa.table({"prompt": ["Q", None, "Q"], "completion": ["A"] * 3, **odd}), path)
    table = judged(path)
    assert isinstance(table, Table)
    assert ([row.line for row in table.rows], [bad.line for bad in table.bad]) == ([1, 3], [2])
    for name, value in (("completion", odd["date"]), ("prompt", odd["far"]), ("prompt", pa.array([1, 2, 3]))):
        columns = {"prompt": pa.array(["Q"] * 3), "completion": pa.array(["A"] * 3)} | {name: value}
        parquet.write_table(pa.table(columns), path)
        error = judged(path)
        assert isinstance(error, WorkbenchError)
        assert "a field of the wrong type: 3" in error.message


def test_a_damaged_arrow_file_never_leads_outside_its_memory(tmp_path: Path) -> None:
    path = tmp_path / "d.arrow"
    table = pa.Table.from_pylist([PAIR] * 20)
    with pa.ipc.new_stream(str(path), table.schema) as out:
        out.write_table(table)
    whole = path.read_bytes()
    for place in range(0, len(whole), 16):
        path.write_bytes(whole[:place] + b"\xff" * 8 + whole[place + 8 :])
        judged(path)


@pytest.mark.parametrize("path", ["a\0b", "n" * 5000, "/dev/null", "missing/ä b.csv"])
def test_a_path_that_is_no_file_is_one_sentence(tmp_path: Path, path: str) -> None:
    assert isinstance(judged(tmp_path / path), WorkbenchError)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with a name here")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.jsonl")
    assert "a device or a pipe" in str(judged(tmp_path / "pipe.jsonl"))


NAMES = st.sampled_from(["prompt", "completion", "messages", "text", "instruction", "output", "role", "from"])
SCALARS = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5)
VALUES = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=4)
)
ENDINGS = st.sampled_from([".json", ".jsonl", ".csv", ".tsv", ".txt", ".md", ".parquet", ".arrow", ""])
quick = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@quick
@given(rows=st.lists(VALUES, max_size=4), ending=ENDINGS, cut=st.integers(0, 40), lines=st.booleans())
def test_any_json_even_cut_off_is_judged(
    tmp_path: Path, rows: list[Any], ending: str, cut: int, lines: bool
) -> None:
    text = "\n".join(map(json.dumps, rows)) if lines else json.dumps(rows)
    path = tmp_path / f"d{ending}"
    path.write_text(text[: len(text) - cut] if cut < 20 else text)
    judged(path)
    judged(path, "chat")


@quick
@given(
    rows=st.lists(st.lists(st.text(alphabet='a",;\n\t\r \0ä', max_size=5), max_size=3), max_size=4),
    ending=ENDINGS,
    header=st.sampled_from(["prompt,completion", "text", "question\tanswer", ""]),
)
def test_any_table_is_judged(tmp_path: Path, rows: list[list[str]], ending: str, header: str) -> None:
    path = tmp_path / f"d{ending}"
    text = header + "\n" + "\n".join(",".join(row) for row in rows)
    path.write_bytes(text.encode())
    judged(path)


@quick
@given(
    content=st.binary(max_size=60),
    magic=st.sampled_from([b"", b"PAR1", b"ARROW1\0\0", b"\x1f\x8b\x08", b"\x28\xb5\x2f\xfd", b"\xff\xfe"]),
    ending=ENDINGS,
)
def test_any_bytes_are_judged(tmp_path: Path, content: bytes, magic: bytes, ending: str) -> None:
    path = tmp_path / f"d{ending}"
    path.write_bytes(magic + content)
    judged(path)


TOKENIZER = conftest.build(**conftest.STYLES["ChatML, marked"])
ANSWERS = st.none() | st.integers() | st.text(max_size=6)
CONVERSATIONS = st.lists(
    st.fixed_dictionaries(
        {"role": st.sampled_from(["user", "assistant", "system", "narrator"]), "content": ANSWERS}
    ),
    max_size=4,
)
RAW_ROWS = st.one_of(
    st.fixed_dictionaries({"prompt": ANSWERS, "completion": ANSWERS}),
    st.fixed_dictionaries({"messages": CONVERSATIONS}),
    st.fixed_dictionaries({"text": ANSWERS}),
    SCALARS,
)


@quick
@given(rows=st.lists(RAW_ROWS, max_size=6), torn=st.booleans(), share=st.sampled_from([0.0, 0.5]))
def test_every_row_of_a_file_is_trained_on_held_out_or_counted(
    tmp_path: Path, rows: list[Any], torn: bool, share: float
) -> None:
    path = tmp_path / "d.jsonl"
    path.write_text("\n".join(map(json.dumps, rows)) + ("\n{" if torn else "\n"))
    spec = DataSpec(path=str(path), leave_out_bad_rows=True, held_out=share, packing="none")
    try:
        data = prepare(spec, TOKENIZER, 1, None, lambda *_: None)
    except WorkbenchError as error:
        with_next_step(error)
        return
    count = len(rows) + torn
    assert len(data.train) + len(data.held_out) + data.rows_left_out == count
    assert data.sources[0].rows == count
    read_again = read(path)
    assert sum(data.left_out.values()) >= len(read_again.bad)
    assert all(data.train.row(index)[1].any() for index in range(len(data.train)))
