"""Adapters from elsewhere: which are listed, and on which base each is looked at. Never changed."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from PySide6.QtCore import QSettings

_KEY = "adapters"
_CONFIG = "adapter_config.json"
_MOST = 1 << 20  # bytes of a configuration that is read for its base


@dataclass(eq=False)
class ForeignAdapter:
    """A peft folder, or a file of weights."""

    path: Path
    base: str = ""  # the model folder that a person chose for it; "" for the one that the adapter names

    @property
    def name(self) -> str:
        """The folder's name, or the file's where it lies among others."""
        named_by_folder = self.path.name in ("adapter_model.safetensors", _CONFIG)
        return (
            self.path.parent.name if named_by_folder else self.path.stem if self.is_file else self.path.name
        )

    @property
    def is_file(self) -> bool:
        return self.path.suffix == ".safetensors"

    @property
    def there(self) -> bool:
        return self.path.exists()

    @property
    def peft_folder(self) -> Path | None:
        """The folder that peft loads; None for a file of weights without its configuration."""
        if self.is_file and self.path.name != "adapter_model.safetensors":
            return None
        folder = self.path if self.path.is_dir() else self.path.parent
        return folder if (folder / _CONFIG).is_file() else None

    @property
    def named_base(self) -> str:
        """The model that its configuration names; "" where it names none."""
        folder = self.peft_folder
        if folder is None:
            return ""
        found = (folder / _CONFIG).stat()
        return _base_in(folder / _CONFIG, found.st_mtime_ns) if found.st_size <= _MOST else ""

    def base_folder(self, named: str = "") -> Path | None:
        """The chosen model, or the one it names (`named`, where that is known), if it is on this machine."""
        name = self.base or named or self.named_base
        folder = Path(name).expanduser()
        return folder if name and (folder / "config.json").is_file() else None


@lru_cache(maxsize=64)
def _base_in(file: Path, _written: int) -> str:
    """base_model_name_or_path; a configuration that cannot be read is explained where it is loaded."""
    try:
        document = json.loads(file.read_text(encoding="utf-8"))
        return str(document.get("base_model_name_or_path") or "")
    except (OSError, ValueError, AttributeError):
        return ""


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
