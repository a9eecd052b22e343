"""The Inspect tab: one adapter, as sentences, a map, a table and pictures of the module that is selected."""

from pathlib import Path
from typing import Any

from PySide6.QtCore import QRect, QSize, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QMenu, QStackedWidget, QVBoxLayout, QWidget

from workbench.core.inspection import ModuleReport, Said
from workbench.core.module_map import NONE
from workbench.services.draft import Draft
from workbench.services.foreign import ForeignAdapter
from workbench.services.lens import Contrast, Lens, Report
from workbench.services.looks import Look
from workbench.services.module_questions import ModuleQuestions
from workbench.services.problem import Problem
from workbench.services.workspace import Document, Workspace
from workbench.ui import style
from workbench.ui.inspect import comparing, measures, module_table, new_run, nothing
from workbench.ui.inspect.against import Against
from workbench.ui.inspect.base_choice import BaseChoice
from workbench.ui.inspect.change_panel import ChangePanel
from workbench.ui.inspect.column import InspectColumn
from workbench.ui.inspect.histogram import Counts
from workbench.ui.inspect.matrix_view import Picture
from workbench.ui.inspect.measure_choice import MeasureChoice
from workbench.ui.inspect.saves import Saves
from workbench.ui.inspect.waiting import Waiting
from workbench.ui.inspect.work_view import WorkView
from workbench.ui.widgets.empty_state import EmptyState

_PATIENCE = 500  # ms before measuring is worth a word


class InspectPage(QWidget):
    """Asks the engine only while it is in sight."""

    setup_requested = Signal()

    def __init__(self, workspace: Workspace, save: QMenu) -> None:
        super().__init__()
        self._workspace = workspace
        self._document: Document | None = None
        self._choice = workspace.choice
        self._shown: Report | Contrast | None = None
        self._spoken: Said | None = None  # to be shown as soon as there is something
        self.selected = ""  # the module's path
        self.lens = Lens(workspace.engines, self)
        self.questions = ModuleQuestions(workspace.engines, self)
        self.change_panel = ChangePanel(workspace.engines)
        self.column = InspectColumn(self.change_panel)
        self.nothing = EmptyState("magnifying-glass", "")
        self.setup_button = self.nothing.add_button(self.tr("Go to Setup"))
        self.waiting = Waiting()
        self.work = WorkView(workspace.settings, save)
        self.saves = Saves(self.work, workspace)
        self.against = Against(self.work, self.lens, workspace)
        self.base = BaseChoice(self.column, self.lens, workspace)
        self.measure = MeasureChoice(self.work, self.lens, workspace)
        self._patience = QTimer(self, singleShot=True, interval=_PATIENCE)
        self._lay_out()
        self._connect()
        self.show_document(None)

    # --- what it shows

    def show_document(self, document: Document | None) -> None:
        if document is not self._document:
            self._leave()
            self._document = self.against.document = self.base.document = document
            self._choice.show(document)
        self.refresh()

    def refresh(self) -> None:
        """What can be looked at now."""
        self._choice.refresh()
        self._show_choice()

    @property
    def looks(self) -> tuple[Look, ...]:
        return self._choice.looks

    def _show_choice(self) -> None:
        look = self._choice.look
        self.work.slider.show_looks(self.looks, look)
        if look is None:
            self.lens.show(None)
            self.nothing.set_text(*nothing.nothing(self._document))
            self.setup_button.setVisible(isinstance(self._document, Draft))
            self.column.show_adapter(None)
            self.column.say(self.tr("The selected module's numbers and pictures stand here."))
            self._stack.setCurrentWidget(self.nothing)
        elif self.isVisible():
            self._look(look)

    @property
    def busy(self) -> bool:
        """Whether a new adapter is being written."""
        return self.change_panel.changes.busy

    @property
    def is_drawn(self) -> bool:
        """Whether the selected module's pictures have come."""
        details = self.work.details
        views = [view for view in details.views.values() if view.isVisible()]
        return all(view.picture is not None for view in views) and not self.questions.busy

    @property
    def report(self) -> Report | None:
        return self.lens.report

    def module(self) -> ModuleReport | None:
        """The selected one, as far as this adapter has it."""
        report = self.lens.report
        if report is None or self.selected not in report.paths:
            return None
        return report.inspection.modules[report.paths.index(self.selected)]

    def select_module(self, path: str) -> None:
        """Map, table, column and pictures follow."""
        self.selected = path
        if self._shown is not None:
            place = self._shown.paths.index(path) if path in self._shown.paths else NONE
            self.work.heat_map.set_selected(place)
            self.work.table.set_selected(place)
        self._show_module()

    def speak_of(self, said: Said) -> None:
        """Shows what a sentence is about, now or as soon as it is measured."""
        self._spoken = None
        if self._shown is None:
            self._spoken = said
        else:
            self._on_sentence(said)

    def compare(self, other: Look | None) -> None:
        """With another adapter, run or checkpoint; None goes back."""
        self.lens.compare(other)

    # The window's size is the person's: no adapter may make it grow.

    def minimumSizeHint(self) -> QSize:
        m = style.theme().metrics
        return QSize(m.space(100), m.space(100))

    def hasHeightForWidth(self) -> bool:
        return False

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()

    # --- inside: which adapter

    def _leave(self) -> None:
        self.lens.compare(None)
        self.lens.show(None)
        self.selected, self._shown, self._spoken = "", None, None

    def _look(self, look: Look) -> None:
        if look == self.lens.look and (self.lens.fresh or self.lens.busy or self.lens.problem):
            self._show_lens()
            return
        self.lens.show(look, same_run=self.lens.look in self.looks)

    def _on_look(self, look: object) -> None:
        if isinstance(look, Look):
            self._choice.choose(look)

    def _on_choice(self) -> None:
        if self._choice.document is self._document:
            self._show_choice()

    # --- inside: its measures

    def _show_lens(self) -> None:
        lens = self.lens
        if lens.problem is not None:
            self.waiting.show_problem(lens.problem)
            self.column.show_adapter(None)
            self.column.say(self.tr("Nothing was measured."))
            self._stack.setCurrentWidget(self.waiting)
        elif lens.report is None:
            self.column.show_adapter(None)
            if lens.look is not None and not self._patience.isActive():
                self._patience.start()
        else:
            self._patience.stop()
            self._show_report(lens.report)

    def _on_patience(self) -> None:
        if self.lens.report is None and self.lens.busy:
            self.waiting.show_progress(0, 0)
            self._stack.setCurrentWidget(self.waiting)

    def _show_report(self, report: Report) -> None:
        self._stack.setCurrentWidget(self.work)
        inspection = report.inspection
        suggestion, why_not = new_run.suggestion(report)
        self.column.say("")
        self.column.show_adapter(inspection, suggestion, why_not)
        foreign = isinstance(self._document, ForeignAdapter)
        self.work.banner.show_notes(inspection, with_base=foreign)
        self._show_modules(self.lens.contrast or report)
        self.base.begin(report, self.looks)
        if self._spoken is not None:
            self.speak_of(self._spoken)

    def _show_modules(self, shown: Report | Contrast) -> None:
        """Map, table and sentences of an adapter, or of how it differs from another."""
        self._shown = shown
        work = self.work
        said = shown.inspection if isinstance(shown, Report) else shown.comparison
        work.verdict.show_sentences((*said.verdict, *(() if isinstance(shown, Report) else said.notes)))
        modules = self._modules()
        work.heat_map.show_modules(shown.paths, shown.maps)
        columns = module_table.report_columns if isinstance(shown, Report) else module_table.contrast_columns
        work.table.show_modules(modules, columns(measures.known(shown)))
        self.measure.show(shown, self.looks)
        if self.selected not in shown.paths and shown.paths:
            self.selected = self._largest(modules)
        self.select_module(self.selected)

    def _modules(self) -> Any:
        return measures.modules(self._shown) if self._shown is not None else ()

    def _largest(self, modules: Any) -> str:
        """The one to begin with."""
        size = "frobenius" if isinstance(self._shown, Report) else "difference"
        known = [module for module in modules if getattr(module, size) == getattr(module, size)]
        return max(known, key=lambda module: getattr(module, size), default=modules[0]).path

    def _on_sentence(self, said: Said) -> None:
        """Shows what a sentence speaks of: its measure, its cells and rows, and the first of them."""
        if self._shown is None:
            return
        places = [place for place, path in enumerate(self._shown.paths) if path in set(said.about)]
        if said.measure:
            self.measure.select(said.measure)
        if len(places) == 1:
            self.work.heat_map.set_marked(())
            self.select_module(self._shown.paths[places[0]])
            return
        self.work.heat_map.set_marked(places)
        if places:
            modules = [self._modules()[place] for place in places]
            self.selected = self._largest(modules)
            self.work.heat_map.set_selected(self._shown.paths.index(self.selected))
            self._show_module()
            self.work.table.set_marked(places)

    # --- inside: one module

    def _on_module(self, place: int) -> None:
        if self._shown is not None:
            self.work.heat_map.set_marked(())
            self.select_module(self._shown.paths[place] if place != NONE else "")

    def _show_module(self) -> None:
        module, look = self.module(), self.lens.look
        compared = self.against.module(self.selected)
        self.column.show_module(module, compared)
        if module is not None and look is not None:
            self.questions.about(look.source, module.path, self.against.former(module.path))
        self.work.details.show_module(module, compared)

    def _on_picture(self, what: str, found: Any) -> None:
        self.work.details.views[what].show_picture(Picture.from_json(found))

    def _on_counts(self, what: str, found: Any) -> None:
        if what == self.work.details.what:
            self.work.details.histogram.show_counts(Counts.from_json(found))

    def _on_compared(self) -> None:
        if self.lens.report is not None:
            self._show_modules(self.lens.contrast or self.lens.report)

    # --- inside: what is made of it

    def make_new_run(self) -> None:
        """A draft like this run's own, with the ranks that the adapter used."""
        report = self.lens.report
        if report is not None and self._document is not None and not isinstance(self._document, Draft):
            problem = new_run.make(self._workspace, self._document, report.inspection)
            if problem is not None:
                self._workspace.failed.emit(problem)

    def change(self, mode: str) -> None:
        """Opens the panel: resize, prune, scale or merge."""
        self.change_panel.select(mode)
        self.column.resize_button.click()

    def _fill_change_panel(self) -> None:
        look, report = self.lens.look, self.lens.report
        if look is None or report is None:
            return
        marked = (
            [self._shown.paths[at] for at in sorted(self.work.heat_map.canvas.marked)] if self._shown else []
        )
        name = comparing.name_of(self._document)
        others = comparing.others(self._workspace, self._document, look)
        named = [(comparing.told(other, self._workspace), str(other.source)) for other in others]
        self.change_panel.show_adapter(
            look, report.inspection, name, marked or [p for p in [self.selected] if p], named
        )

    def _on_written(self, folder: Path) -> None:
        self.column.resize_button.popover.close()
        self._workspace.open_adapter(folder)
        self._workspace.toast.emit(self.tr("Written: {folder}.").format(folder=folder), None)

    def _lay_out(self) -> None:
        self._stack = QStackedWidget()
        for part in (self.nothing, self.waiting, self.work):
            self._stack.addWidget(part)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.addWidget(self._stack)

    def _connect(self) -> None:
        work, details = self.work, self.work.details
        self.setup_button.clicked.connect(self.setup_requested)
        self.waiting.cancelled.connect(self.lens.cancel)
        self.waiting.retried.connect(lambda: self.lens.show(self.lens.look))
        self._patience.timeout.connect(self._on_patience)
        self.lens.changed.connect(self._show_lens)
        self.lens.compared.connect(self._on_compared)
        work.banner.choose_base_clicked.connect(self.base.choose)
        self.lens.progress.connect(lambda done, total, _: self.waiting.show_progress(done, total))
        self._choice.changed.connect(self._on_choice)
        work.slider.chosen.connect(self._on_look)
        work.verdict.chosen.connect(self._on_sentence)
        work.heat_map.selected.connect(self._on_module)
        work.table.selected.connect(self._on_module)
        work.arranged.connect(lambda wide: self.column.take_details(None if wide else details))
        details.picture_asked.connect(self._ask_picture)
        details.histogram_asked.connect(self.questions.histogram)
        details.expert_changed.connect(self.questions.of_expert)
        self.questions.pictured.connect(self._on_picture)
        self.questions.counted.connect(self._on_counts)
        self.questions.failed.connect(self._on_question_failed)
        self.column.new_run_requested.connect(self.make_new_run)
        self.column.resize_button.popover.opened.connect(self._fill_change_panel)
        self.change_panel.written.connect(self._on_written)

    def _ask_picture(self, what: str, rect: QRect, across: int, down: int) -> None:
        self.questions.picture(what, None if rect.isEmpty() else rect.getRect(), across, down)

    def _on_question_failed(self, problem: Problem) -> None:
        self.work.details.say(problem.message)
