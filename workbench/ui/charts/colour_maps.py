"""Lookup tables for maps and images, from the stops of a ramp."""

from functools import cache

import numpy as np
from numpy.typing import NDArray

from workbench.ui.tokens import ramp, rgb

SIZE = 256


@cache
def lookup(stops: tuple[str, ...]) -> NDArray[np.uint32]:
    """SIZE colours as Qt keeps them in 32 bits (0xFFRRGGBB); the first is the smallest value."""
    colours = np.array([rgb(ramp(stops, index / (SIZE - 1))) for index in range(SIZE)], np.uint32)
    return 0xFF000000 | colours[:, 0] << 16 | colours[:, 1] << 8 | colours[:, 2]
