"""How two adapters differ: plain values, module by module. Definitions in core.inspection hold here too."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from workbench.core.inspection import NAN, Place, Said, place, plain, read


@dataclass(frozen=True, slots=True)
class ComparedModule:
    """One module in two adapters, a and b. What an adapter does not have counts as ΔW = 0 there."""

    path: str
    shape: tuple[int, int]
    side: Literal["both", "a", "b"] = "both"
    frobenius_a: float = NAN
    frobenius_b: float = NAN
    difference: float = NAN  # ‖ΔW_b − ΔW_a‖, Frobenius
    difference_spectral: float = NAN
    cosine: float = NAN  # ⟨ΔW_a, ΔW_b⟩ / (‖ΔW_a‖·‖ΔW_b‖)
    angles_out: tuple[float, ...] = ()  # principal angles in degrees, rising, of what they write to
    angles_in: tuple[float, ...] = ()  # and of what they read from
    note: str = ""

    @property
    def place(self) -> Place:
        return place(self.path)

    @property
    def subtracts(self) -> bool:
        """Whether ΔW_b − ΔW_a exists as a matrix: both have it, of one shape, and it is finite."""
        return self.side == "both" and math.isfinite(self.difference)

    @property
    def relative(self) -> float:
        """‖ΔW_b − ΔW_a‖ / ‖ΔW_a‖."""
        return self.difference / self.frobenius_a if self.frobenius_a else NAN

    @property
    def overlap(self) -> float:
        """How much of the output directions they share: the mean of cos² of the angles, 0 to 1."""
        cosines = [math.cos(math.radians(angle)) ** 2 for angle in self.angles_out]
        return sum(cosines) / len(cosines) if cosines else NAN


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two adapters, a and b ("what did these 100 steps change": a is the earlier checkpoint)."""

    a: str
    b: str
    modules: tuple[ComparedModule, ...]
    difference: float  # Frobenius, over all modules
    cosine: float  # of all modules together
    verdict: tuple[Said, ...] = ()
    notes: tuple[Said, ...] = ()

    def to_json(self) -> dict[str, Any]:
        document = plain(self)
        document["modules"] = [plain(module) for module in self.modules]
        for name in ("verdict", "notes"):
            document[name] = [said.to_json() for said in getattr(self, name)]
        return document

    @classmethod
    def from_json(cls, document: Mapping[str, Any]) -> "Comparison":
        values = dict(document)
        kinds: dict[str, Any] = {"modules": ComparedModule, "verdict": Said, "notes": Said}
        for name, kind in kinds.items():
            values[name] = tuple(read(kind, item) for item in values.get(name, ()))
        found: Comparison = read(cls, values)
        return found


def verdict(modules: tuple[ComparedModule, ...], cosine: float) -> tuple[Said, ...]:
    """Where they differ most, and how alike they are."""
    measured = [module for module in modules if math.isfinite(module.difference)]
    total = sum(module.difference**2 for module in measured)
    if not measured:
        return ()
    if not total:
        return (Said("The two adapters are equal.", {}, "equal", tuple(m.path for m in measured)),)
    said = []
    if math.isfinite(cosine):
        said.append(
            Said(
                "The cosine of their changes is {cosine} (1: the same direction, 0: unrelated).",
                {"cosine": f"{cosine:.2f}"},
                "cosine",
                tuple(module.path for module in measured),
                "cosine",
            )
        )
    kinds: dict[str, float] = {}
    for module in measured:
        kinds[module.place.kind] = kinds.get(module.place.kind, 0.0) + module.difference**2
    kind = max(kinds, key=lambda name: kinds[name])
    said.append(
        Said(
            "They differ most in {kind}: {percent} % of the difference.",
            {"kind": kind, "percent": round(100 * kinds[kind] / total)},
            "differs-in",
            tuple(module.path for module in measured if module.place.kind == kind),
            "difference",
        )
    )
    for side, other in (("a", "b"), ("b", "a")):
        only = tuple(module.path for module in modules if module.side == side)
        if only:
            said.append(
                Said(
                    "{count} modules are in {side} only.",
                    {"count": len(only), "side": side, "other": other},
                    f"only-{side}",
                    only,
                )
            )
    return tuple(said)
