"""Rows of a step that broke, or that are known by heart, one after another: raw, rendered, as tokens."""

from collections.abc import Sequence

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from workbench.core import resources
from workbench.core.spec import RunSpec
from workbench.services.data_rows import DataRows
from workbench.services.engines import Engines
from workbench.services.problem import Problem
from workbench.services.saying import shown
from workbench.ui import style
from workbench.ui.setup.row_view import RAW, RENDERED, TOKENS, RowView
from workbench.ui.widgets.buttons import IconButton
from workbench.ui.widgets.elided import Elided
from workbench.ui.widgets.segments import Segments


class RowsView(QWidget):
    """Empty until `show_rows`; each row is asked for when it is looked at."""

    def __init__(self, engines: Engines, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = DataRows(engines, self)
        self._indices: list[int] = []
        self._place = 0
        self.views = Segments(
            [(RAW, self.tr("Raw")), (RENDERED, self.tr("Rendered")), (TOKENS, self.tr("Tokens"))]
        )
        self.back = IconButton("caret-left", self.tr("Row before"))
        self.next = IconButton("caret-right", self.tr("Next row"))
        self.said = Elided("", "small", "text_2")
        self.row = RowView()
        self._lay_out()
        self._connect()
        self.views.set_value(TOKENS)
        self.row.select(TOKENS)
        self._rescale()

    def show_rows(self, spec: RunSpec, rows: Sequence[int]) -> None:
        """Rows of a run's data, counted from 0 over all its sources, as the run read them."""
        length = spec.resolved.max_length if spec.resolved else spec.data.max_length
        data = spec.data.model_dump(mode="json") | {"sha256": "", "max_length": length}
        self._rows.ask_about(data, str(resources.model_path(spec.model.path)))
        if list(rows) != self._indices:
            self._indices, self._place = list(rows), 0
            self.row.show_row(None)
        self._show()

    def turn(self, by: int) -> None:
        self._place = max(0, min(len(self._indices) - 1, self._place + by))
        self._show()

    def minimumSizeHint(self) -> QSize:
        """The drawer is as low as a person makes it."""
        return QSize(0, 0)

    def _show(self) -> None:
        self.back.setEnabled(self._place > 0)
        self.next.setEnabled(self._place + 1 < len(self._indices))
        if not self._indices:
            return
        index = self._indices[self._place]
        said = self.tr("Row {row} · {place} of {count}")
        self.said.setText(said.format(row=f"{index + 1:,}", place=self._place + 1, count=len(self._indices)))
        self.said.set_tone("text_2")
        row = self._rows.row(index)
        if row is not None:
            self.row.show_row(row)

    def _on_row_came(self, index: int) -> None:
        if self._indices and index == self._indices[self._place]:
            self.row.show_row(self._rows.row(index))

    def _on_failed(self, problem: Problem) -> None:
        self.said.setText(f"{shown(problem.message)} {shown(problem.hint)}".strip())
        self.said.set_tone("error")

    def _connect(self) -> None:
        self.views.changed.connect(self.row.select)
        self.back.clicked.connect(lambda: self.turn(-1))
        self.next.clicked.connect(lambda: self.turn(1))
        self.row.turned.connect(self.turn)
        self._rows.row_came.connect(self._on_row_came)
        self._rows.failed.connect(self._on_failed)
        style.switch().changed.connect(self._rescale)

    def _lay_out(self) -> None:
        head = self._head = QHBoxLayout()
        for part in (self.views, self.back, self.next):
            head.addWidget(part)
        head.addWidget(self.said, 1)
        column = self._column = QVBoxLayout(self)
        column.addLayout(head)
        column.addWidget(self.row, 1)

    def _rescale(self, _theme: object = None) -> None:
        m = style.theme().metrics
        self._head.setSpacing(m.gap)
        self._column.setSpacing(m.space(1))
        self._column.setContentsMargins(m.page, 0, m.page, m.gap)
