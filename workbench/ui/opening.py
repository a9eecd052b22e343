"""Opening anything by its content, and writing a spec as the terminal's command."""

import shlex
from pathlib import Path

from workbench.core import runs, spec
from workbench.core.errors import WorkbenchError
from workbench.core.spec import RunSpec
from workbench.services.draft import Draft
from workbench.services.problem import Problem
from workbench.services.workspace import Workspace


def open_anything(workspace: Workspace, path: Path) -> None:
    """A run folder is shown, a recipe becomes a draft, a model or data file goes into the open draft."""
    try:
        if runs.is_run(path):
            workspace.open_run(path)
        elif path.suffix in (".yaml", ".yml"):
            workspace.show(workspace.new_draft(spec.read(path).model_copy(update={"resolved": None})))
        elif path.is_dir():
            _draft(workspace).set_model(str(path))
        else:
            _draft(workspace).set_data(str(path))
    except WorkbenchError as error:
        workspace.failed.emit(Problem.of(error))


def as_command(value: RunSpec) -> str:
    """`workbench train …` with every setting that differs from its default."""
    parts = ["workbench", "train"]
    for declared in spec.options():
        current = value.get(declared.key)
        if current == declared.default or declared.key == "name":
            continue
        if declared.key == "layers.targets" and isinstance(current, tuple):
            current = "|".join(current).replace(".", r"\.")
        if declared.flag:
            parts += [declared.flag, shlex.quote(str(current))]
        else:
            parts += ["--set", shlex.quote(f"{declared.key}={current}")]
    return " ".join(parts)


def _draft(workspace: Workspace) -> Draft:
    """The draft that is open, or a new one."""
    if isinstance(workspace.current, Draft):
        return workspace.current
    draft = workspace.new_draft()
    workspace.show(draft)
    return draft
