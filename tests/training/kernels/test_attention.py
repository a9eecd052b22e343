"""Attention as large products against torch's own."""

import pytest
import torch
from torch.nn.functional import scaled_dot_product_attention

from tests.training.kernels.test_parity import LORA, base, pair, samples, stock_loss
from workbench.core.spec import TrainingSpec
from workbench.training.data.batches import collate
from workbench.training.kernels import attention, proof

BLOCKS = 2


@pytest.mark.parametrize("length", [2, 37, 128, 300])
@pytest.mark.parametrize(("heads", "shared"), [(4, 1), (6, 3), (2, 2)])
def test_values_and_gradients_equal_torch(length: int, heads: int, shared: int) -> None:
    torch.manual_seed(length)
    q, k, v = (
        torch.randn(2, length, h, 8, dtype=torch.float64).transpose(1, 2).requires_grad_()
        for h in (heads, shared, shared)
    )
    ours, _ = attention.attend(torch.nn.Identity(), q, k, v, None, scaling=0.3)
    theirs = scaled_dot_product_attention(q, k, v, is_causal=True, scale=0.3, enable_gqa=True).transpose(1, 2)
    torch.testing.assert_close(ours, theirs, rtol=1e-10, atol=1e-12)
    push = torch.randn_like(ours)
    for mine, other in zip(
        torch.autograd.grad(ours, (q, k, v), push), torch.autograd.grad(theirs, (q, k, v), push), strict=True
    ):
        torch.testing.assert_close(mine, other, rtol=1e-9, atol=1e-11)


@pytest.mark.parametrize("name", ["llama", "gemma3_text", "gpt2", "gpt_neox", "cohere"])
def test_a_model_in_bfloat16_uses_it_everywhere_and_computes_the_same(name: str) -> None:
    ours, stock = pair(name, LORA, torch.bfloat16)
    assert ours.covered["fused-attention"] == BLOCKS
    batch = collate(samples(3), range(5), 0)
    assert float(ours.objective(batch).detach()) == pytest.approx(
        float(stock_loss(stock, batch).detach()), rel=5e-3
    )


def test_it_is_left_out_in_float32_and_by_its_name() -> None:
    assert "fused-attention" not in pair("llama", LORA, torch.float32)[0].covered
    assert "fused-attention" not in pair("llama", LORA, torch.bfloat16, without="fused-attention")[0].covered


def test_one_new_token_after_others_is_left_to_torch() -> None:
    """As in generation: the length of the keys is not that of the queries."""
    q, k = torch.randn(1, 2, 1, 8), torch.randn(1, 2, 5, 8)
    ours, _ = attention.attend(torch.nn.Identity(), q, k, k, None, scaling=1.0)
    theirs = scaled_dot_product_attention(q, k, k, scale=1.0).transpose(1, 2)
    torch.testing.assert_close(ours, theirs)


def test_the_models_own_attention_stays_with_other_models() -> None:
    other = base("llama", torch.bfloat16)
    pair("llama", LORA, torch.bfloat16)
    assert other.config._attn_implementation == "sdpa"
    assert proof.logits(other, proof.few_tokens(other)).isfinite().all()
    assert TrainingSpec().switched_off == frozenset()
