"""A LoRA out of a model that was fine-tuned whole, and its base: the best ΔW of a rank, layer by layer.

Both models are read in tiles; what is held is one layer's directions and the adapter so far.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch

from workbench.adapters import krylov, writing
from workbench.adapters.base_weights import BaseWeights, Weight
from workbench.adapters.inspecting import Told, unheard
from workbench.adapters.reader import AdapterModule
from workbench.adapters.writing import Result
from workbench.core.errors import WorkbenchError
from workbench.core.layers import Layer
from workbench.core.sentence import Sentence


@dataclass(frozen=True)
class _Difference:
    """W_tuned − W_base as an operator."""

    tuned: Weight
    base: Weight

    @property
    def shape(self) -> tuple[int, int]:
        return self.base.shape

    def times(self, columns: torch.Tensor) -> torch.Tensor:
        return self._across(columns) if not self.base.transposed else self._down(columns)

    def transposed_times(self, columns: torch.Tensor) -> torch.Tensor:
        return self._down(columns) if not self.base.transposed else self._across(columns)

    def frobenius(self) -> float:
        return math.sqrt(sum(float(tile.double().square().sum()) for _, tile in self._tiles()))

    def _across(self, columns: torch.Tensor) -> torch.Tensor:
        return torch.cat([tile @ columns for _, tile in self._tiles()])

    def _down(self, columns: torch.Tensor) -> torch.Tensor:
        parts = [tile.mT @ columns[place] for place, tile in self._tiles()]
        return torch.stack(parts).sum(0)

    def _tiles(self) -> Iterator[tuple[slice, torch.Tensor]]:
        for (place, new), (_, old) in zip(self.tuned.tiles(), self.base.tiles(), strict=True):
            yield place, new - old


def extract(
    tuned_folder: Path,
    base_folder: Path,
    out: Path,
    rank: int,
    energy: float = 1.0,
    told: Told = unheard,
) -> dict[str, Any]:
    """Writes the adapter; at most `rank` directions a layer, fewer where they hold the share `energy`.

    Returns what was written, and: "error" and "relative" (Frobenius, of the linear layers' whole change),
    "layers" (path, kept, frobenius, error), "left": what else differs and no LoRA of linear layers can hold
    (path, frobenius).
    """
    if rank < 1 or not 0 < energy <= 1:
        raise WorkbenchError(
            "The rank must be at least 1, and the share to keep above 0 and at most 1.",
            hint="For example: --rank 32 --energy 0.95",
        )
    writing.must_be_new(out)
    base, tuned = BaseWeights(base_folder), BaseWeights(tuned_folder)
    result = Result(
        {
            "peft_type": "LORA",
            "base_model_name_or_path": str(base_folder),
            "inference_mode": True,
            "task_type": base.tree.task_type or None,
            "fan_in_fan_out": any(layer.type == "Conv1D" for layer in base.tree.layers if _is_target(layer)),
        }
    )
    targets = [layer for layer in base.tree.layers if _is_target(layer)]
    layers, total, lost = [], 0.0, 0.0
    for done, layer in enumerate(targets):
        told(done, len(targets))
        difference = _difference(tuned, base, layer.path)
        size = difference.frobenius()
        if not size:
            continue
        found = krylov.leading(difference, min(rank, *difference.shape))
        kept = _kept(found.values.double(), size, energy)
        roots = found.values[:kept].sqrt()
        a, b = writing.packed(
            (found.u[:, :kept] * roots)[None], (roots[:, None] * found.v[:, :kept].mT)[None]
        )
        result.add(_as_module(layer, difference.shape), a, b, kept, 1.0)
        error = math.sqrt(max(0.0, size**2 - float(found.values[:kept].double().square().sum())))
        layers.append({"path": layer.path, "kept": kept, "frobenius": size, "error": error})
        total, lost = total + size**2, lost + error**2
    if not layers:
        raise WorkbenchError(
            "No linear layer of {tuned} differs from {base}.",
            hint="Give the fine-tuned model first, then the base it was trained from.",
            kind="nothing-to-do",
            tuned=tuned_folder,
            base=base_folder,
        )
    left = _left(tuned, base, {layer.path for layer in targets})
    written = writing.write(
        result,
        out,
        "extract",
        [],
        {"tuned": str(tuned_folder), "base": str(base_folder), "rank": rank, "energy": energy},
    )
    return {
        **written,
        "error": math.sqrt(lost),
        "relative": math.sqrt(lost / total),
        "layers": layers,
        "left": left,
    }


def _is_target(layer: Layer) -> bool:
    return layer.linear and layer.adaptable and layer.role != "head" and not layer.parameter


def _as_module(layer: Layer, shape: tuple[int, int]) -> AdapterModule:
    return AdapterModule(layer.path, layer.path, "lora", {}, shape, 0)


def _difference(tuned: BaseWeights, base: BaseWeights, path: str) -> _Difference:
    old, new = base.weight(path), tuned.weight(path)
    if old is None or new is None or old.shape != new.shape or old.transposed != new.transposed:
        raise WorkbenchError(
            "The two models do not fit each other: {path} {reason}.",
            hint="Choose the model that this one was fine-tuned from.",
            kind="wrong-base",
            path=path,
            reason="is not in both"
            if old is None or new is None
            else Sentence("is {new} and {old}", new=new.shape, old=old.shape),
        )
    return _Difference(new, old)


def _kept(values: torch.Tensor, size: float, energy: float) -> int:
    """The fewest of the directions with that share of ‖ΔW‖²; those that are rounding only are never kept."""
    real = int((values > 1e-7 * values[0]).sum())
    reached = values[:real].square().cumsum(0)
    enough = (reached >= energy * size**2 * (1 - 1e-6)).nonzero()
    return int(enough[0]) + 1 if len(enough) else real


def _left(tuned: BaseWeights, base: BaseWeights, covered: set[str]) -> list[dict[str, Any]]:
    """What differs besides: norms, embeddings, heads, biases, experts."""
    found = []
    for name in base.names:
        if name.removesuffix(".weight") in covered:
            continue
        old, new = base.stored(name), tuned.stored(name)
        if old is None or new is None or old[0].stored[old[1]].shape != new[0].stored[new[1]].shape:
            continue
        size = _distance(Weight(*new), Weight(*old))
        if size:
            found.append({"path": name, "frobenius": size})
    return found


def _distance(new: Weight, old: Weight) -> float:
    if len(old.file.stored[old.name].shape) == 2:
        return _Difference(new, old).frobenius()
    return float((new.file.tensor(new.name).double() - old.file.tensor(old.name).double()).norm())
