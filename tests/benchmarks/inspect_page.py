"""Window-thread time of the Inspect page on 80 blocks × 7 modules (goal: 16 ms each).

`python tests/benchmarks/inspect_page.py`; nothing is asserted.
"""

import os
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ["WORKBENCH_HOME"] = tempfile.mkdtemp()

import numpy as np
from PySide6.QtCore import QObject, QRect, Signal
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from workbench.core.inspection import Inspection, ModuleReport
from workbench.core.verdict import verdict
from workbench.services.engine import Job
from workbench.services.lens import Report
from workbench.services.looks import Look
from workbench.services.workspace import Workspace
from workbench.ui import style
from workbench.ui.inspect.matrix_view import Picture
from workbench.ui.inspect.page import InspectPage

BLOCKS, TIMES = 80, 30
KINDS = ("q_proj", "k_proj", "v_proj", "o_proj", "gate_proj", "up_proj", "down_proj")


class Silent(QObject):
    """Takes every question and never answers."""

    changed = Signal()
    warm = True

    def short(self, job: str, params: object) -> Job:
        return Job(self)

    long = short

    def cancel(self, job: Job) -> None:
        pass

    def warm_up(self) -> None:
        pass


def report(seed: int) -> Report:
    noise = np.random.default_rng(seed)
    modules = []
    for block in range(BLOCKS):
        for kind in KINDS:
            values = np.sort(noise.random(16))[::-1]
            shares = values / values.sum()
            modules.append(
                ModuleReport(
                    f"model.layers.{block}.mlp.{kind}",
                    (8192, 8192),
                    16,
                    2.0,
                    float(np.sqrt((values**2).sum())),
                    float(values[0]),
                    float(values.sum()),
                    float((values**2).sum() / values[0] ** 2),
                    float(np.exp(-(shares * np.log(shares)).sum())),
                    tuple(values.tolist()),
                    parameters=262_144,
                )
            )
    inspection = Inspection("here", "lora", "", 1, tuple(modules), verdict=verdict(modules))
    return Report.from_json(inspection.to_json())


def took(app: QApplication, act: Callable[[int], object]) -> str:
    """Median and worst of the thread's own time, painting included."""
    times = []
    for turn in range(TIMES):
        began = time.thread_time()
        act(turn)
        app.processEvents()
        times.append(1000 * (time.thread_time() - began))
    return f"{statistics.median(times):7.1f} {max(times):7.1f}"


def main() -> None:
    app = QApplication([])
    style.install(app)
    workspace = Workspace()
    workspace.engines = Silent()  # type: ignore[assignment]
    page = InspectPage(workspace, QMenu())
    page.resize(1352, 948)
    page.show()
    looks = [Look(Path(f"/step-{number}"), number) for number in range(4)]
    reports = [report(number) for number in range(4)]
    for look, made in zip(looks, reports, strict=True):
        page.lens._kept[look.source, look.stamp] = made
    page.looks = tuple(looks)
    page.lens.look = looks[0]
    page.lens.report = reports[0]
    page._show_lens()
    app.processEvents()
    canvas = page.work.heat_map.canvas
    frame = canvas.arrangement.frames[0]
    measures = ("frobenius", "used", "stable_rank", "energy-4")
    view = page.work.details.views["delta"]
    view.show_picture(
        Picture(
            np.random.default_rng(0).random((400, 400), np.float32),
            (8192, 8192),
            QRect(0, 0, 8192, 8192),
            1.0,
        )
    )
    acts: dict[str, Callable[[int], object]] = {
        "hover": lambda turn: QTest.mouseMove(canvas, frame.cell(turn % 7, turn * 2).center()),
        "select a module": lambda turn: page.select_module(reports[0].paths[turn * 18]),
        "another measure": lambda turn: page.measure.select(measures[turn % 4]),
        "slider": lambda turn: page.lens.show(looks[turn % 4], same_run=True),
        "zoom a matrix": lambda turn: view.zoom(2.0 if turn % 2 else 0.5),
        "a new picture": lambda turn: view._repaint_values(),
        "sort the table": lambda turn: page.work.table.sort_by(("frobenius", "used")[turn % 2]),
    }
    print(f"{'ms on the window thread':24}  median   worst")  # noqa: T201
    for name, act in acts.items():
        print(f"{name:24} {took(app, act)}")  # noqa: T201


if __name__ == "__main__":
    main()
