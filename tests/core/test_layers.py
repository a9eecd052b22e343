"""The tree of modules: places, spans, and folding into rows."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from trees import DECODER, decoder, linear, norm, tree

from workbench.core.layers import LayerTree, Node, Row, folded


def test_groups_grow_from_the_paths_in_the_models_order() -> None:
    assert [child.path for child in DECODER.root.children] == ["model", "head"]
    assert [child.name for child in DECODER.nodes["model.layers.1"].children] == ["attn", "mlp", "norm"]
    assert list(DECODER.nodes)[:4] == ["", "model", "model.embed", "model.layers"]
    assert DECODER.nodes["model.layers.2.attn.v"].layer == DECODER.by_path["model.layers.2.attn.v"]


@pytest.mark.parametrize("blocks", [1, 2, 11])
def test_a_node_spans_exactly_the_layers_below_it(blocks: int) -> None:
    grown = decoder(blocks)
    for path, node in grown.nodes.items():
        below = [layer for layer in grown.layers if not path or f"{layer.path}.".startswith(f"{path}.")]
        assert list(grown.under(node)) == below
        assert [n.layer for n in node.walk() if n.layer] == below


def test_ancestors_run_from_the_parent_to_the_root() -> None:
    node = DECODER.nodes["model.layers.0.mlp.up"]
    above = [ancestor.path for ancestor in node.ancestors()]
    assert above == ["model.layers.0.mlp", "model.layers.0", "model.layers", "model", ""]


def test_lora_adds_rank_times_in_plus_out() -> None:
    assert linear("w", 100, 100).lora_parameters(10) == 2_000
    assert linear("w", 576, 1536).lora_parameters(16) == 16 * (576 + 1536)
    assert norm("n", 100).lora_parameters(10) == 0


def test_a_tree_survives_json() -> None:
    again = LayerTree.from_json(json.loads(json.dumps(DECODER.to_json())))
    assert (again.layers, again.to_json()) == (DECODER.layers, DECODER.to_json())


def _labels(row: Row) -> list[str]:
    return [f"{child.label} ×{child.count}" for child in row.children]


def test_equal_neighbours_fold_into_one_row_of_all_their_nodes() -> None:
    layers = folded(decoder(4)).children[0].children[1]
    assert _labels(layers) == ["0–3 ×4"]
    assert _labels(layers.children[0]) == ["attn ×4", "mlp ×4", "norm ×4"]
    query = layers.children[0].children[0].children[0]
    assert [node.path for node in query.members] == [f"model.layers.{i}.attn.q" for i in range(4)]
    assert query.layer is not None


@pytest.mark.parametrize(
    ("widths", "labels"),
    [
        ([8, 8, 8], ["0–2 ×3"]),
        ([8, 4, 8], ["0 ×1", "1 ×1", "2 ×1"]),
        ([4, 8, 8, 8, 4, 4], ["0 ×1", "1–3 ×3", "4–5 ×2"]),
        ([8], ["0 ×1"]),
    ],
)
def test_blocks_of_other_shapes_keep_rows_of_their_own(widths: list[int], labels: list[str]) -> None:
    made = tree(*(linear(f"blocks.{i}.mlp", 8, width) for i, width in enumerate(widths)))
    assert _labels(folded(made).children[0]) == labels


def test_experts_inside_folded_blocks_fold_as_well() -> None:
    made = tree(*(linear(f"blocks.{i}.experts.{j}.up", 8, 8) for i in range(3) for j in range(4)))
    experts = folded(made).children[0].children[0].children[0]
    assert _labels(experts) == ["0–3 ×12"]


@given(
    widths=st.lists(st.sampled_from([4, 8]), min_size=1, max_size=8),
    inner=st.lists(st.integers(1, 3), max_size=8),
)
def test_every_node_stands_in_exactly_one_folded_row(widths: list[int], inner: list[int]) -> None:
    layers = []
    for i, width in enumerate(widths):
        count = inner[i] if i < len(inner) else 1
        layers += [linear(f"blocks.{i}.part.{j}.w", 4, width) for j in range(count)]
    made = tree(*layers, linear("head", 4, 4))
    everything = sorted(node.path for node in made.root.walk())
    assert sorted(node.path for node in _nodes(folded(made))) == everything


def _rows(row: Row) -> list[Row]:
    return [row, *(below for child in row.children for below in _rows(child))]


def _nodes(row: Row) -> list[Node]:
    return [node for below in _rows(row) for node in below.members]
