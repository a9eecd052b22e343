"""A link with a caret that unfolds what stands below it, and a note for what is set in there."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from workbench.ui import icons, style
from workbench.ui.widgets.buttons import LinkButton
from workbench.ui.widgets.field import Field
from workbench.ui.widgets.text import Text


class Folded(QWidget):
    def __init__(self, title: str, *parts: QWidget) -> None:
        super().__init__()
        self.link = LinkButton(title)
        self._note = Text("", "small", "accent")
        self._inner = QWidget()
        self._inside = QVBoxLayout(self._inner)
        self._has_fields = any(isinstance(part, Field) for part in parts)
        for part in parts:
            self._inside.addWidget(part)
        self._head = QHBoxLayout()
        self._head.addWidget(self.link)
        self._head.addStretch(1)
        self._head.addWidget(self._note)
        self._column = QVBoxLayout(self)
        self._column.addLayout(self._head)
        self._column.addWidget(self._inner)
        self.link.clicked.connect(lambda: self.unfold(self._inner.isHidden()))
        style.switch().changed.connect(self._rescale)
        self._rescale()
        self.unfold(False)

    def unfold(self, shown: bool) -> None:
        self._inner.setVisible(shown)
        self.link.setIcon(icons.icon("caret-down" if shown else "caret-right", "accent"))

    def set_note(self, note: str) -> None:
        self._note.setText(note)

    def _rescale(self, _theme: object = None) -> None:
        m = style.theme().metrics
        bar = m.changed_bar + m.gap  # what a field keeps at its left
        self._head.setContentsMargins(bar, 0, 0, 0)
        self._inside.setContentsMargins(0 if self._has_fields else bar, 0, 0, 0)
        self._inside.setSpacing(m.gap)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(m.space(1))
