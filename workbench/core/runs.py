"""The run folder: create it, find it in the list, follow what it says, and speak to its worker."""

import contextlib
import datetime
import json
import os
import re
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from workbench.core import events, files, foreign_runs, marks, places, processes, prompt_sets, spec
from workbench.core.errors import WorkbenchError
from workbench.core.history import History, Status
from workbench.core.spec import RunSpec

VERBS = ("stop", "finish-epoch", "discard", "pause", "continue", "save", "evaluate", "sample", "set")


@dataclass(frozen=True)
class RunFolder:
    """The files of one run, live or finished."""

    path: Path

    @property
    def spec_file(self) -> Path:
        return self.path / "run.yaml"

    @property
    def events_file(self) -> Path:
        return self.path / "events.jsonl"

    @property
    def control_file(self) -> Path:
        return self.path / "control.jsonl"

    @property
    def lock_file(self) -> Path:
        return self.path / "run.lock"

    @property
    def window_lock_file(self) -> Path:
        """Held by the window that has the living run in hand; the terminal does not ask for it."""
        return self.path / "window.lock"

    @property
    def log_file(self) -> Path:
        return self.path / "worker.log"

    @property
    def meta_file(self) -> Path:
        return self.path / "meta.json"

    @property
    def pointer_file(self) -> Path:
        """Says where the run saves, when that is not its own folder (see `core.elsewhere`)."""
        return self.path / "elsewhere.json"

    def pointer(self) -> dict[str, Any] | None:
        """What `pointer_file` says; None when the run saves in its own folder."""
        try:
            found = json.loads(self.pointer_file.read_text(encoding="utf-8"))
        except FileNotFoundError:
            return None
        except (OSError, ValueError):
            found = None
        # A damaged one leads nowhere: to begin anew as if nothing had been saved would be worse.
        return found if isinstance(found, dict) else {"folder": str(self.pointer_file)}

    @property
    def store(self) -> Path:
        """Where checkpoints and the adapter lie: the run's folder, or one on another disk."""
        found = self.pointer()
        return self.path if found is None else Path(str(found.get("folder", self.pointer_file)))

    @property
    def reserve_file(self) -> Path:
        return self.path / "reserve"

    @property
    def adapter(self) -> Path:
        return self.store / "adapter"

    @property
    def checkpoints(self) -> Path:
        return self.store / "checkpoints"

    def saved_at(self, folder: Path) -> str:
        """A folder of `store` as the run's events name it: relative to the run's own, where it lies in it."""
        return str(folder.relative_to(self.path)) if folder.is_relative_to(self.path) else str(folder)

    @property
    def has_adapter(self) -> bool:
        return (self.adapter / "adapter_model.safetensors").is_file()

    def spec(self) -> RunSpec:
        return spec.read(self.spec_file)

    def log_tail(self, limit: int = 1 << 16) -> str:
        """The last `limit` bytes of worker.log, from the beginning of a line; "" when there is no log."""
        try:
            with self.log_file.open("rb") as stream:
                size = stream.seek(0, os.SEEK_END)
                stream.seek(max(0, size - limit))
                tail = stream.read(limit)
        except OSError:
            return ""
        if size > limit:
            tail = tail.partition(b"\n")[2]
        return tail.decode("utf-8", errors="replace")

    def meta(self) -> dict[str, Any]:
        return marks.read_meta(self.meta_file)

    def write_meta(self, **changes: object) -> None:
        foreign_runs.must_be_ours(self.path)
        marks.write_meta(self.meta_file, **changes)

    @property
    def name(self) -> str:
        return str(self.meta().get("name") or self.path.name)

    def worker(self) -> processes.Owner | None:
        """The living worker of this run."""
        owner = processes.holder(self.lock_file)
        return owner if owner is not None and owner.alive() else None

    def status(self, history: History) -> Status:
        """What is shown: what the run said, or "interrupted" when its worker is gone without a word."""
        if history.status.ended or self.worker() is not None or not self.events_file.exists():
            return history.status
        if history.status is Status.QUEUED:
            return Status.QUEUED
        if history.paused is not None and history.paused.reason == "released":
            return Status.PAUSED  # its worker has left on purpose
        return Status.INTERRUPTED

    def send(self, verb: str, **args: object) -> str:
        """Writes one line of control.jsonl and returns its id; the worker answers with Acknowledged(id)."""
        if verb not in VERBS:
            raise WorkbenchError(
                "A run does not know “{verb}”.", hint="It knows {verbs}.", verb=verb, verbs=", ".join(VERBS)
            )
        foreign_runs.must_be_ours(self.path)
        identity = uuid.uuid4().hex[:12]
        files.append_line(self.control_file, json.dumps({"id": identity, "verb": verb, "args": args}))
        return identity

    def end_worker(self) -> None:
        """Ends a worker that does not answer, by force; nothing is saved."""
        owner = self.worker()
        if owner is not None:
            processes.end_owner(owner)


def create(run_spec: RunSpec, folder: Path | None = None) -> RunFolder:
    """A new run folder with its run.yaml; a name is chosen in the runs' root when no folder is given."""
    prompts = prompt_sets.sampled(run_spec.watch.prompts) or ""
    run = RunFolder(_new_folder(run_spec.name) if folder is None else _claimed(folder))
    watch = run_spec.watch.model_copy(update={"prompts": prompts})
    run_spec = run_spec.model_copy(update={"resolved": None, "watch": watch})  # its worker decides the rest
    run.write_meta(
        name=run_spec.name, created=datetime.datetime.now().astimezone().isoformat(timespec="seconds")
    )
    files.write_text(run.spec_file, run_spec.to_yaml())
    return run


def _new_folder(name: str) -> Path:
    root = places.runs_root()
    stem = re.sub(r"[^\w.-]+", "-", name, flags=re.UNICODE).strip("-.") or "run"
    dated = f"{datetime.date.today().isoformat()}-{stem}"
    with files.explained(root):
        root.mkdir(parents=True, exist_ok=True)
        for number in range(1, 10_000):
            folder = root / (dated if number == 1 else f"{dated}-{number}")
            with contextlib.suppress(FileExistsError):
                folder.mkdir()
                return folder
    raise WorkbenchError("No free name for {name} in {root}.", hint="Rename the run.", name=name, root=root)


def _claimed(folder: Path) -> Path:
    with files.explained(folder):
        if (folder / "run.yaml").exists() or (folder / "events.jsonl").exists():
            raise WorkbenchError(
                "{folder} already holds a run.",
                hint="Choose another folder with --out, or remove that run first.",
                kind="folder-taken",
                folder=folder,
            )
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            raise WorkbenchError(
                "{folder} is not an empty folder.",
                hint="Choose a new folder for the run.",
                kind="folder-taken",
                folder=folder,
            )
        folder.mkdir(parents=True, exist_ok=True)
    return folder


def is_run(folder: Path) -> bool:
    return (folder / "run.yaml").is_file()


def named(name: str) -> Path:
    """The folder of a run among ours; where there is none, the one that it would have."""
    folders = [root / name for root in places.runs_roots()]
    return next((folder for folder in folders if is_run(folder)), folders[0])


def listed(root: Path | None = None) -> list[RunFolder]:
    """Every run in the root, else in every folder of ours, the newest first."""
    roots = [one for one in (places.runs_roots() if root is None else (root,)) if one.is_dir()]
    found = [RunFolder(folder) for one in roots for folder in one.iterdir() if is_run(folder)]
    return sorted(found, key=lambda run: (str(run.meta().get("created", "")), run.path.name), reverse=True)


@dataclass
class Follower:
    """Reads what is new in a growing file of JSON lines; a torn last line waits until it is whole."""

    path: Path
    damaged: int = 0
    _offset: int = 0
    _rest: bytes = field(default=b"", repr=False)

    @property
    def grown(self) -> bool:
        """Whether there is more than was read."""
        try:
            return self.path.stat().st_size > self._offset
        except OSError:
            return False

    def lines(self, limit: int = 1 << 22) -> Iterator[str]:
        """The whole lines that came since the last call, at most `limit` bytes of them."""
        try:
            with self.path.open("rb") as stream:
                stream.seek(self._offset)
                chunk = stream.read(limit)
        except FileNotFoundError:
            return
        self._offset += len(chunk)
        *whole, self._rest = (self._rest + chunk).split(b"\n")
        for line in whole:
            if line.strip():
                yield line.decode("utf-8", errors="replace")

    def events(self, limit: int = 1 << 22) -> Iterator[events.Stamped]:
        """The events that came since the last call. Damaged lines are counted in `damaged` and skipped."""
        for line in self.lines(limit):
            try:
                stamped = events.from_line(line)
            except WorkbenchError:
                self.damaged += 1
                continue
            if stamped is not None:
                yield stamped


def history(run: RunFolder) -> History:
    """Everything a run has said so far, folded."""
    follower, told = Follower(run.events_file), History()
    while True:
        before = told.count
        for stamped in follower.events():
            told.apply(stamped)
        if told.count == before:
            return told
