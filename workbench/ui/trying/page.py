"""The Try tab: a message goes to the base and to the adapter, and both answers come in side by side."""

from typing import Any

from PySide6.QtCore import QCoreApplication, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from workbench.core import resources
from workbench.services.draft import Draft
from workbench.services.problem import Problem
from workbench.services.run_watch import RunWatch
from workbench.services.workspace import Document, Workspace
from workbench.ui import style
from workbench.ui.train.ruled import ADAPTER, BASE
from workbench.ui.trying import readiness
from workbench.ui.trying.answer import Answer
from workbench.ui.trying.answering import Answering
from workbench.ui.trying.column import TryColumn
from workbench.ui.trying.message_edit import MessageEdit
from workbench.ui.trying.prompts import Prompts
from workbench.ui.widgets.banner import Banner
from workbench.ui.widgets.buttons import Button
from workbench.ui.widgets.empty_state import EmptyState
from workbench.ui.widgets.text import Text


class TryPage(QWidget):
    setup_requested = Signal()

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._document: Document | None = None
        self._watch: RunWatch | None = None
        self._asked_step: int | None = None  # of the adapter that gave the answer in sight
        self._answering = Answering(self)
        self.column = TryColumn()
        self.nothing = EmptyState("chat-circle", "")
        self.setup_button = self.nothing.add_button(self.tr("Go to Setup"))
        self.banner = Banner(closable=True)
        self.answers = {
            "base": Answer(self.tr("Base"), BASE, self.tr("The base's answer comes here.")),
            "adapter": Answer("", ADAPTER, self.tr("The adapter's answer comes here, beside the base's.")),
        }
        self.prompts = Prompts()
        self.message = MessageEdit()
        self.cancel_button = Button(self.tr("Cancel"), "x")
        self.going_on = Text("", "small", "text_2")
        self._lay_out()
        self._connect()
        self._rescale()
        self.refresh()

    # --- what it shows

    def show_document(self, document: Document | None) -> None:
        if document is not self._document:
            self._leave()
            self._document = document
            self._watch = document if isinstance(document, RunWatch) else None
            if self._watch is not None:
                self._watch.told.connect(self._on_told)
                self._watch.status_changed.connect(self.refresh)
            gone = readiness.missing_base(self._watch)
            if gone is not None:
                self._complain(gone)
        self.refresh()

    def refresh(self) -> None:
        """What can be done with the run as it is now."""
        watch = self._watch
        if watch is None or not readiness.can_be_tried(watch):
            self.nothing.set_text(*readiness.nothing(self._document))
            self.setup_button.setVisible(isinstance(self._document, Draft))
            self._stack.setCurrentWidget(self.nothing)
        else:
            self._stack.setCurrentWidget(self._work)
            self._show_run(watch)
        self._refresh_send()

    def send(self) -> None:
        """Asks both sides; does nothing while Send is off."""
        self._refresh_send()
        watch = self._watch
        if watch is None or not self.column.send.isEnabled():
            return
        text = self.message.toPlainText().strip()
        self.message.remember(text)
        self.banner.hide()
        self._asked_step = readiness.kept_step(watch)
        for answer in self.answers.values():
            answer.begin()
        self.answers["adapter"].set_title(readiness.adapter_title(self._asked_step))
        self.going_on.setText(self.tr("Answering…"))
        model = str(resources.model_path(watch.spec.model.path))
        request = self.column.sampling().request(model, str(watch.run.adapter), text)
        self._answering.ask(self._workspace.engines, request | watch.spec.data.writing())

    def cancel(self) -> None:
        """Ends an answer at once; what has come stays."""
        if self._answering.cancel():
            for answer in self.answers.values():
                answer.say(self.tr("cancelled"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        ctrl = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if event.key() == Qt.Key.Key_Escape and self._answering.busy:
            self.cancel()
        elif ctrl and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.send()
        else:
            super().keyPressEvent(event)

    # The window's size is the person's: no answer may make it grow.

    def minimumSizeHint(self) -> QSize:
        m = style.theme().metrics
        return QSize(m.space(100), m.space(100))

    def hasHeightForWidth(self) -> bool:
        return False

    # --- inside

    def _leave(self) -> None:
        self._answering.cancel()
        self._asked_step = None
        self.banner.hide()
        for answer in self.answers.values():
            answer.begin()
        if self._watch is not None:
            self._watch.told.disconnect(self._on_told)
            self._watch.status_changed.disconnect(self.refresh)

    def _show_run(self, watch: RunWatch) -> None:
        self.answers["adapter"].set_title(self._title())
        self.prompts.show_prompts([sample.prompt for sample in watch.history.samples])
        slowed = watch.run.has_adapter and self._workspace.running is not None
        said = self.tr("A run is training on this machine: it and the answers slow each other down.")
        self.column.set_hint(said if slowed else "")

    def _title(self) -> str:
        """Names the adapter that gave the answer in sight, else the one that would answer now."""
        kept = readiness.kept_step(self._watch)
        return readiness.adapter_title(kept if self._asked_step is None else self._asked_step)

    def _refresh_send(self) -> None:
        busy = self._answering.busy
        self.column.set_reason(readiness.why_off(self._document, self.message.toPlainText(), busy=busy))
        self.prompts.setVisible(not busy)
        self.cancel_button.setVisible(busy)
        self.going_on.setVisible(busy)

    def _complain(self, problem: Problem) -> None:
        self.banner.set_message(problem.message, problem.hint)
        self.banner.set_details(problem.details)
        self.banner.show()

    def _on_told(self, _events: object) -> None:
        """A run that trains brings its first prompts, and a newer adapter with every save."""
        watch = self._watch
        prompts_are_new = watch is not None and bool(watch.history.samples) and not self.prompts.buttons
        if prompts_are_new or self._title() != self.answers["adapter"].title.text():
            self.refresh()

    def _on_piece(self, column: int, text: str) -> None:
        self.going_on.setText(self.tr("Answering…"))
        list(self.answers.values())[column].append(text)

    def _on_done(self, result: dict[str, Any]) -> None:
        for answer, given in zip(self.answers.values(), result["columns"], strict=True):
            answer.set_text(given["text"])
            answer.say(readiness.pace(given["tokens"], given["seconds"]))

    def _on_failed(self, problem: Problem) -> None:
        for answer in self.answers.values():
            answer.say("")
        self._complain(problem)

    def _on_prompt(self, text: str) -> None:
        self.message.setPlainText(text)
        self.message.setFocus()
        self.send()

    def _lay_out(self) -> None:
        self._sides = QHBoxLayout()
        for answer in self.answers.values():
            self._sides.addWidget(answer, 1)
        self._between = QHBoxLayout()  # prompts to choose from, or what goes on: as high either way
        self._between.addWidget(self.prompts, 1)
        self._between.addWidget(self.going_on, 1)
        self._between.addWidget(self.cancel_button)
        self._work = QWidget()
        self._column = QVBoxLayout(self._work)
        self._column.addWidget(self.banner)
        self._column.addLayout(self._sides, 1)
        self._column.addLayout(self._between)
        self._column.addWidget(self.message)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.nothing)
        self._stack.addWidget(self._work)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.addWidget(self._stack)
        self.banner.hide()

    def _connect(self) -> None:
        answering = self._answering
        answering.waiting.connect(lambda: self.going_on.setText(self.tr("Waiting for the engine…")))
        answering.told.connect(lambda text: self.going_on.setText(f"{_translated(text)}…"))
        answering.piece.connect(self._on_piece)
        answering.done.connect(self._on_done)
        answering.failed.connect(self._on_failed)
        answering.busy_changed.connect(lambda _: self._refresh_send())
        self.setup_button.clicked.connect(self.setup_requested)
        self.cancel_button.clicked.connect(self.cancel)
        self.column.send_requested.connect(self.send)
        self.prompts.chosen.connect(self._on_prompt)
        self.message.sent.connect(self.send)
        self.message.stopped.connect(self.cancel)
        self.message.textChanged.connect(self._refresh_send)
        self._workspace.lists_changed.connect(self.refresh)
        style.switch().changed.connect(self._rescale)

    def _rescale(self, _theme: object = None) -> None:
        m = style.theme().metrics
        self._column.setContentsMargins(m.page, m.page, m.page, m.page)
        self._column.setSpacing(m.card_x)
        self._sides.setSpacing(m.group)
        self._between.setSpacing(m.gap)
        self.message.setFixedHeight(m.space(22))


def _translated(told: str) -> str:
    """What an engine says it does, in the words of the checklist."""
    return QCoreApplication.translate("Checklist", told)
