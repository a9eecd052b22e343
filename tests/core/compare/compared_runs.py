"""Run folders as a worker would have left them, small and exact."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from workbench.core import events, files
from workbench.core.compare.subject import Subject
from workbench.core.events import Evaluated, Event, Finished, LayerStats, Phase, Sampled, Started, Step
from workbench.core.runs import RunFolder
from workbench.core.spec import ModelSpec, Resolved, RunSpec, TrainingSpec

MODULES = tuple(
    f"model.layers.{block}.self_attn.{kind}" for block in range(4) for kind in ("q_proj", "v_proj")
)
RESOLVED = Resolved(
    epochs=3.0,
    steps=10,
    batch_size=8,
    max_length=64,
    micro_batch_tokens=800,
    warmup_steps=5,
    threads=2,
    device="cpu",
    dtype="float32",
    train_on="assistant",
    format="chat",
    rows=90,
    rows_held_out=10,
    rows_left_out=0,
    rows_cut=0,
    data_sha256="3f" * 32,
    model_sha256="9a" * 32,
    versions={},
)


def run(
    root: Path,
    name: str,
    *,
    layers: dict[str, Any] | None = None,
    training: dict[str, Any] | None = None,
    resolved: dict[str, Any] | None = None,
    losses: Sequence[float] = (3.0, 2.0, 1.5, 1.0),
    held_out: Sequence[tuple[int, float]] = ((0, 3.0), (4, 1.2)),
    more: Sequence[Event] = (),
    folder: str = "",
) -> RunFolder:
    made = RunFolder(root / (folder or name))
    made.path.mkdir(parents=True)
    spec = RunSpec(
        name=name,
        model=ModelSpec(),
        layers={"targets": MODULES, **(layers or {})},
        training=TrainingSpec(**(training or {})),
        resolved=RESOLVED.model_copy(update=resolved or {}),
    )
    files.write_text(made.spec_file, spec.to_yaml())
    made.write_meta(name=name)
    steps = [
        Step(n, loss, 1e-4, 0.5, 100, 0.5, epoch=n / 10, memory=2**30 * n, peak_memory=2**30 * n)
        for n, loss in enumerate(losses, 1)
    ]
    told: list[Event] = [
        Phase("Reading model"),
        Started(2_000, 100_000, 8, 8, 10, 3.0, 90, 10, 0, 4_500, 900, "nats", "cpu", "float32", 2),
        *steps,
        *(Evaluated(step, loss, 10, 0.1) for step, loss in held_out),
        *more,
        Finished("completed", len(losses), 42.0),
    ]
    lines = [events.to_line(event, 100.0 + second) for second, event in enumerate(told)]
    files.write_text(made.events_file, "\n".join(lines) + "\n")
    return made


def subject(root: Path, name: str, **differs: Any) -> Subject:
    return Subject.read(run(root, name, **differs))


def sampled(step: int, prompt: str, text: str) -> Sampled:
    return Sampled(step, 0, prompt, "base says", text, "reference")


def measured(step: int, norms: Sequence[float], first: bool = False) -> LayerStats:
    modules = list(MODULES[: len(norms)]) if first else []
    return LayerStats(step, modules, list(norms), [2.0] * len(norms), [0.1] * len(norms))
