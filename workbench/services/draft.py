"""A run that is being put together: its spec, one undo stack, and what the model and the data really hold."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from workbench.core import data_sources, estimate, files, marks, resources, tree_cache
from workbench.core.data_spec import DataSpec, SourceSpec
from workbench.core.errors import WorkbenchError
from workbench.core.layers import LayerTree
from workbench.core.plan import RankPlan
from workbench.core.spec import RunSpec
from workbench.core.tally import Tally, check_dtype
from workbench.core.tasks import must_be_causal
from workbench.services import draft_files
from workbench.services.counted import Counted
from workbench.services.engine import Job
from workbench.services.engines import Engines
from workbench.services.problem import Problem, Where
from workbench.services.undo import Undo

_AUTOSAVE = 800  # ms after the first edit that is not on the disk: a crash loses less than a second
_AGAIN = 3000  # ms until a save that failed is tried again
_DATA_KEYS = ("data", "model.path")
_LARGE = 24 << 20  # bytes of data: from here on it is read by an engine of its own, which can be stopped


class Draft(QObject):
    """Every edit goes through `edit` or `set`: one undo step each, autosaved, checked."""

    changed = Signal()  # the spec
    looked = Signal()  # the tree, the data summary or a problem with either
    reading = Signal()  # how far the data is read
    saved = Signal()

    def __init__(self, file: Path, value: RunSpec, engines: Engines, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.file = file
        self._engines = engines
        self._undo = Undo(value)
        self.tree: LayerTree | None = None
        self.model_problem: Problem | None = None
        self.data: dict[str, Any] | None = None  # what `check_data` found: rows, tokens, bad rows…
        self.data_problem: Problem | None = None
        self.glance: dict[str, Any] | None = None  # of data that is still being read, what is known of it
        self.progress: tuple[int, int, str] | None = None  # done, total (0: not known), what is done
        self.imported = draft_files.read_note(
            file
        )  # what another program's recipe said; its first line is a summary
        self.marks = marks.read(draft_files.meta_file(file))
        self.is_saved = True
        self.trouble: Problem | None = None  # why it could not be saved; what was edited is kept here
        self._counted = Counted()
        self._looks: dict[str, Job] = {}
        self._autosave = QTimer(self, singleShot=True)
        self._autosave.timeout.connect(self.save)

    @property
    def spec(self) -> RunSpec:
        return self._undo.value

    @property
    def name(self) -> str:
        return self.spec.name

    def reread_marks(self) -> None:
        """Its tags, its note or its star were changed."""
        self.marks = marks.read(draft_files.meta_file(self.file))
        self.changed.emit()

    # --- edits

    def edit(self, value: RunSpec, label: str) -> None:
        """One undo step to a new spec."""
        if value != self.spec:
            former = self.spec
            self._undo.push(value, label)
            self._after(former)

    def set(self, key: str, value: object, label: str = "") -> Problem | None:
        """One undo step that changes one setting; returns why when the declaration refuses the value."""
        try:
            self.edit(self.spec.replaced(key, value), label or key.rpartition(".")[2].replace("_", " "))
        except WorkbenchError as error:
            return Problem.of(error)
        return None

    def set_plan(self, value: RankPlan, label: str) -> None:
        self.edit(self.spec.model_copy(update={"layers": value}), label)

    def set_model(self, path: str) -> None:
        """Another base. The plan stays: what it names there and not here is listed and can be mapped."""
        self.set("model.path", path, "model")

    def set_data(self, *paths: str) -> None:
        """Other data: one source, or several that are mixed. How columns are read belongs to the former."""
        empty = data_sources.replaced(self.spec.data, ())
        self._edit_data(data_sources.added(empty, paths), "data")

    def add_data(self, *paths: str) -> None:
        """More sources, mixed with those that are there."""
        self._edit_data(data_sources.added(self.spec.data, paths), "data")

    def set_sources(self, sources: Sequence[SourceSpec], label: str) -> None:
        self._edit_data(data_sources.replaced(self.spec.data, sources), label)

    def set_all(self, values: Mapping[str, object], label: str) -> Problem | None:
        """One undo step that changes several settings."""
        try:
            value = self.spec
            for key, wanted in values.items():
                value = value.replaced(key, wanted)
            self.edit(value, label)
        except WorkbenchError as error:
            return Problem.of(error)
        return None

    def _edit_data(self, data: DataSpec, label: str) -> None:
        self.edit(self.spec.model_copy(update={"data": data}), label)

    def undo(self) -> str:
        return self._stepped(self._undo.undo)

    def redo(self) -> str:
        return self._stepped(self._undo.redo)

    @property
    def undo_label(self) -> str:
        return self._undo.undo_label

    @property
    def redo_label(self) -> str:
        return self._undo.redo_label

    def keep_imported(self, text: str) -> None:
        """What was and was not taken over from another program's recipe; "" forgets it."""
        self.imported = text
        note = draft_files.note_file(self.file)
        if text:
            files.write_text(note, text)
        else:
            note.unlink(missing_ok=True)
        self.changed.emit()

    # --- what follows from it

    def look(self) -> None:
        """Asks the engine what the model and the data hold."""
        self._look_at_model()
        self._look_at_data()

    def read_gradients(self, steps: int) -> Job:
        """Squared gradient norm by layer path, over the rows of the first steps; `let_go` ends it early."""
        return self._engines.long("gradients", {"spec": self.spec.model_dump(mode="json"), "steps": steps})

    def let_go(self, job: Job) -> None:
        self._engines.cancel(job)

    def stop_reading(self) -> None:
        """Ends the reading of large data; what was known of it before is gone."""
        job = self._looks.pop("data", None)
        if job is not None:
            self._engines.cancel(job)
            self.progress = None
            self.data_problem = Problem(
                "The data was not read to its end.",
                "Nothing can be trained before every row was looked at.",
                "not-read",
                "data",
            )
            self.looked.emit()

    @property
    def reads_long(self) -> bool:
        """Whether the reading that goes on now can be stopped."""
        return is_large(source.path for source in self.spec.data.sources)

    def read_again(self) -> None:
        """Reads the data anew: after it was stopped, or when the file has changed."""
        self._look_at_data()

    @property
    def looking(self) -> bool:
        return bool(self._looks)

    @property
    def tally(self) -> Tally | None:
        """What the plan comes to on the model; None without a tree, or when it does not fit the tree."""
        return self._counted.tally(self.spec.layers, self.tree)

    @property
    def plan_problem(self) -> Problem | None:
        """Why the plan does not fit the model, or cannot be trained."""
        return self._counted.problem(self.spec.layers, self.tree)

    @property
    def dtype(self) -> str:
        """What the base would be held in, at the least."""
        return estimate.lightest_dtype(self.spec.model.dtype, self.tree.parameters if self.tree else 0)

    def cost(self) -> estimate.Cost | None:
        return estimate.cost(self.tally, self.dtype) if self.tally is not None else None

    def blocked(self) -> Problem | None:
        """Why Start is off: the first thing that is missing or wrong."""
        if not self.spec.model.path:
            return Problem("Choose a model", where="model")
        if self.model_problem is not None:
            return self.model_problem
        if not self.spec.data.path:
            return Problem("Choose a dataset", where="data")
        if self.data_problem is not None:
            return self.data_problem
        if self.tree is None or self.data is None:
            return Problem("Reading the model and the data…", kind="looking")
        if not self.tree.weight_bytes:
            return Problem(
                "The model's folder has no weights, only its config.",
                "Fetch model.safetensors into it; the plan can be made before.",
                kind="no-weights",
                where="model",
            )
        return self.plan_problem or self._dtype_problem()

    def _dtype_problem(self) -> Problem | None:
        """What the chosen number format of the base does not allow; auto is decided by the device."""
        try:
            check_dtype(self.spec.layers, self.spec.model.dtype)
        except WorkbenchError as error:
            return Problem.of(error, "training")
        return None

    def save(self) -> bool:
        """Whether it is on the disk now; what a disk refuses is said in `trouble` and tried again."""
        self._autosave.stop()
        try:
            files.write_text(self.file, self.spec.to_yaml())
            self.is_saved, self.trouble = True, None
        except WorkbenchError as error:
            reason = str(error.parameters.get("reason", error.message))
            self.is_saved = False
            self.trouble = Problem(reason, error.hint, error.kind, details=error.message)
            self._autosave.start(_AGAIN)
        self.saved.emit()
        return self.is_saved

    def remove(self) -> None:
        """Takes its files away. Raises WorkbenchError where they cannot be."""
        self._read_no_more()
        self._autosave.stop()
        with files.explained(self.file):
            for file in draft_files.all_of(self.file):
                file.unlink(missing_ok=True)

    def close(self) -> None:
        """Writes what is not written yet, and reads no more."""
        self._read_no_more()
        if not self.is_saved:
            self.save()
        self._autosave.stop()

    # --- inside

    def _read_no_more(self) -> None:
        if job := self._looks.pop("data", None):
            self._engines.cancel(job)
        self._looks.clear()  # an answer that is on its way has nobody to go to

    def _stepped(self, step: Callable[[], str]) -> str:
        former = self.spec
        label = step()
        if label:
            self._after(former)
        return label

    def _after(self, former: RunSpec) -> None:
        self.is_saved = False
        if not self._autosave.isActive():
            self._autosave.start(_AUTOSAVE)
        if former.model.path != self.spec.model.path:
            self._look_at_model()
        if any(former.get(key) != self.spec.get(key) for key in _DATA_KEYS):
            self._look_at_data()
        self.changed.emit()

    def _look_at_model(self) -> None:
        self.tree, self.model_problem = None, None
        if self.spec.model.path:
            folder = resources.model_path(self.spec.model.path)
            kept = tree_cache.get(folder)
            if kept is None:
                self._ask("layers", {"model": str(folder)}, "model", self._on_tree)
            else:
                self._looks.pop("model", None)
                self._show(kept)
        self.looked.emit()

    def _look_at_data(self) -> None:
        self.data, self.data_problem, self.glance, self.progress = None, None, None, None
        if former := self._looks.pop("data", None):
            self._engines.cancel(former)
        if self.spec.data.path:
            folder = str(resources.model_path(self.spec.model.path))
            data = self.spec.data.model_dump(mode="json") | {"sha256": ""}
            large = is_large(source.path for source in self.spec.data.sources)
            self._ask("check_data", {"data": data, "model": folder}, "data", self._on_data, long=large)
        self.looked.emit()

    def _ask(
        self,
        job: str,
        params: dict[str, Any],
        where: Where,
        take: Callable[[Any], None],
        *,
        long: bool = False,
    ) -> None:
        """A question whose answer counts only while it is the latest of its kind."""
        ask = self._engines.long if long else self._engines.short
        asked = self._looks[where] = ask(job, params)

        def answered(result: Any) -> None:
            if self._looks.get(where) is asked:
                del self._looks[where]
                take(result)
                self.looked.emit()

        def failed(problem: Problem) -> None:
            if self._looks.get(where) is asked:
                del self._looks[where]
                placed = replace(problem, where=where)
                if where == "model":
                    self.model_problem = placed
                else:
                    self.data_problem = placed
                self.looked.emit()

        def glanced(value: dict[str, Any]) -> None:
            if self._looks.get(where) is asked:
                self.glance = value
                self.looked.emit()

        def told(done: int, total: int, text: str) -> None:
            if self._looks.get(where) is asked:
                self.progress = done, total, text
                self.reading.emit()

        asked.done.connect(answered)
        asked.failed.connect(failed)
        if where == "data":
            asked.partial.connect(glanced)
            asked.progress.connect(told)

    def _on_tree(self, result: dict[str, Any]) -> None:
        self._show(LayerTree.from_json(result))

    def _show(self, tree: LayerTree) -> None:
        self.tree = tree
        try:
            must_be_causal(tree.task_type, tree.architecture)
        except WorkbenchError as error:
            self.model_problem = Problem.of(error, "model")

    def _on_data(self, result: dict[str, Any]) -> None:
        self.data, self.glance, self.progress = result, None, None
        problem = result.get("problem")
        self.data_problem = Problem.from_reply(problem, "data") if problem else None


def is_large(paths: Iterable[str]) -> bool:
    """Whether reading takes long enough that nothing else should wait for it."""
    return sum(_size(resources.data_path(path)) for path in paths) > _LARGE


def _size(path: Path) -> int:
    try:
        if path.is_dir():
            return sum(file.stat().st_size for file in path.iterdir() if file.is_file())
        return path.stat().st_size
    except OSError:  # the engine says what is wrong with it
        return 0
