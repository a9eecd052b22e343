"""Says what was just done and offers to undo it, for six seconds, above the foot of the page."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QRectF, QTimer
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QEnterEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QHBoxLayout, QWidget

from workbench.ui import style
from workbench.ui.accessible import Role
from workbench.ui.widgets.buttons import LinkButton
from workbench.ui.widgets.elided import Elided

SECONDS = 6.0


class Toast(QWidget):
    """One at a time; the pointer over it, or the keyboard in it (F6), makes it stay. It is read out."""

    accessible_role = Role.AlertMessage

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._undo: Callable[[], object] | None = None
        self._text = Elided()
        self._button = LinkButton(self.tr("Undo"))
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._on_timeout)
        self._button.clicked.connect(self._on_undo)
        row = QHBoxLayout(self)
        row.addWidget(self._text)
        row.addWidget(self._button)
        style.switch().changed.connect(self._rescale)
        self._rescale()
        self.hide()

    def say(self, text: str, undo: Callable[[], object] | None = None, seconds: float = SECONDS) -> None:
        """Show `text`; with `undo`, a button that calls it."""
        self._text.setText(text)
        self._undo = undo
        self._button.setVisible(undo is not None)
        self._timer.start(round(seconds * 1000))
        self._place()
        self.show()
        self.raise_()
        self.setAccessibleName(text)
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))

    def follow(self) -> None:
        """The window has another size."""
        if self.isVisible():
            self._place()

    def text(self) -> str:
        """What it says."""
        return self._text.text()

    def enterEvent(self, event: QEnterEvent) -> None:
        self._timer.stop()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self._timer.start(round(SECONDS * 500))
        super().leaveEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(style.colour("control"), 1))
        painter.setBrush(style.colour("raised"))
        radius = style.theme().metrics.radius_card
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)

    def _on_timeout(self) -> None:
        if self._button.hasFocus():
            self._timer.start(round(SECONDS * 500))
        else:
            self.hide()

    def _on_undo(self) -> None:
        self.hide()
        self._timer.stop()
        if self._undo is not None:
            self._undo()

    def _place(self) -> None:
        metrics, window = style.theme().metrics, self.parentWidget()
        self.adjustSize()
        column = metrics.right_wide if window.width() >= metrics.wide_from else metrics.right
        beside = window.width() - column - metrics.page  # Start and what is missing for it stay in sight
        self.resize(min(self.width(), beside - metrics.page), self.height())
        left = min((window.width() - self.width()) // 2, beside - self.width())
        line_and_row = metrics.space(7) + metrics.row + metrics.gap  # the page's foot and a list's last row
        self.move(left, window.height() - self.height() - metrics.status - line_and_row)

    def _rescale(self, _theme: object = None) -> None:
        metrics = style.theme().metrics
        self.layout().setContentsMargins(metrics.page, metrics.card_y, metrics.page, metrics.card_y)
        self.layout().setSpacing(metrics.page)
        self._button.setFixedHeight(metrics.target)
