"""What the Try page is about: an adapter, its base, and how its rows were written."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication

from workbench.core import checkpoints as saved
from workbench.core import resources
from workbench.core.spec import DataSpec
from workbench.services.foreign import ForeignAdapter
from workbench.services.run_watch import RunWatch
from workbench.services.workspace import Document
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
        yield from self.checkpoints
        yield from self.others


def of_document(document: Document | None, watches: Sequence[RunWatch]) -> Subject | None:
    """None where there is nothing to try."""
    if not readiness.can_be_tried(document):
        return None
    return (
        of_adapter(document, watches) if isinstance(document, ForeignAdapter) else of_run(document, watches)
    )


def of_run(watch: RunWatch, watches: Sequence[RunWatch]) -> Subject:
    spec = watch.spec
    model = resources.model_path(spec.model.path)
    targets = spec.layers.targets  # the worker writes them out
    modules = (*targets, *spec.layers.modules_to_save) if isinstance(targets, tuple) else ()
    step = _tr("Step {step}")
    kept = reversed(saved.listed(watch.run.checkpoints))
    return Subject(
        model=str(model),
        own=Wearable(readiness.adapter_title(readiness.kept_step(watch)), str(watch.run.adapter)),
        data=spec.data,
        seed=spec.training.seed,
        holds_out=spec.resolved is not None and spec.resolved.rows_held_out > 0,
        modules=modules,
        prompts=tuple(dict.fromkeys(s.prompt for s in watch.history.samples if not s.own)),
        checkpoints=tuple(Wearable(step.format(step=f"{c.step:,}"), str(c.adapter)) for c in kept),
        others=_on_base(model, [other for other in watches if other is not watch]),
    )


def of_adapter(adapter: ForeignAdapter, watches: Sequence[RunWatch]) -> Subject:
    """An adapter from elsewhere, on the base that it was given or names."""
    model, folder = adapter.base_folder(), adapter.peft_folder
    assert model is not None
    assert folder is not None
    own = Wearable(adapter.name, str(folder))
    return Subject(model=str(model), own=own, of_a_run=False, others=_on_base(model, watches))


def _on_base(model: Path, watches: Sequence[RunWatch]) -> tuple[Wearable, ...]:
    return tuple(
        Wearable(watch.run.name, str(watch.run.adapter))
        for watch in watches
        if watch.run.has_adapter and resources.model_path(watch.spec.model.path) == model
    )


def base() -> Wearable:
    return Wearable(_tr("Base"))


def _tr(text: str) -> str:
    return QCoreApplication.translate("TryPage", text)
