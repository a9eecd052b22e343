"""What the window can do: the entries of its one list of actions."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QFileDialog, QMessageBox

from workbench import __version__
from workbench.core import files
from workbench.core.errors import WorkbenchError
from workbench.services.draft import Draft
from workbench.services.foreign import ForeignAdapter
from workbench.services.problem import BAD_ROWS, Problem
from workbench.services.run_watch import RunWatch
from workbench.services.workspace import starter_spec
from workbench.ui import (
    inspect_commands,
    language,
    opening,
    plan_commands,
    run_commands,
    style,
    undo_commands,
)
from workbench.ui.actions import Entry
from workbench.ui.closing import ask_about_discarding
from workbench.ui.keys import KeysDialog
from workbench.ui.tokens import MapName

if TYPE_CHECKING:
    from workbench.ui.window import Window

DOCUMENT_MENU = ("rename", "duplicate", "copy-command", "open-folder", "", "delete")


def entries(window: "Window") -> list[Entry]:
    """Every action, in the order of the menus."""
    edit = [*_edit(window), *plan_commands.entries(window)]
    return [*_file(window), *edit, *_run(window), *_adapter(window), *_view(window), *_help(window)]


def _file(w: "Window") -> list[Entry]:
    return [
        Entry("new", "File", "New run", lambda: w.workspace.show(w.workspace.new_draft()), "Ctrl+N", "plus"),
        Entry(
            "new-starter",
            "File",
            "New run from the starter example",
            lambda: w.workspace.show(w.workspace.new_draft(starter_spec())),
        ),
        Entry("open", "File", "Open file…", lambda: _open_file(w), "Ctrl+O", "folder-open"),
        Entry(
            "open-folder-dialog",
            "File",
            "Open model, run or adapter folder…",
            lambda: _open_folder(w),
            "Ctrl+Shift+O",
        ),
        Entry(
            "save-recipe",
            "File",
            "Save recipe as…",
            lambda: _save_recipe(w),
            "Ctrl+S",
            usable=lambda: _has_spec(w),
        ),
        Entry("quit", "File", "Quit", w.close, "Ctrl+Q", new_section=True),
    ]


def _edit(w: "Window") -> list[Entry]:
    return [
        *undo_commands.entries(w),
        Entry(
            "rename",
            "Edit",
            "Rename",
            lambda: w.header.edit_name(),
            "F2",
            usable=lambda: _has_spec(w),
            new_section=True,
        ),
        Entry(
            "duplicate",
            "Edit",
            "Duplicate as draft",
            lambda: _duplicate(w),
            "Ctrl+D",
            usable=lambda: _has_spec(w),
        ),
        Entry(
            "delete",
            "Edit",
            "Move to trash",
            lambda: _delete(w),
            "Del",
            usable=lambda: _is_idle(w),
            label=lambda: w.tr("Remove from the list") if _is_foreign(w) else w.tr("Move to trash"),
            local=True,  # the window adds it to the list of runs
        ),
    ]


def _run(w: "Window") -> list[Entry]:
    return [
        Entry(
            "start", "Run", "Start", lambda: _start(w), "Ctrl+Return", "play", usable=lambda: _can_start(w)
        ),
        Entry(
            "pause",
            "Run",
            "Pause or continue",
            lambda: _pause(w),
            "Ctrl+P",
            "pause",
            usable=lambda: run_commands.in_hand(w),
        ),
        Entry(
            "stop",
            "Run",
            "Stop and save",
            lambda: _send(w, "stop"),
            "Ctrl+.",
            "stop",
            usable=lambda: run_commands.in_hand(w),
        ),
        *run_commands.entries(w),
        Entry("discard", "Run", "Discard…", lambda: _discard(w), usable=lambda: run_commands.in_hand(w)),
        Entry(
            "copy-command",
            "Run",
            "Copy as command",
            lambda: _copy_command(w),
            "Ctrl+Shift+C",
            usable=lambda: _has_spec(w),
            new_section=True,
        ),
        Entry(
            "open-folder", "Run", "Show the run's folder", lambda: _show_folder(w), usable=lambda: _is_run(w)
        ),
        Entry(
            "calibrate",
            "Run",
            "Measure this machine",
            w.workspace.speed.calibrate,
            usable=lambda: not w.workspace.speed.calibrating,
            new_section=True,
        ),
    ]


def _adapter(w: "Window") -> list[Entry]:
    return [
        Entry(
            "inspect",
            "Adapter",
            "Inspect it",
            lambda: w.select_tab(w.pages.index(w.inspect)),
            usable=lambda: _has_adapter(w),
        ),
        Entry(
            "try",
            "Adapter",
            "Try it beside the base",
            lambda: w.select_tab(w.pages.index(w.try_)),
            usable=lambda: _is_run(w) and _has_adapter(w),
        ),
        Entry(
            "export",
            "Adapter",
            "Export it…",
            lambda: w.select_tab(w.pages.index(w.export)),
            usable=lambda: _has_adapter(w),
        ),
        Entry(
            "export-now",
            "Adapter",
            "Export in the chosen format",
            lambda: w.export.export(),
            usable=lambda: hasattr(w, "export") and w.export.can_export,
        ),
        Entry(
            "adapter-folder",
            "Adapter",
            "Show the adapter's folder",
            lambda: _show_adapter(w),
            usable=lambda: _has_adapter(w),
        ),
        *inspect_commands.entries(w),
    ]


def _view(w: "Window") -> list[Entry]:
    tabs = [
        Entry(f"tab-{i}", "View", name, lambda i=i: w.select_tab(i), f"Ctrl+{i + 1}")  # type: ignore[misc]
        for i, name in enumerate(("Setup", "Train", "Inspect", "Try", "Export"))
    ]
    cards = [
        Entry(
            f"card-{name}",
            "View",
            f"Setup: {name}",
            lambda name=name: (w.select_tab(0), w.setup.select_card(name)),  # type: ignore[misc]
            f"Alt+{i + 1}",
            new_section=i == 0,
        )
        for i, name in enumerate(("model", "data", "layers", "training"))
    ]
    themes = [
        Entry(
            f"theme-{mode}",
            "View",
            words,
            lambda mode=mode: _set_theme(w, mode),  # type: ignore[misc]
            checked=lambda mode=mode: style.switch().mode == mode,  # type: ignore[misc]
            group="theme",
            new_section=mode == "system",
        )
        for mode, words in (
            ("system", "Theme of the system"),
            ("light", "Light theme"),
            ("dark", "Dark theme"),
        )
    ]
    maps = [
        Entry(
            f"colour-map-{name}",
            "View",
            words,
            lambda name=name: _set_colour_map(w, name),  # type: ignore[misc]
            checked=lambda name=name: style.switch().colour_map == name,  # type: ignore[misc]
            group="colour-map",
            new_section=name == "blue",
        )
        for name, words in (
            ("blue", "Colour map: blue"),
            ("viridis", "Colour map: viridis"),
            ("cividis", "Colour map: cividis"),
        )
    ]
    languages = [
        Entry(
            f"language-{code}",
            "View",
            words,
            lambda code=code: language.set_language(w.workspace.settings, code),  # type: ignore[misc]
            checked=lambda code=code: language.switch().choice == code,  # type: ignore[misc]
            group="language",
            new_section=code == language.SYSTEM,
        )
        for code, words in (
            (language.SYSTEM, "Language of the system"),
            ("en", "Language: English"),
            ("zh_CN", "Language: 简体中文"),
        )
    ]
    return [
        *tabs,
        *cards,
        Entry("next-run", "View", "Next run", lambda: _next(w, 1), "Ctrl+Tab", new_section=True),
        Entry("palette", "View", "Find an action…", lambda: w.open_palette(), "Ctrl+K"),
        Entry(
            "sidebar",
            "View",
            "Sidebar",
            lambda: _toggle(w, 0),
            "Ctrl+B",
            checked=lambda: w.sidebar.isVisible(),
        ),
        Entry(
            "right-column",
            "View",
            "Right column",
            lambda: _toggle(w, 2),
            "Ctrl+Alt+B",
            checked=lambda: w.columns.isVisible(),
        ),
        Entry("drawer", "View", "Samples, events and log", lambda: _drawer(w), "Ctrl+`"),
        *themes,
        *maps,
        *languages,
        Entry(
            "text-normal", "View", "Normal text size", lambda: _text_size(w, 0), "Ctrl+0", new_section=True
        ),
        Entry("text-larger", "View", "Larger text", lambda: _text_size(w, 1), "Ctrl++"),
        Entry("text-smaller", "View", "Smaller text", lambda: _text_size(w, -1), "Ctrl+-"),
    ]


def _help(w: "Window") -> list[Entry]:
    return [
        plan_commands.lesson(w),
        Entry("keys", "Help", "Keys", lambda: KeysDialog(w, w.actions_.all()).open()),
        Entry("about", "Help", "About LoRA Workbench", lambda: _about(w)),
    ]


# --- what they need to know


def _has_spec(w: "Window") -> bool:
    return isinstance(w.workspace.current, Draft | RunWatch)


def _is_foreign(w: "Window") -> bool:
    return isinstance(w.workspace.current, ForeignAdapter)


def _is_run(w: "Window") -> bool:
    return isinstance(w.workspace.current, RunWatch)


def _lives(w: "Window") -> bool:
    return isinstance(w.workspace.current, RunWatch) and not w.workspace.current.status.ended


def _is_idle(w: "Window") -> bool:
    return w.workspace.current is not None and not _lives(w)


def _has_adapter(w: "Window") -> bool:
    return _is_foreign(w) or (_is_run(w) and w.workspace.current.run.has_adapter)


def _can_start(w: "Window") -> bool:
    draft = w.workspace.current
    if not isinstance(draft, Draft):
        return False
    problem = draft.blocked()
    return problem is None or problem.kind == BAD_ROWS


# --- what they do


def _open_file(w: "Window") -> None:
    name, _ = QFileDialog.getOpenFileName(
        w,
        w.tr("Open data or recipe"),
        "",
        w.tr("Data and recipes (*.json *.jsonl *.csv *.tsv *.parquet *.txt *.yaml *.yml);;All files (*)"),
    )
    if name:
        opening.open_anything(w.workspace, Path(name))


def _open_folder(w: "Window") -> None:
    name = QFileDialog.getExistingDirectory(w, w.tr("Open a model folder or a run folder"))
    if name:
        opening.open_anything(w.workspace, Path(name))


def _save_recipe(w: "Window") -> None:
    document = w.workspace.current
    assert isinstance(document, Draft | RunWatch)
    name, _ = QFileDialog.getSaveFileName(
        w, w.tr("Save recipe"), f"{document.spec.name}.yaml", "YAML (*.yaml)"
    )
    if not name:
        return
    try:
        files.write_text(Path(name), document.spec.to_yaml())
        w.toast.say(w.tr("Saved {path}.").format(path=name))
    except WorkbenchError as error:
        w.say(Problem.of(error))


def _duplicate(w: "Window") -> None:
    if isinstance(w.workspace.current, Draft | RunWatch):
        w.workspace.duplicate(w.workspace.current)


def _delete(w: "Window") -> None:
    if w.workspace.current is not None:
        w.workspace.delete(w.workspace.current)


def _start(w: "Window") -> None:
    if isinstance(w.workspace.current, Draft):
        w.select_tab(0)
        w.setup.column.press_start()


def _send(w: "Window", verb: str) -> None:
    if isinstance(w.workspace.current, RunWatch):
        w.workspace.send(w.workspace.current, verb)


def _pause(w: "Window") -> None:
    watch = w.workspace.current
    if isinstance(watch, RunWatch):
        run_commands.pause(w, watch)


def _discard(w: "Window") -> None:
    watch = w.workspace.current
    if isinstance(watch, RunWatch) and ask_about_discarding(w, watch):
        w.workspace.discard(watch)


def _copy_command(w: "Window") -> None:
    if isinstance(w.workspace.current, Draft | RunWatch):
        command = opening.as_command(w.workspace.current.spec)
        QGuiApplication.clipboard().setText(command)
        w.toast.say(w.tr("Copied: {command}").format(command=command))


def _show_folder(w: "Window") -> None:
    if isinstance(w.workspace.current, RunWatch):
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(w.workspace.current.run.path)))


def _show_adapter(w: "Window") -> None:
    document = w.workspace.current
    if isinstance(document, RunWatch):
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(document.run.adapter)))
    elif isinstance(document, ForeignAdapter):
        folder = document.path if document.path.is_dir() else document.path.parent
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))


def _next(w: "Window", by: int) -> None:
    documents = [*w.workspace.drafts, *w.workspace.watches, *w.workspace.adapters]
    if documents:
        current = documents.index(w.workspace.current) if w.workspace.current in documents else -1
        w.workspace.show(documents[(current + by) % len(documents)])


def _toggle(w: "Window", index: int) -> None:
    part = w.splitter.widget(index)
    part.setVisible(not part.isVisible())


def _drawer(w: "Window") -> None:
    w.select_tab(1)
    w.train.toggle_drawer()


def _set_theme(w: "Window", mode: style.Mode) -> None:
    style.switch().set_mode(mode)
    w.workspace.settings.setValue("theme", mode)


def _set_colour_map(w: "Window", name: MapName) -> None:
    style.switch().set_colour_map(name)
    w.workspace.settings.setValue("colour-map", name)


def _text_size(w: "Window", by: int) -> None:
    switch = style.switch()
    switch.set_text_size(switch.text_size + by if by else 13)
    w.workspace.settings.setValue("text-size", switch.text_size)


def _about(w: "Window") -> None:
    QMessageBox.about(
        w,
        w.tr("About LoRA Workbench"),
        w.tr("LoRA Workbench {version}\nPay only for what you tick.\nApache-2.0").format(version=__version__),
    )
