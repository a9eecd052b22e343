"""Adapters for tests, made by stock peft with random weights, or written number by number."""

import json
from pathlib import Path
from typing import Any

import torch
from peft import PeftConfig, PeftModel, get_peft_model
from safetensors.torch import save_file

from tests.training import architectures
from workbench.training.peft_parts import without_known_warnings

Q0 = "model.layers.0.self_attn.q_proj"


def by_peft(config: PeftConfig, folder: Path, name: str = "llama", seed: int = 0) -> PeftModel:
    """An adapter as save_pretrained writes it, its numbers drawn anew; and the model."""
    with without_known_warnings():
        model = get_peft_model(architectures.build(name), config)
        generator = torch.Generator().manual_seed(seed)
        with torch.no_grad():
            for parameter in model.parameters():
                if parameter.requires_grad:
                    parameter.copy_(torch.randn(parameter.shape, generator=generator) * 0.1)
        model.save_pretrained(folder, save_embedding_layers=False)
    return model


def by_hand(folder: Path, tensors: dict[str, torch.Tensor], **config: Any) -> Path:
    """A peft folder with these tensors, named without the prefix."""
    folder.mkdir(parents=True, exist_ok=True)
    named = {f"base_model.model.{name}": tensor.contiguous() for name, tensor in tensors.items()}
    save_file(named, folder / "adapter_model.safetensors", {"format": "pt"})
    document = {"peft_type": "LORA", "r": 4, "lora_alpha": 8, "target_modules": ["q_proj"], **config}
    (folder / "adapter_config.json").write_text(json.dumps(document))
    return folder


def one_module(folder: Path, a: torch.Tensor, b: torch.Tensor, **config: Any) -> Path:
    """A LoRA of one module with these two matrices and the scaling 2."""
    tensors = {f"{Q0}.lora_A.weight": a, f"{Q0}.lora_B.weight": b}
    return by_hand(folder, tensors, **{"r": a.shape[0], "lora_alpha": 2 * a.shape[0], **config})
