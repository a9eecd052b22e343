"""A message to every column: chats with history, or a text that is continued; in the open or blind."""

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from workbench.ui import style
from workbench.ui.trying import readiness, requests
from workbench.ui.trying import subject as subjects
from workbench.ui.trying.answers import Answers
from workbench.ui.trying.blind import Blind
from workbench.ui.trying.message_edit import MessageEdit
from workbench.ui.trying.prompts import Prompts
from workbench.ui.trying.sampling import Sampling
from workbench.ui.trying.subject import Subject
from workbench.ui.trying.wearable import Wearable
from workbench.ui.widgets.buttons import LinkButton
from workbench.ui.widgets.going import Going


class ChatView(QWidget):
    job = "generate"
    changed = Signal()  # what can be sent, or who answers
    send_requested = Signal()
    stop_requested = Signal()
    keep_requested = Signal(str)  # a prompt for the person's set
    talking_changed = Signal(bool)  # there is a conversation that a new one could replace

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._chatting, self._is_blind, self._busy, self._coloured = True, False, False, False
        self.answers = Answers()
        self.blind = Blind()
        self.prompts = Prompts()
        self.message = MessageEdit()
        self.going = Going()
        self.keep_prompt = LinkButton(self.tr("Save prompt"), role="small")
        self.keep_prompt.setToolTip(self.tr("Adds the message to the prompt set “My prompts”"))
        self._between = QHBoxLayout()  # prompts to choose from, or what goes on: as high either way
        self._between.addWidget(self.prompts, 1)
        self._between.addWidget(self.keep_prompt)
        self._between.addWidget(self.blind, 1)
        self._between.addWidget(self.going, 1)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self.answers, 1)
        self._column.addLayout(self._between)
        self._column.addWidget(self.message)
        self._connect()
        self._rescale()
        self._show_state()

    # --- what it shows

    def show_subject(self, subject: Subject, *, anew: bool, chosen: bool = False) -> None:
        """`anew`: another run or adapter, with the base beside it and nothing said; `chosen`: another
        checkpoint, by hand.
        """
        if anew:
            self.answers.wear((subjects.base(), subject.own))
        self.answers.offer(list(subject.offered), chosen=chosen)
        self.prompts.show_prompts(subject.prompts)
        self._show_state()

    def set_mode(self, *, chatting: bool, blind: bool) -> None:
        """Everything that was said goes: the columns begin anew."""
        self._chatting, self._is_blind = chatting, blind
        self.start_anew()
        if not blind:
            self.answers.sort()
        self.message.say_what_for(chatting=chatting)
        self._show_state()

    def set_coloured(self, coloured: bool) -> None:
        """Tokens in the colour of their difference."""
        self._coloured = coloured
        for answer in self.answers:
            answer.body.set_coloured(coloured)

    def set_busy(self, busy: bool) -> None:
        self._busy = busy
        self.answers.set_busy(busy)
        self._show_state()

    def start_anew(self) -> None:
        """Nothing was said yet, and every column shows its name."""
        self.blind.reveal()
        for answer in self.answers:
            answer.clear()
        self.talking_changed.emit(False)

    def wearers(self) -> list[Wearable]:
        return [answer.worn for answer in self.answers]

    # --- asking

    def words(self) -> str:
        return self.tr("Send")

    def missing(self) -> str:
        return "" if self.message.toPlainText().strip() else self.tr("Write a message first.")

    def request(self, subject: Subject, sampling: Sampling, off: tuple[str, ...]) -> dict[str, Any]:
        """Puts the message into every column; returns what the engine is to be asked."""
        text = self.message.toPlainText().strip()
        self.message.remember(text)
        self.answers.freshen()
        if self._is_blind or not self._chatting:
            self.start_anew()
        if self._is_blind:
            self.blind.shuffle(self.answers.columns)
        for answer in self.answers:
            answer.begin(text)
        return requests.chat(
            subject,
            sampling,
            [(answer.worn, answer.messages()[:-1]) for answer in self.answers],
            off,
            text="" if self._chatting else text,
            scores=not self._is_blind,
        )

    def take(self, piece: dict[str, Any]) -> None:
        self.answers.columns[piece["column"]].body.append_piece(piece["text"])

    def finish(self, result: dict[str, Any]) -> None:
        for place, (answer, given) in enumerate(zip(self.answers, result["columns"], strict=True)):
            answer.body.set_answer(given["text"])
            answer.say("" if answer.blind_name else readiness.pace(given["tokens"], given["seconds"]))
            if "scores" in given:
                answer.body.set_scores(given["scores"], toward=1 if place else -1)
            if "parts" in given:
                first = self.answers.columns[0].name()
                answer.say_difference(readiness.difference(given["parts"], first))
        if self._is_blind:
            self.blind.ask()
        elif self._chatting:
            self.message.clear()
            self.talking_changed.emit(True)

    def take_back(self) -> None:
        """It failed: the question is no part of the conversation."""
        for answer in self.answers:
            answer.take_back()

    def stopped(self) -> None:
        """It was cancelled: what came stays."""
        for answer in self.answers:
            answer.say(self.tr("cancelled"))

    # --- inside

    def _show_state(self) -> None:
        self.going.setVisible(self._busy)
        self.blind.setVisible(self._is_blind and not self._busy)
        self.prompts.setVisible(not self._busy and not self._is_blind)
        typed = bool(self.message.toPlainText().strip())
        self.keep_prompt.setVisible(typed and not self._busy and not self._is_blind)

    def _on_prompt(self, text: str) -> None:
        self.message.setPlainText(text)
        self.message.setFocus()
        self.send_requested.emit()

    def _on_columns(self) -> None:
        self.set_coloured(self._coloured)
        if self._is_blind:
            self.start_anew()
        self.changed.emit()

    def _on_typed(self) -> None:
        self._show_state()
        self.changed.emit()

    def _connect(self) -> None:
        self.answers.changed.connect(self._on_columns)
        self.prompts.chosen.connect(self._on_prompt)
        self.message.sent.connect(self.send_requested)
        self.message.stopped.connect(self.stop_requested)
        self.message.textChanged.connect(self._on_typed)
        self.keep_prompt.clicked.connect(lambda: self.keep_requested.emit(self.message.toPlainText().strip()))
        style.switch().changed.connect(self._rescale)

    def _rescale(self, _theme: object = None) -> None:
        m = style.theme().metrics
        self._column.setSpacing(m.card_x)
        self._between.setSpacing(m.gap)
        self.message.setFixedHeight(m.space(22))
