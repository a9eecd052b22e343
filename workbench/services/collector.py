"""Cyclic garbage is collected on the window's thread alone: a widget that dies elsewhere ends the process."""

import gc

from PySide6.QtCore import QObject, QTimer

_EVERY = 1000  # ms


class Collector(QObject):
    """Takes over from Python's own collector, which runs in whatever thread happens to allocate."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        gc.disable()
        timer = QTimer(self, interval=_EVERY)
        timer.timeout.connect(collect)
        timer.start()


def collect() -> None:
    """What Python's own collector would do now, by its own thresholds."""
    counts = zip(gc.get_count(), gc.get_threshold(), strict=True)
    due = [generation for generation, (count, most) in enumerate(counts) if count > most]
    if due:
        gc.collect(max(due))
