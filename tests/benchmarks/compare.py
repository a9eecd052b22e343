"""Window-thread time of a frame in Compare: 50 runs × 100,000 points (goal: 16 ms for all but the first two).

`python tests/benchmarks/compare.py [--runs N] [--points N]`, also under xvfb-run with QT_QPA_PLATFORM=xcb;
nothing is asserted.
"""

import argparse
import os
import statistics
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["WORKBENCH_HOME"] = tempfile.mkdtemp()

import numpy as np
from PySide6.QtCore import QPointF
from PySide6.QtWidgets import QApplication

from workbench.ui import style
from workbench.ui.charts.trace import Trace
from workbench.ui.compare.chart import CompareChart, lines

FRAMES = 60


def traces(runs: int, points: int) -> dict[int, Trace]:
    """Noisy losses that fall, each run with its own clock."""
    noise = np.random.default_rng(0)
    steps = np.arange(1.0, points + 1)
    found = {}
    for run in range(runs):
        loss = 1 + 2 * np.exp(-steps / (points * (0.1 + 0.01 * run))) + noise.normal(0, 0.15, points)
        seconds = np.cumsum(0.2 + 0.01 * noise.random(points))
        columns = {"epoch": steps / 1000, "tokens": steps * 500, "time": seconds}
        found[run] = Trace.of(steps, loss, steps, columns)
    return found


def took(app: QApplication, act: Callable[[int], object], frames: int) -> str:
    """Median, 95th percentile and worst of the thread's own time, painting included."""
    times = []
    for turn in range(frames):
        began = time.thread_time()
        act(turn)
        app.processEvents()
        times.append(1000 * (time.thread_time() - began))
    times.sort()
    high = times[min(len(times) - 1, int(0.95 * len(times)))]
    return f"{statistics.median(times):8.1f} {high:8.1f} {times[-1]:8.1f}"


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--runs", type=int, default=50)
    parser.add_argument("--points", type=int, default=100_000)
    chosen = parser.parse_args()
    app = QApplication([])
    style.install(app)
    chart = CompareChart("")
    chart.resize(1320, 520)
    chart.show()
    app.processEvents()
    found = traces(chosen.runs, chosen.points)
    names = [f"run {place}" for place in found]
    zoom = chart._plot.zoom

    def first(_turn: int) -> None:
        chart.show_lines("Loss", lines(names, list(found), points=False, smooth=True), found)
        chart.redraw()

    def smoothing(turn: int) -> None:
        chart.set_smoothing((0.97, 0.9)[turn % 2])
        chart.redraw()

    def option(turn: int, **chosen: object) -> None:
        chart.set_options(replace(chart.options(), **chosen))  # type: ignore[arg-type]
        chart.redraw()

    span = chosen.points
    acts: tuple[tuple[str, Callable[[int], object], int], ...] = (
        ("the first show", first, 1),
        ("another smoothing", smoothing, 10),
        ("zoom", lambda turn: zoom.magnify(1.2 if turn % 20 < 10 else 1 / 1.2, 0.4 * span), FRAMES),
        ("pan", lambda turn: zoom.pan(span / 300 * (1 if turn % 20 < 10 else -1), 0.0), FRAMES),
        ("crosshair", lambda turn: chart._plot.pointed.emit(QPointF(span * turn / FRAMES, 1.5)), FRAMES),
        ("log", lambda turn: option(turn, log=turn % 2 == 0), 10),
        ("no smoothing: first", lambda turn: option(turn, smooth=False), 1),
        ("no smoothing: pan", lambda turn: zoom.pan(span / 300, 0.0), FRAMES),
        ("by time: first", lambda turn: option(turn, smooth=True, x="time"), 1),
        ("by time: pan", lambda turn: zoom.pan(0.2 * span / 300, 0.0), FRAMES),
    )
    size = f"{chosen.runs} runs × {chosen.points:,} points, {round(zoom.width())} px, {app.platformName()}"
    print(f"{size}\n{'ms on the window thread':24}   median      p95    worst")  # noqa: T201
    for name, act, frames in acts:
        print(f"{name:24} {took(app, act, frames)}")  # noqa: T201


if __name__ == "__main__":
    main()
