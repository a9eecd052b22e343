"""The trash as the window shows it: listed and measured aside, put back at once, destroyed aside."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal

from workbench.core import trash
from workbench.core.errors import WorkbenchError
from workbench.core.trash import Trashed
from workbench.services.errand import Errands
from workbench.services.problem import Problem


class TrashBin(QObject):
    """`entries` are the latest first, each with its bytes; None while they are measured."""

    changed = Signal()
    restored = Signal(object, object)  # Trashed, and the Path where it lies now
    failed = Signal(Problem)

    def __init__(self, errands: Errands, parent: QObject) -> None:
        super().__init__(parent)
        self._errands = errands
        self.entries: list[tuple[Trashed, int | None]] = []
        self.busy = False

    def look(self) -> None:
        """Lists what lies there, and measures it."""
        known = dict(self.entries)
        found = trash.listed()
        self.entries = [(entry, known.get(entry)) for entry in found]
        self.changed.emit()
        if any(bytes_ is None for _, bytes_ in self.entries):
            self._errands.send(
                lambda: [(entry, entry.bytes) for entry in found], self._measured, self._on_failed
            )

    def restore(self, entries: Sequence[Trashed]) -> None:
        """Puts each back where it was."""
        for entry in entries:
            try:
                self.restored.emit(entry, trash.restore(entry))
            except WorkbenchError as error:
                self.failed.emit(Problem.of(error, "run"))
        self.look()

    def destroy(self, entries: Sequence[Trashed]) -> None:
        """Deletes for good; whoever calls this has asked."""
        wanted = list(entries)
        self.busy = True
        self.changed.emit()

        def work() -> None:
            for entry in wanted:
                trash.destroy(entry)

        self._errands.send(work, lambda _: self._destroyed(), self._on_failed)

    @property
    def bytes(self) -> int | None:
        """Of all that lies there; None while that is not known."""
        sizes = [bytes_ for _, bytes_ in self.entries if bytes_ is not None]
        return sum(sizes) if len(sizes) == len(self.entries) else None

    def _measured(self, found: object) -> None:
        assert isinstance(found, list)
        sizes = dict(found)
        self.entries = [(entry, sizes.get(entry, bytes_)) for entry, bytes_ in self.entries]
        self.changed.emit()

    def _destroyed(self) -> None:
        self.busy = False
        self.look()

    def _on_failed(self, problem: Problem) -> None:
        self.failed.emit(problem)
        self._destroyed()
