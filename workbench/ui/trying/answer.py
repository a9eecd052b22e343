"""One column: what it wears, its conversation behind its rule, and how fast the last answer was."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from workbench.ui import style
from workbench.ui.accessible import Role
from workbench.ui.train.ruled import ADAPTER, BASE
from workbench.ui.trying.transcript import Transcript
from workbench.ui.trying.wearable import Wearable
from workbench.ui.widgets.buttons import IconButton, MenuButton
from workbench.ui.widgets.text import Text

_UNSEEN = "text_3"  # the rule while nobody may know whose answer it is


class _Title(MenuButton):
    """A name of any length: what does not fit is elided, and the tooltip has it all."""

    def __init__(self, menu: QMenu) -> None:
        self._whole = ""
        super().__init__("", menu)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def set_title(self, title: str) -> None:
        self._whole = title
        self.setAccessibleName(title)
        self._elide()
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        wide = self.fontMetrics().horizontalAdvance(self._whole) + self._frame()
        return QSize(wide, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(style.theme().metrics.space(20), super().sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._elide()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self.updateGeometry()
            self._elide()

    def _elide(self) -> None:
        slack = style.theme().metrics.gap  # the size was asked for in a font that may be a little narrower
        room = max(0, self.width() - self._frame() + slack)
        shown = self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideRight, room)
        self.setText(shown.replace("&", "&&"))

    def _frame(self) -> int:
        """The padding and the caret."""
        return style.theme().metrics.space(14)


class Answer(QWidget):
    """Grey for the base, blue for an adapter. `blind_name` hides what it wears behind a letter."""

    accessible_role = Role.Grouping

    chosen = Signal(Wearable)
    removed = Signal()

    def __init__(self, worn: Wearable, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.worn = worn
        self.blind_name = ""
        self._menu = QMenu(self)
        self.title = _Title(self._menu)
        self.letter = Text("", "strong")
        self.status = Text("", "small", "text_3", wrap=True)
        self.close_button = IconButton("x", self.tr("Remove this column"), small=True)
        self.body = Transcript()
        self.waiting = Text("", "body", "text_3", wrap=True)
        self.difference = Text("", "small", "text_2", wrap=True)
        self._head = QHBoxLayout()
        self._head.addWidget(self.title)
        self._head.addWidget(self.letter)
        self._head.addStretch(1)
        self._head.addWidget(self.close_button)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.waiting)
        self._stack.addWidget(self.body)
        self._column = QVBoxLayout(self)
        self._column.addLayout(self._head)
        self._column.addWidget(self._stack, 1)
        self._column.addWidget(self.difference)
        self._column.addWidget(self.status)
        self.close_button.clicked.connect(self.removed)
        style.switch().changed.connect(self._rescale)
        self._rescale()
        self.wear(worn)
        self.clear()

    def wear(self, worn: Wearable) -> None:
        self.worn = worn
        self._show_title()

    def name(self) -> str:
        """What it wears, inside a sentence."""
        return self.tr("the base") if self.worn.is_base else self.worn.title

    def hide_behind(self, letter: str) -> None:
        """Only the letter is seen; "" shows again what it wears."""
        self.blind_name = letter
        self._show_title()

    def offer(self, wearables: Sequence[Wearable]) -> None:
        """What its menu lists."""
        self._menu.clear()
        for wearable in wearables:
            action = self._menu.addAction(wearable.title)
            action.setCheckable(True)
            action.setChecked(wearable == self.worn)
            action.triggered.connect(lambda _=False, wearable=wearable: self.chosen.emit(wearable))

    def set_busy(self, busy: bool) -> None:
        self.title.setEnabled(not busy)
        self.close_button.setEnabled(not busy)

    def text(self) -> str:
        """The last answer."""
        return self.body.answer()

    def messages(self) -> list[dict[str, str]]:
        """The conversation so far, as the engine takes it."""
        return [{"role": role, "content": text} for role, text in self.body.turns()]

    def begin(self, question: str) -> None:
        """Puts the question under what was said, and makes room for the answer."""
        self.body.ask(question)
        self.say("")
        self.difference.hide()
        self._stack.setCurrentWidget(self.body)

    def take_back(self) -> None:
        """The last question was never answered: it is no part of the conversation."""
        turns = self.body.turns()[:-2]
        self.body.set_turns(turns)
        self.say("")
        self._stack.setCurrentWidget(self.body if turns else self.waiting)

    def clear(self) -> None:
        """Forgets the conversation."""
        self.body.set_turns([])
        self.say("")
        self.difference.hide()
        self._stack.setCurrentWidget(self.waiting)

    def say(self, status: str) -> None:
        """What goes on, or what it came to: "12 tokens · 85 tok/s"."""
        self.status.setText(status or " ")  # the line is always there: no answer moves when it comes

    def say_difference(self, sentence: str) -> None:
        """Where it parts from the first column."""
        self.difference.setText(sentence)
        self.difference.setVisible(bool(sentence))

    def paintEvent(self, _event: QPaintEvent) -> None:
        width = style.theme().metrics.changed_bar
        QPainter(self).fillRect(0, 0, width, self.height(), style.colour(self._tone()))

    def _tone(self) -> str:
        if self.blind_name:
            return _UNSEEN
        return BASE if self.worn.is_base else ADAPTER

    def _show_title(self) -> None:
        title = self.blind_name or self.worn.title
        self.letter.setText(self.blind_name)
        self.letter.setVisible(bool(self.blind_name))
        self.title.set_title(self.worn.title)
        self.title.setToolTip(f"{self.worn.title}\n{self.worn.adapter}".strip())
        self.title.setVisible(not self.blind_name)
        self.body.setAccessibleName(title)
        self.setAccessibleName(title)
        told = (
            self.tr("The base's answer comes here.")
            if self.worn.is_base
            else self.tr("The adapter's answer comes here, beside the base's.")
        )
        self.waiting.setText(self.tr("An answer comes here.") if self.blind_name else told)
        self.update()

    def _rescale(self, _theme: object = None) -> None:
        metrics = style.theme().metrics
        self._column.setContentsMargins(metrics.changed_bar + metrics.gap, 0, 0, 0)
        self.letter.setFixedHeight(metrics.button)
        self.letter.setContentsMargins(metrics.space(1), 0, 0, 0)
        self._column.setSpacing(metrics.space(1))
        self.waiting.setContentsMargins(metrics.space(1), metrics.space(1), 0, 0)
