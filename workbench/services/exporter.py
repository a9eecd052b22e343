"""Exports from the window: what can be made of an adapter, and one of them on its way in an own engine."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from workbench.core import disk
from workbench.core.exports import ExportRequest
from workbench.services.engine import Job
from workbench.services.engines import Engines
from workbench.services.foreign import ForeignAdapter
from workbench.services.latest import Latest
from workbench.services.looks import Look
from workbench.services.problem import Problem
from workbench.services.run_watch import RunWatch


@dataclass(frozen=True)
class Offer:
    """One format for one adapter; without sizes it cannot be made, and `reason` says why."""

    format: str
    sizes: dict[str, int] = field(default_factory=dict)  # bytes by number format
    rooms: dict[str, int] = field(default_factory=dict)  # bytes that must be free
    padded: dict[str, int] = field(default_factory=dict)  # bytes with one rank; where that is a choice
    programs: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    reason: str = ""
    hint: str = ""

    @property
    def possible(self) -> bool:
        return bool(self.sizes)


@dataclass(frozen=True)
class Offers:
    name: str
    base: str
    offers: tuple[Offer, ...]

    @classmethod
    def from_json(cls, found: dict[str, Any]) -> "Offers":
        offers = tuple(
            Offer(
                str(each["format"]),
                dict(each["sizes"]),
                dict(each["rooms"]),
                dict(each["padded"]),
                tuple(each["programs"]),
                tuple(each["notes"]),
                each["reason"],
                each["hint"],
            )
            for each in found["offers"]
        )
        return cls(str(found["name"]), str(found["base"]), offers)

    def of(self, format: str) -> Offer:
        return next(offer for offer in self.offers if offer.format == format)


@dataclass(frozen=True)
class Done:
    """A finished export."""

    format: str
    path: Path
    bytes: int
    loads: bool
    says: str
    notes: tuple[str, ...] = ()

    @classmethod
    def from_json(cls, found: dict[str, Any]) -> "Done":
        said = bool(found["loads"]), str(found["says"]), tuple(found["notes"])
        return cls(found["format"], Path(found["path"]), int(found["bytes"]), *said)


class Exporter(QObject):
    """One export at a time; cancelling ends its engine, and nothing is left of it."""

    changed = Signal()  # offers, or why there are none
    progress = Signal(int, int, str)  # done, total (0: not known), what
    done = Signal(object)  # Done
    failed = Signal(Problem)
    busy_changed = Signal(bool)

    def __init__(self, engines: Engines, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.offers: Offers | None = None
        self.problem: Problem | None = None
        self.request: ExportRequest | None = None  # the one being made
        self._engines = engines
        self._job: Job | None = None
        self._offers = Latest(engines, "export_offers", Offers.from_json, self)
        self._offers.answered.connect(self._on_offers)
        self._offers.failed.connect(self._on_no_offers)

    @property
    def busy(self) -> bool:
        return self._job is not None

    @property
    def asking(self) -> bool:
        return self._offers.busy

    def look(self, look: Look | None, base: str = "") -> None:
        """Asks what can be made of an adapter."""
        self.offers, self.problem = None, None
        self._offers.drop()
        if look is not None:
            self._offers.ask({"source": str(look.source), "base": base})
        self.changed.emit()

    def export(self, request: ExportRequest) -> None:
        """Begins; nothing when one is being made."""
        if self._job is not None:
            return
        names = ("source", "format", "out", "base", "dtype", "one_rank")
        job = self._engines.long("export", {name: getattr(request, name) for name in names})
        self._job, self.request = job, request
        job.progress.connect(self.progress)
        job.done.connect(lambda found: self._over(job, self.done, Done.from_json(found)))
        job.failed.connect(lambda problem: self._over(job, self.failed, problem))
        self.busy_changed.emit(True)

    def cancel(self) -> None:
        job, self._job = self._job, None
        if job is not None:
            self._engines.cancel(job)
            self.busy_changed.emit(False)

    def _over(self, job: Job, signal: Any, outcome: object) -> None:
        if job is self._job:
            self._job = None
            self.busy_changed.emit(False)
            signal.emit(outcome)

    def _on_offers(self, _asked: object, offers: Offers) -> None:
        self.offers = offers
        self.changed.emit()

    def _on_no_offers(self, _asked: object, problem: Problem) -> None:
        self.problem = problem
        self.changed.emit()


def free_space(folder: Path) -> int:
    """Bytes that are free where the folder is, or will be."""
    return disk.free(next(place for place in (folder, *folder.parents) if place.is_dir()))


def proposed_folder(document: object, format: str, step: int) -> Path:
    """A folder that does not exist yet: in the run's own, or beside an adapter from elsewhere."""
    name = f"{format}-step-{step}" if step >= 0 else format
    if isinstance(document, RunWatch):
        root = document.run.path / "exports"
    elif isinstance(document, ForeignAdapter):
        home = document.path.parent
        root, name = (home.parent if document.is_file else home), f"{document.name}-{format}"
    else:
        root = Path.home()
    numbers = range(2, 1000)
    names = (name, *(f"{name}-{number}" for number in numbers))
    return next(root / each for each in names if not (root / each).exists())
