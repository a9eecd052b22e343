"""Beside the Export page: what the chosen format is, its options, where it goes, and Export."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from workbench.services.exporter import Offer
from workbench.services.saying import shown
from workbench.ui import style
from workbench.ui.export import wording
from workbench.ui.setup import amounts
from workbench.ui.widgets.buttons import Button, IconButton, PrimaryButton
from workbench.ui.widgets.choice_edit import ChoiceEdit
from workbench.ui.widgets.progress import ProgressLine
from workbench.ui.widgets.scrolled import scrolled
from workbench.ui.widgets.section import Divider, KeyValue
from workbench.ui.widgets.text import Text
from workbench.ui.widgets.text_edit import TextEdit


class ExportColumn(QWidget):
    export_requested = Signal()
    cancelled = Signal()
    browse_requested = Signal()
    folder_changed = Signal()
    size_changed = Signal()  # another number format, or one rank

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = Text("", "title", wrap=True)
        self.meaning = Text("", "small", "text_2", wrap=True)
        self.folder = TextEdit(mono=True)
        self.browse = IconButton("folder-open", self.tr("Choose a folder"))
        self.dtype = ChoiceEdit()
        self.ranks = ChoiceEdit([(False, self.tr("as trained")), (True, self.tr("one rank"))])
        self.notes = Text("", "caption", "text_2", wrap=True)
        self.size = KeyValue(self.tr("Size"))
        self.free = KeyValue(self.tr("Free on the disk"))
        self.empty = Text("", "small", "text_2", wrap=True)
        self.reason = Text("", "small", "text_2", wrap=True)
        self.line = ProgressLine()
        self.what = Text("", "small", "text_2")
        self.cancel = Button(self.tr("Cancel"))
        self.export = PrimaryButton(self.tr("Export"))
        self._format = ""
        self._labels = [Text(text, "body", "text_2") for text in self._words()]
        self._lay_out()
        self._connect()

    # --- what it shows

    def show_offer(self, offer: Offer) -> None:
        self._inside.show()
        self.foot.show()
        self.empty.hide()
        self.title.setText(wording.title(offer.format))
        self.meaning.setText(wording.meaning(offer.format))
        self.dtype.set_options([(name, wording.number_format(name)) for name in offer.sizes])
        if offer.sizes and self._format != offer.format:
            self.dtype.set_value(next(iter(offer.sizes)))
        self._format = offer.format
        self._rows["dtype"].setVisible(len(offer.sizes) > 1)
        self._rows["ranks"].setVisible(bool(offer.padded))
        self._rows["folder"].setVisible(offer.possible)
        self.notes.setText("\n\n".join(map(shown, offer.notes)))
        self.notes.setVisible(bool(offer.notes))
        self.reason.setText(f"{shown(offer.reason)} {shown(offer.hint)}".strip())
        self.reason.setVisible(not offer.possible)
        self.export.setEnabled(offer.possible)
        self.show_room(offer, None)

    def show_room(self, offer: Offer, free: int | None) -> None:
        """The size of the chosen number format, against what is free."""
        dtype = str(self.dtype.value() or "")
        one_rank = bool(self.ranks.value()) and bool(offer.padded)
        size = (offer.padded if one_rank else offer.sizes).get(dtype)
        self.size.setVisible(size is not None)
        self.free.setVisible(size is not None and free is not None)
        if size is not None:
            self.size.set_value(amounts.file_size(size))
        if size is not None and free is not None:
            fits = max(size, offer.rooms.get(dtype, 0)) <= free
            self.free.set_value(f"{'✓ ' if fits else ''}{amounts.file_size(free)}")
            self.free.set_tone("text" if fits else "error")

    def show_folder(self, folder: Path) -> None:
        """Its end is seen: that is where it differs."""
        self.folder.set_value(str(folder))
        self.folder.end(False)
        self.folder.setToolTip(str(folder))

    def say(self, text: str) -> None:
        """Instead of a format."""
        self._inside.hide()
        self.foot.hide()
        self.empty.setText(text)
        self.empty.show()

    def show_busy(self, busy: bool) -> None:
        for part in (self.line, self.what, self.cancel):
            part.setVisible(busy)
        self.export.setVisible(not busy)
        for control in (self.folder, self.browse, self.dtype, self.ranks):
            control.setEnabled(not busy)
        self.line.set_fraction(0.0 if busy else None)
        self.what.setText("")

    def show_progress(self, done: int, total: int, text: str) -> None:
        share = f" {round(100 * done / total)} %" if total else "…"
        self.what.setText(f"{shown(text)}{share}")
        self.line.set_fraction(done / total if total else 1.0)

    # --- inside

    def _words(self) -> tuple[str, ...]:
        return self.tr("To"), self.tr("Number format"), self.tr("Ranks")

    def _lay_out(self) -> None:
        to, number_format, ranks = self._labels
        controls = {
            "folder": (to, self.folder),
            "dtype": (number_format, self.dtype),
            "ranks": (ranks, self.ranks),
        }
        self._inside = QWidget()
        self._column = QVBoxLayout(self._inside)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self.title)
        self._column.addWidget(self.meaning)
        self._rows: dict[str, QWidget] = {}
        self._boxes: list[QVBoxLayout] = []
        for name, (label, control) in controls.items():
            row = self._rows[name] = QWidget()
            box = QVBoxLayout(row)
            box.setContentsMargins(0, 0, 0, 0)
            box.addWidget(label)
            line = QHBoxLayout()
            line.addWidget(control, 1)
            if control is self.folder:
                line.addWidget(self.browse)
            box.addLayout(line)
            label.setBuddy(control)
            control.setAccessibleName(label.text())
            self._boxes.append(box)
            self._column.addWidget(row)
        self._column.addWidget(self.notes)
        self._column.addWidget(self.size)
        self._column.addWidget(self.free)
        self._column.addStretch(1)
        inner = QWidget()
        self._around = QVBoxLayout(inner)
        self._around.addWidget(self.empty, 0, Qt.AlignmentFlag.AlignTop)
        self._around.addWidget(self._inside, 1)
        self.foot = QWidget()
        self._foot = QVBoxLayout(self.foot)
        for part in (self.reason, self.what, self.line, self.cancel, self.export):
            self._foot.addWidget(part)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(scrolled(inner), 1)
        outer.addWidget(Divider())
        outer.addWidget(self.foot)

    def _connect(self) -> None:
        self.export.clicked.connect(self.export_requested)
        self.cancel.clicked.connect(self.cancelled)
        self.browse.clicked.connect(self.browse_requested)
        self.folder.changed.connect(lambda _: self.folder_changed.emit())
        for choice in (self.dtype, self.ranks):
            choice.changed.connect(lambda _: self.size_changed.emit())
        style.switch().changed.connect(self._rescale)
        self.show_busy(False)
        self._rescale()

    def _rescale(self, _theme: object = None) -> None:
        m = style.theme().metrics
        self._around.setContentsMargins(m.page, m.card_x, m.page, m.card_x)
        self._column.setSpacing(m.card_x)
        for box in self._boxes:
            box.setSpacing(m.space(1))
        self._foot.setContentsMargins(m.page, m.card_x, m.page, m.page)
        self._foot.setSpacing(m.gap)
