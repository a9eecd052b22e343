"""What a run needs to go on as if it had never stopped: taken between two steps, written, and put back.

The rows of a step and its dropout are pure functions of (seed, epoch, index) and of (seed, step), so a
checkpoint holds no state of a loader or of a random generator, only their definitions. Moments are kept by
parameter name: another order of the parameters cannot give one tensor's moments to another.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import torch
from safetensors import SafetensorError, safe_open

from workbench.core.checkpoints import Checkpoint
from workbench.core.disk import Content
from workbench.core.errors import WorkbenchError
from workbench.training import adapter_saving
from workbench.training.adapter_saving import AdapterFiles
from workbench.training.flat import Flat

STATE = "state.safetensors"
DEFINITIONS = {
    "rows": "order of an epoch: argsort of Philox4x64-10's raw stream under the key (seed, epoch)",
    "random": "torch.manual_seed(seed * 1000003 + step) before each step",
    "optimizer": "AdamW, moments by parameter name",
}
_NAMES = {
    torch.float64: "F64",
    torch.float32: "F32",
    torch.bfloat16: "BF16",
    torch.float16: "F16",
}


@dataclass(frozen=True)
class Snapshot:
    """A copy in the machine's memory: training goes on while it is written."""

    step: int
    tensors: dict[str, torch.Tensor]
    adapter: AdapterFiles
    facts: Mapping[str, Any]

    @cached_property
    def contents(self) -> dict[str, list[Content]]:
        """The checkpoint's files, by path in its folder."""
        files: dict[str, list[Content]] = {f"adapter/{n}": [c] for n, c in self.adapter_contents.items()}
        return files | {STATE: list(_safetensors(self.tensors))}

    @cached_property
    def adapter_contents(self) -> dict[str, bytes]:
        return self.adapter.contents()

    @property
    def bytes(self) -> int:
        return sum(memoryview(part).nbytes for parts in self.contents.values() for part in parts)


def take(step: int, model: Any, flat: Flat, facts: Mapping[str, Any]) -> Snapshot:
    """The state after `step` steps. Raises WorkbenchError when a value is not finite."""
    adapter = adapter_saving.taken(model)
    tensors: dict[str, torch.Tensor] = {}
    for kind, buffer in {"value": flat.values, **flat.moments}.items():
        copied = buffer.detach().to("cpu", copy=True)
        tensors |= {f"{kind} {name}": part for name, part in flat.named(copied).items()}
    return Snapshot(
        step, tensors, adapter, {**facts, "definitions": DEFINITIONS, "optimizer_steps": flat.steps}
    )


def restore(checkpoint: Checkpoint, flat: Flat) -> None:
    """Puts a proven checkpoint's values and moments into their places, by name.

    Raises WorkbenchError when the names or shapes are not those of the model: nothing is changed then.
    """
    places = {
        f"{kind} {name}": part
        for kind, buffer in {"value": flat.values, **flat.moments}.items()
        for name, part in flat.named(buffer).items()
    }
    try:
        with safe_open(checkpoint.path / STATE, "pt") as stored:
            shapes = {name: tuple(stored.get_slice(name).get_shape()) for name in stored.keys()}  # noqa: SIM118
            _must_match(checkpoint, shapes, {name: tuple(part.shape) for name, part in places.items()})
            with torch.no_grad():
                for name, place in places.items():
                    place.copy_(stored.get_tensor(name))
    except SafetensorError as error:
        raise WorkbenchError(
            "The checkpoint of step {step} cannot be read: {reason}.",
            hint="Choose another one.",
            kind="damaged-checkpoint",
            step=checkpoint.step,
            reason=error,
        ) from error
    flat.steps = int(checkpoint.manifest["optimizer_steps"])


def _must_match(checkpoint: Checkpoint, found: Mapping[str, Any], wanted: Mapping[str, Any]) -> None:
    wrong = sorted(name for name in found.keys() | wanted.keys() if found.get(name) != wanted.get(name))
    if wrong:
        raise WorkbenchError(
            "The checkpoint of step {step} is of other layers: {count} tensors do not fit, first {name}.",
            hint="A plan of layers and ranks cannot change within a run; start a new one with it.",
            kind="changed-settings",
            step=checkpoint.step,
            count=len(wrong),
            name=wrong[0].partition(" ")[2],
        )


def _safetensors(tensors: Mapping[str, torch.Tensor]) -> Iterator[Content]:
    """The format's bytes, piece by piece: writing them takes no second copy of the tensors.

    https://github.com/huggingface/safetensors#format: the header's length (u64, little endian), the header as
    JSON, then the tensors one after another.
    """
    header: dict[str, Any] = {"__metadata__": {"format": "pt"}}
    start = 0
    for name, tensor in tensors.items():
        end = start + tensor.numel() * tensor.element_size()
        header[name] = {
            "dtype": _NAMES[tensor.dtype],
            "shape": list(tensor.shape),
            "data_offsets": [start, end],
        }
        start = end
    text = json.dumps(header).encode()
    text += b" " * (-len(text) % 8)
    yield len(text).to_bytes(8, "little")
    yield text
    for tensor in tensors.values():
        yield memoryview(tensor.contiguous().reshape(-1).view(torch.uint8).numpy().data)
