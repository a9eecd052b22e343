"""What stands beside a rank in the layer tree never lies on anything else."""

from itertools import combinations

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication

from workbench.ui import style, tokens
from workbench.ui.setup.layer_painter import inside, rank_marks

SEEN = {
    ("16", "strong"): {"dot", "warning", "reset"},
    ("1,024", "strong"): {"dot", "warning", "reset"},
    ("16–32", "body"): {"dot", "warning", "reset"},
    ("16–1,024", "body"): {"warning"},
}


@pytest.mark.parametrize("text_size", [13, 18])
def test_the_marks_of_a_rank_stand_side_by_side(qapp: QApplication, text_size: int) -> None:
    style.apply(qapp, tokens.theme(text_size=text_size))
    cell = QRect(0, 0, style.theme().metrics.space(20), style.theme().metrics.row)
    for (words, role), seen in SEEN.items():
        used = QFontMetrics(style.font(role)).horizontalAdvance(words)
        found = rank_marks(cell, used, own=True, too_large=True, read_only=False)
        assert set(found) == seen
        number = inside(cell)
        number.setLeft(number.right() - used + 1)
        for one, other in combinations([*found.values(), number], 2):
            assert not one.intersects(other)
        assert all(cell.contains(mark) for mark in found.values())


def test_a_run_that_is_looked_at_has_no_arrow_to_take_a_rank_back(qapp: QApplication) -> None:
    cell = QRect(0, 0, 80, 24)
    assert set(rank_marks(cell, 20, own=True, too_large=False, read_only=True)) == {"dot"}
    assert set(rank_marks(cell, 20, own=False, too_large=True, read_only=False)) == {"warning"}
    assert rank_marks(cell, 20, own=False, too_large=False, read_only=False) == {}
