"""What the sidebar lists: the workspace's documents under their headings, each with its caption and curve."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QDate, QLocale

from workbench.core.history import Status
from workbench.core.run_filter import RunFilter
from workbench.core.run_summary import RunSummary
from workbench.services.draft import Draft
from workbench.services.foreign import ForeignAdapter
from workbench.services.run_watch import RunWatch
from workbench.services.saying import shown
from workbench.services.workspace import Document, Workspace
from workbench.ui import words
from workbench.ui.library.rows import Line, Row


@dataclass(frozen=True)
class Listed:
    """The rows from top to bottom; `found` of `there` documents fit the filter."""

    rows: list[Row]
    queued: set[Document]
    found: int
    there: int


def listed(workspace: Workspace, wanted: RunFilter) -> Listed:
    """Headings, and the documents that fit; archived ones only where they are asked for."""
    waiting = {path: at for at, path in enumerate(workspace.work.queue.runs)}
    place: dict[Document, int] = {}
    running: list[Row] = []
    over: list[RunWatch] = []
    foreign: dict[str, list[RunWatch]] = {str(root): [] for root in workspace.library.roots}
    for watch in workspace.watches:
        if not wanted.fits(watch.summary):
            continue
        if waiting and (path := str(watch.run.path.resolve())) in waiting:
            place[watch] = waiting[path]
        elif watch.read_only:
            foreign[str(watch.run.path.parent)].append(watch)
        elif watch.status.ended:
            over.append(watch)
        else:
            running.append(watch)
    drafts: list[Row] = [draft for draft in workspace.drafts if wanted.fits(_of_draft(draft))]
    adapters: list[Row] = [each for each in workspace.adapters if wanted.fits(_of_adapter(each))]
    queue = _tr("QUEUE (PAUSED)") if workspace.work.queue.paused else _tr("QUEUE")
    rows: list[Row] = []
    for title, found in (
        (_tr("DRAFTS"), drafts),
        (_tr("RUNNING"), running),
        (queue, sorted(place, key=place.__getitem__)),
    ):
        rows += [title, *found] if found else []
    rows += _by_day(over)
    for root, watches in foreign.items():
        name = _tr("{folder} (READ-ONLY)").format(folder=Path(root).name.upper())
        rows += [name, *_latest_first(watches)] if watches else []
    rows += [_tr("ADAPTERS"), *adapters] if adapters else []
    count = sum(not isinstance(row, str) for row in rows)
    there = len(workspace.watches) + len(workspace.drafts) + len(workspace.adapters)
    if not rows:
        rows = [_tr("NOTHING FITS") if there else _tr("NO RUNS YET")]
    return Listed(rows, set(place), count, there)


def line(document: Document) -> Line:
    """How a document's row reads now."""
    if isinstance(document, Draft):
        return _draft_line(document)
    if isinstance(document, ForeignAdapter):
        where = str(document.path.parent) if document.there else _tr("not where it was")
        return Line(document.name, where, "adapter", document)
    summary, marks = document.summary, document.summary.marks
    return Line(
        summary.name,
        _caption(document),
        words.state_mark(document.status) if summary.status else "",
        document,
        summary.curve,
        summary.curve_held_out,
        marks.starred,
        marks.archived,
        marks.tags,
    )


def _latest_first(watches: Iterable[RunWatch]) -> list[RunWatch]:
    return sorted(watches, key=lambda watch: watch.summary.moment, reverse=True)


def _by_day(watches: list[RunWatch]) -> list[Row]:
    """The latest first, a heading for each day on which runs ended."""
    rows: list[Row] = []
    today = datetime.date.today()
    day: datetime.date | None = None
    first = 0.0  # the moment at which the day under way began
    for watch in _latest_first(watches):
        moment = watch.summary.moment
        if day is None or moment < first:
            day = datetime.date.fromtimestamp(moment)
            first = datetime.datetime.combine(day, datetime.time()).timestamp()
            rows.append(_day(day, today))
        rows.append(watch)
    return rows


def _day(day: datetime.date, today: datetime.date) -> str:
    if day == today:
        return _tr("FINISHED TODAY")
    if day == today - datetime.timedelta(days=1):
        return _tr("FINISHED YESTERDAY")
    pattern = _tr("d MMM") if day.year == today.year else _tr("d MMM yyyy")
    text = QLocale().toString(QDate(day.year, day.month, day.day), pattern)
    return _tr("FINISHED {day}").format(day=text.upper())


def _draft_line(draft: Draft) -> Line:
    caption = _tr("draft · saved") if draft.is_saved else _tr("draft · saving…")
    if draft.trouble is not None:
        caption = _tr("draft · not saved")
    marks = draft.marks
    return Line(
        draft.name,
        caption,
        "draft",
        draft,
        starred=marks.starred,
        archived=marks.archived,
        tags=marks.tags,
    )


def _of_draft(draft: Draft) -> RunSummary:
    """What a draft can be found by."""
    spec = draft.spec
    data = tuple(source.path for source in spec.data.sources)
    return RunSummary(draft.name, status="draft", model=spec.model.path, data=data, marks=draft.marks)


def _of_adapter(adapter: ForeignAdapter) -> RunSummary:
    return RunSummary(adapter.name, status="adapter", model=adapter.base)


def _caption(watch: RunWatch) -> str:
    summary = watch.summary
    if not summary.status:
        return _tr("reading…")
    if summary.imported:
        return _tr("imported from {program}").format(program=summary.imported)
    match watch.status:
        case Status.TRAINING if summary.steps:
            return _tr("{percent} % · loss {loss}").format(
                percent=round(100 * min(1.0, summary.step / summary.steps)), loss=f"{summary.loss or 0:.3f}"
            )
        case Status.FAILED if summary.reason:
            return shown(summary.reason)
        case Status.STOPPED | Status.INTERRUPTED if summary.step:
            return _tr("{state} at step {step}").format(state=words.status(watch.status), step=summary.step)
        case Status.FINISHED:
            took = words.duration(summary.seconds)
            if summary.held_out is None:
                return took
            return _tr("held out {loss} · {time}").format(loss=f"{summary.held_out:.3f}", time=took)
    return words.status(watch.status)


def _tr(text: str) -> str:
    return QCoreApplication.translate("Sidebar", text)
