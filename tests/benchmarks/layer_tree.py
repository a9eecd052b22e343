"""How long the window's thread is busy with an edit or a filter in a layer tree of 20,000 rows.

    python tests/benchmarks/layer_tree.py

From the key press to the painted rows, the tally of the new plan included. Goal: under 16 ms. Wall time and,
since machines are shared, processor time; best and median of 20. Nothing is asserted.
"""

import os
import statistics
import time
from collections.abc import Callable

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from workbench.core import layer_filter
from workbench.core.layers import Layer, LayerTree
from workbench.core.plan import RankPlan
from workbench.core.tally import Tally
from workbench.ui import style, tokens
from workbench.ui.setup.layer_model import RANK
from workbench.ui.setup.layer_tree import LayerTreeView

BLOCKS, GROUPS, LAYERS = 645, 4, 6
TIMES = 20
FILTERS = ("proj3", "*.proj3", "depth:>50%", "block:300")


def large_tree() -> LayerTree:
    layers = tuple(
        Layer(
            f"model.layers.{block}.group{group}.proj{place}", "Linear", 512, 512, 512 * 512, True, linear=True
        )
        for block in range(BLOCKS)
        for group in range(GROUPS)
        for place in range(LAYERS)
    )
    return LayerTree("Synthetic", "synthetic", len(layers) * 512 * 512, layers, blocks=BLOCKS)


class Bench:
    """A view in a window of 800×700, whose owner answers every edit with a new tally."""

    def __init__(self, app: QApplication, tree: LayerTree, *, folded: bool) -> None:
        self.app, self.tree = app, tree
        self.tally = Tally(RankPlan(), tree)
        self.view = LayerTreeView()
        self.view.edited.connect(self._on_edited)
        self.view.resize(800, 700)
        self.rows = "folded" if folded else "every block"
        self.folded = folded
        self.view.show_tally(self.tally, folded=folded, read_only=False)
        self.view.show()
        self.view.setCurrentIndex(self.view.layers.index(0, 0))
        self.paint()

    def _on_edited(self, plan: RankPlan, _label: str) -> None:
        self.tally = Tally(plan, self.tree)
        self.view.set_tally(self.tally)

    def paint(self) -> None:
        self.app.processEvents()
        self.view.viewport().grab()  # what the offscreen platform may have put off

    def timed(self, name: str, act: Callable[[], None], before: Callable[[], None] = lambda: None) -> None:
        walls, cpus = [], []
        for _ in range(TIMES):
            before()
            self.paint()
            wall, cpu = time.perf_counter(), time.process_time()
            act()
            self.app.processEvents()
            walls.append(time.perf_counter() - wall)
            cpus.append(time.process_time() - cpu)
        numbers = (min(walls), statistics.median(walls), min(cpus), statistics.median(cpus))
        print(f"{self.rows:12} {name:34}" + "".join(f"{1000 * number:9.1f}" for number in numbers))  # noqa: T201

    def open(self) -> None:
        self.view.show_tally(self.tally, folded=self.folded, read_only=False)

    def tick(self) -> None:
        QTest.keyClick(self.view, Qt.Key.Key_Space)

    def start_rank(self) -> None:
        """Another one than it has."""
        QTest.keyClicks(self.view, "8" if self.tally.plan.rank == 4 else "4")

    def double(self) -> None:
        QTest.keyClicks(self.view, "]")

    def halve(self) -> None:
        QTest.keyClicks(self.view, "[")

    def take_rank(self) -> None:
        editor = self.view.indexWidget(self.view.currentIndex().siblingAtColumn(RANK))
        QTest.keyClick(editor, Qt.Key.Key_Return)

    def give_ranks(self) -> None:
        """Every block its own, and ticks as they were."""
        ranks = {block.path: 4 + 4 * (place % 8) for place, block in enumerate(self.tree.depth)}
        self._on_edited(RankPlan(ranks=ranks), "")

    def filter(self, text: str) -> None:
        self.view.set_filter(layer_filter.matching(text, self.tally) if text else None)

    def scroll(self) -> None:
        bar = self.view.verticalScrollBar()
        bar.setValue((bar.value() + 300) % max(1, bar.maximum()))


def main() -> None:
    app = QApplication([])
    style.apply(app, tokens.theme())
    tree = large_tree()
    print(f"{len(tree.nodes):,} rows, {len(tree.layers):,} layers; milliseconds")  # noqa: T201
    print(f"{'view':12} {'what':34}{'best':>9}{'median':>9}{'cpu best':>9}{'median':>9}")  # noqa: T201
    for folded in (True, False):
        measure(Bench(app, tree, folded=folded))


def measure(bench: Bench) -> None:
    bench.timed("open", bench.open)
    bench.timed("tick the model", bench.tick)
    bench.timed("Enter takes its rank", bench.take_rank, before=bench.start_rank)
    bench.timed("double its rank", bench.double, before=bench.halve)
    for text in FILTERS:
        bench.timed(f"filter {text}", lambda text=text: bench.filter(text), before=lambda: bench.filter(""))
    bench.timed("clear the filter", lambda: bench.filter(""), before=lambda: bench.filter("proj3"))
    bench.timed("scroll 300 pixels", bench.scroll)
    bench.give_ranks()
    bench.timed("tick, every block has its own rank", bench.tick)
    bench.timed("double them", bench.double, before=bench.halve)
    bench.view.close()


if __name__ == "__main__":
    main()
