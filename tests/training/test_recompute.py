"""Gradient checkpointing: fewer numbers kept, the same gradients to the last bit."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import torch

from workbench.core.events import Notice
from workbench.core.plan import RankPlan
from workbench.core.runs import RunFolder
from workbench.core.tally import Tally
from workbench.core.training_spec import TrainingSpec
from workbench.training import adapter, introspect, models, recompute, worker
from workbench.training.assembly import assemble
from workbench.training.data.batches import Batch


def _gradients(folder: Path, plan: RankPlan, count: int) -> tuple[torch.Tensor, torch.Tensor, int]:
    """Loss, the gradient of all A and B, and how many numbers the backward pass kept."""
    tree = introspect.layer_tree(folder)
    model = adapter.attach(models.load_model(folder, "float32", "cpu"), plan, tree, "", 1)
    tally = Tally(plan, tree)
    told = recompute.install(model.get_base_model(), tally, count)
    assert told.startswith(f"{count} of 2 blocks") if count else told == ""
    assembly = assemble(model, TrainingSpec())
    with torch.no_grad():
        assembly.flat.values.add_(torch.linspace(-0.1, 0.1, assembly.flat.values.numel()))
    model.train()
    ids = torch.arange(48).reshape(3, 16) % 250
    kept: dict[int, int] = {}

    def keep(tensor: torch.Tensor) -> torch.Tensor:
        kept[tensor.data_ptr()] = tensor.numel()
        return tensor

    torch.manual_seed(5)
    with torch.autograd.graph.saved_tensors_hooks(keep, lambda tensor: tensor):
        loss = assembly.objective(Batch(ids, torch.ones_like(ids), ids))
    held = sum(kept.values())
    loss.backward()  # type: ignore[no-untyped-call]
    return loss.detach(), assembly.flat.gradient.clone(), held


@pytest.mark.parametrize("dropout", [0.0, 0.2])
@pytest.mark.parametrize("count", [1, 2])
def test_the_gradients_are_the_same_and_less_is_kept(tiny_llama: Path, count: int, dropout: float) -> None:
    plan = RankPlan(rank=4, dropout=dropout)
    loss, gradient, kept = _gradients(tiny_llama, plan, 0)
    again = _gradients(tiny_llama, plan, count)
    assert torch.equal(again[0], loss)
    assert torch.equal(again[1], gradient)
    assert again[2] < kept
    assert gradient.norm() > 0


def test_blocks_below_the_lowest_trained_one_are_left_alone(tiny_llama: Path) -> None:
    plan = RankPlan(rank=4, targets=r"model\.layers\.1\..*_proj")
    tree = introspect.layer_tree(tiny_llama)
    model = models.load_model(tiny_llama, "float32", "cpu")
    recompute.install(model, Tally(plan, tree), 1)
    changed = [path for path, module in model.named_modules() if "forward" in vars(module)]
    assert changed == ["model.layers.1"]


def test_a_run_of_which_all_blocks_are_recomputed_ends_in_the_same_adapter(
    new_run: Callable[..., RunFolder],
) -> None:
    plain = new_run("plain")
    twice = new_run("twice", training={"gradient_checkpointing": "on"})
    worker.main(plain.path)
    told: list[Any] = []
    worker.main(twice.path, told.append)
    file = "adapter/adapter_model.safetensors"
    assert (twice.path / file).read_bytes() == (plain.path / file).read_bytes()
    resolved = twice.spec().resolved
    assert resolved is not None
    assert resolved.recomputed_blocks == 2
    assert any("2 of 2 blocks are computed twice" in e.message for e in told if isinstance(e, Notice))


def test_what_fits_is_not_recomputed_and_what_does_not_is_as_far_as_needed(
    new_run: Callable[..., RunFolder], monkeypatch: pytest.MonkeyPatch
) -> None:
    for memory, count in ((2**40, 0), (1, 1)):  # of two blocks, redoing the last saves nothing
        monkeypatch.setattr(recompute, "_free_memory", lambda _, memory=memory: memory)
        run = new_run(f"run-{count}")
        worker.main(run.path)
        resolved = run.spec().resolved
        assert resolved is not None
        assert resolved.recomputed_blocks == count
