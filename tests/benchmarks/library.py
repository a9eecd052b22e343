"""How long a library of thousands of runs takes to be listed, filtered and read, and the memory it costs.

    python tests/benchmarks/library.py [--runs 5000]

Makes that many run folders (180 steps, eleven evaluations each) in a temporary home, then opens them twice in
processes of their own: with nothing remembered, and as at every later start. Goals: the list stands on the
screen within a second, and nothing holds the window's thread for more than 16 ms. Nothing is asserted.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMenu

from workbench.core import places, processes
from workbench.services.workspace import Workspace
from workbench.ui import style
from workbench.ui.example import write_example_run
from workbench.ui.library.sidebar import Sidebar

FILTERS = ("q", "qw", "tag:good", "state:failed", "date:<7d", "model:llama -star", "")
_BEAT = 2  # ms


def make(count: int) -> None:
    """Copies of one example run, made on different days, a third of them tagged."""
    root = places.runs_root()
    first = write_example_run(root / "run-00000", state="finished")
    contents = {name: (first.path / name).read_bytes() for name in ("run.yaml", "events.jsonl", "worker.log")}
    for number in range(1, count):
        folder = root / f"run-{number:05}"
        folder.mkdir()
        for name, content in contents.items():
            (folder / name).write_bytes(content)
        day = f"2026-{1 + number % 11:02}-{1 + number % 28:02}T10:00:00+00:00"
        meta = {"name": f"run {number}", "created": day, "tags": ["good"] if number % 3 == 0 else []}
        (folder / "meta.json").write_text(json.dumps(meta))


class Heart:
    """Beats every other millisecond, and remembers how long it was held up."""

    def __init__(self) -> None:
        self.stalls: list[float] = []
        self._last = time.perf_counter()
        self._timer = QTimer(interval=_BEAT)
        self._timer.timeout.connect(self._on_beat)
        self._timer.start()

    def _on_beat(self) -> None:
        now = time.perf_counter()
        self.stalls.append(1000 * (now - self._last) - _BEAT)
        self._last = now


def look() -> None:
    """One start of the sidebar over the whole list."""
    app = QApplication([])
    style.install(app)
    workspace = Workspace()
    workspace.engines.warm_up = lambda: None  # type: ignore[method-assign]
    before = processes.resident_memory()
    start = time.perf_counter()
    workspace.open()
    opened = time.perf_counter()
    sidebar = Sidebar(workspace, QMenu())
    sidebar.resize(264, 900)
    sidebar.show()
    app.processEvents()
    sidebar.grab()
    painted = time.perf_counter()
    say("the list is read", 1000 * (opened - start), "ms")
    say("…and painted", 1000 * (painted - start), "ms")
    heart = Heart()
    while any(not watch.summary.status for watch in workspace.watches):
        app.processEvents()
    say("every run is known after", time.perf_counter() - start, "s")
    if heart.stalls:
        say(
            "window's thread meanwhile, median of the stalls",
            sorted(heart.stalls)[len(heart.stalls) // 2],
            "ms",
        )
        say("…the 99th in a hundred", sorted(heart.stalls)[int(0.99 * len(heart.stalls))], "ms")
        say("…longest", max(heart.stalls), "ms")
    say("memory for it", (processes.resident_memory() - before) / 2**20, "MiB")
    slowest = 0.0
    for text in FILTERS:
        app.processEvents()
        begun = time.perf_counter()
        sidebar.filter.set_text(text)
        app.processEvents()
        sidebar.grab()
        slowest = max(slowest, time.perf_counter() - begun)
    say("slowest of seven filters, painted", 1000 * slowest, "ms")
    begun = time.perf_counter()
    workspace.rescan()
    say("a look at what other windows did", 1000 * (time.perf_counter() - begun), "ms")
    begun = time.perf_counter()
    workspace.show(workspace.watches[len(workspace.watches) // 2])
    app.processEvents()
    say("a run is opened", 1000 * (time.perf_counter() - begun), "ms")
    workspace.close(keep_training=False)


def say(what: str, amount: float, unit: str) -> None:
    print(f"  {what:52} {amount:9.1f} {unit}")  # noqa: T201


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--runs", type=int, default=5000)
    arguments.add_argument("--look", action="store_true", help="(one start, in $WORKBENCH_HOME)")
    chosen = arguments.parse_args()
    if chosen.look:
        look()
        return
    with tempfile.TemporaryDirectory() as home:
        os.environ["WORKBENCH_HOME"] = home
        make(chosen.runs)
        for title in ("nothing is remembered", "as at every later start"):
            print(f"{chosen.runs:,} runs, {title}:", flush=True)  # noqa: T201
            subprocess.run([sys.executable, str(Path(__file__)), "--look"], check=True)


if __name__ == "__main__":
    main()
