"""One base in memory that wears one adapter after another: what answers stand beside each other from."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from workbench.core import resources
from workbench.core.errors import WorkbenchError
from workbench.training import adapter as adapters
from workbench.training import introspect, models
from workbench.training.peft_parts import WEIGHTS


@dataclass(frozen=True)
class Worn:
    """What the base wears: a peft adapter's folder (None: nothing), how strongly, and without what."""

    adapter: str | None = None
    strength: float = 1.0
    off: Collection[str] = ()


class FittingRoom:
    """The base stays loaded; changing the adapter reads the adapter's file and nothing else."""

    def __init__(self, folder: Path, device: str = "") -> None:
        """`device` "" is the one that this machine computes on."""
        self.folder = folder
        tree = introspect.layer_tree(folder)
        dtype = models.resolve_dtype("auto", tree)
        models.check_memory(tree, dtype)
        self.tokenizer = models.load_tokenizer(folder)
        self._model: Any = models.load_model(folder, dtype, device or models.resolve_device()).eval()
        self._adapter: tuple[str, int] | None = None  # the folder, and when its weights were written

    @contextmanager
    def wearing(self, worn: Worn) -> Iterator[Any]:
        """The model, computing what is asked for until the block ends."""
        if worn.adapter is None:
            if self._adapter is None:
                yield self._model
            else:
                with adapters.without(self._model):
                    yield self._model
            return
        self._put_on(Path(worn.adapter))
        with adapters.strength(self._model, worn.strength, worn.off):
            yield self._model

    def _put_on(self, folder: Path) -> None:
        weights = folder / WEIGHTS
        if not weights.is_file():
            raise WorkbenchError(
                "{folder} holds no adapter (adapter_model.safetensors is missing).",
                hint="Choose a run that has saved one, or a peft adapter folder.",
                folder=folder,
            )
        wanted = (str(folder.resolve()), weights.stat().st_mtime_ns)
        if wanted == self._adapter:
            return
        if self._adapter is not None:
            self._model, self._adapter = adapters.take_off(self._model), None
        self._model = adapters.load(self._model, folder).eval()
        self._adapter = wanted


_kept: dict[tuple[str, str], FittingRoom] = {}


def of_model(model: str, device: str = "") -> FittingRoom:
    """The room of a model folder, kept for this process's next question; one base at a time."""
    wanted = (str(resources.model_path(model).resolve()), device)
    if wanted not in _kept:
        _kept.clear()  # before the next base is loaded: two may not fit
        _kept[wanted] = FittingRoom(Path(wanted[0]), device)
    return _kept[wanted]
