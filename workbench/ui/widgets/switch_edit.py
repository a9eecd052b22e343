"""On or off, with the word beside it so that it never rests on colour alone."""

from PySide6.QtCore import QCoreApplication, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from workbench.ui import style


class SwitchEdit(QAbstractButton):
    """A switch; `changed` carries a bool."""

    changed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.clicked.connect(self._give)

    def value(self) -> bool:
        """Whether it is on."""
        return self.isChecked()

    def set_value(self, value: object) -> None:
        """Show on or off without emitting."""
        self.setChecked(bool(value))

    def _give(self, on: bool) -> None:
        self.changed.emit(on)

    def sizeHint(self) -> QSize:
        metrics = style.theme().metrics
        words = max(self.fontMetrics().horizontalAdvance(_word(on)) for on in (True, False))
        return QSize(metrics.space(8 + 2) + words, metrics.field)

    def paintEvent(self, _event: QPaintEvent) -> None:
        metrics, on, live = style.theme().metrics, self.isChecked(), self.isEnabled()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        high = metrics.space(4.5)
        track = QRectF(0.5, (self.height() - high) / 2 + 0.5, metrics.space(8) - 1, high - 1)
        outline = ("accent" if on else "control") if live else "disabled"
        painter.setPen(QPen(style.colour(outline), 1))
        painter.setBrush(style.colour(("accent" if on else "surface") if live else "sunken"))
        painter.drawRoundedRect(track, track.height() / 2, track.height() / 2)
        inset = metrics.space(0.75)
        side = track.height() - 2 * inset
        left = track.right() - inset - side if on else track.left() + inset
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(style.colour(("on_accent" if on else "control") if live else "disabled"))
        painter.drawEllipse(QRectF(left, track.top() + inset, side, side))
        painter.setPen(style.colour("text" if live else "disabled"))
        words = self.rect().adjusted(metrics.space(8 + 2), 0, 0, 0)
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, _word(on))


def _word(on: bool) -> str:
    return QCoreApplication.translate("SwitchEdit", "On" if on else "Off")
