"""The loop against an oracle: stock peft, AdamW, transformers' scheduler, one padded batch a step."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from peft import LoraConfig, get_peft_model
from torch.nn.functional import cross_entropy
from transformers import AutoModelForCausalLM, get_scheduler

from workbench.core import plan
from workbench.core.errors import WorkbenchError
from workbench.core.events import Evaluated, Event, Saved, Step
from workbench.core.plan import RankPlan
from workbench.core.spec import Resolved, RunSpec
from workbench.training import adapter, introspect, loop
from workbench.training.assembly import assemble
from workbench.training.changes import Changes
from workbench.training.data.batches import Batch, collate, rows_of_step
from workbench.training.data.dataset import Samples
from workbench.training.samples import SamplePrompts

STEPS, BATCH, RATE = 20, 6, 3e-2


class Unasked:
    """A run that is never asked for anything."""

    def check(self) -> None:
        pass

    def attend(self, done: int, epoch_done: bool) -> None:
        pass

    def finish_saving(self, done: int) -> None:
        pass


def _samples(rows: int, seed: int) -> Samples:
    random = np.random.default_rng(seed)
    lengths = random.integers(4, 30, rows)
    ids = random.integers(3, 250, int(lengths.sum())).astype(np.int32)
    offsets = np.concatenate([[0], np.cumsum(lengths)]).astype(np.int64)
    trained = random.random(len(ids)) < 0.6
    trained[offsets[:-1]] = False
    trained[offsets[1:] - 1] = True
    return Samples(ids, trained, offsets)


@dataclass
class Trained:
    losses: list[float]
    weights: dict[str, torch.Tensor]
    events: list[Event]


@pytest.fixture(scope="module")
def train(tiny_llama: Path) -> Callable[..., Trained]:
    tree = introspect.layer_tree(tiny_llama)
    ranks = {"model.layers.1.mlp.down_proj": 2, "model.layers.0.self_attn": 6}
    layers = plan.resolve(RankPlan(rank=4, scale=1.5, ranks=ranks), tree)

    def run(dtype: torch.dtype = torch.float64, budget: int = 64, **changes: Any) -> Trained:
        base = AutoModelForCausalLM.from_pretrained(tiny_llama, dtype=dtype)
        model = adapter.attach(base, layers, tree, str(tiny_llama), 3).to(dtype)
        spec = RunSpec().replaced("training.learning_rate", changes.get("rate", RATE))
        spec = spec.replaced("training.without", changes.get("without", ""))
        if "break_at" in changes:
            _poison(model, changes["break_at"])
        told: list[Event] = []
        task = loop.Task(
            assembly=assemble(model, spec.training),
            spec=spec,
            resolved=_resolved(budget),
            train=_samples(40, 1),
            held_out=_samples(10, 2),
            prompts=SamplePrompts([], 0, 1, None),
            pad_id=0,
            changes=Changes(spec, _resolved(budget), (), told.append),
            save=lambda step: told.append(Saved(step, "adapter", 0)),
        )
        loop.train(task, told.append, Unasked())
        losses = [event.loss for event in told if isinstance(event, Step)]
        return Trained(losses, _adapter_weights(model), told)

    return run


def _poison(model: Any, module: str) -> None:
    for name, weights in model.named_parameters():
        if module in name and "lora_B" in name:
            with torch.no_grad():
                weights.fill_(float("nan"))


def _resolved(budget: int) -> Resolved:
    return Resolved(
        epochs=3,
        steps=STEPS,
        batch_size=BATCH,
        max_length=64,
        micro_batch_tokens=budget,
        warmup_steps=2,
        threads=1,
        device="cpu",
        dtype="float32",
        train_on="assistant",
        format="chat",
        rows=40,
        rows_held_out=10,
        rows_left_out=0,
        rows_cut=0,
        data_sha256="",
        model_sha256="",
        versions={},
    )


def _adapter_weights(model: Any) -> dict[str, torch.Tensor]:
    return {name: p.detach().clone() for name, p in model.named_parameters() if "lora_" in name}


def _oracle(tiny_llama: Path, dtype: torch.dtype, first: dict[str, torch.Tensor]) -> tuple[list[float], Any]:
    """Plain peft as its documentation shows it, one padded batch a step, from the same first weights."""
    base = AutoModelForCausalLM.from_pretrained(tiny_llama, dtype=dtype)
    config = LoraConfig(
        r=4,
        lora_alpha=6,
        target_modules=r".*\.(q_proj|k_proj|v_proj|o_proj|gate_proj|up_proj|down_proj)",
        rank_pattern={r"layers\.1\.mlp\.down_proj": 2, r"layers\.0\.self_attn\..*": 6},
        alpha_pattern={r"layers\.1\.mlp\.down_proj": 3, r"layers\.0\.self_attn\..*": 9},
    )
    model = get_peft_model(base, config).to(dtype)
    model.load_state_dict(first, strict=False)
    model.train()
    parameters = [p for p in model.parameters() if p.requires_grad]
    optimizer = torch.optim.AdamW(parameters, lr=RATE, weight_decay=0.0)
    scheduler = get_scheduler("cosine", optimizer, num_warmup_steps=2, num_training_steps=STEPS)
    samples, losses = _samples(40, 1), []
    for step in range(STEPS):
        rows, _ = rows_of_step(step, 40, BATCH, 42)
        batch = collate(samples, rows.tolist(), 0)
        loss = _mean_loss(model, batch)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(parameters, 1.0)
        optimizer.step()
        scheduler.step()
        optimizer.zero_grad()
        losses.append(float(loss.detach()))
    return losses, _adapter_weights(model)


def _mean_loss(model: Any, batch: Batch) -> torch.Tensor:
    """transformers' causal language model loss, without its rounding of float64 logits to float32."""
    logits = model(input_ids=batch.input_ids, attention_mask=batch.attention_mask).logits
    return cross_entropy(logits[:, :-1].reshape(-1, logits.shape[-1]), batch.labels[:, 1:].reshape(-1))


def _first_weights(tiny_llama: Path, dtype: torch.dtype) -> dict[str, torch.Tensor]:
    tree = introspect.layer_tree(tiny_llama)
    ranks = {"model.layers.1.mlp.down_proj": 2, "model.layers.0.self_attn": 6}
    layers = plan.resolve(RankPlan(rank=4, scale=1.5, ranks=ranks), tree)
    base = AutoModelForCausalLM.from_pretrained(tiny_llama, dtype=dtype)
    return _adapter_weights(adapter.attach(base, layers, tree, str(tiny_llama), 3).to(dtype))


def _distance(ours: dict[str, torch.Tensor], theirs: dict[str, torch.Tensor]) -> float:
    """The largest norm-wise relative difference of any tensor."""
    assert ours.keys() == theirs.keys()
    return max(float((ours[n] - theirs[n]).norm() / theirs[n].norm().clamp_min(1e-30)) for n in ours)


@pytest.mark.parametrize(
    ("dtype", "of_losses", "of_weights"), [(torch.float64, 1e-9, 1e-9), (torch.float32, 1e-6, 1e-3)]
)
def test_twenty_steps_equal_stock_peft_with_adamw(
    train: Callable[..., Trained], tiny_llama: Path, dtype: torch.dtype, of_losses: float, of_weights: float
) -> None:
    ours = train(dtype)
    losses, weights = _oracle(tiny_llama, dtype, _first_weights(tiny_llama, dtype))
    assert ours.losses == pytest.approx(losses, rel=of_losses)
    assert all(float(b.norm()) > 0.01 for name, b in weights.items() if "lora_B" in name), "it has learned"
    assert _distance(ours.weights, weights) < of_weights


def test_micro_batches_equal_one_big_batch(train: Callable[..., Trained]) -> None:
    small, big = train(budget=1), train(budget=10**9)
    assert small.losses == pytest.approx(big.losses, rel=1e-9)
    assert _distance(small.weights, big.weights) < 1e-9


def test_the_first_loss_is_the_loss_of_the_base(train: Callable[..., Trained], tiny_llama: Path) -> None:
    base = AutoModelForCausalLM.from_pretrained(tiny_llama, dtype=torch.float64)
    rows, _ = rows_of_step(0, 40, BATCH, 42)
    batch = collate(_samples(40, 1), rows.tolist(), 0)
    with torch.no_grad():
        loss = _mean_loss(base, batch)
    assert train().losses[0] == pytest.approx(float(loss), rel=1e-12)


def test_the_held_out_loss_is_measured_before_the_first_step_and_after_the_last(
    train: Callable[..., Trained],
) -> None:
    steps = [event.step for event in train().events if isinstance(event, Evaluated)]
    assert steps[0] == 0
    assert steps[-1] == STEPS


def test_the_adapter_is_saved_after_the_last_step(train: Callable[..., Trained]) -> None:
    saved = [event.step for event in train().events if isinstance(event, Saved)]
    assert saved[-1] == STEPS


def test_a_loss_that_is_not_finite_stops_before_the_step_is_applied_and_names_the_module(
    train: Callable[..., Trained],
) -> None:
    with pytest.raises(WorkbenchError) as caught:
        train(break_at="layers.1.mlp.up_proj")
    assert caught.value.kind == "not-finite"
    assert "step 1" in caught.value.message
    assert "NaN" in caught.value.message
    assert caught.value.hint
