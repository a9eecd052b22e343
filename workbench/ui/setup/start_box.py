"""The foot of the right column: what is missing, as a link that jumps there, and Start."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from workbench.services.problem import Problem
from workbench.ui import style
from workbench.ui.setup.trouble import briefly
from workbench.ui.widgets.buttons import LinkButton, PrimaryButton
from workbench.ui.widgets.text import Text


class StartBox(QWidget):
    start_asked = Signal()
    mend_asked = Signal(str)  # where the problem is mended: a card, or "run"

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._where = ""
        self._words = ""
        self.reason = Text("", "small", "text_2", wrap=True)
        self.mend = LinkButton("", role="small")
        self.start = PrimaryButton(self.tr("Start"))
        m = style.theme().metrics
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(m.space(1))
        for part in (self.reason, self.mend, self.start):
            column.addWidget(part)
        self.start.clicked.connect(self._on_start)
        self.mend.clicked.connect(lambda: self.mend_asked.emit(self._where))

    def show_ready(self, *, waits: bool = False) -> None:
        """`waits`: another run has the device, so that this one joins the queue."""
        self.start.setEnabled(True)
        self.start.setText(self.tr("Add to queue") if waits else self.tr("Start"))
        self.start.setToolTip("")
        self.mend.hide()
        self.reason.show()
        self.reason.set_tone("ok")
        self.reason.setText(self.tr("✓ Ready"))

    def show_problem(self, problem: Problem) -> None:
        """Start is off; where it is known what mends it, the reason is a link."""
        self.start.setEnabled(False)
        whole = f"{problem.message} {problem.hint}".strip()
        self.start.setToolTip(whole)
        self._where = problem.where
        self.mend.setVisible(bool(problem.where))
        self.reason.setVisible(not problem.where)
        if problem.where:
            self._words = briefly(problem)
            self.mend.setToolTip(whole)
            self._fit()
        else:
            self.reason.set_tone("text_2")
            self.reason.setText(problem.message)

    def show_question(self, problem: Problem) -> None:
        """Start is on, and asks; what it asks about stands above it as a link."""
        self.show_problem(problem)
        self.start.setEnabled(True)
        self.start.setToolTip(self.tr("Asks what to do with these rows"))

    def show_starting(self) -> None:
        """Start was pressed: a second press does nothing."""
        self.show_problem(Problem(self.tr("Starting…")))

    def resizeEvent(self, event: object) -> None:
        super().resizeEvent(event)  # type: ignore[arg-type]
        self._fit()

    def _fit(self) -> None:
        """In two lines where one is too short; a button does not wrap its words itself."""
        arrow = " →"
        metrics = self.mend.fontMetrics()
        room = max(style.theme().metrics.label, self.width() - metrics.horizontalAdvance(arrow))
        first, rest = "", self._words
        while rest and metrics.horizontalAdvance(f"{first} {rest.partition(' ')[0]}") <= room:
            word, _, rest = rest.partition(" ")
            first = f"{first} {word}".strip()
        if first and rest:
            rest = metrics.elidedText(rest, Qt.TextElideMode.ElideRight, room)
            self.mend.setText(f"{first}\n{rest}{arrow}")
        else:
            self.mend.setText(metrics.elidedText(self._words, Qt.TextElideMode.ElideRight, room) + arrow)

    def _on_start(self) -> None:
        self.show_starting()
        self.start_asked.emit()
