"""Rows that cannot be used: the sentence that counts them, and the list that names them."""

from typing import Any

from PySide6.QtCore import QCoreApplication, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from workbench.services.problem import Problem
from workbench.services.saying import shown
from workbench.ui import style

# How a reason of `training.data` goes on after "1 …" and after "9 …".
_PHRASES = {
    "not valid JSON": ("is not valid JSON", "are not valid JSON"),
    "not an object": ("is not an object", "are not objects"),
    "no answer": ("has no answer", "have no answer"),
    "no question": ("has no question", "have no question"),
    "no messages": ("has no messages", "have no messages"),
    "a missing field": ("misses a field", "miss a field"),
    "a field of the wrong type": ("has a field of the wrong type", "have a field of the wrong type"),
    "an unknown role": ("has an unknown role", "have an unknown role"),
    "more than text": ("holds more than text", "hold more than text"),
    "broken text": ("has broken text", "have broken text"),
    "no text": ("has no text", "have no text"),
    "a tool call that cannot be read": (
        "has a tool call that cannot be read",
        "have tool calls that cannot be read",
    ),
    "a row of another length": ("has another length", "have another length"),
    "a quote that is never closed": ("has a quote that is never closed", "have quotes that are never closed"),
    "not valid CSV": ("is not valid CSV", "are not valid CSV"),
    "refused by the model's chat template": (
        "is refused by the model's chat template",
        "are refused by the model's chat template",
    ),
}


def problem(data: dict[str, Any], *, left_out: bool) -> Problem | None:
    """14 of 999 rows cannot be used (9 have no answer, 5 are not valid JSON)."""
    if not data["bad_count"]:
        return None
    if left_out:
        words = _say("{bad} of {rows} rows are left out ({reasons}).")
    else:
        words = _say("{bad} of {rows} rows cannot be used ({reasons}).")
    reasons = _say(", ").join(phrase(reason, count) for reason, count in data["bad_reasons"].items())
    message = words.format(bad=f"{data['bad_count']:,}", rows=f"{data['rows']:,}", reasons=reasons)
    return Problem(message, "", "bad-rows", "data")


class BadRows(QTableWidget):
    """Where each of them stands and why it cannot be used."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(0, 2, parent)
        self.setAccessibleName(self.tr("Rows that cannot be used"))
        self.verticalHeader().hide()
        self.setTabKeyNavigation(False)  # Tab leaves the table; the arrows move in it
        self.setItemDelegate(_Inset(self))
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        header = self.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        header.setHighlightSections(False)
        style.switch().changed.connect(self._scale)
        self._scale()

    def show_data(self, data: dict[str, Any]) -> None:
        """The first of them, as the check lists them."""
        number = self.tr("Line") if data["numbering"] == "line" else self.tr("Row")
        for column, text in enumerate((number, self.tr("Why it cannot be used"))):
            heading = QTableWidgetItem(text)
            heading.setFont(style.font("header"))
            self.setHorizontalHeaderItem(column, heading)
        self.setRowCount(len(data["bad"]))
        for place, row in enumerate(data["bad"]):
            reason = _of_one(row["reason"])
            reason = f"{reason[:1].upper()}{reason[1:]}"
            detail = (
                _say("{reason}: {detail}").format(reason=reason, detail=shown(row["detail"]))
                if row["detail"]
                else reason
            )
            for column, text in enumerate((f"{row['line']:,}", detail)):
                item = QTableWidgetItem(text)
                item.setToolTip(detail)
                self.setItem(place, column, item)

    def _scale(self, _theme: object = None) -> None:
        m = style.theme().metrics
        self.verticalHeader().setDefaultSectionSize(m.row)
        self.verticalHeader().setMinimumSectionSize(m.row)
        self.horizontalHeader().resizeSection(0, m.space(20))


class _Inset(QStyledItemDelegate):
    """Text begins where the header's does; the style itself leaves 3 pixels."""

    def initStyleOption(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().initStyleOption(option, index)
        option.rect.setLeft(option.rect.left() + style.theme().metrics.space(1.25))


def phrase(reason: str, count: int) -> str:
    """9 have no answer"""
    if reason not in _PHRASES:  # one that holds a number of its own, or a sentence's beginning
        return _say("{count}: {reason}").format(count=f"{count:,}", reason=shown(reason))
    one, many = _PHRASES[reason]
    return _say("{count} {phrase}").format(count=f"{count:,}", phrase=_say(one if count == 1 else many))


def _of_one(reason: str) -> str:
    """has no answer"""
    return _say(_PHRASES[reason][0]) if reason in _PHRASES else shown(reason)


def _say(words: str) -> str:
    return QCoreApplication.translate("BadRows", words)
