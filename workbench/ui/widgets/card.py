"""A step of Setup as a card: what is chosen, whether it is in order, and a place to drop a file."""

from pathlib import Path

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from workbench.ui import icons, style

_MARKS = {"ok": ("check", "ok"), "warn": ("warning", "warn"), "error": ("x", "error")}
_LINES = (("caption", "text_2"), ("strong", "text"), ("small", "text_2"))


class SetupCard(QAbstractButton):
    """Title, value, caption and ✓ ⚠ ✕; `clicked()` opens its editor, `dropped(list[Path])` brings files."""

    dropped = Signal(list)

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title, self._value, self._caption, self._state = title, "", "", "none"
        self._over = False
        self.setCheckable(True)
        self.setAcceptDrops(True)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        style.switch().changed.connect(self.updateGeometry)
        self._describe()

    def set_value(self, text: str) -> None:
        """What is chosen, in one line."""
        self._value = text
        self._describe()

    def set_caption(self, text: str) -> None:
        """Its numbers, in one line."""
        self._caption = text
        self._describe()

    def set_state(self, state: str, tip: str = "") -> None:
        """ "none", "ok", "warn" or "error", and the sentence that says why."""
        self._state = state
        self.setToolTip(tip)
        self._describe()

    def set_selected(self, selected: bool) -> None:
        """Whether its editor stands below."""
        self.setChecked(selected)

    def nextCheckState(self) -> None:
        self.setChecked(True)  # a second click does not close the editor

    def sizeHint(self) -> QSize:
        metrics = style.theme().metrics
        lines = sum(QFontMetrics(style.font(role)).height() + metrics.space(0.5) for role, _ in _LINES)
        return QSize(metrics.label, lines + 2 * metrics.card_y)

    def minimumSizeHint(self) -> QSize:
        return QSize(style.theme().metrics.space(28), self.sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(address.isLocalFile() for address in event.mimeData().urls()):
            event.acceptProposedAction()
            self._set_over(True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._set_over(False)
        super().dragLeaveEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        self._set_over(False)
        event.acceptProposedAction()
        urls = event.mimeData().urls()
        self.dropped.emit([Path(address.toLocalFile()) for address in urls if address.isLocalFile()])

    def paintEvent(self, _event: QPaintEvent) -> None:
        metrics = style.theme().metrics
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(self._outline())
        painter.setBrush(style.colour(self._ground()))
        painter.drawRoundedRect(
            QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), metrics.radius_card, metrics.radius_card
        )
        inner = self.rect().adjusted(metrics.card_x, metrics.card_y, -metrics.card_x, -metrics.card_y)
        if self._state in _MARKS:
            place = QRect(inner.right() - metrics.icon + 1, inner.top(), metrics.icon, metrics.icon)
            icons.paint_icon(painter, place, *_MARKS[self._state])
        top = inner.top()
        beside_mark = metrics.icon + metrics.space(1) if self._state in _MARKS else 0
        for (role, tone), text in zip(_LINES, (self._title, self._value, self._caption), strict=True):
            font = QFontMetrics(style.font(role))
            painter.setFont(style.font(role))
            painter.setPen(style.colour(tone))
            shown = font.elidedText(text, Qt.TextElideMode.ElideRight, inner.width() - beside_mark)
            painter.drawText(QPoint(inner.left(), top + font.ascent()), shown)
            beside_mark = 0  # the mark stands beside the first line alone
            top += font.height() + metrics.space(0.5)

    def _outline(self) -> QPen:
        if self._over:
            return QPen(style.colour("accent"), 2, Qt.PenStyle.DashLine)
        if self.isChecked():
            return QPen(style.colour("accent"), 1)
        return QPen(style.colour("control" if self.underMouse() else "border"), 1)

    def _ground(self) -> str:
        return "accent_soft" if self.isChecked() or self._over else "surface"

    def _set_over(self, over: bool) -> None:
        self._over = over
        self.update()

    def _describe(self) -> None:
        states = {
            "ok": self.tr("in order"),
            "warn": self.tr("with a warning"),
            "error": self.tr("not in order"),
        }
        parts = (self._title, self._value, self._caption, states.get(self._state, ""))
        self.setAccessibleName(", ".join(part for part in parts if part))
        self.update()
