"""What a draft does with presets: one is applied, one setting goes back, its own settings become one."""

from workbench.core import preset_files, presets, resources, tree_cache
from workbench.core.errors import WorkbenchError
from workbench.core.presets import Change, Preset
from workbench.core.spec import RunSpec
from workbench.services.draft import Draft
from workbench.services.problem import Problem


def apply(draft: Draft, preset: Preset, label: str) -> Problem | None:
    """One undo step; the problem that is in the way, or None."""
    try:
        value = presets.applied(preset, draft.spec, draft.tree, preset_files.find(draft.spec.preset))
    except WorkbenchError as error:
        return Problem.of(error, "model" if error.kind == "no-tree" else "layers")
    draft.edit(value, label)
    return None


def begun(value: RunSpec, preset: Preset) -> RunSpec:
    """A new draft's spec with a preset; the model's tree is there if it was ever read.

    Raises WorkbenchError where the preset needs it and it is not.
    """
    tree = tree_cache.get(resources.model_path(value.model.path)) if preset.rule is not None else None
    return presets.applied(preset, value, tree, preset_files.find(value.preset))


def reset(draft: Draft, change: Change, label: str) -> Problem | None:
    """One setting as the preset has it."""
    return draft.set(change.option.key, change.old, label)


def keep(draft: Draft, title: str) -> tuple[Preset, bool]:
    """An own preset of what the draft says, which the draft counts its changes from now on.

    False: its ticks are not part of it. Raises WorkbenchError where the title is taken or empty.
    """
    made, whole = preset_files.save_as(draft.spec, draft.tree, title)
    draft.edit(draft.spec.model_copy(update={"preset": made.id}), made.title)
    return made, whole
