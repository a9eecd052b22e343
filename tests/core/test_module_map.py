"""Paths become maps: every module stands in one cell, whatever the architecture calls its blocks."""

import pytest

from workbench.core.module_map import NONE, module_maps


def test_blocks_stand_across_and_kinds_of_modules_down():
    paths = [
        f"model.layers.{block}.{name}" for block in (9, 10) for name in ("self_attn.q_proj", "mlp.up_proj")
    ]
    (found,) = module_maps([*paths, "model.layers.2.mlp.up_proj"])
    assert (found.title, found.blocks) == ("model.layers", ("2", "9", "10"))
    assert [(row.name, row.label, row.cells) for row in found.rows] == [
        ("self_attn.q_proj", "q_proj", (NONE, 0, 2)),
        ("mlp.up_proj", "up_proj", (4, 1, 3)),
    ]


@pytest.mark.parametrize(
    ("paths", "titles", "labels"),
    [
        (["encoder.block.0.x.q", "decoder.block.0.x.q"], ["encoder.block", "decoder.block"], list("qq")),
        (["layers.0.experts.0.w1", "layers.0.experts.1.w1"], ["layers"], ["0.w1", "1.w1"]),
        (["embed_tokens", "lm_head", "layers.0.q"], ["layers", ""], ["q", "embed_tokens", "lm_head"]),
        (["transformer.h.0.attn.c_attn"], ["transformer.h"], ["c_attn"]),
        (["0.q"], [""], ["q"]),
        ([], [], []),
    ],
)  # fmt: skip
def test_every_path_has_one_cell(paths, titles, labels):
    maps = module_maps(paths)
    assert [each.title for each in maps] == titles
    assert [row.label for each in maps for row in each.rows] == labels
    cells = [cell for each in maps for row in each.rows for cell in row.cells if cell != NONE]
    assert sorted(cells) == list(range(len(paths)))


def test_a_block_with_an_absurd_number_costs_one_column():
    (found,) = module_maps(["layers.0.q", f"layers.{10**11}.q"])
    assert len(found.blocks) == 2
