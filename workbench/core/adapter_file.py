"""The size of adapter_model.safetensors, to the byte, before it is written.

The safetensors format (huggingface.co/docs/safetensors): 8 bytes of header length, a JSON header padded to 8
bytes, then the tensors, ordered by name.
"""

import json
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from itertools import accumulate, compress, repeat
from operator import add, and_, itemgetter, mul

from workbench.core.layers import Layer, LayerTree
from workbench.core.tally import Tally

_EMPTY = len('{"__metadata__":{"format":"pt"}}')
_ENTRIES = 2 * len('"base_model.model..lora_A.weight":{"dtype":"F32","shape":[,],"data_offsets":[,]},')


def size(tally: Tally) -> int:
    """Bytes of the file for this plan, as peft names its tensors, all of them float32.

    Exact for linear and embedding layers, with DoRA too; for fused experts, biases and modules trained whole
    the numbers are exact and their share of the header is that of a tensor with such a name and shape.
    """
    entries = _plain_header(tally) if _is_plain(tally) else _header(tally)
    return 8 + -(-(_EMPTY + entries) // 8) * 8 + 4 * _numbers(tally)


def doubles_rank(tally: Tally) -> bool:
    """An initialisation that changes the base is saved as a LoRA of twice the rank for the base as it was."""
    return tally.plan.init_lora_weights.startswith(("pissa", "olora"))


def _numbers(tally: Tally) -> int:
    again = (
        sum(compress(map(mul, tally.ranks, tally.tree.widths), tally.ticked)) if doubles_rank(tally) else 0
    )
    return tally.trainable + again


def _is_plain(tally: Tally) -> bool:
    return (
        tally.plan.bias == "none"
        and not tally.plan.use_dora
        and not doubles_rank(tally)
        and not any(tally.whole)
        and not any(map(and_, _unusual(tally.tree), tally.ticked))
    )


@lru_cache(maxsize=8)
def _unusual(tree: LayerTree) -> bytes:
    """1 for layers whose two tensors have other names than a linear layer's."""
    return bytes(bool(layer.parameter) or layer.type == "Embedding" for layer in tree.layers)


def _plain_header(tally: Tally) -> int:
    """The entries of A and B of every layer, summed without writing them: one pass over flat lists."""
    tree, ticked = tally.tree, tally.ticked
    in_order = itemgetter(*tree.by_name, 0)  # at least two, so that it always gives a tuple
    chosen = in_order(ticked)[:-1]
    ranks = list(compress(in_order(tally.ranks), chosen))
    sizes = map(mul, ranks, compress(in_order(tree.widths), chosen))
    starts = [4 * start for start in accumulate(sizes, initial=0)]
    of_a = map(mul, ranks, compress(in_order(tree.insides), chosen))
    middles = list(map(add, starts, map(mul, of_a, repeat(4))))
    digits = 2 * _digits(starts) + 2 * _digits(middles) - _digits(starts[:1]) - _digits(starts[-1:])
    sides = Counter(compress(tree.insides, ticked)) + Counter(compress(tree.outsides, ticked))
    for numbers, times in ((Counter(ranks), 2), (sides, 1)):
        digits += times * sum(len(str(number)) * count for number, count in numbers.items())
    return digits + 2 * sum(map(len, compress(tree.paths, ticked))) + _ENTRIES * len(ranks)


def _digits(rising: list[int]) -> int:
    """How many digits the numbers of a rising list have together."""
    total, done, power = 0, 0, 10
    while done < len(rising):
        end = bisect_left(rising, power, done)
        total += (end - done) * len(str(power - 1))
        done, power = end, power * 10
    return total


def _header(tally: Tally) -> int:
    """The entries, written out."""
    shapes = dict(tensors(tally))
    offset, length = 0, 0
    for name in sorted(shapes):
        size = 4
        for side in shapes[name]:
            size *= side
        entry = {"dtype": "F32", "shape": shapes[name], "data_offsets": [offset, offset + size]}
        length += len(json.dumps({name: entry}, separators=(",", ":"))) - 1  # a comma for the braces
        offset += size
    return length


def tensors(tally: Tally) -> Iterator[tuple[str, list[int]]]:
    """Name and shape of every tensor in the file."""
    plan = tally.plan
    for place, layer in enumerate(tally.tree.layers):
        key = f"base_model.model.{layer.path}"
        if tally.whole[place]:
            yield f"{key}.weight", _weight_shape(layer)
            if layer.bias:
                yield f"{key}.bias", [layer.bias]
            continue
        if tally.ticked[place]:
            yield from _of_a_layer(key, layer, tally.ranks[place] * (1 + doubles_rank(tally)), tally)
        if layer.bias and (plan.bias == "all" or (plan.bias == "lora_only" and tally.ticked[place])):
            yield f"{key}.base_layer.bias", [layer.bias]


def _of_a_layer(key: str, layer: Layer, rank: int, tally: Tally) -> Iterator[tuple[str, list[int]]]:
    inside, outside = layer.in_features or 0, layer.out_features or 0
    rank *= max(1, layer.experts)
    if layer.type == "Embedding":
        yield f"{key}.lora_embedding_A", [rank, inside]
        yield f"{key}.lora_embedding_B", [outside, rank]
    else:
        yield f"{key}.lora_A.weight", [rank, inside]
        yield f"{key}.lora_B.weight", [outside, rank]
    if tally.plan.use_dora:
        yield f"{key}.lora_magnitude_vector", [outside]


def _weight_shape(layer: Layer) -> list[int]:
    inside, outside = layer.in_features or 0, layer.out_features or 0
    if not inside or not outside:
        return [layer.whole - layer.bias]
    return [inside, outside] if layer.type in ("Embedding", "Conv1D") else [outside, inside]
