"""What another program's run comes to: the settings that are known of it, and its events as ours."""

import json
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from workbench.core.events import Evaluated, Event, Finished, Measured, Notice, Started, Step

_LOSS = ("loss", "train/loss", "train_loss", "training/loss", "loss/train", "loss_step")
_HELD_OUT = (
    *("eval_loss", "eval/loss", "val_loss", "val/loss", "valid_loss", "validation/loss"),
    *("loss/val", "loss/eval", "loss/validation", "loss/test", "test/loss", "test_loss"),
)
_RATE = ("learning_rate", "train/learning_rate", "lr", "train/lr", "lr-adamw")
_NORM = ("grad_norm", "train/grad_norm", "gradient_norm", "train/gradient_norm")
_EPOCH = ("epoch", "train/epoch")
_TOKENS = ("num_input_tokens_seen", "train/num_input_tokens_seen", "num_tokens", "train/num_tokens")
_KNOWN = {
    name: part
    for part, names in {
        "loss": _LOSS,
        "held_out": _HELD_OUT,
        "learning_rate": _RATE,
        "grad_norm": _NORM,
        "epoch": _EPOCH,
        "tokens": _TOKENS,
    }.items()
    for name in names
}


@dataclass
class Row:
    """What was logged at one step; `at` in seconds since the epoch, 0 where it is not known."""

    step: int
    at: float = 0.0
    values: dict[str, float] = field(default_factory=dict)


@dataclass(frozen=True)
class Recorded:
    """A run as another program logged it. `settings` are dotted keys of the spec, where they are known."""

    program: str
    path: Path
    name: str
    rows: tuple[Row, ...]
    steps: int  # that were meant
    settings: Mapping[str, Any] = field(default_factory=dict)
    ended: float = 0.0  # seconds since the epoch
    seconds: float = 0.0  # that it took; 0: not known

    @property
    def has_loss(self) -> bool:
        return any(part(name) in ("loss", "held_out") for row in self.rows for name in row.values)

    def events(self) -> list[tuple[float, Event]]:
        """With their times, in the order in which they came."""
        began = self.rows[0].at or self.ended - self.seconds
        last = self.rows[-1].step
        told: list[tuple[float, Event]] = [(began, self._started()), (began, self._notice())]
        before = began
        former = _Former()
        for row in self.rows:
            at = row.at or (began + self.seconds * row.step / last if last else began)
            told += [(at, event) for event in _of_row(row, former, max(0.0, at - before))]
            before = at
        reason = "completed" if last >= self.steps else "stopped"
        seconds = self.seconds or max(0.0, before - began)
        told.append((max(before, self.ended), Finished(reason, last, seconds)))  # type: ignore[arg-type]
        return told

    def _started(self) -> Started:
        """What is not known of it is 0 or empty."""
        return Started(
            trainable_parameters=0,
            total_parameters=0,
            modules_planned=0,
            modules_adapted=0,
            steps=self.steps,
            epochs=float(self.settings.get("training.epochs") or 0.0),
            rows=0,
            rows_held_out=0,
            rows_left_out=0,
            tokens_per_epoch=0,
            trained_tokens_per_epoch=0,
            loss_name="loss",
            device="",
            dtype="",
            threads=0,
        )

    def _notice(self) -> Notice:
        known = ", ".join(sorted(self.settings)) or "none"
        return Notice(
            f"Imported from {self.program}: {self.path}.",
            f"Settings that are known: {known}. All others stand at their defaults and mean nothing.",
        )


@dataclass
class _Former:
    """The values of the step before, for what is logged only now and then."""

    rate: float = 0.0
    norm: float = 0.0
    epoch: float = 0.0
    tokens: float = 0.0


def part(name: str) -> str:
    """Which of our curves a logged name belongs to; "" for a measure of its own."""
    return _KNOWN.get(name.lower(), "")


def _of_row(row: Row, former: _Former, seconds: float) -> Iterable[Event]:
    found = {part(name): value for name, value in row.values.items() if part(name)}
    former.rate = found.get("learning_rate", former.rate)
    former.norm = found.get("grad_norm", former.norm)
    former.epoch = found.get("epoch", former.epoch)
    tokens = found.get("tokens", former.tokens) - former.tokens
    former.tokens = max(former.tokens, found.get("tokens", 0.0))
    if "loss" in found:
        yield Step(
            row.step,
            found["loss"],
            former.rate,
            former.norm,
            max(0, round(tokens)),
            seconds,
            former.epoch,
        )
    if "held_out" in found:
        yield Evaluated(row.step, found["held_out"], 0, 0.0)
    others = {n: value for n, value in row.values.items() if not part(n) and math.isfinite(value)}
    if others:
        yield Measured(row.step, others)


def adapter_settings(folder: Path) -> dict[str, Any]:
    """The base, the rank and the scale in an adapter_config.json, where one lies there."""
    try:
        found = json.loads((folder / "adapter_config.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    if not isinstance(found, dict):
        return {}
    settings: dict[str, Any] = {}
    base, rank, alpha = (found.get(name) for name in ("base_model_name_or_path", "r", "lora_alpha"))
    if isinstance(base, str) and base:
        settings["model.path"] = base
    if isinstance(rank, int) and rank > 0:
        settings["layers.rank"] = rank
        if isinstance(alpha, int | float):
            settings["layers.scale"] = alpha / rank
    dropout = found.get("lora_dropout")
    if isinstance(dropout, int | float):
        settings["layers.dropout"] = float(dropout)
    return settings
