"""The Export tab: every format with its size and who opens it; the right column makes the chosen one."""

from pathlib import Path

from PySide6.QtCore import QSize, QTimer, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QShowEvent
from PySide6.QtWidgets import QFileDialog, QStackedWidget, QVBoxLayout, QWidget

from workbench.core.exports import ExportRequest
from workbench.services.draft import Draft
from workbench.services.exporter import Done, Exporter, Offer, free_space, proposed_folder
from workbench.services.foreign import ForeignAdapter
from workbench.services.looks import Look
from workbench.services.problem import Problem
from workbench.services.saying import shown
from workbench.services.workspace import Document, Workspace
from workbench.ui import style
from workbench.ui.export import wording
from workbench.ui.export.cards import Cards
from workbench.ui.export.column import ExportColumn
from workbench.ui.inspect.nothing import nothing
from workbench.ui.widgets.banner import Banner
from workbench.ui.widgets.elided import Elided
from workbench.ui.widgets.empty_state import EmptyState
from workbench.ui.widgets.scrolled import scrolled

_PATIENCE = 500  # ms before reading the adapter is worth a word


class ExportPage(QWidget):
    """Asks the engine only while it is in sight."""

    setup_requested = Signal()

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._document: Document | None = None
        self._choice = workspace.choice
        self._asked: tuple[Look, tuple[int, int], str] | None = None
        self._made: set[tuple[Path, str]] = set()
        self.exporter = Exporter(workspace.engines, self)
        self.column = ExportColumn()
        self.nothing = EmptyState("export", "")
        self.setup_button = self.nothing.add_button(self.tr("Go to Setup"))
        self.cards = Cards()
        self.base = Elided("", "small", "text_3")
        self.banner = Banner("ok", closable=True)
        self._patience = QTimer(self, singleShot=True, interval=_PATIENCE)
        self._lay_out()
        self._connect()
        self.show_document(None)

    # --- what it shows

    def show_document(self, document: Document | None) -> None:
        if document is not self._document:
            self._asked = None
            self.banner.hide()
            self._document = document
            self._choice.show(document)
        self.refresh()

    @property
    def look(self) -> Look | None:
        """The state of the adapter that is exported."""
        return self._choice.look

    def refresh(self) -> None:
        """What can be exported now."""
        self._choice.refresh()
        self._show_choice()

    def select_format(self, format: str) -> None:
        self.cards.select(format)
        self._on_format()

    @property
    def offer(self) -> Offer | None:
        """What the chosen card can do."""
        return self.exporter.offers.of(self.cards.format) if self.exporter.offers else None

    @property
    def can_export(self) -> bool:
        return self.offer is not None and self.offer.possible and not self.exporter.busy

    def export(self) -> None:
        """Makes the chosen format, with the column's options."""
        if self.look is None or not self.can_export:
            return
        self.banner.hide()
        one_rank = self.cards.format == "peft" and self.column.ranks.isVisible() and self.column.ranks.value()
        self.exporter.export(
            ExportRequest(
                source=str(self.look.source),
                format=self.cards.format,
                out=self.column.folder.value(),
                base=self._base(),
                dtype=str(self.column.dtype.value() or ""),
                one_rank=bool(one_rank),
            )
        )

    def minimumSizeHint(self) -> QSize:
        m = style.theme().metrics
        return QSize(m.space(100), m.space(100))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()

    # --- inside

    def _show_choice(self) -> None:
        if self.look is None:
            title, body = nothing(self._document)
            self.nothing.set_text(title.replace(self.tr("inspect"), self.tr("export")), body)
            self.setup_button.setVisible(isinstance(self._document, Draft))
            self.column.say(self.tr("The chosen format's options stand here."))
            self._stack.setCurrentWidget(self.nothing)
        elif self.isVisible():
            self._ask(self.look)

    def _base(self) -> str:
        return self._document.base if isinstance(self._document, ForeignAdapter) else ""

    def _ask(self, look: Look) -> None:
        asked = look, look.stamp, self._base()
        if asked == self._asked and self.exporter.problem is None:
            self._show_offers()
            return
        self._asked = asked
        self.exporter.look(look, self._base())

    def _on_choice(self) -> None:
        if self._choice.document is self._document:
            self._show_choice()

    def _show_offers(self) -> None:
        offers, problem = self.exporter.offers, self.exporter.problem
        if problem is not None:
            self._patience.stop()
            self.cards.hide()
            self.base.setText("")
            self._say(problem)
            self.column.say(self.tr("The chosen format's options stand here."))
            self._stack.setCurrentWidget(self._work)
        elif offers is None:
            self.column.say(self.tr("Reading the adapter…"))
            if not self._patience.isActive():
                self._patience.start()
        else:
            self._patience.stop()
            self.cards.show()
            self.cards.show_offers(offers)
            for format, card in self.cards.cards.items():
                card.set_made(self.look is not None and (self.look.source, format) in self._made)
            self.base.setText(self.tr("Base: {name}").format(name=offers.base))
            self._stack.setCurrentWidget(self._work)
            self._on_format()

    def _on_patience(self) -> None:
        self.nothing.set_text(self.tr("Reading the adapter…"), "")
        self.setup_button.hide()
        self._stack.setCurrentWidget(self.nothing)

    def _on_format(self) -> None:
        """Another card: its options, and a folder for it."""
        offers, offer = self.exporter.offers, self.offer
        if offers is None or offer is None or self.look is None:
            return
        self.column.show_offer(offer)
        step = -1 if self.look.last or self.look.best else self.look.step
        self.column.show_folder(proposed_folder(self._document, offer.format, step))
        self._show_room()

    def _show_room(self) -> None:
        if self.offer is not None:
            folder = Path(self.column.folder.value() or ".").expanduser().absolute()
            self.column.show_room(self.offer, free_space(folder))

    def _browse(self) -> None:
        dialog = QFileDialog(self, self.tr("Export into a new or empty folder"))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(self._on_folder)
        dialog.open()

    def _on_folder(self, chosen: str) -> None:
        self.column.show_folder(Path(chosen))
        self._show_room()

    def _on_done(self, done: Done) -> None:
        request = self.exporter.request
        if request is not None:
            self._made.add((Path(request.source), done.format))
        self.banner.set_tone("ok")
        self.banner.set_message(wording.result(done), "\n".join([str(done.path), *map(shown, done.notes)]))
        self.banner.set_details("")
        self.banner.clear_buttons()
        folder = QUrl.fromLocalFile(str(done.path))
        self.banner.add_button(self.tr("Open folder")).clicked.connect(
            lambda: QDesktopServices.openUrl(folder)
        )
        self.banner.show()
        self._show_offers()

    def _say(self, problem: Problem) -> None:
        self.banner.set_tone("error")
        self.banner.set_message(problem.message, problem.hint)
        self.banner.set_details(problem.details)
        self.banner.clear_buttons()
        self.banner.show()

    def _on_cancel(self) -> None:
        self.exporter.cancel()
        self.banner.set_tone("info")
        self.banner.set_message(self.tr("Cancelled: nothing was written."))
        self.banner.set_details("")
        self.banner.clear_buttons()
        self.banner.show()

    def _lay_out(self) -> None:
        inner = QWidget()
        self._column_ = QVBoxLayout(inner)
        self._column_.addWidget(self.base)
        self._column_.addWidget(self.cards)
        self._column_.addWidget(self.banner)
        self._column_.addStretch(1)
        self._work = scrolled(inner)
        self._stack = QStackedWidget()
        for part in (self.nothing, self._work):
            self._stack.addWidget(part)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.addWidget(self._stack)
        self.banner.hide()
        self.cards.select("peft")

    def _connect(self) -> None:
        self.setup_button.clicked.connect(self.setup_requested)
        self._choice.changed.connect(self._on_choice)
        self.cards.chosen.connect(lambda _: self._on_format())
        self.column.export_requested.connect(self.export)
        self.column.cancelled.connect(self._on_cancel)
        self.column.browse_requested.connect(self._browse)
        self.column.folder_changed.connect(self._show_room)
        self.column.size_changed.connect(self._show_room)
        self.exporter.changed.connect(self._show_offers)
        self.exporter.busy_changed.connect(self.column.show_busy)
        self.exporter.progress.connect(self.column.show_progress)
        self.exporter.done.connect(self._on_done)
        self.exporter.failed.connect(self._say)
        self._patience.timeout.connect(self._on_patience)
        style.switch().changed.connect(self._rescale)
        self._rescale()

    def _rescale(self, _theme: object = None) -> None:
        m = style.theme().metrics
        self._column_.setContentsMargins(m.page, m.card_x, m.page, m.page)
        self._column_.setSpacing(m.card_x)
