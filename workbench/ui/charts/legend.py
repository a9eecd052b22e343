"""What stands above a chart: the names of its curves, or their values at the crosshair."""

from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication

from workbench.ui.charts import ticks
from workbench.ui.charts.curve import Look, Points
from workbench.ui.charts.readout import Piece
from workbench.ui.charts.series import SMOOTHING


def legend(looks: Iterable[Look], *, smooth: bool) -> list[Piece]:
    """The curves that do not carry their name at the line's end, and how they are smoothed."""
    known = list(looks)
    pieces = [Piece(look.label, "", look.tone, look.mark) for look in known if look.end != "name"]
    if smooth and any(look.smooth for look in known):
        text = QCoreApplication.translate("Legend", "smoothed {factor}")
        pieces.append(Piece(text.format(factor=SMOOTHING)))
    return pieces


def reading(look: Look, points: Points, place: float, *, smooth: bool, log: bool) -> list[Piece]:
    """One curve at `place`: its main line's value, and the raw one beside a smoothed."""
    if len(points.x) == 0:
        return []
    at, smoothed = points.nearest(place), smooth and look.smooth
    pieces = [Piece(look.label, written(points.main(smoothed=smoothed)[at], log), look.tone, look.mark)]
    if smoothed and look.raw:
        pieces.append(Piece(QCoreApplication.translate("Legend", "raw"), written(points.y[at], log)))
    return pieces


def written(height: float, log: bool) -> str:
    """A height of the plot as the number it stands for."""
    return ticks.reading(10.0 ** float(height) if log else float(height))
