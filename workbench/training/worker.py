"""One run from its folder to its adapter: the only caller of the loop."""

import math
import platform
import sys
import time
import traceback
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path
from typing import Any

import torch

from workbench.core import estimate, files, processes, resources
from workbench.core.errors import WorkbenchError
from workbench.core.events import Compared, Failed, Finished, Notice, Phase, Saved, Started
from workbench.core.history import History
from workbench.core.layers import LayerTree
from workbench.core.runs import RunFolder
from workbench.core.spec import Resolved, RunSpec
from workbench.core.tally import check, check_dtype
from workbench.core.tasks import must_be_causal
from workbench.training import adapter, introspect, loop, models
from workbench.training.assembly import assemble
from workbench.training.control import Control, Ended, stop_on_signals
from workbench.training.data import dataset
from workbench.training.data.batches import steps_per_epoch
from workbench.training.data.template import Style, prompt_ids, prompt_text, reference
from workbench.training.journal import Journal, Listen
from workbench.training.samples import Prompt, SamplePrompts
from workbench.training.schedule import warmup_steps

_PROGRESS_INTERVAL = 0.1  # s


def main(folder: Path, listen: Listen | None = None) -> History:
    """Trains the run in `folder` in this process and returns what it said.

    Whatever happens is said in the run's own events: bad input, a failure, a stop. Only a folder that another
    worker holds, or that cannot be written, raises.
    """
    run = RunFolder(folder)
    processes.lock(run.lock_file)
    journal = Journal(run, listen)
    began = time.monotonic()
    try:
        control = Control(run, journal)
        with stop_on_signals(control):
            step = _run(run, journal, control)
        journal.emit(Finished("completed", step, time.monotonic() - began))
    except Ended as ended:
        journal.emit(Finished(ended.reason, journal.history.step, time.monotonic() - began))
    except WorkbenchError as error:
        journal.emit(Failed(error.kind, error.message, error.hint, journal.history.step))
    except Exception as error:  # noqa: BLE001  # the process's edge: the run says that it failed, the log says how
        files.append_line(run.log_file, traceback.format_exc())
        journal.emit(_internal(error, journal.history.step))
    finally:
        processes.unlock(run.lock_file)
    return journal.history


def _run(run: RunFolder, journal: Journal, control: Control) -> int:
    """Prepares, proves, trains and compares."""
    spec = run.spec()

    told = 0.0

    def phase(name: str, done: int = 0, total: int = 0) -> None:
        nonlocal told
        control.check()
        if 0 < done < total and time.monotonic() - told < _PROGRESS_INTERVAL:
            return
        told = time.monotonic()
        journal.emit(Phase(name, done, total))

    phase("Reading model")
    folder = resources.model_path(spec.model.path).resolve()
    tree = introspect.layer_tree(folder)
    must_be_causal(tree.task_type, tree.architecture)
    tally = check(spec.layers, tree)
    layers = tally.plan
    if tally.rank_note:
        journal.emit(Notice(tally.rank_note, level="warning"))
    device = models.resolve_device()
    dtype = models.resolve_dtype(spec.model.dtype, tree)
    check_dtype(layers, dtype)
    models.check_memory(tree, dtype)

    phase("Tokenising")
    tokenizer = models.load_tokenizer(folder)
    data = dataset.prepare(
        resources.data_path(spec.data.path),
        tokenizer,
        spec.data,
        spec.training.seed,
        tree.context_length or sys.maxsize,
        lambda done, total: phase("Tokenising", done, total),
    )
    for notice in data.notices:
        journal.emit(Notice(notice, level="warning"))
    resolved = _resolved(spec, data, device, dtype, folder, tree.parameters)
    spec = spec.model_copy(update={"layers": layers, "resolved": resolved})
    files.write_text(run.spec_file, spec.to_yaml())

    phase("Loading weights")
    torch.set_num_threads(resolved.threads)
    base = models.load_model(folder, dtype, device)

    phase("Attaching", 0, len(layers.targets))
    model = adapter.attach(base, layers, tree, str(folder), spec.training.seed)
    proof = adapter.prove(model, layers, tree)
    phase("Attaching", proof.adapted, proof.planned)

    assembly = assemble(model, spec.training)
    resolved = resolved.model_copy(update={"optimisations": assembly.covered})
    spec = spec.model_copy(update={"resolved": resolved})
    files.write_text(run.spec_file, spec.to_yaml())

    journal.emit(_started(proof, tree, data, resolved))
    phase("First step")
    prompts = _prompts(spec, data, tokenizer)
    task = loop.Task(
        assembly=assembly,
        spec=spec,
        resolved=resolved,
        train=data.train,
        held_out=data.held_out,
        prompts=prompts,
        pad_id=tokenizer.pad_token_id if tokenizer.pad_token_id is not None else 0,
        save=lambda step: _save(model, run, step),
    )
    prompts.ask_base(model, control.check)
    last = loop.train(task, journal.emit, control)
    _compare(task, journal, control.check)
    return last


def _resolved(spec: RunSpec, data: Any, device: str, dtype: str, folder: Path, parameters: int) -> Resolved:
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
    threads = spec.training.threads
    return Resolved(
        epochs=steps / per_epoch,
        steps=steps,
        batch_size=batch_size,
        max_length=data.max_length,
        micro_batch_tokens=estimate.micro_batch_tokens(spec.training.micro_batch_tokens, device),
        warmup_steps=warmup_steps(spec.training.warmup, steps),
        threads=_threads(parameters) if threads == "auto" else threads,
        device=device,
        dtype=dtype,
        train_on=data.train_on,
        format=data.format,
        rows=rows,
        rows_held_out=len(data.held_out),
        rows_left_out=data.left_out,
        rows_cut=data.cut,
        data_sha256=data.sha256,
        model_sha256=models.fingerprint(folder),
        versions={name: version(name) for name in ("torch", "transformers", "peft", "lora-workbench")}
        | {"python": platform.python_version()},
    )


def _threads(parameters: int) -> int:
    """One for a small model: a second gains little, and waits at every product when another process runs."""
    return 1 if parameters < estimate.SMALL else processes.physical_cores()


def _started(proof: adapter.Proof, tree: LayerTree, data: Any, resolved: Resolved) -> Started:
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


def _prompts(spec: RunSpec, data: Any, tokenizer: Any) -> SamplePrompts:
    """The first held-out rows as prompts; none when nothing is held out."""
    asked = [row for row in data.held_out_rows if row.messages]  # plain text has no question
    rows, style = asked[: max(spec.watch.compared_rows, spec.watch.samples)], Style.of(spec.data)
    prompts = [Prompt(prompt_text(row), prompt_ids(row, tokenizer, style), reference(row)) for row in rows]
    return SamplePrompts(prompts, spec.watch.samples, spec.watch.sample_tokens, tokenizer)


def _save(model: Any, run: RunFolder, step: int) -> Saved:
    adapter.save(model, run.adapter)
    size = (run.adapter / "adapter_model.safetensors").stat().st_size
    return Saved(step, "adapter", size)


def _compare(task: loop.Task, journal: Journal, check: Callable[[], None]) -> None:
    """Before and after, on held-out rows: answers that equal the dataset's own, and the loss."""
    prompts, losses = task.prompts, journal.history.held_out
    if not prompts.base or not losses.y:
        return
    try:
        after = prompts.right_now(task.assembly.model, check)
    except Ended as ended:  # every step is done and saved: a stop only skips this
        if ended.reason == "discarded":
            raise
        return
    journal.emit(Compared(len(prompts.base), prompts.right_before(), after, losses.y[0], losses.y[-1]))


def _internal(error: Exception, step: int) -> Failed:
    if isinstance(error, MemoryError | torch.OutOfMemoryError) or "not enough memory" in str(error):
        return Failed(
            "out-of-memory",
            "There was not enough memory."
            if step == 0
            else f"Step {step + 1} needed more memory than there is.",
            "Use shorter rows (data.max_length) or a smaller micro-batch; the adapter saved before is kept.",
            step,
        )
    return Failed(
        "internal",
        f"The run failed with {type(error).__name__}: {error}"[:500],
        "worker.log in the run's folder has the details.",
        step,
    )
