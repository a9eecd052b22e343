"""The loss of a run as a small picture (SVG), for its model card."""

from collections.abc import Callable
from html import escape

from workbench.core.history import Curve, History

_WIDE, _HIGH, _LEFT, _RIGHT, _TOP, _BOTTOM = 640, 300, 48, 84, 16, 32
Place = Callable[[float, float], str]
_TRAINED, _HELD_OUT, _GRID, _TEXT = "#2360C9", "#A84D08", "#E9EBEF", "#5F6775"


def svg(history: History) -> str:
    """Training loss as a line, the held-out loss as a dashed line with dots; "" for a run without steps."""
    loss, held_out = history.loss, history.held_out
    if len(loss.y) < 2:
        return ""
    low, high = _range(sorted(y for y in (*loss.y, *held_out.y) if y == y))
    last = max(*loss.x, *(held_out.x or [0.0]))

    def place(x: float, y: float) -> str:
        across = _LEFT + (_WIDE - _LEFT - _RIGHT) * x / last
        down = _TOP + (_HIGH - _TOP - _BOTTOM) * (1 - (min(max(y, low), high) - low) / (high - low))
        return f"{across:.1f},{down:.1f}"

    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDE} {_HIGH}" role="img" '
        f'font-family="sans-serif" font-size="11">',
        "<title>Loss of the run</title>",
        f'<rect width="{_WIDE}" height="{_HIGH}" fill="#FFFFFF"/>',
    ]
    for index in range(5):
        value = low + (high - low) * index / 4
        down = place(0, value).partition(",")[2]
        parts += [
            f'<line x1="{_LEFT}" x2="{_WIDE - _RIGHT}" y1="{down}" y2="{down}" stroke="{_GRID}"/>',
            f'<text x="{_LEFT - 6}" y="{float(down) + 4:.1f}" text-anchor="end" fill="{_TEXT}">{value:.2f}'
            "</text>",
        ]
    middle = (_LEFT + _WIDE - _RIGHT) / 2
    parts.append(
        f'<text x="{middle}" y="{_HIGH - 8}" text-anchor="middle" fill="{_TEXT}">step (of {last:.0f})</text>'
    )
    parts += _line(loss, place, _TRAINED, "trained", "")
    if held_out.y:
        parts += _line(held_out, place, _HELD_OUT, "held out", ' stroke-dasharray="4 3"')
        for x, y in zip(held_out.x, held_out.y, strict=True):
            across, _, down = place(x, y).partition(",")
            parts.append(f'<circle cx="{across}" cy="{down}" r="3" fill="{_HELD_OUT}"/>')
    return "\n".join((*parts, "</svg>")) + "\n"


def _line(curve: Curve, place: Place, colour: str, name: str, dashes: str) -> list[str]:
    points = [(x, y) for x, y in zip(curve.x, curve.y, strict=True) if y == y]
    every = max(1, len(points) // 400)
    shown = points[::every] + ([points[-1]] if (len(points) - 1) % every else [])
    line = " ".join(place(x, y) for x, y in shown)
    across, _, down = place(*points[-1]).partition(",")
    label = escape(f"{name} {points[-1][1]:.3f}")
    lift = 12 if name == "held out" else -4
    return [
        f'<polyline points="{line}" fill="none" stroke="{colour}" stroke-width="1.5"{dashes}/>',
        f'<text x="{float(across) + 6:.1f}" y="{float(down) + lift:.1f}" fill="{colour}">{label}</text>',
    ]


def _range(values: list[float]) -> tuple[float, float]:
    """The 1st to the 99th percentile, as the window's chart shows it."""
    low, high = values[len(values) // 100], values[-1 - len(values) // 100]
    return (low, high) if high > low else (low, low + 1)
