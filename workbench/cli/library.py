"""`workbench models`: the models on this machine, and which of them a plan can be trained on."""

import json
from pathlib import Path
from typing import Any

import click
from rich.table import Table

from workbench.cli import choices
from workbench.cli.tables import show
from workbench.core import model_folders, spec
from workbench.core.errors import WorkbenchError
from workbench.engine import jobs

_VERDICTS = {"fits": "fits", "tight": "tight", "too-large": "too large"}


@click.command("models")
@click.argument("folders", metavar="[FOLDER]...", nargs=-1)
@choices.spec_flags("layers")
@click.option("--add", "added", metavar="DIR", multiple=True, help="Search this folder from now on.")
@click.option("--remove", "removed", metavar="DIR", multiple=True, help="Search this folder no more.")
@click.option("--json", "as_json", is_flag=True, help="As one JSON object.")
def library(
    folders: tuple[str, ...],
    added: tuple[str, ...],
    removed: tuple[str, ...],
    as_json: bool,
    **flags: str | None,
) -> None:
    """List the models on this machine: in folders, and in the Hugging Face cache (HF_HOME, HF_HUB_CACHE).

    For each: its size, and whether the plan fits in this machine's memory, or why the model cannot be
    trained. Nothing is downloaded and no weights are loaded.

    \b
    Examples:
      workbench models
      workbench models ~/models --rank 64
      workbench models --add ~/models
    """
    for folder in added:
        model_folders.add(Path(folder))
    for folder in removed:
        model_folders.remove(Path(folder))
    plan = choices.rank_plan(spec.parse({}), choices.given(flags), None, None, _no_tree)
    found = jobs.perform("models", {"folders": [str(_existing(Path(folder))) for folder in folders]})
    listed = [model | _weighed(model["path"], plan.model_dump(mode="json")) for model in found["models"]]
    if as_json:
        click.echo(json.dumps(found | {"models": listed}, ensure_ascii=False))
        return
    searched = ", ".join([*found["folders"], *folders, f"the cache ({found['cache']})"])
    if not listed:
        click.echo(f"No model in {searched}.")
        return
    show(_table(listed))
    click.echo(f"{len(listed)} models in {searched}.")


def _weighed(folder: str, plan: dict[str, Any]) -> dict[str, Any]:
    try:
        return dict(jobs.perform("weigh", {"model": folder, "plan": plan}))
    except WorkbenchError as error:
        return {"problem": {"kind": error.kind, "message": error.message, "hint": error.hint}}


def _table(listed: list[dict[str, Any]]) -> Table:
    table = Table(
        "Model", "Type", "Parameters", "Size", "Needs", "Folder", "This plan", box=None, pad_edge=False
    )
    for column in table.columns[2:5]:
        column.justify = "right"
    for model in listed:
        problem = model.get("problem")
        if problem is not None:
            reason = problem["message"].removeprefix(model["path"]).strip()
            facts, verdict = ("", _size(model["size"]), ""), f"no: {reason}"
        else:
            facts = (f"{model['parameters']:,}", _size(model["size"]), _size(model["needs"]))
            verdict = _VERDICTS[model["verdict"]]
            if not model["modules"]:
                verdict = f"{verdict}, but it has none of the plan's layers"
        table.add_row(model["name"], model["model_type"], *facts, model["path"], verdict)
    return table


def _size(size: int) -> str:
    return f"{size / 1e9:.2f} GB" if size >= 1e7 else f"{size / 1e6:.2f} MB"


def _existing(folder: Path) -> Path:
    if not folder.expanduser().is_dir():
        raise WorkbenchError(
            "There is no folder {folder}.",
            hint="Give a folder that holds model folders.",
            kind="no-folder",
            folder=folder,
        )
    return folder.expanduser().resolve()


def _no_tree() -> Any:
    raise AssertionError("without a plan's file, no tree is asked for")
