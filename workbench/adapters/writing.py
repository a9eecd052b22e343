"""A changed adapter as a new folder that stock peft loads, with its origin. Sources stay as they are."""

import datetime
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import torch
from safetensors.torch import save_file

from workbench import __version__
from workbench.adapters.lora_names import PREFIX
from workbench.adapters.reader import Adapter, AdapterModule
from workbench.adapters.sources import CONFIG, WEIGHTS
from workbench.core import files, peft_config
from workbench.core.errors import WorkbenchError

LINEAGE = "lineage.json"


@dataclass
class Result:
    """An adapter in the making: A and B of its modules, and what is taken over as it is."""

    config: dict[str, Any]  # of peft, without ranks, alphas and targets
    tensors: dict[str, torch.Tensor] = field(default_factory=dict)
    factors: dict[str, tuple[int, float]] = field(default_factory=dict)  # what patterns match → rank, alpha
    modules: list[str] = field(default_factory=list)  # target_modules
    parameters: list[str] = field(default_factory=list)  # target_parameters

    def add(self, module: AdapterModule, a: torch.Tensor, b: torch.Tensor, rank: int, scaling: float) -> None:
        """One module: A (rank×in) and B (out×rank) as peft keeps them, and the scaling before them."""
        part = "lora_embedding_{}" if module.embedding else "lora_{}.weight"
        for side, matrix in (("A", a), ("B", b)):
            self.tensors[f"{PREFIX}{module.name}.{part.format(side)}"] = matrix
        key = module.parameter or module.path
        self.factors[key] = rank, scaling * rank
        (self.parameters if module.parameter else self.modules).append(key)

    def document(self) -> dict[str, Any]:
        factors = {key: (rank, _number(alpha)) for key, (rank, alpha) in self.factors.items()}
        return self.config | {
            **peft_config.patterns(factors),
            "use_rslora": False,
            "init_lora_weights": True,
            "target_modules": sorted(self.modules) or [],
            "target_parameters": sorted(self.parameters) or None,
        }


def write(
    result: Result, out: Path, operation: str, sources: Iterable[Path], parameters: Mapping[str, Any]
) -> dict[str, Any]:
    """Writes the folder whole; returns {"path", "bytes", "modules", "parameters"}.

    Raises WorkbenchError when the folder is taken, lies in a source, or the result is empty or not finite.
    """
    if not result.factors:
        raise WorkbenchError(
            "Nothing would be left of the adapter.", hint="Keep at least one module.", kind="nothing-left"
        )
    broken = next((name for name, t in result.tensors.items() if not bool(torch.isfinite(t).all())), None)
    if broken is not None:
        raise WorkbenchError(
            "The result would hold values that are not finite, first in {name}; it was not written.",
            hint="`workbench inspect` names the broken modules of the source.",
            kind="not-finite",
            name=broken,
        )
    given = [Path(source) for source in sources]
    out = out.expanduser()
    must_be_new(out, given)
    lineage = {
        "operation": operation,
        "parameters": dict(parameters),
        "sources": [{"path": str(path.resolve()), "sha256": digest(path)} for path in given],
        "program": f"LoRA Workbench {__version__}",
        "created": datetime.datetime.now().astimezone().isoformat(timespec="seconds"),
    }
    with files.swapped_in(out) as staging:
        tensors = {name: result.tensors[name].contiguous() for name in sorted(result.tensors)}
        save_file(tensors, staging / WEIGHTS, {"format": "pt"})
        files.write_text(staging / CONFIG, json.dumps(result.document(), indent=2, sort_keys=True))
        files.write_text(staging / LINEAGE, json.dumps(lineage, indent=2, ensure_ascii=False))
    return {
        "path": str(out),
        "bytes": (out / WEIGHTS).stat().st_size,
        "modules": len(result.factors),
        "parameters": sum(tensor.numel() for tensor in result.tensors.values()),
    }


def must_be_new(out: Path, sources: Iterable[Path] = ()) -> None:
    """The folder must not exist, or be empty; and not be, or lie in, one of the sources."""
    target = out.expanduser().resolve()
    for source in sources:
        folder = (source if source.is_dir() else source.parent).resolve()
        if target == folder or ((folder / CONFIG).exists() and target.is_relative_to(folder)):
            raise WorkbenchError(
                "{out} is the adapter itself, or inside of it.",
                hint="Choose a new folder: an adapter is never changed in place.",
                kind="folder-taken",
                out=out,
            )
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise WorkbenchError(
            "{out} exists already.",
            hint="Choose a new folder for the result.",
            kind="folder-taken",
            out=out,
        )


def started(adapter: Adapter) -> Result:
    """A result that keeps what is neither A nor B: whole modules, biases, DoRA's lengths, B's own biases."""
    kept = ("bias", "lora_bias", "use_dora", "modules_to_save", "task_type", "fan_in_fan_out", "lora_dropout")
    config = {key: adapter.config[key] for key in kept if key in adapter.config}
    result = Result(
        {
            "peft_type": "LORA",
            "base_model_name_or_path": adapter.base or None,
            "inference_mode": True,
            **config,
        }
    )
    for item in adapter.whole:
        result.tensors[item.name] = adapter.file.tensor(item.name)
    return result


def carry_over(adapter: Adapter, module: AdapterModule, result: Result) -> None:
    """DoRA's lengths and B's own bias of a module that stays."""
    for name in (module.magnitude, module.bias):
        if name:
            result.tensors[name] = adapter.file.tensor(name)


def packed(left: torch.Tensor, right: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
    """(left E×out×r, right E×r×in) → A (E·r×in) and B (out×r·E) as peft keeps them, in float32."""
    a = right.reshape(-1, right.shape[-1])
    b = left.permute(1, 2, 0).reshape(left.shape[1], -1)
    return a.float().contiguous(), b.float().contiguous()


def digest(path: Path) -> str:
    """SHA-256 of an adapter's weights; "" for a folder of several files (a base model)."""
    file = path if path.is_file() else path / WEIGHTS
    return files.sha256(file) if file.is_file() else ""


def _number(value: float) -> int | float:
    return int(value) if value == int(value) else value
