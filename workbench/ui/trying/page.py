"""The Try tab: a message goes to the base and to adapters on it, and the answers come in side by side."""

from typing import Any

from PySide6.QtCore import QCoreApplication, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from workbench.services.draft import Draft
from workbench.services.problem import Problem
from workbench.services.run_watch import RunWatch
from workbench.services.workspace import Document, Workspace
from workbench.ui import style
from workbench.ui.trying import readiness, requests, wearables
from workbench.ui.trying.answering import Answering
from workbench.ui.trying.answers import MOST, Answers
from workbench.ui.trying.bar import CHAT, COMPLETE, PROMPTS, TryBar
from workbench.ui.trying.blind import Blind
from workbench.ui.trying.column import TryColumn
from workbench.ui.trying.interlude import Interlude
from workbench.ui.trying.message_edit import MessageEdit
from workbench.ui.trying.prompt_table import PromptTable
from workbench.ui.trying.prompts import Prompts
from workbench.ui.trying.wearables import Wearable
from workbench.ui.widgets.banner import Banner
from workbench.ui.widgets.buttons import Button, LinkButton
from workbench.ui.widgets.empty_state import EmptyState
from workbench.ui.widgets.text import Text


class TryPage(QWidget):
    setup_requested = Signal()

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._document: Document | None = None
        self._watch: RunWatch | None = None
        self._asked: tuple[str, dict[str, Any]] | None = None  # the job that waits for its turn
        self._told: tuple[int, int | None] = (0, None)  # samples and saved step when last shown
        self._answering = Answering(self)
        self._interlude = Interlude(self)
        self.column = TryColumn()
        self.nothing = EmptyState("chat-circle", "")
        self.setup_button = self.nothing.add_button(self.tr("Go to Setup"))
        self.banner = Banner(closable=True)
        self.bar = TryBar()
        self.answers = Answers()
        self.blind = Blind()
        self.table = PromptTable()
        self.prompts = Prompts()
        self.message = MessageEdit()
        self.keep_prompt = LinkButton(self.tr("Save prompt"), role="small")
        self.keep_prompt.setToolTip(self.tr("Adds the message to the prompt set “My prompts”"))
        self.cancel_button = Button(self.tr("Cancel"), "x")
        self.going_on = Text("", "small", "text_2")
        self._lay_out()
        self._connect()
        self._rescale()
        self._on_mode()
        self.refresh()

    @property
    def busy(self) -> bool:
        return self._asked is not None or self._answering.busy

    # --- what it shows

    def show_document(self, document: Document | None) -> None:
        if document is not self._document:
            self._leave()
            self._document = document
            self._watch = document if isinstance(document, RunWatch) else None
            if self._watch is not None:
                self._watch.told.connect(self._on_told)
                self._watch.status_changed.connect(self.refresh)
                self.answers.wear((wearables.base(), wearables.own(self._watch)))
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
        """Asks every column; does nothing while Send is off."""
        self._refresh_send()
        watch = self._watch
        if watch is None or not self.column.send.isEnabled():
            return
        self.banner.hide()
        self.answers.freshen()
        if self.bar.mode() == PROMPTS:
            self._ask("answer_prompts", self._table_request(watch))
        else:
            self._ask("generate", self._chat_request(watch))

    def _ask(self, job: str, request: dict[str, Any]) -> None:
        """The job begins when nothing else computes."""
        self._asked = (job, request)
        self._interlude.begin(self._workspace.running)
        if self._interlude.waiting:
            self.going_on.setText(self.tr("The run ends its step, then it waits…"))
        self._refresh_send()

    def _chat_request(self, watch: RunWatch) -> dict[str, Any]:
        """Puts the message into every column, and what the engine is to be asked."""
        text = self.message.toPlainText().strip()
        self.message.remember(text)
        if self.bar.blind.isChecked():
            self._start_anew()
            self.blind.shuffle(self.answers.columns)
        elif self.bar.mode() == COMPLETE:
            self._start_anew()
        for answer in self.answers:
            answer.begin(text)
        return requests.chat(
            watch,
            self.column.sampling(),
            [(answer.worn, answer.messages()[:-1]) for answer in self.answers],
            self.column.layers.off(),
            text="" if self.bar.mode() == CHAT else text,
            scores=not self.bar.blind.isChecked(),
        )

    def _table_request(self, watch: RunWatch) -> dict[str, Any]:
        self.table.begin()
        sampling, off = self.column.sampling(), self.column.layers.off()
        return requests.table(watch, sampling, self._wearers(), off, self.table.prompts())

    def cancel(self) -> None:
        """Ends an answer at once; what has come stays."""
        if not self.busy:
            return
        self._asked = None
        self._answering.cancel()
        self._interlude.end()
        for answer in self.answers if self.bar.mode() != PROMPTS else ():
            answer.say(self.tr("cancelled"))
        self._refresh_send()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        ctrl = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if event.key() == Qt.Key.Key_Escape and self.busy:
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

    def _wearers(self) -> list[Wearable]:
        """Who answers a set of prompts."""
        if self.table.over_time.isChecked() and self._watch is not None:
            return [wearables.base(), *wearables.checkpoints(self._watch)]
        return [answer.worn for answer in self.answers]

    def _leave(self) -> None:
        self.cancel()
        self.banner.hide()
        self._start_anew()
        if self._watch is not None:
            self._watch.told.disconnect(self._on_told)
            self._watch.status_changed.disconnect(self.refresh)

    def _start_anew(self) -> None:
        """Nothing was said yet, and every column shows its name."""
        self.blind.reveal()
        for answer in self.answers:
            answer.clear()
        self.bar.set_talking(False)

    def _show_run(self, watch: RunWatch) -> None:
        self.answers.offer(list(wearables.offered(watch, self._workspace.watches)))
        self.column.show_modules(readiness.modules(watch))
        asked = [sample.prompt for sample in watch.history.samples]
        self.prompts.show_prompts(asked)
        self.table.show_held_out(asked)
        self.table.show_columns([worn.title for worn in self._wearers()])
        trains = watch.run.has_adapter and self._workspace.running is not None
        said = self.tr("A run is training on this machine. It waits between two steps while this answers.")
        self.column.set_hint(said if trains else "")

    def _refresh_send(self) -> None:
        busy, in_table = self.busy, self.bar.mode() == PROMPTS
        prompts = self.table.prompts()
        asked = "\n".join(prompts) if in_table else self.message.toPlainText()
        self.column.set_reason(readiness.why_off(self._document, asked, busy=busy))
        words = self.tr("Ask {count} prompts") if in_table else self.tr("Send")
        self.column.send.setText(words.format(count=len(prompts)))
        blind = self.bar.blind.isChecked()
        self.blind.setVisible(blind and not busy)
        self.prompts.setVisible(not busy and not blind and not in_table)
        self.keep_prompt.setVisible(self.prompts.isVisibleTo(self._work) and bool(asked.strip()))
        self.message.setVisible(not in_table)
        self._middle.setCurrentWidget(self.table if in_table else self.answers)
        self.table.setEnabled(not busy)
        self.cancel_button.setVisible(busy)
        self.going_on.setVisible(busy)
        self.bar.set_busy(busy)
        self.bar.add_column.setVisible(len(self.answers.columns) < MOST)
        self.answers.set_busy(busy)

    def _complain(self, problem: Problem) -> None:
        self.banner.set_message(problem.message, problem.hint)
        self.banner.set_details(problem.details)
        self.banner.show()

    def _on_free(self) -> None:
        """Nothing else computes now."""
        asked, self._asked = self._asked, None
        if asked is not None:
            self.going_on.setText(self.tr("Answering…"))
            self._answering.ask(self._workspace.engines, *asked)

    def _on_told(self, _events: object) -> None:
        """A run that trains brings its first prompts, and a newer adapter with every save."""
        watch = self._watch
        if watch is None or self.busy:
            return
        told = (len(watch.history.samples), readiness.kept_step(watch))
        if told != self._told:
            self._told = told
            self.refresh()

    def _on_piece(self, piece: dict[str, Any]) -> None:
        self.going_on.setText(self.tr("Answering…"))
        if "prompt" in piece:
            self.table.put(piece["column"], piece["prompt"], piece["text"])
        else:
            self.answers.columns[piece["column"]].body.append_piece(piece["text"])

    def _on_done(self, result: dict[str, Any]) -> None:
        self._interlude.end()
        if self.bar.mode() == PROMPTS:
            return
        for place, (answer, given) in enumerate(zip(self.answers, result["columns"], strict=True)):
            answer.body.set_answer(given["text"])
            answer.say("" if answer.blind_name else readiness.pace(given["tokens"], given["seconds"]))
            if "scores" in given:
                answer.body.set_scores(given["scores"], toward=1 if place else -1)
            if "parts" in given:
                answer.say_difference(readiness.difference(given["parts"], self.answers.columns[0].name()))
        if self.bar.blind.isChecked():
            self.blind.ask()
        if self.bar.mode() == CHAT and not self.bar.blind.isChecked():
            self.message.clear()
            self.bar.set_talking(True)

    def _on_failed(self, problem: Problem) -> None:
        self._interlude.end()
        if self.bar.mode() != PROMPTS:
            for answer in self.answers:
                answer.take_back()
        self._complain(problem)

    def _on_prompt(self, text: str) -> None:
        self.message.setPlainText(text)
        self.message.setFocus()
        self.send()

    def _on_mode(self) -> None:
        """Chat or continued text, blind or open, plain or coloured."""
        if not self.busy:
            self._start_anew()
            if not self.bar.blind.isChecked():
                self.answers.sort()
        self.column.set_mode(self.bar.mode())
        self.message.say_what_for(chatting=self.bar.mode() == CHAT)
        if self.bar.mode() == PROMPTS:
            self.table.show_columns([worn.title for worn in self._wearers()])
        self._refresh_send()

    def _on_table(self) -> None:
        """Another set, or other columns: over all checkpoints, or those of the chat."""
        self.table.show_columns([worn.title for worn in self._wearers()])
        self._refresh_send()

    def _on_keep(self) -> None:
        self.table.keep(self.message.toPlainText().strip(), in_set=self.tr("My prompts"))

    def _on_tokens(self, coloured: bool) -> None:
        for answer in self.answers:
            answer.body.set_coloured(coloured)

    def _on_columns(self) -> None:
        if self._watch is not None:
            self.answers.offer(list(wearables.offered(self._watch, self._workspace.watches)))
        self.table.show_columns([worn.title for worn in self._wearers()])
        self._on_tokens(self.bar.tokens.isChecked())
        if self.bar.blind.isChecked():
            self._start_anew()
        self._refresh_send()

    def _lay_out(self) -> None:
        self._between = QHBoxLayout()  # prompts to choose from, or what goes on: as high either way
        self._between.addWidget(self.prompts, 1)
        self._between.addWidget(self.keep_prompt)
        self._between.addWidget(self.blind, 1)
        self._between.addWidget(self.going_on, 1)
        self._between.addWidget(self.cancel_button)
        self._work = QWidget()
        self._column = QVBoxLayout(self._work)
        self._column.addWidget(self.banner)
        self._column.addWidget(self.bar)
        self._middle = QStackedWidget()
        self._middle.addWidget(self.answers)
        self._middle.addWidget(self.table)
        self._column.addWidget(self._middle, 1)
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
        self._interlude.begun.connect(self._on_free)
        self.table.changed.connect(self._on_table)
        self.table.failed.connect(self._complain)
        self.keep_prompt.clicked.connect(self._on_keep)
        self.bar.mode_changed.connect(self._on_mode)
        self.bar.tokens.toggled.connect(self._on_tokens)
        self.bar.new_chat.clicked.connect(self._start_anew)
        self.bar.add_column.clicked.connect(self.answers.add)
        self.answers.changed.connect(self._on_columns)
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
        self._column.setContentsMargins(m.page, m.card_x, m.page, m.page)
        self._column.setSpacing(m.card_x)
        self._between.setSpacing(m.gap)
        self.message.setFixedHeight(m.space(22))


def _translated(told: str) -> str:
    """What an engine says it does, in the words of the checklist."""
    return QCoreApplication.translate("Checklist", told)
