"""The picker of methods as a person uses it: names what is on, says what each costs here, emits a key."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from workbench.core import methods
from workbench.core.layers import Layer, LayerTree
from workbench.core.methods import Method
from workbench.core.plan import RankPlan
from workbench.core.tally import Tally
from workbench.ui.setup import methods_picker
from workbench.ui.setup.method_row import MethodRow
from workbench.ui.setup.methods_picker import MethodsPicker

LEFT = Qt.MouseButton.LeftButton
Shown = Callable[..., MethodsPicker]


@pytest.fixture
def shown(stand: Callable[..., Any], tree: LayerTree) -> Iterator[Shown]:
    """The picker for a plan, opened by a click."""
    made: list[MethodsPicker] = []

    def show(
        plan: RankPlan | None = None, ratio: float = 1.0, on: LayerTree = tree, **kind: bool
    ) -> MethodsPicker:
        picker = stand(MethodsPicker(), None)
        made.append(picker)
        picker.show_plan(Tally(plan or RankPlan(), on), ratio, **kind)
        QTest.mouseClick(picker, LEFT)
        return picker

    yield show
    for picker in made:
        picker.popover.close()


@pytest.fixture
def heard() -> list[tuple[str, object]]:
    return []


def listen(picker: MethodsPicker, heard: list[tuple[str, object]]) -> None:
    picker.chosen.connect(lambda key, value: heard.append((key, value)))


def row(picker: MethodsPicker, key: str) -> MethodRow:
    return picker.panel.bias_rows.get(key) or picker.panel.rows[key]


def click(picker: MethodsPicker, key: str) -> None:
    button = row(picker, key).button
    assert button is not None
    QTest.mouseClick(button, LEFT, pos=button.rect().center())


def with_biases(tree: LayerTree) -> LayerTree:
    """The same tree whose linear layers have biases."""
    biased = (replace(layer, bias=(layer.out_features or 0) * layer.linear) for layer in tree.layers)
    return replace(tree, layers=tuple(biased))


NAMES: list[tuple[RankPlan, float, str]] = [
    (RankPlan(), 1.0, "LoRA"),
    (RankPlan(use_rslora=True, use_dora=True, init_lora_weights="pissa"), 1.0, "rsLoRA + DoRA · PiSSA"),
    (RankPlan(), 16.0, "LoRA + LoRA+"),
]


@pytest.mark.parametrize(("plan", "ratio", "name"), NAMES)
def test_the_button_names_what_is_on(shown: Shown, plan: RankPlan, ratio: float, name: str) -> None:
    assert shown(plan, ratio).text() == name


def test_every_method_that_is_declared_has_its_row_with_what_it_buys_and_costs(shown: Shown) -> None:
    picker = shown()
    assert list(picker.panel.rows) == [method.key for method in methods.METHODS]
    for method in methods.METHODS:
        assert row(picker, method.key).isVisible()


def test_a_method_declared_later_appears_by_itself(shown: Shown, monkeypatch: pytest.MonkeyPatch) -> None:
    later = Method(
        "later",
        "Later",
        "start",
        "layers.init_lora_weights",
        "gaussian",
        "default",
        buys="More.",
        costs="Less.",
    )
    monkeypatch.setattr(methods_picker, "METHODS", (*methods.METHODS, later))
    assert row(shown(), "later").isVisible()


def test_the_rows_count_for_this_plan_and_model(shown: Shown, tree: LayerTree, qtbot: Any) -> None:
    picker = shown(RankPlan(rank=4), on=with_biases(tree))
    qtbot.waitUntil(lambda: all(r.count() for r in picker.panel.bias_rows.values()))
    counts = {key: r.count() for key, r in {**picker.panel.rows, **picker.panel.bias_rows}.items()}
    plain = 4 * 3 * (200 + 150 + 300)
    assert counts["lora"] == f"{plain:,}"
    assert (counts["use_rslora"], counts["use_dora"]) == ("+ 0", f"+ {3 * (100 + 50 + 200):,}")
    assert counts["loraplus_lr_ratio"] == "+ 0"
    assert counts["default"].startswith(f"{plain:,} · ")
    assert counts["pissa"].startswith(f"{plain:,} · ")
    assert counts["pissa"] != counts["default"]  # the file holds rank 2r
    assert (counts["none"], counts["lora_only"]) == ("+ 0", "+ 1,050")
    assert counts["all"] == "+ 1,550"


def test_counts_follow_the_plan_while_it_is_open(shown: Shown, tree: LayerTree, qtbot: Any) -> None:
    picker = shown(RankPlan(rank=4))
    picker.show_plan(Tally(RankPlan(rank=8), tree), 1.0)
    qtbot.waitUntil(lambda: row(picker, "lora").count() == f"{8 * 1950:,}")


CLICKS: list[tuple[RankPlan, float, str, tuple[str, object]]] = [
    (RankPlan(), 1.0, "use_dora", ("layers.use_dora", True)),
    (RankPlan(use_dora=True), 1.0, "use_dora", ("layers.use_dora", False)),
    (RankPlan(use_dora=True), 1.0, "use_rslora", ("layers.use_rslora", True)),
    (RankPlan(), 1.0, "loraplus_lr_ratio", ("training.loraplus_lr_ratio", 16.0)),
    (RankPlan(), 8.0, "loraplus_lr_ratio", ("training.loraplus_lr_ratio", 1.0)),
    (RankPlan(), 1.0, "pissa", ("layers.init_lora_weights", "pissa")),
    (RankPlan(init_lora_weights="pissa"), 1.0, "default", ("layers.init_lora_weights", "default")),
    (RankPlan(bias="all"), 1.0, "none", ("layers.bias", "none")),
]


@pytest.mark.parametrize(("plan", "ratio", "key", "emitted"), CLICKS)
def test_a_click_says_which_key_gets_which_value(
    shown: Shown, heard: list[tuple[str, object]], plan: RankPlan, ratio: float, key: str, emitted: object
) -> None:
    picker = shown(plan, ratio)
    listen(picker, heard)
    click(picker, key)
    assert heard == [emitted]
    assert picker.popover.isVisible()


def test_the_words_of_a_row_belong_to_its_box(shown: Shown, heard: list[tuple[str, object]]) -> None:
    picker = shown()
    listen(picker, heard)
    place = row(picker, "use_dora")
    QTest.mouseClick(place, LEFT, pos=place.rect().center())
    assert heard == [("layers.use_dora", True)]


def test_the_ratio_is_typed_beside_lora_plus(shown: Shown, heard: list[tuple[str, object]]) -> None:
    picker = shown(ratio=16.0)
    listen(picker, heard)
    number = row(picker, "loraplus_lr_ratio").number
    assert number is not None
    assert number.text() == "16"
    number.selectAll()
    QTest.keyClicks(number, "4")
    QTest.keyClick(number, Qt.Key.Key_Return)
    assert heard == [("training.loraplus_lr_ratio", 4.0)]


def test_the_ratio_waits_until_lora_plus_is_on(shown: Shown) -> None:
    number = row(shown(), "loraplus_lr_ratio").number
    assert number is not None
    assert (number.text(), number.isEnabled()) == ("16", False)


def test_it_is_used_with_the_keyboard_alone(
    shown: Shown, heard: list[tuple[str, object]], qtbot: Any
) -> None:
    picker = shown()
    listen(picker, heard)
    button = row(picker, "use_rslora").button
    assert button is not None
    qtbot.waitUntil(button.hasFocus)
    QTest.keyClick(button, Qt.Key.Key_Space)
    QTest.keyClick(button, Qt.Key.Key_Escape)
    assert heard == [("layers.use_rslora", True)]
    assert not picker.popover.isVisible()
    picker.setFocus()
    QTest.keyClick(picker, Qt.Key.Key_Space)
    assert picker.popover.isVisible()
    start = row(picker, "default").button
    assert start is not None
    start.setFocus()
    QTest.keyClick(start, Qt.Key.Key_Down)
    assert heard[-1] == ("layers.init_lora_weights", "gaussian")


def test_a_method_that_refuses_some_modules_says_how_many_and_why_and_can_be_chosen(
    shown: Shown, heard: list[tuple[str, object]]
) -> None:
    picker = shown(RankPlan(rank=4, ranks={"model.layers.0.mlp": 5}))
    listen(picker, heard)
    assert row(picker, "orthogonal").warning() == "1 of 9 modules: the rank must be even"
    click(picker, "orthogonal")
    assert heard == [("layers.init_lora_weights", "orthogonal")]


def test_a_method_that_refuses_all_modules_is_off_with_the_reason(shown: Shown) -> None:
    place = row(shown(RankPlan(rank=5)), "orthogonal")
    assert place.warning() == "9 of 9 modules: the rank must be even"
    assert place.button is not None
    assert not place.button.isEnabled()


def test_what_is_on_and_refused_can_be_switched_off(shown: Shown, tree: LayerTree) -> None:
    router = Layer("model.router", "Parameter", 8, 8, 64, True, parameter="model.router")
    moe = LayerTree("Moe", "moe", 64, (router,))
    place = row(shown(RankPlan(targets=("model.router",), use_dora=True), on=moe), "use_dora")
    assert "1 of 1 modules" in place.warning()
    assert place.button is not None
    assert place.button.isEnabled()


def test_a_model_without_biases_says_so(shown: Shown) -> None:
    place = row(shown(), "all")
    assert place.warning() == "This model has no biases."
    assert place.button is not None
    assert not place.button.isEnabled()


def test_the_methods_of_a_run_are_shown_and_stay(shown: Shown, heard: list[tuple[str, object]]) -> None:
    picker = shown(RankPlan(use_dora=True), read_only=True)
    listen(picker, heard)
    assert picker.panel.note.isVisible()
    assert row(picker, "use_dora").is_on()
    click(picker, "use_dora")
    assert heard == []


def test_without_a_plan_that_fits_the_button_says_why(shown: Shown) -> None:
    picker = shown()
    picker.show_plan(None, 1.0)
    assert not picker.isEnabled()
    assert not picker.popover.isVisible()
    assert "does not fit" in picker.toolTip()
