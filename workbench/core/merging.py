"""What merging several adapters would do, before anything is written: plain values."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from workbench.core.inspection import plain, read


@dataclass(frozen=True, slots=True)
class MergedModule:
    """One module of the result."""

    path: str
    rank: int
    sources: tuple[int, ...]  # which adapters have it, by their place
    frobenius: float  # of Σ wᵢ·ΔWᵢ
    cancelled: float  # 1 − ‖Σ wᵢ·ΔWᵢ‖ / Σ‖wᵢ·ΔWᵢ‖: 0 all point the same way, 1 they undo each other
    error: float  # what the rank of an svd cuts off, Frobenius
    relative: float  # of frobenius


@dataclass(frozen=True, slots=True)
class Interference:
    """Two of the adapters, by their places: the cosine of their weighted changes over all shared modules."""

    a: int
    b: int
    cosine: float  # 1 the same direction, 0 unrelated, below 0 they work against each other


@dataclass(frozen=True, slots=True)
class MergePreview:
    modules: tuple[MergedModule, ...]
    interference: tuple[Interference, ...]

    def to_json(self) -> dict[str, Any]:
        return {name: [plain(item) for item in getattr(self, name)] for name in ("modules", "interference")}

    @classmethod
    def from_json(cls, document: Mapping[str, Any]) -> "MergePreview":
        modules = (read(MergedModule, item) for item in document["modules"])
        return cls(tuple(modules), tuple(read(Interference, item) for item in document["interference"]))
