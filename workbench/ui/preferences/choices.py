"""The words of preferences that are chosen from a few values."""

from PySide6.QtCore import QCoreApplication

from workbench.core.option import Option
from workbench.ui.language import NAMES

_WORDS = {
    "appearance.theme": {"system": "As the system", "light": "Light", "dark": "Dark"},
    "appearance.colour_map": {"blue": "Blue", "viridis": "viridis", "cividis": "cividis"},
    "appearance.motion": {"system": "As the system", "full": "On", "reduced": "Reduced"},
    "appearance.language": {"system": "As the system", **NAMES},
}


def words(option: Option) -> list[tuple[object, str]]:
    """Each value with what it is called."""
    known = _WORDS[option.key]
    return [(value, QCoreApplication.translate("Preferences", known[value])) for value in option.choices]
