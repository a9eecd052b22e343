"""One setting in a form: label, control, note; what was changed, what is wrong, how to go back."""

from PySide6.QtCore import QEvent, QPoint, QRectF, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QEnterEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QMenu, QWidget

from workbench.ui import icons, style
from workbench.ui.accessible import Role
from workbench.ui.widgets.buttons import IconButton, LinkButton
from workbench.ui.widgets.elided import Elided
from workbench.ui.widgets.number_edit import NumberEdit
from workbench.ui.widgets.text import Text
from workbench.ui.widgets.wrong import set_wrong

RESTORE = "restore"  # the link under a number that was refused


class Field(QWidget):
    """`control` is any editor with `value()`, `set_value()`, `changed`; `stacked` puts the label above."""

    accessible_role = Role.Grouping

    edited = Signal(str, object)  # key, value
    reset_requested = Signal(str)
    flag_requested = Signal(str)
    link_activated = Signal(str, str)  # key, target

    def __init__(
        self,
        key: str,
        label: str,
        control: QWidget,
        *,
        note: str = "",
        tip: str = "",
        stacked: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.key, self.control = key, control
        self._changed = False
        self._target = ""
        self._free_note = note
        self._label = Elided(label, "body", "text_2")
        self._label.set_tip(tip)
        self._label.setBuddy(control)
        self._note = Elided(note, "caption", "text_3")
        self._lock = Text()
        self._lock.hide()
        self._reset = IconButton("arrow-counter-clockwise", self.tr("Reset"), small=True)
        self._reset.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        keep = self._reset.sizePolicy()
        keep.setRetainSizeWhenHidden(True)
        self._reset.setSizePolicy(keep)
        self._reset.hide()
        self._error = Text("", "caption", "error", wrap=True)
        self._link = LinkButton("", role="caption")
        self._lay_out(stacked)
        self._connect()
        control.setAccessibleName(label)
        self.setAccessibleName(label)
        control.setToolTip(tip)
        self.clear_error()
        self._rescale()

    def value(self) -> object:
        """What the control holds."""
        return self.control.value()

    def set_value(self, value: object) -> None:
        """Show a value without emitting."""
        self.control.set_value(value)

    def set_note(self, text: str) -> None:
        """The unit, `auto`, or what the value costs."""
        self._free_note = text
        if not self._lock.isVisibleTo(self):
            self._note.setText(text)

    def set_changed(self, changed: bool) -> None:
        """Whether the value differs from the preset: an accent bar, and ↺ under the pointer."""
        self._changed = changed
        self._reset.setVisible(changed and self.underMouse())
        self.update()

    def set_error(self, text: str, link: str = "", target: str = "") -> None:
        """What is wrong, and the fix as a link that emits `link_activated(key, target)`."""
        self._error.setText(text)
        self._error.setVisible(bool(text))
        self._link.setText(link)
        self._link.setVisible(bool(link))
        self._target = target
        set_wrong(self.control, bool(text))

    def clear_error(self) -> None:
        """Nothing is wrong any more."""
        self.set_error("")

    def error(self) -> str:
        """The sentence under the control."""
        return self._error.text()

    def set_locked(self, reason: str) -> None:
        """Take the control away and say why; an empty reason gives it back."""
        self.control.setEnabled(not reason)
        self._lock.setVisible(bool(reason))
        self._note.setText(reason or self._free_note)

    def enterEvent(self, event: QEnterEvent) -> None:
        self._reset.setVisible(self._changed and self.control.isEnabled())
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self._reset.hide()
        super().leaveEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self._open_menu(event.globalPos(), QMenu(self))

    def paintEvent(self, _event: QPaintEvent) -> None:
        if not self._changed:
            return
        metrics = style.theme().metrics
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(style.colour("accent"))
        inset = metrics.space(1)
        bar = QRectF(0, inset, metrics.changed_bar, self.height() - 2 * inset)
        painter.drawRoundedRect(bar, metrics.changed_bar / 2, metrics.changed_bar / 2)

    def _lay_out(self, stacked: bool) -> None:
        self._beside, self._under = QHBoxLayout(), QHBoxLayout()
        self._beside.addWidget(self._lock)
        self._beside.addWidget(self._note, 1)
        self._under.addWidget(self._error)
        self._under.addWidget(self._link)
        self._under.addStretch(1)
        self._grid = QGridLayout(self)
        self._stacked = stacked
        if stacked:
            self._grid.addWidget(self._label, 0, 0)
            self._grid.addWidget(self._reset, 0, 1)
            self._grid.addLayout(self._beside, 0, 2)
            self._grid.addWidget(self.control, 1, 0, 1, 3)
            self._grid.addLayout(self._under, 2, 0, 1, 3)
            self._note.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        else:
            self._grid.addWidget(self._label, 0, 0)
            self._grid.addWidget(self.control, 0, 1)
            self._grid.addWidget(self._reset, 0, 2)
            self._grid.addLayout(self._beside, 0, 3)
            self._grid.addLayout(self._under, 1, 1, 1, 3)
            self._grid.setColumnStretch(3, 1)

    def _connect(self) -> None:
        self.control.changed.connect(self._on_changed)
        if isinstance(self.control, NumberEdit):
            self.control.rejected.connect(self._on_rejected)
        if isinstance(self.control, QLineEdit):
            self.control.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
            self.control.customContextMenuRequested.connect(self._on_line_menu)
        self._reset.clicked.connect(self._on_reset)
        self._link.clicked.connect(self._on_link)
        style.switch().changed.connect(self._rescale)

    def _on_changed(self, value: object) -> None:
        self.clear_error()
        self.edited.emit(self.key, value)

    def _on_rejected(self, allowed: str) -> None:
        kept = self.control.written_value()
        link = self.tr("Back to {value}").format(value=kept) if kept else ""
        self.set_error(allowed, link, RESTORE)

    def _on_reset(self) -> None:
        self.reset_requested.emit(self.key)

    def _on_link(self) -> None:
        if self._target == RESTORE:
            self.clear_error()
            self.set_value(self.value())
        else:
            self.link_activated.emit(self.key, self._target)

    def _on_line_menu(self, place: QPoint) -> None:
        self._open_menu(self.control.mapToGlobal(place), self.control.createStandardContextMenu())

    def _open_menu(self, place: QPoint, menu: QMenu) -> None:
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        first = menu.actions()[0] if menu.actions() else None
        reset = menu.addAction(self.tr("Reset"), self._on_reset)
        reset.setEnabled(self._changed)
        flag = menu.addAction(self.tr("Copy as flag"), lambda: self.flag_requested.emit(self.key))
        if first is not None:
            menu.insertActions(first, [reset, flag])
            menu.insertSeparator(first)
        menu.popup(place)

    def _rescale(self, _theme: object = None) -> None:
        metrics = style.theme().metrics
        self._lock.setPixmap(icons.icon("lock-simple", "text_3").pixmap(metrics.icon, metrics.icon))
        self._grid.setContentsMargins(metrics.changed_bar + metrics.gap, 0, 0, 0)
        self._grid.setVerticalSpacing(metrics.space(0.5))
        self._grid.setHorizontalSpacing(metrics.gap)
        self._beside.setSpacing(metrics.space(1))
        self._under.setSpacing(metrics.gap)
        self._link.setFixedHeight(metrics.row)
        if self._stacked:
            return
        self._label.setFixedWidth(metrics.label)
        self.control.setFixedWidth(metrics.control)
