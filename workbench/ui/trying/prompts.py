"""Held-out prompts of the run, one click each: the model was never trained on them."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from workbench.ui import style
from workbench.ui.widgets.buttons import Button
from workbench.ui.widgets.text import Text

_AT_MOST = 4


class _Prompt(Button):
    """A question that is cut where there is no room for all of it."""

    def __init__(self, text: str) -> None:
        self._whole = text
        super().__init__(text)
        self.setAccessibleName(text)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        frame = style.theme().metrics.space(7)
        wide = QFontMetrics(self.font()).horizontalAdvance(self._whole) + frame
        return QSize(wide, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(style.theme().metrics.space(20), super().sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        room = self.width() - style.theme().metrics.space(6.5)
        shown = QFontMetrics(self.font()).elidedText(self._whole, Qt.TextElideMode.ElideRight, room)
        self.setText(shown.replace("&", "&&"))
        self.setToolTip(self._whole if shown != self._whole else "")


class Prompts(QWidget):
    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._label = Text(self.tr("Held-out prompts"), "small", "text_2")
        self.buttons: list[Button] = []
        self._shown: tuple[str, ...] = ()
        self._row = QHBoxLayout(self)
        self._row.addWidget(self._label)
        self._row.addStretch(1)
        style.switch().changed.connect(self._rescale)
        self._rescale()

    def show_prompts(self, prompts: Sequence[str]) -> None:
        wanted = tuple(dict.fromkeys(prompts))[:_AT_MOST]
        self._label.setVisible(bool(wanted))
        if wanted == self._shown:
            return
        self._shown = wanted
        for button in self.buttons:
            self._row.removeWidget(button)
            button.deleteLater()
        self.buttons = [_Prompt(text) for text in wanted]
        for index, (text, button) in enumerate(zip(wanted, self.buttons, strict=True)):
            self._row.insertWidget(index + 1, button)
            button.clicked.connect(lambda _=False, text=text: self.chosen.emit(text))

    def _rescale(self, _theme: object = None) -> None:
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(style.theme().metrics.gap)
        self.setFixedHeight(style.theme().metrics.button)
