"""From a file to samples: what is trained on, what is held out, what is cut, left out or refused."""

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from workbench.core.errors import WorkbenchError
from workbench.core.spec import DataSpec
from workbench.training.data.dataset import Prepared, prepare

MakeTokenizer = Callable[..., Any]
WriteRows = Callable[..., Path]


def pairs(count: int, answer: str = "A{}") -> list[dict[str, str]]:
    return [{"prompt": f"Q{index}", "completion": answer.format(index)} for index in range(count)]


def prepared(
    path: Path, tokenizer: Any, *, seed: int = 42, context: int | None = 4096, **data: Any
) -> Prepared:
    return prepare(DataSpec(path=str(path), **data), tokenizer, seed, context, lambda done, total: None)


@pytest.fixture
def chatml(make_tokenizer: MakeTokenizer) -> Any:
    return make_tokenizer("ChatML, marked")


def texts(samples: Any, tokenizer: Any) -> list[str]:
    return [tokenizer.decode(samples.row(index)[0]) for index in range(len(samples))]


def test_a_file_becomes_flat_arrays_with_offsets(chatml: Any, write_rows: WriteRows) -> None:
    path = write_rows(pairs(3))
    data = prepared(path, chatml)
    assert texts(data.train, chatml) == [
        f"<|im_start|>user\nQ{i}<|im_end|>\n<|im_start|>assistant\nA{i}<|im_end|>" for i in range(3)
    ]
    ids, trained = data.train.row(0)
    assert (ids.dtype, trained.dtype) == (np.int32, np.bool_)
    assert [data.train.length(index) for index in range(3)] == [24, 24, 24]
    assert (data.train.tokens, data.train.trained_tokens) == (72, 9)
    assert (len(data.held_out), data.held_out_rows, data.cut, data.notices) == (0, (), 0, ())
    assert (data.left_out, data.rows_left_out) == ({}, 0)
    assert (data.format, data.train_on, data.max_length) == ("prompt-completion", "assistant", 24)
    assert data.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()


@pytest.mark.parametrize(
    ("count", "share", "held_out"),
    [(49, 0.5, 0), (50, 0.05, 10), (60, 0.5, 30), (300, 0.05, 15), (500, 0.5, 200), (100, 0.0, 0)],
)
def test_the_held_out_share_has_a_floor_and_a_ceiling(
    chatml: Any, write_rows: WriteRows, count: int, share: float, held_out: int
) -> None:
    data = prepared(write_rows(pairs(count)), chatml, held_out=share)
    assert (len(data.held_out), len(data.train)) == (held_out, count - held_out)
    assert len(data.held_out_rows) == held_out


def test_held_out_rows_are_a_function_of_the_seed_and_are_not_trained_on(
    chatml: Any, write_rows: WriteRows
) -> None:
    path = write_rows(pairs(80))
    one, again, other = (prepared(path, chatml, seed=seed) for seed in (1, 1, 2))
    assert one.held_out_rows == again.held_out_rows != other.held_out_rows
    assert texts(one.held_out, chatml) == texts(again.held_out, chatml)
    assert not set(texts(one.held_out, chatml)) & set(texts(one.train, chatml))
    wanted = [f"{row.messages[0].content}<|im_end|>" for row in one.held_out_rows]
    assert all(want in text for want, text in zip(wanted, texts(one.held_out, chatml), strict=True))


def test_a_row_that_occurs_twice_is_never_held_out(chatml: Any, write_rows: WriteRows) -> None:
    path = write_rows(pairs(30) * 2 + pairs(50)[30:])
    for seed in range(5):
        held_out = prepared(path, chatml, seed=seed, held_out=0.5).held_out_rows
        assert sorted(row.line for row in held_out) == list(range(61, 81))


def test_nothing_is_held_out_when_too_few_rows_are_unique(chatml: Any, write_rows: WriteRows) -> None:
    assert len(prepared(write_rows(pairs(30) * 2), chatml).held_out) == 0


@pytest.mark.parametrize(
    ("max_length", "context", "resolved", "cut"),
    [
        ("auto", 4096, 121, 0),
        ("auto", None, 121, 0),
        ("auto", 40, 40, 1),
        (40, 4096, 40, 1),
        (400, 60, 60, 1),
    ],
)
def test_rows_are_cut_at_the_maximum_length(
    chatml: Any, write_rows: WriteRows, max_length: Any, context: int | None, resolved: int, cut: int
) -> None:
    path = write_rows([*pairs(2), {"prompt": "Q", "completion": "A" * 100}])
    data = prepared(path, chatml, context=context, max_length=max_length)
    assert (data.max_length, data.cut) == (resolved, cut)
    assert data.train.length(2) == resolved
    assert bool(data.notices) == bool(cut)
    ends = [data.train.row(index)[0][-1] for index in range(3)]
    assert ends.count(chatml.eos_token_id) == 3 - cut


def test_a_row_without_an_answer_after_cutting_is_dropped_and_counted(
    chatml: Any, write_rows: WriteRows
) -> None:
    path = write_rows([*pairs(2), {"prompt": "Q" * 100, "completion": "A"}])
    data = prepared(path, chatml, max_length=30)
    assert (len(data.train), data.cut) == (2, 0)
    assert data.left_out == {"nothing to learn in the first 30 tokens": 1}
    assert data.notices == ("Rows left out: 1 (nothing to learn in the first 30 tokens: 1).",)


def test_a_cut_row_ends_with_its_last_label(chatml: Any, write_rows: WriteRows) -> None:
    turns = [{"role": r, "content": c} for r, c in [("user", "Q"), ("assistant", "A")] * 2]
    data = prepared(write_rows([{"messages": turns}]), chatml, max_length=30)
    assert texts(data.train, chatml)[0].endswith("assistant\nA<|im_end|>")
    assert data.train.row(0)[1][-1]


def test_a_run_without_a_single_label_is_refused(chatml: Any, write_rows: WriteRows) -> None:
    with pytest.raises(
        WorkbenchError, match="none of its 3 rows has an answer in its first 8 tokens"
    ) as caught:
        prepared(write_rows(pairs(3)), chatml, max_length=8)
    assert caught.value.kind == "all-masked"


def test_unusable_rows_stop_the_start_unless_they_are_left_out(chatml: Any, write_rows: WriteRows) -> None:
    rows = [*pairs(2), {"prompt": "Q"}, {"prompt": "Q", "completion": ""}, {"prompt": "Q", "completion": " "}]
    path = write_rows(rows)
    with pytest.raises(WorkbenchError) as caught:
        prepared(path, chatml)
    assert caught.value.kind == "bad-rows"
    assert caught.value.message == (
        "3 of 5 rows of data.jsonl cannot be used (no answer: 2, a missing field: 1); "
        "first line 3 (completion is missing)."
    )
    assert "data.leave_out_bad_rows=true" in caught.value.hint
    data = prepared(path, chatml, leave_out_bad_rows=True)
    assert (data.left_out, len(data.train)) == ({"no answer": 2, "a missing field": 1}, 2)
    assert data.notices == ("Rows left out: 3 (no answer: 2, a missing field: 1).",)


def test_rows_the_template_refuses_are_unusable_rows(
    make_tokenizer: MakeTokenizer, write_rows: WriteRows
) -> None:
    gemma = make_tokenizer("Gemma")
    twice = {"messages": [{"role": "user", "content": "Q"}] * 2 + [{"role": "assistant", "content": "A"}]}
    fine = {"messages": twice["messages"][1:]}
    with pytest.raises(WorkbenchError, match=r"refused by the model's chat template: 1.*first line 2"):
        prepared(write_rows([fine, twice]), gemma)
    assert len(prepared(write_rows([fine, twice]), gemma, leave_out_bad_rows=True).train) == 1
    with pytest.raises(WorkbenchError) as caught:
        prepared(write_rows([twice]), gemma, leave_out_bad_rows=True)
    assert caught.value.kind == "bad-rows"


def test_a_template_that_cannot_be_used_is_no_matter_of_rows(
    make_tokenizer: MakeTokenizer, write_rows: WriteRows
) -> None:
    with pytest.raises(WorkbenchError) as caught:
        prepared(write_rows(pairs(3)), make_tokenizer("none", eos=None), leave_out_bad_rows=True)
    assert caught.value.kind == "no-end-mark"


@pytest.mark.parametrize(
    ("style", "name"), [("none", "### Instruction / ### Response"), ("none, chat marks", "ChatML")]
)
def test_a_fallback_template_and_unread_fields_are_said(
    make_tokenizer: MakeTokenizer, write_rows: WriteRows, style: str, name: str
) -> None:
    rows = [{**row, "label": False} for row in pairs(3)]
    assert prepared(write_rows(rows), make_tokenizer(style)).notices == (
        f"The model has no chat template: rows are written as {name}.",
        "Fields that are not read: label.",
    )


def test_everything_is_trained_where_the_spec_says_so(chatml: Any, write_rows: WriteRows) -> None:
    data = prepared(write_rows(pairs(3)), chatml, train_on="everything")
    assert data.train_on == "everything"
    assert data.train.trained_tokens == data.train.tokens - 3


def test_progress_is_told_to_the_end(chatml: Any, write_rows: WriteRows) -> None:
    told: list[tuple[int, int]] = []
    spec = DataSpec(path=str(write_rows(pairs(120))))
    prepare(spec, chatml, 0, 99, lambda done, total: told.append((done, total)))
    assert told[0] == (0, 0)
    assert told[-1] == (120, 120)
    assert sorted(told) == told
