"""What differs from the preset: how many settings, and a list of them with the way back of each."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from workbench.core import preset_files, presets
from workbench.core.presets import Change
from workbench.services import preset_use
from workbench.services.draft import Draft
from workbench.ui import style
from workbench.ui.setup import form, preset_words
from workbench.ui.setup.run_setup import Setup
from workbench.ui.widgets.buttons import IconButton, LinkButton
from workbench.ui.widgets.popover import Popover
from workbench.ui.widgets.section import SectionLabel
from workbench.ui.widgets.text import Text


def of(setup: Setup) -> list[Change]:
    """What a draft or a run has otherwise than its preset."""
    return presets.changes(setup.spec, preset_files.find(setup.spec.preset), setup.tree)


class ChangesLine(QWidget):
    """ "3 changed from Chat · balanced" and Review, which opens the list below it."""

    find_asked = Signal(str)  # the key of a setting that is to be shown in its place

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._setup: Setup | None = None
        self.words = Text("", "small", "text_2", wrap=True)
        self.review = LinkButton(self.tr("Review"), role="small")
        self.list = _List()
        self.popover = Popover(self.list, self.review)
        self.popover.setAccessibleName(self.tr("What differs from the preset"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(style.theme().metrics.gap)
        row.addWidget(self.words, 1)
        row.addWidget(self.review)
        self.review.clicked.connect(self.open)
        self.list.find_asked.connect(self._on_find)

    @property
    def count(self) -> int:
        return len(self.list.changes)

    def show_setup(self, setup: Setup | None) -> None:
        self._setup = setup
        found = of(setup) if setup is not None else []
        title = preset_words.of(setup.spec) if setup is not None else ""
        if not found:
            text = self.tr("As {title} has it.")
        elif len(found) == 1:
            text = self.tr("1 changed from {title}")
        else:
            text = self.tr("{count} changed from {title}")
        self.words.setText(text.format(count=len(found), title=title))
        self.words.setVisible(setup is not None)
        self.review.setVisible(bool(found))
        self.list.show_changes(setup, found, title)
        if not found:
            self.popover.close()

    def open(self) -> None:
        if self.list.changes:
            self.popover.open(self.review)

    def _on_find(self, key: str) -> None:
        self.popover.close()
        self.find_asked.emit(key)


class _List(QWidget):
    """A row for each: its name, which leads to it, the old value, the new one, and ↺."""

    find_asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._setup: Setup | None = None
        self.changes: list[Change] = []
        self.title = SectionLabel("")
        self.rows = QWidget()
        self.all = LinkButton(self.tr("Reset all of them"), role="small")
        m = style.theme().metrics
        column = QVBoxLayout(self)
        column.setContentsMargins(m.page, m.card_x, m.page, m.card_x)
        column.setSpacing(m.space(1))
        self._grid = QGridLayout(self.rows)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(m.gap)
        self._grid.setVerticalSpacing(0)
        self._grid.setColumnStretch(0, 1)
        column.addWidget(self.title)
        column.addWidget(self.rows)
        column.addWidget(self.all, 0, Qt.AlignmentFlag.AlignLeft)
        self.all.clicked.connect(self._reset_all)

    def show_changes(self, setup: Setup | None, changes: list[Change], title: str) -> None:
        self.title.setText(self.tr("Changed from {title}").format(title=title))
        self.all.setVisible(isinstance(setup, Draft))
        if changes == self.changes and setup is self._setup:
            return
        self._setup, self.changes = setup, changes
        while self._grid.count():
            part = self._grid.takeAt(0).widget()
            part.hide()
            part.deleteLater()
        for row, change in enumerate(changes):
            self._add(row, change)

    def _add(self, row: int, change: Change) -> None:
        option = change.option
        name = LinkButton(form.said(option.title), role="body")
        name.setToolTip(form.said(option.help))
        name.clicked.connect(lambda _=False, key=option.key: self.find_asked.emit(key))
        old = preset_words.value(option, change.old)
        new = preset_words.value(option, change.new)
        parts = (name, Text(old, "body", "text_3"), Text("→", "body", "text_3"), Text(new, "strong"))
        for column, part in enumerate(parts):
            self._grid.addWidget(part, row, column)
        if isinstance(self._setup, Draft):
            words = self.tr("Reset {name} to {value}").format(name=form.said(option.title), value=old)
            reset = IconButton("arrow-counter-clockwise", words, small=True)
            reset.clicked.connect(lambda _=False, c=change: self._reset(c))
            self._grid.addWidget(reset, row, len(parts))

    def _reset(self, change: Change) -> None:
        if isinstance(self._setup, Draft):
            preset_use.reset(self._setup, change, form.said(change.option.title).lower())

    def _reset_all(self) -> None:
        if isinstance(self._setup, Draft):
            values = {change.option.key: change.old for change in self.changes}
            self._setup.set_all(values, self.tr("back to the preset"))
