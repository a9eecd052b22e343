"""What is done with every export before it takes its place: it is loaded again, and asked something.

A model that would not fit in memory is not loaded: its tensors are read one by one, and it is said so.
"""

import contextlib
import copy
import io
import math
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import gguf
import numpy as np
import torch
from gguf import GGUFReader
from transformers import AutoModelForCausalLM

from workbench.adapters.export import gguf_lora_check
from workbench.adapters.export.origin import Origin
from workbench.adapters.export.weights import BaseWeights
from workbench.core import processes
from workbench.core.errors import WorkbenchError
from workbench.core.sentence import Sentence
from workbench.training import adapter as adapters
from workbench.training import models
from workbench.training.data.template import Style, conversation_ids
from workbench.training.generate import answers

_TOKENS = 24
_ROOM = 1.3  # times the weights that must be free


@dataclass(frozen=True, slots=True)
class Checked:
    loads: bool  # False: it was read tensor by tensor only
    says: str = ""  # its answer to `asked`
    asked: str = ""


def check(format: str, folder: Path, origin: Origin, dtype: str) -> Checked:
    """Raises WorkbenchError when the export cannot be loaded, or computes what is not finite."""
    match format:
        case "peft":
            return _asked_if_room(origin, _weight_bytes(origin.base), lambda: _with_adapter(origin, folder))
        case "merged" | "mlx":
            _must_be_finite(folder)
            return _asked_if_room(origin, _weight_bytes(folder), lambda: _model(folder))
        case "gguf" | "ollama":
            file = next(folder.glob("*.gguf"))
            _gguf_must_be_finite(file)
            room = 4 * origin.model.num_parameters()  # transformers holds it in float32
            return _asked_if_room(origin, room, lambda: _of_gguf(file, origin.model.config))
        case "gguf-lora":
            file = next(folder.glob("*.gguf"))
            _gguf_must_be_finite(file)
            _must_be_the_adapter(file, origin, dtype)
            return Checked(True)
    return Checked(True)


def _asked_if_room(origin: Origin, needed: int, load: Any) -> Checked:
    if needed * _ROOM > processes.available_memory():
        return Checked(False)
    try:
        model = load().eval()
    except (OSError, RuntimeError, ValueError, TypeError, KeyError) as error:
        raise _broken(str(error).strip().splitlines()[0] if str(error) else type(error).__name__) from error
    tokenizer = models.load_tokenizer(origin.base)
    question = _question(origin)
    style = Style.of(origin.spec.data) if origin.spec else Style()
    turns = [{"role": "user", "content": question}]
    if style.system_prompt:
        turns.insert(0, {"role": "system", "content": style.system_prompt})
    ids = conversation_ids(turns, tokenizer, style)
    with torch.no_grad():
        logits = model(input_ids=torch.tensor([ids], device=model.device), use_cache=False).logits
    if not math.isfinite(float(logits.sum(dtype=torch.float32))):
        raise _broken("its logits are not finite")
    says = answers(model, tokenizer, [ids], _TOKENS, lambda: None)[0]
    return Checked(True, says, question)


def _question(origin: Origin) -> str:
    """A held-out prompt of the run, where there is one."""
    sampled = origin.history.samples if origin.history else []
    return sampled[0].prompt if sampled else "Hello"


def _with_adapter(origin: Origin, folder: Path) -> Any:
    return adapters.load(models.load_model(origin.base, "float32", "cpu"), folder)


def _model(folder: Path) -> Any:
    model, found = AutoModelForCausalLM.from_pretrained(
        folder, dtype="auto", local_files_only=True, use_safetensors=True, output_loading_info=True
    )
    if found["missing_keys"] or found["unexpected_keys"]:
        raise _broken(Sentence("{count} tensors are missing", count=len(found["missing_keys"])))
    return model


def _of_gguf(file: Path, config: Any) -> Any:
    """By the base's configuration: transformers reads only a part of it from a GGUF."""
    config = copy.deepcopy(config)
    config.model_type = {"mistral": "llama"}.get(config.model_type, config.model_type)  # as GGUF calls it
    config.tie_word_embeddings = all(tensor.name != "output.weight" for tensor in GGUFReader(file).tensors)
    with contextlib.redirect_stderr(io.StringIO()):  # it draws a bar of its own
        return AutoModelForCausalLM.from_pretrained(
            file.parent, gguf_file=file.name, config=config, dtype=torch.float32, local_files_only=True
        )


def _weight_bytes(folder: Path) -> int:
    return BaseWeights(folder).bytes


def _must_be_finite(folder: Path) -> None:
    for tensor in BaseWeights(folder).tensors.values():
        if tensor.dtype.is_floating_point:
            step = max(1, (8 << 20) // max(1, tensor.shape[-1] if tensor.shape else 1))
            for start in range(0, tensor.rows, step):
                rows = tensor.read(start, min(start + step, tensor.rows))
                if not math.isfinite(float(rows.sum(dtype=torch.float32))):
                    raise _broken(Sentence("{name} holds values that are not finite", name=tensor.name))


def _gguf_must_be_finite(file: Path) -> None:
    for tensor in GGUFReader(file).tensors:
        values = gguf.dequantize(tensor.data, tensor.tensor_type)
        if not np.isfinite(values).all():
            raise _broken(Sentence("{name} holds values that are not finite", name=tensor.name))


def _must_be_the_adapter(file: Path, origin: Origin, dtype: str) -> None:
    for name, apart in gguf_lora_check.differences(file, origin.adapter, origin.model.config):
        if not apart <= gguf_lora_check.tolerance(dtype):
            raise _broken(
                Sentence(
                    "its change of {name} is not the adapter's (it differs by {apart})",
                    name=name,
                    apart=f"{apart:.1%}",
                )
            )


def _broken(reason: str) -> WorkbenchError:
    return WorkbenchError(
        "What was written cannot be used: {reason}. It was removed again.",
        hint="Try float32, or an earlier checkpoint; `workbench inspect` shows what the adapter holds.",
        kind="export-broken",
        reason=reason,
    )
