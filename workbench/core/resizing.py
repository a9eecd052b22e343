"""Which ranks an adapter could have instead, and what that costs exactly: arithmetic on singular values.

Cutting ΔW after its first k singular values is the best approximation of that rank, and its error is known
beforehand: √Σ_{i>k} σᵢ² (Eckart & Young 1936).
"""

import math
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from workbench.core.errors import WorkbenchError
from workbench.core.inspection import Inspection, ModuleReport, plain, read
from workbench.core.plan import MOST_RANK, RankPlan
from workbench.core.verdict import dead

_FULL = 0.9  # of its rank: such a module may have wanted more


@dataclass(frozen=True, slots=True)
class Rule:
    """What is to be kept of every module; the ranks of `ranks` come before the others."""

    rank: int | None = None  # at most so many directions
    energy: float | None = None  # the fewest directions with this share of ‖ΔW‖², 0 to 1
    ranks: Mapping[str, int] = field(default_factory=dict)  # by path

    def __post_init__(self) -> None:
        numbers = [*([] if self.rank is None else [self.rank]), *self.ranks.values()]
        if any(not isinstance(number, int) or number < 1 for number in numbers):
            raise WorkbenchError("A rank must be at least 1.", hint="To remove modules, prune them.")
        if self.energy is not None and not 0 < self.energy <= 1:
            raise WorkbenchError(
                "The share to keep must be above 0 and at most 1, not {energy}.",
                hint="0.95 keeps 95 % of ‖ΔW‖².",
                energy=self.energy,
            )
        if self.rank is None and self.energy is None and not self.ranks:
            raise WorkbenchError(
                "Nothing says what to keep.", hint="Give a rank, a share of the energy, or ranks by module."
            )


@dataclass(frozen=True, slots=True)
class Kept:
    """What a module keeps. Of a stack of experts the rank is that of each, and the error that of all."""

    path: str
    rank: int
    kept: int
    error: float  # ‖ΔW − ΔW_k‖, Frobenius
    relative: float  # of ‖ΔW‖
    parameters: int  # A and B afterwards


@dataclass(frozen=True, slots=True)
class Resizing:
    """What a rule does to an adapter, before anything is written."""

    modules: tuple[Kept, ...]
    parameters_before: int  # of A and B
    parameters: int
    error: float  # Frobenius, over all modules
    relative: float
    left_alone: tuple[str, ...] = ()  # modules whose product is not known: they stay as they are

    @property
    def ranks(self) -> dict[str, int]:
        return {module.path: module.kept for module in self.modules}

    def to_json(self) -> dict[str, Any]:
        return plain(self) | {"modules": [plain(module) for module in self.modules]}

    @classmethod
    def from_json(cls, document: Mapping[str, Any]) -> "Resizing":
        modules = tuple(read(Kept, item) for item in document["modules"])
        found: Resizing = read(cls, {**document, "modules": modules})
        return found


def resizing(report: Inspection, rule: Rule) -> Resizing:
    """Raises WorkbenchError for a rank of a module that does not exist."""
    known = {module.path for module in report.modules}
    stranger = next((path for path in rule.ranks if path not in known), None)
    if stranger is not None:
        raise WorkbenchError("The adapter has no module {path}.", kind="no-module", path=stranger)
    able = [module for module in report.modules if module.singular_values]
    modules = tuple(_kept(module, rule) for module in able)
    total = math.sqrt(sum(module.frobenius**2 for module in able))
    error = math.sqrt(sum(kept.error**2 for kept in modules))
    return Resizing(
        modules,
        sum(_parameters(module, module.rank) for module in able),
        sum(kept.parameters for kept in modules),
        error,
        error / total if total else 0.0,
        tuple(module.path for module in report.modules if not module.singular_values),
    )


def suggested(module: ModuleReport) -> int:
    """The rank for a new run: the effective rank rounded up, and half as much again where all was used."""
    if not math.isfinite(module.effective_rank):
        return module.rank
    each = module.effective_rank / max(1, module.experts)
    wanted = math.ceil(each * 1.5) if module.used > _FULL else math.ceil(each)
    return max(1, min(wanted, *module.shape, MOST_RANK))


def suggested_plan(report: Inspection) -> RankPlan:
    """A plan for a new run from what an adapter used; modules that changed nothing are not ticked."""
    unmoved = {module.path for module in dead(report.modules)}
    modules = [module for module in report.modules if module.path not in unmoved]
    if not modules:
        raise WorkbenchError(
            "No module of this adapter changed anything, so no ranks follow from it.",
            hint="Train it longer or at a higher learning rate first.",
            kind="untrained",
        )
    ranks = {module.path: suggested(module) for module in modules}
    scales = {module.path: module.scaling for module in modules if 0 < module.scaling <= 1000}
    rank = Counter(ranks.values()).most_common(1)[0][0]
    scale = Counter(scales.values()).most_common(1)[0][0] if scales else 2.0
    return RankPlan(
        targets=tuple(ranks),
        rank=rank,
        scale=scale,
        ranks={path: value for path, value in ranks.items() if value != rank},
        scales={path: value for path, value in scales.items() if value != scale},
        use_dora=report.method == "dora",
    )


def _kept(module: ModuleReport, rule: Rule) -> Kept:
    squares = _by_expert(module)
    if module.path in rule.ranks:
        kept = rule.ranks[module.path]
    else:
        kept = module.rank
        if rule.rank is not None:
            kept = min(kept, rule.rank)
        if rule.energy is not None:
            kept = min(kept, _directions(squares, rule.energy))
    kept = max(1, min(kept, module.rank, *module.shape))
    error = math.sqrt(sum(sum(sorted(part[kept:])) for part in squares))
    norm = math.sqrt(sum(map(sum, squares)))
    return Kept(
        module.path, module.rank, kept, error, error / norm if norm else 0.0, _parameters(module, kept)
    )


def _by_expert(module: ModuleReport) -> list[list[float]]:
    """σ² of each expert, falling; of an ordinary module there is one such list."""
    squares = [value * value for value in module.singular_values]
    length = len(squares) // max(1, module.experts)
    return [squares[start : start + length] for start in range(0, len(squares), length)]


def _directions(squares: list[list[float]], energy: float) -> int:
    """The smallest rank, the same in each expert, that keeps this share of all energy."""
    target, reached = energy * sum(map(sum, squares)) * (1 - 1e-12), 0.0
    for count, layer in enumerate(zip(*squares, strict=True), 1):
        reached += sum(layer)
        if reached >= target:
            return count
    return len(squares[0])


def _parameters(module: ModuleReport, rank: int) -> int:
    return rank * sum(module.shape) * max(1, module.experts)
