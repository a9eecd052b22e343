"""How presets and what differs from them are said."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication

from workbench.core import preset_files
from workbench.core.option import Option
from workbench.core.presets import Preset
from workbench.core.spec import RunSpec
from workbench.ui.setup import form


def title(preset: Preset) -> str:
    """Shipped ones are translated; own ones are called what a person called them."""
    return _say(preset.title) if preset.shipped else preset.title


def goal(preset: Preset) -> str:
    return _say(preset.goal) if preset.shipped and preset.goal else preset.goal


def of(value: RunSpec) -> str:
    """The preset that a spec remembers, by its title, or by its id where it is not here."""
    found = preset_files.find(value.preset)
    return title(found) if found is not None else value.preset


def imported(preset: Preset, *, new: bool) -> tuple[str, Callable[[], None] | None]:
    """What is said of a preset that was opened from a file, and how it is taken back."""
    if not new:
        return _say("The preset {title} is here already.").format(title=title(preset)), None
    words = _say("Imported preset {title}: Training offers it.")
    return words.format(title=preset.title), lambda: preset_files.delete(preset)


def value(option: Option, held: object) -> str:
    """A value in few words: a list or a table by its size."""
    if option.key == "layers.targets":
        if isinstance(held, tuple):
            words = _say("1 layer") if len(held) == 1 else _say("{count} layers")
            return words.format(count=f"{len(held):,}")
        return str(held)
    if isinstance(held, tuple | dict):
        return _say("{count} given").format(count=len(held)) if held else "–"
    written = form.written(option, held)
    return written if option.unit in ("", "share") or written in ("–", "auto") else f"{written} {option.unit}"


def _say(words: str) -> str:
    return QCoreApplication.translate("Presets", words)
