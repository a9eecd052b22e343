"""When a run's state is saved, and what becomes of it after a crash: a part of the spec."""

from typing import Annotated, Literal

from pydantic import Field

from workbench.core.option import Part, option


class SavingSpec(Part):
    """How much a crash can cost, and how much room that takes. Nothing here changes what is learned."""

    checkpoint_every: Annotated[int, Field(ge=1)] | Literal["auto"] = option(
        "auto",
        "Checkpoint every",
        "Steps between two checkpoints, from which a run can go on. auto: a tenth of the run, and wherever "
        "the held-out loss is measured.",
        unit="steps",
        flag="--checkpoint-every",
        group="Checkpoints",
    )
    checkpoint_minutes: float = option(
        5.0,
        "At least every",
        "A checkpoint is written after this time too; 0 switches it off.",
        ge=0,
        le=1440,
        unit="minutes",
        flag="--checkpoint-minutes",
        group="Checkpoints",
    )
    keep: int = option(
        3,
        "Checkpoints kept",
        "The newest ones; the one with the lowest held-out loss is kept besides.",
        ge=1,
        le=1000,
        group="Checkpoints",
    )
    auto_resume: bool = option(
        False,
        "Resume after a crash",
        "When the training process is killed or crashes, the window starts it again from the last "
        "checkpoint: at most three times in a row, waiting longer each time.",
        group="Checkpoints",
    )
