"""What the x axis may count besides steps: epochs, tokens, seconds."""

from collections.abc import Mapping

import numpy as np
from numpy.typing import ArrayLike
from PySide6.QtCore import QCoreApplication

from workbench.ui.charts import ticks
from workbench.ui.charts.series import Array

STEP = "step"
NAMES = (STEP, "epoch", "tokens", "time")


class Scales:
    """Translates steps."""

    def __init__(self) -> None:
        self._steps: Array = np.empty(0)
        self._columns: dict[str, Array] = {}

    def set(self, steps: ArrayLike, columns: Mapping[str, ArrayLike]) -> None:
        """At each of `steps`, what "epoch", "tokens" and "time" (seconds) were; columns may be missing."""
        self._steps = np.asarray(steps, float)
        self._columns = {name: np.asarray(column, float) for name, column in columns.items()}

    def known(self) -> list[str]:
        """The names that can be shown now, step first."""
        return [name for name in NAMES if name == STEP or (name in self._columns and len(self._steps))]

    def place(self, name: str, steps: ArrayLike) -> Array:
        """Where `steps` lie on the axis; beyond the last known step it goes on at the average pace."""
        wanted = np.asarray(steps, float)
        if name == STEP or name not in self.known():
            return wanted
        steps, column, last = self._steps, self._columns[name], self._steps[-1]
        if steps[0] > 0:  # every scale is 0 before the first step
            steps, column = np.append(0.0, steps), np.append(0.0, column)
        inside = np.interp(wanted, steps, column)
        pace = column[-1] / last if last > 0 else 0.0
        return np.where(wanted > last, column[-1] + (wanted - last) * pace, inside)


def title(name: str) -> str:
    """The word on the button that chooses the scale."""
    return {
        STEP: QCoreApplication.translate("Scales", "Step"),
        "epoch": QCoreApplication.translate("Scales", "Epoch"),
        "tokens": QCoreApplication.translate("Scales", "Tokens"),
        "time": QCoreApplication.translate("Scales", "Time"),
    }[name]


def reading(name: str, value: float) -> str:
    """A place of the axis as the read-out says it: step 240 · epoch 1.03 · 1,204,000 tokens · 3.2 min."""
    if name == "time":
        return ticks.seconds(value)
    words = {
        STEP: QCoreApplication.translate("Scales", "step {value}"),
        "epoch": QCoreApplication.translate("Scales", "epoch {value}"),
        "tokens": QCoreApplication.translate("Scales", "{value} tokens"),
    }
    return words[name].format(value=f"{value:.2f}" if name == "epoch" else f"{value:,.0f}")
