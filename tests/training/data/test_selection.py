"""Which rows are used: caps, weights, the held-out share or file, packed blocks, the longest that fits."""

import json
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.training.data import conftest
from workbench.core.data_spec import DataSpec, SourceSpec
from workbench.core.errors import WorkbenchError
from workbench.training.data.dataset import Prepared, prepare

MakeTokenizer = Callable[..., Any]
TOKENIZER = conftest.build(**conftest.STYLES["ChatML, marked"])


def write(path: Path, prefix: str, count: int, *more: dict[str, str]) -> str:
    rows = [{"prompt": f"{prefix}{i}", "completion": f"{prefix}{i}!"} for i in range(count)]
    path.write_text("".join(json.dumps(row) + "\n" for row in [*rows, *more]), encoding="utf-8")
    return str(path)


def prepared(spec: DataSpec, seed: int = 42, **limits: Any) -> Prepared:
    return prepare(spec, TOKENIZER, seed, limits.get("context"), lambda *_: None, limits.get("fits"))


def answers(samples: Any) -> list[str]:
    """What each sample's answer says."""
    texts = [TOKENIZER.decode(samples.row(index)[0]) for index in range(len(samples))]
    return [text.split("assistant\n")[1].removesuffix("!<|im_end|>") for text in texts]


@pytest.mark.parametrize(
    ("weight", "cap", "times"),
    [
        (1.0, None, {1: 40}),
        (2.0, None, {2: 40}),
        (0.5, None, {1: 20, 0: 20}),
        (1.5, None, {2: 20, 1: 20}),
        (1.0, 10, {1: 10, 0: 30}),
        (3.0, 10, {3: 10, 0: 30}),
        (0.001, None, {0: 40}),
    ],
)
def test_a_weight_says_how_often_each_row_is_trained_on_and_a_cap_how_many_are(
    tmp_path: Path, weight: float, cap: int | None, times: dict[int, int]
) -> None:
    first, second = write(tmp_path / "a.jsonl", "a", 20), write(tmp_path / "b.jsonl", "b", 40)
    mix = (SourceSpec(path=second, weight=weight, cap=cap),)
    data = prepared(DataSpec(path=first, mix=mix, held_out=0))
    said = Counter(answers(data.train))
    assert all(said[f"a{i}"] == 1 for i in range(20))
    assert Counter(said[f"b{i}"] for i in range(40)) == times
    assert data.left_out == ({"over the source's cap": 30} if cap else {})
    assert [source.samples for source in data.sources] == [20, len(data.train) - 20]
    assert [source.rows_left_out for source in data.sources] == [0, 30 if cap else 0]


def test_what_is_drawn_is_a_function_of_the_seed(tmp_path: Path) -> None:
    path = write(tmp_path / "a.jsonl", "a", 60)
    spec = DataSpec(path=path, weight=0.5, cap=50)
    one, again, other = (answers(prepared(spec, seed).train) for seed in (1, 1, 2))
    assert one == again
    assert set(one) != set(other)


def test_sources_of_several_formats_are_mixed_and_each_is_learned_as_its_own_kind(tmp_path: Path) -> None:
    chats = write(tmp_path / "a.jsonl", "a", 2)
    (tmp_path / "b.csv").write_text("text\nOne document.\n", encoding="utf-8")
    data = prepared(DataSpec(path=chats, mix=(SourceSpec(path=str(tmp_path / "b.csv")),)))
    assert not data.packed
    ids, trained = data.train.row(2)
    assert TOKENIZER.decode(ids) == "One document.<|im_end|>"
    assert trained.tolist() == [False] + [True] * (len(ids) - 1)
    assert [source.format for source in data.sources] == ["prompt-completion", "text"]
    assert len({source.sha256 for source in data.sources} | {data.sha256}) == 3


def test_a_row_of_two_sources_is_never_held_out(tmp_path: Path) -> None:
    first, second = write(tmp_path / "a.jsonl", "a", 60), write(tmp_path / "b.jsonl", "a", 80)
    mix = (SourceSpec(path=second),)
    data = prepared(DataSpec(path=first, mix=mix, held_out=0.5))
    assert sorted(answers(data.held_out)) == sorted(f"a{i}" for i in range(60, 80))


def test_a_held_out_file_measures_in_place_of_a_share_and_without_what_is_trained_on(tmp_path: Path) -> None:
    path = write(tmp_path / "a.jsonl", "a", 60)
    other = write(tmp_path / "v.jsonl", "v", 5, {"prompt": "a7", "completion": "a7!"})
    data = prepared(DataSpec(path=path, validation=other))
    assert len(data.train) == 60
    assert answers(data.held_out) == [f"v{i}" for i in range(5)]
    assert [row.messages[0].content for row in data.held_out_rows] == [f"v{i}" for i in range(5)]
    assert data.left_out == {"held-out rows that are also trained on": 1}
    assert (data.sources[-1].path, data.sources[-1].samples) == (other, 5)


def test_a_held_out_file_that_is_all_trained_on_is_refused(tmp_path: Path) -> None:
    path = write(tmp_path / "a.jsonl", "a", 60)
    with pytest.raises(WorkbenchError, match=r"No row of a\.jsonl can be held out: 60 are also") as caught:
        prepared(DataSpec(path=path, validation=path))
    assert caught.value.kind == "nothing-held-out"


def test_a_file_that_is_not_the_one_looked_at_is_refused(tmp_path: Path) -> None:
    path = write(tmp_path / "a.jsonl", "a", 60)
    seen = prepared(DataSpec(path=path)).sha256
    assert len(prepared(DataSpec(path=path, sha256=seen)).train)
    write(tmp_path / "a.jsonl", "b", 60)
    with pytest.raises(WorkbenchError, match="has changed since it was looked at") as caught:
        prepared(DataSpec(path=path, sha256=seen))
    assert caught.value.kind == "data-changed"
    Path(path).unlink()
    with pytest.raises(WorkbenchError, match="does not exist"):
        prepared(DataSpec(path=path, sha256=seen))


@pytest.mark.parametrize(
    ("limits", "length", "said"),
    [
        ({}, 29, None),
        ({"context": 25}, 25, "Rows cut at 25 tokens, the model's context, without their end mark: 2."),
        ({"fits": 27}, 27, "Rows cut at 27 tokens, the longest that there is memory for, without"),
        ({"fits": 64, "context": 40}, 29, None),
    ],
)
def test_the_default_length_is_the_longest_row_that_context_and_memory_allow(
    tmp_path: Path, limits: dict[str, int], length: int, said: str | None
) -> None:
    long = {"prompt": "Q", "completion": "A" * 8}
    data = prepared(DataSpec(path=write(tmp_path / "a.jsonl", "a", 0, long, long)), **limits)
    assert data.max_length == length
    assert bool(data.notices) == bool(said)
    assert (said or "") in " ".join(data.notices)


def text_file(path: Path, texts: list[str]) -> str:
    path.write_text("".join(json.dumps({"text": text}) + "\n" for text in texts), encoding="utf-8")
    return str(path)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    texts=st.lists(st.text(min_size=1, max_size=30).filter(str.strip), min_size=1, max_size=8),
    size=st.integers(8, 40),
)
def test_blocks_hold_every_token_once_and_each_learns_all_but_its_first(
    tmp_path: Path, texts: list[str], size: int
) -> None:
    texts = [text.replace("\x00", " ").encode("utf-8", "ignore").decode() or "x" for text in texts]
    path = text_file(tmp_path / "t.jsonl", [text if text.strip() else "x" for text in texts])
    packed = prepared(DataSpec(path=path, max_length=size, held_out=0))
    alone = prepared(DataSpec(path=path, packing="none", held_out=0))
    assert packed.packed
    stream = [int(t) for index in range(len(alone.train)) for t in alone.train.row(index)[0]]
    rows = [packed.train.row(index) for index in range(len(packed.train))]
    blocks = [int(t) for ids, _ in rows for t in ids]
    assert blocks == stream[: len(blocks)]
    assert len(stream) - len(blocks) <= 1, "a last token alone has nothing to predict"
    assert all(len(ids) == size for ids, _ in rows[:-1])
    assert all(trained.tolist() == [False] + [True] * (len(ids) - 1) for ids, trained in rows)
    assert (packed.train.tokens, packed.train.trained_tokens) == (len(blocks), len(blocks) - len(rows))
    assert [packed.train.length(i) for i in range(len(rows))] == [len(ids) for ids, _ in rows]


def test_conversations_are_packed_where_the_spec_says_so_with_their_masks(tmp_path: Path) -> None:
    spec = DataSpec(path=write(tmp_path / "a.jsonl", "a", 9), packing="blocks", max_length=50, held_out=0)
    data = prepared(spec)
    rows = [data.train.row(index) for index in range(len(data.train))]
    learned = "".join(TOKENIZER.decode(ids[trained]) for ids, trained in rows)
    assert learned == "".join(f"a{i}!<|im_end|>" for i in range(9))
    assert data.train.trained_tokens == sum(int(trained.sum()) for _, trained in rows)
    assert data.notices == (f"Rows are packed into {len(rows)} blocks of 50 tokens.",)
