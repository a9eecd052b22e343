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
        effect="More passes learn the rows better, and at some point by heart: the held-out loss then rises.",
        typical="1 to 3; 5 and more only for small rate or few rows.",
        aka=("TrainingArguments.num_train_epochs",),
    )
    steps: int | None = option(
        None,
        "Steps",
        "Optimizer steps; when set, it decides the length instead of the epochs.",
        ge=1,
        flag="--steps",
        group="Length",
        essential=True,
        effect="A fixed length, whatever the number of rows: comparable runs.",
        typical="Empty; 50 for a look.",
        aka=("TrainingArguments.max_steps",),
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
        effect="Too low learns slowly or not at all; too high spoils the base, and the loss jumps "
        "or becomes NaN.",
        typical="2e-4; 1e-4 from rank 128 or 30 B; up to 1e-3 for very small models.",
        aka=("TrainingArguments.learning_rate",),
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
        effect="B learns this much faster than A, which speeds up wide models; a high ratio can be unstable.",
        typical="1; 16 with LoRA+.",
    )
    schedule: Literal["cosine", "linear", "constant", "cosine-restarts", "wsd"] = option(
        "cosine",
        "Schedule",
        "How the learning rate falls after warm-up. cosine-restarts: several cosines one after another; "
        "wsd: constant, then a short fall at the end.",
        group="Rate",
        essential=True,
        effect="How the rate ends: a fall to 0 lets the weights settle; constant keeps a run extendable.",
        typical="cosine; constant for experiments; wsd when the length is open.",
        aka=("TrainingArguments.lr_scheduler_type",),
    )
    cycles: int = option(
        3,
        "Cosines",
        "How many cosines the schedule cosine-restarts has.",
        ge=1,
        le=1000,
        group="Rate",
        effect="More restarts shake the weights loose more often; only cosine-restarts has them.",
        typical="1 to 4.",
        aka=("TrainingArguments.lr_scheduler_kwargs",),
    )
    decay: float = option(
        0.1,
        "Final fall",
        "Share of the steps in which the rate of the schedule wsd falls to 0.",
        gt=0,
        le=1,
        unit="share",
        group="Rate",
        effect="A longer fall settles more and leaves less time at full rate; only wsd has it.",
        typical="10 to 20 %.",
        aka=("TrainingArguments.lr_scheduler_kwargs",),
    )
    warmup: float = option(
        0.03,
        "Warm-up",
        "Share of the steps in which the rate rises from 0; at least 5 steps in runs of 50 or more.",
        ge=0,
        lt=1,
        unit="share",
        group="Rate",
        effect="Keeps the first, badly informed steps small; too long wastes a short run.",
        typical="3 %; 10 % where the loss jumps at the start.",
        aka=("TrainingArguments.warmup_ratio", "TrainingArguments.warmup_steps"),
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
        effect="More rows per step: calmer gradients, fewer steps. Larger batches bear a higher rate.",
        typical="8 to 32.",
        aka=(
            "TrainingArguments.per_device_train_batch_size",
            "TrainingArguments.gradient_accumulation_steps",
        ),
    )
    micro_batch_tokens: Annotated[int, Field(ge=1)] | Auto = option(
        "auto",
        "Micro-batch",
        "Padded tokens that run at once. It changes speed and memory, not the result. auto: by device.",
        unit="tokens",
        group="Batch and memory",
        effect="Memory and speed only; the result is the same to rounding.",
        typical="auto.",
        aka=(
            "TrainingArguments.per_device_train_batch_size",
            "TrainingArguments.auto_find_batch_size",
        ),
    )
    gradient_checkpointing: Literal["auto", "on", "off"] = option(
        "auto",
        "Gradient checkpointing",
        "Blocks keep only their input and are computed again for the backward pass: less memory, more time, "
        "the same result. auto: only where memory would not suffice, and only as many blocks as needed.",
        group="Batch and memory",
        effect="Less memory for about a third more time; the result is the same.",
        typical="auto.",
        aka=("TrainingArguments.gradient_checkpointing",),
    )
    weight_decay: float = option(
        0.0,
        "Weight decay",
        "AdamW's decoupled weight decay on A and B.",
        ge=0,
        le=1,
        group="Rate",
        effect="Pulls A and B towards 0, and so the model towards its base; weak at usual rates.",
        typical="0; 0.01 to 0.1 against overfitting.",
        aka=("TrainingArguments.weight_decay",),
    )
    max_grad_norm: float = option(
        1.0,
        "Gradient clip",
        "The gradient's norm is limited to this; 0 switches it off.",
        ge=0,
        group="Rate",
        effect="One bad batch cannot throw the weights far; a very low limit slows everything.",
        typical="1; 0.3 for unstable runs.",
        aka=("TrainingArguments.max_grad_norm",),
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
        effect="Less certain answers; the training loss is no longer comparable with other runs.",
        typical="0.",
        aka=("TrainingArguments.label_smoothing_factor",),
    )
    neftune_alpha: float = option(
        0.0,
        "NEFTune noise",
        "Strength of the noise that is added to the embeddings in training (Jain et al. 2023). 0: none; "
        "usual: 5.",
        ge=0,
        le=1000,
        group="Loss",
        effect="Noise on the embeddings: longer, less copied answers on small chat sets.",
        typical="0; 5 to 15.",
        aka=("TrainingArguments.neftune_noise_alpha",),
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
        effect="Ends a run that no longer improves; the best adapter is kept anyway.",
        typical="0; 5 evaluations.",
        aka=(
            "EarlyStoppingCallback.early_stopping_patience",
            "TrainingArguments.load_best_model_at_end",
        ),
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
        effect="Chance alone: two seeds show how far results scatter.",
        typical="42; three seeds before believing a small difference.",
        aka=(
            "TrainingArguments.seed",
            "TrainingArguments.data_seed",
        ),
    )
    threads: Annotated[int, Field(ge=1, le=1024)] | Auto = option(
        "auto",
        "Threads",
        "Processor threads. auto: the physical cores; 1 for models under 50 M parameters.",
        group="Device",
        effect="Speed on a processor; the last bits of the result depend on it.",
        typical="auto.",
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
        effect="From the second epoch on, what no ticked layer changes is read instead of "
        "computed: the same result, sooner.",
        typical="16 GiB; 0 where the disk is slow or small.",
    )
    without: str = option(
        "",
        "Without",
        "Optimisations that are switched off, by name and separated by commas; the numbers stay the same. "
        f"Known: {', '.join(optimisations.NAMES)}.",
        flag="--without",
        group="Device",
        effect="Slower and the same numbers: for finding out whether an optimisation is to blame.",
        typical="Empty.",
        aka=("SFTConfig.use_liger_kernel",),
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
        effect="A finer held-out curve for more time; every evaluation may become the best checkpoint.",
        typical="10 to 20.",
        aka=("TrainingArguments.eval_strategy",),
    )
    evaluate_every: int | None = option(
        None,
        "Evaluate every",
        "Steps between two measurements of the held-out loss; when set, it decides instead of their number.",
        ge=1,
        unit="steps",
        group="Held out",
        effect="Fixed distances instead of a fixed number: comparable between runs of different lengths.",
        typical="Empty; 50 to 500 steps.",
        aka=("TrainingArguments.eval_steps",),
    )
    layer_stats: int = option(
        100,
        "Layer measurements",
        "How often the size of every module's change, its rank and its gradient are measured; fewer times "
        "where it would take over 1 % of the run.",
        ge=0,
        le=1000,
        group="Samples",
        effect="How fine Train's strip of layers is; it is limited to 1 % of the run's time.",
        typical="100.",
        aka=("TrainingArguments.logging_steps",),
    )
    samples: int = option(
        3,
        "Sample prompts",
        "Held-out prompts answered while it trains, beside the base's answer.",
        ge=0,
        le=20,
        group="Samples",
        effect="Answers to read while it trains: bad ones are seen long before the loss shows them.",
        typical="3.",
    )
    prompts: str | tuple[str, ...] = option(
        "",
        "Own prompts",
        "Prompts of your own, answered beside the held-out ones: a set saved in Try, or a file with one "
        "prompt a line or a JSON list. A run writes them out, so that it asks the same anywhere.",
        flag="--prompts",
        group="Samples",
        effect="The same questions in every run, so that answers can be compared.",
        typical="3 to 10 prompts of the real use.",
    )
    sample_tokens: int = option(
        64,
        "Sample length",
        "The longest answer that is sampled.",
        ge=1,
        le=4096,
        unit="tokens",
        group="Samples",
        effect="Longer answers take longer at each sampling.",
        typical="64 to 256 tokens.",
        aka=("GenerationConfig.max_new_tokens",),
    )
    compared_rows: int = option(
        20,
        "Rows compared",
        "Held-out prompts answered before and after the run, and compared with the dataset's own answers.",
        ge=0,
        le=1000,
        group="Samples",
        effect="How many answers are judged before and after: more is slower and surer.",
        typical="20 to 100.",
    )
    reread_rows: int = option(
        64,
        "Rows read again",
        "Training rows whose loss is measured once more at the end, to see which ones are known by heart; "
        "fewer where it would take over 1 % of the run. 0: none.",
        ge=0,
        le=10_000,
        group="Samples",
        effect="The training itself is the same; only what is said of the run at its end knows more.",
        typical="64.",
    )
