"""What a column of the Try page can wear: nothing, the run's adapter, a checkpoint, another run's adapter."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from workbench.core import checkpoints as saved
from workbench.core import resources
from workbench.services.run_watch import RunWatch
from workbench.ui.trying import readiness


@dataclass(frozen=True)
class Wearable:
    """`adapter` is a peft adapter's folder; "" is the base as it is."""

    title: str
    adapter: str = ""

    @property
    def is_base(self) -> bool:
        return not self.adapter


def base() -> Wearable:
    return Wearable(QCoreApplication.translate("TryPage", "Base"))


def own(watch: RunWatch) -> Wearable:
    """The adapter the run has on disk."""
    return Wearable(readiness.adapter_title(readiness.kept_step(watch)), str(watch.run.adapter))


def checkpoints(watch: RunWatch) -> list[Wearable]:
    """The run's kept checkpoints, the oldest first."""
    kept = reversed(saved.listed(watch.run.checkpoints))
    words = QCoreApplication.translate("TryPage", "Step {step}")
    return [Wearable(words.format(step=f"{c.step:,}"), str(c.adapter)) for c in kept]


def offered(watch: RunWatch, others: Sequence[RunWatch]) -> Iterator[Wearable]:
    """Everything that fits the run's base, in the order of the menu."""
    yield base()
    yield own(watch)
    yield from checkpoints(watch)
    model = resources.model_path(watch.spec.model.path)
    for other in others:
        same_base = resources.model_path(other.spec.model.path) == model
        if other is not watch and other.run.has_adapter and same_base:
            yield Wearable(other.run.name, str(other.run.adapter))
