"""While an adapter is measured: how far it is; and why it cannot be looked at, when it cannot."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from workbench.services.problem import Problem
from workbench.ui import style
from workbench.ui.widgets.banner import Banner
from workbench.ui.widgets.empty_state import EmptyState


class Waiting(QStackedWidget):
    cancelled = Signal()
    retried = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.state = EmptyState("magnifying-glass", "")
        self.cancel = self.state.add_button(self.tr("Cancel"))
        self.banner = Banner("error")
        around = QWidget()
        self._column = QVBoxLayout(around)
        self._column.addWidget(self.banner, 0, Qt.AlignmentFlag.AlignTop)
        self.addWidget(self.state)
        self.addWidget(around)
        self.cancel.clicked.connect(self.cancelled)
        style.switch().changed.connect(self._rescale)
        self._rescale()

    def show_progress(self, done: int, total: int) -> None:
        """`total` 0: not known yet."""
        title = self.tr("Reading the adapter…")
        if total:
            title = self.tr("Measuring module {done} of {total}…").format(
                done=f"{done:,}", total=f"{total:,}"
            )
        self.state.set_text(title, self.tr("The exact spectrum of every module, from its factors."))
        self.setCurrentIndex(0)

    def show_problem(self, problem: Problem) -> None:
        cancelled = problem.kind == "cancelled"
        self.banner.set_tone("info" if cancelled else "error")
        self.banner.set_message(problem.message, problem.hint)
        self.banner.set_details(problem.details)
        self.banner.clear_buttons()
        again = self.tr("Measure it") if cancelled else self.tr("Read it again")
        self.banner.add_button(again).clicked.connect(self.retried)
        self.setCurrentIndex(1)

    def _rescale(self, _theme: object = None) -> None:
        page = style.theme().metrics.page
        self._column.setContentsMargins(page, page, page, page)
