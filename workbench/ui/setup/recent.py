"""What was chosen lately, models or data files, kept in the settings with what was found in it."""

import json
from dataclasses import asdict, dataclass, fields

from PySide6.QtCore import QSettings

_KEPT = 12


@dataclass(frozen=True)
class Found:
    """One folder or file, and what its last reading said."""

    path: str
    caption: str = ""
    problem: str = ""


_KEYS = tuple(field.name for field in fields(Found))


class Recent:
    """The list under one key of the settings, newest first."""

    def __init__(self, settings: QSettings, key: str) -> None:
        self._settings, self._key = settings, key

    def all(self) -> list[Found]:
        try:
            entries = json.loads(str(self._settings.value(self._key, "[]")))
            return [Found(**{key: entry[key] for key in _KEYS}) for entry in entries]
        except (ValueError, TypeError, KeyError):
            return []  # written by another version

    def remember(self, found: Found) -> None:
        """Keeps its place when it is known already, so that the list does not jump under the pointer."""
        entries = self.all()
        place = next((i for i, entry in enumerate(entries) if entry.path == found.path), None)
        if place is None:
            entries.insert(0, found)
        else:
            entries[place] = found
        self._write(entries[:_KEPT])

    def forget(self, path: str) -> None:
        self._write([entry for entry in self.all() if entry.path != path])

    def _write(self, entries: list[Found]) -> None:
        self._settings.setValue(self._key, json.dumps([asdict(entry) for entry in entries]))
