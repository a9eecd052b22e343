"""Gradient norms of single layers, against torch's own gradients of the whole model."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.training import architectures
from workbench.core.errors import WorkbenchError
from workbench.core.runs import RunFolder
from workbench.training import models
from workbench.training.data import dataset
from workbench.training.data.batches import collate, micro_batches, rows_of_step
from workbench.training.gradients import squared_norms
from workbench.training.next_token import labelled, loss_sum


def test_the_norms_are_those_of_the_gradients_torch_keeps(new_run: Callable[..., RunFolder]) -> None:
    paths = (
        "model.embed_tokens",
        "model.layers.0.self_attn.q_proj",
        "model.layers.1.mlp.down_proj",
        "lm_head",
    )
    spec = new_run(layers={"targets": paths}).spec()
    told: list[int] = []
    found = squared_norms(spec, 2, lambda done, total: told.append(done))

    folder = spec.model.path
    model = models.load_model(Path(folder), "float32", "cpu")
    tokenizer = models.load_tokenizer(Path(folder))
    data = dataset.prepare(spec.data, tokenizer, spec.training.seed, None, lambda *_: None)
    expected = dict.fromkeys(paths, 0.0)
    batches = 0
    for step in range(2):
        rows = rows_of_step(step, len(data.train), 8, spec.training.seed)[0].tolist()
        for part in micro_batches([data.train.length(row) for row in rows], 800):
            batch = collate(data.train, [rows[i] for i in part], 0)
            loss = loss_sum(model, batch.input_ids, batch.attention_mask, batch.labels)
            model.zero_grad()
            (loss / labelled(batch.labels)).backward()
            batches += 1
            for path in paths:
                grad = model.get_parameter(f"{path}.weight").grad
                assert grad is not None
                expected[path] += float(grad.square().sum())
    assert found == pytest.approx({path: value / batches for path, value in expected.items()}, rel=1e-5)
    assert told == [0, 1]
    assert all(value > 0 for value in found.values())


def test_a_plan_without_a_ticked_layer_is_one_sentence(new_run: Callable[..., RunFolder]) -> None:
    spec = new_run(layers={"targets": (), "modules_to_save": ("lm_head",)}).spec()
    with pytest.raises(WorkbenchError, match="No layer is ticked"):
        squared_norms(spec, 1, lambda *_: None)


def test_a_model_that_does_not_write_text_is_refused_before_anything_else(
    new_run: Callable[..., RunFolder], tmp_path: Path
) -> None:
    spec = new_run(layers={"targets": ("nowhere",)}).spec()
    spec = spec.replaced("model.path", str(architectures.write("bert", tmp_path / "bert")))
    with pytest.raises(WorkbenchError, match="BertModel"):
        squared_norms(spec, 1, lambda *_: None)
