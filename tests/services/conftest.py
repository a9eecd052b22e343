"""Engines that answer from a table, in the same process."""

from typing import Any

import pytest
from PySide6.QtCore import QObject, QTimer, Signal

from workbench.core.layers import Layer, LayerTree
from workbench.services.engine import Job


class TableEngines(QObject):
    """Answers every job from `answers`; an answer that is an exception is a failure. Keeps what was asked."""

    changed = Signal()
    warm = True

    def __init__(self, answers: dict[str, Any]) -> None:
        super().__init__()
        self.answers = answers
        self.asked: list[tuple[str, dict[str, Any]]] = []

    def warm_up(self) -> None:
        pass

    def close(self) -> None:
        pass

    def cancel(self, job: Job) -> None:
        pass

    def short(self, job: str, params: dict[str, Any]) -> Job:
        self.asked.append((job, params))
        handle = Job(self)
        answer = self.answers[job]
        QTimer.singleShot(0, handle, lambda: handle.done.emit(answer))
        return handle


@pytest.fixture
def tree() -> LayerTree:
    """Two blocks of two linear layers, a norm each, and a head."""
    layers = []
    for block in range(2):
        layers += [
            Layer(
                f"model.layers.{block}.attn.q_proj",
                "Linear",
                100,
                100,
                10_000,
                True,
                role="attention",
                linear=True,
            ),
            Layer(f"model.layers.{block}.mlp.up", "Linear", 100, 200, 20_000, True, role="mlp", linear=True),
            Layer(
                f"model.layers.{block}.norm", "RMSNorm", None, None, 100, False, "no LoRA for a norm", "norm"
            ),
        ]
    layers.append(Layer("lm_head", "Linear", 100, 500, 50_000, True, role="head", linear=True))
    count = sum(x.parameters for x in layers)
    return LayerTree("TestForCausalLM", "test", count, tuple(layers), weight_bytes=4 * count)


@pytest.fixture
def engines(tree: LayerTree, qapp: object) -> TableEngines:
    data = {"rows": 10, "usable": 10, "bad_count": 0}
    return TableEngines({"layers": tree.to_json(), "check_data": data})
