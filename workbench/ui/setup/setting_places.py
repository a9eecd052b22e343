"""Where every setting is changed: found by its name here or elsewhere, and the widget that has it."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from workbench.core import spec
from workbench.core.option import Option
from workbench.ui.setup import form

if TYPE_CHECKING:
    from workbench.ui.setup.page import SetupPage

HEADER = "header"
_CARD_TITLES = {
    "model": "Model",
    "data": "Data",
    "layers": "Layers",
    "training": "Training",
    HEADER: "Name",
}
_IN_THE_PICKER = (
    *("layers.use_rslora", "layers.use_dora", "layers.init_lora_weights", "layers.bias"),
    "training.loraplus_lr_ratio",
)


def found(text: str) -> list[Option]:
    """Settings by title, help, key, flag, or what they are called in peft, transformers and TRL.

    A word must be in one of those; several must all be. What has them in its title or name comes first.
    """
    words = text.lower().split()
    hits = []
    for place, option in enumerate(spec.options()):
        names = " ".join((form.said(option.title), option.key, option.flag, *option.aka)).lower()
        more = f"{names} {form.said(option.help)} {form.said(option.effect)}".lower()
        if all(word in more for word in words):
            hits.append((not all(word in names for word in words), place, option))
    return [option for *_, option in sorted(hits, key=lambda hit: hit[:2])]


def card_of(key: str) -> str:
    """The Setup card that has a setting, or the header."""
    if key in form.training():
        return "training"
    if key == "name":
        return HEADER
    if key in _IN_THE_PICKER:
        return "layers"
    return key.partition(".")[0]


def card_title(card: str) -> str:
    return QCoreApplication.translate("Cards", _CARD_TITLES[card])


def widget_of(page: "SetupPage", key: str) -> QWidget:
    """What to point at, once its card is open; `name` has its place in the window's header."""
    data, layers = page.data, page.layers
    if key in form.training():
        return page.training.fields[key]
    if key in _IN_THE_PICKER:
        return layers.bar.methods
    if key.startswith("layers."):
        return layers.tree
    if key == "model.path":
        return page.model.list
    if key == "data.format":
        return data.sources.format
    if key in ("data.weight", "data.cap"):
        return data.sources.mix_button
    if key == "data.validation":
        return page.column.data.settings.held_out_by
    if key == "data.template":
        return page.column.data.settings.template
    return data.sources
