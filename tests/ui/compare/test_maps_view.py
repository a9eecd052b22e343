"""Maps side by side: one scale for all, and modules that an adapter does not have."""

import numpy as np

from workbench.core.inspection import Inspection, ModuleReport
from workbench.services.lens import Report
from workbench.ui.compare import maps_view
from workbench.ui.inspect import measures
from workbench.ui.inspect.cells import UNKNOWN


def report(sizes: dict[str, float]) -> Report:
    modules = tuple(ModuleReport(path, (8, 8), 4, 2.0, frobenius=size) for path, size in sizes.items())
    return Report.from_json(Inspection("here", "lora", "", 1, modules).to_json())


def test_maps_share_a_scale_and_what_one_lacks_is_hatched() -> None:
    small = report({"layers.0.q": 1.0, "layers.1.q": 2.0})
    large = report({"layers.0.q": 8.0})
    measure = measures.by_key(measures.REPORT, "frobenius")
    assert measure is not None
    scale = maps_view._scale(measure, [small, large])
    assert (scale.low, scale.high) == (0.0, 8.0)
    paths = ("layers.0.q", "layers.1.q")
    values = maps_view._values(measure, large, paths, scale)
    np.testing.assert_array_equal(values.numbers, [8.0, np.nan])
    assert values.codes()[1] == UNKNOWN, "hatched"
    assert maps_view._values(measure, small, paths, scale).scale == values.scale
