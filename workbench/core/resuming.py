"""Going on with a run: from which checkpoint, with which settings, or as a new run that begins there."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from workbench.core import checkpoints, elsewhere, files, foreign_runs, runs
from workbench.core import spec as specs
from workbench.core.checkpoints import Checkpoint
from workbench.core.errors import WorkbenchError
from workbench.core.history import History, Status
from workbench.core.runs import RunFolder
from workbench.core.spec import RunSpec

_LEARNED = ("model", "data", "layers", "training")
_OF_ONE_RUN = ("layers", "model")  # a checkpoint's numbers belong to these


@dataclass(frozen=True, slots=True)
class Difference:
    """A setting that is not what the checkpoint was trained with."""

    key: str
    before: Any
    now: Any

    def __str__(self) -> str:
        return f"{self.key}: {_brief(self.before)} → {_brief(self.now)}"


def trained_with(checkpoint: Checkpoint) -> RunSpec:
    """The whole spec that the run had when the checkpoint was written."""
    return specs.parse(checkpoint.manifest["spec"], source=str(checkpoint.path))


def as_it_stood(checkpoint: Checkpoint) -> RunSpec:
    """The same with what had been changed while it trained, ready for a new run."""
    spec = trained_with(checkpoint).model_copy(update={"resolved": None})
    for change in checkpoint.manifest["changes"]:
        if change["why"] == "asked":
            value = int(change["value"]) if change["setting"] == "steps" else change["value"]
            spec = spec.replaced(f"training.{change['setting']}", value)
    return spec


def differences(before: RunSpec, now: RunSpec) -> list[Difference]:
    """By its dotted key, every setting that decides what is learned."""
    old, new = (_flat(s.model_dump(mode="json", include=set(_LEARNED))) for s in (before, now))
    return [Difference(k, old.get(k), new.get(k)) for k in old | new if old.get(k) != new.get(k)]


def check(run: RunFolder, told: History, steps: int | None = None) -> None:
    """Raises WorkbenchError when there is nothing that the run could go on with.

    `steps` is the new length, where one is asked for.
    """
    foreign_runs.must_be_ours(run.path)
    if run.meta().get("imported"):
        raise WorkbenchError(
            "{name} was trained by another program: only its curves are here.",
            hint="Duplicate it, and train the draft.",
            kind="imported",
            name=run.name,
        )
    owner = run.worker()
    if owner is not None:
        raise WorkbenchError(
            "{name} is being trained by process {pid}.",
            hint="`workbench continue` lets a paused run go on.",
            kind="locked",
            name=run.name,
            pid=owner.pid,
        )
    if steps is not None and steps <= told.step:
        raise WorkbenchError(
            "{name} has already done {step} steps.",
            hint="Give a larger number, or +{more} for more of them.",
            kind="nothing-left",
            name=run.name,
            step=told.step,
            more=max(1, told.step // 2),
        )
    if steps is None and run.status(told) is Status.FINISHED and told.step >= told.steps:
        raise WorkbenchError(
            "{name} is finished: all {steps} steps are done.",
            hint="--steps +{more} adds more of them.",
            kind="nothing-left",
            name=run.name,
            steps=told.steps,
            more=max(1, told.steps // 2),
        )


def prepare(run: RunFolder, settings: Mapping[str, float], *, keep_old: bool = False) -> None:
    """Makes a run ready for its next worker, which is to be started with `settings`.

    Raises WorkbenchError where it cannot go on: another worker has it, nothing is left to do, or its
    run.yaml was changed (`keep_old` writes back what it was trained with).
    """
    elsewhere.must_be_there(run)
    steps = settings.get("steps")
    check(run, runs.history(run), None if steps is None else int(steps))
    found = checkpoints.newest(run.checkpoints)
    if found is not None:
        if keep_old:
            keep_old_settings(run, found)
        must_agree(found, run.spec())
    run.control_file.unlink(missing_ok=True)  # what was asked of the former worker


def must_agree(checkpoint: Checkpoint, now: RunSpec) -> None:
    """Raises WorkbenchError where the run's settings are not those it was trained with."""
    found = differences(trained_with(checkpoint), now)
    if found:
        raise WorkbenchError(
            "These settings changed since step {step}: {changes}.",
            hint="Go on with the old values (--keep), or begin a new run from this step with the new "
            "ones (--fork).",
            kind="changed-settings",
            step=checkpoint.step,
            changes="; ".join(map(str, found)),
        )


def keep_old_settings(run: RunFolder, checkpoint: Checkpoint) -> None:
    """Writes the settings that the checkpoint was trained with back into run.yaml."""
    files.write_text(run.spec_file, trained_with(checkpoint).to_yaml())


def fork(run: RunFolder, checkpoint: Checkpoint, spec: RunSpec) -> RunFolder:
    """A new run that goes on from a checkpoint of another one with settings of its own.

    Raises WorkbenchError where the checkpoint's numbers would not fit: another model, other layers or ranks.
    """
    changed = differences(trained_with(checkpoint), spec)
    unfit = [d for d in changed if d.key.partition(".")[0] in _OF_ONE_RUN]
    if unfit:
        raise WorkbenchError(
            "A run that goes on from step {step} keeps its model and its layers: {changes}.",
            hint="Start a new run with them instead.",
            kind="changed-settings",
            step=checkpoint.step,
            changes="; ".join(map(str, unfit)),
        )
    made = runs.create(spec)
    manifest = dict(checkpoint.manifest)
    other_data = any(d.key.startswith("data.") or d.key == "training.seed" for d in changed)
    facts = {key: manifest[key] for key in manifest if key not in ("format", "step", "files")} | {
        "spec": made.spec().model_dump(mode="json"),
        "changes": [c for c in manifest["changes"] if c["why"] != "asked"],
        "data_sha256": "" if other_data else manifest["data_sha256"],
        "forked_from": {"run": run.path.name, "step": checkpoint.step},
    }
    with files.explained(made.path):
        contents = {name: ((checkpoint.path / name).read_bytes(),) for name in manifest["files"]}
        checkpoints.write(made.checkpoints, checkpoint.step, contents, facts)
    made.write_meta(forked_from={"run": run.path.name, "name": run.name, "step": checkpoint.step})
    return made


def _flat(document: Mapping[str, Any], before: str = "") -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in document.items():
        name = f"{before}{key}"
        if isinstance(value, dict) and before == "":
            found |= _flat(value, f"{name}.")
        else:
            found[name] = value
    return found


def _brief(value: Any) -> str:
    text = str(value)
    return text if len(text) <= 40 else f"{text[:39]}…"
