"""The foot of the Train page: samples, events, log, the run's own setup, and the rows of a step that broke.

Wide windows show two at once.
"""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from workbench.services.engines import Engines
from workbench.ui import style
from workbench.ui.train.events_view import EventsView
from workbench.ui.train.rows_view import RowsView
from workbench.ui.train.samples import SamplesView
from workbench.ui.train.texts import LogView, PlainView
from workbench.ui.widgets.buttons import IconButton
from workbench.ui.widgets.segments import Segments
from workbench.ui.widgets.text import Text

ROWS = "rows"
_UNBOUND = 16777215  # Qt's own "no limit"


class Drawer(QWidget):
    """`folded` leaves the line of names only."""

    folded_changed = Signal(bool)
    pane_changed = Signal(str)

    def __init__(self, engines: Engines, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.samples, self.events = SamplesView(), EventsView()
        self.rows = RowsView(engines)
        self.log, self.setup = LogView(), PlainView("")
        self._others: dict[str, QWidget] = {
            ROWS: self.rows,
            "events": self.events,
            "log": self.log,
            "setup": self.setup,
        }
        names = [
            (ROWS, self.tr("Rows")),
            ("events", self.tr("Events")),
            ("log", self.tr("Log")),
            ("setup", self.tr("Setup")),
        ]
        self.all_names = Segments([("samples", self.tr("Samples")), *names])
        self.other_names = Segments(names)
        self._title = Text(self.tr("Samples"), "strong")
        self.fold_button = IconButton("caret-down", self.tr("Fold the drawer (Ctrl+`)"))
        self._left, self._right = QStackedWidget(), QStackedWidget()
        self._wide = False
        self._folded = False
        self._pane = "samples"
        self._lay_out()
        self._connect()
        self._rescale()
        self.offer_rows(False)
        self._arrange()

    @property
    def folded(self) -> bool:
        return self._folded

    @property
    def shows_samples(self) -> bool:
        return not self._folded and (self._wide or self._pane == "samples")

    def set_wide(self, wide: bool) -> None:
        self._wide = wide
        self._arrange()

    def set_folded(self, folded: bool) -> None:
        self._folded = folded
        if folded:
            self.fold_button.set_icon("caret-up", self.tr("Open the drawer (Ctrl+`)"))
        else:
            self.fold_button.set_icon("caret-down", self.tr("Fold the drawer (Ctrl+`)"))
        self._left.setVisible(not folded)
        self._right.setVisible(not folded)
        self._limit()

    def offer_rows(self, offered: bool) -> None:
        """Whether there are rows to look at: those of a step that broke."""
        if not offered and self._pane == ROWS:
            self.select("events")
        for names in (self.all_names, self.other_names):
            names.set_shown(ROWS, offered)

    def select(self, pane: str) -> None:
        """Shows samples, rows, events, log or setup."""
        self._pane = pane
        self._arrange()

    def height_folded(self) -> int:
        return style.theme().metrics.space(10)

    def _arrange(self) -> None:
        """Narrow: one pane of five. Wide: samples, and one of the other four beside them."""
        place = self._right if self._wide else self._left
        for widget in self._others.values():
            if place.indexOf(widget) < 0:
                place.addWidget(widget)
        if self._left.indexOf(self.samples) < 0:
            self._left.insertWidget(0, self.samples)
        other = self._pane if self._pane in self._others else "events"
        self._right_box.setVisible(self._wide)
        self._title.setVisible(self._wide)
        self.all_names.setVisible(not self._wide)
        self.all_names.set_value(self._pane)
        self.other_names.set_value(other)
        if self._wide:
            self._left.setCurrentWidget(self.samples)
            self._right.setCurrentWidget(self._others[other])
        else:
            self._left.setCurrentWidget(self._others.get(self._pane, self.samples))
        row = self._right_head if self._wide else self._left_head
        row.addWidget(self.fold_button)

    def _limit(self) -> None:
        self.setMaximumHeight(self.height_folded() if self._folded else _UNBOUND)
        self.setMinimumHeight(self.height_folded() * (1 if self._folded else 3))

    def _lay_out(self) -> None:
        self._left_head, self._right_head = QHBoxLayout(), QHBoxLayout()
        for part in (self._title, self.all_names):
            self._left_head.addWidget(part)
        self._left_head.addStretch(1)
        self._right_head.addWidget(self.other_names)
        self._right_head.addStretch(1)
        left_box, self._right_box = QWidget(), QWidget()
        for box, head, stack in (
            (left_box, self._left_head, self._left),
            (self._right_box, self._right_head, self._right),
        ):
            column = QVBoxLayout(box)
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(0)
            column.addLayout(head)
            column.addWidget(stack, 1)
            column.addStretch(0)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setHandleWidth(1)
        for box in (left_box, self._right_box):
            self.splitter.addWidget(box)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setStretchFactor(0, 1)
        self.splitter.setStretchFactor(1, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.splitter)

    def _connect(self) -> None:
        self.all_names.changed.connect(self._on_named)
        self.other_names.changed.connect(self._on_named)
        self.fold_button.clicked.connect(lambda: self._fold(not self._folded))
        style.switch().changed.connect(self._rescale)

    def _on_named(self, pane: object) -> None:
        self.select(str(pane))
        if self._folded:
            self._fold(False)
        self.pane_changed.emit(str(pane))

    def _fold(self, folded: bool) -> None:
        self.set_folded(folded)
        self.folded_changed.emit(folded)

    def _rescale(self, _theme: object = None) -> None:
        metrics = style.theme().metrics
        for head in (self._left_head, self._right_head):
            head.setContentsMargins(metrics.page, metrics.space(1), metrics.gap, metrics.space(1))
            head.setSpacing(metrics.gap)
        self._title.setFixedHeight(metrics.field)
        self._limit()
