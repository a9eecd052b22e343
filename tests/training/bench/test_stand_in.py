"""Stand-ins: models and rows for measuring are what they say they are."""

from pathlib import Path

import numpy as np
import pytest

from workbench.core.layers import LayerTree
from workbench.core.spec import DataSpec
from workbench.training import introspect, models
from workbench.training.bench import limit, stand_in
from workbench.training.data import dataset
from workbench.training.data.dataset import Samples


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return stand_in.write_model(tmp_path_factory.mktemp("models") / "tiny", "tiny")


def _read(file: Path, folder: Path) -> Samples:
    tokenizer = models.load_tokenizer(folder)
    return dataset.prepare(DataSpec(path=str(file), held_out=0), tokenizer, 42, None, lambda *_: None).train


def test_rows_have_exactly_the_tokens_and_labels_that_were_drawn(folder: Path, tmp_path: Path) -> None:
    samples = _read(
        stand_in.write_rows(tmp_path / "rows.jsonl", 40, stand_in.words_of(folder), seed=3), folder
    )
    prompts, answers = stand_in.alpaca_lengths(40, np.random.default_rng(3))
    assert [samples.length(row) for row in range(40)] == (prompts + answers + 1).tolist()
    assert samples.trained_tokens == (answers + 1).sum()  # the end mark is learned too


def test_words_are_those_of_the_tokenizer_without_its_marks(folder: Path, tiny_llama: Path) -> None:
    words = stand_in.words_of(folder)
    assert (len(words), words[0]) == (509, "w3")
    assert set("az09") <= set(stand_in.words_of(tiny_llama))  # one byte a token


def test_rows_can_have_one_length(folder: Path, tmp_path: Path) -> None:
    samples = _read(
        stand_in.write_rows(tmp_path / "rows.jsonl", 9, stand_in.words_of(folder), length=64), folder
    )
    assert {samples.length(row) for row in range(9)} == {64}
    assert samples.trained_tokens == 9 * 32


def test_lengths_are_those_of_alpaca() -> None:
    prompts, answers = stand_in.alpaca_lengths(20_000, np.random.default_rng(0))
    assert 55 < prompts.mean() < 68
    assert 60 < answers.mean() < 70
    assert answers.max() <= 500


def test_a_model_of_a_shape_has_its_size_and_can_be_loaded(folder: Path) -> None:
    tree = introspect.layer_tree(folder)
    assert (tree.blocks, tree.hidden_size, tree.vocabulary) == (2, 64, 512)
    loaded = models.load_model(folder, "bfloat16", "cpu")
    assert sum(parameter.numel() for parameter in loaded.parameters()) == tree.parameters


def test_the_large_shape_is_smollm2s(tmp_path: Path) -> None:
    assert _tree_of("135m", tmp_path).parameters == 134_515_008
    assert 28e6 < _tree_of("30m", tmp_path).parameters < 32e6


def test_the_limit_counts_the_operations_of_every_linear_layer(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With one second for each product the rate is all their operations over their number."""
    monkeypatch.setattr(limit, "product_seconds", lambda *_: 1.0)
    tree = introspect.layer_tree(folder)
    linear = [layer for layer in tree.layers if layer.linear]
    operations = sum(4 * 10 * (layer.in_features or 0) * (layer.out_features or 0) for layer in linear)
    assert len(linear) == 2 * 7 + 1
    assert limit.matrix_rate(tree, "float32", 10) == operations / len(linear)


def _tree_of(shape: str, folder: Path) -> LayerTree:
    from transformers import LlamaConfig

    LlamaConfig(**stand_in.SHAPES[shape], architectures=["LlamaForCausalLM"]).save_pretrained(folder / shape)
    return introspect.layer_tree(folder / shape)
