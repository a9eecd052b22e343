"""Lookup tables for maps and images: the guide's own ramps, or viridis and cividis."""

from functools import cache
from typing import Literal

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray

from workbench.ui.tokens import Theme, ramp, rgb

MapName = Literal["sequential", "diverging", "viridis", "cividis"]
SIZE = 256


@cache
def lookup(theme: Theme, name: MapName = "sequential") -> NDArray[np.uint8]:
    """256 × 3 bytes; the first colour is the smallest value."""
    if name in ("viridis", "cividis"):
        return pg.colormap.get(name).getLookupTable(nPts=SIZE, alpha=False)
    stops = theme.colours.diverging if name == "diverging" else theme.colours.sequential
    return np.array([rgb(ramp(stops, index / (SIZE - 1))) for index in range(SIZE)], np.uint8)
