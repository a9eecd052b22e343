"""Data from the terminal: every kind trains, sources mix, bad rows are written, the cache is cleared."""

import gzip
import json
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from click.testing import CliRunner, Result
from pyarrow import parquet

from workbench.cli import cli, sources
from workbench.core import runs
from workbench.core.runs import RunFolder

QUIET = (
    *(
        "--steps",
        "5",
        "--rank",
        "4",
        "--batch-size",
        "4",
        "--dtype",
        "float32",
        "--set",
        "training.threads=1",
    ),
    *("--set", "watch.samples=0", "--set", "watch.compared_rows=0", "--set", "watch.evaluations=0"),
)
PAIRS = [(f"Say {n}.", f"{n} it is.") for n in range(8)]
ALPACA = [{"instruction": q, "input": "", "output": a} for q, a in PAIRS]
CHATS = [
    {"messages": [{"role": "user", "content": q}, {"role": "assistant", "content": a}]} for q, a in PAIRS
]
SHAREGPT = [{"conversations": [{"from": "human", "value": q}, {"from": "gpt", "value": a}]} for q, a in PAIRS]
TOOL = {"function": {"name": "weather", "arguments": {"place": "Berlin"}}}
TOOLS = [
    {
        "messages": [
            *talk["messages"][:1],
            {"role": "assistant", "content": "", "tool_calls": [TOOL]},
            *talk["messages"][1:],
        ]
    }
    for talk in CHATS
]
TEXTS = [f"{q} {a}" for q, a in PAIRS]
WRITES_CALLS = (
    "{% for m in messages %}{{ m.role }}: {{ m.content }}"
    "{% for c in m.tool_calls or [] %}{{ c.function | tojson }}{% endfor %}\n{% endfor %}"
    "{% if add_generation_prompt %}assistant: {% endif %}"
)


def type_in(*words: object) -> Result:
    return CliRunner().invoke(cli, [str(word) for word in words])


def lines(rows: list[dict[str, Any]]) -> bytes:
    return "".join(json.dumps(row) + "\n" for row in rows).encode()


def table(names: str, rows: list[tuple[str, ...]], between: str = ",") -> bytes:
    return "\n".join([names.replace(",", between), *(between.join(row) for row in rows)]).encode()


def parquet_bytes(rows: list[dict[str, Any]]) -> bytes:
    out = pa.BufferOutputStream()
    parquet.write_table(pa.Table.from_pylist(rows), out)
    return bytes(out.getvalue())


def arrow_bytes(rows: list[dict[str, Any]]) -> bytes:
    out, whole = pa.BufferOutputStream(), pa.Table.from_pylist(rows)
    with pa.ipc.new_file(out, whole.schema) as file:
        file.write_table(whole)
    return bytes(out.getvalue())


FILES: dict[str, tuple[str, bytes, str]] = {  # what it is -> name, content, the format it is read as
    "chat": ("d.jsonl", lines(CHATS), "chat"),
    "ShareGPT": ("d.json", json.dumps(SHAREGPT).encode(), "chat"),
    "prompt/completion": (
        "d.jsonl",
        lines([{"prompt": q, "completion": a} for q, a in PAIRS]),
        "prompt-completion",
    ),
    "question/answer, CSV": ("d.csv", table("question,answer", PAIRS), "question-answer"),
    "alpaca, TSV": ("d.tsv", table("instruction,output", PAIRS, "\t"), "alpaca"),
    "alpaca, Parquet": ("d.parquet", parquet_bytes(ALPACA), "alpaca"),
    "alpaca, Arrow": ("d.arrow", arrow_bytes(ALPACA), "alpaca"),
    "chat, gzip": ("d.jsonl.gz", gzip.compress(lines(CHATS)), "chat"),
    "chat, zstd": ("d.jsonl.zst", pa.compress(lines(CHATS), "zstd", asbytes=True), "chat"),
    "texts": ("d.jsonl", lines([{"text": text} for text in TEXTS]), "text"),
    "one text": ("d.txt", "\n\n".join(TEXTS * 9).encode(), "text"),
    "Markdown": ("d.md", ("# Numbers\n\n" + "\n".join(TEXTS * 9)).encode(), "text"),
    "UTF-16": ("d.jsonl", lines(CHATS).decode().encode("utf-16"), "chat"),
    "tool calls": ("d.jsonl", lines(TOOLS), "chat"),
}


@pytest.mark.parametrize("kind", FILES)
def test_every_kind_of_data_trains_five_steps(kind: str, tmp_path: Path, tiny_llama: Path) -> None:
    name, content, format = FILES[kind]
    path = tmp_path / "my größe" / name
    path.parent.mkdir()
    path.write_bytes(content)
    more = ("--set", f"data.template={WRITES_CALLS}") if kind == "tool calls" else ()
    result = type_in("train", "--model", tiny_llama, "--data", path, "--out", tmp_path / "run", *QUIET, *more)
    assert result.exit_code == 0, result.output
    run = RunFolder(tmp_path / "run")
    resolved = run.spec().resolved
    assert resolved is not None
    assert (resolved.format, resolved.steps, resolved.rows_left_out) == (format, 5, 0)
    assert len(runs.history(run).loss.y) == 5


def test_sources_are_mixed_with_weights_and_caps_and_the_run_says_what_each_gave(
    tmp_path: Path, tiny_llama: Path
) -> None:
    (tmp_path / "a.jsonl").write_bytes(lines(CHATS))
    (tmp_path / "b.csv").write_bytes(table("question,answer", PAIRS))
    (tmp_path / "v.jsonl").write_bytes(lines([{"prompt": "New", "completion": "Yes"}, CHATS[0]]))
    mixed = f"{tmp_path / 'b.csv'}::weight=2,cap=3"
    out = tmp_path / "run"
    chosen = ("--data", tmp_path / "a.jsonl", "--data", mixed, "--out", out)
    result = type_in("train", "--model", tiny_llama, *chosen, *QUIET)
    assert result.exit_code == 0, result.output
    resolved = RunFolder(out).spec().resolved
    assert resolved is not None
    assert [(source.rows, source.samples) for source in resolved.data_sources] == [(8, 8), (8, 6)]
    assert (resolved.rows, resolved.left_out) == (14, {"over the source's cap": 5})
    again = type_in("train", out / "run.yaml", "--out", tmp_path / "again", *QUIET)
    assert again.exit_code == 0, "the YAML holds the mix"
    second = RunFolder(tmp_path / "again").spec().resolved
    assert second is not None
    assert (second.data_sha256, second.data_sources) == (resolved.data_sha256, resolved.data_sources)


def test_a_preview_counts_all_sources(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(lines(CHATS))
    (tmp_path / "b.csv").write_bytes(table("question,answer", PAIRS))
    words = ("preview", "--data", tmp_path / "a.jsonl", "--data", tmp_path / "b.csv", "--row", 9, "--json")
    found = json.loads(type_in(*words).stdout)
    assert (found["rows"], found["row"]["file"], found["row"]["line"]) == (16, "b.csv", 2)
    assert [(one["format"], one["rows"]) for one in found["sources"]] == [("chat", 8), ("question-answer", 8)]


@pytest.mark.parametrize(
    ("given", "chosen"),
    [
        (("a",), {"data.path": "a", "data.mix": "[]", "data.sha256": ""}),
        (("a::b",), {"data.path": "a::b", "data.mix": "[]", "data.sha256": ""}),
        (("a::weight=2",), {"data.path": "a", "data.weight": "2", "data.mix": "[]", "data.sha256": ""}),
        (
            ("a", "b::cap=3,format=chat"),
            {
                "data.path": "a",
                "data.mix": '[{"path": "b", "cap": "3", "format": "chat"}]',
                "data.sha256": "",
            },
        ),
        ((), {}),
    ],
)
def test_data_flags_are_sources(given: tuple[str, ...], chosen: dict[str, str]) -> None:
    assert sources.settings(given) == chosen


@pytest.mark.parametrize(
    ("word", "said"),
    [
        ("a.jsonl::wight=2", "names wight, which a source does not have"),
        ("a.jsonl::weight=0", "data.weight"),
        ("a.jsonl::cap=none at all", "data.cap"),
    ],
)
def test_a_source_that_cannot_be_read_is_a_sentence(tmp_path: Path, word: str, said: str) -> None:
    (tmp_path / "a.jsonl").write_bytes(lines(CHATS))
    result = type_in("preview", "--data", tmp_path / word)
    assert (result.exit_code, result.stdout) == (2, "")
    assert said in result.stderr


def test_rows_that_are_put_aside_are_written_to_a_file(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(lines(CHATS) + b'{"messages": []}\n{\n')
    out = tmp_path / "bad.jsonl"
    result = type_in("preview", "--data", tmp_path / "a.jsonl", "--bad", out)
    assert result.exit_code == 0
    assert "2 rows that are put aside" in result.stderr
    found = [json.loads(line) for line in out.read_text().splitlines()]
    assert [(row["line"], row["reason"], row["row"]) for row in found] == [
        (9, "no messages", '{"messages": []}'),
        (10, "not valid JSON", "{"),
    ]


def test_the_cache_is_shown_and_cleared(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(lines(CHATS) + b"{\n")
    type_in("preview", "--data", tmp_path / "a.jsonl", "--bad", tmp_path / "bad.jsonl")
    found = json.loads(type_in("cache", "--json").stdout)
    assert (found["entries"], found["bytes"] > 0) == (1, True)
    assert "in 1 data sets" in type_in("cache").stdout
    assert "cleared" in type_in("cache", "clear").stdout
    assert json.loads(type_in("cache", "--json").stdout)["entries"] == 0


def test_no_token_to_learn_ends_the_start_with_a_sentence(tmp_path: Path, tiny_llama: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(lines(CHATS))
    chosen = ("--data", tmp_path / "a.jsonl", "--max-length", 8)
    result = type_in("train", "--model", tiny_llama, *chosen, *QUIET)
    assert result.exit_code == 2
    assert "No token of a.jsonl would be learned" in result.stderr
