"""The models on this machine: what is there, and what the current plan takes on each."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from workbench.core import model_folders, resources
from workbench.core.errors import WorkbenchError
from workbench.core.spec import RunSpec
from workbench.services.engines import Engines
from workbench.services.problem import Problem

_REST = 300  # ms after the last change of the plan
_MOST_ANSWERS = 2000


@dataclass(frozen=True, slots=True)
class Shelved:
    """One folder that may be a model; see `training.model_search`."""

    path: str
    name: str
    place: str  # the folder it was found in, or "cache"
    model_type: str
    size: int


class ModelShelf(QObject):
    """Asks the engine what there is once, then for one model after the other what the plan takes on it.

    One question at a time, so that whatever else is asked never waits for more than one model.
    """

    changed = Signal()
    failed = Signal(Problem)

    def __init__(self, engines: Engines, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._engines = engines
        self.models: tuple[Shelved, ...] = ()
        self.folders: tuple[str, ...] = ()  # that are searched, besides the cache
        self.cache = ""
        self.searched = False  # whether an answer came yet
        self._asked = False
        self._question: dict[str, Any] = {}
        self._others: tuple[str, ...] = ()  # models that are no folder of those: recent ones, the starter
        self._answers: dict[tuple[str, str], dict[str, Any] | Problem] = {}
        self._latest: dict[str, dict[str, Any] | Problem] = {}
        self._waiting: tuple[str, str] | None = None  # the path that is being weighed, and the question
        self._rest = QTimer(self, singleShot=True, interval=_REST)
        self._rest.timeout.connect(self._weigh_next)

    def look(self) -> None:
        """Searches the machine, once; `search` does it again."""
        if not self._asked:
            self.search()

    def search(self) -> None:
        self._asked = True
        job = self._engines.short("models", {})
        job.done.connect(self._on_models)
        job.failed.connect(self._on_failed)

    def add_folder(self, folder: str) -> None:
        """Searches one more folder, from now on."""
        try:
            model_folders.add(Path(folder))
        except WorkbenchError as error:
            self.failed.emit(Problem.of(error, "model"))
        else:
            self.search()

    def remove_folder(self, folder: str) -> None:
        try:
            model_folders.remove(Path(folder))
        except WorkbenchError as error:
            self.failed.emit(Problem.of(error, "model"))
        else:
            self.search()

    def weigh(self, spec: RunSpec, length: int | None, others: Iterable[str]) -> None:
        """From now on the plan and number format of `spec` decide; rows have `length` tokens."""
        question: dict[str, Any] = {
            "plan": spec.layers.model_dump(mode="json"),
            "dtype": spec.model.dtype,
        } | ({"length": length} if length else {})
        others = tuple(others)
        if (question, others) == (self._question, self._others):
            return
        self._question, self._others = question, others
        self._rest.start(0 if not self._latest else _REST)

    def weighed(self, path: str) -> dict[str, Any] | Problem | None:
        """What the job `weigh` answered last, or why it cannot be trained; None while it is not known."""
        return self._latest.get(path)

    # --- inside

    def _weigh_next(self) -> None:
        if self._waiting is not None or not self._question:
            return
        key = repr(self._question)
        paths = dict.fromkeys((*self._others, *(model.path for model in self.models)))
        known = {path: self._answers[path, key] for path in paths if (path, key) in self._answers}
        if any(self._latest.get(path) is not answer for path, answer in known.items()):
            self._latest |= known
            self.changed.emit()
        path = next((path for path in paths if path not in known), None)
        if path is None:
            return
        self._waiting = path, key
        job = self._engines.short("weigh", {"model": str(resources.model_path(path)), **self._question})
        job.done.connect(self._on_weighed)
        job.failed.connect(self._on_weighed)

    def _on_weighed(self, answer: dict[str, Any] | Problem) -> None:
        assert self._waiting is not None
        (path, _), asked, self._waiting = self._waiting, self._waiting, None
        if isinstance(answer, Problem) and answer.kind == "engine-lost":
            return  # it says nothing of the model; the next change asks again
        if len(self._answers) > _MOST_ANSWERS:
            self._answers.clear()
        self._answers[asked] = self._latest[path] = answer
        self.changed.emit()
        self._rest.start(0)

    def _on_models(self, answer: dict[str, Any]) -> None:
        self.models = tuple(Shelved(**model) for model in answer["models"])
        self.folders, self.cache = tuple(answer["folders"]), str(answer["cache"])
        self.searched = True
        self.changed.emit()
        self._rest.start(0)

    def _on_failed(self, problem: Problem) -> None:
        self._asked = False
        self.failed.emit(problem)
