"""The objective: what is added to a batch's loss in training alone, against transformers' own definitions."""

from typing import Any

import pytest
import torch
from transformers.integrations import neftune_post_forward_hook

from tests.training.kernels.test_parity import LORA, pair, samples
from workbench.training.data.batches import collate
from workbench.training.data.samples import Samples

ALPHA = 5.0


def _one_length() -> Samples:
    made = samples(3)
    return Samples(made.ids[:60], made.trained[:60], made.offsets[:1] + torch.arange(0, 61, 12).numpy())


def test_neftune_is_transformers_for_rows_of_one_length() -> None:
    ours, stock = pair("llama", LORA, torch.float64, neftune_alpha=ALPHA)
    embeddings = stock.get_input_embeddings()
    embeddings.neftune_noise_alpha = ALPHA
    embeddings.register_forward_hook(neftune_post_forward_hook)
    batch = collate(_one_length(), range(5), 0)
    for model in (ours.model, stock):
        model.train()
    torch.manual_seed(1)
    mine = ours.objective(batch)
    torch.manual_seed(1)
    logits = stock(input_ids=batch.input_ids, attention_mask=batch.attention_mask).logits
    theirs = torch.nn.functional.cross_entropy(
        logits[:, :-1].flatten(0, 1), batch.labels[:, 1:].flatten(), reduction="sum"
    )
    assert float(mine.detach()) == pytest.approx(float(theirs.detach()), rel=1e-12)


def test_noise_is_as_strong_for_a_row_beside_longer_ones() -> None:
    ours, _ = pair("llama", LORA, torch.float64, neftune_alpha=ALPHA)
    seen: list[torch.Tensor] = []
    embeddings = ours.model.get_input_embeddings()
    embeddings.register_forward_hook(
        lambda module, given, output: seen.append(output - module.weight[given[0]])
    )
    ours.model.train()
    data = samples(3, longest=60)
    ours.objective(collate(data, range(8), 0))
    width = embeddings.weight.shape[1]
    for row in range(8):
        reach = ALPHA / (data.length(row) * width) ** 0.5
        assert 0.8 * reach < float(seen[0][row].abs().max()) <= reach


@pytest.mark.parametrize("settings", [{"neftune_alpha": ALPHA}, {"label_smoothing": 0.2}])
def test_the_held_out_loss_knows_neither_noise_nor_smoothing(settings: dict[str, Any]) -> None:
    ours, _ = pair("llama", LORA, torch.float64, **settings)
    plain, _ = pair("llama", LORA, torch.float64)
    batch = collate(samples(3), range(5), 0)
    losses = []
    for assembly in (ours, plain):
        assembly.model.eval()
        losses.append(float(assembly.objective(batch).detach()))
    assert losses[0] == losses[1]
    ours.model.train()
    assert float(ours.objective(batch).detach()) != losses[0]


@pytest.mark.parametrize("without", ["", "fused-cross-entropy", "fused-cross-entropy,labelled-head"])
def test_label_smoothing_is_torchs(without: str) -> None:
    ours, stock = pair("llama", LORA, torch.float64, label_smoothing=0.2, without=without)
    batch = collate(samples(3), range(5), 0)
    ours.model.train()
    logits = stock(input_ids=batch.input_ids, attention_mask=batch.attention_mask).logits
    theirs = torch.nn.functional.cross_entropy(
        logits[:, :-1].flatten(0, 1), batch.labels[:, 1:].flatten(), reduction="sum", label_smoothing=0.2
    )
    assert float(ours.objective(batch).detach()) == pytest.approx(float(theirs.detach()), rel=1e-9)
