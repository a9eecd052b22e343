"""Several adapters of one base become one, with weights. The arithmetic of factors is peft's own.

- cat and svd are exact: ΔW = Σ wᵢ·ΔWᵢ, with the ranks added up, or cut to a rank by a truncated SVD.
- linear, ties (Yadav et al. 2023), dare_linear, dare_ties (Yu et al. 2023) and magnitude_prune combine the
  factors themselves, as peft.add_weighted_adapter does: A = Σ sign(wᵢsᵢ)·√|wᵢsᵢ|·Aᵢ and B = Σ √|wᵢsᵢ|·Bᵢ.
  That is cheap and rough, for B·A then holds products of one adapter's B with another's A. Adapters of lower
  rank are filled up with zeros, which changes none of them.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, get_args

import torch

from workbench.adapters import comparing, spectrum, writing
from workbench.adapters.inspecting import Told, unheard
from workbench.adapters.reader import Adapter, AdapterModule
from workbench.adapters.threads import one_thread
from workbench.core.errors import WorkbenchError
from workbench.core.merging import Interference, MergedModule, MergePreview
from workbench.core.sentence import Sentence

Method = Literal["cat", "svd", "linear", "ties", "dare_linear", "dare_ties", "magnitude_prune"]
_ROUNDING = 1e-12  # what is left of changes that undo each other
METHODS: tuple[str, ...] = get_args(Method)
Product = tuple[torch.Tensor, torch.Tensor]


@dataclass(frozen=True)
class Recipe:
    """How to merge. `rank` is for svd (None: the highest of all), `density` for ties, dare and pruning."""

    method: Method = "svd"
    weights: tuple[float, ...] = ()
    rank: int | None = None
    density: float = 0.5
    seed: int = 0  # of what DARE drops

    def __post_init__(self) -> None:
        if self.method not in METHODS:
            raise WorkbenchError(
                "There is no way of merging called “{method}”.",
                hint="There are {methods}.",
                method=self.method,
                methods=", ".join(METHODS),
            )
        if not all(isinstance(weight, int | float) and math.isfinite(weight) for weight in self.weights):
            raise WorkbenchError("Every weight must be a finite number.", hint="1 takes an adapter as it is.")
        if not 0 < self.density < 1:
            raise WorkbenchError(
                "The density must lie between 0 and 1, not {density}.",
                hint="0.5 keeps half of the numbers.",
                density=self.density,
            )
        if self.rank is not None and self.rank < 1:
            raise WorkbenchError("A rank must be at least 1.", hint="Leave it out for the highest of all.")


@one_thread()
def preview(adapters: Sequence[Adapter], recipe: Recipe, told: Told = unheard) -> MergePreview:
    """How much the adapters get in each other's way, and what an svd's rank cuts off; nothing is written."""
    weights = _weights(adapters, recipe)
    modules, pairs = [], [[[0.0, 0.0, 0.0] for _ in adapters] for _ in adapters]
    paths = _paths(adapters)
    for done, path in enumerate(paths):
        told(done, len(paths))
        here = [(i, a, a.by_path[path]) for i, a in enumerate(adapters) if path in a.by_path]
        _must_match(here)
        products = {i: _weighted(a.product(module), weights[i]) for i, a, module in here}
        norms = {i: spectrum.measures(spectrum.singular_values(*p)).frobenius for i, p in products.items()}
        for i in products:
            for j in products:
                cell = pairs[i][j]
                cell[0] += comparing.inner_product(products[i], products[j])
                cell[1] += norms[i] ** 2
                cell[2] += norms[j] ** 2
        alone = sum(norms.values())
        values = spectrum.singular_values(*_joined(list(products.values())))
        values = torch.where(values > _ROUNDING * alone, values, 0.0)
        total = float(values.square().sum().sqrt())
        rank = _rank(recipe, [module for _, _, module in here])
        cut = float(values[:, rank:].square().sum().sqrt()) if recipe.method == "svd" else 0.0
        modules.append(
            MergedModule(
                path,
                rank,
                tuple(i for i, _, _ in here),
                total,
                1 - total / alone if alone else 0.0,
                cut,
                cut / total if total else 0.0,
            )
        )
    found = tuple(
        Interference(i, j, pairs[i][j][0] / math.sqrt(pairs[i][j][1] * pairs[i][j][2]))
        for i in range(len(adapters))
        for j in range(i + 1, len(adapters))
        if pairs[i][j][1] and pairs[i][j][2]
    )
    return MergePreview(tuple(modules), found)


@one_thread()
def merge(adapters: Sequence[Adapter], recipe: Recipe, out: Path, told: Told = unheard) -> dict[str, Any]:
    """Writes the merged adapter. Modules that only some of them have are taken from those.

    Raises WorkbenchError for adapters that are no plain LoRA, do not fit each other, or train modules whole.
    """
    for adapter in adapters:
        _must_be_plain(adapter)
    weights = _weights(adapters, recipe)
    writing.must_be_new(out, [adapter.source.given for adapter in adapters])
    result = writing.started(adapters[0])
    paths = _paths(adapters)
    with torch.random.fork_rng(devices=[]):
        torch.default_generator.manual_seed(recipe.seed)
        for done, path in enumerate(paths):
            told(done, len(paths))
            here = [(i, a, a.by_path[path]) for i, a in enumerate(adapters) if path in a.by_path]
            _must_match(here)
            module = here[0][2]
            a, b, rank = _MERGED[recipe.method](here, weights, recipe)
            result.add(module, a, b, rank, 1.0)
    said = {
        "method": recipe.method,
        "weights": list(weights),
        "rank": recipe.rank,
        "density": recipe.density,
        "seed": recipe.seed,
    }
    return writing.write(result, out, "merge", [adapter.source.weights for adapter in adapters], said)


# --- ways of merging one module

_Here = Sequence[tuple[int, Adapter, AdapterModule]]
_Merged = tuple[torch.Tensor, torch.Tensor, int]


def _exactly(here: _Here, weights: Sequence[float], recipe: Recipe) -> _Merged:
    """Σ wᵢ·ΔWᵢ as one product; with svd cut to a rank."""
    left, right = _joined([_weighted(a.product(module), weights[i]) for i, a, module in here])
    rank = _rank(recipe, [module for _, _, module in here])
    if recipe.method == "svd":
        u, values, vt = spectrum.decomposed(left, right)
        rank = min(rank, values.shape[1])
        roots = values[:, :rank].sqrt()
        left, right = u[:, :, :rank] * roots[:, None, :], roots[:, :, None] * vt[:, :rank]
    a, b = writing.packed(left, right)
    return a, b, rank


def _factors(here: _Here, weights: Sequence[float], recipe: Recipe) -> _Merged:
    """The factors themselves, combined by peft's functions."""
    rank = max(module.rank for _, _, module in here)
    stacks: tuple[list[torch.Tensor], list[torch.Tensor]] = ([], [])
    roots: tuple[list[float], list[float]] = ([], [])
    for i, adapter, module in here:
        a, b = adapter.matrices(module)
        if module.experts and module.rank != rank:
            raise WorkbenchError(
                "{path} holds experts with different ranks; only cat and svd merge those.",
                hint="Use svd.",
                path=module.path,
            )
        stacks[0].append(
            torch.nn.functional.pad(a.float(), (0, 0, 0, rank * max(1, module.experts) - len(a)))
        )
        stacks[1].append(torch.nn.functional.pad(b.float(), (0, stacks[0][-1].shape[0] - b.shape[1])))
        factor = weights[i] * module.scaling
        roots[0].append(math.copysign(math.sqrt(abs(factor)), factor))
        roots[1].append(math.sqrt(abs(factor)))
    combine = _combination(recipe)
    a, b = (combine(s, torch.tensor(r)) for s, r in zip(stacks, roots, strict=True))
    return a, b, rank


def _combination(recipe: Recipe) -> Callable[[list[torch.Tensor], torch.Tensor], torch.Tensor]:
    from peft.utils import merge_utils

    if recipe.method == "linear":
        return merge_utils.task_arithmetic  # type: ignore[no-any-return]
    function = getattr(merge_utils, recipe.method)
    return lambda tensors, weights: function(tensors, weights, recipe.density)


_MERGED: dict[str, Callable[[_Here, Sequence[float], Recipe], _Merged]] = {
    "cat": _exactly,
    "svd": _exactly,
    **dict.fromkeys(METHODS[2:], _factors),
}


def _weighted(product: Product, weight: float) -> Product:
    return product[0] * weight, product[1]


def _joined(products: Sequence[Product]) -> Product:
    return torch.cat([left for left, _ in products], -1), torch.cat([right for _, right in products], -2)


def _rank(recipe: Recipe, modules: Sequence[AdapterModule]) -> int:
    if recipe.method == "cat":
        return sum(module.rank for module in modules)
    highest = max(module.rank for module in modules)
    wanted = recipe.rank if recipe.method == "svd" and recipe.rank is not None else highest
    return min(wanted, *modules[0].shape)


def _paths(adapters: Sequence[Adapter]) -> list[str]:
    return list(dict.fromkeys(module.path for adapter in adapters for module in adapter.modules))


def _weights(adapters: Sequence[Adapter], recipe: Recipe) -> tuple[float, ...]:
    if len(adapters) < 2:
        raise WorkbenchError("Merging takes two adapters or more.", hint="To change one, scale or resize it.")
    weights = recipe.weights or (1.0 / len(adapters),) * len(adapters)
    if len(weights) != len(adapters):
        raise WorkbenchError(
            "There are {adapters} adapters, but {weights} weights.",
            hint="Give one weight for each adapter.",
            adapters=len(adapters),
            weights=len(weights),
        )
    return weights


def _must_match(here: _Here) -> None:
    _, first, module = here[0]
    for _, other, theirs in here:
        if theirs.problem:
            raise WorkbenchError(
                "{path} of {source} cannot be used: {problem}.",
                hint="`workbench inspect` lists what is wrong with it.",
                kind="damaged-adapter",
                path=theirs.path,
                source=other.source.given,
                problem=theirs.problem,
            )
        if (theirs.shape, theirs.experts, theirs.embedding) != (
            module.shape,
            module.experts,
            module.embedding,
        ):
            raise WorkbenchError(
                "{path} is {one} in {first} and {two} in {other}: these adapters are of different bases.",
                hint="Merge adapters that were trained on the same model.",
                kind="wrong-base",
                path=module.path,
                one="×".join(map(str, module.shape)),
                first=first.source.given,
                two="×".join(map(str, theirs.shape)),
                other=other.source.given,
            )


def _must_be_plain(adapter: Adapter) -> None:
    reason = ""
    if adapter.method != "lora":
        reason = Sentence("it was made with {method}", method=adapter.method)
    elif adapter.whole:
        reason = Sentence("it also trains {path} whole", path=adapter.whole[0].path)
    elif any(module.bias for module in adapter.modules):
        reason = "its B have biases"
    if reason:
        raise WorkbenchError(
            "{source} cannot be merged with others: {reason}.",
            hint="Plain LoRA (and rsLoRA) adapters can.",
            kind="method-refused",
            source=adapter.source.given,
            reason=reason,
        )
