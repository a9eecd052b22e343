"""Which settings stand in which form, and the field each declaration becomes."""

from functools import cache

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from workbench.core import spec
from workbench.core.spec import Option
from workbench.ui import numbers
from workbench.ui.setup.prompts_edit import PromptsEdit
from workbench.ui.widgets.choice_edit import ChoiceEdit
from workbench.ui.widgets.field import Field
from workbench.ui.widgets.mapping_edit import MappingEdit
from workbench.ui.widgets.number_edit import AutoNumberEdit, NumberEdit
from workbench.ui.widgets.switch_edit import SwitchEdit
from workbench.ui.widgets.text_edit import TextEdit

GROUPS = (
    *("Length", "Rate", "Batch and memory", "Loss", "Data", "Held out", "Checkpoints", "Samples", "Layers"),
    *("Device", "Output"),
)
# The Layers card has these, in the tree and in the picker of methods; the header has the name.
_ELSEWHERE = (
    *("layers.targets", "layers.ranks", "layers.scales", "layers.rank", "layers.scale", "name"),
    *("layers.use_rslora", "layers.use_dora", "layers.init_lora_weights", "layers.bias"),
    *("layers.modules_to_save", "training.loraplus_lr_ratio"),
    *(
        "data.path",
        "data.format",
        "data.leave_out_bad_rows",
        "data.mix",
        "data.weight",
        "data.cap",
    ),  # Data card
    *("data.validation", "data.sha256"),  # the Data card, and the check itself
    "data.template",  # many lines: in a recipe's file
)


@cache
def declared(key: str) -> Option:
    return next(option for option in spec.options() if option.key == key)


@cache
def training() -> dict[str, Option]:
    """The settings of the Training card, in the order of their groups."""
    found = [o for o in spec.options() if o.group in GROUPS and o.key not in _ELSEWHERE]
    found.sort(key=lambda option: GROUPS.index(option.group))
    return {option.key: option for option in found}


def field(option: Option) -> Field:
    return Field(option.key, said(option.title), control(option), tip=said(option.help))


def control(option: Option) -> QWidget:
    """The editor that the declaration asks for."""
    if option.kind == "choice":
        choices = (("auto",) if option.automatic and "auto" not in option.choices else ()) + option.choices
        return ChoiceEdit([(choice, said(choice)) for choice in choices])
    if option.kind == "boolean":
        return SwitchEdit()
    if isinstance(option.default, dict):
        return MappingEdit()
    if option.key == "watch.prompts":
        return PromptsEdit()
    if option.kind not in ("integer", "number"):
        return TextEdit()
    kind = AutoNumberEdit if option.automatic else NumberEdit
    return kind(
        option.minimum,
        option.maximum,
        integer=option.kind == "integer",
        log=option.log,
        percent=option.unit == "share",
        optional=option.optional,
    )


def written(option: Option, value: object) -> str:
    """A value as its field would show it."""
    if isinstance(value, bool):
        return QCoreApplication.translate("Form", "On" if value else "Off")
    if isinstance(value, int | float):
        return numbers.written(value, integer=option.kind == "integer", percent=option.unit == "share")
    if value is None or value in ({}, (), ""):
        return "–"
    if option.key == "watch.prompts":
        return PromptsEdit.written(value)
    return said(str(value))


def said(words: str) -> str:
    """Words of the declaration, translated."""
    return QCoreApplication.translate("Spec", words)
