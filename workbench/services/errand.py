"""A piece of work on files that may take a while: done on a thread of its own, answered on the window's."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QThread, Signal

from workbench.core.errors import WorkbenchError
from workbench.services.problem import Problem


class Errand(QThread):
    """Runs `work` once; `done` brings what it returned, `failed` the sentence that it ended with."""

    done = Signal(object)
    failed = Signal(Problem)
    over = Signal(object)  # itself, after one of them

    def __init__(self, work: Callable[[], object], parent: QObject) -> None:
        super().__init__(parent)
        self._work = work
        self._outcome: object = None
        self._problem: Problem | None = None
        self.finished.connect(self._tell)

    def run(self) -> None:
        try:
            self._outcome = self._work()
        except WorkbenchError as error:
            self._problem = Problem.of(error)
        except OSError as error:
            self._problem = Problem(str(error.strerror or error), details=str(error.filename or ""))

    def _tell(self) -> None:
        if self._problem is not None:
            self.failed.emit(self._problem)
        else:
            self.done.emit(self._outcome)
        self.over.emit(self)


class Errands(QObject):
    """Those under way: they are waited for before the program ends."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._under_way: set[Errand] = set()

    def send(
        self,
        work: Callable[[], object],
        done: Callable[[object], None],
        failed: Callable[[Problem], None],
    ) -> Errand:
        """`done` and `failed` are called on the window's thread."""
        errand = Errand(work, self)
        self._under_way.add(errand)
        errand.done.connect(done)
        errand.failed.connect(failed)
        errand.over.connect(self._forget)
        errand.start()
        return errand

    def close(self) -> None:
        for errand in self._under_way:
            errand.wait()

    def _forget(self, errand: Errand) -> None:
        self._under_way.discard(errand)
        errand.deleteLater()
