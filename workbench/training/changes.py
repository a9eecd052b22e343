"""Settings that change while a run trains: which hold at which step, so that a resume does the same."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any, Literal

from workbench.core.events import SettingChanged
from workbench.core.spec import Resolved, RunSpec

Setting = Literal["learning_rate", "steps", "micro_batch_tokens"]


@dataclass(frozen=True, slots=True)
class Live:
    """As they stand after some steps."""

    learning_rate: float  # the schedule's peak
    steps: int
    micro_batch_tokens: int


class Changes:
    """What was changed and after how many steps; `emit` tells of a new change."""

    def __init__(
        self,
        spec: RunSpec,
        resolved: Resolved,
        known: Iterable[SettingChanged],
        emit: Callable[[SettingChanged], None],
    ) -> None:
        self._first = Live(spec.training.learning_rate, resolved.steps, resolved.micro_batch_tokens)
        self._known = sorted(known, key=lambda change: change.step)
        self._emit = emit

    def at(self, step: int) -> Live:
        """What holds for the step after `step` done ones."""
        found = asdict(self._first) | {c.setting: c.value for c in self._known if c.step <= step}
        return Live(float(found["learning_rate"]), int(found["steps"]), int(found["micro_batch_tokens"]))

    def set(
        self, step: int, setting: Setting, value: float, why: Literal["asked", "out-of-memory"] = "asked"
    ) -> None:
        """From the step after `step` done ones on; later changes of the same setting no longer hold."""
        former = getattr(self.at(step), setting)
        change = SettingChanged(step, setting, value, former, why)
        self._known = [c for c in self._known if c.setting != setting or c.step < step] + [change]
        self._emit(change)

    def until(self, step: int) -> list[dict[str, Any]]:
        """What a checkpoint of that step remembers."""
        return [asdict(change) for change in self._known if change.step <= step]

    def set_all(self, step: int, settings: Mapping[str, Any]) -> None:
        """Those of `settings` (learning_rate, steps) that are not so already."""
        now = self.at(step)
        if "learning_rate" in settings and float(settings["learning_rate"]) != now.learning_rate:
            self.set(step, "learning_rate", float(settings["learning_rate"]))
        if "steps" in settings and int(settings["steps"]) != now.steps:
            self.set(step, "steps", max(step, int(settings["steps"])))
