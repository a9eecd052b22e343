"""Going on where an earlier worker left: which checkpoint, whether it still fits, and what it notes."""

from collections.abc import Callable
from typing import Any

from workbench.core import checkpoints, elsewhere, files, resuming
from workbench.core.checkpoints import Checkpoint
from workbench.core.errors import WorkbenchError
from workbench.core.events import SettingChanged
from workbench.core.history import History
from workbench.core.runs import RunFolder
from workbench.core.sentence import Sentence
from workbench.core.spec import Resolved, RunSpec
from workbench.training.changes import Changes

Say = Callable[[str], None]


def find(run: RunFolder, spec: RunSpec, say: Say) -> Checkpoint | None:
    """The newest whole checkpoint of the run, after what a crash left half-done is cleared away.

    `say` hears why newer ones are passed over. Raises WorkbenchError when the run's settings are not those of
    the checkpoint.
    """
    elsewhere.must_be_there(run)
    with files.explained(run.store):
        elsewhere.clear_former(run)
        checkpoints.clear_unfinished(run.checkpoints)
        for target in (run.adapter, run.spec_file, run.lock_file, run.pointer_file):
            files.mend(target)
    found = checkpoints.newest(run.checkpoints, say)
    if found is not None:
        resuming.must_agree(found, spec)
    return found


def changes(left: Checkpoint | None, told: History) -> list[SettingChanged]:
    """What was changed while the run trained: the checkpoint knows it until it was written, the events after.

    A change at the checkpoint's own step may have come before it was written or after: of two the later one,
    that of the events, holds. The events may have lost their end in a power cut.
    """
    if left is None:
        return list(told.changes)
    noted = [SettingChanged(**change) for change in left.manifest["changes"]]
    return noted + [change for change in told.changes if change.step >= left.step and change not in noted]


def must_be_the_same(left: Checkpoint, now: Resolved, say: Say) -> None:
    """Raises WorkbenchError when the base model or the data is not what the checkpoint was trained with.

    `say` hears of other versions: the numbers then agree, but perhaps not to the last bit.
    """
    facts = left.manifest
    if facts["model_sha256"] != now.model_sha256:
        raise WorkbenchError(
            "The base model has changed since step {step}: its files are not those the run began with.",
            hint="Put the former files back, or start a new run on the new ones.",
            kind="changed-base",
            step=left.step,
        )
    if facts["data_sha256"] and facts["data_sha256"] != now.data_sha256:
        raise WorkbenchError(
            "The data has changed since step {step}: its rows are not those the run began with.",
            hint="Put the former file back, or go on with the new rows as a new run (--fork).",
            kind="changed-data",
            step=left.step,
        )
    moved = [
        f"{name} {version} → {now.versions.get(name, 'none')}"
        for name, version in facts["versions"].items()
        if now.versions.get(name) != version
    ]
    if moved:
        say(
            Sentence(
                "Other versions than at step {step} ({versions}): the result can differ in the last "
                "digits from a run without a break.",
                step=left.step,
                versions=", ".join(moved),
            )
        )


def facts(spec: RunSpec, history: History, changes: Changes, step: int) -> dict[str, Any]:
    """What a checkpoint notes beside its tensors."""
    resolved = spec.resolved
    assert resolved is not None
    measured = history.held_out
    best = history.best_held_out
    return {
        "held_out": measured.y[-1] if measured.x and measured.x[-1] == step else None,
        "best": {"step": best[0], "held_out": best[1]} if best else None,
        "changes": changes.until(step),
        "next": {"step": step, "epoch": history.epoch},  # the rows of a step follow from its number
        "spec": spec.model_dump(mode="json"),
        "data_sha256": resolved.data_sha256,
        "model_sha256": resolved.model_sha256,
        "versions": resolved.versions,
    }
