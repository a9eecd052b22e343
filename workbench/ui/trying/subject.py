"""What the Try page is about: an adapter, its base, and how its rows were written."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication

from workbench.core import checkpoints as saved
from workbench.core import resources
from workbench.core.spec import DataSpec
from workbench.services.run_watch import RunWatch
from workbench.ui.trying import readiness
from workbench.ui.trying.wearable import Wearable


@dataclass(frozen=True)
class Subject:
    """`model` and the adapters are folders; `data` and `seed` are the run's, or the usual ones."""

    model: str
    own: Wearable
    data: DataSpec = field(default_factory=DataSpec)
    seed: int = 0
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
        prompts=tuple(dict.fromkeys(sample.prompt for sample in watch.history.samples)),
        checkpoints=tuple(Wearable(step.format(step=f"{c.step:,}"), str(c.adapter)) for c in kept),
        others=tuple(
            Wearable(other.run.name, str(other.run.adapter))
            for other in watches
            if other is not watch
            and other.run.has_adapter
            and Path(resources.model_path(other.spec.model.path)) == Path(model)
        ),
    )


def base() -> Wearable:
    return Wearable(_tr("Base"))


def _tr(text: str) -> str:
    return QCoreApplication.translate("TryPage", text)
