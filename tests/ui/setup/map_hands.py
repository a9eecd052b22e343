"""What a person does on the plan map, the models it is tried on, and what is seen there."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from workbench.core.layers import Layer, LayerTree, Node
from workbench.core.plan import ALL_LINEAR, RankPlan
from workbench.core.tally import Tally
from workbench.ui.setup.plan_map import PlanMapView

Key, Modifier, LEFT = Qt.Key, Qt.KeyboardModifier, Qt.MouseButton.LeftButton
KINDS = {
    "self_attn.q_proj": (576, 576),
    "self_attn.k_proj": (576, 192),
    "self_attn.v_proj": (576, 192),
    "self_attn.o_proj": (576, 576),
    "mlp.gate_proj": (576, 1536),
    "mlp.up_proj": (576, 1536),
    "mlp.down_proj": (1536, 576),
}
Q, K, V, OUT, GATE, UP, DOWN = range(7)
NAMES = list(KINDS)


def linear(path: str, inside: int = 64, outside: int = 64, **other: Any) -> Layer:
    role = "attention" if "attn" in path else "mlp"
    return Layer(path, "Linear", inside, outside, inside * outside, True, role=role, linear=True, **other)  # type: ignore[arg-type]


def tree_of(*layers: Layer) -> LayerTree:
    return LayerTree("Test", "test", sum(layer.parameters for layer in layers), layers)


def llama(blocks: int) -> LayerTree:
    layers = [
        linear(f"model.layers.{block}.{name}", *KINDS[name]) for block in range(blocks) for name in NAMES
    ]
    return tree_of(*layers, linear("lm_head", 576, 49152))


def mixed() -> LayerTree:
    """A dense block, then one with two experts and one with a fused tensor of 128."""
    experts = [linear(f"layers.1.experts.{n}.up") for n in range(2)]
    fused = Layer(
        "layers.2.experts.up", "Parameter", 64, 64, 128 * 64 * 64, True, experts=128, parameter="up"
    )
    return tree_of(linear("layers.0.up"), linear("layers.1.gate"), *experts, fused)


class Asked:
    """What the map asked for, in order."""

    def __init__(self, view: PlanMapView) -> None:
        self.all: list[tuple[Any, ...]] = []
        view.selected.connect(lambda nodes: self.all.append(("select", paths(nodes))))
        view.tick_asked.connect(lambda nodes, on: self.all.append(("tick", paths(nodes), on)))
        view.rank_asked.connect(lambda nodes, rank: self.all.append(("rank", paths(nodes), rank)))
        view.factor_asked.connect(lambda nodes, by: self.all.append(("factor", paths(nodes), by)))
        view.reset_asked.connect(lambda nodes: self.all.append(("reset", paths(nodes))))
        view.copy_asked.connect(lambda nodes: self.all.append(("copy", paths(nodes))))
        view.paste_asked.connect(lambda nodes: self.all.append(("paste", paths(nodes))))

    def edits(self) -> list[tuple[Any, ...]]:
        return [each for each in self.all if each[0] != "select"]

    def selected(self) -> list[str]:
        return next((each[1] for each in reversed(self.all) if each[0] == "select"), [])


def shown_map(stand: Callable[..., Any], tree: LayerTree, width: int = 780, **plan: Any) -> PlanMapView:
    """The map of a tree under a plan, in a window."""
    view = PlanMapView()
    view.show_tree(tree)
    view.set_tally(Tally(RankPlan(targets=plan.pop("targets", ALL_LINEAR), **plan), tree))
    stand(view, None, width, 300)
    return view


def paths(nodes: list[Node]) -> list[str]:
    return [node.path for node in nodes]


def layers(kinds: list[int], blocks: Any) -> list[str]:
    return [f"model.layers.{block}.{NAMES[kind]}" for block in blocks for kind in kinds]


def at(view: PlanMapView, row: int, column: int, panel: int = 0) -> QPoint:
    return view.canvas.arrangement.frames[panel].cell(row, column).center()


def drag(view: PlanMapView, start: QPoint, end: QPoint, held: Modifier = Modifier.NoModifier) -> None:
    QTest.mousePress(view.canvas, LEFT, held, start)
    QTest.mouseMove(view.canvas, (start + end) / 2)
    QTest.mouseMove(view.canvas, end)
    QTest.mouseRelease(view.canvas, LEFT, held, end)


def click(view: PlanMapView, point: QPoint, held: Modifier = Modifier.NoModifier) -> None:
    QTest.mouseClick(view.canvas, LEFT, held, point)


def field(view: PlanMapView) -> QLineEdit:
    return next(each for each in view.canvas.findChildren(QLineEdit) if each.isVisible())


def no_field(view: PlanMapView) -> bool:
    return not any(each.isVisible() for each in view.canvas.findChildren(QLineEdit))


def colour(view: PlanMapView, point: QPoint) -> QColor:
    image = view.canvas.grab().toImage()
    return image.pixelColor(point * image.devicePixelRatio())
