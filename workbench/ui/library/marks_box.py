"""Tags as chips and a note: what a person writes on a run or a draft."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QStringListModel, Qt, Signal
from PySide6.QtGui import QFocusEvent, QHideEvent, QKeyEvent
from PySide6.QtWidgets import QCompleter, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from workbench.services import marking
from workbench.services.marking import Markable, Marking
from workbench.ui import style
from workbench.ui.widgets.chips import Chips, Entry
from workbench.ui.widgets.section import SectionLabel
from workbench.ui.widgets.text import Text


class NoteEdit(QPlainTextEdit):
    """Taken when the focus leaves."""

    changed = Signal(str, str)  # the note, and what stood there when it was shown

    def __init__(self, placeholder: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._value = ""
        self.setPlaceholderText(placeholder)
        self.setTabChangesFocus(True)

    def set_value(self, text: str) -> None:
        """Shows a note without emitting."""
        self._value = text
        if text != self.toPlainText():
            self.setPlainText(text)

    @property
    def edited(self) -> bool:
        """Whether something stands there that was not taken yet."""
        return self.toPlainText() != self._value

    def take(self) -> None:
        if self.edited:
            former, self._value = self._value, self.toPlainText()
            self.changed.emit(self._value, former)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.take()

    def hideEvent(self, event: QHideEvent) -> None:
        self.take()
        super().hideEvent(event)


class TagEdit(QLineEdit):
    """Enter, a comma or a space gives the tag that is typed; those in use are suggested."""

    given = Signal(str)

    def __init__(self, known: Callable[[], list[str]]) -> None:
        super().__init__()
        self._known = known
        self._model = QStringListModel(self)
        completer = QCompleter(self._model, self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.setCompleter(completer)
        self.setPlaceholderText(self.tr("Add a tag"))
        self.setAccessibleName(self.tr("Add a tag"))
        completer.activated.connect(lambda _: self._give())

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._model.setStringList(self._known())
        super().focusInEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        keys = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Comma, Qt.Key.Key_Space)
        if event.key() in keys:
            self._give()
        elif event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)

    def _give(self) -> None:
        text = self.text().strip()
        self.clear()
        if text:
            self.given.emit(text)


class MarksBox(QWidget):
    """Shows what is written on one document, or the tags of several; every change is made at once."""

    def __init__(self, marked: Marking, tags: Callable[[], list[str]]) -> None:
        super().__init__()
        self._marking = marked
        self._documents: list[Markable] = []
        self.tags = Chips()
        self.tag_edit = TagEdit(tags)
        self.note_label = SectionLabel(self.tr("Note"))
        self.note = NoteEdit(self.tr("What was tried, and what comes next"))
        self.why_not = Text("", "small", "text_3", wrap=True)
        self._lay_out()
        self.tags.taken_away.connect(self._on_taken_away)
        self.tag_edit.given.connect(self._on_given)
        self.note.changed.connect(self._on_note)
        marked.changed.connect(self._on_marked)
        style.switch().changed.connect(self._rescale)
        self._rescale()

    def show_documents(self, documents: Sequence[Markable]) -> None:
        self.take()
        self._documents = list(documents)
        self._show()

    def take(self) -> None:
        """What was typed and not taken yet is written."""
        self.note.take()

    def _show(self) -> None:
        found = [marking.of(document) for document in self._documents]
        tags = dict.fromkeys(tag for marks in found for tag in marks.tags)
        self.tags.set_entries([Entry(tag, tag) for tag in tags])
        self.tags.setVisible(bool(tags))
        one = len(found) == 1
        for part in (self.note_label, self.note):
            part.setVisible(one)
        if one and not self.note.edited:
            self.note.set_value(found[0].note)
        ours = all(marking.is_ours(document) for document in self._documents)
        said = self.tr("It belongs to somebody else: nothing is written on it.")
        self.why_not.setText("" if ours else said)
        self.why_not.setVisible(not ours)
        for control in (self.tag_edit, self.tags, self.note):
            control.setEnabled(ours)

    def _on_given(self, text: str) -> None:
        self._marking.tag(self._documents, add=[text])

    def _on_taken_away(self, tag: str) -> None:
        self._marking.tag(self._documents, remove=[tag])

    def _on_note(self, text: str, former: str) -> None:
        if len(self._documents) == 1:
            self.note.set_value(self._marking.note(self._documents[0], text, former))

    def _on_marked(self, document: object) -> None:
        if any(document is each for each in self._documents):
            self._show()

    def _lay_out(self) -> None:
        self.note.setAccessibleName(self.tr("Note"))
        column = self._column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        for part in (SectionLabel(self.tr("Tags")), self.tags, self.tag_edit, self.note_label, self.note):
            column.addWidget(part)
        column.addWidget(self.why_not)

    def _rescale(self, _theme: object = None) -> None:
        m = style.theme().metrics
        self._column.setSpacing(m.space(1.5))
        self.note.setFixedHeight(m.space(30))
