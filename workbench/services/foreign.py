"""Adapters from elsewhere: which are listed, and on which base each is looked at. Never changed."""

import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from PySide6.QtCore import QObject, QSettings, Signal

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


class ForeignAdapters(QObject):
    """Those that are listed, the latest first; remembered from start to start."""

    changed = Signal()

    def __init__(self, settings: QSettings, parent: QObject) -> None:
        super().__init__(parent)
        self._settings = settings
        self.adapters: list[ForeignAdapter] = []

    def open(self) -> None:
        """Those of the last time, also where the folder is gone by now."""
        try:
            found = json.loads(str(self._settings.value(_KEY, "[]")))
            self.adapters = [ForeignAdapter(Path(each["path"]), str(each["base"])) for each in found]
        except (ValueError, TypeError, KeyError):
            self.adapters = []

    def listed(self, path: Path) -> ForeignAdapter:
        """The adapter at a path, listed at the top where it is new."""
        path = path.expanduser().absolute()
        found = next((adapter for adapter in self.adapters if adapter.path == path), None)
        if found is None:
            found = ForeignAdapter(path)
            self.list_first(found)
        return found

    def list_first(self, adapter: ForeignAdapter) -> None:
        """At the top; also again after another base was chosen for it."""
        self._keep([adapter, *(each for each in self.adapters if each is not adapter)])

    def unlist(self, adapter: ForeignAdapter) -> None:
        self._keep([each for each in self.adapters if each is not adapter])

    def _keep(self, adapters: list[ForeignAdapter]) -> None:
        self.adapters = adapters
        listed = [{"path": str(adapter.path), "base": adapter.base} for adapter in adapters]
        self._settings.setValue(_KEY, json.dumps(listed))
        self.changed.emit()
