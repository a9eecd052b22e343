"""The phases of starting: what is done, what is going on with its count, what is still to come."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from workbench.ui import style
from workbench.ui.widgets.state_mark import StateMark
from workbench.ui.widgets.text import Text

# phase state -> (mark, tone, font of the label)
_LOOKS = {
    "pending": ("draft", "text_3", "body"),
    "active": ("training", "text", "medium"),
    "done": ("finished", "text_2", "body"),
    "failed": ("failed", "error", "medium"),
}


class Checklist(QWidget):
    """One line a phase; no line moves while the work goes on."""

    def __init__(self, labels: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._states = ["pending"] * len(labels)
        self._rows = [(StateMark(), Text(label), Text("", "body", "text_2")) for label in labels]
        self._grid = QGridLayout(self)
        for index, (mark, label, count) in enumerate(self._rows):
            self._grid.addWidget(mark, index, 0)
            self._grid.addWidget(label, index, 1)
            self._grid.addWidget(count, index, 2, Qt.AlignmentFlag.AlignRight)
        self._grid.setColumnStretch(1, 1)
        style.switch().changed.connect(self._rescale)
        self._rescale()
        self.reset()

    def set_active(self, index: int, done: int = 0, total: int = 0) -> None:
        """Phase `index` is going on, those before it are done; the count shows when `total` is known."""
        for earlier in range(index):
            if self._states[earlier] != "done":
                self.set_done(earlier)
        self._set(index, "active", _count(done, total))

    def set_done(self, index: int, note: str | None = None) -> None:
        """Phase `index` is done; its last count stays unless `note` replaces it."""
        self._set(index, "done", self._rows[index][2].text() if note is None else note)

    def fail(self, index: int, note: str = "") -> None:
        """Phase `index` did not work."""
        self._set(index, "failed", note)

    def reset(self) -> None:
        """All phases are still to come."""
        for index in range(len(self._rows)):
            self._set(index, "pending", "")

    def states(self) -> list[str]:
        """pending, active, done or failed, phase by phase."""
        return list(self._states)

    def _set(self, index: int, state: str, note: str) -> None:
        mark, label, count = self._rows[index]
        glyph, tone, role = _LOOKS[state]
        self._states[index] = state
        mark.set_state(glyph)
        label.set_tone(tone)
        label.set_role(role)
        count.setText(note)

    def _rescale(self, _theme: object = None) -> None:
        metrics = style.theme().metrics
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(metrics.gap)
        self._grid.setVerticalSpacing(0)
        for index in range(len(self._rows)):
            self._grid.setRowMinimumHeight(index, metrics.row)


def starting_phases() -> list[str]:
    """The phases of a run's start, in order."""
    return [
        QCoreApplication.translate("Checklist", "Reading model"),
        QCoreApplication.translate("Checklist", "Tokenising"),
        QCoreApplication.translate("Checklist", "Loading weights"),
        QCoreApplication.translate("Checklist", "Attaching"),
        QCoreApplication.translate("Checklist", "First step"),
    ]


def _count(done: int, total: int) -> str:
    if total <= 0:
        return ""
    words = QCoreApplication.translate("Checklist", "{done} of {total}")
    return words.format(done=f"{done:,}", total=f"{total:,}")
