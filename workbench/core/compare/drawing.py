"""Curves of several runs as SVG: thinned to what can be seen, coloured by the page's style sheet."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from workbench.core.history import Curve

WIDE, HIGH = 960, 360
_LEFT, _RIGHT, _TOP, _BOTTOM = 56, 150, 12, 32
_COLUMNS = 450  # the plot's width in steps of thinning: two points each at most
_LINE = 14  # px from one name to the next
SMOOTHING = 0.9


@dataclass(frozen=True)
class Drawn:
    """A curve with its run's name and place among the runs."""

    name: str
    place: int
    curve: Curve
    points: bool = False  # dots too


def svg(title: str, drawn: Sequence[Drawn]) -> str:
    """Over steps; "" where there is nothing to draw."""
    thinned = [(each, _thinned(each.curve)) for each in drawn]
    thinned = [(each, points) for each, points in thinned if points]
    values = sorted(y for _, points in thinned for _, y in points)
    if not values:
        return ""
    low, high = values[len(values) // 100], values[-1 - len(values) // 100]
    low, high = (low, high) if high > low else (low - 0.5, high + 0.5)
    last = max(points[-1][0] for _, points in thinned) or 1.0

    def place(x: float, y: float) -> tuple[float, float]:
        share = (min(max(y, low), high) - low) / (high - low)
        return (
            _LEFT + (WIDE - _LEFT - _RIGHT) * x / last,
            _TOP + (HIGH - _TOP - _BOTTOM) * (1 - share),
        )

    parts = [
        f'<svg viewBox="0 0 {WIDE} {HIGH}" role="img" aria-label="{escape(title)}">',
        f"<title>{escape(title)}</title>",
    ]
    for index in range(5):
        value = low + (high - low) * index / 4
        y = place(0, value)[1]
        parts.append(f'<line class="grid" x1="{_LEFT}" x2="{WIDE - _RIGHT}" y1="{y:.1f}" y2="{y:.1f}"/>')
        parts.append(f'<text class="axis" x="{_LEFT - 8}" y="{y + 4:.1f}">{value:.4g}</text>')
    for share in (0.25, 0.5, 0.75, 1.0):
        x = place(last * share, low)[0]
        parts.append(f'<text class="axis below" x="{x:.1f}" y="{HIGH - 8}">{last * share:,.0f}</text>')
    ends = []
    for each, points in thinned:
        line = " ".join(f"{x:.1f},{y:.1f}" for x, y in (place(*point) for point in points))
        parts.append(f'<polyline class="{run_class(each.place)}" points="{line}"/>')
        if each.points:
            dots = (place(*point) for point in points)
            parts += [
                f'<circle class="{run_class(each.place)}" cx="{x:.1f}" cy="{y:.1f}" r="3"/>' for x, y in dots
            ]
        ends.append((place(*points[-1]), each))
    parts += _names(ends)
    return "\n".join((*parts, "</svg>"))


def run_class(place: int) -> str:
    """The style of a run: six colours, then the same ones dashed, then from the beginning again."""
    return f"run{place % 6 + 1}" + (" dashed" if place // 6 % 2 else "")


def smoothed(curve: Curve, factor: float = SMOOTHING) -> Curve:
    """Exponential moving average, corrected for its start; NaN is passed over."""
    found, total, weight = Curve(), 0.0, 0.0
    for x, y in zip(curve.x, curve.y, strict=True):
        total, weight = factor * total, factor * weight
        if math.isfinite(y):
            total, weight = total + y, weight + 1
        found.add(x, total / weight if weight else math.nan)
    return found


def _thinned(curve: Curve) -> list[tuple[float, float]]:
    """The lowest and the highest of each column, in their order: spikes stay visible."""
    points = [(x, y) for x, y in zip(curve.x, curve.y, strict=True) if math.isfinite(y)]
    if len(points) <= 2 * _COLUMNS:
        return points
    span = points[-1][0] - points[0][0] or 1.0
    kept: list[tuple[float, float]] = []
    column: list[tuple[float, float]] = []
    at = 0
    for point in (*points, None):
        where = -1 if point is None else min(int((point[0] - points[0][0]) / span * _COLUMNS), _COLUMNS - 1)
        if where != at and column:
            low = min(column, key=lambda p: p[1])
            high = max(column, key=lambda p: p[1])
            kept += sorted({low, high})
            column = []
        if point is not None:
            at = where
            column.append(point)
    return kept


def _names(ends: list[tuple[tuple[float, float], Drawn]]) -> list[str]:
    """A name at each line's end, moved apart so that none covers another."""
    rows = sorted(ends, key=lambda end: end[0][1])
    tops: list[float] = []
    for (_, y), _each in rows:
        tops.append(max(y, tops[-1] + _LINE if tops else 0.0))
    floor = float(HIGH - _BOTTOM)
    for index in range(len(tops) - 1, -1, -1):
        tops[index] = min(tops[index], floor)
        floor = tops[index] - _LINE
    shown = [(x, top, each) for ((x, _), each), top in zip(rows, tops, strict=True) if top > 0]
    return [
        f'<text class="name {run_class(each.place)}" x="{x + 8:.1f}" y="{top + 4:.1f}">'
        f"{escape(_short(each.name))}</text>"
        for x, top, each in shown
    ]


def _short(name: str) -> str:
    return name if len(name) <= 22 else f"{name[:21]}…"
