"""Which measure the map shows: chosen, remembered, and asked for where it takes a while."""

from PySide6.QtCore import QObject, QTimer

from workbench.services.lens import Contrast, Lens
from workbench.services.looks import Look
from workbench.services.workspace import Workspace
from workbench.ui.inspect import measures
from workbench.ui.inspect.measures import Measure, Shown
from workbench.ui.inspect.work_view import WorkView

_PATIENCE = 500  # ms before measuring is worth a word
_SETTING = "inspect/measure"


class MeasureChoice(QObject):
    """Until a measure that was asked for comes, the map keeps the picture it has."""

    def __init__(self, work: WorkView, lens: Lens, workspace: Workspace) -> None:
        super().__init__(work)
        self._work, self._lens, self._workspace = work, lens, workspace
        self._shown: Shown | None = None
        self._looks: tuple[Look, ...] = ()  # the states of the same run
        self._drawn = ""  # the measure in the map
        self._patience = QTimer(self, singleShot=True, interval=_PATIENCE)
        self._patience.timeout.connect(self._say)
        work.measure.changed.connect(self._on_chosen)
        work.going.cancelled.connect(self._on_cancelled)
        lens.known.connect(self._draw)
        lens.entered.connect(self._on_entered)

    def show(self, shown: Shown, looks: tuple[Look, ...]) -> None:
        """What the map's modules have."""
        self._shown, self._looks = shown, looks
        offered = measures.offered(shown)
        self._work.measure.set_options([(each.key, measures.title(each)) for each in offered])
        wanted = str(self._workspace.settings.value(_SETTING, ""))
        if offered:
            self._work.measure.set_value(wanted if measures.by_key(offered, wanted) else offered[0].key)
        self._draw()

    def select(self, key: str) -> None:
        found = measures.by_key(self._offered(), key)
        if found is not None:
            self._work.measure.set_value(found.key)
            self._on_chosen(found.key)

    # --- inside

    def _offered(self) -> tuple[Measure, ...]:
        return measures.offered(self._shown) if self._shown is not None else ()

    def _on_chosen(self, key: object) -> None:
        self._workspace.settings.setValue(_SETTING, str(key))
        if self._lens.entries_progress is not None:
            self._lens.leave_entries()
        self._draw()

    def _draw(self) -> None:
        """The scale is the same for every state of the run that was measured."""
        measure, shown = measures.by_key(self._offered(), str(self._work.measure.value())), self._shown
        if measure is None or shown is None:
            return
        if measure not in measures.known(shown):
            self._lens.measure_entries()
            if len(self._work.heat_map.canvas.values.numbers) == len(shown.paths):
                return
        others = [] if isinstance(shown, Contrast) else self._lens.kept(self._looks)
        values = measures.values(measure, shown, [other for other in others if other is not shown])
        self._work.heat_map.set_values(values, measures.title(measure))
        self._drawn = measure.key

    def _on_entered(self) -> None:
        going = self._work.going
        if self._lens.entries_progress is None:
            self._patience.stop()
            going.hide()
            if self._lens.entries_problem is not None:
                self._workspace.failed.emit(self._lens.entries_problem)
                self._go_back()
        elif going.isVisibleTo(self._work):
            self._say()
        elif not self._patience.isActive():
            self._patience.start()

    def _say(self) -> None:
        if self._lens.entries_progress is None:
            return
        done, total = self._lens.entries_progress
        words = self.tr("{done} of {total} modules") if total else self.tr("Measuring…")
        self._work.going.say(words.format(done=f"{done:,}", total=f"{total:,}"))
        self._work.going.show()

    def _on_cancelled(self) -> None:
        self._lens.leave_entries()
        self._go_back()

    def _go_back(self) -> None:
        """To what the map shows."""
        there = measures.known(self._shown) if self._shown is not None else ()
        if there:
            self.select((measures.by_key(there, self._drawn) or there[0]).key)
