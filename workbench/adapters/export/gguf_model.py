"""The merged model as one GGUF file, with tokenizer and chat template, as llama.cpp reads it."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import gguf
import torch
from gguf import GGUFWriter

from workbench.adapters.export import gguf_file, gguf_tokenizer
from workbench.adapters.export.blocks import merged
from workbench.adapters.export.changes import Changes, Merged
from workbench.adapters.export.gguf_file import KINDS, Tensor
from workbench.adapters.export.gguf_models import Converter
from workbench.adapters.export.merged import Progress
from workbench.core.errors import WorkbenchError

_TEXT = "Writing GGUF"


def tensors(changes: Changes, wanted: str) -> list[Tensor]:
    """All tensors of the file, the vocabulary's first, as llama.cpp's converter orders them."""
    converter = Converter(changes.model.config)
    found = [
        Tensor(name, tuple(extra.shape), gguf_file.Kind.F32, partial(iter, (extra,)))
        for name, extra in converter.extras()
    ]
    for tensor in changes.tensors():
        if tensor.part.parameter.endswith((".attn.bias", ".attn.masked_bias", "rotary_emb.inv_freq")):
            continue  # tables that old files keep and nobody reads
        found.append(_tensor(changes, tensor, converter, wanted))
    names = [tensor.name for tensor in found]
    if "output.weight" in names and converter.architecture.arch == gguf.MODEL_ARCH.GEMMA2:
        raise WorkbenchError(
            "llama.cpp's Gemma 2 shares head and embedding, and this adapter changes one of them alone.",
            hint="Export the merged model (merged), or train without the head and the embedding.",
            kind="cannot-convert",
        )
    return found


def size(changes: Changes, wanted: str) -> int:
    return sum(tensor.bytes for tensor in tensors(changes, wanted))


def write(
    changes: Changes, file: Path, wanted: str, name: str, progress: Progress, template: str = ""
) -> None:
    """Writes the file. Raises WorkbenchError for an architecture or tokenizer that llama.cpp cannot take."""
    config = changes.model.config
    converter = Converter(config)
    todo = tensors(changes, wanted)
    vocabulary = gguf_tokenizer.read(changes.weights.folder, int(config.vocab_size), template)
    writer = GGUFWriter(None, gguf.MODEL_ARCH_NAMES[converter.architecture.arch])
    writer.add_type(gguf.GGUFType.MODEL)
    writer.add_name(name)
    converter.settings(writer)
    writer.add_file_type(KINDS[wanted][1])
    writer.add_quantization_version(gguf.GGML_QUANT_VERSION)
    vocabulary.write(writer)
    gguf_file.write(file, writer, todo, lambda done, total: progress(done, total, _TEXT))


def _tensor(changes: Changes, tensor: Merged, converter: Converter, wanted: str) -> Tensor:
    parameter = tensor.part.parameter
    name = converter.name(parameter)
    stored = tensor.stored
    turned = converter.turned(parameter)
    shape = tuple(reversed(stored.shape)) if turned else stored.shape

    def blocks() -> Iterator[torch.Tensor]:
        low = changes.of(tensor)
        found = merged(stored, low, torch.float32, converter.rows(parameter))
        if turned:
            found = iter([torch.cat(list(found)).T])
        for block in found:
            yield converter.arranged(parameter, block)

    return Tensor(name, shape, gguf_file.kind_of(name, shape, wanted), blocks)
