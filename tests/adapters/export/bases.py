"""Base models on disk, with a tokenizer, and adapters that stock peft trained on them (numbers at random)."""

import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from peft import LoraConfig, PeftModel, get_peft_model
from transformers import AutoModelForCausalLM

from tests.training.architectures import ARCHITECTURES
from workbench.adapters import reader
from workbench.adapters.export.changes import Changes
from workbench.adapters.export.weights import BaseWeights
from workbench.training import introspect
from workbench.training.peft_parts import without_known_warnings

ROWS = 264  # of the embedding: the tiny tokenizer's 259 tokens, and some without one
TOKENS = torch.arange(3, 27).reshape(2, 12)


@dataclass(frozen=True)
class Made:
    """A base, an adapter, and the model that wears it."""

    base: Path
    adapter: Path
    worn: PeftModel

    def changes(self) -> Changes:
        return Changes(
            reader.open_adapter(self.adapter), introspect.meta_model(self.base), BaseWeights(self.base)
        )

    @torch.no_grad()
    def logits(self) -> torch.Tensor:
        return self.worn(input_ids=TOKENS).logits


def base(name: str, folder: Path, tokenizer: Path, dtype: torch.dtype | None = None, **changes: Any) -> Path:
    """A tiny model of this architecture with random weights; `changes` are of its config."""
    config = ARCHITECTURES[name]()
    for key, value in ({"vocab_size": ROWS} | changes).items():
        setattr(config, key, value)
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(0)
        model = AutoModelForCausalLM.from_config(
            config, attn_implementation="eager", experts_implementation="eager"
        )
    with torch.no_grad():
        for path, parameter in model.named_parameters():
            if "norm" in path or "ln_" in path or "bias" in path:  # all ones or zeros hide a shift
                parameter.add_(torch.linspace(-0.3, 0.3, parameter.numel()).view(parameter.shape))
    model.to(dtype or torch.float32).save_pretrained(folder)
    for file in ("tokenizer.json", "tokenizer_config.json", "chat_template.jinja"):
        shutil.copyfile(tokenizer / file, folder / file)
    return folder


def adapted(folder: Path, out: Path, seed: int = 1, **lora: Any) -> Made:
    """An adapter of stock peft on a base folder, its numbers drawn anew."""
    model = AutoModelForCausalLM.from_pretrained(
        folder, dtype="auto", attn_implementation="eager", experts_implementation="eager"
    )
    generator = torch.Generator().manual_seed(seed)
    with without_known_warnings(), torch.no_grad():
        worn = get_peft_model(model, LoraConfig(**({"task_type": "CAUSAL_LM"} | lora))).eval()
        for path, parameter in worn.named_parameters():
            if "magnitude" in path:
                parameter.mul_(1 + 0.2 * torch.rand(parameter.shape, generator=generator))
            elif parameter.requires_grad:
                noise = torch.randn(parameter.shape, generator=generator)
                parameter.add_((0.2 * noise).to(parameter.dtype))
        worn.save_pretrained(out, save_embedding_layers=False)
    return Made(folder, out, worn)


def silent(*_: object) -> None:
    """Nobody hears the progress."""
