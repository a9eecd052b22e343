"""The Try tab: the base and adapters on it side by side, in chats, over sets of prompts, judged by rows."""

from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from workbench.services.draft import Draft
from workbench.services.foreign import ForeignAdapter
from workbench.services.problem import Problem
from workbench.services.run_watch import RunWatch
from workbench.services.table_file import TableFile
from workbench.services.workspace import Document, Workspace
from workbench.ui import style
from workbench.ui.inspect import bases, saving
from workbench.ui.trying import readiness
from workbench.ui.trying import subject as subjects
from workbench.ui.trying.answering import Answering
from workbench.ui.trying.bar import CHAT, COMPLETE, PROMPTS, SCORES, TryBar
from workbench.ui.trying.chat_view import ChatView
from workbench.ui.trying.column import TryColumn
from workbench.ui.trying.interlude import Interlude
from workbench.ui.trying.prompt_table import PromptTable
from workbench.ui.trying.scores_view import ScoresView
from workbench.ui.trying.subject import Subject
from workbench.ui.widgets.banner import Banner
from workbench.ui.widgets.empty_state import EmptyState

View = ChatView | PromptTable | ScoresView


class TryPage(QWidget):
    setup_requested = Signal()

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._document: Document | None = None
        self._watch: RunWatch | None = None
        self._subject: Subject | None = None
        self._asked: dict[str, Any] | None = None  # the request that waits for its turn
        self._prompts = 0  # of the run, when last shown
        self._answering = Answering(self)
        self._interlude = Interlude(self)
        self._file = TableFile(self)
        self.column = TryColumn()
        self.nothing = EmptyState("chat-circle", "")
        self.setup_button = self.nothing.add_button(self.tr("Go to Setup"))
        self.base_button = self.nothing.add_button(self.tr("Choose its base…"))
        self.banner = Banner(closable=True)
        self.bar = TryBar()
        self.chat, self.table, self.scores = ChatView(), PromptTable(), ScoresView()
        self._views: dict[str, View] = {
            CHAT: self.chat,
            COMPLETE: self.chat,
            PROMPTS: self.table,
            SCORES: self.scores,
        }
        self._lay_out()
        self._connect()
        self._rescale()
        self._on_mode()
        self.refresh()

    @property
    def view(self) -> View:
        """What the bar shows."""
        return self._views[self.bar.mode()]

    @property
    def busy(self) -> bool:
        return self._asked is not None or self._answering.busy

    # --- what it shows

    def show_document(self, document: Document | None) -> None:
        anew = document is not self._document
        if anew:
            self._leave()
            self._document = document
            self._watch = document if isinstance(document, RunWatch) else None
            if self._watch is not None:
                self._watch.told.connect(self._on_told)
                self._watch.status_changed.connect(self.refresh)
            self._workspace.choice.show(document)
            gone = readiness.missing_base(self._watch)
            if gone is not None:
                self._complain(gone)
        self._show(anew=anew)

    def refresh(self) -> None:
        """What can be done with the run as it is now."""
        self._workspace.choice.refresh()
        self._show(anew=False)

    def send(self) -> None:
        """Asks what the view is about; does nothing while Send is off."""
        self._refresh_send()
        if self._subject is None or not self.column.send.isEnabled():
            return
        self.banner.hide()
        off = self.column.layers.off()
        self._asked = self.view.request(self._subject, self.column.sampling(), off)
        if readiness.must_leave_the_device(self._workspace.running):
            self._asked["device"] = "cpu"
        self._interlude.begin(self._workspace.running)
        if self._interlude.waiting:
            self.view.going.say(self.tr("The run ends its step, then it waits…"))
        self._refresh_send()

    def cancel(self) -> None:
        """Ends an answer at once; what has come stays."""
        if not self.busy:
            return
        self._asked = None
        self._answering.cancel()
        self._interlude.end()
        self.view.stopped()
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

    def _show(self, *, anew: bool, chosen: bool = False) -> None:
        former = self._subject
        self._subject = subjects.of_document(self._document, self._workspace)
        if self._subject is None:
            self.nothing.set_text(*readiness.nothing(self._document))
            self.setup_button.setVisible(isinstance(self._document, Draft))
            self.base_button.setVisible(readiness.wants_base(self._document))
            self._stack.setCurrentWidget(self.nothing)
        else:
            if former is not None and former.model != self._subject.model:
                self._forget()
                former = None
            self._stack.setCurrentWidget(self._work)
            self._show_subject(self._subject, anew=anew or former is None, chosen=chosen)
        self._refresh_send()

    def _show_subject(self, subject: Subject, *, anew: bool, chosen: bool) -> None:
        self.chat.show_subject(subject, anew=anew, chosen=chosen)
        wearers = self.chat.wearers()
        self.table.show_subject(subject, wearers)
        self.scores.show_subject(subject, wearers)
        self.column.show_modules(subject.modules)
        self._say_what_trains()

    def _say_what_trains(self) -> None:
        """A run beside this one: whether it waits, and what that means for the answer."""
        running = self._workspace.running if readiness.is_there(self._document) else None
        said = ""
        if running is not None and not running.elsewhere:
            said = self.tr(
                "A run is training on this machine. It waits between two steps while this answers."
            )
        elif readiness.must_leave_the_device(running):
            said = self.tr(
                "Another window controls the run that trains here. It goes on; this answers on the CPU."
            )
        elif running is not None:
            said = self.tr(
                "Another window controls the run that trains here. It goes on, and both are slower while "
                "this answers. Take it over in its header to let it wait."
            )
        self.column.set_hint(said)

    def _forget(self) -> None:
        """What was said is about another adapter, or another base."""
        self.cancel()
        self.banner.hide()
        self.chat.start_anew()
        self.table.forget()
        self.scores.forget()

    def _choose_base(self) -> None:
        adapter = self._document
        if isinstance(adapter, ForeignAdapter):
            bases.ask(self, lambda folder: self._workspace.set_base(adapter, folder))

    def _leave(self) -> None:
        self._forget()
        self._subject = None
        if self._watch is not None:
            self._watch.told.disconnect(self._on_told)
            self._watch.status_changed.disconnect(self.refresh)

    def _refresh_send(self) -> None:
        busy, view = self.busy, self.view
        why = readiness.why_off(self._document, busy=busy) or view.missing()
        self.column.set_reason(why)
        self.column.send.setText(view.words())
        view.set_busy(busy)
        self.bar.set_busy(busy)
        self.bar.set_room_for_column(self.chat.answers.has_room)

    def _complain(self, problem: Problem) -> None:
        self.banner.set_message(problem.message, problem.hint)
        self.banner.set_details(problem.details)
        self.banner.clear_buttons()
        if problem.kind == "wrong-base" and isinstance(self._document, ForeignAdapter):
            self.banner.add_button(self.tr("Choose its base…")).clicked.connect(self._choose_base)
        self.banner.show()

    def _on_free(self) -> None:
        """Nothing else computes now."""
        asked, self._asked = self._asked, None
        if asked is not None:
            self.view.going.say(self.tr("Answering…"))
            self._answering.ask(self._workspace.engines, self.view.job, asked)

    def _on_told(self, _events: object) -> None:
        """A run that trains brings its first prompts."""
        watch = self._watch
        if watch is not None and not self.busy and len(watch.history.samples) != self._prompts:
            self._prompts = len(watch.history.samples)
            self.refresh()

    def _on_choice(self) -> None:
        """A newer adapter with every save, or another one by hand; an answer that goes on keeps its own."""
        if self._workspace.choice.document is self._document and not self.busy:
            self.refresh()

    def _on_chosen(self) -> None:
        if self._workspace.choice.document is self._document:
            self.cancel()
            self._show(anew=False, chosen=True)

    def _on_busy(self, busy: bool) -> None:
        if busy:
            self._refresh_send()
        else:
            self.refresh()

    def _on_piece(self, piece: dict[str, Any]) -> None:
        self.view.going.say(self.tr("Answering…"))
        self.view.take(piece)

    def _on_done(self, result: dict[str, Any]) -> None:
        self._interlude.end()
        self.view.finish(result)

    def _on_failed(self, problem: Problem) -> None:
        self._interlude.end()
        self.view.take_back()
        self._complain(problem)

    def _on_mode(self) -> None:
        mode = self.bar.mode()
        if not self.busy:
            self.chat.set_mode(chatting=mode != COMPLETE, blind=self.bar.blind.isChecked())
        self.column.set_mode(mode)
        self._middle.setCurrentWidget(self.view)
        self._on_columns()

    def _on_columns(self) -> None:
        """Other columns in the chat: the tables are about the same."""
        if self._subject is not None:
            wearers = self.chat.wearers()
            self.table.show_subject(self._subject, wearers)
            self.scores.show_subject(self._subject, wearers)
        self._refresh_send()

    def _on_save(self) -> None:
        names, rows = self.scores.rows()

        def write(file: Path) -> None:
            self._file.write(file, names, rows)

        saving.ask(self, self.tr("Save the table"), self.tr("scores"), ("csv", "parquet"), write)

    def _lay_out(self) -> None:
        self._middle = QStackedWidget()
        for view in (self.chat, self.table, self.scores):
            self._middle.addWidget(view)
        self._work = QWidget()
        self._column = QVBoxLayout(self._work)
        self._column.addWidget(self.banner)
        self._column.addWidget(self.bar)
        self._column.addWidget(self._middle, 1)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.nothing)
        self._stack.addWidget(self._work)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.addWidget(self._stack)
        self.banner.hide()

    def _connect(self) -> None:
        answering, chat = self._answering, self.chat
        answering.waiting.connect(lambda: self.view.going.say(self.tr("Waiting for the engine…")))
        answering.told.connect(lambda text: self.view.going.say(f"{_translated(text)}…"))
        answering.piece.connect(self._on_piece)
        answering.done.connect(self._on_done)
        answering.failed.connect(self._on_failed)
        answering.busy_changed.connect(self._on_busy)
        self._interlude.begun.connect(self._on_free)
        self.bar.mode_changed.connect(self._on_mode)
        self.bar.tokens.toggled.connect(chat.set_coloured)
        self.bar.new_chat.clicked.connect(chat.start_anew)
        self.bar.add_column.clicked.connect(chat.answers.add)
        chat.changed.connect(self._on_columns)
        chat.talking_changed.connect(self.bar.set_talking)
        chat.send_requested.connect(self.send)
        chat.stop_requested.connect(self.cancel)
        chat.keep_requested.connect(lambda text: self.table.keep(text, in_set=self.tr("My prompts")))
        self.table.changed.connect(self._refresh_send)
        self.table.failed.connect(self._complain)
        self.scores.changed.connect(self._refresh_send)
        self.scores.save_requested.connect(self._on_save)
        self._file.failed.connect(self._complain)
        self._file.written.connect(
            lambda file: self._workspace.toast.emit(self.tr("Saved {path}.").format(path=file), None)
        )
        for view in (chat, self.table, self.scores):
            view.going.cancelled.connect(self.cancel)
        self.setup_button.clicked.connect(self.setup_requested)
        self.base_button.clicked.connect(self._choose_base)
        self.column.send_requested.connect(self.send)
        self._workspace.lists_changed.connect(self.refresh)
        self._workspace.choice.chosen.connect(self._on_chosen)
        self._workspace.choice.changed.connect(self._on_choice)
        style.switch().changed.connect(self._rescale)

    def _rescale(self, _theme: object = None) -> None:
        m = style.theme().metrics
        self._column.setContentsMargins(m.page, m.card_x, m.page, m.page)
        self._column.setSpacing(m.card_x)


def _translated(told: str) -> str:
    """What an engine says it does, in the words of the checklist."""
    return QCoreApplication.translate("Checklist", told)
