"""The filter's language on a hand-made decoder."""

import pytest
from hypothesis import given
from trees import DECODER, decoder, plans

from workbench.core.errors import WorkbenchError
from workbench.core.layer_filter import matching
from workbench.core.plan import RankPlan
from workbench.core.tally import Tally

ALL = len(DECODER.layers)


def found(text: str, plan: RankPlan | None = None) -> list[str]:
    tally = Tally(plan or RankPlan(), DECODER)
    return [path for path, on in zip(DECODER.paths, matching(text, tally), strict=True) if on]


@pytest.mark.parametrize(
    ("text", "paths"),
    [
        ("ATTN.Q", [f"model.layers.{i}.attn.q" for i in range(3)]),
        ("layers.1 mlp", ["model.layers.1.mlp.up"]),
        ("*.q", [f"model.layers.{i}.attn.q" for i in range(3)]),
        ("attn.?", [f"model.layers.{i}.attn.{kind}" for i in range(3) for kind in "qv"]),
        ("model.layers.[02].mlp.*", ["model.layers.0.mlp.up", "model.layers.2.mlp.up"]),
        (r"/layers\.[01]\.attn\.q$/", ["model.layers.0.attn.q", "model.layers.1.attn.q"]),
        ("role:mlp", [f"model.layers.{i}.mlp.up" for i in range(3)]),
        ("role:head", ["head"]),
        ("type:embedding", ["model.embed"]),
        ("role:norm -layers", ["model.norm"]),
        ("block:1 attn", ["model.layers.1.attn.q", "model.layers.1.attn.v"]),
        ("block:>=1 attn.q", ["model.layers.1.attn.q", "model.layers.2.attn.q"]),
        ("block:0-1 up", ["model.layers.0.mlp.up", "model.layers.1.mlp.up"]),
        ("depth:>50% up", ["model.layers.2.mlp.up"]),
        ("depth:0-50% up", ["model.layers.0.mlp.up", "model.layers.1.mlp.up"]),
        ("is:unticked", ["model.embed", "head"]),
        ("nothing has this", []),
    ],
)
def test_words_mean_layers(text: str, paths: list[str]) -> None:
    assert found(text) == paths


def test_the_plan_can_be_asked_for() -> None:
    plan = RankPlan(
        targets=("model.layers.0.attn.q", "head"), ranks={"head": 64}, modules_to_save=("model.norm",)
    )
    assert found("rank:>16", plan) == ["head"]
    assert found("rank:16", plan) == ["model.layers.0.attn.q"]
    assert found("is:ticked", plan) == ["model.layers.0.attn.q", "head"]
    assert found("is:own", plan) == ["head"]
    assert found("is:whole", plan) == ["model.norm"]


@pytest.mark.parametrize("text", ["", "   "])
def test_no_word_means_every_layer(text: str) -> None:
    assert len(found(text)) == ALL


@pytest.mark.parametrize("text", ["/(/", "depth:deep", "block:x-y", "is:nice", "colour:red", "rank:>"])
def test_a_word_that_is_not_understood_says_what_is(text: str) -> None:
    with pytest.raises(WorkbenchError) as caught:
        found(text)
    assert caught.value.kind == "bad-filter"
    assert "{" not in caught.value.hint
    assert text in caught.value.message


@given(layers=plans)
def test_a_word_and_its_opposite_share_the_layers(layers: RankPlan) -> None:
    tally = Tally(layers, DECODER)
    for word in ("attn", "*.q", "role:mlp", "rank:>8", "depth:>50%"):
        here, there = matching(word, tally), matching(f"-{word}", tally)
        assert all(a + b == 1 for a, b in zip(here, there, strict=True))


def test_depth_is_counted_in_every_stack() -> None:
    deep = decoder(blocks=10)
    kept = matching("depth:>50%", Tally(RankPlan(), deep))
    blocks = {path.split(".")[2] for path, on in zip(deep.paths, kept, strict=True) if on}
    assert blocks == {"5", "6", "7", "8", "9"}
