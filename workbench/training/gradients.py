"""Which ticked layers the data pulls at: the squared norm of each weight's gradient over a few batches."""

from collections import defaultdict
from collections.abc import Callable
from typing import Any

import torch

from workbench.core import estimate, resources
from workbench.core.errors import WorkbenchError
from workbench.core.layers import Layer
from workbench.core.spec import RunSpec
from workbench.core.tally import check
from workbench.core.tasks import must_be_causal
from workbench.training import introspect, models
from workbench.training.data import dataset
from workbench.training.data.batches import collate, micro_batches, rows_of_step
from workbench.training.next_token import labelled, loss_sum


def squared_norms(spec: RunSpec, steps: int, progress: Callable[[int, int], None]) -> dict[str, float]:
    """Path of each ticked layer to the mean over micro-batches of ‖∂L/∂W‖² (Frobenius), W as the base has it.

    One pass over the rows of the run's first `steps` steps; nothing is trained. Each gradient is let go as
    soon as its norm is taken, so no more than one is held at a time.
    """
    folder = resources.model_path(spec.model.path)
    tree = introspect.layer_tree(folder)
    must_be_causal(tree.task_type, tree.architecture)
    tally = check(spec.layers, tree)
    if not tally.modules:
        raise WorkbenchError(
            "No layer is ticked.",
            hint="Tick the layers whose gradients shall be compared.",
            kind="nothing-ticked",
        )
    dtype = models.resolve_dtype(spec.model.dtype, tree)
    models.check_memory(tree, dtype)
    tokenizer = models.load_tokenizer(folder)
    data = dataset.prepare(
        spec.data,
        tokenizer,
        spec.training.seed,
        tree.context_length,
        lambda done, total: None,
        estimate.longest_row(tree, dtype, models.memory()),
    )
    device = models.resolve_device()
    model = models.load_model(folder, dtype, device)
    sums = _watch(model, [layer for layer, on in zip(tree.layers, tally.ticked, strict=True) if on])
    rows = len(data.train)
    batch = estimate.batch_size(spec.training.batch_size, rows)
    at_once = estimate.micro_batch_tokens(spec.training.micro_batch_tokens, device)
    pad_id = tokenizer.pad_token_id if tokenizer.pad_token_id is not None else 0
    batches = 0
    for step in range(steps):
        progress(step, steps)
        chosen = rows_of_step(step, rows, batch, spec.training.seed)[0].tolist()
        for part in micro_batches([data.train.length(row) for row in chosen], at_once):
            made = collate(data.train, [chosen[i] for i in part], pad_id)
            loss = loss_sum(
                model, *(t.to(model.device) for t in (made.input_ids, made.attention_mask, made.labels))
            )
            (loss / max(1, labelled(made.labels))).backward()  # type: ignore[no-untyped-call]
            batches += 1
    return {path: total / max(1, batches) for path, total in sums.items()}


def _watch(model: Any, layers: list[Layer]) -> dict[str, float]:
    """Adds up, for each layer's path, the squared norm of every gradient its weight gets, and drops it."""
    model.requires_grad_(False)
    sums: dict[str, float] = {layer.path: 0.0 for layer in layers}
    sharing: dict[torch.nn.Parameter, list[str]] = defaultdict(list)
    for layer in layers:
        sharing[model.get_parameter(layer.parameter or f"{layer.path}.weight")].append(layer.path)

    def take(weight: torch.nn.Parameter) -> None:
        assert weight.grad is not None
        squared = float(weight.grad.float().square().sum())
        weight.grad = None
        for path in sharing[weight]:
            sums[path] += squared

    for weight in sharing:
        weight.requires_grad_(True)
        weight.register_post_accumulate_grad_hook(take)  # type: ignore[no-untyped-call]
    return sums
