"""Cutting an adapter to other ranks, scaling it, and removing modules. Each result is a new adapter."""

import math
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from workbench.adapters import inspecting, spectrum, writing
from workbench.adapters.inspecting import Told, unheard
from workbench.adapters.reader import Adapter, AdapterModule
from workbench.adapters.threads import one_thread
from workbench.core.errors import WorkbenchError
from workbench.core.resizing import Resizing, Rule, resizing
from workbench.core.verdict import dead


@one_thread()
def resize(adapter: Adapter, rule: Rule, out: Path, told: Told = unheard) -> tuple[Resizing, dict[str, Any]]:
    """Every module cut to the rank that the rule keeps of it: ΔW's truncated SVD, split evenly on A and B.

    The scaling of each module stays. Of DoRA the direction B·A is cut, and the lengths stay.
    """
    _must_be_lora(adapter)
    writing.must_be_new(out, [adapter.source.given])
    planned = resizing(inspecting.inspect(adapter), rule)
    ranks, result = planned.ranks, writing.started(adapter)
    with adapter.reading():
        for done, module in enumerate(adapter.modules):
            told(done, len(adapter.modules))
            _refuse_broken(module, "" if module.path in ranks else "it holds NaN or infinite numbers")
            kept = ranks[module.path]
            left, right = adapter.product(module)
            u, values, vt = spectrum.decomposed(left / (module.scaling or 1.0), right)
            roots = values[:, :kept].sqrt()
            a, b = writing.packed(u[:, :, :kept] * roots[:, None, :], roots[:, :, None] * vt[:, :kept])
            result.add(module, a, b, kept, module.scaling)
            writing.carry_over(adapter, module, result)
    said = {"rank": rule.rank, "energy": rule.energy, "ranks": dict(rule.ranks)}
    return planned, writing.write(result, out, "resize", [adapter.source.weights], said)


def scale(adapter: Adapter, factor: float, out: Path) -> dict[str, Any]:
    """ΔW multiplied by `factor`, inside B: alpha stays, because several programs read only one."""
    _must_be_lora(adapter)
    if not math.isfinite(factor):
        raise WorkbenchError("The factor must be a finite number.", hint="0.5 halves what the adapter does.")
    if adapter.method == "dora":
        raise WorkbenchError(
            "What DoRA changes does not grow with B, so it cannot be scaled like this.",
            hint="Try it at another strength instead: the strength is set where it is used.",
            kind="method-refused",
        )
    return _copied(adapter, adapter.modules, out, "scale", {"factor": factor}, factor)


def prune(adapter: Adapter, paths: Iterable[str], out: Path) -> dict[str, Any]:
    """Without these modules; without those that change nothing when none are named."""
    _must_be_lora(adapter)
    named = set(paths)
    for path in named:
        adapter.module(path)
    if not named:
        named = {module.path for module in dead(inspecting.inspect(adapter).modules)}
        if not named:
            raise WorkbenchError(
                "Every module of this adapter changes something: there is nothing to prune.",
                hint="Name the modules that shall go.",
                kind="nothing-to-do",
            )
    kept = [module for module in adapter.modules if module.path not in named]
    return _copied(adapter, kept, out, "prune", {"modules": sorted(named)})


def _copied(
    adapter: Adapter,
    modules: Iterable[AdapterModule],
    out: Path,
    operation: str,
    parameters: dict[str, Any],
    factor: float = 1.0,
) -> dict[str, Any]:
    """A and B as they are stored, but for the factor."""
    writing.must_be_new(out, [adapter.source.given])
    result = writing.started(adapter)
    with adapter.reading():
        for module in modules:
            _refuse_broken(module)
            a, b = adapter.matrices(module)
            result.add(module, a, b if factor == 1.0 else b * factor, module.rank, module.scaling)
            writing.carry_over(adapter, module, result)
    return writing.write(result, out, operation, [adapter.source.weights], parameters)


def _refuse_broken(module: AdapterModule, problem: str = "") -> None:
    if problem := module.problem or problem:
        raise WorkbenchError(
            "{path} cannot be kept: {problem}.",
            hint="Prune that module first: workbench adapter prune … --module {path}",
            kind="damaged-adapter",
            path=module.path,
            problem=problem,
        )


def _must_be_lora(adapter: Adapter) -> None:
    if adapter.method not in ("lora", "dora"):
        raise WorkbenchError(
            "This adapter was made with {method}; only LoRA can be changed here.",
            hint="peft can convert several methods to LoRA: peft.convert_to_lora.",
            kind="not-lora",
            method=adapter.method,
        )
