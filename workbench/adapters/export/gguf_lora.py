"""The adapter in llama.cpp's own format: A and B under the base's GGUF names, from the base's config alone.

llama.cpp knows one alpha for the whole file and computes with alpha / r of each tensor's own rank r
(llama-adapter.h, get_scale). Other scales are folded into B, so that s·B·A stays what it is.
"""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import gguf
import torch
from gguf import GGUFWriter

from workbench.adapters.export import gguf_file
from workbench.adapters.export.changes import must_be_mergeable, must_fit
from workbench.adapters.export.gguf_file import KINDS, Tensor
from workbench.adapters.export.gguf_models import Converter
from workbench.adapters.export.merged import Progress
from workbench.adapters.reader import Adapter, AdapterModule
from workbench.core.errors import WorkbenchError
from workbench.core.sentence import Sentence


def refusal(adapter: Adapter, config: Any) -> str:
    """Why llama.cpp cannot take this adapter as an adapter; "" when it can."""
    if adapter.method == "dora":
        return "DoRA changes the lengths of the weights, which is no B·A"
    if adapter.whole:
        said = "it holds a module trained whole ({path}), and the format holds A and B alone"
        if all(item.kind == "bias" for item in adapter.whole):
            said = "it holds a bias ({path}), and the format holds A and B alone"
        return Sentence(said, path=adapter.whole[0].path)
    if experts := [module.path for module in adapter.modules if module.experts]:
        return Sentence("it adapts experts ({path})", path=experts[0])
    tied = getattr(config, "tie_word_embeddings", False)
    if tied and any(module.path == "lm_head" for module in adapter.modules):
        return "it adapts the head, which this base shares with its embedding: GGUF has no tensor for it"
    if not adapter.modules:
        return "it has no A and B"
    return ""


def folded(adapter: Adapter) -> float:
    """The alpha that most modules have; the scale of the others goes into B."""
    alphas = Counter(module.scaling * module.rank for module in adapter.modules)
    return float(alphas.most_common(1)[0][0])


def must_be_possible(adapter: Adapter, model: Any) -> None:
    """`model` is the base on the meta device. Raises WorkbenchError with the reason where it is not."""
    must_be_mergeable(adapter)
    must_fit(adapter, model)
    Converter(model.config)
    if reason := refusal(adapter, model.config):
        raise WorkbenchError(
            "This adapter cannot be a llama.cpp adapter: {reason}.",
            hint="Export the merged model instead (gguf): it holds every change.",
            kind="cannot-convert",
            reason=reason,
        )


def write(adapter: Adapter, model: Any, file: Path, wanted: str, name: str, progress: Progress) -> None:
    """Writes the file; `must_be_possible` has said that it can be."""
    converter = Converter(model.config)
    alpha = folded(adapter)
    todo = [
        tensor for module in adapter.modules for tensor in _pair(adapter, module, converter, alpha, wanted)
    ]
    writer = GGUFWriter(None, gguf.MODEL_ARCH_NAMES[converter.architecture.arch])
    writer.add_type(gguf.GGUFType.ADAPTER)
    writer.add_string(gguf.Keys.Adapter.TYPE, "lora")
    writer.add_float32(gguf.Keys.Adapter.LORA_ALPHA, alpha)
    writer.add_name(name)
    writer.add_file_type(KINDS[wanted][1])
    writer.add_quantization_version(gguf.GGML_QUANT_VERSION)
    with adapter.reading():
        gguf_file.write(file, writer, todo, lambda done, total: progress(done, total, "Writing GGUF"))


def _pair(
    adapter: Adapter, module: AdapterModule, converter: Converter, alpha: float, wanted: str
) -> Iterator[Tensor]:
    parameter = f"{module.path}.weight"
    name = converter.name(parameter)
    out, inner = module.shape
    rank = module.rank
    factor = module.scaling * rank / alpha

    def a() -> Iterator[torch.Tensor]:
        matrix = adapter.matrices(module)[0].float()
        yield matrix.T if module.embedding else matrix  # rows of the embedding's A are looked up

    def b() -> Iterator[torch.Tensor]:
        yield converter.arranged(parameter, adapter.matrices(module)[1].float() * factor)

    kind = KINDS[wanted][0]
    yield Tensor(f"{name}.lora_a", (inner, rank) if module.embedding else (rank, inner), kind, a)
    yield Tensor(f"{name}.lora_b", (out, rank), kind, b)
