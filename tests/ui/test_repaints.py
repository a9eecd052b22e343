"""PySide6 6.12.0 on Python 3.11 loses a reference to None on every call, and aborts while it plots."""

import sys
from typing import Any

from workbench.ui.charts.line_chart import LineChart


def test_a_thousand_repaints_leave_the_references_to_none_alone(qtbot: Any) -> None:
    chart = LineChart("Loss")
    qtbot.addWidget(chart)
    chart.resize(400, 300)
    chart.add_series("loss", "training")
    chart.show()
    before = sys.getrefcount(None)
    for step in range(1000):
        chart.append("loss", float(step), 1.0 / (step + 1))
        chart.redraw()
        chart.repaint()
    # The defect loses several at every repaint; less than one a repaint is our own growing data.
    assert abs(sys.getrefcount(None) - before) < 1000
