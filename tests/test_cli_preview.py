"""`workbench preview`: what a person and a program read about a data file before a run."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from workbench.cli import cli
from workbench.training.data import peek

GOOD = [{"prompt": f"Q{i}", "completion": f"A{i}"} for i in range(3)]


def type_in(*words: object) -> Result:
    return CliRunner().invoke(cli, ["preview", *map(str, words)])


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """Three good rows, one without an answer, and one that is no JSON."""
    path = tmp_path / "my rows.jsonl"
    lines = [*map(json.dumps, GOOD), '{"prompt": "Q", "completion": ""}', "{"]
    path.write_text("\n".join(lines))
    return path


def document(*words: object) -> dict[str, Any]:
    result = type_in(*words, "--json")
    assert (result.exit_code, result.stderr) == (0, "")
    found: dict[str, Any] = json.loads(result.stdout)
    return found


def test_a_program_reads_format_counts_quarantine_and_the_row(data: Path) -> None:
    found = document("--data", data)
    assert (found["format"], found["rows"], found["rendered"]) == ("prompt-completion", 3, 3)
    assert [(bad["line"], bad["reason"]) for bad in found["quarantined"]] == [
        (4, "no answer"),
        (5, "not valid JSON"),
    ]
    row = found["row"]
    assert row["text"] == "<|im_start|>user\nQ0<|im_end|>\n<|im_start|>assistant\nA0<|im_end|>"
    assert "".join(token["text"] for token in row["tokens"]) == row["text"]
    assert "".join(token["text"] for token in row["tokens"] if token["trained"]) == "A0<|im_end|>"
    assert all(isinstance(token["id"], int) for token in row["tokens"])


def test_another_row_and_another_model_are_shown(data: Path, tiny_llama: Path) -> None:
    found = document("--data", data, "--row", 3, "--model", tiny_llama)
    assert (found["row"]["number"], found["row"]["line"]) == (3, 3)
    assert "A2" in found["row"]["text"]


def test_a_person_reads_the_same_with_the_mask_beside_each_token(data: Path) -> None:
    result = type_in("--data", data)
    assert result.exit_code == 0
    assert "my rows.jsonl: prompt-completion. All of the first 4 rows have prompt and" in result.stdout
    assert "3 rows can be used, 2 are quarantined." in result.stdout
    assert "  line 4: no answer (the answer is empty)\n" in result.stdout
    assert "Row 1 (line 1): " in result.stdout
    assert [line.split() for line in result.stdout.splitlines() if line.endswith("trained")][-1][1:] == [
        "<|im_end|>",
        "trained",
    ]


def test_columns_can_be_named(tmp_path: Path) -> None:
    path = tmp_path / "d.csv"
    path.write_text("frage,antwort,nr\nQ,A [b],1\n")
    found = document("--data", path, "--set", "data.columns={question: frage, answer: antwort}")
    assert (found["format"], found["unread"]) == ("question-answer", ["nr"])
    shown = type_in("--data", path, "--set", "data.columns={question: frage, answer: antwort}").stdout
    assert "Not read: nr." in shown
    assert " [" in shown


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--row", 4), "has no row 4: it has 3 usable rows, and 2 that are put aside"),
        (("--row", 0), "0 is not in the range"),
        (("--set", "data.columns={output: x}"), "has no column x"),
        (("--set", "data.columns={label: x}"), "label is not among messages"),
        (("--set", "data.format=csv"), "data.format"),
        (("--model", "/nowhere"), "/nowhere"),
    ],
)
def test_what_cannot_be_shown_is_a_sentence(data: Path, words: tuple[Any, ...], said: str) -> None:
    result = type_in("--data", data, *words)
    assert result.exit_code == 2, (result.output, result.exception)
    assert said in result.stderr
    assert result.stdout == ""


def test_a_long_file_is_tried_with_the_template_from_its_beginning(
    tmp_path: Path, tiny_llama: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(peek, "_RENDERED", 2)
    path = tmp_path / "d.json"
    path.write_text(json.dumps(GOOD))
    found = document("--data", path, "--row", 2, "--model", tiny_llama)
    assert (found["rows"], found["rendered"], found["row"]["number"]) == (3, 2, 2)
    found = document("--data", path, "--row", 3, "--model", tiny_llama)
    assert (found["rendered"], found["row"]["number"]) == (3, 3), "the row that is shown is tried, too"


def test_a_text_is_one_document_and_learned_but_for_its_first_token(tmp_path: Path) -> None:
    path = tmp_path / "größe 1.md"
    path.write_text("# A heading\n\nAnd a paragraph.\n", encoding="utf-8")
    found = document("--data", path)
    assert (found["format"], found["rows"]) == ("text", 1)
    assert [token["trained"] for token in found["row"]["tokens"]][:2] == [False, True]
    assert found["row"]["text"].startswith("# A heading\n\nAnd a paragraph.")
