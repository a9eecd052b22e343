"""The summary the window and the terminal show before a run."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from workbench.core.errors import WorkbenchError
from workbench.core.spec import DataSpec
from workbench.training.data import preview
from workbench.training.data.dataset import prepare
from workbench.training.data.rows import Message, Row

MakeTokenizer = Callable[..., Any]
WriteRows = Callable[..., Path]
GOOD = [{"prompt": f"Q{index}", "completion": f"A{index}"} for index in range(60)]


def test_a_good_file_is_summed_up_as_it_will_be_trained_on(write_rows: WriteRows, tiny_llama: Path) -> None:
    path = write_rows(GOOD)
    found = preview.check(DataSpec(path=str(path)), tiny_llama)
    from transformers import AutoTokenizer

    tokenizer = AutoTokenizer.from_pretrained(tiny_llama)
    data = prepare(DataSpec(path=str(path)), tokenizer, 1, 256, lambda done, total: None)
    assert json.loads(json.dumps(found)) == found
    assert (found["rows"], found["usable"], found["held_out"]) == (60, 60, len(data.held_out))
    assert found["tokens"] == data.train.tokens + data.held_out.tokens
    assert found["trained_tokens"] == data.train.trained_tokens + data.held_out.trained_tokens
    assert found["share_trained"] == pytest.approx(found["trained_tokens"] / found["tokens"])
    assert (found["longest"], found["max_length"], found["cut"]) == (data.max_length, data.max_length, 0)
    assert (found["format"], found["template"]["source"]) == ("prompt-completion", "model")
    assert found["why"] == "All of the first 60 rows have prompt and completion."
    assert (found["bad"], found["bad_count"], found["problem"]) == ([], 0, None)
    assert [shown["line"] for shown in found["views"]] == list(range(1, 9))


def test_unusable_rows_are_listed_counted_and_said_to_stop_a_start(
    write_rows: WriteRows, tiny_llama: Path
) -> None:
    path = write_rows([*GOOD, *[{"prompt": "Q", "completion": ""}] * 70, {"prompt": "Q"}])
    found = preview.check(DataSpec(path=str(path)), tiny_llama)
    assert (found["rows"], found["usable"], found["bad_count"]) == (131, 60, 71)
    assert found["bad"][0] == {
        "file": "data.jsonl",
        "line": 61,
        "reason": "no answer",
        "detail": "the answer is empty",
    }
    assert len(found["bad"]) == 50
    assert found["bad_reasons"] == {"no answer": 70, "a missing field": 1}
    assert found["problem"]["kind"] == "bad-rows"
    assert preview.check(DataSpec(path=str(path), leave_out_bad_rows=True), tiny_llama)["problem"] is None


def test_a_mask_over_everything_is_a_problem_and_its_tokens_are_still_shown(
    write_rows: WriteRows, tiny_llama: Path
) -> None:
    found = preview.check(DataSpec(path=str(write_rows(GOOD)), max_length=8), tiny_llama)
    assert found["problem"]["kind"] == "all-masked"
    assert (found["usable"], found["tokens"], found["share_trained"]) == (0, 0, 0.0)
    tokens = found["views"][0]["tokens"]
    assert [token["cut"] for token in tokens] == [False] * 8 + [True] * (len(tokens) - 8)
    assert not any(token["trained"] for token in tokens)


def test_a_file_that_cannot_be_used_is_refused(write_rows: WriteRows, tiny_llama: Path) -> None:
    with pytest.raises(WorkbenchError, match="fields are: title"):
        preview.check(DataSpec(path=str(write_rows([{"title": "T"}]))), tiny_llama)


def test_a_view_shows_each_token_and_whether_it_is_trained(make_tokenizer: MakeTokenizer) -> None:
    row = Row((Message("user", "ö"), Message("assistant", "b😀😀")), 7)
    found = preview.view(row, make_tokenizer("ChatML, marked"), "assistant", 100)
    assert found["line"] == 7
    assert "".join(token["text"] for token in found["tokens"]) == found["text"]
    assert found["text"] == "<|im_start|>user\nö<|im_end|>\n<|im_start|>assistant\nb😀😀<|im_end|>"
    trained = [token["text"] for token in found["tokens"] if token["trained"]]
    assert trained == ["b", "", "", "", "😀", "", "", "", "😀", "<|im_end|>"]
    assert [t["text"] for t in found["tokens"] if t["special"]] == ["<|im_start|>", "<|im_end|>"] * 2


def test_a_view_shows_an_appended_end_mark(make_tokenizer: MakeTokenizer) -> None:
    row = Row((Message("user", "Q"), Message("assistant", "A")), 1)
    tokens = preview.view(row, make_tokenizer("plain text"), "assistant", 100)["tokens"]
    assert [token["text"] for token in tokens[-2:]] == ["A", "</s>"]
    assert (tokens[-1]["trained"], tokens[-1]["special"]) == (True, True)
