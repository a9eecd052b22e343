"""The View menu: pages, columns, theme, colours, language and text size."""

from typing import TYPE_CHECKING

from workbench.ui import preference_commands
from workbench.ui.actions import Entry

if TYPE_CHECKING:
    from workbench.ui.window import Window


def entries(w: "Window") -> list[Entry]:
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
    return [
        *tabs,
        *cards,
        Entry("next-run", "View", "Next run", lambda: _next(w, 1), "Ctrl+Tab", new_section=True),
        Entry("next-pane", "View", "Next pane", lambda: w.panes.go(1), "F6"),
        Entry("previous-pane", "View", "Pane before", lambda: w.panes.go(-1), "Shift+F6"),
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
        *preference_commands.look(w),
    ]


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
