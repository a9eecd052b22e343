"""With what an adapter can be compared, and how the comparison is told."""

from collections.abc import Callable
from itertools import islice
from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFileDialog, QMenu

from workbench.core.comparison import ComparedModule
from workbench.services.lens import Contrast, Lens
from workbench.services.looks import Look, looks, preferred
from workbench.services.workspace import Document, Workspace
from workbench.ui import words

_RUNS = 12  # in the menu; others are chosen as a folder


def fill(
    menu: QMenu,
    workspace: Workspace,
    document: Document | None,
    lens: Lens,
    choose: Callable[[Look | None], None],
) -> None:
    """Checkpoints of the same run, other runs, adapters from elsewhere, and any other folder."""
    menu.clear()
    own = [look for look in looks(document) if look != lens.look]
    for look in reversed(own):
        menu.addAction(words.checkpoint(look), lambda look=look: choose(look))
    if own:
        menu.addSeparator()
    for look in others(workspace, document, None):
        menu.addAction(told(look, workspace), lambda look=look: choose(look))
    menu.addSeparator()
    menu.addAction(_tr("Another adapter's folder…"), lambda: _ask(menu, choose))
    if lens.against is not None:
        menu.addAction(_tr("Stop comparing"), lambda: choose(None))


def others(workspace: Workspace, document: object, own: Look | None) -> list[Look]:
    """The best of every other run, and adapters from elsewhere; with `own`, first this one's other states."""
    found = [look for look in reversed(looks(document)) if own is not None and look != own]
    documents = (other for other in (*workspace.watches, *workspace.adapters) if other is not document)
    best = (preferred(looks(other)) for other in documents)
    there = (look for look in best if look is not None)
    return [*found[:_RUNS], *islice(there, max(0, _RUNS - len(found)))]  # no more than these are looked at


def sentence(lens: Lens, workspace: Workspace) -> str:
    """What stands above the map while two adapters are compared."""
    assert lens.against is not None
    name = told(lens.against, workspace)
    if lens.contrast_problem is not None:
        return f"{lens.contrast_problem.message} {lens.contrast_problem.hint}".strip()
    if lens.contrast is None:
        return _tr("Comparing with {name}…").format(name=name)
    return _tr("Compared with {name}: what it changes more, less or elsewhere.").format(name=name)


def told(look: Look, workspace: Workspace) -> str:
    """step 60 of starter, or the adapter's name."""
    documents = (*workspace.watches, *workspace.adapters)
    above = set(look.source.parents)
    near = [each for each in workspace.watches if each.run.path in above]
    for document in near or documents:
        if look in looks(document):
            step = words.checkpoint(look)
            return name_of(document) if look.step < 0 else f"{name_of(document)}, {step}"
    return look.source.name


def module_of(contrast: Contrast | None, path: str) -> ComparedModule | None:
    if contrast is None or path not in contrast.paths:
        return None
    return contrast.comparison.modules[contrast.paths.index(path)]


def name_of(document: object) -> str:
    run = getattr(document, "run", None)
    return str(run.name if run is not None else getattr(document, "name", ""))


def _ask(menu: QMenu, choose: Callable[[Look | None], None]) -> None:
    name = QFileDialog.getExistingDirectory(menu, _tr("Choose an adapter, a checkpoint or a run"))
    if name:
        choose(Look(Path(name)))


def _tr(text: str) -> str:
    return QCoreApplication.translate("Comparing", text)
