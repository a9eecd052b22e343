"""Two adapters against each other, exactly, without forming ΔW: differences, cosines, principal angles."""

import math
from collections.abc import Iterable

import torch

from workbench.adapters import spectrum
from workbench.adapters.inspecting import Told, unheard
from workbench.adapters.reader import Adapter, AdapterModule
from workbench.adapters.threads import one_thread
from workbench.core.comparison import ComparedModule, Comparison, verdict
from workbench.core.errors import WorkbenchError
from workbench.core.inspection import Said
from workbench.core.sentence import Sentence

Product = tuple[torch.Tensor, torch.Tensor]  # (left E×out×k, right E×k×in)
_NULL = 1e-10  # of σ₁: directions below are rounding, not directions


@one_thread()
def compare(a: Adapter, b: Adapter, told: Told = unheard) -> Comparison:
    """Every module of either adapter; modules pair up by their path in the base."""
    paths = list(dict.fromkeys([*(m.path for m in a.modules), *(m.path for m in b.modules)]))
    modules, inner, squares = [], 0.0, [0.0, 0.0]
    with a.reading(), b.reading():
        for done, path in enumerate(paths):
            told(done, len(paths))
            first, second = a.by_path.get(path), b.by_path.get(path)
            compared = _compared(a, first, b, second)
            modules.append(compared)
            for side, norm in enumerate((compared.frobenius_a, compared.frobenius_b)):
                squares[side] += norm**2 if math.isfinite(norm) else 0.0
            if math.isfinite(compared.cosine):
                inner += compared.cosine * compared.frobenius_a * compared.frobenius_b
    norms = math.sqrt(squares[0]) * math.sqrt(squares[1])
    cosine = inner / norms if norms else float("nan")
    difference = math.sqrt(sum(m.difference**2 for m in modules if math.isfinite(m.difference)))
    return Comparison(
        str(a.source.given),
        str(b.source.given),
        tuple(modules),
        difference,
        cosine,
        verdict(tuple(modules), cosine),
        tuple(_notes(modules, a, b)),
    )


def subtracted(a: Product, b: Product) -> Product:
    """ΔW_b − ΔW_a as one product: [left_b, −left_a]·[right_b; right_a]."""
    return torch.cat([b[0], -a[0]], -1), torch.cat([b[1], a[1]], -2)


def same_module(adapter: Adapter, module: AdapterModule, other: Adapter) -> Product:
    """ΔW of this module in another adapter; WorkbenchError when it is not there, or of another shape."""
    there = other.module(module.path)
    if (there.shape, there.experts) != (module.shape, module.experts):
        raise WorkbenchError(
            "{path} is {one} in {first} and {two} in {other}.",
            hint="Compare adapters of the same base.",
            kind="wrong-base",
            path=module.path,
            one=_size(module),
            first=adapter.source.given,
            two=_size(there),
            other=other.source.given,
        )
    return other.product(there)


def inner_product(a: Product, b: Product) -> float:
    """⟨ΔW_a, ΔW_b⟩ = tr((left_bᵀ left_a)(right_a right_bᵀ))."""
    return float(((b[0].mT @ a[0]) * (a[1] @ b[1].mT).mT).sum())


def angles(first: torch.Tensor, second: torch.Tensor) -> tuple[float, ...]:
    """Principal angles in degrees between the spans of two sets of orthonormal columns, rising.

    Cosines are the singular values of FᵀS, sines those of the rest S − F·FᵀS: each is exact where the other
    is not (Björck & Golub 1973).
    """
    if not first.shape[1] or not second.shape[1]:
        return ()
    if first.shape[1] < second.shape[1]:
        first, second = second, first
    cosines = torch.linalg.svdvals(first.mT @ second).clamp(0, 1)
    sines = torch.linalg.svdvals(second - first @ (first.mT @ second)).clamp(0, 1).flip(0)
    found = torch.where(cosines * cosines < 0.5, torch.acos(cosines), torch.asin(sines))
    return tuple(torch.rad2deg(found).tolist())


def _compared(
    a: Adapter, first: AdapterModule | None, b: Adapter, second: AdapterModule | None
) -> ComparedModule:
    if first is None or second is None:
        adapter, module = (a, first) if first is not None else (b, second)
        assert module is not None
        return _alone(adapter, module, "a" if second is None else "b")
    if first.problem or second.problem:
        return ComparedModule(first.path, first.shape, note=first.problem or second.problem)
    if (first.shape, first.experts) != (second.shape, second.experts):
        return ComparedModule(
            first.path,
            first.shape,
            note=Sentence("{first} in a, {second} in b", first=_size(first), second=_size(second)),
        )
    one, other = a.product(first), b.product(second)
    if not _finite((*one, *other)):
        return ComparedModule(first.path, first.shape, note="some of its numbers are NaN or infinite")
    (u1, v1, norm1), (u2, v2, norm2) = _directions(one), _directions(other)
    between = spectrum.measures(spectrum.singular_values(*subtracted(one, other)))
    product = norm1 * norm2
    return ComparedModule(
        first.path,
        first.shape,
        frobenius_a=norm1,
        frobenius_b=norm2,
        difference=between.frobenius,
        difference_spectral=between.spectral,
        cosine=max(-1.0, min(1.0, inner_product(one, other) / product)) if product else float("nan"),
        angles_out=angles(u1, u2) if not first.experts else (),
        angles_in=angles(v1, v2) if not first.experts else (),
    )


def _alone(adapter: Adapter, module: AdapterModule, side: str) -> ComparedModule:
    if module.problem:
        return ComparedModule(module.path, module.shape, "a" if side == "a" else "b", note=module.problem)
    found = spectrum.measures(spectrum.singular_values(*adapter.product(module)))
    return ComparedModule(
        module.path,
        module.shape,
        "a" if side == "a" else "b",
        frobenius_a=found.frobenius if side == "a" else 0.0,
        frobenius_b=found.frobenius if side == "b" else 0.0,
        difference=found.frobenius,
        difference_spectral=found.spectral,
    )


def _directions(product: Product) -> tuple[torch.Tensor, torch.Tensor, float]:
    """Orthonormal columns that span what ΔW writes to and reads from (of a first expert), and ‖ΔW‖."""
    u, values, vt = spectrum.decomposed(*product)
    kept = int((values[0] > _NULL * values[0, 0]).sum()) if float(values[0, 0]) > 0 else 0
    return u[0, :, :kept], vt[0, :kept].mT, spectrum.measures(values).frobenius


def _notes(modules: Iterable[ComparedModule], a: Adapter, b: Adapter) -> Iterable[Said]:
    unlike = [module for module in modules if module.note]
    if unlike:
        yield Said(
            "{count} modules cannot be compared, first {path}: {reason}.",
            {"count": len(unlike), "path": unlike[0].path, "reason": unlike[0].note},
            "not-comparable",
            tuple(module.path for module in unlike),
        )
    if a.base and b.base and a.base != b.base:
        yield Said("They name different bases: {a} and {b}.", {"a": a.base, "b": b.base}, "different-bases")


def _finite(tensors: Iterable[torch.Tensor]) -> bool:
    return all(bool(torch.isfinite(tensor).all()) for tensor in tensors)


def _size(module: AdapterModule) -> str:
    return f"{module.experts} × " * bool(module.experts) + "×".join(map(str, module.shape))
