"""From the preferences to what is seen: theme, text size, colour map, motion and language."""

from functools import cache

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from workbench.core.preferences import Preferences
from workbench.ui import language, style

_MOVES = (
    *(Qt.UIEffect.UI_General, Qt.UIEffect.UI_AnimateMenu, Qt.UIEffect.UI_FadeMenu),
    *(Qt.UIEffect.UI_AnimateCombo, Qt.UIEffect.UI_AnimateTooltip, Qt.UIEffect.UI_FadeTooltip),
)
_BLINK = 1000  # ms of a text cursor, where motion is wanted and the system has none


def wear(preferences: Preferences) -> None:
    """Everything that differs is changed at once. Widgets may be built anew soon: the language."""
    asked = preferences.appearance
    style.switch().wear(asked.theme, asked.text_size, asked.colour_map)
    _move(asked.motion)
    spoken = language.switch().shown
    language.switch().set_choice(asked.language)
    if language.switch().shown != spoken:
        style.switch().dress()  # its signs are written by other fonts


def _move(motion: str) -> None:
    """Whether menus slide and fade, and the text cursor blinks. Nothing of ours moves by itself."""
    effects, blink = _of_the_system()
    for effect in _MOVES:
        QApplication.setEffectEnabled(effect, effects[effect] if motion == "system" else motion == "full")
    QApplication.setCursorFlashTime({"system": blink, "full": blink or _BLINK}.get(motion, 0))


@cache
def _of_the_system() -> tuple[dict[Qt.UIEffect, bool], int]:
    """As Qt found it, before anything was changed."""
    return {effect: QApplication.isEffectEnabled(effect) for effect in _MOVES}, QApplication.cursorFlashTime()
