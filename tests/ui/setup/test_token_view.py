"""A row as the model reads it: what is trained is seen, lines break between words."""

from collections.abc import Callable
from typing import Any

from PySide6.QtGui import QColor

from workbench.ui import style
from workbench.ui.setup.token_view import TokenView, flow


def token(text: str, **states: bool) -> dict[str, Any]:
    return {"id": 5, "text": text, "trained": False, "special": False, "cut": False} | states


def colours_of(view: TokenView) -> set[str]:
    image = view.viewport().grab().toImage()
    return {image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())}


def test_trained_tokens_have_their_ground_and_underline_and_masked_ones_have_not(
    stand: Callable[..., Any],
) -> None:
    view = stand(TokenView(), None, 300, 120)
    colours = style.theme().colours
    view.show_row({"text": "a", "tokens": [token("plain")]})
    assert not {QColor(colours.accent_soft).name(), QColor(colours.accent).name()} & colours_of(view)
    view.show_row({"text": "a", "tokens": [token("learned", trained=True)]})
    assert {QColor(colours.accent_soft).name(), QColor(colours.accent).name()} <= colours_of(view)


def test_a_special_token_stands_in_a_box(stand: Callable[..., Any]) -> None:
    view = stand(TokenView(), None, 300, 120)
    view.show_row({"text": "a", "tokens": [token("<s>", special=True)]})
    assert QColor(style.theme().colours.control).name() in colours_of(view)


def test_lines_break_before_words_and_after_newlines(qapp: object) -> None:
    tokens = [token("Wa"), token("nda"), token(" has"), token(" a"), token(" pet\n"), token("Yes")]
    pieces = list(flow(tokens, 60, 0, 0))
    lines: dict[float, str] = {}
    for piece in pieces:
        lines[piece.box.top()] = lines.get(piece.box.top(), "") + piece.text
    assert [line.strip() for line in lines.values()] == ["Wanda", "has a", "pet", "Yes"]
    assert all(piece.box.right() <= 60 for piece in pieces if not piece.text.endswith("\n"))


def test_a_word_wider_than_the_view_is_cut(qapp: object) -> None:
    pieces = list(flow([token("x" * 100)], 80, 0, 0))
    assert len(pieces) > 5
    assert "".join(piece.text for piece in pieces) == "x" * 100


def test_what_a_token_is_stands_in_its_tooltip(stand: Callable[..., Any]) -> None:
    view = stand(TokenView(), None, 300, 120)
    view.show_row({"text": "a", "tokens": [token(" hi", trained=True)]})
    assert view._explained(view._pieces[0]) == "5 · ' hi' · trained"
