"""An adapter against the weights it changes: relative size, alignment, intruder dimensions, DoRA's real ΔW.

With W the base's weight and W' = W + ΔW:

- alignment: ‖UᵀΔW V‖² / ‖ΔW‖² with U, V the leading r directions of W (at most 32): how much of the change
  stays inside what W already does most.
- intruder dimensions (Shuttleworth et al. 2024, arXiv 2410.21228): of the 10 strongest left singular vectors
  of W', those with |cosine| < 0.5 to every one of W's. A W with a side over 384 is compared by its 32
  strongest, so a direction that was weaker than those and was lifted counts as well.
- DoRA (Liu et al. 2024): W' = diag(m / ‖W + s·B·A‖)·(W + s·B·A), so the real change W' − W is not s·B·A. Its
  Frobenius norm is summed over tiles of rows, exactly.
"""

import dataclasses
import math
from collections.abc import Callable
from contextlib import nullcontext
from typing import Any

import torch

from workbench.adapters import direction_cache, inspecting, krylov, spectrum
from workbench.adapters.base_weights import BaseWeights, Weight
from workbench.adapters.inspecting import Told, unheard
from workbench.adapters.reader import Adapter, AdapterModule
from workbench.adapters.threads import one_thread
from workbench.core.inspection import Inspection, ModuleReport, Said, WholeReport
from workbench.core.sentence import Sentence
from workbench.core.verdict import verdict

_SMALL = 1 << 22  # numbers of W: up to here one thread is faster
_LEADING = 32
_STRONGEST = 10
_INTRUDING = 0.5

Heard = Callable[[ModuleReport], None]


@dataclasses.dataclass(frozen=True)
class _Changed:
    """W + ΔW as an operator."""

    weight: Weight
    left: torch.Tensor
    right: torch.Tensor

    @property
    def shape(self) -> tuple[int, int]:
        return self.weight.shape

    def times(self, columns: torch.Tensor) -> torch.Tensor:
        return self.weight.times(columns) + self.left @ (self.right @ columns)

    def transposed_times(self, columns: torch.Tensor) -> torch.Tensor:
        return self.weight.transposed_times(columns) + self.right.mT @ (self.left.mT @ columns)


def against(
    adapter: Adapter,
    report: Inspection,
    base: BaseWeights,
    told: Told = unheard,
    heard: Heard = lambda _: None,
) -> Inspection:
    """The report with what only the base can tell; `heard` gets each module as soon as it is measured."""
    modules, misfits = [], []
    with adapter.reading():
        for done, (module, so_far) in enumerate(zip(adapter.modules, report.modules, strict=True)):
            told(done, len(report.modules))
            found = _fitting(module, base)
            if isinstance(found, str):
                misfits.append((module.path, found))
                modules.append(so_far)
                continue
            with nullcontext() if math.prod(found.shape) > _SMALL else one_thread():
                measured = dataclasses.replace(so_far, **_measured(adapter, module, so_far, found))
            heard(measured)
            modules.append(measured)
        whole = tuple(_whole(adapter, item, base) for item in report.whole)
    notes = (*report.notes, *_misfits(misfits, len(modules)))
    return dataclasses.replace(
        report, modules=tuple(modules), whole=whole, notes=notes, verdict=verdict(modules, whole)
    )


def _fitting(module: AdapterModule, base: BaseWeights) -> Weight | str:
    """W of the module, or why there is none."""
    if module.experts:
        return "experts are not compared with the base"
    weight = base.weight(module.path)
    if weight is None:
        return "it does not exist there"
    out, inside = weight.shape
    theirs = (module.shape[0], 0 if module.method == "vera" else module.shape[1])
    if any(side not in (0, 1, real) for side, real in zip(theirs, (out, inside), strict=True)):
        return Sentence(
            "{rows}×{columns} in the adapter, {out}×{inside} there",
            rows=theirs[0],
            columns=theirs[1],
            out=out,
            inside=inside,
        )
    return weight


def _measured(
    adapter: Adapter, module: AdapterModule, so_far: ModuleReport, weight: Weight
) -> dict[str, Any]:
    size = weight.frobenius()
    found: dict[str, Any] = {"base_frobenius": size}
    if so_far.not_finite:
        return found
    small = min(weight.shape) <= krylov.DENSE
    directions = direction_cache.leading(weight, min(weight.shape) if small else _LEADING)
    found["base_spectral"] = float(directions.values[0]) if len(directions.values) else 0.0
    if module.method == "ia3":
        scales = adapter.file.tensor(module.parts["ia3_l"]).float()
        return found | {"change_frobenius": _scaled(weight, scales), "shape": weight.shape}
    if module.problem:
        return found
    left, right = (side[0].float() for side in adapter.product(module))
    if right.shape[1] != weight.shape[1]:  # a VeRA, measured for the widest of its modules until now
        right = right[:, : weight.shape[1]]
        values = spectrum.singular_values(left.double()[None], right.double()[None])
        so_far = inspecting.with_values(dataclasses.replace(so_far, shape=weight.shape, note=""), values)
        found |= {item.name: getattr(so_far, item.name) for item in dataclasses.fields(so_far)} | found
    found["change_frobenius"] = so_far.frobenius
    if module.magnitude:
        lengths = adapter.file.tensor(module.magnitude).float().flatten()
        found["change_frobenius"] = _dora(weight, left, right, lengths)
    if so_far.frobenius > 0:
        first = min(so_far.rank, _LEADING)
        inside = (directions.u[:, :first].mT @ left) @ (right @ directions.v[:, :first])
        found["alignment"] = min(1.0, float(inside.double().square().sum()) / so_far.frobenius**2)
        found["intruders"] = _intruders(_Changed(weight, left, right), directions)
    return found


def _intruders(changed: _Changed, base: krylov.Directions) -> int:
    strongest = krylov.leading(changed, _STRONGEST)
    cosines = (strongest.u.mT @ base.u).abs().amax(1)
    return int((cosines < _INTRUDING).sum())


def _dora(weight: Weight, left: torch.Tensor, right: torch.Tensor, lengths: torch.Tensor) -> float:
    """‖W' − W‖ of DoRA, in two passes: the lengths of the rows of W + ΔW, then the differences."""
    squares = torch.zeros(weight.shape[0], dtype=torch.float64)
    for place, rows, delta in _tiles(weight, left, right):
        squares[place] += (rows + delta).double().square().sum(1)
    factors = (lengths.double() / squares.sqrt()).float()[:, None]
    total = 0.0
    for place, rows, delta in _tiles(weight, left, right):
        total += float((factors[place] * (rows + delta) - rows).double().square().sum())
    return math.sqrt(total)


def _tiles(weight: Weight, left: torch.Tensor, right: torch.Tensor) -> Any:
    """(places of the output rows, W there, ΔW there) for each tile."""
    everything = slice(None)
    for place, tile in weight.tiles():
        if weight.transposed:
            yield everything, tile.mT, left @ right[:, place]
        else:
            yield place, tile, left[place] @ right


def _scaled(weight: Weight, scales: torch.Tensor) -> float:
    """‖W∘l − W‖ of IA3: l has one number for each output (out×1) or each input (1×in)."""
    by_row = (scales.shape[0] > 1) != weight.transposed
    total = 0.0
    for place, tile in weight.tiles():
        change = scales.flatten() - 1
        change = change[place][:, None] if by_row else change[None, :]
        total += float((tile * change).double().square().sum())
    return math.sqrt(total)


def _whole(adapter: Adapter, report: WholeReport, base: BaseWeights) -> WholeReport:
    found = base.stored(report.path)
    item = next(item for item in adapter.whole if item.path == report.path)
    if found is None or found[0].stored[found[1]].shape != item.shape or report.not_finite:
        return report
    here, there = adapter.file.tensor(item.name).double(), found[0].tensor(found[1]).double()
    return dataclasses.replace(
        report, change_frobenius=float((here - there).norm()), base_frobenius=float(there.norm())
    )


def _misfits(misfits: list[tuple[str, str]], total: int) -> list[Said]:
    if not misfits:
        return []
    path, reason = misfits[0]
    return [
        Said(
            "{count} of {total} modules cannot be compared with this base, first {path}: {reason}.",
            {"count": len(misfits), "total": total, "path": path, "reason": reason},
            "wrong-base",
            tuple(path for path, _ in misfits),
        )
    ]
