"""A matrix as a picture: pooled to the screen, every entry when zoomed in. Blue below 0, orange above.

What is in sight is asked for; until it comes the old picture stays, enlarged or moved.
"""

import base64
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRect, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPen,
    QResizeEvent,
    QShowEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from workbench.ui import style
from workbench.ui.charts import ticks
from workbench.ui.inspect.cells import Scale, Values
from workbench.ui.inspect.framed import Framed
from workbench.ui.inspect.heat_painter import image

_SOON = 60  # ms after the last zoom or move
_FACTOR = 2.0  # one step of the wheel or of a key
_DRAG = 4  # px: less is a click
_LEAST = 4  # entries of a side at the deepest zoom
_Key = Qt.Key


@dataclass(frozen=True)
class Picture:
    """Means over tiles of a rectangle of the matrix; its entries where it is small enough."""

    values: NDArray[np.float32]
    shape: tuple[int, int]  # of the whole matrix
    rect: QRect
    limit: float  # of the colours

    @classmethod
    def from_json(cls, found: Mapping[str, Any]) -> "Picture":
        numbers = np.frombuffer(base64.b64decode(found["values"]), "<f4")
        rows, columns = found["shape"]
        return cls(
            numbers.reshape(found["rows"], found["columns"]),
            (rows, columns),
            QRect(*found["rect"]),
            float(found["limit"] or 0.0),
        )

    @property
    def pooled(self) -> bool:
        return self.values.shape != (self.rect.height(), self.rect.width())


class MatrixView(Framed):
    """Drag or wheel zooms (the wheel only with the focus), arrows move, + − F, a double click goes back."""

    asked = Signal(QRect, int, int)  # what of the matrix, and on how many pixels across and down

    def __init__(self, title: str, *, height: int = 36, parent: QWidget | None = None) -> None:
        super().__init__(title, height=height, parent=parent)
        self.picture: Picture | None = None
        self.view = QRect()  # of the matrix, in entries; empty: all of it
        self._image: QImage | None = None
        self._drag: QRectF | None = None
        self._due = False
        self._whole = True  # all of the matrix is wanted, whatever its size is
        self._soon = QTimer(self, singleShot=True, interval=_SOON)
        self._soon.timeout.connect(self.ask)
        style.switch().changed.connect(self._repaint_values)
        self.refresh()

    def begin(self) -> None:
        """Another matrix: asks for all of it, once it is in sight; the old picture stays until then."""
        self._whole = True
        self.ask()

    def clear(self) -> None:
        self.picture = self._image = None
        self._due = False
        self.view = QRect()
        self.refresh()

    def ask(self) -> None:
        self._soon.stop()
        self._due = not self.isVisible()
        if self.isVisible():
            ratio, box = self.devicePixelRatioF(), self.box()
            self.asked.emit(
                QRect() if self._whole else self.view,
                max(1, round(box.width() * ratio)),
                max(1, round(box.height() * ratio)),
            )

    def show_picture(self, picture: Picture) -> None:
        other = self.picture is not None and picture.shape != self.picture.shape
        self.picture = picture
        if other or self._whole or self.view.isEmpty():
            self.view, self._whole = QRect(picture.rect), False
        self._repaint_values()

    def readout(self) -> str:
        picture = self.picture
        if picture is None:
            return "–"
        found = self._entries(picture)
        if found is None:
            return f"{picture.shape[0]:,}×{picture.shape[1]:,} · ±{ticks.written(picture.limit)}"
        rows, columns, value = found
        if len(rows) == len(columns) == 1:
            words = self.tr("[{row}, {column}] {value}")
            return words.format(row=rows[0], column=columns[0], value=ticks.reading(value))
        words = self.tr("[{row}–{last_row}, {column}–{last_column}] mean {value}")
        return words.format(
            row=rows[0],
            last_row=rows[-1],
            column=columns[0],
            last_column=columns[-1],
            value=ticks.reading(value),
        )

    def zoom(self, factor: float, at: QPointF | None = None) -> None:
        """Closer (above 1) or farther, around a place of the widget."""
        if self.picture is None:
            return
        box, view = self.box(), QRectF(self.view)
        at = at or box.center()
        x, y = (at.x() - box.left()) / box.width(), (at.y() - box.top()) / box.height()
        wide, high = max(view.width() / factor, _LEAST), max(view.height() / factor, _LEAST)
        left, top = view.left() + x * (view.width() - wide), view.top() + y * (view.height() - high)
        self._look(QRectF(left, top, wide, high))

    def show_all(self) -> None:
        if self.picture is not None:
            rows, columns = self.picture.shape
            self._look(QRectF(0, 0, columns, rows))

    # --- Qt

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.picture is not None:
            self._soon.start()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._due:
            self._soon.start()

    def wheelEvent(self, event: QWheelEvent) -> None:
        turned = event.angleDelta().y()
        if not self.hasFocus() or not turned:
            event.ignore()  # the page scrolls
            return
        self.zoom(_FACTOR if turned > 0 else 1 / _FACTOR, event.position())
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.box().contains(event.position()):
            self._drag = QRectF(event.position(), event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._drag is not None:
            self._drag.setBottomRight(event.position())
            self.update()
        super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        drag, self._drag = self._drag, None
        if drag is not None and self.picture is not None:
            box, view = self.box(), QRectF(self.view)
            part = drag.normalized().intersected(box)
            if min(part.width(), part.height()) >= _DRAG:
                x, y = view.width() / box.width(), view.height() / box.height()
                left, top = (
                    view.left() + (part.left() - box.left()) * x,
                    view.top() + (part.top() - box.top()) * y,
                )
                self._look(QRectF(left, top, part.width() * x, part.height() * y))
        self.update()

    def mouseDoubleClickEvent(self, _event: QMouseEvent) -> None:
        self._drag = None
        self.show_all()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        moves = {_Key.Key_Left: (-1, 0), _Key.Key_Right: (1, 0), _Key.Key_Up: (0, -1), _Key.Key_Down: (0, 1)}
        zooms = {_Key.Key_Plus: _FACTOR, _Key.Key_Equal: _FACTOR, _Key.Key_Minus: 1 / _FACTOR}
        key = event.key()
        if key in moves:
            across, down = moves[_Key(key)]
            view = QRectF(self.view)
            self._look(view.translated(across * view.width() / 4, down * view.height() / 4))
        elif key in zooms:
            self.zoom(zooms[_Key(key)])
        elif key == _Key.Key_F:
            self.show_all()
        else:
            super().keyPressEvent(event)

    # --- inside

    def _look(self, wanted: QRectF) -> None:
        """Moves the view there, as far as the matrix reaches, and asks for it soon."""
        assert self.picture is not None
        rows, columns = self.picture.shape
        wide = min(max(round(wanted.width()), min(_LEAST, columns)), columns)
        high = min(max(round(wanted.height()), min(_LEAST, rows)), rows)
        left = min(max(round(wanted.left()), 0), columns - wide)
        top = min(max(round(wanted.top()), 0), rows - high)
        view = QRect(left, top, wide, high)
        if view != self.view:
            self.view, self._whole = view, False
            self._soon.start()
            self.refresh()

    def _repaint_values(self, _theme: object = None) -> None:
        if self.picture is not None:
            reach = self.picture.limit or 1.0
            numbers = self.picture.values.astype(float)
            values = Values(
                numbers.ravel(), ~np.isfinite(numbers).ravel(), Scale(-reach, reach, "diverging"), str
            )
            codes = values.codes()[:-1].reshape(numbers.shape)
            self._image = image(codes, values.scale, style.theme())
        self.refresh()

    def _place(self, rect: QRect) -> QRectF:
        """Where a rectangle of the matrix lies in the widget now."""
        box, view = self.box(), self.view
        x, y = box.width() / view.width(), box.height() / view.height()
        left, top = box.left() + (rect.left() - view.left()) * x, box.top() + (rect.top() - view.top()) * y
        return QRectF(left, top, rect.width() * x, rect.height() * y)

    def _entries(self, picture: Picture) -> tuple[range, range, float] | None:
        """Rows and columns of the matrix under the pointer, and their value."""
        if self._pointed is None or self.view.isEmpty():
            return None
        place = self._place(picture.rect)
        rows, columns = picture.values.shape
        row = int((self._pointed.y() - place.top()) / place.height() * rows)
        column = int((self._pointed.x() - place.left()) / place.width() * columns)
        if not (0 <= row < rows and 0 <= column < columns):
            return None
        down, across = picture.rect.height(), picture.rect.width()
        top, left = picture.rect.top(), picture.rect.left()
        return (
            range(top + row * down // rows, top + max((row + 1) * down // rows, row * down // rows + 1)),
            range(left + column * across // columns, left + max((column + 1) * across // columns, 1)),
            float(picture.values[row, column]),
        )

    def _paint_inside(self, painter: QPainter, box: QRectF) -> None:
        painter.fillRect(box, style.colour("sunken"))
        if self._image is None or self.picture is None or self.view.isEmpty():
            return
        painter.setClipRect(box)
        painter.drawImage(self._place(self.picture.rect), self._image)
        if self._drag is not None:
            band = QColor(style.colour("accent"))
            painter.setPen(QPen(band, 1))
            band.setAlphaF(0.12)
            painter.setBrush(band)
            painter.drawRect(self._drag.normalized())
