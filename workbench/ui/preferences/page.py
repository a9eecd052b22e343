"""One page of the Preferences window: headings, fields made from the declaration, and rows of its own."""

from functools import cache

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from workbench.core import preferences
from workbench.core.option import Option
from workbench.services.preferences import PreferenceStore
from workbench.ui import style
from workbench.ui.preferences.choices import words
from workbench.ui.setup import form
from workbench.ui.widgets.choice_edit import ChoiceEdit
from workbench.ui.widgets.field import Field
from workbench.ui.widgets.section import SectionLabel
from workbench.ui.widgets.text import Text


@cache
def declared(key: str) -> Option:
    return next(option for option in preferences.options() if option.key == key)


class FieldRow(QWidget):
    """A field with its help in full below it."""

    def __init__(
        self, field: Field, explained: str, stacked: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.field = field
        self._stacked = stacked
        self._help = Text(explained, "caption", "text_3", wrap=True)
        field.control.setAccessibleDescription(explained)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(field)
        column.addWidget(self._help)
        style.switch().changed.connect(self._rescale)
        self._rescale()

    def _rescale(self, _theme: object = None) -> None:
        m = style.theme().metrics
        beside = 0 if self._stacked else m.label + m.gap
        self._help.setContentsMargins(m.changed_bar + m.gap + beside, 0, 0, 0)
        self.layout().setSpacing(m.space(0.5))


class Page(QScrollArea):
    """Fields keep what is entered at once; `find` shows only what a word is in."""

    def __init__(self, store: PreferenceStore, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.store, self.title = store, title
        self.fields: dict[str, Field] = {}
        self._rows: list[tuple[QWidget, str]] = []
        self._sections: list[tuple[SectionLabel, list[QWidget]]] = []
        self._content = QWidget()
        self._column = QVBoxLayout(self._content)
        self._heading = Text(title, "title")
        self._column.addWidget(self._heading)
        self._column.addStretch(1)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidget(self._content)
        style.set_ground(self._content, "surface")
        store.changed.connect(self.refresh)
        style.switch().changed.connect(self._rescale)
        self._rescale()

    def add_section(self, title: str) -> None:
        """What is added from here on stands under this title."""
        label = SectionLabel(title)
        self._insert(label)
        self._sections.append((label, []))

    def add_row(self, row: QWidget, said: str) -> None:
        """`said` is what a search looks for it in."""
        self._insert(row)
        self._rows.append((row, said.lower()))
        if self._sections:
            self._sections[-1][1].append(row)

    def add_field(self, key: str, control: QWidget | None = None, *, stacked: bool = False) -> Field:
        """The field that a declaration becomes; what is entered holds at once."""
        option = declared(key)
        if control is None:
            control = ChoiceEdit(words(option)) if option.kind == "choice" else form.control(option)
        title, explained = form.said(option.title), form.said(option.help)
        field = Field(key, title, control, note=form.said(option.unit), stacked=stacked)
        field.edited.connect(self.keep)
        field.reset_requested.connect(self._on_reset)
        self.fields[key] = field
        self.add_row(FieldRow(field, explained, stacked), f"{title} {explained} {key}")
        return field

    def find(self, text: str) -> bool:
        """Whether anything here has `text` in its words; only that is shown. "" shows everything."""
        wanted = text.strip().lower()
        everything = not wanted or wanted in self.title.lower()
        shown = {row for row, said in self._rows if everything or wanted in said}
        for row, _ in self._rows:
            row.setVisible(row in shown)
        for label, rows in self._sections:
            label.setVisible(any(row in shown for row in rows))
        return bool(shown)

    def refresh(self) -> None:
        """The preferences changed, here or in another window."""
        for key, field in self.fields.items():
            value = self.store.get(key)
            if field.value() != value:
                field.set_value(value)
            field.set_changed(value != declared(key).default)

    def keep(self, key: str, value: object) -> None:
        """Keeps a value; what is in the way is said under its field."""
        problem = self.store.set(key, value)
        self.fields[key].set_error(problem.message if problem is not None else "")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._rescale()

    def _on_reset(self, key: str) -> None:
        self.keep(key, declared(key).default)

    def _insert(self, widget: QWidget) -> None:
        self._column.insertWidget(self._column.count() - 1, widget)

    def _rescale(self, _theme: object = None) -> None:
        m = style.theme().metrics
        wide = m.label + m.prose  # lines stay short enough to be read
        right = max(m.group, self.viewport().width() - wide - m.group)
        self._column.setContentsMargins(m.group, m.page, right, m.page)
        self._column.setSpacing(m.page)
