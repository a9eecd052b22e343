"""The jobs about data, as the window asks them."""

import json
from pathlib import Path
from typing import Any

import pytest

from workbench.core.errors import WorkbenchError
from workbench.engine import jobs

GOOD = [{"prompt": f"Question {i}", "completion": "A" * (i + 1), "nr": i} for i in range(60)]


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """Sixty good rows of growing length; then one without an answer, one that is no JSON, and row 3 again."""
    path = tmp_path / "my rows.jsonl"
    lines = [*map(json.dumps, GOOD), '{"prompt": "Q", "completion": ""}', "{", json.dumps(GOOD[3])]
    path.write_text("\n".join(lines) + "\n")
    return path


def ask(job: str, path: Path, model: Path, **params: Any) -> Any:
    data = {"path": str(path)} | params.pop("data", {})
    answer = jobs.perform(job, {"data": data, "model": str(model), **params})
    assert json.loads(json.dumps(answer)) == answer
    return answer


def test_a_check_counts_what_a_person_must_know(data: Path, tiny_llama: Path) -> None:
    found = ask("check_data", data, tiny_llama)
    assert found["complete"]
    assert (found["rows"], found["usable"], found["duplicates"], found["empty_answers"]) == (63, 61, 1, 1)
    assert found["left_out"] == {"no answer": 1, "not valid JSON": 1}
    assert found["roles"] == {"prompt": "prompt", "completion": "completion"}
    assert found["unread"] == ["nr"]


def test_the_histogram_says_what_a_cut_costs(data: Path, tiny_llama: Path) -> None:
    found = ask("check_data", data, tiny_llama, data={"leave_out_bad_rows": True})
    edges, rows = found["lengths"]["edges"], found["lengths"]["rows"]
    assert (edges[0], edges[-1], sum(rows)) == (0, found["longest"], found["usable"])
    cut_at = edges[len(edges) * 3 // 4]
    place = edges.index(cut_at)
    cut = ask("check_data", data, tiny_llama, data={"leave_out_bad_rows": True, "max_length": cut_at})
    assert sum(rows[place:]) == cut["cut"] > 0
    for name, key in (("tokens", "tokens"), ("trained", "trained_tokens")):
        assert sum(found["lengths"][name]) == found[key]
        assert found[key] - sum(found["lengths"][name][place:]) == cut[key]


def test_rows_come_in_pages_with_what_became_of_them(data: Path, tiny_llama: Path) -> None:
    at_once = ask("data_rows", data, tiny_llama, start=58, count=10)
    assert (at_once["total"], at_once["rows"][0]["tokens"]) == (None, None)
    ask("check_data", data, tiny_llama)
    page = ask("data_rows", data, tiny_llama, start=58, count=10)
    assert [row["cells"] for row in page["rows"]] == [row["cells"] for row in at_once["rows"]]
    assert (page["start"], page["total"], page["columns"]) == (58, 63, ["prompt", "completion", "nr"])
    assert [row["line"] for row in page["rows"]] == [59, 60, 61, 62, 63]
    assert [row["left_out"] for row in page["rows"]] == ["", "", "no answer", "not valid JSON", ""]
    assert page["rows"][0]["cells"] == ["Question 58", "A" * 59, "58"]
    assert page["rows"][0]["trained"] == 60  # its letters and the end mark


def test_one_row_is_shown_raw_rendered_and_as_tokens(data: Path, tiny_llama: Path) -> None:
    row = ask("data_row", data, tiny_llama, index=2)
    assert json.loads(row["raw"]) == GOOD[2]
    assert "".join(token["text"] for token in row["tokens"]) == row["text"]
    assert "".join(token["text"] for token in row["tokens"] if token["trained"]) == "AAA<|im_end|>"
    assert (row["token_count"], row["trained_count"]) == (len(row["tokens"]), 4)
    left = ask("data_row", data, tiny_llama, index=60)
    assert (left["left_out"], left["detail"], left["tokens"]) == ("no answer", "the answer is empty", [])
    with pytest.raises(WorkbenchError, match="There is no row 63"):
        ask("data_row", data, tiny_llama, index=63)


@pytest.mark.parametrize(
    ("what", "start", "query", "index"),
    [
        ("longest", 0, "", 59),
        ("longest", 1, "", 58),
        ("shortest", 0, "", 0),
        ("left-out", 0, "", 60),
        ("left-out", 61, "", 61),
        ("left-out", 62, "", 60),
        ("text", 0, "QUESTION 41", 41),
        ("text", 5, "question 4", 40),
        ("text", 0, "nowhere", None),
        ("cut", 0, "", None),
    ],
)
def test_rows_are_found(
    data: Path, tiny_llama: Path, what: str, start: int, query: str, index: int | None
) -> None:
    assert ask("data_find", data, tiny_llama, what=what, start=start, query=query)["index"] == index


def test_bad_rows_are_written_with_file_line_reason_and_text(
    data: Path, tiny_llama: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out" / "bad.jsonl"
    assert ask("export_bad_rows", data, tiny_llama, out=str(out)) == {"path": str(out), "rows": 2}
    first, second = map(json.loads, out.read_text().splitlines())
    assert (first["file"], first["line"], first["reason"]) == ("my rows.jsonl", 61, "no answer")
    assert json.loads(first["row"]) == {"prompt": "Q", "completion": ""}
    assert (second["line"], second["reason"]) == (62, "not valid JSON")
