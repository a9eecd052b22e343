"""Resize, prune, scale and merge: the error that is shown before is the error of what is written."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from workbench.core import places
from workbench.services.foreign import ForeignAdapter
from workbench.services.run_watch import RunWatch
from workbench.services.workspace import Workspace
from workbench.ui.inspect.change_panel import ChangePanel
from workbench.ui.inspect.page import InspectPage

Run = Callable[..., RunWatch]


@pytest.fixture
def panel(page: InspectPage, watch_run: Run) -> ChangePanel:
    watch_run()
    page.column.resize_button.click()
    return page.change_panel


def write(panel: ChangePanel, page: InspectPage, workspace: Workspace, qtbot: Any) -> Path:
    """Presses the button and waits until the new adapter is measured."""
    before = page.lens.look
    assert panel.write.isEnabled()
    panel.write.click()
    qtbot.waitUntil(lambda: isinstance(workspace.current, ForeignAdapter))
    qtbot.waitUntil(lambda: page.report is not None and page.lens.look != before)
    assert isinstance(workspace.current, ForeignAdapter)
    return workspace.current.path


def total(page: InspectPage) -> float:
    assert page.report is not None
    return sum(module.frobenius**2 for module in page.report.inspection.modules) ** 0.5


def test_the_error_is_known_before_and_true_after(
    panel: ChangePanel, page: InspectPage, workspace: Workspace, qtbot: Any
) -> None:
    form = panel.forms["resize"]
    form.energy.set_value(0.9)
    form.changed.emit()
    before = page.report.inspection
    said = panel.outcome.text()
    assert said.startswith("Error 29.5 %")
    assert "exactly. Ranks 1–" in said
    folder = write(panel, page, workspace, qtbot)
    assert folder == places.home() / "adapters" / "starter-resized"
    after = page.report.inspection
    lost = sum(m.frobenius**2 for m in before.modules) - sum(m.frobenius**2 for m in after.modules)
    relative = (lost / sum(m.frobenius**2 for m in before.modules)) ** 0.5
    assert said.startswith(f"Error {100 * relative:.3g} %")
    assert (folder / "lineage.json").is_file()


def test_pruning_takes_what_changes_nothing_or_what_is_selected(
    panel: ChangePanel, page: InspectPage, workspace: Workspace, qtbot: Any
) -> None:
    panel.select("prune")
    assert panel.outcome.text().startswith("1 module goes")
    assert "Error 0 %" in panel.outcome.text()
    write(panel, page, workspace, qtbot)
    assert len(page.report.paths) == 27


def test_scaling_says_the_new_size(
    panel: ChangePanel, page: InspectPage, workspace: Workspace, qtbot: Any
) -> None:
    panel.select("scale")
    size = total(page)
    assert panel.outcome.text().startswith(f"‖ΔW‖ becomes {size / 2:.3g}"[:18])
    write(panel, page, workspace, qtbot)
    assert total(page) == pytest.approx(size / 2, rel=1e-6)


def test_merging_shows_how_they_get_along_first(
    page: InspectPage, watch_run: Run, workspace: Workspace, qtbot: Any
) -> None:
    watch_run(name="other")
    watch_run(name="this")
    page.change("merge")
    panel = page.change_panel
    assert not panel.write.isEnabled()
    assert panel.outcome.text() == "Tick at least one other adapter."
    (row,) = panel.merge._rows
    row[1].click()
    qtbot.waitUntil(lambda: panel.merge.preview is not None)
    assert panel.outcome.text().startswith("Cosine of their changes 1.00; at most <0.001 %")
    size = total(page)
    write(panel, page, workspace, qtbot)
    assert total(page) == pytest.approx(size, rel=1e-5)


def test_a_folder_that_is_taken_is_said_beside_the_button(
    panel: ChangePanel, tmp_path: Path, qtbot: Any
) -> None:
    (tmp_path / "taken").mkdir()
    (tmp_path / "taken" / "file").write_text("x")
    panel.folder.setText(str(tmp_path / "taken"))
    panel.folder.editingFinished.emit()
    panel.write.click()
    qtbot.waitUntil(lambda: "exists already" in panel.error.text())
    assert panel.write.isEnabled()
