"""What the Try page is about: an adapter, its base, and how its rows were written."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication

from workbench.core import adapter_paths, resources
from workbench.core.spec import DataSpec
from workbench.services.foreign import ForeignAdapter
from workbench.services.run_watch import RunWatch
from workbench.services.workspace import Document, Workspace
from workbench.ui import words
from workbench.ui.trying import readiness
from workbench.ui.trying.wearable import Wearable


@dataclass(frozen=True)
class Subject:
    """`model` and the adapters are folders; `data` and `seed` are the run's, or the usual ones."""

    model: str
    own: Wearable
    data: DataSpec = field(default_factory=DataSpec)
    seed: int = 0
    of_a_run: bool = True  # an adapter from elsewhere brings no prompts
    holds_out: bool = False  # rows that a run did not train on
    modules: tuple[str, ...] = ()  # that the adapter changes
    prompts: tuple[str, ...] = ()  # held out
    checkpoints: tuple[Wearable, ...] = ()  # the oldest first
    others: tuple[Wearable, ...] = ()  # on the same base

    @property
    def writing(self) -> dict[str, Any]:
        """How conversations are written."""
        return self.data.writing()

    @property
    def offered(self) -> Iterator[Wearable]:
        """Everything a column can wear, in the order of the menus."""
        yield base()
        yield self.own
        yield from (each for each in reversed(self.checkpoints) if each.adapter != self.own.adapter)
        yield from self.others


def of_document(document: Document | None, workspace: Workspace) -> Subject | None:
    """None where there is nothing to try."""
    if not readiness.can_be_tried(document):
        return None
    is_foreign = isinstance(document, ForeignAdapter)
    return _of_adapter(document, workspace) if is_foreign else _of_run(document, workspace)


def _of_run(watch: RunWatch, workspace: Workspace) -> Subject:
    spec, choice = watch.spec, workspace.choice
    model = resources.model_path(spec.model.path)
    targets = spec.layers.targets  # the worker writes them out
    modules = (*targets, *spec.layers.modules_to_save) if isinstance(targets, tuple) else ()
    own = Wearable(_tr("Adapter"), str(watch.run.adapter), own=True)  # until there is one
    if choice.look is not None:
        own = Wearable(words.checkpoint(choice.look), str(choice.look.source), own=True)
    return Subject(
        model=str(model),
        own=own,
        data=spec.data,
        seed=spec.training.seed,
        holds_out=spec.resolved is not None and spec.resolved.rows_held_out > 0,
        modules=modules,
        prompts=tuple(dict.fromkeys(s.prompt for s in watch.history.samples if not s.own)),
        checkpoints=tuple(Wearable(words.checkpoint(look), str(look.source)) for look in choice.looks),
        others=_on_base(model, watch, workspace),
    )


def _of_adapter(adapter: ForeignAdapter, workspace: Workspace) -> Subject:
    """An adapter from elsewhere, on the base that it was given or names."""
    model, folder = adapter.base_folder(), adapter.peft_folder
    assert model is not None
    assert folder is not None
    return Subject(
        model=str(model),
        own=Wearable(adapter.name, str(folder), own=True),
        of_a_run=False,
        modules=adapter_paths.modules(folder),
        others=_on_base(model, adapter, workspace),
    )


def _base_of(watch: RunWatch) -> str:
    """Without reading its run.yaml, where the list knows it."""
    return watch.summary.model or watch.spec.model.path


def _on_base(model: Path, own: Document, workspace: Workspace) -> tuple[Wearable, ...]:
    """The adapters of other runs, and those from elsewhere that lie on this machine with this base."""
    ours = (
        Wearable(watch.name, str(watch.run.adapter))
        for watch in workspace.watches
        if watch is not own and resources.model_path(_base_of(watch)) == model and watch.run.has_adapter
    )
    foreign = (
        Wearable(adapter.name, str(adapter.peft_folder))
        for adapter in workspace.adapters
        if adapter is not own and adapter.peft_folder is not None and adapter.base_folder() == model
    )
    return (*ours, *foreign)


def base() -> Wearable:
    return Wearable(_tr("Base"))


def _tr(text: str) -> str:
    return QCoreApplication.translate("TryPage", text)
