"""How much room the runs take, measured aside, and the cleaning of their checkpoints, with Undo."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal

from workbench.core import storage
from workbench.core.runs import RunFolder
from workbench.core.storage import Cleaning, Keep, Usage
from workbench.core.trash import Trashed
from workbench.services.errand import Errands
from workbench.services.problem import Problem


class Storage(QObject):
    """`usages` are the largest first; `cleanings` what would go as it was asked last."""

    changed = Signal()
    cleaned = Signal(list)  # list[Trashed]
    failed = Signal(Problem)

    def __init__(self, errands: Errands, parent: QObject) -> None:
        super().__init__(parent)
        self._errands = errands
        self.usages: list[Usage] = []
        self.cleanings: list[Cleaning] = []
        self.busy = False
        self._asked = 0

    def measure(self, runs: Sequence[RunFolder]) -> None:
        wanted = list(runs)
        self._begin(lambda: [storage.usage(run) for run in wanted if run.path.is_dir()], self._measured)

    def plan(self, runs: Sequence[RunFolder], keep: Keep) -> None:
        """Looks what could go of these runs; only the last answer counts."""
        self._asked += 1
        asked, wanted = self._asked, list(runs)
        self._begin(
            lambda: (asked, [storage.plan(run, keep) for run in wanted if run.path.is_dir()]), self._planned
        )

    def clean(self) -> None:
        """Puts what was planned into the trash."""
        wanted = [cleaning for cleaning in self.cleanings if cleaning.folders]
        self._begin(
            lambda: [entry for each in wanted if (entry := storage.clean(each)) is not None], self._cleaned
        )

    def _begin(self, work: object, done: object) -> None:
        self.busy = True
        self.changed.emit()
        self._errands.send(work, done, self._on_failed)  # type: ignore[arg-type]

    def _measured(self, found: object) -> None:
        assert isinstance(found, list)
        self.usages = sorted(found, key=lambda usage: -usage.total)
        self._end()

    def _planned(self, found: object) -> None:
        assert isinstance(found, tuple)
        asked, cleanings = found
        if asked == self._asked:
            self.cleanings = cleanings
            self._end()

    def _cleaned(self, found: object) -> None:
        assert isinstance(found, list)
        entries: list[Trashed] = found
        self.cleanings = []
        self._end()
        self.cleaned.emit(entries)

    def _on_failed(self, problem: Problem) -> None:
        self._end()
        self.failed.emit(problem)

    def _end(self) -> None:
        self.busy = False
        self.changed.emit()
