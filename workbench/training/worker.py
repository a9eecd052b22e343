"""One run from its folder to its adapter: the only caller of the loop."""

import contextlib
import time
import traceback
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import torch

from workbench.core import (
    awake,
    checkpoints,
    estimate,
    exports,
    files,
    preferences_file,
    processes,
    prompt_sets,
    resources,
)
from workbench.core import on_finish as finishing
from workbench.core.errors import WorkbenchError
from workbench.core.events import Compared, Failed, Finished, Notice, Phase, TakenUp
from workbench.core.history import History
from workbench.core.runs import RunFolder
from workbench.core.sentence import Sentence
from workbench.core.spec import RunSpec
from workbench.core.tally import check, check_dtype
from workbench.core.tasks import must_be_causal
from workbench.training import (
    adapter,
    checkpoint,
    introspect,
    loop,
    models,
    out_of_memory,
    prefix_cache,
    recompute,
    rereading,
    reserve,
    resolving,
    taking_up,
)
from workbench.training.assembly import Assembly, assemble
from workbench.training.between_steps import BetweenSteps
from workbench.training.changes import Changes
from workbench.training.control import Control, Ended
from workbench.training.data import dataset
from workbench.training.data.template import Style, asked_ids, prompt_ids, prompt_text, reference
from workbench.training.journal import Journal, Listen
from workbench.training.samples import Prompt, SamplePrompts
from workbench.training.saver import Saver

_PROGRESS_INTERVAL = 0.1  # s


def main(
    folder: Path,
    listen: Listen | None = None,
    settings: Mapping[str, float] | None = None,
    on_finish: str | None = None,
) -> History:
    """Trains the run in `folder` in this process and returns what it said.

    A run that has a checkpoint goes on from the newest one that is whole; `settings` (learning_rate, steps)
    hold from there on. Whatever happens is said in the run's own events: bad input, a failure, a stop. Only a
    folder that another worker holds, or that cannot be written, raises. When it is over, the command
    `on_finish` is run, or that of the preferences.
    """
    run = RunFolder(folder)
    processes.lock(run.lock_file)
    try:
        reserve.keep(run)
        journal = Journal(run, listen)
        control = Control(run, journal)
        with control.listening(), _awake(run):
            told = _told(run, journal, control, settings or {})
        exports.take_over(run)
    finally:
        reserve.let_go(run)
        processes.unlock(run.lock_file)
    if wrong := finishing.run(run, told.status, on_finish):
        journal.emit(Notice(wrong, level="warning"))
    return told


def _awake(run: RunFolder) -> AbstractContextManager[None]:
    if not preferences_file.current().notifications.keep_awake:
        return contextlib.nullcontext()
    return awake.kept(f"{run.name} trains", run.log_file)


def _told(run: RunFolder, journal: Journal, control: Control, settings: Mapping[str, float]) -> History:
    """Runs, and says how that ended."""
    before, began = journal.history.worked, time.monotonic()
    try:
        step = _run(run, journal, control, settings)
        journal.emit(Finished("completed", step, before + time.monotonic() - began))
    except Ended as ended:
        if ended.reason != "released":  # it said so itself, and is not over
            step = journal.history.step
            journal.emit(Finished(ended.reason, step, before + time.monotonic() - began))
    except WorkbenchError as error:
        rows = error.rows if isinstance(error, loop.NotFiniteError) else []
        journal.emit(Failed(error.kind, error.message, error.hint, journal.history.step, rows))
    except Exception as error:  # noqa: BLE001  # the process's edge: the run says that it failed, the log says how
        journal.emit(_internal(error, journal.history.step))
        with contextlib.suppress(WorkbenchError):  # a full disk has no room for the details
            files.append_line(run.log_file, traceback.format_exc())
    return journal.history


def _run(run: RunFolder, journal: Journal, control: Control, settings: Mapping[str, float]) -> int:
    """Prepares, proves, takes up what an earlier worker left, trains and compares."""
    spec, again = run.spec(), journal.history.step > 0 or run.checkpoints.exists()
    said = 0.0

    def phase(name: str, done: int = 0, total: int = 0) -> None:
        nonlocal said
        control.check()
        if 0 < done < total and time.monotonic() - said < _PROGRESS_INTERVAL:
            return
        said = time.monotonic()
        journal.emit(Phase(name, done, total))

    phase("Reading model")
    folder = resources.model_path(spec.model.path).resolve()
    tree = introspect.layer_tree(folder)
    must_be_causal(tree.task_type, tree.architecture)
    tally = check(spec.layers, tree)
    layers = tally.plan
    if tally.rank_note:
        journal.emit(Notice(tally.rank_note, level="warning"))
    left = taking_up.find(run, spec, lambda text: journal.emit(Notice(text, level="warning")))
    device = spec.resolved.device if spec.resolved else models.resolve_device()
    dtype = spec.resolved.dtype if spec.resolved else models.resolve_dtype(spec.model.dtype, tree)
    check_dtype(layers, dtype)
    models.check_memory(tree, dtype)

    phase("Tokenising")
    tokenizer = models.load_tokenizer(folder)
    wanted = spec.data
    if spec.resolved:  # what was decided stays; whether the data is the same is judged with the checkpoint
        wanted = wanted.model_copy(update={"max_length": spec.resolved.max_length, "sha256": ""})
    data = dataset.prepare(
        wanted,
        tokenizer,
        spec.training.seed,
        tree.context_length,
        lambda done, total: phase("Tokenising", done, total),
        estimate.longest_row(tree, dtype, models.memory()),
    )
    for notice in data.notices:
        journal.emit(Notice(notice, level="warning"))
    resolved = resolving.resolved(spec, data, device, dtype, folder, tree.parameters)
    if left is not None:
        taking_up.must_be_the_same(left, resolved, lambda text: journal.emit(Notice(text, level="warning")))
    resolved = spec.resolved or resolved.model_copy(
        update={"recomputed_blocks": recompute.needed(tally, spec, resolved, data.train)}
    )
    spec = spec.model_copy(update={"layers": layers, "resolved": resolved})
    files.write_text(run.spec_file, spec.to_yaml())

    phase("Loading weights")
    torch.set_num_threads(resolved.threads)
    base = models.load_model(folder, dtype, device)

    phase("Attaching", 0, len(layers.targets))
    model = adapter.attach(base, layers, tree, str(folder), spec.training.seed)
    proof = adapter.prove(model, layers, tree)
    phase("Attaching", proof.adapted, proof.planned)

    if notice := recompute.install(model.get_base_model(), tally, resolved.recomputed_blocks):
        journal.emit(Notice(notice))
    blocks = tuple(block.path for block in tree.stacks[0]) if tree.stacks else ()
    assembly = assemble(model, spec.training, blocks)
    pad_id = tokenizer.pad_token_id if tokenizer.pad_token_id is not None else 0
    below, covered, prefix = assembly.covered.get("backward-cut", 0), dict(assembly.covered), None
    if 0 < below < len(blocks) and resolved.epochs >= 2 and "prefix-cache" not in spec.training.switched_off:
        model.train()
        prefix, reason = prefix_cache.prepare(
            model,
            blocks[: below + 1],
            assembly.objective,
            data.train,
            pad_id,
            spec.training,
            resolved,
            run.path / "cache",
            lambda done, total: phase("First step", done, total),
        )
        if prefix is None:
            journal.emit(
                Notice(
                    Sentence(
                        "What the first {below} blocks compute is not kept: {reason}.",
                        below=below,
                        reason=reason,
                    )
                )
            )
        else:
            covered["prefix-cache"] = below
    resolved = resolved.model_copy(update={"optimisations": covered})
    spec = spec.model_copy(update={"resolved": resolved})
    files.write_text(run.spec_file, spec.to_yaml())

    journal.emit(resolving.started(proof, tree, data, resolved))
    phase("First step")
    prompts = _prompts(spec, data, tokenizer)
    told = journal.history
    changes = Changes(spec, resolved, taking_up.changes(left, told), journal.emit)
    saver = Saver(run, spec.saving.keep, journal.emit)

    def save(step: int) -> None:
        if not saver.has(step):
            saver.begin(
                checkpoint.take(step, model, assembly.flat, taking_up.facts(spec, told, changes, step))
            )

    task = loop.Task(
        assembly=assembly,
        spec=spec,
        resolved=resolved,
        train=data.train,
        held_out=data.held_out,
        prompts=prompts,
        pad_id=pad_id,
        prefix=prefix,
        changes=changes,
        save=save,
        measured=lambda: journal.history.held_out.y,
        done=left.step if left else 0,
    )
    between = BetweenSteps(
        run=run,
        journal=journal,
        control=control,
        saver=saver,
        changes=changes,
        save=save,
        evaluate=lambda step: loop.evaluate(task, step, journal.emit),
        sample=lambda step: loop.sample(task, step, journal.emit),
    )
    prompts.ask_base(model, control.check)
    if left is not None:
        checkpoint.restore(left, assembly.flat)
        checkpoints.clear_after(run.checkpoints, left.step)
    if again:
        journal.emit(TakenUp(task.done, run.saved_at(left.path) if left else ""))
    changes.set_all(task.done, settings)
    try:
        last = loop.train(task, journal.emit, between)
    finally:
        saver.rest()  # nothing of this worker writes into the run once its lock is given back
    files.remove_tree(run.path / "cache")
    if known := rereading.reread(task, last):
        journal.emit(known)
    _take_the_best(run, assembly, last, journal)
    _compare(task, journal, control.check)
    return last


def _prompts(spec: RunSpec, data: Any, tokenizer: Any) -> SamplePrompts:
    """The first held-out rows as prompts, none when nothing is held out; and the person's own."""
    asked = [row for row in data.held_out_rows if row.messages]  # plain text has no question
    watch, style = spec.watch, Style.of(spec.data)
    rows = asked[: max(watch.compared_rows, watch.samples)]
    prompts = [Prompt(prompt_text(row), prompt_ids(row, tokenizer, style), reference(row)) for row in rows]
    chats = data.format != "text"  # where it learns plain text, a prompt is a text that goes on
    own = [
        Prompt(text, asked_ids(text, tokenizer, style) if chats else tokenizer(text)["input_ids"])
        for text in prompt_sets.sampled(watch.prompts)
    ]
    return SamplePrompts(prompts, watch.samples, watch.sample_tokens, tokenizer, own)


def _take_the_best(run: RunFolder, assembly: Assembly, last: int, journal: Journal) -> None:
    """Leaves the model as it was where the held-out loss was lowest: that is what adapter/ holds."""
    best = checkpoints.best(checkpoints.listed(run.checkpoints))
    if best is None or best.step == last:
        return
    checkpoint.restore(best, assembly.flat)
    journal.emit(
        Notice(
            Sentence(
                "The adapter of step {step:,} is kept: its held-out loss is the lowest.", step=best.step
            ),
            Sentence("The last one is in checkpoints, as step {last:,}.", last=last),
        )
    )


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
    journal.emit(Compared(len(prompts.base), prompts.right_before(), after, losses.y[0], min(losses.y)))


def _internal(error: Exception, step: int) -> Failed:
    if out_of_memory.is_lacking(error):
        return Failed(
            "out-of-memory",
            "There was not enough memory."
            if step == 0
            else Sentence("Step {step} needed more memory than there is.", step=step + 1),
            "Use shorter rows (data.max_length) or a smaller micro-batch; the adapter saved before is kept.",
            step,
        )
    return Failed(
        "internal",
        Sentence(
            "The run failed with {kind}: {problem}", kind=type(error).__name__, problem=str(error)[:450]
        ),
        "worker.log in the run's folder has the details.",
        step,
    )
