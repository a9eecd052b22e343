"""What a person writes on documents: star, archive, tags and notes, each with Undo."""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from workbench.core import foreign_runs, marks
from workbench.core.errors import WorkbenchError
from workbench.core.marks import Marks
from workbench.core.runs import is_run
from workbench.services import draft_files
from workbench.services.draft import Draft
from workbench.services.library import Library
from workbench.services.problem import Problem
from workbench.services.run_watch import RunWatch

Markable = Draft | RunWatch


class Marking(QObject):
    """Writes to meta.json, and lets the lists know."""

    toast = Signal(str, object)  # text, and the callable that takes it back
    failed = Signal(Problem)
    changed = Signal(object)  # the document that is marked otherwise now

    def __init__(self, library: Library, parent: QObject) -> None:
        super().__init__(parent)
        self._library = library

    def star(self, documents: Iterable[Markable], on: bool) -> None:
        self._set(documents, "starred", on)

    def archive(self, documents: Iterable[Markable], on: bool) -> None:
        """Put away: in no list unless it is asked for."""
        self._set(documents, "archived", on)

    def tag(self, documents: Sequence[Markable], add: Sequence[str] = (), remove: Sequence[str] = ()) -> None:
        """Gives tags and takes tags away; the tags that others gave meanwhile stay."""
        try:
            added = [marks.tag(each) for each in add]
        except WorkbenchError as error:
            self.failed.emit(Problem.of(error))
            return
        before = {document: of(document).tags for document in documents}
        changed = [
            document
            for document, had in before.items()
            if any(each not in had for each in added) or any(each in had for each in remove)
        ]
        if self._write(changed, lambda _, file: marks.retag(file, added, remove)):
            names = ", ".join(added or remove)
            said = self.tr("Tagged {what} {tags}.") if added else self.tr("Took {tags} off {what}.")
            self.toast.emit(
                said.format(what=self._named(changed), tags=names),
                lambda: self._write(changed, lambda d, file: _retag_as(file, before[d], added, remove)),
            )

    def note(self, document: Markable, text: str, former: str) -> str:
        """Writes a note that was edited from `former`, and returns what stands there now."""
        if isinstance(document, RunWatch) and not is_run(document.run.path):
            return former  # it lies in the trash by now
        kept = text

        def write(_: Markable, file: Path) -> None:
            nonlocal kept
            kept = marks.write_note(file, text, former)

        if not self._write([document], write):
            return former
        self.toast.emit(
            self.tr("Note of {what} saved.").format(what=self._named([document])),
            lambda: self._write([document], lambda _, file: marks.write_meta(file, note=former)),
        )
        return kept

    def _set(self, documents: Iterable[Markable], name: str, on: bool) -> None:
        changed = [document for document in documents if getattr(of(document), name) is not on]
        if not self._write(changed, lambda _, file: marks.write_meta(file, **{name: on})):
            return
        said = {
            ("starred", True): self.tr("Starred {what}."),
            ("starred", False): self.tr("{what}: no star any more."),
            ("archived", True): self.tr("Archived {what}. “archived” in the filter shows it."),
            ("archived", False): self.tr("{what} is back in the list."),
        }[name, on]
        self.toast.emit(
            said.format(what=self._named(changed)),
            lambda: self._write(changed, lambda _, file: marks.write_meta(file, **{name: not on})),
        )

    def _write(self, documents: Sequence[Markable], write: Callable[[Markable, Path], object]) -> bool:
        """Whether all of them could be written on, and there were any."""
        try:
            for document in documents:
                if isinstance(document, RunWatch):
                    foreign_runs.must_be_ours(document.run.path)
                    write(document, document.run.meta_file)
                    self._library.reread(document)
                else:
                    write(document, draft_files.meta_file(document.file))
                    document.reread_marks()
                self.changed.emit(document)
        except WorkbenchError as error:
            self.failed.emit(Problem.of(error, "run"))
            return False
        return bool(documents)

    def _named(self, documents: Sequence[Markable]) -> str:
        if len(documents) == 1:
            return documents[0].name
        return self.tr("{count} runs").format(count=len(documents))


def of(document: Markable) -> Marks:
    return document.summary.marks if isinstance(document, RunWatch) else document.marks


def is_ours(document: Markable) -> bool:
    """Whether it may be written on."""
    return not (isinstance(document, RunWatch) and document.read_only)


def _retag_as(file: Path, had: Sequence[str], added: Sequence[str], removed: Sequence[str]) -> Marks:
    """Takes a change of tags back, and nothing else."""
    return marks.retag(
        file, [each for each in removed if each in had], [each for each in added if each not in had]
    )
