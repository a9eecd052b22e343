"""What of a document can be looked at: a run's checkpoints and its adapter, or an adapter from elsewhere."""

from dataclasses import dataclass
from pathlib import Path

from workbench.core import checkpoints
from workbench.services.foreign import ForeignAdapter
from workbench.services.run_watch import RunWatch


@dataclass(frozen=True)
class Look:
    """One state of an adapter."""

    source: Path
    step: int = -1  # -1: not known
    best: bool = False  # of its run, by the held-out loss
    last: bool = False  # the run's adapter folder

    @property
    def stamp(self) -> tuple[int, int]:
        """Changes when the weights are written anew."""
        for file in (self.source, self.source / "adapter_model.safetensors"):
            if file.is_file():
                found = file.stat()
                return found.st_mtime_ns, found.st_size
        return 0, 0


def looks(document: object) -> tuple[Look, ...]:
    """The oldest first; none for a draft, and for a run that has saved nothing."""
    if isinstance(document, ForeignAdapter):
        return (Look(document.path),)
    if not isinstance(document, RunWatch):
        return ()
    run, saved = document.run, document.history.saved
    kept = checkpoints.listed(run.checkpoints)
    best = checkpoints.best(kept)
    found = [Look(each.adapter, each.step, each is best) for each in reversed(kept)]
    step = saved[-1].step if saved else -1
    if run.has_adapter and step not in [each.step for each in found]:
        found.append(Look(run.adapter, step, best is None, True))
    return tuple(found)


def preferred(found: tuple[Look, ...]) -> Look | None:
    """The best one, else the last."""
    return next((look for look in found if look.best), found[-1] if found else None)
