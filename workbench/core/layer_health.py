"""What a run's LayerStats say over time: curves of every module, and what is worth a warning."""

from array import array
from dataclasses import dataclass, field

from workbench.core.events import LayerStats
from workbench.core.inspection import Said

_SPIKE = 10.0  # times the module's usual gradient
_COLLAPSED = 0.25  # of the highest effective rank it had
_LEAST = 5  # measurements before anything is said
_STILL = 1e-3  # of the median ‖ΔW‖


def _floats() -> "array[float]":
    return array("d")


@dataclass
class LayerCurves:
    """Every measurement so far; `norms[i][k]` is module i at the k-th measurement."""

    modules: tuple[str, ...] = ()
    steps: "array[float]" = field(default_factory=_floats)
    norms: "list[array[float]]" = field(default_factory=list)  # ‖ΔW‖, Frobenius
    ranks: "list[array[float]]" = field(default_factory=list)  # effective rank
    gradients: "list[array[float]]" = field(default_factory=list)
    base_norms: tuple[float, ...] = ()  # ‖W‖, Frobenius; 0 where it is not known

    def add(self, stats: LayerStats) -> None:
        """Measurements of a run that does not fit the ones before (other modules) begin anew."""
        if stats.modules and tuple(stats.modules) != self.modules:
            self.modules = tuple(stats.modules)
            self.base_norms = tuple(stats.base_norms) or (0.0,) * len(self.modules)
            self.steps = _floats()
            self.norms, self.ranks, self.gradients = ([_floats() for _ in self.modules] for _ in range(3))
        columns = ((self.norms, stats.norms), (self.ranks, stats.ranks), (self.gradients, stats.gradients))
        if any(len(values) != len(self.modules) for _, values in columns):
            return  # a line that was cut, or measurements without their beginning
        self.steps.append(stats.step)
        for curves, values in columns:
            for curve, value in zip(curves, values, strict=True):
                curve.append(value)

    def cut(self, step: int) -> None:
        """Forgets what lies beyond `step`."""
        kept = sum(1 for measured in self.steps if measured <= step)
        for curve in (self.steps, *self.norms, *self.ranks, *self.gradients):
            del curve[kept:]


def alerts(curves: LayerCurves) -> tuple[Said, ...]:
    """Dead modules, rank collapse and gradient spikes, as of the last measurement; each names its modules."""
    if len(curves.steps) < _LEAST:
        return ()
    found = []
    now = sorted(curve[-1] for curve in curves.norms)
    middle = now[len(now) // 2]
    places = range(len(curves.modules))
    still = [i for i in places if curves.norms[i][-1] <= _STILL * middle] if middle > 0 else []
    collapsed = [
        i
        for i in places
        if max(curves.ranks[i]) > 2 and curves.ranks[i][-1] < _COLLAPSED * max(curves.ranks[i])
    ]
    spiking = [i for i in places if curves.gradients[i][-1] > _SPIKE * _usual(curves.gradients[i])]
    for kind, measure, modules, one, many in (
        ("dead", "norms", still, "{path} does not learn.", "{count} modules do not learn, first {path}."),
        (
            "rank-collapse",
            "ranks",
            collapsed,
            "{path} uses a quarter of the rank that it used before, or less.",
            "{count} modules use a quarter of the rank that they used before, or less, first {path}.",
        ),
        (
            "spike",
            "gradients",
            spiking,
            "The gradient of {path} is over 10 times its usual size at step {step}.",
            "{count} gradients are over 10 times their usual size at step {step}, first that of {path}.",
        ),
    ):
        if modules:
            paths = tuple(curves.modules[i] for i in modules)
            parameters = {"count": len(paths), "path": paths[0], "step": int(curves.steps[-1])}
            found.append(Said(one if len(paths) == 1 else many, parameters, kind, paths, measure))
    return tuple(found)


def _usual(curve: "array[float]") -> float:
    """The median of the former values."""
    former = sorted(curve[:-1])
    return former[len(former) // 2] if former else 0.0
