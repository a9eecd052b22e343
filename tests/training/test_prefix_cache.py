"""What lies below the plan, computed once: the same losses, gradients and bytes, or a reason why not."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import torch

from tests.training import oracle
from tests.training.kernels.test_parity import CAUSAL, ROUNDED, far, gradients, pair, samples
from workbench.core import disk
from workbench.core.plan import RankPlan
from workbench.core.runs import RunFolder
from workbench.core.spec import Resolved, TrainingSpec
from workbench.training import prefix_cache, worker
from workbench.training.data.batches import collate

NewRun = Callable[..., RunFolder]
RESOLVED = Resolved.model_construct(
    model_sha256="m",
    data_sha256="d",
    dtype="float64",
    device="cpu",
    max_length=20,
    micro_batch_tokens=60,
    rows=24,
    threads=1,
    versions={},
)


def linear(name: str) -> RankPlan:
    """The linear layers of the last block alone."""
    tree = oracle.tree_of(name)
    last = tree.stacks[0][-1].path.replace(".", r"\.")
    return RankPlan(rank=3, targets=rf"{last}\..*(proj|dense|c_attn|c_proj|c_fc|query_key_value|dense_.*)")


def prepared(
    assembly: Any, name: str, folder: Path, settings: TrainingSpec | None = None, **changes: Any
) -> tuple[Any, str]:
    blocks = [node.path for node in oracle.tree_of(name).stacks[0]]
    below = assembly.covered.get("backward-cut", 0)
    return prefix_cache.prepare(
        assembly.model,
        blocks[: below + 1],
        assembly.objective,
        samples(5),
        0,
        settings or TrainingSpec(),
        RESOLVED.model_copy(update=changes),
        folder,
        lambda done, total: None,
    )


@pytest.mark.parametrize("name", [name for name in CAUSAL if name != "falcon"])
def test_loss_and_gradients_from_what_is_kept_are_the_same(name: str, tmp_path: Path) -> None:
    ours, plain = (pair(name, linear(name), torch.float64)[0] for _ in range(2))
    _without_dropout(ours.model)
    assert ours.covered["backward-cut"] == 1
    cache, reason = prepared(ours, name, tmp_path)
    assert reason == ""
    rows = [3, 0, 11, 7]  # not a part that was computed together
    batch = collate(samples(5), rows, 0)
    with cache.of(rows):
        kept = ours.objective(batch)
    kept.backward()
    whole = plain.objective(batch)
    whole.backward()
    within = 1e-6 if name in ROUNDED else 1e-9
    assert float(kept.detach()) == pytest.approx(float(whole.detach()), rel=within)
    assert far(gradients(ours.model), gradients(plain.model)) < within


def _without_dropout(model: Any) -> None:
    for module in model.modules():
        if type(module) is torch.nn.Dropout:
            module.p = 0.0


def test_an_architecture_whose_blocks_hand_on_more_is_left_alone(tmp_path: Path) -> None:
    ours, _ = pair("falcon", linear("falcon"), torch.float32)
    assert "more than hidden states" in prepared(ours, "falcon", tmp_path)[1]


def test_a_run_of_two_epochs_keeps_them_and_ends_in_the_same_bytes(new_run: NewRun) -> None:
    adapters = []
    for folder in ("one", "two"):
        layers = {"targets": r"model\.layers\.1\..*_proj", "rank": 4}
        run = new_run(folder, layers=layers, training={"epochs": 2, "steps": None})
        told = worker.main(run.path)
        assert told.started is not None
        assert told.started.optimisations["prefix-cache"] == 1
        assert not (run.path / "cache").exists()
        adapters.append((run.adapter / "adapter_model.safetensors").read_bytes())
    assert adapters[0] == adapters[1]


def test_the_blocks_below_are_not_run(tmp_path: Path) -> None:
    ours, _ = pair("llama", linear("llama"), torch.float32)
    cache, _ = prepared(ours, "llama", tmp_path)
    called: list[Any] = []
    first = ours.model.get_base_model().model.layers[0]
    first.self_attn.register_forward_hook(lambda *_: called.append(1))
    with cache.of([1, 2]):
        ours.objective(collate(samples(5), [1, 2], 0))
    assert not called
    ours.objective(collate(samples(5), [1, 2], 0))
    assert called == [1]


def test_a_second_worker_reads_the_same_file(tmp_path: Path) -> None:
    first, _ = pair("llama", linear("llama"), torch.bfloat16)
    prepared(first, "llama", tmp_path)
    (file,) = tmp_path.glob("*.bin")
    before = file.stat().st_mtime_ns, file.read_bytes()
    second, _ = pair("llama", linear("llama"), torch.bfloat16)
    cache, reason = prepared(second, "llama", tmp_path)
    assert reason == ""
    assert (file.stat().st_mtime_ns, file.read_bytes()) == before
    with cache.of([4]):
        kept = second.objective(collate(samples(5), [4], 0))
    assert kept.isfinite()
    third, _ = pair("llama", linear("llama"), torch.bfloat16)
    prepared(third, "llama", tmp_path, data_sha256="other")
    assert len(list(tmp_path.glob("*.bin"))) == 2


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        (TrainingSpec(prefix_cache=0), "GiB on the disk"),
        (TrainingSpec(prefix_cache=1e-9), "GiB on the disk"),
        (TrainingSpec(neftune_alpha=5), "noise"),
    ],
)
def test_why_nothing_is_kept_is_said(settings: TrainingSpec, said: str, tmp_path: Path) -> None:
    ours, _ = pair("llama", linear("llama"), torch.float32)
    cache, reason = prepared(ours, "llama", tmp_path, settings)
    assert cache is None
    assert said in reason
    assert not list(tmp_path.iterdir())


def test_nothing_is_kept_on_a_full_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(disk, "free", lambda path: 2**20)
    ours, _ = pair("llama", linear("llama"), torch.float32)
    assert "no room" in prepared(ours, "llama", tmp_path)[1]


def test_nothing_is_kept_where_the_base_has_dropout(tmp_path: Path) -> None:
    ours, _ = pair("gpt2", linear("gpt2"), torch.float32)
    for module in ours.model.get_base_model().modules():
        if type(module) is torch.nn.Dropout:
            module.p = 0.1
    assert "dropout" in prepared(ours, "gpt2", tmp_path)[1]
