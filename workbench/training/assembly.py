"""A model made ready for the loop: its trainable state, its objective, and what makes them fast."""

from dataclasses import dataclass
from typing import Any

import torch

from workbench.core.spec import TrainingSpec
from workbench.training import optimizer
from workbench.training.flat import Flat
from workbench.training.kernels import adapted, attention, elementwise, proof
from workbench.training.kernels.head import Head
from workbench.training.next_token import NextToken


@dataclass(frozen=True)
class Assembly:
    """`objective` gives the summed loss of a batch; `covered` names every optimisation that is active."""

    model: Any  # a peft model whose adapter has been proven to match the plan
    flat: Flat
    objective: NextToken
    covered: dict[str, int]  # name to the number of modules (of flat-adamw: tensors) it really covers


def assemble(model: Any, settings: TrainingSpec, blocks: tuple[str, ...] = ()) -> Assembly:
    """Everything is on but what `settings.without` names; each is tried on this model before it counts.

    `blocks` are the paths of the model's blocks in the base, from the first one up.
    """
    off = settings.switched_off

    def on(name: str) -> bool:
        return name not in off

    covered = {"token-budget": 1}
    flat = Flat(model, optimizer.groups(model, settings), one_call=on("flat-adamw"))
    covered["flat-adamw"] = len(flat)

    inputs = proof.inputs(model)
    covered |= elementwise.install(model, inputs, norms=on("fused-norm"), gates=on("fused-gate"))
    covered |= adapted.install(model, inputs, flat.version, fused=on("fused-lora"), shared=on("shared-input"))
    covered["fused-attention"] = attention.install(model, on=on("fused-attention"))
    unmasked = on("no-mask") and proof.padding_is_unseen(model)
    covered["no-mask"] = int(unmasked)

    head = model.get_output_embeddings()
    covered["labelled-head"] = int(head is not None)
    frozen = _frozen_head(model, head) if on("fused-cross-entropy") else None
    covered["fused-cross-entropy"] = int(frozen is not None)
    objective = NextToken(
        model,
        only_labelled=on("labelled-head"),
        frozen=frozen,
        mask=not unmasked,
        smoothing=settings.label_smoothing,
        noise=settings.neftune_alpha,
    )

    covered["backward-cut"] = _cut(model, blocks, on=on("backward-cut"))
    return Assembly(model, flat, objective, {name: n for name, n in covered.items() if n and on(name)})


def _frozen_head(model: Any, head: Any) -> Head | None:
    """The head, where it is a plain matrix that nothing trains and what follows it is known."""
    if type(head) is not torch.nn.Linear or any(p.requires_grad for p in head.parameters()):
        return None
    rule = proof.after_head(model)
    if rule is None:
        return None
    bias = None if head.bias is None else head.bias.detach()
    return Head(head.weight.detach(), bias, *rule)


def _cut(model: Any, blocks: tuple[str, ...], *, on: bool) -> int:
    """How many blocks lie below everything that is trained: autograd keeps nothing there.

    Switched off, the embeddings ask for a gradient, as stock training with checkpoints does.
    """
    if not on:
        model.get_input_embeddings().register_forward_hook(lambda _, __, output: output.requires_grad_(True))
        return 0
    base = model.get_base_model()
    if any(p.requires_grad for p in model.get_input_embeddings().parameters()):
        return 0
    below = 0
    for path in blocks:
        if any(p.requires_grad for p in base.get_submodule(path).parameters()):
            break
        below += 1
    return below
