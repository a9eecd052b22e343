"""Preferences ▸ Device: what computes, on how many threads, and how fast it is."""

from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QWidget

from workbench.services.latest import Latest
from workbench.services.preferences import PreferenceStore
from workbench.services.problem import Problem
from workbench.services.workspace import Workspace
from workbench.ui import style
from workbench.ui.preferences.page import Page
from workbench.ui.setup import amounts
from workbench.ui.widgets.buttons import Button
from workbench.ui.widgets.choice_edit import ChoiceEdit
from workbench.ui.widgets.progress import ProgressLine
from workbench.ui.widgets.text import Text


class DevicePage(Page):
    def __init__(self, store: PreferenceStore, workspace: Workspace) -> None:
        super().__init__(store, self.tr("Device"))
        self._speed = workspace.speed
        self._ask = Latest(workspace.engines, "devices", parent=self)
        self._found: list[tuple[object, str]] = []
        self.device = ChoiceEdit()
        self.measured = Text("", "body", wrap=True)
        self.measure = Button(self.tr("Measure this machine"), icon="gauge")
        self.progress = ProgressLine()
        self.cancel = Button(self.tr("Cancel"))
        self._offer()
        self.add_field("device.device", self.device)
        self.add_field("device.threads")
        self.add_section(self.tr("Speed"))
        self._add_speed()
        self._ask.answered.connect(self._on_devices)
        self._ask.failed.connect(self._on_failed)
        self.measure.clicked.connect(self._speed.calibrate)
        self.cancel.clicked.connect(self._speed.cancel)
        self._speed.changed.connect(self._show_speed)
        self.refresh()
        self._show_speed()

    def look(self) -> None:
        """The page is seen: what there is to compute on is asked once."""
        if not self._found and not self._ask.busy:
            self._ask.ask({})

    def refresh(self) -> None:
        self._offer()
        super().refresh()

    def _offer(self) -> None:
        """The devices that are known, and the chosen one even where it is not there."""
        found = self._found or [("cpu", self.tr("Processor"))]
        chosen = str(self.store.get("device.device"))
        offered = [("auto", self.tr("Automatic")), *found]
        if chosen not in [value for value, _ in offered]:
            offered.append((chosen, self.tr("{device} (not there)").format(device=chosen)))
        self.device.set_options(offered)

    def _on_devices(self, _asked: object, answer: dict[str, Any]) -> None:
        self._found = [(each["device"], self._named(each)) for each in answer["devices"]]
        self.refresh()
        best, chosen = self._found[0][1], self.store.get("device.device")
        self.fields["device.device"].set_note(best if chosen == "auto" else "")

    def _on_failed(self, _asked: object, problem: Problem) -> None:
        self.fields["device.device"].set_note(problem.message)

    def _named(self, device: dict[str, Any]) -> str:
        name = self.tr("Processor") if device["device"] == "cpu" else f"{device['name']} ({device['device']})"
        return f"{name}, {amounts.memory(device['memory'])}"

    def _add_speed(self) -> None:
        explained = self.tr(
            "The times that are predicted follow from how fast this machine multiplies. A rough measurement "
            "is made by itself; the exact one takes some ten seconds, and all else should rest meanwhile."
        )
        row = QWidget()
        across = QHBoxLayout(row)
        m = style.theme().metrics
        across.setContentsMargins(m.changed_bar + m.gap, 0, 0, 0)
        across.setSpacing(m.gap)
        across.addWidget(self.measured, 1)
        across.addWidget(self.progress, 1)
        across.addWidget(self.measure)
        across.addWidget(self.cancel)
        self.add_row(row, f"{explained} {self.measure.text()}")
        said = Text(explained, "caption", "text_3", wrap=True)
        said.setContentsMargins(m.changed_bar + m.gap, 0, 0, 0)
        self.add_row(said, explained)

    def _show_speed(self) -> None:
        going, machine = self._speed.calibrating, self._speed.machine
        if machine is None:
            said = self.tr("Not measured yet.")
        elif machine.calibrated:
            said = self.tr("Measured.")
        else:
            said = self.tr("Measured roughly.")
        self.measured.setText(said)
        self.progress.set_fraction(self._speed.done if going else None)
        self.progress.setVisible(going)
        self.measured.setVisible(not going)
        self.cancel.setVisible(going)
        self.measure.setVisible(not going)
