"""A folder that can be chosen: its name, where it lies, and the buttons that change it."""

from pathlib import Path

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from workbench.ui import style
from workbench.ui.widgets.buttons import Button, LinkButton
from workbench.ui.widgets.elided import Elided
from workbench.ui.widgets.text import Text


class FolderRow(QWidget):
    """`chosen` brings a folder, "" for the usual one; `explained` stands below."""

    chosen = Signal(str)

    def __init__(self, title: str, explained: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = title
        self.label = Text(title, "body", "text_2")
        self.path = Elided("", "mono", "text", Qt.TextElideMode.ElideMiddle)
        self.choose = Button(self.tr("Choose…"), icon="folder-open")
        self.choose.setAccessibleName(self.tr("Choose a folder: {what}").format(what=title))
        self.usual = LinkButton(self.tr("The usual folder"))
        self.show_link = LinkButton(self.tr("Show"))
        self.show_link.setAccessibleName(self.tr("Show the folder: {what}").format(what=title))
        self.note = Text("", "caption", "text_2", wrap=True)
        self.error = Text("", "caption", "error", wrap=True)
        self._help = Text(explained, "caption", "text_3", wrap=True)
        self._across = QHBoxLayout()
        self._across.addWidget(self.label)
        self._across.addWidget(self.path, 1)
        for button in (self.show_link, self.usual, self.choose):
            self._across.addWidget(button)
        self._below = QVBoxLayout(self)
        self._below.setContentsMargins(0, 0, 0, 0)
        self._below.addLayout(self._across)
        for text in (self.error, self.note, self._help):
            self._below.addWidget(text)
        self.choose.clicked.connect(self._on_choose)
        self.usual.clicked.connect(self._on_usual)
        self.show_link.clicked.connect(self._on_show)
        style.switch().changed.connect(self._rescale)
        self._rescale()
        self.set_error("")
        self.set_note("")

    def set_folder(self, folder: Path, usual: bool) -> None:
        self.path.setText(str(folder))
        self.usual.setVisible(not usual)

    def set_note(self, text: str) -> None:
        self.note.setText(text)
        self.note.setVisible(bool(text))

    def set_error(self, text: str) -> None:
        self.error.setText(text)
        self.error.setVisible(bool(text))

    def _on_choose(self) -> None:
        folder = QFileDialog.getExistingDirectory(self, self._title, self.path.text())
        if folder:
            self.chosen.emit(folder)

    def _on_usual(self) -> None:
        self.chosen.emit("")

    def _on_show(self) -> None:
        there = Path(self.path.text())
        while not there.is_dir() and there != there.parent:  # it is made with the first run
            there = there.parent
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(there)))

    def _rescale(self, _theme: object = None) -> None:
        m = style.theme().metrics
        left = m.changed_bar + m.gap
        self._across.setContentsMargins(left, 0, 0, 0)
        self._across.setSpacing(m.gap)
        self._below.setSpacing(m.space(0.5))
        self.label.setFixedWidth(m.label)
        for text in (self.error, self.note, self._help):
            text.setContentsMargins(left + m.label + m.gap, 0, 0, 0)
