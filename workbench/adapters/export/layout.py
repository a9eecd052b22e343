"""Which parameter of the model each tensor of the files is: transformers renames and stacks as it loads."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from transformers.conversion_mapping import get_model_conversion_mapping
from transformers.core_model_loading import (
    Concatenate,
    MergeModulelist,
    WeightConverter,
    WeightRenaming,
    rename_source_key,
)


@dataclass(frozen=True, slots=True)
class Part:
    """A tensor of the files, as a part of one of the model's parameters."""

    parameter: str  # "model.layers.0.mlp.experts.gate_up_proj"
    expert: int = -1  # of a stack: which matrix; -1 is the whole parameter
    piece: int = 0  # and which of its `pieces` equal groups of rows
    pieces: int = 1
    known: bool = True  # False: transformers turns it into the parameter in a way that is not undone here

    @property
    def whole(self) -> bool:
        return self.expert < 0 and self.pieces == 1


def parts(model: Any, names: Iterable[str]) -> dict[str, Part]:
    """Tensor name → part, by the rules that transformers loads with. `model` may be on the meta device."""
    rules = get_model_conversion_mapping(model)
    renamings = [rule for rule in rules if isinstance(rule, WeightRenaming)]
    converters = [rule for rule in rules if isinstance(rule, WeightConverter)]
    state = model.state_dict()
    found = {}
    for name in names:
        renamed, _ = rename_source_key(name, renamings, [], model.base_model_prefix, state)
        parameter, pattern = rename_source_key(name, renamings, converters, model.base_model_prefix, state)
        if pattern is None:
            found[name] = Part(parameter)
        else:
            rule = next(c for c in converters if pattern in c.source_patterns)
            found[name] = _converted(rule, pattern, renamed, parameter)
    return found


def _converted(rule: Any, pattern: str, renamed: str, parameter: str) -> Part:
    """Experts that lie one by one: stacked, gate and up projection joined, as Mixtral and Qwen-MoE are."""
    operations = rule.operations
    stacked = bool(operations) and isinstance(operations[0], MergeModulelist) and operations[0].dim == 0
    joined = operations[1:]
    plain = not joined or (len(joined) == 1 and isinstance(joined[0], Concatenate) and joined[0].dim == 1)
    numbers = re.findall(r"experts\.(\d+)\.", renamed)
    if not stacked or not plain or len(rule.target_patterns) != 1 or len(numbers) != 1:
        return Part(parameter, known=False)
    pieces = len(rule.source_patterns)
    return Part(parameter, int(numbers[0]), rule.source_patterns.index(pattern), pieces)
