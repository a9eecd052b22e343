"""Loading a base model and its tokenizer from a folder: safetensors only, no network, no code of the model's."""

import hashlib
from pathlib import Path
from typing import Any

import torch
from transformers import AutoModelForCausalLM, AutoTokenizer
from transformers.utils import logging as transformers_logging

from workbench.core import processes
from workbench.core.errors import WorkbenchError
from workbench.core.estimate import BYTES
from workbench.core.layers import LayerTree

_SMALL = 50_000_000  # parameters: below, bfloat16 saves nothing on a processor and costs exactness
transformers_logging.disable_progress_bar()
transformers_logging.set_verbosity_error()


def load_model(folder: Path, dtype: str, device: str) -> Any:
    return AutoModelForCausalLM.from_pretrained(
        folder,
        dtype=getattr(torch, dtype),
        local_files_only=True,
        use_safetensors=True,
        trust_remote_code=False,
        attn_implementation="sdpa",
    ).to(device)


def load_tokenizer(folder: Path) -> Any:
    return AutoTokenizer.from_pretrained(folder, local_files_only=True, trust_remote_code=False)


def resolve_device() -> str:
    return "cuda" if torch.cuda.is_available() else "mps" if torch.backends.mps.is_available() else "cpu"


def resolve_dtype(wanted: str, tree: LayerTree) -> str:
    return wanted if wanted != "auto" else "float32"


def check_memory(tree: LayerTree, dtype: str) -> None:
    needed = tree.parameters * BYTES[dtype]
    if needed > processes.total_memory():
        raise WorkbenchError("too large", kind="too-large")


def fingerprint(folder: Path) -> str:
    found = hashlib.sha256((folder / "config.json").read_bytes())
    for file in sorted(folder.glob("*.safetensors")):
        found.update(f"{file.name} {file.stat().st_size}\n".encode())
    return found.hexdigest()
