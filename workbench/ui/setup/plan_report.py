"""What a plan from elsewhere could not bring along: counted, listed when unfolded, and offered by name."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from workbench.services.problem import Problem
from workbench.services.saying import shown
from workbench.ui import style
from workbench.ui.setup import amounts
from workbench.ui.widgets.banner import Banner


@dataclass(frozen=True, slots=True)
class PlanReport:
    source: str  # as a person calls it: plan.yaml, the clipboard
    taken: int  # modules that are adapted now
    unmatched: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    offer: Mapping[str, str] = field(default_factory=dict)

    @property
    def complete(self) -> bool:
        """Everything was taken: there is nothing to be said."""
        return not (self.unmatched or self.notes)


class PlanBanner(QWidget):
    """A banner with the gap below it; hidden while there is nothing to say."""

    mapping_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.banner = Banner("warn", closable=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, style.theme().metrics.gap)
        column.addWidget(self.banner)
        self.banner.closed.connect(self.hide)
        self.hide()

    def report(self) -> str:
        """All that is said, in one text."""
        return self.banner.report()

    def show_report(self, report: PlanReport | None) -> None:
        self.banner.clear_buttons()
        self.setVisible(report is not None and not report.complete)
        if report is None or report.complete:
            return
        self.banner.set_tone("warn" if report.taken else "error")
        self.banner.set_message(_what(report), _why(report))
        self.banner.set_details(_details(report))
        if report.offer:
            words = _say("Map {count} by name").format(count=amounts.grouped(len(report.offer)))
            self.banner.add_button(words).clicked.connect(self.mapping_asked)
        self.banner.show()

    def show_problem(self, problem: Problem) -> None:
        """Why a plan could not be read or written."""
        self.banner.clear_buttons()
        self.banner.set_tone("error")
        self.banner.set_message(problem.message, problem.hint)
        self.banner.set_details("")
        self.banner.show()
        self.show()


def _what(report: PlanReport) -> str:
    if report.unmatched and not report.taken:
        return _say("Nothing that {source} names exists in this model.").format(source=report.source)
    if len(report.unmatched) == 1:
        return _say("1 name in {source} matches nothing in this model.").format(source=report.source)
    if report.unmatched:
        words = _say("{count} names in {source} match nothing in this model.")
        return words.format(count=amounts.grouped(len(report.unmatched)), source=report.source)
    return _say("{source} says more than a plan can.").format(source=report.source)


def _why(report: PlanReport) -> str:
    if report.taken == 1:
        words = _say("1 module is adapted as it says.")
    elif report.taken:
        words = _say("{count} modules are adapted as it says.")
    else:
        words = _say("The plan stays as it was.")
    return " ".join([words.format(count=amounts.grouped(report.taken)), *map(shown, report.notes[:1])])


def _details(report: PlanReport) -> str:
    lines = [f"{name} → {report.offer[name]}" if name in report.offer else name for name in report.unmatched]
    return "\n".join([*map(shown, report.notes), *([""] if report.notes and lines else []), *lines])


def _say(words: str) -> str:
    return QCoreApplication.translate("PlanReport", words)
