"""Adapters from elsewhere: which are listed, and on which base each is looked at. Never changed."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QSettings

_KEY = "adapters"


@dataclass(eq=False)
class ForeignAdapter:
    """A peft folder, or a file of weights."""

    path: Path
    base: str = ""  # the model folder that a person chose for it; "" for the one that the adapter names

    @property
    def name(self) -> str:
        """The folder's name, or the file's where it lies among others."""
        named_by_folder = self.path.name in ("adapter_model.safetensors", "adapter_config.json")
        return (
            self.path.parent.name if named_by_folder else self.path.stem if self.is_file else self.path.name
        )

    @property
    def is_file(self) -> bool:
        return self.path.suffix == ".safetensors"

    @property
    def there(self) -> bool:
        return self.path.exists()


def remembered(settings: QSettings) -> list[ForeignAdapter]:
    """Those of the last time, also where the folder is gone by now."""
    try:
        found = json.loads(str(settings.value(_KEY, "[]")))
        return [ForeignAdapter(Path(each["path"]), str(each["base"])) for each in found]
    except (ValueError, TypeError, KeyError):
        return []


def remember(settings: QSettings, adapters: Sequence[ForeignAdapter]) -> None:
    listed = [{"path": str(adapter.path), "base": adapter.base} for adapter in adapters]
    settings.setValue(_KEY, json.dumps(listed))
