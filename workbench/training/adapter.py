"""From a rank plan to peft: attach it, and prove that peft made exactly that."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import torch
from peft import LoraConfig, PeftModel, get_peft_model
from transformers.utils import ModelOutput

from workbench.core import methods, peft_config, tally
from workbench.core.errors import WorkbenchError
from workbench.core.layers import LayerTree
from workbench.core.peft_matching import parameter_name
from workbench.core.plan import Adapted, RankPlan, adapted
from workbench.core.tally import Tally
from workbench.training.adapter_loading import load, strength, take_off, without
from workbench.training.adapter_saving import save
from workbench.training.peft_parts import (
    NAME,
    PREFIX,
    Start,
    adapted_modules,
    lengths,
    whole_modules,
    without_known_warnings,
)

__all__ = ["Proof", "attach", "load", "lora_config", "prove", "save", "strength", "take_off", "without"]


@dataclass(frozen=True, slots=True)
class Proof:
    """What was found on the real model after attaching."""

    planned: int
    adapted: int
    trainable_parameters: int  # as peft counts them
    whole: int = 0  # modules that are trained whole


def lora_config(layers: RankPlan, tree: LayerTree, base: str) -> LoraConfig:
    """The peft configuration that resolves to exactly this plan."""
    with without_known_warnings():
        return LoraConfig(**peft_config.write(layers, tree, base))


def attach(model: Any, layers: RankPlan, tree: LayerTree, base: str, seed: int) -> PeftModel:
    """Wraps the planned modules of `model`. A's first values follow from `seed`; the global RNG is untouched.

    The wrapped model computes what the base computes: B starts at zero (Hu et al. 2021, section 4.1), or B·A
    is zero, or the base weight gives up what A and B start with (PiSSA, OLoRA): the model then remembers
    that start, so that saving can undo it. Raises WorkbenchError for a plan that cannot be trained.
    """
    tally.check(layers, tree)
    tally.check_dtype(layers, str(model.dtype).removeprefix("torch."))
    config = lora_config(layers, tree, base)
    config.base_model_name_or_path = None  # peft fills in the model's own name, and warns when ours differs
    with torch.random.fork_rng(devices=[]), without_known_warnings():
        torch.default_generator.manual_seed(seed)  # peft draws A on the CPU, wherever the model is
        worn = get_peft_model(model, config)
    config.base_model_name_or_path = base
    if layers.use_dora:
        _check_lengths(worn)
    for _, module in whole_modules(worn):
        _in_float32(module.modules_to_save[NAME])
    if methods.moves_base(layers):
        worn.workbench_start = Start(
            {
                name: (_copy(module.lora_A[NAME].weight), _copy(module.lora_B[NAME].weight))
                for name, _, module in adapted_modules(worn)
            }
        )
    return worn


def prove(model: PeftModel, layers: RankPlan, tree: LayerTree) -> Proof:
    """Compares every adapted module, everything trained whole and the count with the plan.

    Raises WorkbenchError on any difference.
    """
    planned = {
        path: Adapted(how.rank, how.scale * math.sqrt(how.rank) if layers.use_rslora else how.scale)
        for path, how in adapted(layers, tree).items()
    }
    paths = {parameter_name(tree.by_path[path], tree) or path: path for path in planned}
    modules = {paths.get(key, key): module for _, key, module in adapted_modules(model)}
    real = {path: Adapted(module.r[NAME], module.scaling[NAME]) for path, module in modules.items()}
    wrong = [
        f"{path}: planned {_told(planned.get(path))}, made {_told(real.get(path))}"
        for path in (*planned, *(path for path in real if path not in planned))
        if not _same(planned.get(path), real.get(path))
    ]
    wrong += [
        f"{path}: {'no ' * layers.use_dora}DoRA"
        for path, module in modules.items()
        if path in planned and module.use_dora[NAME] != layers.use_dora
    ]
    whole = {path for path, _ in whole_modules(model)}
    wrong += _wrongly_whole(whole, layers, tree)
    wrong += _strays(model, layers.bias)
    trainable, _ = model.get_nb_trainable_parameters()
    expected = Tally(layers, tree).trainable  # the number that the window shows
    if wrong or trainable != expected:
        raise WorkbenchError(
            "peft did not make what was ticked: {count} modules differ ({first}); "
            "{trainable} parameters are trainable, {expected} were planned.",
            hint="This is a defect of the workbench: report it with this sentence. Nothing was trained.",
            kind="proof-failed",
            count=len(wrong),
            first="; ".join(wrong[:3]) or "none",
            trainable=f"{trainable:,}",
            expected=f"{expected:,}",
        )
    return Proof(len(planned), len(real), trainable, len(whole))


def _check_lengths(model: PeftModel) -> None:
    """A padded row of the head may be zero: peft would divide by it, and every loss be NaN."""
    for _, key, module in adapted_modules(model):
        if not bool(lengths(module).all()):
            raise WorkbenchError(
                "DoRA divides by the length of each output's weights, and {path} has outputs without any "
                "weight.",
                hint="Untick that layer, or train without DoRA.",
                kind="method-refused",
                path=key,
            )


def _in_float32(module: torch.nn.Module) -> None:
    """Whole modules learn in float32 as A and B do; what flows in and out keeps the base's number format."""
    dtype = next(module.parameters()).dtype
    if dtype.itemsize >= 4:
        return
    module.float()

    def widened(_: torch.nn.Module, inputs: tuple[Any, ...], named: dict[str, Any]) -> Any:
        return _cast(inputs, torch.float32), _cast(named, torch.float32)

    module.register_forward_pre_hook(widened, with_kwargs=True)
    module.register_forward_hook(lambda _, __, output: _cast(output, dtype))


def _cast(values: Any, kind: torch.dtype) -> Any:
    """Floating-point tensors in another format, also those in tuples, lists, dicts and model outputs."""
    if isinstance(values, torch.Tensor):
        return values.to(kind) if values.is_floating_point() else values
    if type(values) in (tuple, list):
        return type(values)(_cast(value, kind) for value in values)
    if type(values) is dict:
        return {key: _cast(value, kind) for key, value in values.items()}
    if isinstance(values, ModelOutput):
        return type(values)(**{key: _cast(value, kind) for key, value in values.items()})
    return values


def _wrongly_whole(real: set[str], layers: RankPlan, tree: LayerTree) -> Iterator[str]:
    planned = methods.trained_whole(layers, tree)
    below = {layer.path for path in real if path in tree.nodes for layer in tree.under(tree.nodes[path])}
    yield from (f"{path}: not trained whole" for path in planned if path not in below)
    yield from (f"{path}: trained whole without being planned" for path in below if path not in planned)


def _strays(model: PeftModel, bias: str) -> Iterator[str]:
    """What trains beside adapters, whole modules and, where they are asked for, biases."""
    for name, parameter in model.named_parameters():
        known = f".{NAME}" in name and (".lora_" in name or ".modules_to_save." in name)
        if parameter.requires_grad and not known and not (bias != "none" and name.endswith(".bias")):
            yield f"{name.removeprefix(PREFIX)}: trainable without being planned"


def _copy(weight: torch.Tensor) -> torch.Tensor:
    return weight.detach().to("cpu", copy=True)


def _same(planned: Adapted | None, real: Adapted | None) -> bool:
    if planned is None or real is None:
        return planned is real
    return planned.rank == real.rank and abs(planned.scale - real.scale) <= 1e-12 * planned.scale


def _told(how: Adapted | None) -> str:
    return f"rank {how.rank} scale {how.scale:g}" if how else "nothing"
