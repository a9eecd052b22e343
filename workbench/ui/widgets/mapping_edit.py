"""A field for names with values, written as YAML in one line: {enable_thinking: false}."""

from collections.abc import Mapping

import yaml
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from workbench.ui.widgets.text_edit import TextEdit


class MappingEdit(TextEdit):
    """Emits the mapping; a text that is none is emitted as it is, and refused by whoever takes it."""

    changed = Signal(object)

    def __init__(self, placeholder: str = "", parent: QWidget | None = None) -> None:
        self._mapping: object = {}
        super().__init__(placeholder, mono=True, parent=parent)

    def value(self) -> object:
        """The mapping last taken."""
        return self._mapping

    def set_value(self, value: object) -> None:
        """Show a mapping without emitting."""
        self._mapping = value
        text = ""
        if isinstance(value, Mapping) and value:
            text = yaml.safe_dump(
                dict(value), default_flow_style=True, allow_unicode=True, width=10**9
            ).strip()
        elif isinstance(value, str):
            text = value
        super().set_value(text)

    def _take(self) -> None:
        if self.isModified():
            self.setModified(False)
            self.changed.emit(_read(self.text()))


def _read(text: str) -> object:
    written = text.strip()
    if not written:
        return {}
    try:
        found = yaml.safe_load(written if written.startswith("{") else f"{{{written}}}")
    except yaml.YAMLError:
        return text
    return found if isinstance(found, dict) else text
