"""What every `auto` of a run comes to, once its model and its data are known."""

import math
import platform
from importlib.metadata import version
from pathlib import Path

from workbench.core import estimate, processes
from workbench.core.events import Started
from workbench.core.layers import LayerTree
from workbench.core.spec import Resolved, RunSpec
from workbench.training import models
from workbench.training.adapter import Proof
from workbench.training.data.batches import steps_per_epoch
from workbench.training.data.dataset import Prepared
from workbench.training.schedule import warmup_steps


def resolved(
    spec: RunSpec, data: Prepared, device: str, dtype: str, folder: Path, parameters: int
) -> Resolved:
    """What every `auto` comes to: a fixed function of the spec, the data and the device."""
    rows = len(data.train)
    batch_size = estimate.batch_size(spec.training.batch_size, rows)
    per_epoch = steps_per_epoch(rows, batch_size)
    if spec.training.steps is not None:
        steps = spec.training.steps
    elif spec.training.epochs == "auto":
        steps = max(60, per_epoch * (3 if rows < 2000 else 2 if rows < 10_000 else 1))
    else:
        steps = max(1, math.ceil(per_epoch * spec.training.epochs))
    return Resolved(
        epochs=steps / per_epoch,
        steps=steps,
        batch_size=batch_size,
        max_length=data.max_length,
        micro_batch_tokens=batch_size * data.max_length  # a step in one piece
        if "token-budget" in spec.training.switched_off
        else estimate.micro_batch_tokens(spec.training.micro_batch_tokens, device),
        warmup_steps=warmup_steps(spec.training.warmup, steps),
        threads=estimate.threads(spec.training.threads, parameters, processes.physical_cores()),
        device=device,
        dtype=dtype,
        train_on=data.train_on,
        format=data.format,
        rows=rows,
        rows_held_out=len(data.held_out),
        rows_left_out=data.rows_left_out,
        rows_cut=data.cut,
        left_out=data.left_out,
        data_sha256=data.sha256,
        data_sources=data.sources,
        model_sha256=models.fingerprint(folder),
        versions={name: version(name) for name in ("torch", "transformers", "peft", "lora-workbench")}
        | {"python": platform.python_version()},
    )


def started(proof: Proof, tree: LayerTree, data: Prepared, resolved: Resolved) -> Started:
    """What the run says before its first step."""
    return Started(
        trainable_parameters=proof.trainable_parameters,
        total_parameters=tree.parameters,
        modules_planned=proof.planned,
        modules_adapted=proof.adapted,
        steps=resolved.steps,
        epochs=resolved.epochs,
        rows=resolved.rows,
        rows_held_out=resolved.rows_held_out,
        rows_left_out=resolved.rows_left_out,
        tokens_per_epoch=data.train.tokens,
        trained_tokens_per_epoch=data.train.trained_tokens,
        loss_name="mean nats per labelled token",
        device=resolved.device,
        dtype=resolved.dtype,
        threads=resolved.threads,
        optimisations=resolved.optimisations,
    )
