"""Opening anything by its content."""

from pathlib import Path

from workbench.core import preset_files, presets, recipes, runs, spec
from workbench.core.adapter_paths import is_adapter
from workbench.core.errors import WorkbenchError
from workbench.core.importing import runs as importing
from workbench.services.draft import Draft
from workbench.services.problem import Problem
from workbench.services.workspace import Workspace
from workbench.ui import recipe_words
from workbench.ui.setup import preset_words


def open_anything(workspace: Workspace, path: Path) -> None:
    """A run or an adapter is shown, another program's curves are imported, a recipe becomes a draft, and a
    model or data goes into the open draft."""
    try:
        if runs.is_run(path):
            workspace.open_run(path)
        elif is_adapter(path):
            workspace.open_adapter(path)
        elif importing.looks_like_it(path):
            workspace.importing.bring_in(path)
        elif path.suffix in (".yaml", ".yml"):
            _open_recipe(workspace, path)
        elif path.is_dir() and (path / "config.json").is_file():
            _draft(workspace).set_model(str(path))
        else:
            _draft(workspace).set_data(str(path))
    except WorkbenchError as error:
        workspace.failed.emit(Problem.of(error))


def _open_recipe(workspace: Workspace, path: Path) -> None:
    """A new draft from a spec, or from another program's recipe; Setup lists what was not taken over.

    What such a recipe does not name, of model and data, stays as in the open draft.
    """
    document = spec.load(path)
    if presets.is_preset(document):
        _take_preset(workspace, path)
        return
    recipe = recipes.read(document, str(path))
    if recipe is None:
        value = spec.parse(document, source=str(path)).model_copy(update={"resolved": None})
        workspace.show(workspace.new_draft(value))
        return
    value = recipe.spec
    if isinstance(workspace.current, Draft):
        for key in recipe.missing:
            value = value.replaced(key, workspace.current.spec.get(key))
    draft = workspace.new_draft(value)
    draft.keep_imported(recipe_words.told(recipe))
    workspace.show(draft)
    workspace.toast.emit(recipe_words.summary(recipe), None)


def _take_preset(workspace: Workspace, path: Path) -> None:
    before = {preset.id for preset in preset_files.listed()}
    made = preset_files.take(path)
    workspace.toast.emit(*preset_words.imported(made, new=made.id not in before))


def _draft(workspace: Workspace) -> Draft:
    """The draft that is open, or a new one."""
    if isinstance(workspace.current, Draft):
        return workspace.current
    draft = workspace.new_draft()
    workspace.show(draft)
    return draft
