"""The application's state: drafts, runs, adapters, which one is open, and what Start, Stop and Discard do."""

import itertools
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Literal

from PySide6.QtCore import QObject, QSettings, Signal

from workbench.core import marks, places, preset_files, resources, runs, spec
from workbench.core.compare.lineage import ORIGIN
from workbench.core.errors import WorkbenchError
from workbench.core.presets import Preset
from workbench.core.runs import RunFolder
from workbench.core.spec import RunSpec
from workbench.services import draft_files, preset_use
from workbench.services.draft import Draft
from workbench.services.draft_files import fresh, read_draft
from workbench.services.engines import Engines
from workbench.services.errand import Errands
from workbench.services.foreign import ForeignAdapter, ForeignAdapters
from workbench.services.importing import Importing
from workbench.services.library import Library
from workbench.services.look_choice import LookChoice
from workbench.services.marking import Marking
from workbench.services.preferences import PreferenceStore
from workbench.services.problem import Problem
from workbench.services.removal import Removal
from workbench.services.run_watch import RunWatch
from workbench.services.running import Running
from workbench.services.speed import Speed
from workbench.services.storage import Storage
from workbench.services.trash_bin import TrashBin

Document = Draft | RunWatch | ForeignAdapter


class Workspace(QObject):
    """Everything above the pages reads and changes the program's state through this."""

    lists_changed = Signal()  # drafts or runs came, went or changed state
    current_changed = Signal()
    toast = Signal(str, object)  # text, and the callable that takes it back (or None)
    failed = Signal(Problem)  # something asked for could not be done

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.engines = Engines(self)
        self.preferences = PreferenceStore(self)
        self._offline = self.preferences.value.privacy.offline
        self.preferences.changed.connect(self._on_preferences)
        self.settings = QSettings(str(places.home() / "window.ini"), QSettings.Format.IniFormat)
        self.speed = Speed(self.engines, self)
        self.speed.failed.connect(self.failed)
        self.drafts: list[Draft] = []
        self.library = Library(self)
        self.errands = Errands(self)
        self.marking = Marking(self.library, self)
        self.trash = TrashBin(self.errands, self)
        self.storage = Storage(self.errands, self)
        self.removal = Removal(self)
        self.importing = Importing(self)
        self.foreign = ForeignAdapters(self.settings, self)
        self.current: Document | None = None
        self.choice = LookChoice(self)
        self.first_start = False
        self.work = Running(self.engines, self.watch_of, self)
        self._awaited: RunWatch | None = None  # it is shown as soon as its long history is read

        self.work.changed.connect(self.lists_changed)
        self.work.failed.connect(self.failed)
        self.work.told.connect(lambda text: self.toast.emit(text, None))
        self.library.changed.connect(self.lists_changed)
        for part in (self.library, self.marking, self.trash, self.storage):
            part.failed.connect(self.failed)
        self.foreign.changed.connect(self.lists_changed)
        self.marking.toast.connect(self.toast)
        self.library.lost.connect(self._mourn)
        self.library.loaded.connect(self._on_loaded)

    @property
    def watches(self) -> list[RunWatch]:
        """The newest run first."""
        return self.library.watches

    @property
    def adapters(self) -> list[ForeignAdapter]:
        """From elsewhere, the latest first."""
        return self.foreign.adapters

    # --- opening

    def open(self) -> None:
        """Lists what is on disk and shows what was open; the very first time, the starter draft."""
        self.first_start = not places.drafts_root().exists() and not places.runs_root().exists()
        for file in sorted(places.drafts_root().glob("*.yaml")):
            self.open_draft(file)
        self.library.open()
        self.foreign.open()
        self.work.open()
        if self.first_start:
            self.show(self.new_draft(starter_spec()))
            return
        wanted = str(self.settings.value("open", ""))
        documents = self._documents()
        self.show(
            next((d for d in documents if str(path_of(d)) == wanted), documents[0] if documents else None)
        )

    def show(self, document: Document | None) -> None:
        """Makes it the current document; a run with a long history as soon as it is read."""
        self._awaited = None
        if document is self.current:
            return
        if isinstance(document, RunWatch) and not self._is_read(document):
            return
        self.current = document
        if isinstance(document, Draft) and document.tree is None and not document.looking:
            document.look()
        if isinstance(document, RunWatch):
            self.library.shown(document)
        self.settings.setValue("open", str(path_of(document)) if document else "")
        self.current_changed.emit()

    def open_run(self, folder: Path) -> None:
        """Shows a run folder, also one that does not lie among ours."""
        self.show(self.library.watch_of(RunFolder(folder)))
        self.lists_changed.emit()

    def watch_of(self, run: RunFolder) -> RunWatch:
        return self.library.watch_of(run)

    def rescan(self) -> None:
        self.library.rescan()

    def open_adapter(self, path: Path) -> ForeignAdapter:
        """Shows an adapter from elsewhere and lists it."""
        found = self.foreign.listed(path)
        self.show(found)
        return found

    def set_base(self, adapter: ForeignAdapter, folder: Path) -> None:
        """The model that an adapter from elsewhere belongs to; it is remembered with it."""
        adapter.base = str(folder)
        self.foreign.list_first(adapter)

    def new_draft(self, value: RunSpec | None = None, preset: Preset | None = None) -> Draft:
        """A draft like the last one that was started or edited ("as last time"), or from a given spec.

        As last time, but with the settings of `preset`, or of the one that is chosen for new runs.
        """
        if value is None:
            value = self._begun(fresh(self._last_spec()), preset or preset_files.for_new_runs())
        value = value.model_copy(update={"name": self._free_name(value.name)})
        draft = self._keep(Draft(draft_files.new_file(), value, self.engines, self))
        draft.save()
        self.lists_changed.emit()
        return draft

    # --- running

    @property
    def running(self) -> RunWatch | None:
        """The run that has the device now."""
        return next((w for w in self.watches if not w.status.ended and self.work.lives(w)), None)

    @property
    def in_this_process(self) -> bool:
        """ "run in: this process" """
        return self.work.in_this_process

    @in_this_process.setter
    def in_this_process(self, on: bool) -> None:
        self.work.in_this_process = on

    @property
    def would_wait(self) -> bool:
        """Whether Start adds to the queue."""
        return self.running is not None or (bool(self.work.queue.runs) and not self.work.queue.paused)

    def start(self, draft: Draft) -> RunWatch | None:
        """Turns the draft into a run, and starts the background thread that trains it, or lets it wait."""
        if draft not in self.drafts:
            return None
        try:
            run = runs.create(_as_seen(draft))
            if written := marks.read_meta(draft_files.meta_file(draft.file)):
                run.write_meta(**written)
            watch = self.library.adopt(run)
            if not self.work.start(watch):
                self.toast.emit(self.tr("{name} waits in the queue.").format(name=watch.run.name), None)
        except WorkbenchError as error:
            self.failed.emit(Problem.of(error, "run"))
            return None
        draft.remove()
        self.forget(draft)
        self.show(watch)
        self.lists_changed.emit()
        return watch

    def resume(
        self, watch: RunWatch, settings: Mapping[str, float] | None = None, *, keep_old: bool = False
    ) -> Problem | None:
        """Goes on with a run that is over; the problem that is in the way, or None."""
        return self.work.resume(watch, settings, keep_old=keep_old)

    def fork(self, watch: RunWatch, step: int | None = None) -> None:
        """A new run that begins with a checkpoint of this one; starts it, or lets it wait.

        Without a step it begins with the newest one, with the settings that stand in run.yaml now.
        """
        try:
            made = self.library.adopt(self.work.fork(watch, step))
            self.work.start(made)
        except WorkbenchError as error:
            self.failed.emit(Problem.of(error, "run"))
            return
        self.show(made)
        self.lists_changed.emit()

    def send(self, watch: RunWatch, verb: str, **args: object) -> bool:
        """stop, pause, continue: through the control file, so a run of an earlier window hears it too."""
        try:
            watch.send(verb, **args)
        except WorkbenchError as error:
            self.failed.emit(Problem.of(error, "run"))
            return False
        return True

    def take_over(self, watch: RunWatch) -> None:
        """Another window had it in hand."""
        watch.take_over()
        self.toast.emit(self.tr("This window controls {name} now.").format(name=watch.run.name), None)

    def discard(self, watch: RunWatch) -> None:
        """Ends the run and puts it into the trash."""
        self.removal.discard(watch)

    def delete(self, *documents: Document) -> None:
        """Into the trash, with Undo; an adapter from elsewhere only leaves the list."""
        self.removal.delete(*documents)

    def rename(self, document: Document, name: str) -> Problem | None:
        if isinstance(document, Draft):
            problem = document.set("name", name, self.tr("name"))
        elif isinstance(document, ForeignAdapter):
            problem = Problem(
                self.tr("An adapter from elsewhere has the name of its folder."),
                self.tr("Rename the folder, then open it again."),
            )
        else:
            problem = None
            try:
                document.run.write_meta(name=document.spec.replaced("name", name).name)
                self.library.reread(document)
            except WorkbenchError as error:
                problem = Problem.of(error)
        self.lists_changed.emit()
        return problem

    def duplicate(self, document: Draft | RunWatch) -> Draft:
        draft = self.new_draft(fresh(document.spec))
        if isinstance(document, RunWatch):
            self.note_origin(draft, document, "duplicate")
        self.show(draft)
        return draft

    def note_origin(self, draft: Draft, run: RunWatch, how: Literal["duplicate", "ranks"]) -> None:
        """Which run a draft was made of: it is written into the run that comes of it."""
        origin = {"run": run.run.path.name, "name": run.run.name, "how": how}
        try:
            marks.write_meta(draft_files.meta_file(draft.file), **{ORIGIN: origin})
        except WorkbenchError as error:
            self.failed.emit(Problem.of(error))

    def save(self) -> None:
        """What was edited and what was open, at once."""
        for draft in self.drafts:
            draft.save()
        self.settings.sync()

    def close(self, keep_training: bool) -> None:
        """The window closes. A run in an engine goes on when asked to; else it is stopped and saved."""
        for draft in self.drafts:
            draft.close()
        running = self.running
        if running is not None and not keep_training and not running.elsewhere:
            self.send(running, "stop")
        self.work.close(keep_training)
        self.library.close()
        self.errands.close()
        self.engines.close()
        self.preferences.close()
        self.settings.sync()

    # --- inside

    def _on_preferences(self) -> None:
        """Libraries are told whether there is a network before they are imported: other engines know."""
        if self._offline is not self.preferences.value.privacy.offline:
            self._offline = self.preferences.value.privacy.offline
            self.engines.renew()

    def open_draft(self, file: Path) -> Draft | None:
        """Lists a draft that lies on the disk."""
        try:
            return self._keep(Draft(file, read_draft(file), self.engines, self))
        except WorkbenchError as error:
            self.failed.emit(Problem.of(error))
            return None

    def _keep(self, draft: Draft) -> Draft:
        draft.changed.connect(self.lists_changed)
        draft.saved.connect(self.lists_changed)
        self.drafts.insert(0, draft)
        return draft

    def forget(self, document: Document) -> None:
        """Lists it no more, and shows another one; its files are not touched."""
        if isinstance(document, Draft):
            self.drafts.remove(document)
            document.deleteLater()
        elif isinstance(document, RunWatch):
            self.library.forget(document)
        else:
            self.foreign.unlist(document)
        if self.current is document:
            self._show_another()

    def _is_read(self, watch: RunWatch) -> bool:
        """Opens it; where that takes a while, it is shown when it is done."""
        try:
            watch.spec  # noqa: B018  # it is read here, where it can be explained
            if not watch.is_open:
                watch.open()
        except WorkbenchError as error:
            self.failed.emit(Problem.of(error, "run"))
            return False
        self._awaited = watch if watch.loading else None
        return not watch.loading

    def _on_loaded(self, watch: RunWatch) -> None:
        if watch is self._awaited:
            self.show(watch)

    def _mourn(self, watch: RunWatch) -> None:
        """Its folder has vanished; whoever was looking at it is told."""
        if watch is not self.current:
            return
        said = self.tr("{name} is no longer there: its folder was moved or deleted.")
        where = self.tr("It was {path}. If it is moved back, it is listed again.")
        self.failed.emit(
            Problem(said.format(name=watch.name), where.format(path=watch.run.path), "gone", "run")
        )
        self._show_another()

    def _show_another(self) -> None:
        """Instead of a document that is no more."""
        gone = self.current
        self.show(next(iter(self._documents()), None))
        if self.current is gone:  # the other one is read first
            awaited = self._awaited
            self.show(None)
            self._awaited = awaited

    def _documents(self) -> list[Document]:
        return [*self.drafts, *self.watches, *self.adapters]

    def _last_spec(self) -> RunSpec:
        if self.drafts:
            return self.drafts[0].spec
        try:
            return self.watches[0].spec if self.watches else starter_spec()
        except WorkbenchError:  # it is explained where the run itself is opened
            return starter_spec()

    def _begun(self, value: RunSpec, preset: Preset | None) -> RunSpec:
        try:
            return preset_use.begun(value, preset) if preset is not None else value
        except WorkbenchError as error:  # it ticks layers of a model that was never read
            self.failed.emit(Problem.of(error))
            return value

    def _free_name(self, name: str) -> str:
        taken = {d.name for d in self.drafts} | {w.name for w in self.watches}
        stem = re.sub(r"-\d{1,4}$", "", name)
        names = itertools.chain([name], (f"{stem}-{i}" for i in itertools.count(2)))
        return next(n for n in names if n not in taken)


def starter_spec() -> RunSpec:
    """The ready example."""
    return spec.read(resources.path("starter/run.yaml"))


def _as_seen(draft: Draft) -> RunSpec:
    """The draft's spec with the hash of the data that was looked at: no other is trained on unseen."""
    sha256 = str(draft.data.get("sha256", "")) if draft.data is not None else ""
    data = draft.spec.data.model_copy(update={"sha256": sha256})
    return draft.spec.model_copy(update={"data": data})


def path_of(document: Document) -> Path:
    """What names a document for good."""
    if isinstance(document, ForeignAdapter):
        return document.path
    return document.file if isinstance(document, Draft) else document.run.path
