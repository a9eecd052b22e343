"""Loading a base model and its tokenizer: from a folder, as safetensors, without the model's own code."""

import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import torch
from safetensors import SafetensorError
from transformers import MODEL_FOR_CAUSAL_LM_MAPPING, AutoModelForCausalLM, AutoTokenizer, PreTrainedModel
from transformers.utils import logging as transformers_logging

from workbench.core import processes
from workbench.core.errors import WorkbenchError
from workbench.core.estimate import BYTES, SMALL
from workbench.core.layers import LayerTree
from workbench.core.sentence import Sentence
from workbench.core.tasks import must_be_causal
from workbench.training import tasks
from workbench.training.devices import resolve_device as resolve_device
from workbench.training.model_folder import read_config, weight_files

_GIB = 2**30

# An engine's standard streams carry jobs, and a run says what it does in its own events.
transformers_logging.disable_progress_bar()
transformers_logging.set_verbosity_error()

_SAMPLE, _SAMPLES = 1 << 14, 64  # bytes, and how many of them in a file of weights


def load_model(folder: Path, dtype: str, device: str) -> PreTrainedModel:
    """The causal language model of a folder, in `dtype` (float32 or bfloat16), with torch's fused attention.

    Raises WorkbenchError when weights are missing, damaged or do not fit the config: nothing is ever filled
    with random values.
    """
    config = read_config(folder)
    task, architecture = tasks.choose(config)
    must_be_causal(task.name, architecture.__name__)
    if not weight_files(folder):
        raise _bad_weights(folder, "there is no model.safetensors")
    fused = MODEL_FOR_CAUSAL_LM_MAPPING[type(config)]._supports_sdpa
    try:
        model, found = AutoModelForCausalLM.from_pretrained(
            folder,
            config=config,
            dtype=getattr(torch, dtype),
            local_files_only=True,
            use_safetensors=True,
            trust_remote_code=False,
            attn_implementation="sdpa" if fused else "eager",
            output_loading_info=True,
        )
    except (OSError, SafetensorError, RuntimeError) as error:
        raise _bad_weights(folder, str(error).strip().splitlines()[0]) from error
    if missing := sorted(found["missing_keys"]):
        raise _bad_weights(
            folder, Sentence("{count} tensors are missing, first {name}", count=len(missing), name=missing[0])
        )
    return model.to(device)


def load_tokenizer(folder: Path) -> Any:
    """The tokenizer of a folder."""
    try:
        return AutoTokenizer.from_pretrained(folder, local_files_only=True, trust_remote_code=False)
    except (OSError, ValueError, LookupError, TypeError, ImportError) as error:
        raise WorkbenchError(
            "{folder} has no tokenizer that can be read: {reason}",
            hint="The folder needs tokenizer.json beside config.json.",
            kind="bad-tokenizer",
            folder=folder,
            reason=str(error).strip().splitlines()[0],
        ) from error


def resolve_dtype(wanted: str, tree: LayerTree) -> str:
    """auto: bfloat16 where the device computes in it and the model is not a small one, else float32."""
    if wanted != "auto":
        return wanted
    match resolve_device():
        case "cuda":
            computes = torch.cuda.is_bf16_supported(including_emulation=False)
        case "mps":
            computes = False
        case _:
            computes = processor_computes_bfloat16()
    return "bfloat16" if computes and tree.parameters >= SMALL else "float32"


def memory() -> int:
    """Bytes of the device that trains."""
    return int(torch.cuda.mem_get_info()[1]) if resolve_device() == "cuda" else processes.total_memory()


def check_memory(tree: LayerTree, dtype: str) -> None:
    """Refuses a model whose weights alone do not fit."""
    needed, have = tree.parameters * BYTES[dtype], memory()
    if needed > have:
        raise WorkbenchError(
            "The weights need {needed} GiB of memory as {dtype}, and this machine has {have} GiB.",
            hint="Choose a smaller model or bfloat16 (half the size)."
            if dtype == "float32" and needed / 2 < have
            else "Choose a smaller model.",
            kind="too-large",
            needed=f"{needed / _GIB:.1f}",
            dtype=dtype,
            have=f"{have / _GIB:.1f}",
        )


def fingerprint(folder: Path) -> str:
    """SHA-256 of config.json and of the weight files' names, sizes and samples of their content.

    Cheap (1 MB a file is read), and sees another base: training moves every number. A single changed byte
    between the samples is not seen.
    """
    found = hashlib.sha256((folder / "config.json").read_bytes())
    for file in weight_files(folder):
        size = file.stat().st_size
        found.update(f"{file.name} {size}\n".encode())
        with file.open("rb") as stream:
            for place in range(0, size, max(_SAMPLE, size // _SAMPLES)):
                stream.seek(place)
                found.update(stream.read(_SAMPLE))
    return found.hexdigest()


def processor_computes_bfloat16() -> bool:
    """Whether there are instructions for it: without them it is emulated, slower than float32."""
    able: Mapping[str, Any] = getattr(torch.cpu, "get_capabilities", dict)()  # torch 2.10 may not have it yet
    return any(bool(able.get(name)) for name in ("avx512_bf16", "amx_bf16", "bf16"))


def _bad_weights(folder: Path, reason: str) -> WorkbenchError:
    return WorkbenchError(
        "The weights in {folder} cannot be loaded: {reason}.",
        hint="Check that every safetensors file is there and complete; fetch the model again if not.",
        kind="bad-weights",
        folder=folder,
        reason=reason.rstrip("."),
    )
