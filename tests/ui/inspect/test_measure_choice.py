"""A measure that takes its time is asked for when it is chosen; the map keeps its picture until then."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import Qt

from workbench.services.run_watch import RunWatch
from workbench.services.workspace import Workspace
from workbench.ui.inspect.page import InspectPage

Run = Callable[..., RunWatch]


def choose_measure(page: InspectPage, key: str) -> None:
    page.work.measure.setFocus()
    page.work.measure.set_value(key)
    page.work.measure.activated.emit(page.work.measure.currentIndex())


def test_the_largest_entries_are_measured_when_they_are_chosen(
    page: InspectPage, watch_run: Run, engines: Any, delta: Any, qtbot: Any
) -> None:
    watch_run(based=True)
    qtbot.waitUntil(lambda: page.report is not None and page.report.has_base)
    assert not any(asked.get("entries") for asked in engines.jobs("inspect"))
    drawn = page.work.heat_map.canvas.values
    engines.held = True
    choose_measure(page, "largest")
    assert page.work.heat_map.canvas.values is drawn, "the old picture stays until the new one comes"
    engines.release()
    qtbot.waitUntil(lambda: page.work.heat_map.canvas.values is not drawn)
    module = page.module()
    assert module is not None
    assert module.largest == pytest.approx(np.abs(delta(page.lens.look, module)).max(), rel=1e-5)
    place = page.report.paths.index(module.path)
    assert page.work.heat_map.canvas.values.numbers[place] == module.largest
    assert page.work.measure.currentText() == "Largest entry of ΔW"
    assert "largest" in page.work.table.rows()[0]
    assert 0 < module.relative < 1, "what the base told is still there"
    page.lens.measure_against(page.lens.base or Path())
    qtbot.waitUntil(lambda: page.lens.base_progress is None)
    assert page.module().largest == module.largest, "and the other way round"


@pytest.mark.parametrize("fails", [False, True])
def test_entries_that_do_not_come_leave_the_measure_that_is_drawn(
    page: InspectPage, watch_run: Run, engines: Any, workspace: Workspace, qtbot: Any, fails: bool
) -> None:
    watch = watch_run()
    said_in_toast: list[str] = []
    workspace.failed.connect(lambda problem: said_in_toast.append(problem.message))
    engines.held = True
    choose_measure(page, "largest")
    qtbot.waitUntil(page.work.going.isVisible)
    assert page.work.going.text.text() == "Measuring…"
    if fails:
        (watch.run.adapter / "adapter_model.safetensors").unlink()
        engines.release()
        qtbot.waitUntil(lambda: bool(said_in_toast))
        assert "adapter_model.safetensors" in said_in_toast[0]
    else:
        qtbot.mouseClick(page.work.going.cancel_button, Qt.MouseButton.LeftButton)
        engines.release()
    assert page.work.measure.value() == "frobenius"
    assert not page.work.going.isVisible()
