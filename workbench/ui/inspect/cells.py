"""What stands in the cells of a heat map: values, how they are coloured and how they are written."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from workbench.core.module_map import NONE, ModuleMap
from workbench.ui.charts.colour_maps import SIZE

Array = NDArray[np.float64]
Ramp = Literal["sequential", "diverging"]
Spot = tuple[int, int, int]  # map, row, column
_MOST = 99.5  # percentile of the absolute values at which a diverging ramp ends

ABSENT, UNKNOWN, WRONG = 0, 1, 2  # codes below the colours: no such module, no such value, not a number
FIRST = 3


@dataclass(frozen=True)
class Scale:
    """The values at both ends of a ramp; what lies outside takes the end's colour."""

    low: float = 0.0
    high: float = 1.0
    ramp: Ramp = "sequential"

    @classmethod
    def of(cls, values: Array, ramp: Ramp = "sequential", *, top: float | None = None) -> "Scale":
        """From 0 to the largest value (or `top`, for shares); around 0 to both sides for differences."""
        finite = values[np.isfinite(values)]
        if ramp == "diverging":
            reach = float(np.percentile(np.abs(finite), _MOST)) if len(finite) else 0.0
            return cls(-(reach or 1.0), reach or 1.0, ramp)
        high = float(finite.max()) if len(finite) else 0.0
        return cls(0.0, top if top is not None else (high if high > 0 else 1.0), ramp)

    def around(self, other: "Scale") -> "Scale":
        """One scale for both, so that they can be compared."""
        return Scale(min(self.low, other.low), max(self.high, other.high), self.ramp)

    def ticks(self) -> tuple[float, float, float]:
        return self.low, (self.low + self.high) / 2, self.high

    def places(self, values: Array) -> NDArray[np.uint8]:
        """0 to SIZE - 1 on the ramp; what is not finite is 0."""
        share = (values - self.low) / (self.high - self.low)
        return (np.nan_to_num(np.clip(share, 0, 1)) * (SIZE - 1)).round().astype(np.uint8)


@dataclass(frozen=True)
class Values:
    """One number a module. NaN is a value that does not exist, unless the module is among the `wrong`."""

    numbers: Array
    wrong: NDArray[np.bool_]
    scale: Scale
    write: Callable[[float], str]  # with its unit, for the read-out and the bar

    @classmethod
    def none(cls) -> "Values":
        return cls(np.empty(0), np.empty(0, bool), Scale(), str)

    def codes(self) -> NDArray[np.uint16]:
        """For each module, and for "no module" at the end: FIRST and above are places on the ramp."""
        codes = self.scale.places(self.numbers).astype(np.uint16) + FIRST
        codes[~np.isfinite(self.numbers)] = UNKNOWN
        codes[self.wrong] = WRONG
        return np.append(codes, np.uint16(ABSENT))


def places(shown: ModuleMap) -> NDArray[np.int64]:
    """rows × blocks: the module in each cell; NONE counts from the end of `Values.codes`."""
    assert NONE == -1
    return np.array([row.cells for row in shown.rows], np.int64).reshape(len(shown.rows), len(shown.blocks))


def spots(maps: Sequence[ModuleMap]) -> dict[int, Spot]:
    """Module to its map, row and column."""
    return {
        module: (panel, row, column)
        for panel, each in enumerate(maps)
        for row, found in enumerate(each.rows)
        for column, module in enumerate(found.cells)
        if module != NONE
    }
