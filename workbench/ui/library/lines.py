"""What the sidebar lists: the workspace's documents under their headings, each with its caption and curve."""

from dataclasses import replace

from PySide6.QtCore import QCoreApplication

from workbench.core.history import Status
from workbench.services.draft import Draft
from workbench.services.foreign import ForeignAdapter
from workbench.services.run_watch import RunWatch
from workbench.services.workspace import Workspace
from workbench.ui import words
from workbench.ui.library.rows import Line


def lines(workspace: Workspace, wanted: str) -> list[Line]:
    """Headings and documents, from top to bottom; `wanted` is what the names must contain."""
    wanted = wanted.strip().lower()
    waiting = {path: at for at, path in enumerate(workspace.work.queue.runs)}
    place = {w: waiting[p] for w in workspace.watches if (p := str(w.run.path.resolve())) in waiting}
    queued = [replace(_run_line(w), queued=True) for w in sorted(place, key=lambda w: place[w])]
    running = [_run_line(w) for w in workspace.watches if not w.status.ended and w not in place]
    over = [_run_line(w) for w in workspace.watches if w.status.ended]
    found: list[Line] = []
    for title, rows in (
        (_tr("DRAFTS"), [_draft_line(d) for d in workspace.drafts]),
        (_tr("RUNNING"), running),
        (_tr("QUEUE (PAUSED)") if workspace.work.queue.paused else _tr("QUEUE"), queued),
        (_tr("FINISHED"), over),
        (_tr("ADAPTERS"), [_adapter_line(a) for a in workspace.adapters]),
    ):
        kept = [row for row in rows if wanted in row.title.lower()]
        found += [Line(title), *kept] if kept else []
    return found or [Line(_tr("NO RUN HAS THIS NAME") if wanted else _tr("NO RUNS YET"))]


def _draft_line(draft: Draft) -> Line:
    caption = _tr("draft · saved") if draft.is_saved else _tr("draft · saving…")
    if draft.trouble is not None:
        caption = _tr("draft · not saved")
    return Line(draft.name, caption, "draft", draft)


def _adapter_line(adapter: ForeignAdapter) -> Line:
    where = str(adapter.path.parent) if adapter.there else _tr("not where it was")
    return Line(adapter.name, where, "adapter", adapter)


def _run_line(watch: RunWatch) -> Line:
    held_out = tuple(watch.history.held_out.y)
    loss = tuple(watch.history.loss.y[:: max(1, len(watch.history.loss.y) // 48)])
    curve = held_out if len(held_out) > 1 else loss
    mark = words.state_mark(watch.status)
    return Line(watch.run.name, _caption(watch), mark, watch, curve, len(held_out) > 1)


def _caption(watch: RunWatch) -> str:
    history = watch.history
    match watch.status:
        case Status.TRAINING if history.steps:
            return _tr("{percent} % · loss {loss}").format(
                percent=round(100 * history.progress), loss=f"{history.smoothed_loss or 0:.3f}"
            )
        case Status.FAILED if history.failed:
            return history.failed.message
        case Status.STOPPED | Status.INTERRUPTED if history.step:
            return _tr("{state} at step {step}").format(state=words.status(watch.status), step=history.step)
        case Status.FINISHED if history.finished:
            best = history.best_held_out
            took = words.duration(history.finished.seconds)
            if best is None:
                return took
            return _tr("held out {loss} · {time}").format(loss=f"{best[1]:.3f}", time=took)
    return words.status(watch.status)


def _tr(text: str) -> str:
    return QCoreApplication.translate("Sidebar", text)
