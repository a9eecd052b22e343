"""Weights for the example run: an adapter of the starter model that grew step by step, without training."""

import json
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from workbench.core import checkpoints, files, resources
from workbench.core.runs import RunFolder

RANK, ALPHA = 16, 32
_BLOCKS, _HIDDEN, _INNER, _HEADS = 4, 192, 512, 64
_SHAPES = {
    "self_attn.q_proj": (_HIDDEN, _HIDDEN, 0.6),
    "self_attn.k_proj": (_HEADS, _HIDDEN, 0.25),
    "self_attn.v_proj": (_HEADS, _HIDDEN, 0.4),
    "self_attn.o_proj": (_HIDDEN, _HIDDEN, 0.55),
    "mlp.gate_proj": (_INNER, _HIDDEN, 0.7),
    "mlp.up_proj": (_INNER, _HIDDEN, 0.75),
    "mlp.down_proj": (_HIDDEN, _INNER, 1.0),
}  # out, in, and how much it learned
Tensors = dict[str, NDArray[np.float32]]


def write_example_weights(run: RunFolder, *, at: tuple[int, ...] = (72, 126, 162), last: int = 180) -> None:
    """The adapter of the run's last step, and checkpoints at the steps `at`; the last of them is the best."""
    _write_folder(run, _weights(1.0))
    for number, step in enumerate(at):
        share = 1 - 0.93 ** (60 * step / last)
        contents = {f"adapter/{name}": (part,) for name, part in _files(_weights(share)).items()}
        checkpoints.write(run.checkpoints, step, contents, {"held_out": 0.4 - 0.05 * number})


def _write_folder(run: RunFolder, tensors: Tensors) -> None:
    for name, content in _files(tensors).items():
        files.write_bytes(run.adapter / name, content)


def _files(tensors: Tensors) -> dict[str, bytes]:
    """Exactly what stock peft loads."""
    config = {
        "peft_type": "LORA",
        "task_type": "CAUSAL_LM",
        "base_model_name_or_path": str(resources.model_path("starter")),
        "r": RANK,
        "lora_alpha": ALPHA,
        "target_modules": sorted({name.rpartition(".")[2] for name in _SHAPES}),
    }
    return {
        "adapter_config.json": json.dumps(config, indent=1).encode(),
        "adapter_model.safetensors": _safetensors(tensors),
    }


def _weights(grown: float) -> Tensors:
    """`grown` 0 to 1: how far it is; more at the top, most in down_proj, and k_proj uses few directions."""
    noise = np.random.default_rng(7)
    tensors: Tensors = {}
    for path, out, inside, size in example_modules():
        a = noise.standard_normal((RANK, inside)) / np.sqrt(inside)
        b = noise.standard_normal((out, RANK)) / np.sqrt(out)
        falls = np.exp(-np.arange(RANK) / (0.8 if "k_proj" in path else 6.0))
        key = f"base_model.model.{path}"
        tensors[f"{key}.lora_A.weight"] = a.astype(np.float32)
        tensors[f"{key}.lora_B.weight"] = (b * falls * size * grown).astype(np.float32)
    return tensors


def example_modules() -> Iterator[tuple[str, int, int, float]]:
    """Path, out, in and size of every adapted module of the starter model."""
    for block in range(_BLOCKS):
        depth = (0.35, 0.6, 0.95, 1.0)[block]
        for name, (out, inside, share) in _SHAPES.items():
            dead = block == 0 and name.endswith("v_proj")
            yield f"model.layers.{block}.{name}", out, inside, 0.0 if dead else depth * share


def _safetensors(tensors: Tensors) -> bytes:
    """The format's 8 bytes of length, JSON header and the numbers, ordered by name."""
    header: dict[str, object] = {"__metadata__": {"format": "pt"}}
    offset, parts = 0, []
    for name in sorted(tensors):
        content = tensors[name].tobytes()
        place = [offset, offset + len(content)]
        header[name] = {"dtype": "F32", "shape": list(tensors[name].shape), "data_offsets": place}
        offset += len(content)
        parts.append(content)
    said = json.dumps(header, separators=(",", ":")).encode()
    said += b" " * (-len(said) % 8)
    return b"".join((len(said).to_bytes(8, "little"), said, *parts))
