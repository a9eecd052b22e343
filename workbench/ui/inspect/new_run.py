"""A new run with the ranks that an adapter used: its words, and the draft."""

from PySide6.QtCore import QCoreApplication

from workbench.core import resizing
from workbench.core.errors import WorkbenchError
from workbench.core.inspection import Inspection
from workbench.services.foreign import ForeignAdapter
from workbench.services.lens import Report
from workbench.services.problem import Problem
from workbench.services.run_watch import RunWatch
from workbench.services.workspace import Workspace
from workbench.ui.inspect import comparing
from workbench.ui.setup import amounts


def suggestion(report: Report) -> tuple[str, str]:
    """What a new run with these ranks would train; or, second, why none can follow."""
    inspection, ranks = report.inspection, report.ranks
    if not report.has_products:
        return "", _tr("No ranks follow from this kind of adapter: it has no low-rank product.")
    if not ranks:
        return "", report.no_ranks
    numbers = sum(
        rank * sum(module.shape) * max(1, module.experts)
        for rank, module in zip(ranks, inspection.modules, strict=True)
    )
    words = _tr("ranks {ranks} · {count} parameters, now {now}")
    said = words.format(
        ranks=amounts.span(str(min(ranks)), str(max(ranks))),
        count=amounts.short(numbers),
        now=amounts.short(inspection.parameters),
    )
    return said, ""


def make(workspace: Workspace, document: RunWatch | ForeignAdapter, inspection: Inspection) -> Problem | None:
    """Shows a draft like the run's own; the ranks are one step of it, so Undo gives the former ones back."""
    try:
        plan = resizing.suggested_plan(inspection)
    except WorkbenchError as error:
        return Problem.of(error, "layers")
    if isinstance(document, RunWatch):
        draft = workspace.new_draft(document.spec.model_copy(update={"resolved": None}))
        workspace.note_origin(draft, document, "ranks")
        plan = draft.spec.layers.model_copy(
            update={name: getattr(plan, name) for name in ("targets", "rank", "scale", "ranks", "scales")}
        )
    else:
        draft = workspace.new_draft()
        if document.base:
            draft.set_model(document.base)
    label = _tr("ranks of {name}").format(name=comparing.name_of(document))
    draft.set_plan(plan, label)
    workspace.show(draft)
    return None


def _tr(text: str) -> str:
    return QCoreApplication.translate("NewRun", text)
