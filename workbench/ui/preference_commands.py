"""The actions that change preferences: the View menu's themes, colour maps, languages and text sizes."""

from typing import TYPE_CHECKING

from workbench.ui import language, style, tokens
from workbench.ui.actions import Entry

if TYPE_CHECKING:
    from workbench.ui.window import Window

_THEMES = (("system", "Theme of the system"), ("light", "Light theme"), ("dark", "Dark theme"))
_MAPS = (
    ("blue", "Colour map: blue"),
    ("viridis", "Colour map: viridis"),
    ("cividis", "Colour map: cividis"),
)
_LANGUAGES = (
    (language.SYSTEM, "Language of the system"),
    ("en", "Language: English"),
    ("zh_CN", "Language: 简体中文"),
)


def window(w: "Window") -> Entry:
    return Entry(
        "preferences",
        "File",
        "Preferences…",
        lambda: w.following.open_preferences(),
        "Ctrl+,",
        "gear",
        new_section=True,
    )


def look(w: "Window") -> list[Entry]:
    return [
        *_choices(w, "theme", "theme", _THEMES),
        *_choices(w, "colour_map", "colour-map", _MAPS),
        *_choices(w, "language", "language", _LANGUAGES),
        Entry(
            "text-normal", "View", "Normal text size", lambda: _text_size(w, 0), "Ctrl+0", new_section=True
        ),
        Entry("text-larger", "View", "Larger text", lambda: _text_size(w, 1), "Ctrl++"),
        Entry("text-smaller", "View", "Smaller text", lambda: _text_size(w, -1), "Ctrl+-"),
    ]


def _choices(w: "Window", name: str, group: str, choices: tuple[tuple[str, str], ...]) -> list[Entry]:
    """Of one preference; one of them is ticked."""
    return [
        Entry(
            f"{group}-{value}",
            "View",
            words,
            lambda value=value: _prefer(w, name, value),  # type: ignore[misc]
            checked=lambda value=value: w.workspace.preferences.get(f"appearance.{name}") == value,  # type: ignore[misc]
            group=group,
            new_section=value == choices[0][0],
        )
        for value, words in choices
    ]


def _prefer(w: "Window", name: str, value: object) -> None:
    problem = w.workspace.preferences.set(f"appearance.{name}", value)
    if problem is not None:
        w.say(problem)


def _text_size(w: "Window", by: int) -> None:
    size = style.switch().text_size + by if by else tokens.BODY
    _prefer(w, "text_size", min(max(size, tokens.TEXT_SIZES.start), tokens.TEXT_SIZES.stop - 1))
