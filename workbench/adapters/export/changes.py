"""What an adapter changes in its base, tensor by tensor: A and B, DoRA's lengths, whole modules."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import torch
from transformers.pytorch_utils import Conv1D

from workbench.adapters.export.layout import Part, parts
from workbench.adapters.export.weights import BaseWeights, Stored
from workbench.adapters.reader import Adapter, AdapterModule, stacked
from workbench.core.errors import WorkbenchError
from workbench.core.sentence import Sentence


@dataclass(frozen=True, slots=True)
class LowRank:
    """Rows start to stop of a tensor change by left @ right, scaling inside; all float32.

    left is rows×r and right r×columns of the weight as it is stored. With DoRA each output's weights then
    get the length that `magnitude` says; outputs are columns where the weight is stored as in×out.
    """

    start: int
    stop: int
    left: torch.Tensor
    right: torch.Tensor
    magnitude: torch.Tensor | None = None
    outputs_are_columns: bool = False


@dataclass(frozen=True, slots=True)
class Replaced:
    """The tensor was trained whole."""

    tensor: torch.Tensor


@dataclass(frozen=True, slots=True)
class Merged:
    """One tensor of the merged model: where the base keeps it, and which parameter it is (a part of)."""

    name: str
    stored: Stored
    part: Part


class Changes:
    """An adapter on its base. Raises WorkbenchError when it does not fit, or does what cannot be merged."""

    def __init__(self, adapter: Adapter, model: Any, weights: BaseWeights) -> None:
        """`model` is the base on the meta device."""
        self.adapter = adapter
        self.model = model
        self.weights = weights
        self._modules = dict(model.named_modules())
        self._parts = parts(model, weights.tensors)
        must_be_mergeable(adapter)
        must_fit(adapter, model)
        self._low: dict[str, AdapterModule] = {self._parameter(m.path): m for m in adapter.modules}
        self._whole = {item.path: item.name for item in adapter.whole}
        for name, part in self._parts.items():
            if not part.known and part.parameter in self.touched:
                raise WorkbenchError(
                    "transformers rebuilds {name} when it loads this model, and the adapter changes "
                    "{parameter}, the result: such a change cannot be written back into the file.",
                    hint="Export the adapter itself (peft), and load it on the base.",
                    kind="cannot-merge",
                    name=name,
                    parameter=part.parameter,
                )

    @property
    def touched(self) -> set[str]:
        """The parameters that the adapter changes."""
        return {*self._low, *self._whole}

    @cached_property
    def untied(self) -> dict[str, str]:
        """Parameters that share a weight in the base and no longer do: each with the one it shared.

        peft gives each of two tied layers its own change: an adapter on the head alone leaves the embedding
        as it is. A single tensor cannot hold both.
        """
        names: dict[int, list[str]] = defaultdict(list)
        for name, parameter in self.model.named_parameters(remove_duplicate=False):
            names[id(parameter)].append(name)
        return {
            name: owner
            for owner, *others in names.values()
            for name in others
            if {owner, name} & self.touched
        }

    def tensors(self) -> Iterator[Merged]:
        """All tensors of the merged model, in the order of the base's files."""
        homes = {part.parameter: stored for stored, part in self._placed() if part.whole}
        for stored, part in self._placed():
            if part.parameter not in self.untied:  # a tied copy in the file is not what transformers loads
                yield Merged(stored.name, stored, part)
        for name, owner in self.untied.items():
            if owner in homes:
                yield Merged(name, homes[owner], Part(name))

    def of(self, tensor: Merged) -> list[LowRank | Replaced]:
        """What happens to a tensor; nothing for most of norms. The factors are read from the file now."""
        parameter, part = tensor.part.parameter, tensor.part
        found: list[LowRank | Replaced] = []
        if parameter in self._whole:
            found = [Replaced(self.adapter.file.tensor(self._whole[parameter]))]
        elif (module := self._low.get(parameter)) is not None:
            found = list(self._low_rank(module, tensor.stored, part))
        if not all(map(_is_finite, found)):
            raise not_finite(tensor.name)
        return found

    def _low_rank(self, module: AdapterModule, stored: Stored, part: Part) -> Iterator[LowRank]:
        a, b = (matrix.float() for matrix in self.adapter.matrices(module))
        lefts, rights = stacked(a, b * module.scaling, module.experts)  # experts×out×r, experts×r×in
        magnitude = self.adapter.file.tensor(module.magnitude).float().flatten() if module.magnitude else None
        turned = self._turned(module)
        if turned:
            lefts, rights = rights.transpose(1, 2), lefts.transpose(1, 2)
        if part.expert >= 0:  # one expert's own tensor, and perhaps only its gate or up projection
            piece = lefts.shape[1] // part.pieces
            left = lefts[part.expert, part.piece * piece : (part.piece + 1) * piece]
            yield LowRank(0, stored.rows, left.contiguous(), rights[part.expert].contiguous())
            return
        rows = lefts.shape[1]
        for expert in range(lefts.shape[0]):
            left, right = lefts[expert].contiguous(), rights[expert].contiguous()
            yield LowRank(expert * rows, (expert + 1) * rows, left, right, magnitude, turned)

    def _turned(self, module: AdapterModule) -> bool:
        """Whether the base keeps this weight as in×out."""
        if module.experts:
            return bool(getattr(self._modules[module.path.rpartition(".")[0]], "is_transposed", False))
        return module.embedding or isinstance(self._modules.get(module.path), Conv1D)

    def _parameter(self, path: str) -> str:
        return f"{path}.weight" if path in self._modules else path

    def _placed(self) -> Iterator[tuple[Stored, Part]]:
        for name, stored in self.weights.tensors.items():
            yield stored, self._parts[name]


_UNMERGED = {
    "alora_invocation_tokens": "an aLoRA works only after its invocation tokens",
    "layer_replication": "layer_replication uses blocks twice",
    "trainable_token_indices": "trainable_token_indices changes single rows of the embedding",
    "arrow_config": "Arrow chooses between adapters while it runs",
    "use_qalora": "QA-LoRA pools its inputs",
    "use_bdlora": "block-diagonal LoRA has blocks",
    "velora_config": "VeLoRA keeps its inputs compressed",
    "monteclora_config": "MonteCLoRA draws its weights at random",
    "kasa_config": "KaSA has singular values of its own",
}


def _is_finite(change: LowRank | Replaced) -> bool:
    """Whether the adapter's own numbers are: what they are added to is read again when all is written."""
    parts = [change.tensor] if isinstance(change, Replaced) else [change.left, change.right, change.magnitude]
    return all(bool(torch.isfinite(part).all()) for part in parts if part is not None)


def not_finite(name: str) -> WorkbenchError:
    return WorkbenchError(
        "The adapter holds values that are not finite for {name}; nothing was written.",
        hint="`workbench inspect` shows which modules are broken; choose an earlier checkpoint.",
        kind="not-finite",
        name=name,
    )


def must_be_mergeable(adapter: Adapter) -> None:
    """Refuses methods whose change of the weights is not B·A."""
    reasons = [why for setting, why in _UNMERGED.items() if adapter.config.get(setting)]
    if adapter.method not in ("lora", "dora"):
        reasons.append(Sentence("it was made with {method}, not with LoRA", method=adapter.method))
    reasons += [Sentence("{path}: B has a bias of its own", path=m.path) for m in adapter.modules if m.bias][
        :1
    ]
    reasons += [f"{module.path}: {module.problem}" for module in adapter.modules if module.problem][:1]
    if adapter.unknown_tensors:
        reasons.append(Sentence("nobody knows its tensor {name}", name=adapter.unknown_tensors[0]))
    if reasons:
        raise WorkbenchError(
            "This adapter cannot be merged into its base: {reasons}.",
            hint="Export the adapter itself (peft): the programs that know its method read it as it is.",
            kind="cannot-merge",
            reasons="; ".join(reasons),
        )


def must_fit(adapter: Adapter, model: Any) -> None:
    """Compares every module with the model's, and lists exactly what does not fit."""
    modules = dict(model.named_modules())
    shapes = {name: tuple(p.shape) for name, p in model.named_parameters(remove_duplicate=False)}
    misfits: dict[str, str] = {}
    for module in adapter.modules:
        here = shapes.get(f"{module.path}.weight", shapes.get(module.path))
        if here is None:
            misfits[module.path] = "does not exist in this base"
            continue
        out, inner = module.shape
        sides = here[-2:]
        turned = module.embedding or isinstance(modules.get(module.path), Conv1D)
        ours = tuple(reversed(sides)) if turned else sides
        fits = {(out, inner), (inner, out)} if module.experts else {(out, inner)}
        if ours not in fits or (module.experts and here[0] != module.experts):
            misfits[module.path] = Sentence(
                "{out}×{inner} in the adapter, {other} in this base", out=out, inner=inner, other=_sides(ours)
            )
    for item in adapter.whole:
        if item.path not in shapes:
            misfits[item.path] = "does not exist in this base"
        elif shapes[item.path] != item.shape:
            misfits[item.path] = Sentence(
                "{sides} in the adapter, {other} in this base",
                sides=_sides(item.shape),
                other=_sides(shapes[item.path]),
            )
    if misfits:
        total = len(adapter.modules) + len(adapter.whole)
        raise WorkbenchError(
            "The adapter belongs to another base: {count} of its {total} modules do not fit.\n{list}",
            hint="Choose the base it was trained on{base} (--base in the terminal).",
            kind="wrong-base",
            count=len(misfits),
            total=total,
            list="\n".join(f"  {line}" for line in folded(misfits)),
            base=f" ({adapter.base})" if adapter.base else "",
        )


def _sides(shape: tuple[int, ...]) -> str:
    return "×".join(map(str, shape))


def folded(reasons: dict[str, str]) -> list[str]:
    """One line for all blocks that are alike: "model.layers.0–29.mlp.down_proj: …"."""
    groups: dict[tuple[str, str], list[int]] = defaultdict(list)
    for path, reason in reasons.items():
        block = re.search(r"\.(\d+)\.", path)
        key = f"{path[: block.start()]}.{{}}.{path[block.end() :]}" if block else path
        groups[key, reason].append(int(block[1]) if block else -1)
    return [f"{key.format(_ranges(blocks))}: {reason}" for (key, reason), blocks in groups.items()]


def _ranges(numbers: list[int]) -> str:
    """0, 1, 2, 5 → "0–2, 5"."""
    runs: list[list[int]] = []
    for number in sorted(numbers):
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    return ", ".join(str(a) if a == b else f"{a}–{b}" for a, b in runs)
