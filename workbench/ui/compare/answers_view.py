"""What the runs answered to the same prompts, a column a run, the base's answer first."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from workbench.core.compare import answers
from workbench.core.compare.answers import Choice
from workbench.core.compare.subject import Subject
from workbench.ui import style
from workbench.ui.compare.chart import tone
from workbench.ui.train.passage import Passage
from workbench.ui.train.ruled import BASE, Ruled
from workbench.ui.widgets.choice_edit import ChoiceEdit
from workbench.ui.widgets.elided import Elided
from workbench.ui.widgets.empty_state import EmptyState
from workbench.ui.widgets.scrolled import scrolled
from workbench.ui.widgets.section import Divider
from workbench.ui.widgets.text import Text

_MOST = 40  # prompts that are shown at once


class AnswersView(QWidget):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._subjects: Sequence[Subject] = ()
        self._hidden: frozenset[int] = frozenset()
        self.choice = ChoiceEdit()
        self.choice.setAccessibleName(self.tr("Answers of which step"))
        self.note = Text("", "small", "text_3")
        self.nothing = EmptyState(
            "chat-text",
            self.tr("No answers to compare."),
            self.tr(
                "Runs that answer sample prompts while they train stand here side by side: Setup, Samples."
            ),
        )
        self._inside = QWidget()
        self._grid = QGridLayout(self._inside)
        self._lay_out()
        self.choice.changed.connect(self._fill)
        style.switch().changed.connect(self._rescale)
        self._rescale()

    def show_runs(self, subjects: Sequence[Subject], hidden: frozenset[int]) -> None:
        self._subjects, self._hidden = subjects, hidden
        options: list[tuple[object, str]] = [
            ("last", self.tr("Each run's last answers")),
            ("best", self.tr("At each run's best step")),
        ]
        steps = ((step, self.tr("Step {step}").format(step=f"{step:,}")) for step in answers.steps(subjects))
        self.choice.set_options([*options, *steps])
        if self.isVisible():
            self._fill()

    def showEvent(self, event: object) -> None:
        self._fill()

    def texts(self) -> list[list[str]]:
        """Rows as they are shown: the prompt, the base's answer, each run's."""
        rows: list[list[str]] = []
        for row in range(self._grid.rowCount()):
            cells = [self._grid.itemAtPosition(row, column) for column in range(self._grid.columnCount())]
            texts = [w.text() for c in cells if c and isinstance(w := c.widget(), Passage | Ruled | Text)]
            if texts:
                rows.append(texts)
        return rows

    def _fill(self, _choice: object = None) -> None:
        while self._grid.count():
            widget = self._grid.takeAt(0).widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        shown = [place for place in range(len(self._subjects)) if place not in self._hidden]
        subjects = [self._subjects[place] for place in shown]
        found = answers.asked(subjects, self._chosen()) if subjects else ()
        self._stack.setCurrentIndex(1 if found else 0)
        self.choice.setVisible(bool(found))
        left = len(found) - _MOST
        self.note.setText(
            self.tr("{count} more prompts are in the report").format(count=left) if left > 0 else ""
        )
        heads = [self.tr("Prompt"), self.tr("Base"), *(subject.name for subject in subjects)]
        for column, text in enumerate(heads):
            self._grid.addWidget(Elided(text, "header", "text_2"), 0, column)
        for number, row in enumerate(found[:_MOST]):
            at = 1 + 2 * number
            self._grid.addWidget(Divider(), at, 0, 1, len(heads))
            prompt, base = Passage(tone="text_2"), Ruled(BASE)
            prompt.set_text(row.prompt)
            base.set_text(row.base or self.tr("(nothing)"))
            self._grid.addWidget(prompt, at + 1, 0)
            self._grid.addWidget(base, at + 1, 1)
            for column, (place, answer) in enumerate(zip(shown, row.answers, strict=True), 2):
                if answer.step < 0:
                    self._grid.addWidget(
                        Text(self.tr("not asked"), "small", "text_3"),
                        at + 1,
                        column,
                        Qt.AlignmentFlag.AlignTop,
                    )
                    continue
                cell = Ruled(tone(place))
                cell.set_text(answer.text or self.tr("(nothing)"))
                cell.setToolTip(self.tr("step {step}").format(step=f"{answer.step:,}"))
                self._grid.addWidget(cell, at + 1, column)
        self._grid.setRowStretch(2 * _MOST + 2, 1)
        for column in range(max(self._grid.columnCount(), len(heads))):
            self._grid.setColumnStretch(column, 1 if column < len(heads) else 0)
            wide = style.theme().metrics.space(30) if column < len(heads) else 0
            self._grid.setColumnMinimumWidth(column, wide)

    def _chosen(self) -> Choice:
        value = self.choice.value()
        return value if isinstance(value, int) else "best" if value == "best" else "last"

    def _lay_out(self) -> None:
        style.set_ground(self._inside, "surface")
        self._row = QHBoxLayout()
        self._row.addWidget(self.choice)
        self._row.addWidget(self.note)
        self._row.addStretch(1)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.nothing)
        self._stack.addWidget(scrolled(self._inside, sideways=True))
        self._column = QVBoxLayout(self)
        self._column.addLayout(self._row)
        self._column.addWidget(self._stack, 1)

    def _rescale(self, _theme: object = None) -> None:
        m = style.theme().metrics
        self._column.setContentsMargins(m.page, m.card_y, m.page, m.card_y)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(m.page)
        self._grid.setVerticalSpacing(m.space(1.5))
        self.choice.setMinimumWidth(m.space(52))
