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
        effect="How much a crash can cost, and which moments Inspect and Try can choose; the "
        "result is the same.",
        typical="auto.",
        aka=(
            "TrainingArguments.save_steps",
            "TrainingArguments.save_strategy",
        ),
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
        effect="No crash costs more than this time.",
        typical="5 minutes; 30 for large models on slow disks.",
    )
    keep: int = option(
        3,
        "Checkpoints kept",
        "The newest ones; the one with the lowest held-out loss is kept besides.",
        ge=1,
        le=1000,
        group="Checkpoints",
        effect="Room on the disk against moments to go back to.",
        typical="3.",
        aka=("TrainingArguments.save_total_limit",),
    )
    auto_resume: bool = option(
        False,
        "Resume after a crash",
        "When the training process is killed or crashes, the window starts it again from the last "
        "checkpoint: at most three times in a row, waiting longer each time.",
        group="Checkpoints",
        effect="A run overnight goes on by itself after a crash; the result is byte for byte the same.",
        typical="On for long runs.",
        aka=("TrainingArguments.resume_from_checkpoint",),
    )
