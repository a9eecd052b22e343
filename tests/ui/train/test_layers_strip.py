"""The strip under the loss: rows, colours, what is read, and alerts that lead to Inspect."""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication

from workbench.core.events import LayerStats, Step
from workbench.core.inspection import Said
from workbench.services.run_watch import RunWatch
from workbench.ui.inspect.verdict import words
from workbench.ui.train.layers_strip import LayersStrip
from workbench.ui.train.page import TrainPage

_NO_KEY = Qt.KeyboardModifier.NoModifier
MODULES = ["layers.0.q", "layers.0.up", "layers.1.q", "layers.1.up"]


def step(number: int) -> Step:
    return Step(number, 1.0, 1e-4, 1.0, 100, 0.1)


def stats(number: int, *norms: float) -> LayerStats:
    return LayerStats(number, MODULES, list(norms), [2.0, 4.0, 6.0, 8.0], [0.1] * 4)


@pytest.fixture
def strip(page: TrainPage, watch_events: Callable[..., RunWatch]) -> LayersStrip:
    told = [event for n in range(1, 7) for event in (step(n), stats(n, 3.0 * n, 4.0 * n, 0.0, 5.0 * n))]
    watch_events(*told)
    for _ in range(8):
        page.tick()
    return page.view.layers


def at(strip: LayersStrip, across: float, down: float) -> QPoint:
    box = strip.field.box()
    return QPoint(box.left() + int(across * box.width()), box.top() + int(down * box.height()))


def test_norms_of_a_block_add_up_as_lengths(strip: LayersStrip) -> None:
    assert strip.isVisible()
    assert strip.field.labels == ["1", "0"]
    assert strip.field.table[1].tolist() == pytest.approx([5.0 * n for n in range(1, 7)])
    assert strip.readout.text() == "step 6 · block 1 · 30.00"


def test_the_pointer_reads_step_and_block(strip: LayersStrip) -> None:
    place = QPointF(at(strip, 0.25, 0.9))
    none = Qt.MouseButton.NoButton
    moved = QMouseEvent(QEvent.Type.MouseMove, place, strip.field.mapToGlobal(place), none, none, _NO_KEY)
    QApplication.sendEvent(strip.field, moved)
    assert strip.readout.text() == "step 2 · block 0 · 10.00"


def test_later_is_darker_while_the_norms_grow(strip: LayersStrip) -> None:
    picture = strip.field.grab().toImage()
    early, late = (picture.pixelColor(at(strip, across, 0.9)).lightness() for across in (0.02, 0.98))
    assert late < early


def test_measure_and_rows_can_be_changed(strip: LayersStrip, qtbot: Any) -> None:
    qtbot.mouseClick(strip.rows, Qt.MouseButton.LeftButton)
    assert strip.field.labels == ["q", "up"]
    qtbot.mouseClick(strip.measure, Qt.MouseButton.LeftButton)
    assert strip.measure.text() == "effective rank"
    assert strip.field.table[:, -1].tolist() == [4.0, 6.0]


def test_an_alert_leads_to_its_module(strip: LayersStrip, page: TrainPage, qtbot: Any) -> None:
    (said,) = strip.alerts.sentences
    assert words(said) == "layers.1.q does not learn."
    with qtbot.waitSignal(page.inspect_requested) as asked:
        strip.alerts.linkActivated.emit("0")
    assert isinstance(asked.args[0], Said)
    assert asked.args[0].about == ("layers.1.q",)


def test_a_run_without_measurements_has_no_strip(
    page: TrainPage, watch_events: Callable[..., RunWatch]
) -> None:
    watch_events(step(1))
    assert not page.view.layers.isVisible()
