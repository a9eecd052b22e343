"""One row as the model reads it: trained tokens blue and underlined, masked grey, cut ones struck out."""

from html import escape
from typing import Any

from PySide6.QtGui import QFont
from PySide6.QtWidgets import QTextBrowser, QWidget

from workbench.ui import style


class TokenView(QTextBrowser):
    """Shows the "view" of one row: {"tokens": [{"id", "text", "trained", "special", "cut"}]}."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tokens: list[dict[str, Any]] = []
        self.setAccessibleName(self.tr("The row as tokens"))
        self.setOpenLinks(False)
        self.highlighted.connect(lambda url: self.setToolTip(url.toString().removeprefix("token:")))
        style.switch().changed.connect(lambda _: self._write())

    def show_row(self, view: dict[str, Any] | None) -> None:
        self._tokens = list(view["tokens"]) if view else []
        self._write()

    def _write(self) -> None:
        font = QFont(style.font("mono"))
        font.setFeature(QFont.Tag("calt"), 0)  # no ligatures: "<|" must stay two characters
        self.document().setDefaultFont(font)
        self.setHtml("".join(map(self._token, self._tokens)))

    def _token(self, token: dict[str, Any]) -> str:
        colours = style.theme().colours
        css = f"color:{colours.text_3};text-decoration:none;"
        if token.get("trained"):
            css = f"color:{colours.text};background-color:{colours.accent_soft};text-decoration:underline;"
        if token.get("special"):
            css += f"color:{colours.accent if token.get('trained') else colours.text_2};font-weight:600;"
        if token.get("cut"):
            css = f"color:{colours.text_3};text-decoration:line-through;"
        shown = escape(token["text"]).replace(" ", "&nbsp;" if token["text"].isspace() else " ")
        mark = "<br>" if "\n" in token["text"] else ""
        shown = shown.replace("\n", "⏎")
        return (
            f'<a href="token:{token["id"]} · {escape(repr(token["text"]))}" style="{css}">{shown}</a>{mark}'
        )
