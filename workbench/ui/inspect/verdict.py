"""Sentences about an adapter, each a link to what it speaks of."""

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from workbench.core.inspection import Said
from workbench.ui import style


class Verdict(QLabel):
    """One paragraph; the first sentence is the strongest."""

    chosen = Signal(object)  # Said

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sentences: tuple[Said, ...] = ()
        self._hovered = ""
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setWordWrap(True)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.LinksAccessibleByMouse | Qt.TextInteractionFlag.LinksAccessibleByKeyboard
        )
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.linkActivated.connect(lambda link: self.chosen.emit(self.sentences[int(link)]))
        self.linkHovered.connect(self._on_hovered)
        style.switch().changed.connect(self._write)

    def show_sentences(self, sentences: Sequence[Said]) -> None:
        self.sentences, self._hovered = tuple(sentences), ""
        self.setAccessibleName(" ".join(map(words, self.sentences)))
        self._write()

    def text_shown(self) -> str:
        """Without the marks."""
        return " ".join(map(words, self.sentences))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space:
            event = QKeyEvent(event.type(), Qt.Key.Key_Return, event.modifiers())
        super().keyPressEvent(event)

    def _on_hovered(self, link: str) -> None:
        self._hovered = link
        self._write()

    def _write(self, _theme: object = None) -> None:
        c = style.theme().colours
        self.setFont(style.font("body"))
        parts = []
        for index, said in enumerate(self.sentences):
            tone = (
                c.error if said.kind in ("not-finite", "wrong-base") else c.text if index == 0 else c.text_2
            )
            weight = 600 if index == 0 else 400
            line = "underline" if self._hovered == str(index) else "none"
            sentence = escape(words(said))
            if not said.about:
                parts.append(f'<span style="color:{tone}; font-weight:{weight}">{sentence}</span>')
                continue
            look = f"color:{tone}; font-weight:{weight}; text-decoration:{line}"
            arrow = f'<span style="color:{c.accent}">&nbsp;→</span>'
            parts.append(f'<a href="{index}" style="{look}">{sentence}{arrow}</a>')
        self.setText(" ".join(parts))


def words(said: Said) -> str:
    """A sentence in the window's language."""
    template = QCoreApplication.translate("Said", said.template)
    return template.format(**said.parameters)
