"""A whole run with each method: it learns, and the adapter it leaves holds for the base as it was."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import torch

from workbench.core.history import Status
from workbench.core.runs import RunFolder
from workbench.training import adapter, loop, models, worker


@pytest.mark.parametrize(
    ("layers", "training"),
    [
        ({"use_rslora": True, "use_dora": True}, {"learning_rate": 3e-3}),
        ({"init_lora_weights": "pissa", "use_rslora": True, "dropout": 0.1}, {"learning_rate": 3e-3}),
        ({"init_lora_weights": "olora", "use_dora": True}, {"learning_rate": 3e-3}),
        ({"init_lora_weights": "orthogonal"}, {"learning_rate": 1e-3, "loraplus_lr_ratio": 4.0}),
        (
            {"targets": ".*q_proj", "modules_to_save": ("lm_head", "model.norm"), "bias": "all"},
            {"learning_rate": 3e-3, "loraplus_lr_ratio": 2.0},
        ),
        ({"targets": (), "modules_to_save": ("lm_head",)}, {}),
    ],
)
def test_a_run_of_any_method_learns_and_its_adapter_computes_what_was_trained(
    new_run: Callable[..., RunFolder],
    tiny_llama: Path,
    monkeypatch: pytest.MonkeyPatch,
    layers: dict[str, Any],
    training: dict[str, Any],
) -> None:
    trained: list[Any] = []
    train = loop.train

    def watched(task: loop.Task, *others: Any) -> int:
        trained.append(task.assembly.model)
        return train(task, *others)

    monkeypatch.setattr(loop, "train", watched)
    run = new_run(layers=layers, training=training)
    told = worker.main(run.path)
    assert told.status is Status.FINISHED
    assert told.loss.y[-1] < told.loss.y[0]
    config = json.loads((run.adapter / "adapter_config.json").read_text())
    if layers.get("init_lora_weights") in ("pissa", "olora"):
        assert (config["use_rslora"], config["init_lora_weights"], config["r"]) == (False, True, 2 * 4)
    loaded = adapter.load(models.load_model(tiny_llama, "float32", "cpu"), run.adapter).eval()
    ids = torch.arange(3, 43).reshape(2, 20)
    with torch.no_grad():
        torch.testing.assert_close(
            loaded(input_ids=ids).logits, trained[0].eval()(input_ids=ids).logits, atol=2e-4, rtol=1e-3
        )


def test_biases_on_a_coarse_base_are_refused_before_anything_is_read(
    new_run: Callable[..., RunFolder],
) -> None:
    run = new_run(layers={"bias": "all"}, model={"dtype": "bfloat16"}, data={"path": "/not/read/yet"})
    told = worker.main(run.path)
    assert told.failed is not None
    assert (told.failed.kind, told.failed.hint != "") == ("method-refused", True)
    assert "bfloat16 is too coarse" in told.failed.message
