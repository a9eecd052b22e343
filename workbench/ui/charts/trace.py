"""A long curve made ready to be drawn at every zoom: what does not change with the view is computed once."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import ArrayLike, NDArray

from workbench.ui.charts import scales
from workbench.ui.charts.series import Array, ema, fit, visible

_FACTOR = 8  # points of one level in a point of the next
_FINE = 4  # blocks a column at least, so that a block's place is right to a quarter of a pixel
_FEW = 50  # below this many points percentiles would cut real ones
_SAMPLE = 20_000  # points that percentiles are taken of


@dataclass(frozen=True)
class View:
    """What is shown, and on how many columns of pixels; heights are exponents where `log`."""

    left: float
    right: float
    bottom: float
    top: float
    columns: int
    height: float
    log: bool = False
    step: int = 1  # pixels of a column

    def every(self, pixels: int) -> "View":
        """With wider columns: fewer points."""
        return replace(self, columns=max(1, self.columns // pixels), step=pixels)

    def across(self, x: Array) -> Array:
        return (x - self.left) * (self.columns * self.step / ((self.right - self.left) or 1.0))

    def down(self, y: Array) -> Array:
        """Pixels from the top; NaN stays NaN, what is far outside stays near enough to be drawn."""
        y = logged(y) if self.log else y
        down = (self.top - y) * (self.height / ((self.top - self.bottom) or 1.0))
        return np.clip(down, -self.height, 2 * self.height)


@dataclass
class Trace:
    """`steps` rise; `y` may have gaps (NaN)."""

    steps: Array = field(default_factory=lambda: np.empty(0))
    y: Array = field(default_factory=lambda: np.empty(0))
    scale: scales.Scales = field(default_factory=scales.Scales)

    def __post_init__(self) -> None:
        self._placed: dict[str, Array] = {}
        self._even: dict[str, tuple[float, float] | None] = {}
        self._smooth: tuple[float, Array] | None = None
        self._levels: list[tuple[Array, Array]] = []
        self._bounds: dict[tuple[bool, float, bool], tuple[float, float] | None] = {}

    @classmethod
    def of(
        cls,
        steps: ArrayLike,
        y: ArrayLike,
        at: ArrayLike = (),
        columns: Mapping[str, ArrayLike] | None = None,
    ) -> "Trace":
        """`columns` hold what "epoch", "tokens" and "time" were at the steps `at`."""
        scale = scales.Scales()
        scale.set(at, columns or {})
        return cls(np.asarray(steps, float), np.asarray(y, float), scale)

    def __len__(self) -> int:
        return len(self.y)

    def x(self, name: str) -> Array:
        """Where its points lie on a scale."""
        if name not in self._placed:
            x = self._placed[name] = self.scale.place(name, self.steps)
            gaps = np.diff(x)
            even = len(x) > 2 and gaps[0] > 0 and bool((gaps == gaps[0]).all())
            self._even[name] = (float(x[0]), float(gaps[0])) if even else None
        return self._placed[name]

    def smooth(self, factor: float) -> Array:
        """Its moving average; itself where `factor` is 0."""
        if factor <= 0:
            return self.y
        if self._smooth is None or self._smooth[0] != factor:
            self._smooth = factor, ema(self.y, factor)[0]
        return self._smooth[1]

    def bounds(self, *, everything: bool, factor: float, log: bool) -> tuple[float, float] | None:
        """How low and high it goes: the 1st and 99th percentile, or all of it."""
        key = everything, factor, log
        if key not in self._bounds:
            y = self.smooth(factor)
            every = 1 if everything else max(1, len(y) // _SAMPLE)
            y = logged(y[::every]) if log else y[::every]
            self._bounds[key] = fit(y, everything=everything or len(y) < _FEW)
        return self._bounds[key]

    def nearest(self, name: str, x: float) -> int:
        """The index of the point closest to `x`; -1 where there is none."""
        places = self.x(name)
        if len(places) == 0:
            return -1
        after = int(np.searchsorted(places, x))
        if after == 0 or after == len(places):
            return min(after, len(places) - 1)
        return after if places[after] - x < x - places[after - 1] else after - 1

    # --- drawing

    def line(self, name: str, view: View, factor: float) -> tuple[Array, Array]:
        """In pixels: at most a point a column, the last one of its average."""
        x, y = self.x(name), self.smooth(factor)
        part = visible(x, view.left, view.right)
        if part.stop - part.start > 2 * view.columns:
            last = self._ends(name, view) - 1
            return view.across(x[last]), view.down(y[last])
        return view.across(x[part]), view.down(y[part])

    def envelope(self, name: str, view: View) -> tuple[Array, Array]:
        """In pixels: at most two points a column, its lowest and its highest: spikes stay visible."""
        x = self.x(name)
        part = visible(x, view.left, view.right)
        count = part.stop - part.start
        if count <= 2 * view.columns:
            return view.across(x[part]), view.down(self.y[part])
        ends = self._ends(name, view)
        starts = np.concatenate(([part.start], ends[:-1]))
        low, high, block = self._level(count, view.columns)
        begins = starts // block
        kept = np.flatnonzero(np.diff(begins, prepend=-1))
        begins, stop = begins[kept], -(-int(ends[-1]) // block)
        lows = np.fmin.reduceat(low[:stop], begins)
        highs = np.fmax.reduceat(high[:stop], begins)
        places = np.repeat(view.across(x[starts[kept]]), 2)
        heights = np.empty(2 * len(begins))
        heights[0::2], heights[1::2] = view.down(lows), view.down(highs)
        return places, heights

    def _ends(self, name: str, view: View) -> NDArray[np.intp]:
        """Behind the last point of every column that has points."""
        x = self.x(name)
        count, columns = len(x), view.columns
        edges = view.left + (view.right - view.left) * np.arange(1, columns + 1) / columns
        even = self._even[name]
        if even is not None:
            ends = np.clip(np.ceil((edges - even[0]) / even[1]), 0, count).astype(np.intp)
        else:
            ends = np.searchsorted(x, edges)
        first = int(np.searchsorted(x, view.left))
        return ends[np.diff(ends, prepend=first) > 0]

    def _level(self, count: int, columns: int) -> tuple[Array, Array, int]:
        """Lowest and highest of blocks that are small beside a column of pixels."""
        block, place = 1, 0
        while count / (block * _FACTOR) >= _FINE * columns:
            block, place = block * _FACTOR, place + 1
        while len(self._levels) < place:
            low, high = self._levels[-1] if self._levels else (self.y, self.y)
            starts = np.arange(0, len(low), _FACTOR)
            self._levels.append((np.fmin.reduceat(low, starts), np.fmax.reduceat(high, starts)))
        low, high = self._levels[place - 1] if place else (self.y, self.y)
        return low, high, block


def logged(y: Array) -> Array:
    """log10; NaN where there is none."""
    with np.errstate(divide="ignore", invalid="ignore"):
        found = np.log10(y)
    found[~np.isfinite(found)] = np.nan
    return found


def dashes(x: Array, y: Array, on: float, off: float) -> NDArray[np.bool_]:
    """Which of the pieces between the points are drawn, so that the line is dashed; all in pixels."""
    lengths = np.nan_to_num(np.hypot(np.diff(x), np.diff(y)))
    return (np.cumsum(lengths) - lengths / 2) % (on + off) < on
