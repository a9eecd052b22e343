"""How an adapter is learned, and what is looked at meanwhile: two parts of the spec."""

from typing import Annotated, Literal

from pydantic import Field, field_validator

from workbench.core import optimisations
from workbench.core.option import Part, option

Auto = Literal["auto"]


class TrainingSpec(Part):
    """How the adapter is learned."""

    epochs: Annotated[float, Field(gt=0, le=1000)] | Auto = option(
        "auto",
        "Epochs",
        "Passes over the training rows. auto: 3 under 2,000 rows, 2 under 10,000, else 1; at least 60 steps.",
        flag="--epochs",
        group="Length",
        essential=True,
    )
    steps: int | None = option(
        None,
        "Steps",
        "Optimizer steps; when set, it decides the length instead of the epochs.",
        ge=1,
        flag="--steps",
        group="Length",
        essential=True,
    )
    learning_rate: float = option(
        2e-4,
        "Learning rate",
        "Step size of AdamW after warm-up. Usual for LoRA: 1e-4 to 5e-4; very small models bear more.",
        gt=0,
        le=1,
        flag="--learning-rate",
        group="Rate",
        essential=True,
        log=True,
    )
    loraplus_lr_ratio: float = option(
        1.0,
        "LoRA+ ratio",
        "B's learning rate over A's (Hayou et al. 2024). 1: the same rate for both; usual for LoRA+: 16.",
        ge=1,
        le=1000,
        flag="--loraplus-lr-ratio",
        group="Rate",
        log=True,
    )
    schedule: Literal["cosine", "linear", "constant", "cosine-restarts", "wsd"] = option(
        "cosine",
        "Schedule",
        "How the learning rate falls after warm-up. cosine-restarts: several cosines one after another; "
        "wsd: constant, then a short fall at the end.",
        group="Rate",
        essential=True,
    )
    cycles: int = option(
        3, "Cosines", "How many cosines the schedule cosine-restarts has.", ge=1, le=1000, group="Rate"
    )
    decay: float = option(
        0.1,
        "Final fall",
        "Share of the steps in which the rate of the schedule wsd falls to 0.",
        gt=0,
        le=1,
        unit="share",
        group="Rate",
    )
    warmup: float = option(
        0.03,
        "Warm-up",
        "Share of the steps in which the rate rises from 0; at least 5 steps in runs of 50 or more.",
        ge=0,
        lt=1,
        unit="share",
        group="Rate",
    )
    batch_size: Annotated[int, Field(ge=1, le=4096)] | Auto = option(
        "auto",
        "Effective batch",
        "Rows per optimizer step. They run in micro-batches that fit in memory, with the same result. "
        "auto: 8 under 500 rows, else 16.",
        unit="rows",
        flag="--batch-size",
        group="Batch and memory",
        essential=True,
    )
    micro_batch_tokens: Annotated[int, Field(ge=1)] | Auto = option(
        "auto",
        "Micro-batch",
        "Padded tokens that run at once. It changes speed and memory, not the result. auto: by device.",
        unit="tokens",
        group="Batch and memory",
    )
    gradient_checkpointing: Literal["auto", "on", "off"] = option(
        "auto",
        "Gradient checkpointing",
        "Blocks keep only their input and are computed again for the backward pass: less memory, more time, "
        "the same result. auto: only where memory would not suffice, and only as many blocks as needed.",
        group="Batch and memory",
    )
    weight_decay: float = option(
        0.0, "Weight decay", "AdamW's decoupled weight decay on A and B.", ge=0, le=1, group="Rate"
    )
    max_grad_norm: float = option(
        1.0, "Gradient clip", "The gradient's norm is limited to this; 0 switches it off.", ge=0, group="Rate"
    )
    label_smoothing: float = option(
        0.0,
        "Label smoothing",
        "Share of each label that is spread over the whole vocabulary (Szegedy et al. 2016). The held-out "
        "loss is measured without it.",
        ge=0,
        lt=1,
        unit="share",
        group="Loss",
    )
    neftune_alpha: float = option(
        0.0,
        "NEFTune noise",
        "Strength of the noise that is added to the embeddings in training (Jain et al. 2023). 0: none; "
        "usual: 5.",
        ge=0,
        le=1000,
        group="Loss",
    )
    early_stopping: int = option(
        0,
        "Early stopping",
        "The run ends when the held-out loss was measured this often without a new lowest one. 0: never; "
        "usual: 5.",
        ge=0,
        le=1000,
        unit="evaluations",
        group="Held out",
    )
    seed: int = option(
        42,
        "Seed",
        "Decides the rows' order, the held-out rows, A's first values and dropout. "
        "The same seed gives the same adapter, byte for byte, on the same machine.",
        ge=0,
        lt=2**32,
        flag="--seed",
        group="Output",
        essential=True,
    )
    threads: Annotated[int, Field(ge=1, le=1024)] | Auto = option(
        "auto",
        "Threads",
        "Processor threads. auto: the physical cores; 1 for models under 50 M parameters.",
        group="Device",
    )
    prefix_cache: float = option(
        16.0,
        "Activation cache",
        "With two epochs or more, what the blocks below the lowest trained one compute is kept on the disk, "
        "up to this size, and not computed again. 0: never.",
        ge=0,
        le=100_000,
        unit="GiB",
        group="Batch and memory",
    )
    without: str = option(
        "",
        "Without",
        "Optimisations that are switched off, by name and separated by commas; the numbers stay the same. "
        f"Known: {', '.join(optimisations.NAMES)}.",
        flag="--without",
        group="Device",
    )

    @property
    def switched_off(self) -> frozenset[str]:
        return optimisations.names(self.without)

    @field_validator("without")
    @classmethod
    def _known_optimisations(cls, text: str) -> str:
        optimisations.names(text)
        return text


class WatchSpec(Part):
    """What is looked at while it trains."""

    evaluations: int = option(
        10,
        "Evaluations",
        "How often the held-out loss is measured in a run.",
        ge=0,
        le=1000,
        group="Held out",
    )
    evaluate_every: int | None = option(
        None,
        "Evaluate every",
        "Steps between two measurements of the held-out loss; when set, it decides instead of their number.",
        ge=1,
        unit="steps",
        group="Held out",
    )
    layer_stats: int = option(
        100,
        "Layer measurements",
        "How often the size of every module's change, its rank and its gradient are measured; fewer times "
        "where it would take over 1 % of the run.",
        ge=0,
        le=1000,
        group="Samples",
    )
    samples: int = option(
        3,
        "Sample prompts",
        "Held-out prompts answered while it trains, beside the base's answer.",
        ge=0,
        le=20,
        group="Samples",
    )
    prompts: str | tuple[str, ...] = option(
        "",
        "Own prompts",
        "Prompts of your own, answered beside the held-out ones: a set saved in Try, or a file with one "
        "prompt a line or a JSON list. A run writes them out, so that it asks the same anywhere.",
        flag="--prompts",
        group="Samples",
    )
    sample_tokens: int = option(
        64,
        "Sample length",
        "The longest answer that is sampled.",
        ge=1,
        le=4096,
        unit="tokens",
        group="Samples",
    )
    compared_rows: int = option(
        20,
        "Rows compared",
        "Held-out prompts answered before and after the run, and compared with the dataset's own answers.",
        ge=0,
        le=1000,
        group="Samples",
    )
    reread_rows: int = option(
        64,
        "Rows read again",
        "Training rows whose loss is measured once more at the end, to see which ones are known by heart; "
        "fewer where it would take over 1 % of the run. 0: none.",
        ge=0,
        le=10_000,
        group="Samples",
    )
