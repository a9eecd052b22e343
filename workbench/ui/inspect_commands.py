"""What the window can do with the adapter that is looked at: the same as the buttons of the Inspect page."""

from typing import TYPE_CHECKING

from workbench.ui.actions import Entry

if TYPE_CHECKING:
    from workbench.ui.inspect.page import InspectPage
    from workbench.ui.window import Window


SAVE = ("save-map", "save-table", "save-spectrum", "save-matrix")

_CHANGES = (
    ("resize", "Resize…"),
    ("prune", "Prune…"),
    ("scale", "Scale…"),
    ("merge", "Merge with another…"),
)


def entries(w: "Window") -> list[Entry]:
    def page() -> "InspectPage | None":
        return getattr(w, "inspect", None)

    def measured() -> bool:
        shown = page()
        return shown is not None and shown.report is not None

    def compared() -> bool:
        shown = page()
        return shown is not None and shown.lens.against is not None

    def with_ranks() -> bool:
        return measured() and w.inspect.column.new_run.isEnabled()

    def save(do: str) -> None:
        w.select_tab(w.pages.index(w.inspect))
        getattr(w.inspect.saves, do)()

    def change(mode: str) -> None:
        w.select_tab(w.pages.index(w.inspect))
        w.inspect.change(mode)

    return [
        Entry(
            "new-run-ranks",
            "Adapter",
            "New run with these ranks",
            lambda: w.inspect.make_new_run(),
            usable=with_ranks,
        ),
        *(
            Entry(f"{mode}-adapter", "Adapter", words, lambda mode=mode: change(mode), usable=measured)
            for mode, words in _CHANGES
        ),
        Entry(
            "stop-comparing", "Adapter", "Stop comparing", lambda: w.inspect.compare(None), usable=compared
        ),
        Entry("save-map", "Adapter", "Save the map…", lambda: save("map"), usable=measured),
        Entry("save-table", "Adapter", "Save the table…", lambda: save("table"), usable=measured),
        Entry(
            "save-spectrum",
            "Adapter",
            "Save the spectrum…",
            lambda: save("spectrum"),
            usable=measured,
        ),
        Entry("save-matrix", "Adapter", "Save the matrix…", lambda: save("matrix"), usable=measured),
    ]
