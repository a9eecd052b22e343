"""Above every tab: the document's name, its state, and Pause and Stop while it runs."""

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QMenu, QWidget

from workbench.core.history import Status
from workbench.services.draft import Draft
from workbench.services.foreign import ForeignAdapter
from workbench.services.look_choice import LookChoice
from workbench.services.problem import Problem
from workbench.services.run_watch import RunWatch
from workbench.services.workspace import Document
from workbench.ui import style, words
from workbench.ui.checkpoint_picker import CheckpointPicker
from workbench.ui.widgets.buttons import Button, IconButton, LinkButton, MenuButton
from workbench.ui.widgets.elided import Elided
from workbench.ui.widgets.state_mark import StateMark
from workbench.ui.widgets.text import Text


class Header(QWidget):
    renamed = Signal(str)

    def __init__(
        self,
        choice: LookChoice,
        resume: QAction,
        pause: QAction,
        take_over: QAction,
        stop: QMenu,
        more: QMenu,
    ) -> None:
        super().__init__()
        self._document: Document | None = None
        self.name = Elided("", role="title")
        self.name_edit = QLineEdit()
        self._mark = StateMark("draft")
        self.state = Text("", role="body", tone="text_2")
        self.progress = Elided("", role="small", tone="text_3")
        self.save_again = LinkButton(self.tr("Try again"), role="small")
        self.checkpoint = CheckpointPicker(choice)
        self.resume = Button(self.tr("Resume"), "play")
        self._resume_action = resume
        self.elsewhere = Elided(self.tr("Another window controls this run."), "small", "text_3")
        self.take_over = LinkButton(self.tr("Take over"), role="small")
        self._take_over_action = take_over
        self.pause = IconButton("pause", self.tr("Pause"))
        self.stop = MenuButton(self.tr("Stop"), stop, icon="stop")
        self.more = IconButton("dots-three", self.tr("More"))
        self._more_menu = more
        self._pause_action = pause
        self._lay_out()
        self._connect()

    def show_document(self, document: Document | None) -> None:
        self._document = document
        self.refresh()

    def refresh(self) -> None:
        """Shows the state as it is now."""
        document = self._document
        self.checkpoint.refresh()
        live = isinstance(document, RunWatch) and document.status.live
        self.pause.setVisible(live and document.status is not Status.STARTING)  # type: ignore[union-attr]
        self.stop.setVisible(live)
        elsewhere = isinstance(document, RunWatch) and document.elsewhere
        for part in (self.elsewhere, self.take_over):
            part.setVisible(elsewhere)
        for button in (self.pause, self.stop):
            button.setEnabled(not elsewhere)
        trouble = document.trouble if isinstance(document, Draft) else None
        self.save_again.setVisible(trouble is not None)
        self.progress.set_tone("text_3" if trouble is None else "error")
        self.resume.setVisible(self._resume_action.isEnabled())
        self.more.setVisible(document is not None)
        self._mark.setVisible(document is not None)
        self.name.setText(_name(document))
        if isinstance(document, Draft):
            self._mark.set_state("draft")
            self.state.setText(self.tr("Draft"))
            saving = self.tr("saved") if document.is_saved else self.tr("saving…")
            self.progress.setText(saving if trouble is None else self._not_saved(trouble))
        elif isinstance(document, RunWatch):
            self._mark.set_state(words.state_mark(document.status))
            self.state.setText(words.status(document.status))
            self.progress.setText(words.progress(document.history, document.status))
            paused = document.status is Status.PAUSED
            self.pause.set_icon(
                "play" if paused else "pause", self.tr("Continue") if paused else self.tr("Pause")
            )
        elif isinstance(document, ForeignAdapter):
            self._mark.set_state("adapter")
            self.state.setText(self.tr("Adapter"))
            self.progress.setText(str(document.path))
        else:
            self.state.setText("")
            self.progress.setText("")

    def _not_saved(self, trouble: Problem) -> str:
        said = self.tr("Not saved: {reason}. It is kept in this window.")
        return said.format(reason=trouble.message)

    def edit_name(self) -> None:
        if self._document is not None and not isinstance(self._document, ForeignAdapter):
            self.name_edit.setText(_name(self._document))
            self._edit(True)
            self.name_edit.selectAll()
            self.name_edit.setFocus()

    def _lay_out(self) -> None:
        m = style.theme().metrics
        self.setFixedHeight(m.header)
        self.name_edit.setAccessibleName(self.tr("Name of the run"))
        self.name_edit.setMinimumWidth(2 * m.control)
        self.name_edit.hide()
        row = QHBoxLayout(self)
        row.setContentsMargins(m.page, 0, m.gap, 0)
        row.setSpacing(m.gap)
        row.addWidget(self.name)
        row.addWidget(self.name_edit)
        row.addSpacing(m.gap)
        row.addWidget(self._mark)
        row.addWidget(self.state)
        row.addWidget(self.progress, 1)
        for part in (
            self.save_again,
            self.elsewhere,
            self.take_over,
            self.checkpoint,
            self.resume,
            self.pause,
            self.stop,
            self.more,
        ):
            row.addWidget(part)

    def _connect(self) -> None:
        self.save_again.clicked.connect(self._on_save_again)
        self.resume.clicked.connect(self._resume_action.trigger)
        self.take_over.clicked.connect(self._take_over_action.trigger)
        self.pause.clicked.connect(self._pause_action.trigger)
        self.more.clicked.connect(
            lambda: self._more_menu.popup(self.more.mapToGlobal(self.more.rect().bottomLeft()))
        )
        self.name_edit.editingFinished.connect(self._on_edited)

    def _on_save_again(self) -> None:
        if isinstance(self._document, Draft):
            self._document.save()

    def _on_edited(self) -> None:
        if self.name_edit.isVisible():
            self._edit(False)
            text = self.name_edit.text().strip()
            if text and text != _name(self._document):
                self.renamed.emit(text)

    def _edit(self, on: bool) -> None:
        self.name.setVisible(not on)
        self.name_edit.setVisible(on)

    def mouseDoubleClickEvent(self, event: object) -> None:
        self.edit_name()

    def minimumSizeHint(self) -> QSize:
        return QSize(0, style.theme().metrics.header)


def _name(document: Document | None) -> str:
    if document is None:
        return ""
    return document.run.name if isinstance(document, RunWatch) else document.name
