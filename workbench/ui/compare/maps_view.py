"""The adapters' maps side by side on one scale; a module that one of them does not have is hatched."""

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from workbench.core.module_map import NONE, module_maps
from workbench.services.engines import Engines
from workbench.services.lens import Report
from workbench.services.looks import Look, looks, preferred
from workbench.services.side_by_side import SideBySide
from workbench.ui import style, words
from workbench.ui.inspect import measures
from workbench.ui.inspect.cells import Scale, Values
from workbench.ui.inspect.heat_map import HeatMap
from workbench.ui.inspect.measures import Measure
from workbench.ui.widgets.choice_edit import ChoiceEdit
from workbench.ui.widgets.elided import Elided
from workbench.ui.widgets.empty_state import EmptyState
from workbench.ui.widgets.scrolled import scrolled
from workbench.ui.widgets.text import Text

_MOST = 12  # maps that are measured at once
_MEASURE = "compare/map-measure"
_WIDE = 90  # grid units of a map at least


class MapsView(QWidget):
    """Asks the engine only while it is in sight."""

    def __init__(self, engines: Engines, settings: QSettings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self._documents: tuple[tuple[str, object], ...] = ()
        self._looks: tuple[Look | None, ...] = ()
        self.adapters = SideBySide(engines, self)
        self.measure = ChoiceEdit()
        self.measure.setAccessibleName(self.tr("Measure"))
        self.note = Text("", "small", "text_2", wrap=True)
        self.nothing = EmptyState(
            "squares-four",
            self.tr("No adapters to compare."),
            self.tr("The maps of runs that have saved an adapter stand here side by side."),
        )
        self.maps: list[HeatMap] = []
        self.captions: list[Elided] = []
        self._inside = QWidget()
        self._grid = QGridLayout(self._inside)
        self._lay_out()
        self.measure.changed.connect(self._on_measure)
        self.adapters.changed.connect(self._draw)
        style.switch().changed.connect(self._rescale)
        self._rescale()

    def show_documents(self, documents: Sequence[tuple[str, object]]) -> None:
        """Runs and adapters from elsewhere, with their names."""
        self._documents = tuple(documents)
        if self.isVisible():
            self._look()

    def showEvent(self, event: object) -> None:
        self._look()

    def hideEvent(self, event: object) -> None:
        self.adapters.leave()

    def resizeEvent(self, event: object) -> None:
        self._place()

    def _look(self) -> None:
        """At the best adapter of each."""
        found = [(name, preferred(looks(document))) for name, document in self._documents]
        shown = [(name, look) for name, look in found if look is not None][:_MOST]
        self._names = [name for name, _ in shown]
        self._looks = tuple(look for _, look in shown)
        without = [name for name, look in found if look is None]
        said = self.tr("No adapter yet: {names}.").format(names=", ".join(without[:6])) if without else ""
        if len(found) - len(without) > _MOST:
            said = f"{said} {self.tr('The first {count} are shown.').format(count=_MOST)}".strip()
        self.note.setText(said)
        self.note.setVisible(bool(said))
        self._stack.setCurrentIndex(1 if shown else 0)
        self.measure.setVisible(bool(shown))
        while len(self.maps) < len(shown):
            self.maps.append(HeatMap())
            self.captions.append(Elided("", "strong"))
        self._place()
        self.adapters.show(self._looks)

    def _draw(self) -> None:
        reports = self.adapters.reports
        known = [report for report in reports if report is not None]
        offered = [
            each for each in measures.REPORT if any(each in measures.known(report) for report in known)
        ]
        self.measure.set_options([(each.key, measures.title(each)) for each in offered])
        wanted = str(self._settings.value(_MEASURE, ""))
        measure = measures.by_key(offered, wanted) or next(iter(offered), None)
        if measure is not None:
            self.measure.set_value(measure.key)
        paths = tuple(dict.fromkeys(path for report in known for path in report.paths))
        maps = module_maps(paths)
        scale = _scale(measure, known) if measure is not None else Scale()
        for place, name in enumerate(self._names):
            caption, heat_map, report = self.captions[place], self.maps[place], reports[place]
            heat_map.setVisible(report is not None and measure is not None)
            caption.setText(self._caption(place, name, report))
            if report is not None and measure is not None:
                heat_map.show_modules(paths, maps)
                heat_map.set_values(_values(measure, report, paths, scale), measures.title(measure))

    def _caption(self, place: int, name: str, report: Report | None) -> str:
        problem, look = self.adapters.problem(place), self._looks[place]
        if problem is not None:
            return f"{name}: {problem.message}"
        if report is None:
            return self.tr("{name}: measuring…").format(name=name)
        return name if look is None or look.step < 0 else f"{name}, {words.checkpoint(look)}"

    def _on_measure(self, key: object) -> None:
        self._settings.setValue(_MEASURE, str(key))
        self._draw()

    def _place(self) -> None:
        """As many beside each other as have room."""
        m = style.theme().metrics
        columns = max(1, min(len(self._looks) or 1, self.width() // m.space(_WIDE)))
        while self._grid.count():
            self._grid.takeAt(0)
        for place, (caption, heat_map) in enumerate(zip(self.captions, self.maps, strict=True)):
            there = place < len(self._looks)
            caption.setVisible(there)
            if not there:
                heat_map.hide()
                continue
            row, column = divmod(place, columns)
            self._grid.addWidget(caption, 2 * row, column)
            self._grid.addWidget(heat_map, 2 * row + 1, column)
        for column in range(self._grid.columnCount()):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)
        for row in range(self._grid.rowCount() + 1):
            self._grid.setRowStretch(row, 0)
        self._grid.setRowStretch(2 * len(self._looks) + 2, 1)

    def _lay_out(self) -> None:
        self._names: list[str] = []
        style.set_ground(self._inside, "surface")
        self._row = QHBoxLayout()
        self._row.addWidget(self.measure, 0, Qt.AlignmentFlag.AlignLeft)
        self._row.addWidget(self.note, 1)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.nothing)
        self._stack.addWidget(scrolled(self._inside))
        self._column = QVBoxLayout(self)
        self._column.addLayout(self._row)
        self._column.addWidget(self._stack, 1)

    def _rescale(self, _theme: object = None) -> None:
        m = style.theme().metrics
        self._column.setContentsMargins(m.page, m.card_y, m.page, m.card_y)
        self._grid.setContentsMargins(0, m.gap, 0, 0)
        self._grid.setHorizontalSpacing(m.group)
        self._grid.setVerticalSpacing(m.space(1))
        self.measure.setMinimumWidth(m.space(52))


def _scale(measure: Measure, reports: Sequence[Report]) -> Scale:
    """One for all of them."""
    scales = [measures.values(measure, report).scale for report in reports]
    whole = scales[0]
    for each in scales[1:]:
        whole = whole.around(each)
    return whole


def _values(measure: Measure, report: Report, paths: Sequence[str], scale: Scale) -> Values:
    """A number for each of `paths`: NaN, and so hatched, where this adapter has no such module."""
    own = measures.values(measure, report)
    place = {path: at for at, path in enumerate(report.paths)}
    at = np.array([place.get(path, NONE) for path in paths], int)
    missing = at == NONE
    return Values(
        np.where(missing, np.nan, own.numbers[at]), np.where(missing, False, own.wrong[at]), scale, own.write
    )
