"""Which state of its adapter a document is inspected, tried and exported in: one choice for all three."""

from pathlib import Path

from PySide6.QtCore import QObject, Signal

from workbench.core.events import Saved
from workbench.services.looks import Look, looks, preferred
from workbench.services.run_watch import RunWatch


class LookChoice(QObject):
    """The best one, else the newest, until a person chooses; that is kept for each document."""

    changed = Signal()  # other states, or another choice
    chosen = Signal()  # by a person; `changed` comes after it

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.document: object = None
        self.looks: tuple[Look, ...] = ()  # the oldest first
        self.look: Look | None = None
        self._by_hand: dict[Path, Path] = {}  # of the document: the state's folder

    def show(self, document: object) -> None:
        """Another document; its pages read what there is, so nothing is said."""
        if document is self.document:
            return
        if isinstance(self.document, RunWatch):
            self.document.told.disconnect(self._on_told)
            self.document.status_changed.disconnect(self._on_status)
        self.document = document
        if isinstance(document, RunWatch):
            document.told.connect(self._on_told)
            document.status_changed.connect(self._on_status)
        self.refresh()

    def refresh(self) -> None:
        """Reads what is on the disk now."""
        self.looks = looks(self.document)
        wanted = self._by_hand.get(self._key())
        self.look = next((each for each in self.looks if each.source == wanted), preferred(self.looks))

    def choose(self, look: Look) -> None:
        if look not in self.looks or look == self.look:
            return
        self._by_hand[self._key()] = look.source
        self.look = look
        self.chosen.emit()
        self.changed.emit()

    def _key(self) -> Path:
        return self.document.run.path if isinstance(self.document, RunWatch) else Path()

    def _on_told(self, events: list[object]) -> None:
        """A run that trains saves now and then."""
        if any(isinstance(event, Saved) for event in events):
            self._on_status()

    def _on_status(self) -> None:
        self.refresh()
        self.changed.emit()
