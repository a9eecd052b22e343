"""The rows of a data set: one after another in three views, jumps, and their lengths with the cut line."""

from dataclasses import replace
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from workbench.services.data_rows import DataRows
from workbench.ui import style
from workbench.ui.setup.bad_rows import BadRows
from workbench.ui.setup.length_histogram import Cost, LengthHistogram
from workbench.ui.setup.row_jumps import RowJumps
from workbench.ui.setup.row_view import RAW, RENDERED, TOKENS, RowView
from workbench.ui.setup.token_view import Legend
from workbench.ui.widgets.buttons import IconButton
from workbench.ui.widgets.elided import Elided
from workbench.ui.widgets.flow import Flow
from workbench.ui.widgets.number_edit import NumberEdit
from workbench.ui.widgets.section import Divider
from workbench.ui.widgets.segments import Segments
from workbench.ui.widgets.text import Text

TABLE, LEFT_OUT = "table", "left-out"


class RowPanel(QWidget):
    """`table` is one of the views as long as `set_table` gives it a place here."""

    length_asked = Signal(object)  # tokens, or "auto"
    row_changed = Signal(int)

    def __init__(self, rows: DataRows, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = rows
        self._index = 0
        self._numbering = "row"
        self._several = False
        self._foot_wanted = True
        self._foot = QWidget()
        self._first: dict[str, Any] | None = None  # the first row, as the check brings it
        self.views = Segments(
            [
                (TABLE, self.tr("Table")),
                (RAW, self.tr("Raw")),
                (RENDERED, self.tr("Rendered")),
                (TOKENS, self.tr("Tokens")),
                (LEFT_OUT, self.tr("Left out")),
            ]
        )
        self.row = RowView()
        self.bad = BadRows()
        self.back = IconButton("caret-left", self.tr("Row before"))
        self.next = IconButton("caret-right", self.tr("Next row"))
        self.number = NumberEdit(1, 1, integer=True)
        self.of = Text("", "small", "text_2")
        self.place = Elided("", "small", "text_3")
        self.legend = Legend()
        self.jumps = RowJumps()
        self.histogram = LengthHistogram()
        self.cost = Text("", "small", "text_2", wrap=True)
        self._body = QStackedWidget()
        self._table: QWidget | None = None
        self._lay_out()
        self._connect()
        self.views.set_value(TOKENS)
        self.views.set_shown(LEFT_OUT, False)
        self._show_view()

    def show_view(self, view: str) -> None:
        """table, raw, rendered, tokens or left-out."""
        self.views.set_value(view)
        self._show_view()

    def set_table(self, table: QWidget | None) -> None:
        """The table is one of the views here, or stands elsewhere."""
        self._table = table
        self.views.set_shown(TABLE, table is not None)
        if table is not None:
            self._body.addWidget(table)
        self._show_view()

    def show_check(self, data: dict[str, Any], wanted: object, *, movable: bool) -> None:
        """What `check_data` found: the lengths and what can be jumped to.

        `wanted` is the spec's length, or "auto": the line stands there before the next check has answered.
        """
        self._foot.setVisible(self._foot_wanted)
        self.bad.show_data(data)
        self.views.set_shown(LEFT_OUT, data["bad_count"] > 0)
        self._show_view()
        self._numbering, self._several = data["numbering"], len(data["sources"]) > 1 or data["files"] > 1
        self.jumps.show_counts(
            {
                "cut": data["cut"],
                "left-out": data["bad_count"],
                "duplicate": data["duplicates"],
                "odd": data["odd_characters"]["rows"],
                "held-out": data["held_out"],
            }
        )
        cut = data["max_length"] if not isinstance(wanted, int) else wanted
        self.histogram.show_lengths(data["lengths"], cut, movable=movable)
        self.histogram.setVisible(not data["packing"])
        cost = self.histogram.cost()
        self._show_cost(replace(cost, rows=data["cut"]) if cut == data["max_length"] else cost)
        if data["packing"]:
            self._show_packed(data["packing"])
        self._first = data["views"][0] if data["views"] and not data["bad_count"] else None
        self._show_row()

    def show_foot(self, shown: bool) -> None:
        """The jumps and the lengths give their room away while something else is open."""
        self._foot_wanted = shown
        self._foot.setVisible(shown)

    def show_glance(self, glance: dict[str, Any]) -> None:
        """The first row of data that is still being read."""
        self._foot.hide()
        self.of.setText(self.tr("of about {total}").format(total=f"{glance['rows']:,}"))
        self.row.show_row(_of_check(glance["views"][0]))

    @property
    def index(self) -> int:
        return self._index

    def go(self, index: int) -> None:
        """Shows a row, counted from 0."""
        last = max(0, self._rows.total - 1)
        index = max(0, min(last, index))
        changed, self._index = index != self._index, index
        self._show_row()
        if changed:
            self.row_changed.emit(index)

    def _show_row(self) -> None:
        total = self._rows.total
        if total and self._index >= total:
            self._index = total - 1
        self.back.setEnabled(self._index > 0)
        self.next.setEnabled(self._index + 1 < total)
        self.number.set_bounds(1, max(1, total))
        self.number.set_value(self._index + 1)
        self.of.setText(self.tr("of {total}").format(total=f"{total:,}"))
        self.jumps.set_current(self._index)
        if total:
            row = self._rows.row(self._index)
            if row is None and self._index == 0 and self._first is not None:
                row = _of_check(self._first)
            self._take(row)

    def _take(self, row: dict[str, Any] | None) -> None:
        """The row before stays until this one is known."""
        if row is None:
            return
        self.row.show_row(row)
        words = self.tr("line {line}") if self._numbering == "line" else self.tr("row {line}")
        if self._several and row["file"]:
            words = self.tr("{file}, line {line}") if self._numbering == "line" else "{file}, {line}"
        where = words.format(line=f"{row['line']:,}", file=row["file"])
        if row["tokens"] and row["token_count"] is not None:
            counted = self.tr("{where} · {tokens} tokens, {trained} trained")
            where = counted.format(
                where=where, tokens=f"{row['token_count']:,}", trained=f"{row['trained_count']:,}"
            )
        self.place.setText(where)

    def _show_view(self) -> None:
        view = self.views.value()
        if view == TABLE and self._table is not None:
            self._body.setCurrentWidget(self._table)
        elif view == LEFT_OUT:
            self._body.setCurrentWidget(self.bad)
        else:
            self.row.select(view)
            self._body.setCurrentWidget(self.row)
        self.legend.setVisible(view == TOKENS)

    def _show_cost(self, cost: Cost) -> None:
        """12 of 999 rows are cut at 1,024 tokens: 3,400 tokens are lost, 2,100 of them trained."""
        if cost.rows:
            words = self.tr(
                "Cut at {length} tokens: {rows} rows lose their end mark and {tokens} tokens, "
                "{trained} of them trained."
            )
            if not cost.exact:
                words = self.tr(
                    "Cut at {length} tokens: {rows} rows lose their end mark and about {tokens} tokens, "
                    "{trained} of them trained."
                )
        else:
            words = self.tr("Cut at {length} tokens: no row is cut.")
        self.cost.setText(
            words.format(
                length=f"{cost.length:,}",
                rows=f"{cost.rows:,}",
                tokens=f"{cost.tokens:,}",
                trained=f"{cost.trained:,}",
            )
        )
        self.cost.set_tone("warn" if cost.rows else "text_2")

    def _show_packed(self, packing: dict[str, Any]) -> None:
        words = self.tr("The rows are packed into {blocks} blocks of {length} tokens: none is cut.")
        self.cost.setText(words.format(blocks=f"{packing['blocks']:,}", length=f"{packing['length']:,}"))
        self.cost.set_tone("text_2")

    def _on_row_came(self, index: int) -> None:
        if index == self._index:
            self._take(self._rows.row(index))

    def _on_found(self, what: str, index: int | None, count: int | None) -> None:
        self.jumps.show_found(what, index, count)
        if index is not None:
            self.go(index)

    def _connect(self) -> None:
        self.views.changed.connect(lambda _: self._show_view())
        self.back.clicked.connect(lambda: self.go(self._index - 1))
        self.next.clicked.connect(lambda: self.go(self._index + 1))
        self.row.turned.connect(lambda by: self.go(self._index + by))
        self.number.changed.connect(lambda number: self.go(int(number) - 1))
        self.jumps.asked.connect(self._rows.find)
        self.histogram.moved.connect(self._show_cost)
        self.histogram.cut_asked.connect(self.length_asked)
        self.histogram.auto_asked.connect(lambda: self.length_asked.emit("auto"))
        self._rows.row_came.connect(self._on_row_came)
        self._rows.found.connect(self._on_found)
        self._rows.total_changed.connect(lambda _: self._show_row())

    def _lay_out(self) -> None:
        m = style.theme().metrics
        self.number.setAccessibleName(self.tr("Row"))
        self.number.setFixedWidth(m.space(18))
        self._body.addWidget(self.row)
        self._body.addWidget(self.bad)
        pager = QWidget()
        turning = QHBoxLayout(pager)
        turning.setContentsMargins(0, 0, 0, 0)
        turning.setSpacing(m.space(1))
        for part in (self.back, self.number, self.of, self.next):
            turning.addWidget(part)
        self.place.setFixedHeight(m.field)
        self.row.setMinimumHeight(m.space(30))
        top = QWidget()
        head = Flow(top, m.gap)
        for part in (self.views, pager, self.place):
            head.addWidget(part)
        foot = QVBoxLayout(self._foot)
        foot.setContentsMargins(0, 0, 0, 0)
        foot.setSpacing(m.space(1))
        for part in (self.jumps, self.histogram, self.cost):
            foot.addWidget(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(m.space(1))
        column.addWidget(top)
        column.addWidget(Divider())
        column.addWidget(self._body, 1)
        column.addWidget(self.legend)
        column.addWidget(self._foot)


def _of_check(view: dict[str, Any]) -> dict[str, Any]:
    """A row of the check in the form of the job `data_row`, for the time until that answers."""
    counts = {"token_count": None, "trained_count": None}  # it may be the beginning alone
    return {"index": 0, "source": 0, "file": "", "raw": "", "left_out": "", "detail": ""} | view | counts
