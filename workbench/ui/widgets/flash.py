"""Shows where something is: a frame around it for a moment, without moving or blinking."""

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, QTimer
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QScrollArea, QWidget

from workbench.ui import style

STAYS = 1500  # ms


class Flash(QWidget):
    """Lies over a widget of the same window; it goes by itself."""

    def __init__(self, around: QWidget) -> None:
        super().__init__(around.parentWidget())
        self.setObjectName("flash")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._around = around
        around.installEventFilter(self)
        self._place()
        self.show()
        QTimer.singleShot(STAYS, self, self.deleteLater)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Move, QEvent.Type.Resize):
            self._place()
        elif event.type() == QEvent.Type.Hide:
            self.hide()
        return super().eventFilter(watched, event)

    def _place(self) -> None:
        self.setGeometry(self._around.geometry())
        self.raise_()

    def paintEvent(self, _event: QPaintEvent) -> None:
        metrics = style.theme().metrics
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(style.colour("accent"), metrics.ring))
        half = metrics.ring / 2
        inner = QRectF(self.rect()).adjusted(half, half, -half, -half)
        painter.drawRoundedRect(inner, metrics.radius, metrics.radius)


def point_at(widget: QWidget) -> None:
    """Scrolls to a widget, gives it the keyboard where it takes it, and frames it for a moment.

    One that is not shown right now is stood in for by what it is in.
    """
    while widget.isHidden() and widget.parentWidget() is not None:
        widget = widget.parentWidget()
    above = widget.parentWidget()
    while above is not None:
        if isinstance(above, QScrollArea):
            above.ensureWidgetVisible(widget)
        above = above.parentWidget()
    taker = widget if widget.focusPolicy() != Qt.FocusPolicy.NoFocus else widget.focusProxy()
    if taker is not None:
        taker.setFocus(Qt.FocusReason.ShortcutFocusReason)
    if widget.parentWidget() is not None:
        Flash(widget)
