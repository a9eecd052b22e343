"""What is seen of one adapter: its measures, asked once and kept, and what it is compared with."""

import math
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from workbench.core import resizing
from workbench.core.comparison import Comparison
from workbench.core.errors import WorkbenchError
from workbench.core.inspection import Inspection
from workbench.core.module_map import ModuleMap, module_maps
from workbench.services.engines import Engines
from workbench.services.latest import Latest
from workbench.services.looks import Look
from workbench.services.problem import Problem

_KEPT = 64  # reports: a slider over a run's checkpoints is moved back and forth
_SMALL = 300_000_000  # bytes of a base's weights that are read without being asked for
_AHEAD = 500_000_000  # bytes of weights that are measured before anybody asks, for one scale over all


@dataclass(frozen=True, eq=False)
class Report:
    """Measures, where each module stands in the map, and the rank that it would get in a new run."""

    inspection: Inspection
    paths: tuple[str, ...]
    maps: tuple[ModuleMap, ...]
    ranks: tuple[int, ...]  # none where no plan for a new run follows
    no_ranks: str = ""  # why not

    @property
    def has_base(self) -> bool:
        """Whether it was measured against its base."""
        return any(module.base_frobenius > 0 for module in self.inspection.modules)

    @property
    def has_products(self) -> bool:
        """Whether it has modules whose ΔW is a low-rank product of finite numbers."""
        return any(module.singular_values for module in self.inspection.modules)

    @property
    def has_entries(self) -> bool:
        """Whether the largest entries were measured."""
        return any(not math.isnan(module.largest) for module in self.inspection.modules)

    def with_entries(self, other: "Report") -> "Report":
        """With the largest entries that another report of the same weights knows."""
        if self.has_entries or not other.has_entries:
            return self
        pairs = zip(self.inspection.modules, other.inspection.modules, strict=True)
        modules = tuple(replace(module, largest=known.largest) for module, known in pairs)
        return replace(self, inspection=replace(self.inspection, modules=modules))

    @classmethod
    def from_json(cls, found: dict[str, Any]) -> "Report":
        inspection = Inspection.from_json(found)
        paths = tuple(module.path for module in inspection.modules)
        maps = module_maps(paths)
        try:
            resizing.suggested_plan(inspection)
        except WorkbenchError as error:
            return cls(inspection, paths, maps, (), error.message)
        return cls(inspection, paths, maps, tuple(map(resizing.suggested, inspection.modules)))


@dataclass(frozen=True, eq=False)
class Contrast:
    """How an adapter differs from another: `comparison.a` is the other, `b` is what is looked at."""

    comparison: Comparison
    paths: tuple[str, ...]
    maps: tuple[ModuleMap, ...]

    @classmethod
    def from_json(cls, found: dict[str, Any]) -> "Contrast":
        comparison = Comparison.from_json(found)
        paths = tuple(module.path for module in comparison.modules)
        return cls(comparison, paths, module_maps(paths))


class Lens(QObject):
    """Looks at one adapter at a time; `report` stays while the next one is measured."""

    changed = Signal()  # report, problem, or what it is busy with
    known = Signal()  # another state of the run was measured
    based = Signal()  # how far it is with the base, or why it cannot be measured against it
    entered = Signal()  # how far it is with the largest entries, or that it is over
    compared = Signal()  # contrast, or why there is none
    progress = Signal(int, int, str)

    def __init__(self, engines: Engines, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.look: Look | None = None
        self.report: Report | None = None
        self.problem: Problem | None = None
        self.against: Look | None = None
        self.contrast: Contrast | None = None
        self.contrast_problem: Problem | None = None
        self._kept: dict[tuple[Path, tuple[int, int]], Report] = {}
        self._inspect = Latest(engines, "inspect", Report.from_json, self)
        self.base: Path | None = None  # the folder that is measured against
        self.base_progress: tuple[int, int] | None = None  # done, total; None: nothing goes on
        self.base_problem: Problem | None = None
        self._against_base = {
            own: Latest(engines, "inspect", Report.from_json, self, own_engine=own) for own in (False, True)
        }
        self.entries_progress: tuple[int, int] | None = None  # done, total; None: nothing goes on
        self.entries_problem: Problem | None = None
        self._entries = Latest(engines, "inspect", Report.from_json, self)
        self._others: tuple[Look, ...] = ()
        self._others_base: Path | None = None
        self._ahead = Latest(engines, "inspect", Report.from_json, self)
        self._compare = Latest(engines, "compare", Contrast.from_json, self)
        self._inspect.answered.connect(self._on_report)
        self._inspect.failed.connect(self._on_failed)
        self._inspect.progress.connect(self.progress)
        for asking in self._against_base.values():
            asking.answered.connect(self._on_based)
            asking.failed.connect(self._on_not_based)
            asking.progress.connect(self._on_base_progress)
        self._entries.answered.connect(self._on_entries)
        self._entries.failed.connect(self._on_no_entries)
        self._entries.progress.connect(self._on_entries_progress)
        self._ahead.answered.connect(self._on_other)
        self._compare.answered.connect(self._on_contrast)
        self._compare.failed.connect(self._on_not_compared)

    @property
    def busy(self) -> bool:
        return self._inspect.busy

    @property
    def comparing(self) -> bool:
        return self._compare.busy

    @property
    def fresh(self) -> bool:
        """Whether the report is that of what is looked at now."""
        if self.look is None or self.report is None:
            return False
        return self.report is self._kept.get((self.look.source, self.look.stamp))

    def show(self, look: Look | None, *, same_run: bool = False) -> None:
        """Another adapter, or another state of the same run's; also after its file was written anew."""
        if not same_run:
            self.report = None
        self.look, self.problem = look, None
        self._inspect.drop()
        self.leave_base()
        self.leave_entries()
        if look is not None:
            kept = self._kept.get((look.source, look.stamp))
            if kept is not None:
                self.report = kept
            else:
                self._inspect.ask({"source": str(look.source)})
        self.changed.emit()
        if self.against is not None:
            self.compare(self.against)

    def cancel(self) -> None:
        """Waits no longer for the measures."""
        self._inspect.drop()
        self.problem = Problem(self.tr("Not measured: cancelled."), kind="cancelled")
        self.changed.emit()

    def may_read_base(self, base: Path) -> bool:
        """Whether a base is small enough to be read without being asked."""
        return sum(file.stat().st_size for file in base.glob("*.safetensors")) <= _SMALL

    def measure_against(self, base: Path) -> None:
        """Also measures what needs the base; a large one in an engine of its own."""
        self.leave_base()
        if self.look is None:
            return
        self.base, self.base_progress = base, (0, 0)
        params = {"source": str(self.look.source), "base": str(base)}
        self._against_base[not self.may_read_base(base)].ask(params)
        self.based.emit()

    def leave_base(self) -> None:
        for asking in self._against_base.values():
            asking.drop()
        self.base, self.base_progress, self.base_problem = None, None, None
        self.based.emit()

    def measure_entries(self) -> None:
        """Also measures the largest |entry| of each ΔW: seconds for a large adapter."""
        if self.look is None or self._entries.busy:
            return
        self.entries_progress, self.entries_problem = (0, 0), None
        self._entries.ask({"source": str(self.look.source), "entries": True})
        self.entered.emit()

    def leave_entries(self) -> None:
        self._entries.drop()
        self.entries_progress, self.entries_problem = None, None
        self.entered.emit()

    def compare(self, other: Look | None) -> None:
        """What is looked at against another adapter; None ends that."""
        self.against, self.contrast, self.contrast_problem = other, None, None
        self._compare.drop()
        if other is not None and self.look is not None:
            self._compare.ask({"a": str(other.source), "b": str(self.look.source)})
        self.compared.emit()

    def know(self, looks: tuple[Look, ...], base: Path | None) -> None:
        """Measures the other states of a run too, one after the other, unless they are very large.

        Against a base as well, so that a slider over them keeps its measure and its scale.
        """
        small = sum(look.stamp[1] for look in looks) <= _AHEAD
        self._others = tuple(look for look in looks if look != self.look) if small else ()
        self._others_base = base
        self._ask_next()

    def kept(self, looks: tuple[Look, ...]) -> list[Report]:
        """The reports that are known of these; for one scale over all of them."""
        found = (self._kept.get((look.source, look.stamp)) for look in looks)
        return [report for report in found if report is not None]

    def _ask_next(self) -> None:
        base = self._others_base
        for look in self._others:
            report = self._kept.get((look.source, look.stamp))
            if report is None or (base is not None and not report.has_base):
                self._ahead.ask({"source": str(look.source), "base": str(base or "")})
                return
        self._ahead.drop()

    def _on_other(self, asked: dict[str, Any], report: Report) -> None:
        look = next((each for each in self._others if str(each.source) == asked["source"]), None)
        if look is None:
            return
        self._keep(look, report)
        self.known.emit()
        if not report.has_base:  # it does not fit the base: the others of the run would not either
            self._others_base = None
        self._ask_next()

    def _on_report(self, asked: dict[str, Any], report: Report) -> None:
        look = self.look
        if look is None or asked["source"] != str(look.source):
            return
        self.report, self.problem = self._keep(look, report), None
        self.changed.emit()

    def _keep(self, look: Look, report: Report) -> Report:
        """What was known of its largest entries stays in it."""
        state = look.source, look.stamp
        known = self._kept.get(state)
        kept = self._kept[state] = report if known is None else report.with_entries(known)
        while len(self._kept) > _KEPT:
            self._kept.pop(next(iter(self._kept)))
        return kept

    def _on_based(self, asked: dict[str, Any], report: Report) -> None:
        self.base_progress = None
        self._on_report(asked, report)
        self.based.emit()

    def _on_not_based(self, _asked: object, problem: Problem) -> None:
        self.base_progress, self.base_problem = None, problem
        self.based.emit()

    def _on_base_progress(self, done: int, total: int, _: str) -> None:
        self.base_progress = done, total
        self.based.emit()

    def _on_entries(self, asked: dict[str, Any], found: Report) -> None:
        if not found.has_entries:
            self._on_no_entries(asked, Problem(self.tr("The entries of ΔW are too large to be numbers.")))
            return
        self.entries_progress = None
        if self.report is not None:
            self._on_report(asked, self.report.with_entries(found))
        self.entered.emit()

    def _on_no_entries(self, _asked: object, problem: Problem) -> None:
        self.entries_progress, self.entries_problem = None, problem
        self.entered.emit()

    def _on_entries_progress(self, done: int, total: int, _: str) -> None:
        self.entries_progress = done, total
        self.entered.emit()

    def _on_failed(self, _asked: object, problem: Problem) -> None:
        self.report, self.problem = None, problem
        self.changed.emit()

    def _on_contrast(self, _asked: object, contrast: Contrast) -> None:
        self.contrast = contrast
        self.compared.emit()

    def _on_not_compared(self, _asked: object, problem: Problem) -> None:
        self.contrast_problem = problem
        self.compared.emit()
