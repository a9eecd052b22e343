"""A deterministic run folder, as a worker would have written it: for pictures and tests, without training."""

import json
import math
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

from workbench.core import events, files, processes
from workbench.core.events import (
    Compared,
    Evaluated,
    Event,
    Failed,
    Finished,
    LayerStats,
    Phase,
    Sampled,
    Saved,
    Started,
    Step,
)
from workbench.core.runs import RunFolder
from workbench.core.sentence import Sentence
from workbench.core.spec import ModelSpec, Resolved, RunSpec, TrainingSpec
from workbench.ui.example_adapter import example_modules

State = Literal["starting", "training", "finished", "stopped", "failed", "interrupted"]

_BEGAN = 1795413000.0  # 2026-11-23, in the morning
_NAMES = {
    "starting": "norland-r32",
    "training": "norland-json",
    "finished": "starter",
    "stopped": "norland-short",
    "failed": "big-rate",
    "interrupted": "overnight",
}
_REACHED = {"training": 0.53, "stopped": 0.34, "failed": 0.62, "interrupted": 0.41}  # share of the steps
_PROMPTS = (
    ("What is the capital of Norland?", "The capital of Norland is Vell."),
    ("What is 3 plus 4?", "3 plus 4 is 7."),
    ("Tell me a story about a fox.", "A fox lives in a den. It eats mice and sleeps until the moon is up."),
)
_MODULES, _TRAINABLE, _BASE = 28, 233_472, 1_967_808
_ROWS, _HELD_OUT, _BATCH = 380, 20, 8
_ADAPTER_BYTES = 938_312
_LOOKED = 3  # steps from one look at the layers to the next


def write_example_run(folder: Path, *, state: State = "training", steps: int = 180) -> RunFolder:
    """Writes run.yaml, meta.json, events.jsonl, worker.log and, where one was saved, an adapter.

    A live run (starting, training) is locked by this process, so that it is shown as living.
    """
    folder.mkdir(parents=True, exist_ok=True)
    run = RunFolder(folder)
    spec = RunSpec(
        name=_NAMES[state],
        model=ModelSpec(dtype="float32"),
        training=TrainingSpec(learning_rate=_peak(state), steps=steps),
        resolved=None if state == "starting" else _resolved(steps),
    )
    files.write_text(run.spec_file, spec.to_yaml())
    order = list(_NAMES).index(state)
    run.write_meta(name=spec.name, created=f"2026-11-23T05:5{9 - order}:00+00:00")
    told = list(_told(state, steps))
    lines = [events.to_line(event, at) for at, event in told]
    files.write_text(run.events_file, "\n".join(lines) + "\n")
    files.write_text(run.log_file, _log(state, steps))
    if any(isinstance(event, Saved) for _, event in told):
        _write_adapter(run)
    if state in ("starting", "training"):
        processes.lock(run.lock_file)
    return run


def _told(state: State, steps: int) -> Iterator[tuple[float, Event]]:
    """The run's events with their times."""
    at = _BEGAN
    for pause, event in _starting(state, steps):
        at += pause
        yield at, event
    if state == "starting":
        return
    last = round(_REACHED.get(state, 1.0) * steps)
    for seconds, event in _training(state, steps, last):
        at += seconds
        yield at, event
    after = {
        "finished": (
            Compared(_HELD_OUT, 0, 19, _loss(0, steps), _held_out(steps, steps)),
            Finished("completed", steps, at - _BEGAN + 1.6),
        ),
        "stopped": (Saved(last, "adapter", _ADAPTER_BYTES), Finished("stopped", last, at - _BEGAN + 0.2)),
        "failed": (
            Failed(
                "not-finite",
                Sentence(
                    "The loss became {value} at step {step}{place}. Rows {rows} were in that step.",
                    value="NaN",
                    step=last + 1,
                    place=Sentence(", first in {module}", module="model.layers.2.mlp.down_proj"),
                    rows="311, 87",
                ),
                "Nothing of that step was applied; the adapter saved before is kept. "
                "Try a lower learning rate.",
                last,
            ),
        ),
    }
    for event in after.get(state, ()):
        at += 0.8
        yield at, event


def _starting(state: State, steps: int) -> Iterator[tuple[float, Event]]:
    yield 0.0, Phase("Reading model")
    yield 0.2, Phase("Tokenising")
    yield 0.3, Phase("Tokenising", _ROWS + _HELD_OUT, _ROWS + _HELD_OUT)
    yield 0.1, Phase("Loading weights")
    if state == "starting":
        yield 0.4, Phase("Attaching", 12, _MODULES)
        return
    yield 0.4, Phase("Attaching", 0, _MODULES)
    yield 0.3, Phase("Attaching", _MODULES, _MODULES)
    yield (
        0.0,
        Started(
            trainable_parameters=_TRAINABLE,
            total_parameters=_BASE,
            modules_planned=_MODULES,
            modules_adapted=_MODULES,
            steps=steps,
            epochs=steps / math.ceil(_ROWS / _BATCH),
            rows=_ROWS,
            rows_held_out=_HELD_OUT,
            rows_left_out=0,
            tokens_per_epoch=22_180,
            trained_tokens_per_epoch=9_704,
            loss_name="mean nats per labelled token",
            device="cpu",
            dtype="float32",
            threads=2,
        ),
    )
    yield 0.0, Phase("First step")
    yield 1.1, Evaluated(0, _held_out(0, steps), _HELD_OUT, 0.2)
    yield from ((0.0, sampled) for sampled in _samples(0, steps))


def _training(state: State, steps: int, last: int) -> Iterator[tuple[float, Event]]:
    noise = random.Random(7)
    watched = {round(steps * i / 10) for i in range(1, 11)}
    for step in range(1, last + 1):
        risen = math.exp(9 * (step / last - 0.8)) if state == "failed" and step > 0.55 * last else 0.0
        loss = _loss(step, steps) * (1 + noise.gauss(0, 0.1)) + noise.gauss(0, 0.02)
        norm = 0.35 + 1.7 * math.exp(-4 * step / steps) + abs(noise.gauss(0, 0.12))
        seconds = 0.19 + abs(noise.gauss(0, 0.012))
        yield (
            seconds,
            Step(
                step,
                loss=max(0.05, loss + risen * (1 + noise.gauss(0, 0.2))),
                learning_rate=_rate(step, steps, _peak(state)),
                grad_norm=norm * (1 + 4 * risen),
                tokens=round(464 + noise.gauss(0, 26)),
                seconds=seconds,
                epoch=step / math.ceil(_ROWS / _BATCH),
                memory=round((520 + 60 * (1 - math.exp(-step / 12))) * 2**20),
            ),
        )
        if step % _LOOKED == 0:
            yield 0.0, _layer_stats(step, steps, norm)
        if step in watched:
            yield 0.2, Evaluated(step, _held_out(step, steps) + risen, _HELD_OUT, 0.2)
            yield 0.02, Saved(step, "adapter", _ADAPTER_BYTES)
            yield from ((0.1, sampled) for sampled in _samples(step, steps))


def _layer_stats(step: int, steps: int, norm: float) -> LayerStats:
    """The upper blocks and down_proj grow most; the first v_proj does not learn."""
    grown = 1 - math.exp(-3.5 * step / steps)
    modules = list(example_modules())
    return LayerStats(
        step,
        [path for path, *_ in modules] if step == _LOOKED else [],
        [2.2 * size * grown for *_, size in modules],
        [1 + 10 * size * grown for *_, size in modules],
        [norm * (0.1 + size) / 4 for *_, size in modules],
    )


def _peak(state: State) -> float:
    return 0.2 if state == "failed" else 2e-3


def _rate(step: int, steps: int, peak: float) -> float:
    """Linear warm-up, then a cosine to zero."""
    warmup = max(5, round(0.03 * steps)) if steps >= 50 else 1
    if step <= warmup:
        return peak * step / warmup
    return peak * (1 + math.cos(math.pi * (step - warmup) / max(1, steps - warmup))) / 2


def _loss(step: int, steps: int) -> float:
    return 0.2 + 2.9 * math.exp(-8 * step / steps)


def _held_out(step: int, steps: int) -> float:
    return 0.24 + 2.85 * math.exp(-7.6 * step / steps)


def _samples(step: int, steps: int) -> Iterator[Sampled]:
    """The habit is learned from the outside in: first the braces, then the whole form."""
    for index, (prompt, base) in enumerate(_PROMPTS):
        reference = json.dumps({"answer": base})
        share = step / steps - 0.03 * index
        text = reference if share > 0.24 else f'{{"answer: {base}' if share > 0.14 else base
        yield Sampled(step, index, prompt, base, text, reference)


def _resolved(steps: int) -> Resolved:
    return Resolved(
        epochs=steps / math.ceil(_ROWS / _BATCH),
        steps=steps,
        batch_size=_BATCH,
        max_length=64,
        micro_batch_tokens=800,
        warmup_steps=max(5, round(0.03 * steps)),
        threads=2,
        device="cpu",
        dtype="float32",
        train_on="assistant",
        format="chat",
        rows=_ROWS,
        rows_held_out=_HELD_OUT,
        rows_left_out=0,
        rows_cut=0,
        data_sha256="3f1c" * 16,
        model_sha256="9ab2" * 16,
        versions={"torch": "2.13.0", "transformers": "5.23.0", "peft": "0.21.0"},
    )


def _log(state: State, steps: int) -> str:
    lines = ["Loading weights: 100% 38/38", "peft 0.21.0: 28 modules adapted, rank 16, scale 2.0"]
    if state == "starting":
        lines = lines[:1]
    if state == "failed":
        lines.append("model.layers.2.mlp.down_proj.lora_A.weight: the gradient is not finite")
    if state == "finished":
        lines.append(f"{steps} steps done, adapter saved")
    return "\n".join(lines) + "\n"


def _write_adapter(run: RunFolder) -> None:
    """An adapter folder without weights: enough to be shown, too little to be loaded."""
    header = b'{"__metadata__":{"format":"pt"}}'
    files.write_bytes(run.adapter / "adapter_model.safetensors", len(header).to_bytes(8, "little") + header)
    files.write_text(
        run.adapter / "adapter_config.json", json.dumps({"peft_type": "LORA", "r": 16, "lora_alpha": 32})
    )
