"""An adapter's report: every module measured, what was trained whole, and a verdict in words."""

import dataclasses
from collections.abc import Callable
from typing import Any

import torch

from workbench.adapters import products, spectrum
from workbench.adapters.reader import Adapter, AdapterModule, WholeTensor
from workbench.adapters.threads import one_thread
from workbench.core.inspection import Inspection, ModuleReport, WholeReport
from workbench.core.verdict import verdict

Told = Callable[[int, int], None]

_TILE = 1 << 22  # numbers of ΔW at once
_MOST_VALUES = 1024  # of methods whose rank has no bound


def unheard(done: int, total: int) -> None:
    """Nobody listens."""


@one_thread()
def inspect(adapter: Adapter, told: Told = unheard, *, entries: bool = False) -> Inspection:
    """Measures every module from the adapter's own file; one module is in memory at a time.

    With `entries` also the largest entry of ΔW, for which ΔW is formed in tiles: seconds for 8 B.
    """
    modules = []
    with adapter.reading():
        for done, module in enumerate(adapter.modules):
            told(done, len(adapter.modules))
            report = measured(adapter, module)
            if entries and report.singular_values:
                report = dataclasses.replace(report, largest=_largest(*adapter.product(module)))
            modules.append(report)
        whole = tuple(_whole(adapter, item) for item in adapter.whole)
    return Inspection(
        source=str(adapter.source.given),
        method=adapter.method,
        base=adapter.base,
        parameters=adapter.parameters,
        modules=tuple(modules),
        whole=whole,
        verdict=verdict(modules, whole),
        notes=adapter.notes,
        unknown_tensors=adapter.unknown_tensors,
        unknown_settings=adapter.unknown_settings,
        bytes=adapter.file.bytes,
        step=adapter.source.step,
    )


def measured(adapter: Adapter, module: AdapterModule) -> ModuleReport:
    """One module's report; its measures are NaN where its numbers are not finite or have no product."""
    common: dict[str, Any] = {
        "path": module.path,
        "shape": module.shape,
        "rank": module.rank,
        "scaling": module.scaling,
        "kind": module.method,
        "experts": module.experts,
        "parameters": module.parameters,
        "dtype": module.dtype,
    }
    broken = sum(_not_finite(adapter.file.tensor(name)) for name in module.parts.values())
    if broken:
        return ModuleReport(**common, not_finite=broken, note="some of its numbers are NaN or infinite")
    common["strength"] = products.strength(module.method, module.parts, adapter.file)
    if module.problem:
        return ModuleReport(**common, note=module.problem)
    return with_values(ModuleReport(**common, note=module.note), adapter.values(module))


def with_values(report: ModuleReport, values: torch.Tensor) -> ModuleReport:
    """A module's report with the measures of these singular values (a row for each expert)."""
    lora = report.kind in ("lora", "dora")
    return dataclasses.replace(
        report,
        capacity=values.numel(),
        singular_values=tuple((values if lora else values[:, :_MOST_VALUES]).flatten().tolist()),
        **dataclasses.asdict(spectrum.measures(values)),
    )


def _largest(left: torch.Tensor, right: torch.Tensor) -> float:
    """max |ΔW|, over tiles of rows in the numbers' own range."""
    step = max(1, _TILE // right.shape[-1])
    found = 0.0
    for one, other in zip(left, right, strict=True):
        for start in range(0, one.shape[0], step):
            tile = one[start : start + step] @ other
            found = max(found, float(tile.max()), -float(tile.min()))
    return found


def _whole(adapter: Adapter, item: WholeTensor) -> WholeReport:
    numbers = adapter.file.tensor(item.name)
    broken = _not_finite(numbers)
    return WholeReport(
        path=item.path,
        shape=item.shape,
        parameters=numbers.numel(),
        frobenius=float("nan") if broken else float(torch.linalg.vector_norm(numbers, dtype=torch.float64)),
        not_finite=broken,
        kind=item.kind,
    )


def _not_finite(numbers: torch.Tensor) -> int:
    if bool(torch.isfinite(numbers.sum())):  # one pass without a mask; NaN and infinity survive a sum
        return 0
    return int(numbers.numel() - torch.isfinite(numbers).sum())
