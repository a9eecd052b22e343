"""A framed panel below its button; no dialog, the page stays in sight. Esc or a click outside closes it."""

from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QHideEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from workbench.ui import marks, style
from workbench.ui.widgets.buttons import Button


class Popover(QWidget):
    """Shows one widget, as large as it wants to be; scrolls where the screen is too small for it."""

    opened = Signal()
    closed = Signal()

    def __init__(self, content: QWidget, parent: QWidget) -> None:
        kind = Qt.WindowType.Popup | Qt.WindowType.FramelessWindowHint | Qt.WindowType.NoDropShadowWindowHint
        super().__init__(parent, kind)
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
        self.setAttribute(Qt.WidgetAttribute.WA_NoMouseReplay)  # a click on the button closes, and no more
        self._content = content
        self._scroll = QScrollArea()
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidget(content)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.addWidget(self._scroll)
        content.installEventFilter(self)

    @classmethod
    def around(cls, content: QWidget, parent: QWidget) -> "Popover":
        """With a margin around a widget that has none, as wide as a column."""
        m = style.theme().metrics
        frame = QWidget()
        column = QVBoxLayout(frame)
        column.setContentsMargins(m.card_x, m.card_x, m.card_x, m.card_x)
        column.addWidget(content)
        frame.setFixedWidth(m.right_wide)
        return cls(frame, parent)

    def open(self, below: QWidget) -> None:
        """Under the widget's left edge, moved as far as the window or the screen makes it necessary."""
        self.opened.emit()
        self.ensurePolished()
        self._place(below)
        self.show()
        self._content.setFocus(Qt.FocusReason.PopupFocusReason)
        self.focusNextChild()

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest and self.isVisible():
            self._fit()
        return False

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.closed.emit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(style.colour("control"), 1))
        painter.setBrush(style.colour("raised"))
        radius = style.theme().metrics.radius_card
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)

    def _wanted(self) -> QSize:
        content = self._content
        content.ensurePolished()
        if (layout := content.layout()) is not None:
            layout.invalidate()
            layout.activate()
        size = content.sizeHint().expandedTo(content.minimumSize()).boundedTo(content.maximumSize())
        if content.hasHeightForWidth():
            size.setHeight(content.heightForWidth(size.width()))
        return size + QSize(2, 2)

    def _fit(self) -> None:
        """As high as its content has become, upwards from where it stands."""
        area = self.screen().availableGeometry()
        size = self._wanted().boundedTo(QSize(area.width(), area.bottom() + 1 - self.y()))
        if size != self.size():
            self.resize(size)

    def _place(self, below: QWidget) -> None:
        size, gap = self._wanted(), style.theme().metrics.space(1)
        screen = below.screen().availableGeometry()
        window = below.window().geometry().intersected(screen)
        left = below.mapToGlobal(QPoint(0, 0)).x()
        top = below.mapToGlobal(QPoint(0, below.height())).y() + gap
        across = window if size.width() <= window.width() else screen
        left = max(across.left(), min(left, across.right() + 1 - size.width()))
        height = min(size.height(), screen.height())
        top = max(screen.top(), min(top, screen.bottom() + 1 - height))
        width = min(
            size.width() + (style.theme().metrics.scroll_bar if height < size.height() else 0), screen.width()
        )
        self.setGeometry(left, top, width, height)


class PopoverButton(Button):
    """Opens and closes its popover; `caret` where the text alone does not say that something opens."""

    def __init__(
        self, text: str, content: QWidget, *, caret: bool = True, parent: QWidget | None = None
    ) -> None:
        super().__init__(text, parent=parent)
        self._caret = caret
        if caret:
            self.setProperty("kind", "menu")
        self.popover = Popover(content, self)
        self.clicked.connect(self._on_clicked)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._caret:
            return
        m = style.theme().metrics
        place = self.rect().adjusted(self.width() - m.gap - m.check, 0, -m.gap, 0)
        name = "caret-down" if self.isEnabled() else "caret-down-disabled"
        marks.paint(QPainter(self), place, name, style.theme())

    def _on_clicked(self) -> None:
        self.popover.open(self)
