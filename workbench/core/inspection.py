"""What is known about a saved adapter: its modules, their measures, and sentences about them. Plain values.

All measures speak of ΔW, what the adapter adds to a weight W, its scaling included. With the singular values
σ₁ ≥ σ₂ ≥ … of ΔW:

- frobenius = √Σσ², spectral = σ₁, nuclear = Σσ
- stable rank = Σσ² / σ₁² (Rudelson & Vershynin 2007)
- effective rank = exp(−Σ p·ln p) with p = σ / Σσ (Roy & Vetterli 2007)

A measure that does not exist (no low-rank product, no base at hand, values that are not finite) is NaN here
and null in JSON. ΔW of zero has the effective and stable rank 0.
"""

import dataclasses
import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, NamedTuple, get_args

NAN = float("nan")
_BLOCK = re.compile(r"(?P<stack>.*?(?:^|\.))(?P<block>\d+)\.(?P<kind>.+)")
_NUMBER = re.compile(r"(?<=\.)\d+(?=\.)")


class Place(NamedTuple):
    """Where a module stands in the map: blocks across, kinds down."""

    stack: str  # "model.layers"; "" for a module outside of blocks
    block: int  # -1 outside of blocks
    kind: str  # "self_attn.q_proj"; other numbers are "#"; the whole path outside of blocks


@lru_cache(maxsize=65536)
def place(path: str) -> Place:
    """The first number in a path is its block: "model.layers.20.mlp.down_proj" is block 20."""
    found = _BLOCK.fullmatch(path)
    if found is None:
        return Place("", -1, path)
    return Place(found["stack"].rstrip("."), int(found["block"]), _NUMBER.sub("#", found["kind"]))


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence as data: a template with named parameters, translated before they are filled in.

    `about` are the modules it speaks of (paths), `measure` what to show of them: a field of ModuleReport.
    """

    template: str
    parameters: Mapping[str, Any] = field(default_factory=dict)
    kind: str = ""  # a stable word for programs and tests
    about: tuple[str, ...] = ()
    measure: str = ""

    @property
    def text(self) -> str:
        return self.template.format(**self.parameters)

    def to_json(self) -> dict[str, Any]:
        return {**plain(self), "text": self.text}


@dataclass(frozen=True, slots=True)
class ModuleReport:
    """One adapted module. `shape` is (out, in) of ΔW.

    A stack of experts counts as one block-diagonal matrix: `shape` and `rank` are those of one expert, its
    singular values those of the first expert, then those of the second, and so on.
    """

    path: str  # in the base model; of experts the parameter's: "model.layers.0.mlp.experts.down_proj"
    shape: tuple[int, int]
    rank: int
    scaling: float
    frobenius: float = NAN
    spectral: float = NAN
    nuclear: float = NAN
    stable_rank: float = NAN
    effective_rank: float = NAN
    singular_values: tuple[float, ...] = ()  # falling, for each expert; of LoHa and LoKr the first 1,024
    kind: str = "lora"  # lora, dora, loha, lokr, vera, ia3, oft
    experts: int = 0  # 0: no stack of experts
    capacity: int = 0  # the highest rank that ΔW can have, of all experts: rank, but for LoHa and LoKr
    parameters: int = 0
    dtype: str = "float32"  # as stored
    not_finite: int = 0  # how many of its numbers are NaN or infinite
    largest: float = NAN  # of |ΔW|: one entry; only where `inspect` was asked for it
    strength: float = NAN  # RMS of l − 1 (IA3), ‖R − I‖/√n (OFT), RMS of λ_b (VeRA): 0 does nothing
    note: str = ""  # why measures are missing, or what to know about them, in plain words
    # against the base, only with one at hand
    base_frobenius: float = NAN
    base_spectral: float = NAN
    change_frobenius: float = NAN  # of W' − W: equals frobenius, but for DoRA, IA3 and OFT
    alignment: float = NAN  # share of ‖ΔW‖² inside W's leading directions, 0 to 1
    intruders: int = -1  # -1: not looked for

    @property
    def place(self) -> Place:
        return place(self.path)

    @property
    def used(self) -> float:
        """Share of the rank that is used: effective rank / rank."""
        return self.effective_rank / self.capacity if self.capacity else NAN

    @property
    def relative(self) -> float:
        """‖W' − W‖ / ‖W‖ (Frobenius)."""
        change = self.change_frobenius if math.isfinite(self.change_frobenius) else self.frobenius
        return change / self.base_frobenius if self.base_frobenius else NAN

    def energy(self, first: int) -> float:
        """Share of ‖ΔW‖² in the first singular values, 0 to 1."""
        squares = sorted((value * value for value in self.singular_values), reverse=True)
        total = sum(squares)
        return sum(squares[:first]) / total if total else NAN

    def to_json(self) -> dict[str, Any]:
        return plain(self)


@dataclass(frozen=True, slots=True)
class WholeReport:
    """A tensor that was trained and saved whole: of modules_to_save, or a bias."""

    path: str  # "score.weight"
    shape: tuple[int, ...]
    parameters: int
    frobenius: float = NAN  # of the tensor itself; the change is only known with the base
    change_frobenius: float = NAN
    base_frobenius: float = NAN
    not_finite: int = 0
    kind: str = "whole"  # whole, bias

    def to_json(self) -> dict[str, Any]:
        return plain(self)


@dataclass(frozen=True, slots=True)
class Inspection:
    """An adapter as the Inspect page and `workbench inspect --json` show it."""

    source: str
    method: str  # lora, dora, loha, lokr, vera, ia3, oft
    base: str  # base_model_name_or_path, as its file says
    parameters: int
    modules: tuple[ModuleReport, ...]
    whole: tuple[WholeReport, ...] = ()
    verdict: tuple[Said, ...] = ()
    notes: tuple[Said, ...] = ()  # what could not be understood or does not fit
    unknown_tensors: tuple[str, ...] = ()  # in the file, but not part of what is shown
    unknown_settings: tuple[str, ...] = ()  # keys of adapter_config.json that peft 0.21 does not know
    bytes: int = 0
    step: int = -1  # of a checkpoint

    def to_json(self) -> dict[str, Any]:
        document = plain(self)
        for name in ("modules", "whole", "verdict", "notes"):
            document[name] = [value.to_json() for value in getattr(self, name)]
        unknown = {"tensors": document.pop("unknown_tensors"), "settings": document.pop("unknown_settings")}
        return document | {"unknown": unknown}

    @classmethod
    def from_json(cls, document: Mapping[str, Any]) -> "Inspection":
        """Unknown keys are ignored."""
        values = dict(document)
        unknown = values.pop("unknown", {})
        values |= {f"unknown_{name}": tuple(unknown.get(name, ())) for name in ("tensors", "settings")}
        parts: tuple[tuple[str, Any], ...] = (
            ("modules", ModuleReport),
            ("whole", WholeReport),
            ("verdict", Said),
            ("notes", Said),
        )
        for name, kind in parts:
            values[name] = tuple(read(kind, item) for item in values.get(name, ()))
        found: Inspection = read(cls, values)
        return found


def read(kind: Any, document: Mapping[str, Any]) -> Any:
    """One of these values from its JSON: null is NaN, lists are tuples, unknown keys are ignored."""
    known = {item.name: item for item in dataclasses.fields(kind)}
    values: dict[str, Any] = {}
    for name, value in document.items():
        if name not in known:
            continue
        if value is None and (known[name].type is float or float in get_args(known[name].type)):
            value = NAN
        values[name] = tuple(value) if isinstance(value, list) else value
    return kind(**values)


def plain(value: Any) -> dict[str, Any]:
    """A flat dataclass as JSON can carry it."""
    return {item.name: plain_value(getattr(value, item.name)) for item in dataclasses.fields(value)}


def plain_value(value: Any) -> Any:
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, tuple | list):
        return [plain_value(part) for part in value]
    if isinstance(value, Mapping):
        return {key: plain_value(part) for key, part in value.items()}
    return value
