"""What the map can show of every module, one row a measure: its words, its numbers, how they are written."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from PySide6.QtCore import QCoreApplication

from workbench.core.comparison import ComparedModule
from workbench.core.inspection import NAN, ModuleReport
from workbench.services.lens import Contrast, Report
from workbench.ui.charts import ticks
from workbench.ui.inspect.cells import Array, Ramp, Scale, Values


def number(value: float) -> str:
    return ticks.reading(value) if value else "0"


def percent(value: float) -> str:
    """0.021 is 2.1 %."""
    return "<0.001 %" if 0 < value < 1e-5 else f"{100 * value:.3g} %"


def rank(value: float) -> str:
    return f"{value:.1f}"


def whole(value: float) -> str:
    return f"{value:,.0f}"


def degrees(value: float) -> str:
    return f"{value:.0f}°"


@dataclass(frozen=True)
class Measure:
    """`of` gives NaN where the measure does not exist."""

    key: str
    title: str
    of: Callable[[Any], float]
    write: Callable[[float], str] = number
    ramp: Ramp = "sequential"
    top: float | None = None  # where the scale ends, when not at the largest value
    on_demand: bool = False  # takes its time, so it is measured when it is chosen


REPORT = (
    Measure("relative", "Size relative to W", lambda m: m.relative, percent),
    Measure("frobenius", "Size ‖ΔW‖ (Frobenius)", lambda m: m.frobenius),
    Measure("spectral", "Largest singular value", lambda m: m.spectral),
    Measure("nuclear", "Sum of singular values", lambda m: m.nuclear),
    Measure("used", "Share of rank used", lambda m: m.used, percent, top=1.0),
    Measure("effective_rank", "Effective rank", lambda m: m.effective_rank, rank),
    Measure("stable_rank", "Stable rank", lambda m: m.stable_rank, rank),
    *(
        Measure(f"energy-{k}", f"Energy in the first {k}", lambda m, k=k: m.energy(k), percent, top=1.0)
        for k in (1, 2, 4, 8)
    ),
    Measure("largest", "Largest entry of ΔW", lambda m: m.largest, on_demand=True),
    Measure("alignment", "Alignment with W", lambda m: m.alignment, percent, top=1.0),
    Measure("intruders", "Intruder dimensions", lambda m: m.intruders if m.intruders >= 0 else NAN, whole),
    Measure("rank", "Rank", lambda m: float(m.rank), whole),
)  # fmt: skip

CONTRAST = (
    Measure("difference", "Difference ‖ΔW − ΔW′‖", lambda m: m.difference),
    Measure("relative", "Difference, relative", lambda m: m.relative, percent),
    Measure("growth", "Growth of ‖ΔW‖", lambda m: m.frobenius_b - m.frobenius_a, number, "diverging"),
    Measure("difference_spectral", "Largest difference (spectral)", lambda m: m.difference_spectral),
    Measure("cosine", "Cosine", lambda m: m.cosine, lambda v: f"{v:.2f}", "diverging"),
    Measure("angle", "Smallest principal angle", lambda m: m.angles_out[0] if m.angles_out else NAN, degrees),
    Measure("overlap", "Shared output directions", lambda m: m.overlap, percent, top=1.0),
)

_SAME = {"not_finite": "frobenius"}  # what a verdict names, and the map shows otherwise


Shown = Report | Contrast


def modules(shown: Shown) -> tuple[ModuleReport, ...] | tuple[ComparedModule, ...]:
    return shown.inspection.modules if isinstance(shown, Report) else shown.comparison.modules


@lru_cache(maxsize=16)
def known(shown: Shown) -> tuple[Measure, ...]:
    """Those that exist for at least one module."""
    table = REPORT if isinstance(shown, Report) else CONTRAST
    return tuple(each for each in table if any(not math.isnan(each.of(module)) for module in modules(shown)))


@lru_cache(maxsize=16)
def offered(shown: Shown) -> tuple[Measure, ...]:
    """Those that are known, and those that can be measured on demand."""
    if not isinstance(shown, Report):
        return known(shown)
    there = known(shown)
    return tuple(each for each in REPORT if each in there or (each.on_demand and shown.has_products))


@lru_cache(maxsize=128)
def column(measure: Measure, shown: Shown) -> Array:
    """One number a module."""
    found = modules(shown)
    return np.fromiter((measure.of(module) for module in found), float, len(found))


def by_key(measures: Sequence[Measure], key: str) -> Measure | None:
    key = _SAME.get(key, key)
    return next((each for each in measures if each.key == key), None)


def values(measure: Measure, shown: Shown, others: Sequence[Shown] = ()) -> Values:
    """The scale also covers `others`, so that states can be compared."""
    numbers = column(measure, shown)
    broken = (getattr(module, "not_finite", 0) > 0 for module in modules(shown))
    wrong = np.fromiter(broken, bool, len(numbers)) & np.isnan(numbers)
    if measure.key == "cosine":
        scale = Scale(-1.0, 1.0, "diverging")
    elif measure.key == "angle":
        scale = Scale(0.0, 90.0)
    else:
        scale = Scale.of(
            np.concatenate((numbers, *(column(measure, other) for other in others))),
            measure.ramp,
            top=measure.top,
        )
    return Values(numbers, wrong, scale, measure.write)


def title(measure: Measure) -> str:
    return tr(measure.title)


def tr(text: str) -> str:
    return QCoreApplication.translate("Measures", text)
