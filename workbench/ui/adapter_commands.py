"""The Adapter menu: the pages of an adapter, and what Inspect does with it."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from workbench.services.foreign import ForeignAdapter
from workbench.services.run_watch import RunWatch
from workbench.ui import inspect_commands, shown
from workbench.ui.actions import Entry

if TYPE_CHECKING:
    from workbench.ui.window import Window


def entries(w: "Window") -> list[Entry]:
    return [
        Entry(
            "inspect",
            "Adapter",
            "Inspect it",
            lambda: w.select_tab(w.pages.index(w.inspect)),
            usable=lambda: shown.has_adapter(w),
        ),
        Entry(
            "try",
            "Adapter",
            "Try it beside the base",
            lambda: w.select_tab(w.pages.index(w.try_)),
            usable=lambda: shown.has_adapter(w),
        ),
        Entry(
            "export",
            "Adapter",
            "Export it…",
            lambda: w.select_tab(w.pages.index(w.export)),
            usable=lambda: shown.has_adapter(w),
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
            usable=lambda: shown.has_adapter(w),
        ),
        *inspect_commands.entries(w),
        Entry(
            "extract",
            "Adapter",
            "Extract a LoRA from a fine-tuned model…",
            lambda: _extract(w),
            new_section=True,
        ),
    ]


def _extract(w: "Window") -> None:
    from workbench.ui.inspect.extract_window import ExtractWindow

    (w.findChild(ExtractWindow) or ExtractWindow(w.workspace, w)).open()


def _show_adapter(w: "Window") -> None:
    document = w.workspace.current
    if isinstance(document, RunWatch):
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(document.run.adapter)))
    elif isinstance(document, ForeignAdapter):
        folder = document.path if document.path.is_dir() else document.path.parent
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))
