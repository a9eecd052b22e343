"""A conversation as one side has it: what was said, the answer as it comes in, and its tokens in colour."""

import math
from collections.abc import Sequence
from typing import Any

from PySide6.QtGui import QColor, QFont, QTextBlockFormat, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextEdit, QWidget

from workbench.ui import style
from workbench.ui.tokens import contrast, ramp

_MOST = 3.0  # nats of difference that have the full colour


class Transcript(QTextEdit):
    """Read-only. `toward` tells which sign of the scores' difference is the adapter's: 1 or -1."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setReadOnly(True)
        self.setProperty("kind", "page")
        self.setTabChangesFocus(True)
        self._turns: list[tuple[str, str]] = []
        self._scores: Sequence[dict[str, Any]] = ()
        self._toward = 1
        self._coloured = False
        style.switch().changed.connect(self._rescale)
        self._rescale()

    def answer(self) -> str:
        """The last answer."""
        return self._turns[-1][1] if self._turns and self._turns[-1][0] == "assistant" else ""

    def turns(self) -> list[tuple[str, str]]:
        """(role, text) of everything that was said."""
        return list(self._turns)

    def set_turns(self, turns: Sequence[tuple[str, str]]) -> None:
        self._turns, self._scores = list(turns), ()
        self._write()

    def ask(self, text: str) -> None:
        """What the person says; the answer comes behind it."""
        self._turns += [("user", text), ("assistant", "")]
        self._scores = ()
        self._write()
        self._follow()

    def append_piece(self, piece: str) -> None:
        """The next piece of the answer; the view follows its end unless it was scrolled away."""
        bar = self.verticalScrollBar()
        following = bar.value() >= bar.maximum()
        role, text = self._turns[-1]
        self._turns[-1] = (role, text + piece)
        cursor = QTextCursor(self.document())
        cursor.movePosition(QTextCursor.MoveOperation.End)
        cursor.insertText(piece, _format("text"))
        if following:
            self._follow()

    def set_answer(self, text: str) -> None:
        """The whole answer."""
        if self._turns and text != self._turns[-1][1]:
            self._turns[-1] = (self._turns[-1][0], text)
            self._write()

    def set_scores(self, scores: Sequence[dict[str, Any]], toward: int) -> None:
        """How likely each token of the last answer was (see training.token_scores)."""
        self._scores, self._toward = scores, toward
        if self._coloured:
            self._write()

    def set_coloured(self, coloured: bool) -> None:
        """Tokens in the colour of their difference, or plain text."""
        if coloured != self._coloured:
            self._coloured = coloured
            self._write()

    # --- inside

    def _write(self) -> None:
        self.clear()
        cursor = QTextCursor(self.document())
        last = len(self._turns) - 1
        for place, (role, text) in enumerate(self._turns):
            if place:
                cursor.insertBlock(_block(new_question=role == "user"))
            if role == "user":
                cursor.insertText(text, _format("text_2", strong=True))
            elif place == last and self._coloured and self._scores:
                self._write_tokens(cursor)
            else:
                cursor.insertText(text, _format("text"))

    def _write_tokens(self, cursor: QTextCursor) -> None:
        for token in self._scores:
            shown = token["text"].replace("\n", "⏎\n")
            cursor.insertText(shown, self._token_format(token))

    def _token_format(self, token: dict[str, Any]) -> QTextCharFormat:
        made = _format("text")
        made.setFont(QFont(style.font("mono")))
        made.setToolTip(self._explained(token))
        other = token["other_logprob"]
        if other is None:
            return made
        colours = style.theme().colours
        towards_adapter = (token["logprob"] - other) * self._toward
        ground = ramp(colours.diverging, 0.5 - 0.5 * max(-1.0, min(1.0, towards_adapter / _MOST)))
        made.setBackground(QColor(ground))
        ink = max((colours.text, colours.surface), key=lambda colour: contrast(colour, ground))
        made.setForeground(QColor(ink))
        made.setFontUnderline(towards_adapter >= 1)  # not by colour alone
        return made

    def _explained(self, token: dict[str, Any]) -> str:
        """Id, text, how likely it was on either side, and what else was likely."""
        lines = [f"{token['id']} · {token['text']!r}", _share(self.tr("here"), token["logprob"])]
        if token["other_logprob"] is not None:
            lines.append(_share(self.tr("beside"), token["other_logprob"]))
        lines += [f"{a['probability']:.1%}  {a['text']!r}" for a in token["alternatives"]]
        return "\n".join(lines)

    def _follow(self) -> None:
        bar = self.verticalScrollBar()
        bar.setValue(bar.maximum())

    def _rescale(self, _theme: object = None) -> None:
        self.document().setDocumentMargin(0)
        self.setFont(style.font("body"))
        self._write()


def _block(*, new_question: bool) -> QTextBlockFormat:
    made = QTextBlockFormat()
    m = style.theme().metrics
    made.setTopMargin(m.page if new_question else m.space(1))
    return made


def _format(tone: str, *, strong: bool = False) -> QTextCharFormat:
    made = QTextCharFormat()
    made.setForeground(style.colour(tone))
    made.setFont(style.font("strong" if strong else "body"))
    return made


def _share(where: str, logprob: float) -> str:
    return f"{where} {math.exp(logprob):.1%} ({logprob:.2f} nats)"
