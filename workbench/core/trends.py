"""What a noisy curve did, with how sure one can be: the arithmetic behind a run's findings."""

import itertools
import math
from collections.abc import Sequence
from dataclasses import dataclass

# The 95th percentile of Student's t by degrees of freedom; from 10 on it is near 1.8.
_T = (math.inf, 6.31, 2.92, 2.35, 2.13, 2.02, 1.94, 1.90, 1.86, 1.83)


@dataclass(frozen=True, slots=True)
class Line:
    """A straight line through points, by least squares: its rise from the first x to the last."""

    rise: float
    error: float  # the standard error of `rise`; infinite for fewer than three points
    points: int

    @property
    def lowest(self) -> float:
        """The rise is above this with 95 % confidence."""
        return self.rise - self._reach()

    @property
    def highest(self) -> float:
        """The rise is below this with 95 % confidence."""
        return self.rise + self._reach()

    def _reach(self) -> float:
        freedom = self.points - 2
        return self.error * (_T[freedom] if freedom < len(_T) else 1.8) if freedom > 0 else math.inf


def line(x: Sequence[float], y: Sequence[float]) -> Line:
    count = len(x)
    if count < 2 or x[-1] == x[0]:
        return Line(0.0, math.inf, count)
    middle, height = math.fsum(x) / count, math.fsum(y) / count
    spread = math.fsum((value - middle) ** 2 for value in x)
    slope = math.fsum((a - middle) * (b - height) for a, b in zip(x, y, strict=True)) / spread
    width = x[-1] - x[0]
    if count < 3:
        return Line(slope * width, math.inf, count)
    residual = math.fsum((b - height - slope * (a - middle)) ** 2 for a, b in zip(x, y, strict=True))
    return Line(slope * width, math.sqrt(residual / (count - 2) / spread) * width, count)


def jitter(y: Sequence[float]) -> float:
    """The standard deviation of what is added to a smooth curve, from its second differences.

    The median of |y₋₁ − 2y₀ + y₊₁| is 0.6745·√6·σ for independent normal noise; a smooth curve adds little.
    """
    bends = sorted(abs(a - 2 * b + c) for a, b, c in zip(y, y[1:], y[2:], strict=False))
    return bends[len(bends) // 2] / (0.6745 * math.sqrt(6)) if bends else 0.0


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of a curve: its mean, and the standard error of that."""

    last_x: float
    mean: float
    error: float


def blocks(x: Sequence[float], y: Sequence[float], count: int = 10) -> list[Block]:
    """The curve in `count` stretches of like length; none where one would have fewer than three points."""
    if len(y) < 3 * count:
        return []
    edges = [round(len(y) * part / count) for part in range(count + 1)]
    found = []
    for start, end in itertools.pairwise(edges):
        part = y[start:end]
        mean = math.fsum(part) / len(part)
        variance = math.fsum((value - mean) ** 2 for value in part) / (len(part) - 1)
        found.append(Block(x[end - 1], mean, math.sqrt(variance / len(part))))
    return found
