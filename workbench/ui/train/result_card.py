"""What a run came to: the sentence, what to do next, where the adapter lies, and answers before and after."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QGuiApplication, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from workbench.core.events import Sampled
from workbench.services.run_watch import RunWatch
from workbench.ui import style, words
from workbench.ui.accessible import Role
from workbench.ui.train.outcome import result
from workbench.ui.train.passage import Passage
from workbench.ui.train.sample_rows import SampleRows
from workbench.ui.widgets.buttons import Button, IconButton, PrimaryButton
from workbench.ui.widgets.state_mark import StateMark
from workbench.ui.widgets.text import Text

_AT_MOST = 3  # prompts; the drawer has them all


class ResultCard(QWidget):
    accessible_role = Role.Grouping

    try_requested = Signal()
    inspect_requested = Signal()
    export_requested = Signal()
    again_requested = Signal()
    folder_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._mark = StateMark("finished")
        self.headline = Text("", "title", wrap=True, selectable=True)
        self.details = Text("", "body", "text_2", wrap=True, selectable=True)
        self.try_button = PrimaryButton(self.tr("Try it"))
        self.inspect_button = Button(self.tr("Inspect"), "magnifying-glass")
        self.export_button = Button(self.tr("Export"), "export")
        self.folder_button = IconButton("folder-open", self.tr("Open adapter folder"), small=True)
        self.again_button = Button(self.tr("Again with my data…"), "arrow-counter-clockwise")
        self.path = Passage("mono", "text_2")
        self._copy = IconButton("copy", self.tr("Copy the path"), small=True)
        self.answers = SampleRows(
            (
                Text(self.tr("Held-out prompt"), "header", "text_2"),
                Text(self.tr("Before"), "header", "text_2"),
                Text(self.tr("After"), "header", "text_2"),
            )
        )
        self._lay_out()
        self._connect()
        self._rescale()

    def show_run(self, watch: RunWatch) -> None:
        outcome, kept = result(watch), watch.run.has_adapter
        self._mark.set_state(words.state_mark(watch.status))
        self.headline.setText(outcome.headline)
        self.setAccessibleName(outcome.headline)
        self.details.setText(outcome.details)
        self.details.setVisible(bool(outcome.details))
        self.path.set_text(str(watch.run.adapter) if kept else self.tr("No adapter was saved."))
        self.path.set_role("mono" if kept else "body")
        buttons = (self.try_button, self.inspect_button, self.export_button)
        for part in (*buttons, self.folder_button, self._copy):
            part.setVisible(kept)

    def show_answers(self, samples: Sequence[Sampled]) -> None:
        """A few prompts before and after; none where they stand elsewhere on the page."""
        self.answers.setVisible(bool(samples))
        self.answers.show_samples(samples[:_AT_MOST])

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(style.colour("border"), 1))
        radius = style.theme().metrics.radius_card
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)

    def _lay_out(self) -> None:
        self._head = QGridLayout()
        self._head.addWidget(self._mark, 0, 0, Qt.AlignmentFlag.AlignVCenter)
        self._head.addWidget(self.headline, 0, 1)
        self._head.addWidget(self.details, 1, 1)
        self._head.setColumnStretch(1, 1)
        self._buttons = QHBoxLayout()
        for button in (self.try_button, self.inspect_button, self.export_button, self.again_button):
            self._buttons.addWidget(button)
        self._buttons.addStretch(1)
        self._where = QHBoxLayout()
        self._where.addWidget(self.path, 1, Qt.AlignmentFlag.AlignVCenter)
        for button in (self._copy, self.folder_button):
            self._where.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        self._column = QVBoxLayout(self)
        self._column.addLayout(self._head)
        self._column.addLayout(self._buttons)
        self._column.addLayout(self._where)
        self._column.addWidget(self.answers)

    def _connect(self) -> None:
        self.try_button.clicked.connect(self.try_requested)
        self.inspect_button.clicked.connect(self.inspect_requested)
        self.export_button.clicked.connect(self.export_requested)
        self.again_button.clicked.connect(self.again_requested)
        self.folder_button.clicked.connect(self.folder_requested)
        self._copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self.path.text()))
        style.switch().changed.connect(self._rescale)

    def _rescale(self, _theme: object = None) -> None:
        metrics = style.theme().metrics
        self._column.setContentsMargins(metrics.page, metrics.card_x, metrics.page, metrics.card_x)
        self._column.setSpacing(metrics.gap)
        self._head.setHorizontalSpacing(metrics.gap)
        self._head.setVerticalSpacing(metrics.space(0.5))
        self._buttons.setSpacing(metrics.gap)
        self._where.setSpacing(metrics.space(1))
        for button in (self._copy, self.folder_button):
            button.setFixedSize(metrics.target, metrics.target)
