"""A module of two adapters that are compared: the picture of ΔW is that of their difference."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from workbench.services.looks import looks
from workbench.services.run_watch import RunWatch
from workbench.ui.inspect.page import InspectPage

Run = Callable[..., RunWatch]


def pooled(matrix: NDArray[np.float64], rows: int, columns: int) -> NDArray[np.float64]:
    """Means over runs of neighbouring rows and columns."""
    for count in (rows, columns):
        runs = np.arange(len(matrix)) * count // len(matrix)
        matrix = np.stack([matrix[runs == run].mean(0) for run in range(count)]).T
    return matrix


def test_the_picture_of_a_comparison_is_the_difference(
    page: InspectPage, watch_run: Run, engines: Any, delta: Any, qtbot: Any
) -> None:
    watch = watch_run(at=(72, 162))
    former, view = looks(watch)[0], page.work.details.views["delta"]
    page.compare(former)
    qtbot.waitUntil(lambda: page.lens.contrast is not None and page.is_drawn)
    assert view.title == "ΔW − ΔW′"
    module, picture = page.module(), view.picture
    assert module is not None
    assert picture is not None
    difference = delta(page.lens.look, module) - delta(former, module)
    assert picture.values == pytest.approx(pooled(difference, *picture.values.shape), rel=1e-4, abs=1e-8)
    page.work.details.select("A")
    qtbot.waitUntil(lambda: page.is_drawn)
    assert "other" not in engines.jobs("module_picture")[-1], "A and B are this adapter's own"
    page.work.details.select("delta")
    page.work.stop_comparing.click()
    qtbot.waitUntil(lambda: page.is_drawn)
    assert view.title == "ΔW"
    own = pooled(delta(page.lens.look, module), *view.picture.values.shape)
    assert view.picture.values == pytest.approx(own, rel=1e-4, abs=1e-8)
