"""The seven formats: what each needs, how large it becomes, and what writes it.

Preparing one refuses all that cannot work (another base, an architecture llama.cpp does not know, a grown
vocabulary) before a byte is written.
"""

import re
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch

from workbench.adapters.export import (
    card,
    curve,
    gguf_lora,
    gguf_model,
    gguf_models,
    gguf_tokenizer,
    merged,
    ollama,
    peft_folder,
    script,
)
from workbench.adapters.export.changes import Changes, must_fit
from workbench.adapters.export.gguf_models import Converter
from workbench.adapters.export.merged import Progress
from workbench.adapters.export.origin import Origin
from workbench.adapters.export.weights import BaseWeights
from workbench.core import files
from workbench.core.errors import WorkbenchError
from workbench.core.exports import ExportRequest
from workbench.core.sentence import Sentence
from workbench.training import models
from workbench.training.data.spans import Template
from workbench.training.data.template import Style, template_of

QUANTIZE = "llama-quantize"
# mlx-lm reads Hugging Face folders of these types as they are.
_MLX = frozenset(
    {
        *("llama", "mistral", "mixtral", "qwen2", "qwen2_moe", "qwen3", "qwen3_moe", "gemma", "gemma2"),
        *("gemma3_text", "phi", "phi3", "gpt2", "gpt_neox", "olmo", "olmo2", "cohere", "starcoder2"),
        *("granite", "gpt_oss", "olmoe"),
    }
)


@dataclass(frozen=True)
class Prepared:
    """An export that can begin: its size, what a person should know, and what writes it."""

    bytes: int  # of the result
    write: Callable[[Path, Progress], None]
    notes: tuple[str, ...] = ()
    beside: int = 0  # bytes on the disk meanwhile, which go again

    @property
    def room(self) -> int:
        """Bytes that must be free."""
        return self.bytes + self.beside


def prepare(origin: Origin, request: ExportRequest) -> Prepared:
    """Raises WorkbenchError for what cannot be exported in this format."""
    return _PREPARE[request.format](origin, request)


def _peft(origin: Origin, request: ExportRequest) -> Prepared:
    dtype = getattr(torch, request.dtype)
    must_fit(origin.adapter, origin.model)
    size = peft_folder.size(origin.adapter, dtype, request.one_rank)
    notes: tuple[str, ...] = ()
    if request.one_rank and peft_folder.uneven(origin.adapter):
        notes = ("All modules have one rank: smaller ones are padded with zeros, other scales are in B.",)

    def write(folder: Path, progress: Progress) -> None:
        progress(0, 0, "Writing the adapter")
        peft_folder.write(origin.adapter, folder, dtype, request.one_rank)
        _card(origin, folder, "peft", notes)

    return Prepared(size, write, notes)


def _merged(origin: Origin, request: ExportRequest) -> Prepared:
    changes = _changes(origin)
    dtype = getattr(torch, request.dtype) if request.dtype else None
    notes: tuple[str, ...] = ()
    if changes.untied:
        notes = (
            "Head and embedding shared one weight; the adapter changes one of them, so both are written.",
        )

    def write(folder: Path, progress: Progress) -> None:
        with origin.adapter.reading():
            merged.write(changes, folder, dtype, progress, _own_template(origin))
        _card(origin, folder, request.format, notes)

    return Prepared(merged.size(changes, dtype), write, notes)


def _mlx(origin: Origin, request: ExportRequest) -> Prepared:
    kind = origin.model.config.model_type
    if kind not in _MLX:
        raise WorkbenchError(
            "mlx-lm does not read models of type “{model_type}”.",
            hint="Export the merged model (merged) and run it with transformers or vLLM.",
            kind="cannot-convert",
            model_type=kind,
        )
    return _merged(origin, request)


def _gguf(origin: Origin, request: ExportRequest) -> Prepared:
    changes = _changes(origin)
    Converter(origin.model.config)
    gguf_tokenizer.read(origin.base, int(origin.model.config.vocab_size), _own_template(origin))
    notes = gguf_models.limits(origin.model.config)
    quantised = request.dtype == "q4_k_m"
    program = _quantizer() if quantised else ""
    wanted = "float16" if quantised else request.dtype
    size = gguf_model.size(changes, wanted)
    # What llama-quantize reads lies beside what it writes, which has at most 5.5 bits a weight.
    beside, size = (size, size * 11 // 32) if quantised else (0, size)

    def write(folder: Path, progress: Progress) -> None:
        target = folder / f"{slug(origin.name)}-{request.dtype}.gguf"
        first = folder / "unquantised.gguf" if quantised else target
        with origin.adapter.reading():
            gguf_model.write(changes, first, wanted, origin.name, progress, _own_template(origin))
        if quantised:
            progress(0, 0, "Quantising")
            _quantise(program, first, target)
        _card(origin, folder, request.format, notes)

    return Prepared(size, write, notes, beside)


def _ollama(origin: Origin, request: ExportRequest) -> Prepared:
    inner = _gguf(origin, request)
    tokenizer = models.load_tokenizer(origin.base)
    style = Style.of(origin.spec.data) if origin.spec else Style()
    context = int(getattr(origin.model.config, "max_position_embeddings", 4096))
    name = f"{slug(origin.name)}-{request.dtype}.gguf"
    text, note = ollama.modelfile(
        name, tokenizer, template_of(tokenizer, style), style.system_prompt, context, origin.base
    )

    def write(folder: Path, progress: Progress) -> None:
        inner.write(folder, progress)
        files.write_text(folder / "Modelfile", text)

    return Prepared(inner.bytes, write, (*inner.notes, *((note,) if note else ())), inner.beside)


def _gguf_lora(origin: Origin, request: ExportRequest) -> Prepared:
    gguf_lora.must_be_possible(origin.adapter, origin.model)
    notes: tuple[str, ...] = gguf_models.limits(origin.model.config)
    if peft_folder.uneven(origin.adapter):
        notes = ("Scales differ between modules: they are folded into B.", *notes)

    def write(folder: Path, progress: Progress) -> None:
        file = folder / f"{slug(origin.name)}-lora-{request.dtype}.gguf"
        gguf_lora.write(origin.adapter, origin.model, file, request.dtype, origin.name, progress)
        _card(origin, folder, "gguf-lora", notes)

    dtype = getattr(torch, request.dtype)
    return Prepared(peft_folder.size(origin.adapter, dtype, False), write, notes)


def _script(origin: Origin, request: ExportRequest) -> Prepared:
    spec = script.repeatable(origin)
    assert spec.resolved is not None
    history = origin.history
    tokens = history.started.tokens_per_epoch if history and history.started else 0
    size = 10 * tokens + 8 * spec.resolved.steps * spec.resolved.batch_size
    return Prepared(size, lambda folder, progress: script.write(origin, folder, progress))


_PREPARE: dict[str, Callable[[Origin, ExportRequest], Prepared]] = {
    "peft": _peft,
    "merged": _merged,
    "gguf": _gguf,
    "gguf-lora": _gguf_lora,
    "ollama": _ollama,
    "mlx": _mlx,
    "script": _script,
}


def slug(name: str) -> str:
    return re.sub(r"[^\w.-]+", "-", name).strip("-.").lower() or "model"


def _changes(origin: Origin) -> Changes:
    found = Changes(origin.adapter, origin.model, BaseWeights(origin.base))
    tokenizer = models.load_tokenizer(origin.base)
    gguf_tokenizer.must_not_have_grown(tokenizer, _rows(origin.model), origin.base)
    return found


def _rows(model: Any) -> int:
    return int(model.get_input_embeddings().weight.shape[0])


def _own_template(origin: Origin) -> str:
    """The chat template to write beside the model: "" where the model's own is what the run used."""
    tokenizer = models.load_tokenizer(origin.base)
    style = Style.of(origin.spec.data) if origin.spec else Style()
    template: Template = template_of(tokenizer, style)
    return "" if template.source == "model" else template.text


def _card(origin: Origin, folder: Path, format: str, notes: tuple[str, ...] = ()) -> None:
    picture = curve.svg(origin.history) if origin.history else ""
    if picture:
        files.write_text(folder / "loss.svg", picture)
    text = card.text(origin, format, "loss.svg" if picture else "", notes)
    files.write_text(folder / "README.md", text)


def _quantizer() -> str:
    found = shutil.which(QUANTIZE)
    if found is None:
        raise WorkbenchError(
            "Q4_K_M is made by llama.cpp's program {program}, which is not on the PATH.",
            hint="Get llama.cpp (brew install llama.cpp, winget install llama.cpp, or its releases), or "
            "choose q8_0, which needs nothing else.",
            kind="no-program",
            program=QUANTIZE,
        )
    return found


def _quantise(program: str, source: Path, target: Path) -> None:
    ended = subprocess.run([program, source, target, "Q4_K_M"], capture_output=True, text=True, check=False)
    if ended.returncode or not target.is_file():
        said = (ended.stderr or ended.stdout).strip().splitlines()
        raise WorkbenchError(
            "{program} did not make the file: {reason}",
            hint="Choose q8_0, or try the program by itself.",
            kind="program-failed",
            program=QUANTIZE,
            reason=said[-1] if said else Sentence("it ended with code {code}", code=ended.returncode),
        )
    source.unlink()
