"""Stock peft as the judge: what it really made of a model, and plans of every kind to ask it about."""

import random
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import torch
from peft.tuners.lora import LoraLayer
from peft.tuners.lora.layer import ParamWrapper

from tests.training import architectures
from workbench.core import methods
from workbench.core.layers import Layer, LayerTree
from workbench.core.plan import RankPlan, adapted
from workbench.training import introspect

torch.set_num_threads(1)

STARTS = ("default", "gaussian", "orthogonal", "pissa", "pissa_niter_16", "olora")


@cache
def tree_of(name: str, task_type: str = "") -> LayerTree:
    with TemporaryDirectory() as folder:
        return introspect.layer_tree(architectures.write(name, Path(folder) / name), task_type)


def made(model: Any) -> dict[str, tuple[int, float]]:
    """(rank, factor) of every matrix that peft adapted, by the path of a module or parameter in the base."""
    found: dict[str, tuple[int, float]] = {}
    for name, module in model.named_modules():
        if isinstance(module, LoraLayer):
            path = ".".join(part for part in name.split(".")[2:] if part != "base_layer")
            key = f"{path}.{module.parameter_name}" if isinstance(module, ParamWrapper) else path
            found[key] = module.r["default"], round(module.scaling["default"], 9)
    return found


def planned(plan: RankPlan, tree: LayerTree) -> dict[str, tuple[int, float]]:
    """The same as the plan has it; a weight that is named as a parameter counts as its module."""
    return {
        path: (how.rank, round(how.scale * (how.rank**0.5 if plan.use_rslora else 1), 9))
        for path, how in adapted(plan, tree).items()
    }


def by_module(found: dict[str, tuple[int, float]], tree: LayerTree) -> dict[str, tuple[int, float]]:
    return {key if key in tree.by_path else key.removesuffix(".weight"): how for key, how in found.items()}


def trainable(model: Any) -> int:
    return sum(parameter.numel() for parameter in model.parameters() if parameter.requires_grad)


def shaken(model: Any) -> Any:
    """The model as after some training: every trainable number has moved."""
    generator = torch.Generator().manual_seed(1)
    with torch.no_grad():
        for parameter in model.parameters():
            if parameter.requires_grad:
                parameter.add_(torch.randn(parameter.shape, generator=generator) / 10)
    return model.eval()


def any_plan(tree: LayerTree, chance: random.Random, **fixed: Any) -> RankPlan:
    """A plan as wild as peft allows: what the methods refuse is not ticked."""
    layers = [layer for layer in tree.layers if layer.adaptable]
    ticked = chance.sample(layers, chance.randint(1, len(layers)))
    nodes = [path for path in tree.nodes if path]
    values: dict[str, Any] = {
        "rank": chance.choice([2, 4, 6]),
        "scale": chance.choice([0.3, 0.5, 2.0]),
        "ranks": {path: chance.choice([2, 4]) for path in chance.sample(nodes, 3)},
        "scales": {path: chance.choice([0.7, 1.0]) for path in chance.sample(nodes, 2)},
        "dropout": chance.choice([0.0, 0.1]),
        "use_rslora": chance.random() < 0.5,
        "use_dora": chance.random() < 0.5,
        "init_lora_weights": chance.choice(STARTS),
        "bias": chance.choice(["none", "all", "lora_only"]),
        "modules_to_save": _any_whole(tree, nodes, chance),
    }
    targets = tuple(layer.path for layer in tree.layers if layer in ticked)
    plan = RankPlan(**values | fixed, targets=targets)
    chosen: list[tuple[Layer, int]] = [
        (tree.by_path[path], how.rank) for path, how in adapted(plan, tree).items()
    ]
    refused = methods.refusals(plan, chosen)
    if plan.use_dora:  # the padding token's row is zero, which DoRA cannot bear: a test of its own
        refused |= {layer.path: "" for layer in layers if layer.role == "head"}
    kept = tuple(path for path in targets if path not in refused)
    return plan.model_copy(update={"targets": kept}) if kept else any_plan(tree, chance, **fixed)


def _any_whole(tree: LayerTree, nodes: list[str], chance: random.Random) -> tuple[str, ...]:
    """A few modules, and now and then a group of them, that peft can train whole together."""
    chosen: list[str] = []
    for path in chance.sample(nodes, min(len(nodes), chance.choice([0, 0, 2, 4]))):
        if not methods.conflicts(RankPlan(modules_to_save=(*chosen, path)), tree):
            chosen.append(path)
    return tuple(chosen)
