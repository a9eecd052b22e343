"""How fast this machine computes: asked once an engine is warm, remembered; the best that was seen counts."""

import json
from typing import Any

from PySide6.QtCore import QObject, QSettings, Signal

from workbench.core import estimate
from workbench.services.engines import Engines

_KEY = "machine"


class Speed(QObject):
    changed = Signal()

    def __init__(self, engines: Engines, settings: QSettings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._engines, self._settings = engines, settings
        self._measured = _remembered(str(settings.value(_KEY, "")))
        self._asked = False
        engines.changed.connect(self._ask)

    def machine(self, dtype: str, parameters: int) -> estimate.Machine | None:
        """What a base of this size in this dtype is computed with; None while nothing was measured.

        A small model runs on one thread (`training.worker`).
        """
        found = self._measured
        if found is None:
            return None
        table = found["one_thread"] if parameters < estimate.SMALL else found["flops"]
        flops = table.get(dtype) or table.get("float32", 0.0)
        return estimate.Machine(flops, int(found["memory"]), found["call_seconds"])

    def _ask(self) -> None:
        if not self._asked and self._engines.warm:
            self._asked = True
            self._engines.short("machine", {}).done.connect(self._take)

    def _take(self, measured: dict[str, Any]) -> None:
        """A measurement is slow when something else computes, and never too fast."""
        before = self._measured
        if before is not None and before.get("device") == measured["device"]:
            for table in ("flops", "one_thread"):
                for dtype, flops in before[table].items():
                    measured[table][dtype] = max(flops, measured[table].get(dtype, 0.0))
            measured["call_seconds"] = min(before["call_seconds"], measured["call_seconds"])
        self._measured = measured
        self._settings.setValue(_KEY, json.dumps(measured))
        self.changed.emit()


def _remembered(text: str) -> dict[str, Any] | None:
    try:
        found = json.loads(text)
        return (
            dict(found) if {"device", "memory", "flops", "one_thread", "call_seconds"} <= set(found) else None
        )
    except (ValueError, TypeError):
        return None
