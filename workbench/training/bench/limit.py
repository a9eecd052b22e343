"""The limit to walk towards: how fast this machine multiplies matrices of exactly a model's shapes."""

import time
from collections import Counter
from collections.abc import Callable

import torch

from workbench.core.layers import LayerTree

_ROUNDS = 5
NOW = time.perf_counter


def matrix_rate(tree: LayerTree, dtype: str, tokens: int, device: str = "cpu") -> float:
    """Operations a second of a model's matrix products back to back: forward, and the gradient of the input.

    `tokens` run at once. A product of a tokens×in and an in×out matrix counts 2·tokens·in·out operations.
    """
    shapes = Counter((layer.in_features, layer.out_features) for layer in tree.layers if layer.linear)
    operations, seconds = 0.0, 0.0
    for (inside, outside), count in shapes.items():
        assert inside is not None
        assert outside is not None
        operations += count * 4 * tokens * inside * outside
        seconds += count * product_seconds(tokens, inside, outside, dtype, device)
    return operations / seconds


def product_seconds(
    tokens: int,
    inside: int,
    outside: int,
    dtype: str,
    device: str = "cpu",
    clock: Callable[[], float] = NOW,
) -> float:
    """x·Wᵀ and g·W: forward and the input's gradient of one frozen linear layer; the best of some rounds."""
    kind = getattr(torch, dtype)
    x = torch.randn(tokens, inside, device=device).to(kind)
    g = torch.randn(tokens, outside, device=device).to(kind)
    weight = torch.randn(outside, inside, device=device).to(kind)

    def both() -> None:
        torch.nn.functional.linear(x, weight)
        g @ weight

    return best(both, device, clock=clock)


def best(
    work: Callable[[], object],
    device: str,
    rounds: int = _ROUNDS,
    clock: Callable[[], float] = NOW,
) -> float:
    """Seconds of the quickest round after one to warm up: other programs only ever make it slower."""
    found = float("inf")
    for counted in (False, *[True] * rounds):
        began = clock()
        work()
        if device == "cuda":
            torch.cuda.synchronize()
        if counted:
            found = min(found, clock() - began)
    return found
