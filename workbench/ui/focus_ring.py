"""One ring for whatever has the keyboard: 2 px accent, 1 px away, the same around every control.

A style sheet can only draw inside a widget's box; the ring is laid around it, on the nearest ancestor
that has room for it. A click on a button shows no ring, nor does a window that opens; a text field always
does.
"""

from collections.abc import Iterator

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QApplication,
    QComboBox,
    QLineEdit,
    QSlider,
    QSplitter,
    QWidget,
)
from shiboken6 import isValid

from workbench.ui.tokens import Metrics

_SIZES = Metrics()  # the ring does not grow with the text
_RINGED = (QAbstractButton, QComboBox, QLineEdit, QSlider)


class FocusRing(QObject):
    """Follows the focus of an application."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._shown: _Ring | None = None
        app.focusChanged.connect(self._move)

    def _move(self, old: QWidget | None, new: QWidget | None) -> None:
        if self._shown is not None:
            if isValid(self._shown):
                self._shown.leave()
            self._shown = None
        if new is not None and new.parentWidget() is not None and _wants_ring(new, old is None):
            self._shown = _Ring(new)


def _wants_ring(widget: QWidget, from_outside: bool) -> bool:
    if isinstance(widget.parentWidget(), QSplitter | QComboBox) or widget.property("ring") is False:
        return False
    if isinstance(widget, QLineEdit):
        return True
    clicked = from_outside or QApplication.mouseButtons() != Qt.MouseButton.NoButton
    ringed = isinstance(widget, _RINGED) or widget.property("ring") is True
    return ringed and not clicked and not isinstance(widget, QAbstractScrollArea)


class _Ring(QWidget):
    def __init__(self, around: QWidget) -> None:
        super().__init__(_roomy(around))
        self._around = around
        self.setObjectName("focus-ring")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        for widget in _up_to(self.parentWidget(), around):
            widget.installEventFilter(self)
        around.destroyed.connect(self.deleteLater)
        self._place()
        self.show()

    def leave(self) -> None:
        """Go away; the focus is elsewhere."""
        self.hide()
        self.deleteLater()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Move, QEvent.Type.Resize):
            self._place()
        elif event.type() in (QEvent.Type.Hide, QEvent.Type.Show):
            self.setVisible(isValid(self._around) and self._around.isVisible())
        return super().eventFilter(watched, event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        width = _SIZES.ring
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self.palette().color(QPalette.ColorRole.Accent), width))
        inner = QRectF(self.rect()).adjusted(width / 2, width / 2, -width / 2, -width / 2)
        radius = _SIZES.radius + _SIZES.ring_gap + width / 2
        painter.drawRoundedRect(inner, radius, radius)

    def _place(self) -> None:
        if not isValid(self._around) or not self.parentWidget().isAncestorOf(self._around):
            self.leave()  # it goes, or goes elsewhere
            return
        self.setGeometry(_reached(self._around, self.parentWidget()))
        self.raise_()


def _reached(around: QWidget, on: QWidget) -> QRect:
    """Where the ring is, in the coordinates of an ancestor."""
    reach = _SIZES.ring + _SIZES.ring_gap
    place = QRect(around.mapTo(on, QPoint(0, 0)), around.size())
    return place.adjusted(-reach, -reach, reach, reach)


def _roomy(around: QWidget) -> QWidget:
    """The nearest ancestor in which no side of the ring is cut; never beyond what scrolls."""
    parent = around.parentWidget()
    while not parent.isWindow() and not parent.rect().contains(_reached(around, parent)):
        if isinstance(parent.parentWidget(), QAbstractScrollArea):
            break
        parent = parent.parentWidget()
    return parent


def _up_to(ancestor: QWidget, widget: QWidget) -> Iterator[QWidget]:
    """The widget, and what it lies in below an ancestor: when one of them moves, the ring does."""
    while widget is not ancestor:
        yield widget
        widget = widget.parentWidget()
