"""What peft made of a model: its adapted modules under the names of our layers, and those it trains whole."""

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import torch
from peft.tuners.lora import LoraLayer
from peft.tuners.lora.layer import ParamWrapper
from peft.utils import ModulesToSaveWrapper

PREFIX = "base_model.model."
NAME = "default"  # peft's own name for the only adapter; others break its mapping of keys
CONFIG, WEIGHTS = "adapter_config.json", "adapter_model.safetensors"


@dataclass(frozen=True, slots=True)
class Start:
    """What a model must remember of the time before training, kept on it as `workbench_start`."""

    # A and B by module name, where they were taken out of the base weight (PiSSA, OLoRA)
    factors: dict[str, tuple[torch.Tensor, torch.Tensor]] = field(default_factory=dict)
    # the base's own biases, where an adapter brings others
    biases: tuple[tuple[torch.nn.Parameter, torch.Tensor], ...] = ()


def start_of(model: Any) -> Start:
    return getattr(model, "workbench_start", None) or Start()


def adapted_modules(model: Any) -> Iterator[tuple[str, str, Any]]:
    """(name in the model, key, module) of everything that wears A and B.

    The key is what patterns in peft's configuration are matched with: the path in the base model, and for a
    parameter its name too. Several wrappers of one module's parameters are nested in each other.
    """
    for name, module in model.named_modules():
        if isinstance(module, LoraLayer):
            path = in_base(name)
            yield (
                name,
                f"{path}.{module.parameter_name}" if isinstance(module, ParamWrapper) else path,
                module,
            )


def whole_modules(model: Any) -> Iterator[tuple[str, Any]]:
    """(path in the base model, module) of everything that is trained whole."""
    for name, module in model.named_modules():
        if isinstance(module, ModulesToSaveWrapper):
            yield in_base(name), module


def lengths(module: Any) -> torch.Tensor:
    """Of a module with DoRA: the length of each output's weights in the base."""
    dora = module.lora_magnitude_vector[NAME]
    weight = module.get_base_layer().weight.detach().to(dora.weight.dtype)
    return dora.get_weight_norm(weight, torch.zeros((), device=weight.device), 1.0)  # type: ignore[no-any-return]


def in_base(name: str) -> str:
    """A name in the peft model, or in its file, as the base model calls it."""
    return f"{name.removeprefix(PREFIX)}.".replace(".base_layer.", ".").rstrip(".")


@contextmanager
def without_known_warnings() -> Iterator[None]:
    """Leaves out what peft 0.21 says about things that are meant."""
    with warnings.catch_warnings():
        for known in (
            "fan_in_fan_out is set to",  # GPT-2's Conv1D beside its Linear head
            ".*tie_word_embeddings=True",  # the layer tree shows it: `tied_to`
            "Using Rank-Stabilized LoRA with rank_pattern",  # about a conversion that is ours
            "The following (rank|alpha)_pattern keys did not match",  # it looks at modules, not at parameters
            "Careful, disabling adapter layers with bias",  # the base's own biases are put back
        ):
            warnings.filterwarnings("ignore", known)
        warnings.filterwarnings(
            "ignore", ".*is_gradient_checkpointing", FutureWarning
        )  # peft's own old words
        warnings.filterwarnings(
            "ignore", "target_modules=.* were set but no module was matched", RuntimeWarning
        )
        yield
