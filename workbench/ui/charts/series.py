"""The numbers behind a curve: growing buffers, smoothing, and thinning to the pixels there are. No Qt."""

import math
from typing import cast

import numpy as np
from numpy.typing import ArrayLike, NDArray

Array = NDArray[np.float64]
SMOOTHING = 0.9
_FIRST = 256
_BLOCK, _GROWTH = 1024, 30  # values of a block, and how many powers of ten its weights span at most


class Series:
    """Points that only ever get more; x must not fall. The smoothed curve grows with them."""

    def __init__(self, smoothing: float = SMOOTHING) -> None:
        self._smoothing = smoothing
        self._rows = np.empty((3, _FIRST))  # x, y, smoothed y
        self._count = 0
        self._carry = (0.0, 0.0)

    def __len__(self) -> int:
        return self._count

    @property
    def x(self) -> Array:
        """A view, to be read only."""
        return self._rows[0, : self._count]

    @property
    def y(self) -> Array:
        """A view, to be read only; gaps are NaN."""
        return self._rows[1, : self._count]

    @property
    def smooth(self) -> Array:
        """The bias-corrected moving average of y."""
        return self._rows[2, : self._count]

    def append(self, x: ArrayLike, y: ArrayLike) -> None:
        """One point or many."""
        new_x, new_y = np.atleast_1d(np.asarray(x, float)), np.atleast_1d(np.asarray(y, float))
        end = self._count + len(new_x)
        if end > self._rows.shape[1]:
            grown = np.empty((3, max(end, 2 * self._rows.shape[1])))
            grown[:, : self._count] = self._rows[:, : self._count]
            self._rows = grown
        new = slice(self._count, end)
        self._rows[0, new], self._rows[1, new] = new_x, new_y
        self._rows[2, new], self._carry = ema(new_y, self._smoothing, self._carry)
        self._count = end

    def set(self, x: ArrayLike, y: ArrayLike) -> None:
        """Replace all points; what is only longer than before is appended."""
        new_x, new_y = np.atleast_1d(np.asarray(x, float)), np.atleast_1d(np.asarray(y, float))
        known = self._count
        same = len(new_x) >= known and np.array_equal(new_y[:known], self.y, equal_nan=True)
        if same and np.array_equal(new_x[:known], self.x):
            self.append(new_x[known:], new_y[known:])
            return
        self._count, self._carry = 0, (0.0, 0.0)
        self.append(new_x, new_y)


def ema(
    values: Array, smoothing: float = SMOOTHING, carry: tuple[float, float] = (0.0, 0.0)
) -> tuple[Array, tuple[float, float]]:
    """Exponential moving average, corrected for its start (Adam's bias correction); NaN is skipped.

    `carry` is the state after the values before these.
    """
    if len(values) == 0:
        return values, carry
    known = np.isfinite(values)
    total = _decayed_sum(np.where(known, values, 0.0), smoothing, carry[0])
    weight = _decayed_sum(known.astype(float), smoothing, carry[1])
    with np.errstate(invalid="ignore", divide="ignore"):
        average = total / weight
    return average, (float(total[-1]), float(weight[-1]))


def _decayed_sum(values: Array, decay: float, start: float) -> Array:
    """s[t] = decay·s[t-1] + v[t]: in blocks as decay^t · Σ v·decay^-t, and from block to block one by one."""
    if decay <= 0 or len(values) < 2:
        sums = values.copy()
        sums[0] += decay * start
        return sums
    length = min(len(values), _BLOCK, max(1, int(_GROWTH / -math.log10(decay))) if decay < 1 else _BLOCK)
    powers = decay ** np.arange(1, length + 1)
    count = -(-len(values) // length)
    blocks = np.zeros(count * length)
    blocks[: len(values)] = values
    blocks = blocks.reshape(count, length)
    sums = np.cumsum(blocks / powers, axis=1) * powers
    before = np.empty(count)  # what each block takes over
    before[0] = start
    ends = sums[:, -1].tolist()
    for block in range(1, count):
        before[block] = ends[block - 1] + powers[-1] * before[block - 1]
    sums += before[:, None] * powers
    return cast(Array, sums.ravel()[: len(values)])


def extremes(x: Array, y: Array, pixels: int) -> tuple[Array, Array]:
    """At most two points a pixel, the lowest and the highest of each: spikes stay visible."""
    count = len(x)
    if count <= 2 * pixels:
        return x, y
    edges = _edges(x, pixels)
    low, high = np.fmin.reduceat(y, edges), np.fmax.reduceat(y, edges)  # these pass over NaN
    out_x = np.repeat(x[edges], 2)
    return out_x, cast(Array, np.column_stack((low, high)).ravel())


def last_per_pixel(x: Array, y: Array, pixels: int) -> tuple[Array, Array]:
    """At most one point a pixel: its last. For thick smoothed curves, which cost by the point."""
    if len(x) <= pixels:
        return x, y
    last = np.append(_edges(x, pixels)[1:], len(x)) - 1
    return x[last], y[last]


def _edges(x: Array, pixels: int) -> NDArray[np.intp]:
    """Where the points of each occupied pixel begin."""
    span = x[-1] - x[0] or 1.0
    columns = np.minimum(((x - x[0]) / span * pixels).astype(int), pixels - 1)
    return np.flatnonzero(np.diff(columns, prepend=-1))


def visible(x: Array, low: float, high: float) -> slice:
    """The points from `low` to `high`, with one neighbour on each side so that the line reaches the edge."""
    begin, end = np.searchsorted(x, (low, high), side="left")
    return slice(max(int(begin) - 1, 0), min(int(end) + 1, len(x)))


def fit(values: Array, *, everything: bool) -> tuple[float, float] | None:
    """The range a y axis shows: 1st to 99th percentile, or all of it; None without a finite value."""
    finite = values[np.isfinite(values)]
    if len(finite) == 0:
        return None
    low, high = np.percentile(finite, (0, 100) if everything else (1, 99))
    if high - low < 1e-12 * max(abs(high), 1e-300):
        reach = abs(high) * 0.1 or 1.0
        return float(low) - reach, float(high) + reach
    return float(low), float(high)
