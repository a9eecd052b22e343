"""What a run came to: the last words of `workbench train`, for people and for programs."""

import dataclasses
import json
import time
from dataclasses import dataclass, field
from typing import Self

from workbench.cli.progress import duration
from workbench.core.events import Event, Stamped, Step
from workbench.core.history import History
from workbench.core.runs import RunFolder


@dataclass
class Account:
    """The history of a run that is listened to, and its sums."""

    history: History = field(default_factory=History)
    tokens: int = 0
    seconds: float = 0.0  # inside steps

    def add(self, event: Event) -> None:
        self.history.apply(Stamped(time.time(), event))
        if isinstance(event, Step):
            self.tokens += event.tokens
            self.seconds += event.seconds


@dataclass(frozen=True)
class Comparison:
    """Held-out prompts whose greedy answer equals the dataset's own."""

    rows: int
    before: int
    after: int


@dataclass(frozen=True)
class Summary:
    """`percent` is of the base's parameters; losses are mean nats per labelled token."""

    run: str
    status: str
    trainable_parameters: int | None
    total_parameters: int | None  # of the base
    percent: float | None
    steps: int
    first_loss: float | None
    last_loss: float | None
    held_out_loss: float | None
    adapter: str | None
    compared: Comparison | None
    seconds: float
    tokens_per_second: float | None

    @classmethod
    def of(cls, run: RunFolder, account: Account) -> Self:
        told = account.history
        started, compared = told.started, told.compared
        percent = 100 * started.trainable_parameters / started.total_parameters if started else None
        return cls(
            run=str(run.path.resolve()),
            status=told.status.value,
            trainable_parameters=started.trainable_parameters if started else None,
            total_parameters=started.total_parameters if started else None,
            percent=percent,
            steps=told.step,
            first_loss=told.loss.y[0] if told.loss.y else None,
            last_loss=told.loss.last,
            held_out_loss=told.held_out.last,
            adapter=str(run.adapter.resolve()) if run.has_adapter else None,
            compared=Comparison(compared.rows, compared.before, compared.after) if compared else None,
            seconds=round(told.finished.seconds if told.finished else told.latest - told.began, 3),
            tokens_per_second=round(account.tokens / account.seconds, 1) if account.seconds else None,
        )

    def to_json(self) -> str:
        return json.dumps(dataclasses.asdict(self), ensure_ascii=False)

    def to_text(self) -> str:
        speed = f", {self.tokens_per_second:,.0f} tokens/s" if self.tokens_per_second else ""
        lines = [f"{self.status.capitalize()}: {self.steps} steps in {duration(self.seconds)}{speed}"]
        if self.trainable_parameters is not None and self.total_parameters is not None:
            share = f"{self.percent:.2f} % of the base's {self.total_parameters:,}"
            lines.append(f"  trainable  {self.trainable_parameters:,} ({share})")
        if self.first_loss is not None and self.last_loss is not None:
            lines.append(f"  loss       {self.first_loss:.3f} first, {self.last_loss:.3f} last")
        if self.held_out_loss is not None:
            lines.append(f"  held out   {self.held_out_loss:.3f}")
        if self.compared is not None:
            c = self.compared
            lines.append(f"  answers    {c.before} of {c.rows} right before, {c.after} of {c.rows} after")
        lines.append(f"  adapter    {self.adapter or 'none'}")
        return "\n".join(lines)
