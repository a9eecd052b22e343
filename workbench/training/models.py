"""Loading a base model and its tokenizer: from a folder, as safetensors, without the model's own code."""

import hashlib
from pathlib import Path
from typing import Any

import torch
from safetensors import SafetensorError
from transformers import AutoModelForCausalLM, AutoTokenizer
from transformers.utils import logging as transformers_logging

from workbench.core import processes
from workbench.core.errors import WorkbenchError
from workbench.core.estimate import BYTES
from workbench.core.layers import LayerTree

_SMALL = 50_000_000  # parameters: below, bfloat16 saves no memory worth having and costs exactness
_GIB = 2**30

transformers_logging.disable_progress_bar()
transformers_logging.set_verbosity_error()


def load_model(folder: Path, dtype: str, device: str) -> Any:
    """The causal language model of a folder, in `dtype`, with torch's fused attention."""
    try:
        model = AutoModelForCausalLM.from_pretrained(
            folder,
            dtype=getattr(torch, dtype),
            local_files_only=True,
            use_safetensors=True,
            trust_remote_code=False,
            attn_implementation="sdpa",
        )
    except (OSError, SafetensorError, RuntimeError) as error:
        raise WorkbenchError(
            "The weights in {folder} cannot be loaded: {reason}",
            hint="Check that every safetensors file is there and complete; fetch the model again if not.",
            kind="bad-weights",
            folder=folder,
            reason=str(error).strip().splitlines()[0],
        ) from error
    return model.to(device)


def load_tokenizer(folder: Path) -> Any:
    """The tokenizer of a folder."""
    try:
        return AutoTokenizer.from_pretrained(folder, local_files_only=True, trust_remote_code=False)
    except (OSError, ValueError, KeyError) as error:
        raise WorkbenchError(
            "{folder} has no tokenizer that can be read: {reason}",
            hint="The folder needs tokenizer.json beside config.json.",
            kind="bad-tokenizer",
            folder=folder,
            reason=str(error).strip().splitlines()[0],
        ) from error


def resolve_device() -> str:
    """The best device there is."""
    if torch.cuda.is_available():
        return "cuda"
    return "mps" if torch.backends.mps.is_available() else "cpu"


def resolve_dtype(wanted: str, tree: LayerTree) -> str:
    """auto: bfloat16 where the device computes in it and the model is not a small one, else float32."""
    if wanted != "auto":
        return wanted
    if tree.parameters < _SMALL:
        return "float32"
    if torch.cuda.is_available():
        return "bfloat16" if torch.cuda.is_bf16_supported() else "float32"
    return "bfloat16" if torch.ops.mkldnn._is_mkldnn_bf16_supported() else "float32"


def check_memory(tree: LayerTree, dtype: str) -> None:
    """Refuses a model whose weights alone do not fit."""
    needed = tree.parameters * BYTES[dtype]
    have = torch.cuda.mem_get_info()[1] if torch.cuda.is_available() else processes.total_memory()
    if needed > have:
        raise WorkbenchError(
            "The weights need {needed} GiB of memory as {dtype}, and this machine has {have} GiB.",
            hint="Choose a smaller model{half}.",
            kind="too-large",
            needed=f"{needed / _GIB:.1f}",
            dtype=dtype,
            have=f"{have / _GIB:.1f}",
            half=" or bfloat16 (half the size)" if dtype == "float32" and needed / 2 < have else "",
        )


def fingerprint(folder: Path) -> str:
    """SHA-256 of config.json and of the weight files' names and sizes: cheap, and sees a changed base."""
    found = hashlib.sha256((folder / "config.json").read_bytes())
    for file in sorted(folder.glob("*.safetensors")):
        found.update(f"{file.name} {file.stat().st_size}\n".encode())
    return found.hexdigest()
