"""`workbench runs …`: what is done with runs of the list: marked, thrown away, cleaned, imported."""

import json
from collections.abc import Sequence
from pathlib import Path

import click
from rich.table import Table

from workbench.cli.folders import existing_run
from workbench.cli.tables import show
from workbench.core import foreign_runs, marks, storage, trash
from workbench.core import runs as folders
from workbench.core.errors import WorkbenchError
from workbench.core.importing import runs as importing
from workbench.core.runs import RunFolder
from workbench.core.storage import Keep
from workbench.core.trash import Trashed


@click.command("tag")
@click.argument("names", metavar="RUN...", nargs=-1, required=True)
@click.option("--add", "added", metavar="TAG", multiple=True, help="A tag that they get.")
@click.option("--remove", "removed", metavar="TAG", multiple=True, help="A tag that they lose.")
def tag(names: tuple[str, ...], added: tuple[str, ...], removed: tuple[str, ...]) -> None:
    """Give tags to runs and take tags off them.

    \b
    Example:
      workbench runs tag 2026-11-23-starter --add good --remove maybe
    """
    for run in _ours(names):
        kept = marks.retag(run.meta_file, added, removed).tags
        click.echo(f"{run.path.name}: {' '.join(kept) or 'no tags'}")


@click.command("mark")
@click.argument("names", metavar="RUN...", nargs=-1, required=True)
@click.option("--star/--no-star", "starred", default=None, help="A star, or none.")
@click.option("--archive/--no-archive", "archived", default=None, help="Put away, or back in the list.")
@click.option("--note", metavar="TEXT", default=None, help="What stands there from now on.")
def mark(names: tuple[str, ...], starred: bool | None, archived: bool | None, note: str | None) -> None:
    """Star runs, put them away, and write a note on them.

    \b
    Example:
      workbench runs mark 2026-11-23-starter --star --note "the best so far"
    """
    given = {"starred": starred, "archived": archived, "note": note}
    changes = {name: value for name, value in given.items() if value is not None}
    if not changes:
        raise WorkbenchError("Nothing is to be written.", hint="Give --star, --archive or --note.")
    for run in _ours(names):
        run.write_meta(**changes)
        click.echo(f"{run.path.name}: {', '.join(changes)}")


@click.command("trash")
@click.argument("names", metavar="[RUN]...", nargs=-1)
def put_into_trash(names: tuple[str, ...]) -> None:
    """Move runs into the trash; without a name, list what lies there.

    \b
    Examples:
      workbench runs trash 2026-11-23-starter
      workbench runs trash
    """
    if not names:
        _list_trash()
        return
    found = _ours(names)
    for run in found:
        worker = run.worker()
        if worker is not None:
            raise WorkbenchError(
                "{name} is being trained by process {pid}.",
                hint="`workbench discard` ends it and puts it into the trash.",
                kind="locked",
                name=run.path.name,
                pid=worker.pid,
            )
    for run in found:
        entry = trash.put_run(run)
        click.echo(
            f"{run.path.name} is in the trash; `workbench runs restore {entry.path.name}` brings it back."
        )


@click.command("restore")
@click.argument("names", metavar="NAME...", nargs=-1, required=True)
def restore(names: tuple[str, ...]) -> None:
    """Bring something back from the trash.

    NAME is what the first column of `workbench runs trash` says.

    \b
    Example:
      workbench runs restore 2026-11-23-starter-1a2b3c
    """
    for entry in [_trashed(name) for name in names]:
        click.echo(f"{entry.name} is at {trash.restore(entry)} again.")


@click.command("destroy")
@click.argument("names", metavar="[NAME]...", nargs=-1)
@click.option("--all", "everything", is_flag=True, help="Everything that lies in the trash.")
@click.option("--yes", is_flag=True, help="Without asking.")
def destroy(names: tuple[str, ...], everything: bool, yes: bool) -> None:
    """Delete what lies in the trash for good.

    \b
    Example:
      workbench runs destroy --all
    """
    entries = trash.listed() if everything else [_trashed(name) for name in names]
    if not entries:
        click.echo("Nothing is to be deleted.")
        return
    total = _size(sum(entry.bytes for entry in entries))
    if not yes:
        click.confirm(f"Delete {len(entries)} for good ({total})?", abort=True)
    for entry in entries:
        trash.destroy(entry)
    click.echo(f"{total} are free.")


@click.command("usage")
@click.option("--json", "as_json", is_flag=True, help="As a JSON list.")
def usage(as_json: bool) -> None:
    """Say how much room each run takes, the largest first, and how much of it its checkpoints take.

    \b
    Example:
      workbench runs usage
    """
    found = sorted(map(storage.usage, folders.listed()), key=lambda each: -each.total)
    if as_json:
        documents = [
            {
                "run": u.run.path.name,
                "bytes": u.total,
                "checkpoint_bytes": u.checkpoints,
                "checkpoints": u.count,
            }
            for u in found
        ]
        click.echo(json.dumps(documents, ensure_ascii=False))
        return
    table = Table("Run", "All of it", "Checkpoints", box=None, pad_edge=False)
    for column in table.columns[1:]:
        column.justify = "right"
    for each in found:
        saved = f"{_size(each.checkpoints)} · {each.count}" if each.count else ""
        table.add_row(each.run.path.name, _size(each.total), saved)
    show(table)
    total, saved_total = sum(u.total for u in found), sum(u.checkpoints for u in found)
    lying = sum(entry.bytes for entry in trash.listed())
    click.echo(f"{_size(total)} in {len(found)} runs, of that {_size(saved_total)} in checkpoints.")
    click.echo(f"{_size(lying)} in the trash.")


@click.command("clean")
@click.argument("names", metavar="[RUN]...", nargs=-1)
@click.option("--all", "everything", is_flag=True, help="Of every run.")
@click.option(
    "--keep",
    type=click.Choice([keep.value for keep in Keep]),
    default=Keep.BEST_AND_LAST.value,
    show_default=True,
    help="Which checkpoints stay.",
)
@click.option("--dry-run", is_flag=True, help="Only say what would go.")
def clean(names: tuple[str, ...], everything: bool, keep: str, dry_run: bool) -> None:
    """Put checkpoints into the trash; adapters stay, and so does what lives, waits or is paused.

    \b
    Example:
      workbench runs clean --all --keep best-and-last --dry-run
    """
    if not names and not everything:
        raise WorkbenchError("Which runs are meant?", hint="Name them, or give --all.")
    found = folders.listed() if everything else [existing_run(name) for name in names]
    total = 0
    for run in found:
        cleaning = storage.plan(run, Keep(keep))
        if cleaning.refusal:
            click.echo(f"{run.path.name}: left alone, {cleaning.refusal}.")
        elif cleaning.folders:
            total += cleaning.bytes
            gone = ", ".join(folder.name for folder in cleaning.folders)
            click.echo(f"{run.path.name}: {gone} ({_size(cleaning.bytes)})")
            if not dry_run:
                storage.clean(cleaning)
    would = "would become" if dry_run else "become"
    click.echo(f"{_size(total)} {would} free when the trash is emptied (`workbench runs destroy --all`).")


@click.command("import")
@click.argument("path", type=click.Path(path_type=Path))
@click.option("--name", metavar="NAME", default="", help="What the run is called.")
def bring_in(path: Path, name: str) -> None:
    """Import a run of another program: its curves, and its settings as far as they are known.

    PATH is a trainer_state.json of Hugging Face, a folder that holds one (a checkpoint-N, or an output
    folder), an event file of TensorBoard, or a folder of them.

    \b
    Example:
      workbench runs import outputs/checkpoint-500
    """
    for run in importing.bring_in(path, name):
        click.echo(f"Imported as {run.path.name}.")


@click.command("folder")
@click.argument("folder", type=click.Path(path_type=Path), required=False)
@click.option("--remove", is_flag=True, help="List it no more.")
def folder_of_others(folder: Path | None, remove: bool) -> None:
    """List a folder of somebody else's runs in the window; nothing is ever written there.

    Without FOLDER, say which are listed.

    \b
    Example:
      workbench runs folder /shared/lab/runs
    """
    if folder is not None and remove:
        foreign_runs.remove(folder)
    elif folder is not None:
        foreign_runs.add(folder)
    for root in foreign_runs.roots():
        click.echo(str(root))


def _ours(names: Sequence[str]) -> list[RunFolder]:
    found = [existing_run(name) for name in names]
    for run in found:
        foreign_runs.must_be_ours(run.path)
    return found


def _list_trash() -> None:
    entries = trash.listed()
    if not entries:
        click.echo("The trash is empty.")
        return
    table = Table("Name", "What", "Of", "Size", box=None, pad_edge=False)
    for entry in entries:
        table.add_row(entry.path.name, entry.kind, entry.name, _size(entry.bytes))
    show(table)


def _trashed(name: str) -> Trashed:
    entries = trash.listed()
    found = [entry for entry in entries if entry.path.name == name]
    found = found or [entry for entry in entries if name in (entry.name, entry.home.name)]
    if not found:
        raise WorkbenchError(
            "{name} does not lie in the trash.",
            hint="`workbench runs trash` lists what does.",
            kind="no-such-thing",
            name=name,
        )
    return found[0]  # the latest of that name


def _size(count: int) -> str:
    return f"{count / 1e9:.2f} GB" if count >= 1e7 else f"{count / 1e6:.2f} MB"


CHORES = (tag, mark, put_into_trash, restore, destroy, usage, clean, bring_in, folder_of_others)
