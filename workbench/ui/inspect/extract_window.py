"""Extract a LoRA: a window that takes a fine-tuned model and its base, and writes what lies between them."""

from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QFileDialog, QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from workbench.core import resources
from workbench.services.changes import free_folder
from workbench.services.latest import Latest
from workbench.services.problem import Problem
from workbench.services.workspace import Workspace
from workbench.ui import style
from workbench.ui.inspect import measures
from workbench.ui.widgets.buttons import IconButton, PrimaryButton
from workbench.ui.widgets.going import Going
from workbench.ui.widgets.number_edit import NumberEdit
from workbench.ui.widgets.progress import ProgressLine
from workbench.ui.widgets.text import Text
from workbench.ui.widgets.text_edit import TextEdit

_WIDTH = 140  # steps of the 4-pixel grid


class ExtractWindow(QWidget):
    """One extraction at a time, in an engine of its own: Cancel, Esc and closing end it and leave nothing."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self._workspace = workspace
        self._asking = Latest(workspace.engines, "extract_adapter", parent=self, own_engine=True)
        self._chosen_folder = False
        self.said = Text(
            self.tr(
                "What a model learned when it was fine-tuned whole, as a LoRA on its base: of every linear "
                "layer the directions that hold most of the change."
            ),
            "body",
            "text_2",
            wrap=True,
        )
        self.tuned, self.base, self.folder = (TextEdit(mono=True) for _ in range(3))
        self.rank = NumberEdit(1, 4096, integer=True)
        self.energy = NumberEdit(0.01, 1.0, percent=True)
        self.error = Text("", "small", "error", wrap=True)
        self.reason = Text("", "small", "text_2", wrap=True)
        self.line = ProgressLine()
        self.going = Going()
        self.extract = PrimaryButton(self.tr("Extract"))
        self.browse: dict[QWidget, IconButton] = {}
        self.setWindowTitle(self.tr("Extract a LoRA"))
        self._lay_out()
        self._connect()
        self.rank.set_value(32)
        self.energy.set_value(1.0)
        self._refresh()

    def open(self) -> None:
        """In front, with the keyboard where something is missing first."""
        self.show()
        self.raise_()
        self.activateWindow()
        (self.base if self._is_model(self.tuned) else self.tuned).setFocus(Qt.FocusReason.PopupFocusReason)

    @property
    def busy(self) -> bool:
        return self._asking.busy

    def cancel(self) -> None:
        if self.busy:
            self._asking.drop()
            self._refresh()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif self.busy:
            self.cancel()
        else:
            self.close()

    def closeEvent(self, event: QCloseEvent) -> None:
        self.cancel()
        super().closeEvent(event)

    # --- inside

    def _on_extract(self) -> None:
        self._complain("")
        self._asking.ask(
            {
                "tuned": self._text(self.tuned),
                "base": self._text(self.base),
                "out": self._text(self.folder),
                "rank": int(str(self.rank.value())),
                "energy": float(str(self.energy.value())),
            }
        )
        self.going.say(self.tr("Reading both models…"))
        self.line.set_fraction(0.0)
        self._refresh()

    def _on_progress(self, done: int, total: int, _text: str) -> None:
        words = self.tr("Layer {done} of {total}…")
        self.going.say(words.format(done=f"{done + 1:,}", total=f"{total:,}"))
        self.line.set_fraction(done / total if total else 1.0)

    def _on_done(self, found: dict[str, Any]) -> None:
        self._chosen_folder = False
        self._refresh()
        self.close()
        words = self.tr("Extracted {count} layers; the error is {error} of the change.")
        if found["left"]:
            words = self.tr(
                "Extracted {count} layers; the error is {error} of the change. {left} other tensors differ, "
                "which no LoRA of linear layers can hold, first {first}."
            )
        said = words.format(
            count=f"{len(found['layers']):,}",
            error=measures.percent(found["relative"]),
            left=f"{len(found['left']):,}",
            first=found["left"][0]["path"] if found["left"] else "",
        )
        self._workspace.open_adapter(Path(found["path"]))
        self._workspace.toast.emit(said, None)

    def _on_failed(self, problem: Problem) -> None:
        self._refresh()
        self._complain(f"{problem.message} {problem.hint}".strip())

    def _complain(self, text: str) -> None:
        self.error.setText(text)
        self.error.setVisible(bool(text))

    def _refresh(self) -> None:
        """What is missing, and where the adapter would go."""
        busy, missing = self.busy, self._missing()
        if not self._chosen_folder and not busy:
            self.folder.set_value(str(free_folder(Path(self._text(self.tuned)).name or "model", "lora")))
        for part in (self.tuned, self.base, self.folder, self.rank, self.energy, *self.browse.values()):
            part.setEnabled(not busy)
        self.going.setVisible(busy)
        self.extract.setVisible(not busy)
        self.extract.setEnabled(not missing)
        self.reason.setText("" if busy else missing)
        self.reason.setVisible(bool(self.reason.text()))
        if not busy:
            self.line.set_fraction(None)

    def _missing(self) -> str:
        for edit, words in (
            (self.tuned, self.tr("Choose the folder of the fine-tuned model.")),
            (self.base, self.tr("Choose the folder of the model it was fine-tuned from.")),
        ):
            if not self._is_model(edit):
                return words
        return "" if self._text(self.folder) else self.tr("Choose a new folder for the adapter.")

    def _is_model(self, edit: QLineEdit) -> bool:
        name = self._text(edit)
        return bool(name) and (resources.model_path(name) / "config.json").is_file()

    def _text(self, edit: QLineEdit) -> str:
        return edit.text().strip()

    def _on_browse(self, edit: TextEdit) -> None:
        titles = {
            self.tuned: self.tr("The fine-tuned model's folder"),
            self.base: self.tr("The base's folder"),
            self.folder: self.tr("Where the new adapter's folder goes"),
        }
        name = QFileDialog.getExistingDirectory(self, titles[edit])
        if name and edit is self.folder:
            self._chosen_folder = True
            name = str(Path(name) / Path(self._text(self.folder)).name)
        if name:
            edit.set_value(name)
            self._refresh()

    def _on_folder(self) -> None:
        self._chosen_folder = bool(self._text(self.folder))
        self._refresh()

    def _lay_out(self) -> None:
        self._grid = QGridLayout()
        rows: tuple[tuple[str, QLineEdit, str], ...] = (
            (self.tr("Fine-tuned model"), self.tuned, ""),
            (self.tr("Its base"), self.base, ""),
            (self.tr("Rank, at most"), self.rank, ""),
            (self.tr("Keep"), self.energy, self.tr("of each layer's change ‖ΔW‖²")),
            (self.tr("To"), self.folder, ""),
        )
        for row, (label, edit, note) in enumerate(rows):
            edit.setAccessibleName(label)
            self._grid.addWidget(Text(label, "body", "text_2"), row, 0)
            if isinstance(edit, TextEdit):
                self._grid.addWidget(edit, row, 1, 1, 2)
                button = self.browse[edit] = IconButton("folder-open", self.tr("Choose a folder"))
                button.clicked.connect(lambda _=False, edit=edit: self._on_browse(edit))
                self._grid.addWidget(button, row, 3)
            else:
                self._grid.addWidget(edit, row, 1)
                self._grid.addWidget(Text(note, "caption", "text_3"), row, 2)
        self._grid.setColumnStretch(2, 1)
        foot = QHBoxLayout()
        foot.addWidget(self.reason, 1)
        foot.addWidget(self.going, 1)
        foot.addWidget(self.extract)
        self._column = QVBoxLayout(self)
        self._column.addWidget(self.said)
        self._column.addLayout(self._grid)
        for part in (self.error, self.line):
            self._column.addWidget(part)
        self._column.addLayout(foot)
        self._column.addStretch(1)
        self._complain("")

    def _connect(self) -> None:
        for edit in (self.tuned, self.base):
            edit.textChanged.connect(lambda _: self._refresh())
        self.folder.changed.connect(lambda _: self._on_folder())
        self.extract.clicked.connect(self._on_extract)
        self.going.cancelled.connect(self.cancel)
        self._asking.progress.connect(self._on_progress)
        self._asking.answered.connect(lambda _, found: self._on_done(found))
        self._asking.failed.connect(lambda _, problem: self._on_failed(problem))
        style.switch().changed.connect(self._rescale)
        self._rescale()

    def _rescale(self, _theme: object = None) -> None:
        m = style.theme().metrics
        self.setFixedWidth(m.space(_WIDTH))
        self._column.setContentsMargins(m.page, m.page, m.page, m.page)
        self._column.setSpacing(m.card_x)
        self._grid.setHorizontalSpacing(m.gap)
        self._grid.setVerticalSpacing(m.gap)
        for edit in (self.rank, self.energy):
            edit.setFixedWidth(m.space(24))
