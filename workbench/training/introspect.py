"""What a model has, from config.json alone: the real modules of the real architecture on the meta device."""

from pathlib import Path

import torch
from transformers import AutoConfig, AutoModelForCausalLM

from workbench.core.layers import Layer, LayerTree, Role


def layer_tree(folder: Path) -> LayerTree:
    config = AutoConfig.from_pretrained(folder, local_files_only=True)
    with torch.device("meta"):
        model = AutoModelForCausalLM.from_config(config)
    head = model.get_output_embeddings()
    layers = []
    for path, module in model.named_modules():
        if list(module.children()) or not list(module.parameters(recurse=False)):
            continue
        linear = isinstance(module, torch.nn.Linear)
        role: Role = "head" if module is head else "attention" if "attn" in path else "mlp" if "mlp" in path else "other"
        layers.append(
            Layer(
                path,
                type(module).__name__,
                module.in_features if linear else None,
                module.out_features if linear else None,
                sum(p.numel() for p in module.parameters()),
                linear,
                "" if linear else "no LoRA for a norm",
                role,
                linear=linear,
            )
        )
    return LayerTree(
        config.architectures[0], config.model_type, sum(p.numel() for p in model.parameters()), tuple(layers),
        context_length=config.max_position_embeddings, blocks=config.num_hidden_layers,
    )
