"""Proof that a GGUF adapter is the adapter: read by the gguf package, computed as llama.cpp computes it."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import gguf
import numpy as np
import torch
from gguf import GGUFReader, ReaderTensor

from workbench.adapters.export.gguf_models import Converter
from workbench.adapters.reader import Adapter, AdapterModule

_PROBES = 8  # random vectors that every change is multiplied by
_ROUNDED = {"float32": 2e-6, "float16": 4e-3, "bfloat16": 3e-2}  # norm-wise, of the two factors together


def differences(file: Path, adapter: Adapter, config: Any) -> Iterator[tuple[str, float]]:
    """Each module's path, and how far the file's change of it is from the adapter's, norm-wise.

    llama.cpp adds (alpha / r)·B·A·x to W·x (llama-graph.cpp, build_lora_mm). Both changes are multiplied by
    the same random vectors: a wrong scale, name, order of rows or of halves shows in every one of them, and
    no weight of the base is needed. 1 where the file lacks the module or holds it in other shapes.
    """
    found = GGUFReader(file)
    alpha = float(found.fields[gguf.Keys.Adapter.LORA_ALPHA].contents())
    stored = {tensor.name: tensor for tensor in found.tensors}
    converter, chance = Converter(config), torch.Generator().manual_seed(0)
    with adapter.reading():
        for module in adapter.modules:
            parameter = f"{module.path}.weight"
            halves = [stored.pop(f"{converter.name(parameter)}.lora_{half}", None) for half in "ab"]
            pair = [_numbers(half) for half in halves if half is not None]
            yield (
                module.path,
                _difference(pair, alpha, adapter, module, converter, chance) if len(pair) == 2 else 1.0,
            )
    yield from ((name, 1.0) for name in stored)  # what the adapter does not have


def tolerance(dtype: str) -> float:
    return _ROUNDED[dtype]


def _numbers(tensor: ReaderTensor) -> torch.Tensor:
    return torch.from_numpy(np.array(gguf.dequantize(tensor.data, tensor.tensor_type))).float()


def _difference(
    pair: list[torch.Tensor],
    alpha: float,
    adapter: Adapter,
    module: AdapterModule,
    converter: Converter,
    chance: torch.Generator,
) -> float:
    """`pair`: A and B as the file has them; of an embedding the rows of A are looked up."""
    ours_a, ours_b = (matrix.float() for matrix in adapter.matrices(module))
    a, b = (pair[0].T if module.embedding else pair[0]), pair[1]
    if a.shape != ours_a.shape or b.shape != ours_b.shape:
        return 1.0
    probes = torch.randn(ours_a.shape[1], _PROBES, generator=chance)
    here = alpha / b.shape[1] * (b @ (a @ probes))
    there = converter.arranged(f"{module.path}.weight", module.scaling * (ours_b @ (ours_a @ probes)))
    largest = float(torch.linalg.vector_norm(there))
    apart = float(torch.linalg.vector_norm(here - there))
    return apart / largest if largest else apart
