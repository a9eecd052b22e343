"""Writing one GGUF file through the gguf package, tensor by tensor and block by block."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from math import prod
from pathlib import Path

import gguf
import numpy as np
import torch
from gguf import GGMLQuantizationType, GGUFWriter, LlamaFileType

from workbench.core import files

Kind = GGMLQuantizationType
KINDS = {
    "float32": (Kind.F32, LlamaFileType.ALL_F32),
    "float16": (Kind.F16, LlamaFileType.MOSTLY_F16),
    "bfloat16": (Kind.BF16, LlamaFileType.MOSTLY_BF16),
    "q8_0": (Kind.Q8_0, LlamaFileType.MOSTLY_Q8_0),
}
Blocks = Callable[[], Iterator[torch.Tensor]]


@dataclass(frozen=True)
class Tensor:
    """One tensor to be written: its blocks of float32 rows come when they are asked for."""

    name: str
    shape: tuple[int, ...]
    kind: Kind
    blocks: Blocks

    @property
    def bytes(self) -> int:
        block, size = gguf.GGML_QUANT_SIZES[self.kind]
        return prod(self.shape) // block * size


def kind_of(name: str, shape: tuple[int, ...], wanted: str) -> Kind:
    """Vectors and position tables stay float32; rows that are no whole number of blocks become float16."""
    if len(shape) < 2 or name.endswith("_norm.weight") or name.startswith("position_embd"):
        return Kind.F32
    kind = KINDS[wanted][0]
    block = gguf.GGML_QUANT_SIZES[kind][0]
    return kind if shape[-1] % block == 0 else Kind.F16


def write(
    path: Path, writer: GGUFWriter, tensors: list[Tensor], progress: Callable[[int, int], None]
) -> None:
    """Writes header, settings and tensors; `progress` hears bytes of tensors done, and in all."""
    total, done = sum(tensor.bytes for tensor in tensors), 0
    for tensor in tensors:
        # A quantised tensor is announced by the shape of its bytes.
        shape = gguf.quant_shape_to_byte_shape(tensor.shape, tensor.kind) if _packed(tensor) else tensor.shape
        dtype = np.dtype(np.uint8 if _packed(tensor) else np.float32)
        writer.add_tensor_info(tensor.name, shape, dtype, tensor.bytes, raw_dtype=tensor.kind)
    with files.explained(path):
        try:
            writer.write_header_to_file(path)
            writer.write_kv_data_to_file()
            writer.write_ti_data_to_file()
            assert writer.fout is not None
            stream = writer.fout[0]
            writer.write_padding(stream, stream.tell())
            for tensor in tensors:
                for block in tensor.blocks():
                    done += stream.write(packed(block, tensor.kind))
                    progress(done, total)
                writer.write_padding(stream, tensor.bytes)
        finally:
            writer.close()


def packed(block: torch.Tensor, kind: Kind) -> bytes:
    """Rows of float32 as the bytes of a GGUF tensor."""
    match kind:
        case Kind.F32:
            return block.float().contiguous().numpy().tobytes()
        case Kind.F16:
            return block.half().contiguous().numpy().tobytes()
        case Kind.BF16:
            return block.bfloat16().contiguous().view(torch.int16).numpy().tobytes()
    return bytes(gguf.quantize(block.float().contiguous().numpy(), kind).tobytes())


def _packed(tensor: Tensor) -> bool:
    return tensor.kind not in (Kind.F32, Kind.F16, Kind.BF16)
