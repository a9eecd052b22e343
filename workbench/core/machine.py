"""What this machine computes with: measured once by `training.bench.calibration`, then kept."""

import json
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from math import exp, log
from pathlib import Path
from typing import Any

from workbench.core import files, places

VERSION = 2  # of the file, and of what the program computes with: an older measurement counts no more


@dataclass(frozen=True, slots=True)
class Products:
    """Operations a second of matrix products: rates[i][j] of tokens[i] at once and √(in·out) = sides[j]."""

    tokens: tuple[int, ...]
    sides: tuple[int, ...]
    rates: tuple[tuple[float, ...], ...]

    def rate(self, tokens: float, inside: int, outside: int) -> float:
        """Between the measured points: linear in the logarithms; beyond them: that of the last one."""
        row, below = _between(self.tokens, tokens)
        column, left = _between(self.sides, (inside * outside) ** 0.5)
        found = 0.0
        for i, share in ((row, 1 - below), (min(row + 1, len(self.tokens) - 1), below)):
            for j, part in ((column, 1 - left), (min(column + 1, len(self.sides) - 1), left)):
                found += share * part * log(self.rates[i][j])
        return exp(found)


@dataclass(frozen=True, slots=True)
class Speeds:
    """Seconds of each kind of work, for one dtype of the base and one number of threads.

    `units` has the seconds of a unit of each other kind of work, by the names that `core.work.KINDS` lists.
    """

    products: Products
    units: Mapping[str, float]
    error: float  # of the measured steps they were fitted to: relative, root mean square


@dataclass(frozen=True, slots=True)
class Machine:
    """`speeds` is keyed by dtype and threads: "bfloat16/2"."""

    device: str
    memory: int  # bytes, of the device
    base_memory: int  # bytes that a worker holds before it has a model
    speeds: Mapping[str, Speeds]
    calibrated: bool = False  # all of it was measured, not only how fast it multiplies

    def of(self, dtype: str, threads: int) -> Speeds | None:
        """What a run of this dtype and these threads computes with; else of the nearest number of threads."""
        having = [key for key in self.speeds if key.partition("/")[0] == dtype]
        if not having:
            return None
        return self.speeds[min(having, key=lambda key: abs(int(key.partition("/")[2]) - threads))]

    def to_json(self) -> dict[str, Any]:
        return {"version": VERSION, **asdict(self)}

    @classmethod
    def from_json(cls, document: Mapping[str, Any]) -> "Machine":
        """Raises KeyError, TypeError or ValueError where the document is not of this version."""
        if document["version"] != VERSION:
            raise ValueError("another version")
        speeds = {
            key: Speeds(_products(values["products"]), dict(values["units"]), float(values["error"]))
            for key, values in document["speeds"].items()
        }
        known = {key: document[key] for key in ("device", "memory", "base_memory", "calibrated")}
        return cls(**known, speeds=speeds)


def _products(document: Mapping[str, Any]) -> Products:
    rates = tuple(tuple(row) for row in document["rates"])
    return Products(tuple(document["tokens"]), tuple(document["sides"]), rates)


def _between(points: Sequence[int], value: float) -> tuple[int, float]:
    """The place of the last point that is not above `value`, and how far it is on the way to the next."""
    place = min(max(bisect_right(points, value) - 1, 0), len(points) - 1)
    if value <= points[0] or place == len(points) - 1:
        return place, 0.0
    return place, log(value / points[place]) / log(points[place + 1] / points[place])


def kept() -> Machine | None:
    """The machine as it was measured last; None where it never was, or by an older version."""
    try:
        return Machine.from_json(json.loads(_file().read_text(encoding="utf-8")))
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def keep(machine: Machine) -> None:
    files.write_text(_file(), json.dumps(machine.to_json(), indent=1))


def _file() -> Path:
    return places.home() / "machine.json"
