"""The adapter as stock peft reads it, on request with one rank for all modules."""

import json
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch

from workbench.adapters import lora_names
from workbench.adapters.export import shards
from workbench.adapters.export.changes import must_be_mergeable
from workbench.adapters.reader import Adapter, AdapterModule
from workbench.adapters.sources import CONFIG, WEIGHTS
from workbench.core import files
from workbench.core.errors import WorkbenchError


@dataclass(frozen=True)
class Padding:
    """One rank and one scale that all modules get."""

    rank: int
    scaling: float


def uneven(adapter: Adapter) -> bool:
    """Whether modules differ in rank or scale: some programs read one of each."""
    return len({(module.rank, module.scaling) for module in adapter.modules}) > 1


def size(adapter: Adapter, dtype: torch.dtype, one_rank: bool) -> int:
    """Bytes of the weights."""
    padding = _padding(adapter) if one_rank else None
    return sum(
        planned.bytes for planned in (_planned(adapter, name, dtype, padding) for name in adapter.file.stored)
    )


def write(adapter: Adapter, folder: Path, dtype: torch.dtype, one_rank: bool) -> None:
    """adapter_config.json and adapter_model.safetensors, tensor by tensor."""
    padding = _padding(adapter) if one_rank else None
    config = dict(adapter.config) | ({} if padding is None else _plain(adapter, padding))
    files.write_text(folder / CONFIG, json.dumps(config, indent=2, sort_keys=True))
    plan = [_planned(adapter, name, dtype, padding) for name in sorted(adapter.file.stored)]
    homes = {name: module for module in adapter.modules for name in module.parts.values()}
    target = folder / WEIGHTS
    with files.explained(target), target.open("wb") as stream, adapter.reading():
        shards.write_header(stream, plan)
        for tensor in plan:
            values = adapter.file.tensor(tensor.name)
            if not bool(torch.isfinite(values).all()):
                raise _broken(tensor.name)
            module = homes.get(tensor.name)
            if padding is not None and module is not None:
                values = _padded(values.float(), tensor.name, module, padding)
            stream.write(shards.raw(values.to(tensor.dtype)))


def _padding(adapter: Adapter) -> Padding:
    """The largest rank, and the scale that most modules have."""
    must_be_mergeable(adapter)
    if experts := next((module.path for module in adapter.modules if module.experts), ""):
        raise WorkbenchError(
            "{path} holds experts: the programs that read one rank do not read those.",
            hint="Export with the ranks as trained, or the merged model.",
            kind="cannot-convert",
            path=experts,
        )
    scalings = Counter(module.scaling for module in adapter.modules)
    return Padding(max(module.rank for module in adapter.modules), scalings.most_common(1)[0][0])


def _plain(adapter: Adapter, padding: Padding) -> dict[str, Any]:
    alpha = padding.scaling * padding.rank
    return {
        "r": padding.rank,
        "lora_alpha": int(alpha) if alpha == int(alpha) else alpha,
        "rank_pattern": {},
        "alpha_pattern": {},
        "use_rslora": False,
    }


def _planned(adapter: Adapter, name: str, dtype: torch.dtype, padding: Padding | None) -> shards.Planned:
    shape = adapter.file.stored[name].shape
    side = _side(name)
    if padding is not None and side:
        shape = (padding.rank, *shape[1:]) if side == "A" else (shape[0], padding.rank)
    return shards.Planned(name, shape, dtype)


def _padded(values: torch.Tensor, name: str, module: AdapterModule, padding: Padding) -> torch.Tensor:
    """Zeros up to the rank; what the scale would have been is multiplied into B."""
    missing = padding.rank - module.rank
    match _side(name):
        case "A":
            return torch.cat([values, values.new_zeros(missing, *values.shape[1:])])
        case "B":
            scaled = values * (module.scaling / padding.scaling)
            return torch.cat([scaled, values.new_zeros(values.shape[0], missing)], 1)
    return values


def _side(name: str) -> str:
    """Whether a tensor is an A or a B; "" for what has no rank."""
    found = lora_names.sort([name]).modules
    part = next(iter(found[0].parts), "") if found else ""
    if part in ("lora_A", "lora_embedding_A"):
        return "A"
    return "B" if part in ("lora_B", "lora_embedding_B") else ""


def _broken(name: str) -> WorkbenchError:
    return WorkbenchError(
        "The adapter holds values that are not finite, first in {name}; nothing was written.",
        hint="`workbench inspect` names the broken modules; choose an earlier checkpoint.",
        kind="not-finite",
        name=name,
    )
