"""What the window can do with several runs: begin a comparison, and take away what it shows."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMenu

from workbench.services.run_watch import RunWatch
from workbench.ui.actions import Entry

if TYPE_CHECKING:
    from workbench.ui.window import Window

EXPORT = ("compare-csv", "compare-picture", "compare-html")
_OFFERED = 12  # runs in the menu; any others are added in the list


def entries(w: "Window") -> list[Entry]:
    def comparing() -> bool:
        return w.compare.on and w.compare.page is not None and len(w.compare.page.runs.subjects) > 0

    def save(do: str) -> None:
        if w.compare.page is not None:
            getattr(w.compare.page, do)()

    return [
        Entry(
            "compare-with",
            "Run",
            "Compare with…",
            lambda: _ask(w),
            usable=lambda: bool(_others(w)),
            new_section=True,
        ),
        Entry(
            "compare-before",
            "Run",
            "Compare with the one before",
            lambda: _with_the_one_before(w),
            usable=lambda: _before(w) is not None,
        ),
        Entry(
            "compare-leave",
            "Run",
            "End the comparison",
            lambda: w.compare.leave(),
            usable=lambda: w.compare.on,
        ),
        Entry("compare-csv", "Run", "Save the curves as CSV…", lambda: save("save_curves"), usable=comparing),
        Entry(
            "compare-picture",
            "Run",
            "Save the comparison as a picture…",
            lambda: save("save_picture"),
            usable=comparing,
        ),
        Entry(
            "compare-html",
            "Run",
            "Save the comparison as HTML…",
            lambda: save("save_report"),
            usable=comparing,
        ),
    ]


def _others(w: "Window") -> list[RunWatch]:
    current = w.workspace.current
    if not isinstance(current, RunWatch):
        return []
    return [watch for watch in w.workspace.watches if watch is not current]


def _before(w: "Window") -> RunWatch | None:
    """The run that was made before the one that is shown: the list has the newest first."""
    watches, current = w.workspace.watches, w.workspace.current
    if not isinstance(current, RunWatch) or current not in watches:
        return None
    after = watches[watches.index(current) + 1 :]
    return after[0] if after else None


def _with_the_one_before(w: "Window") -> None:
    before, current = _before(w), w.workspace.current
    if before is not None and current is not None:
        w.sidebar.select([current, before])


def _ask(w: "Window") -> None:
    """A menu of the latest other runs, under the header."""
    menu = QMenu(w)
    menu.setObjectName("compare-with")
    for watch in _others(w)[:_OFFERED]:
        menu.addAction(watch.name.replace("&", "&&"), lambda watch=watch: _with(w, watch))
    menu.aboutToHide.connect(menu.deleteLater)
    menu.popup(w.header.mapToGlobal(w.header.rect().bottomLeft()))


def _with(w: "Window", watch: RunWatch) -> None:
    current = w.workspace.current
    if current is not None:
        w.sidebar.select([current, watch])
