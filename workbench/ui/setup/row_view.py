"""One row three times: as it stands in the file, as the template writes it, and as tokens with their mask."""

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPlainTextEdit, QStackedWidget, QVBoxLayout, QWidget

from workbench.services.saying import shown
from workbench.ui import style
from workbench.ui.setup import token_view
from workbench.ui.setup.token_view import TokenView
from workbench.ui.widgets.text import Text

RAW, RENDERED, TOKENS = "raw", "rendered", "tokens"
_SHOWN = 20_000  # characters: more would hold the window up


class TextView(QPlainTextEdit):
    """A text to read; ← and → turn to another row."""

    turned = Signal(int)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setReadOnly(True)
        self.setProperty("kind", "page")
        self.setAccessibleName(name)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        style.switch().changed.connect(self._restyle)
        self._restyle()

    def show_text(self, text: str) -> None:
        shown = text[:_SHOWN]
        if len(text) > _SHOWN:
            more = self.tr("… and {count} more characters").format(count=f"{len(text) - _SHOWN:,}")
            shown = f"{shown}\n\n{more}"
        if shown != self.toPlainText():
            self.setPlainText(shown)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        way = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if way is None or event.modifiers():
            super().keyPressEvent(event)
        else:
            self.turned.emit(way)

    def _restyle(self, _theme: object = None) -> None:
        self.setFont(token_view.font())


class RowView(QWidget):
    """Shows the row it is given; while none is known, the one before stays."""

    turned = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.left_out = Text("", "body", "error", wrap=True)
        self.raw = TextView(self.tr("The row as it stands in the file"))
        self.rendered = TextView(self.tr("The row as the chat template writes it"))
        self.tokens = TokenView()
        self.parts = QStackedWidget()
        self._row: dict[str, Any] | None = None
        self._pages: dict[object, QWidget] = {
            RAW: self.raw,
            RENDERED: self.rendered,
            TOKENS: self.tokens,
        }
        m = style.theme().metrics
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(m.space(1))
        column.addWidget(self.left_out)
        column.addWidget(self.parts, 1)
        self.left_out.hide()
        for page in self._pages.values():
            self.parts.addWidget(page)
            page.turned.connect(self.turned)  # type: ignore[attr-defined]

    def select(self, view: object) -> None:
        """raw, rendered or tokens."""
        self.parts.setCurrentWidget(self._pages[view])
        self._fill()

    def show_row(self, row: dict[str, Any] | None) -> None:
        """A row as the job `data_row` tells it."""
        self._row = row
        self._fill()

    def row(self) -> dict[str, Any] | None:
        return self._row

    def _fill(self) -> None:
        """Only the view that is seen."""
        row = self._row
        if row is None:
            self.raw.show_text("")
            self.rendered.show_text("")
            self.tokens.show_row(None)
            return
        self._show_reason(row)
        page = self.parts.currentWidget()
        if page is self.raw:
            self.raw.show_text(row["raw"])
        elif page is self.rendered:
            self.rendered.show_text(row["text"] or self._nothing(row))
        else:
            self.tokens.show_row(row)

    def _show_reason(self, row: dict[str, Any]) -> None:
        reason = row["left_out"]
        words = self.tr("This row cannot be used: {reason}.")
        if row["detail"]:
            words = self.tr("This row cannot be used: {reason} ({detail}).")
        self.left_out.setText(
            words.format(reason=shown(reason), detail=shown(row["detail"])) if reason else ""
        )
        self.left_out.setVisible(bool(reason))

    def _nothing(self, row: dict[str, Any]) -> str:
        return "" if row["left_out"] else self.tr("The template writes nothing for this row.")
