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
from math import prod
from operator import add, and_, itemgetter, mul

from workbench.core import methods
from workbench.core.layers import Layer, LayerTree
from workbench.core.tally import Tally

_EMPTY = len('{"__metadata__":{"format":"pt"}}')
_ENTRIES = 2 * len('"base_model.model..lora_A.weight":{"dtype":"F32","shape":[,],"data_offsets":[,]},')


def size(tally: Tally) -> int:
    """Bytes of the file for this plan, as peft names its tensors, all of them float32.

    A tied weight inside a module that is trained whole is trained once and written under each of its names.
    """
    entries, numbers = (
        (_plain_header(tally), tally.trainable) if _is_plain(tally) else _written(dict(tensors(tally)))
    )
    return 8 + -(-(_EMPTY + entries) // 8) * 8 + 4 * numbers


def _is_plain(tally: Tally) -> bool:
    return (
        tally.plan.bias == "none"
        and not tally.plan.use_dora
        and not methods.moves_base(tally.plan)
        and not any(tally.whole)
        and not any(map(and_, _unusual(tally.tree), tally.ticked))
    )


@lru_cache(maxsize=8)
def _unusual(tree: LayerTree) -> bytes:
    """1 for layers whose two tensors have other names than a linear layer's."""
    return bytes(bool(layer.parameter) or layer.is_embedding for layer in tree.layers)


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


def _written(shapes: dict[str, list[int]]) -> tuple[int, int]:
    """The length of the entries, written out, and how many numbers they stand for."""
    offset, length = 0, 0
    for name in sorted(shapes):
        size = 4
        for side in shapes[name]:
            size *= side
        entry = {"dtype": "F32", "shape": shapes[name], "data_offsets": [offset, offset + size]}
        length += len(json.dumps({name: entry}, separators=(",", ":"))) - 1  # a comma for the braces
        offset += size
    return length, offset // 4


def tensors(tally: Tally) -> Iterator[tuple[str, list[int]]]:
    """Name and shape of every tensor in the file."""
    plan, times = tally.plan, 2 if methods.moves_base(tally.plan) else 1
    homes = _homes(tally)
    for place, layer in enumerate(tally.tree.layers):
        key, ticked = f"base_model.model.{layer.path}", tally.ticked[place]
        if tally.whole[place]:
            yield from _of_a_whole(key, layer)
            continue
        if ticked:
            key = f"base_model.model.{homes[place]}" if layer.parameter else key
            yield from _of_a_layer(key, layer, tally.ranks[place] * times, tally)
        if layer.bias and (plan.bias == "all" or (plan.bias == "lora_only" and ticked)):
            yield f"{key}.base_layer.bias" if ticked else f"{key}.bias", [layer.bias]


def _homes(tally: Tally) -> dict[int, str]:
    """Place to the module that holds A and B of a parameter, without the prefix.

    peft wraps a module once for each of its parameters, in their order: the last is the outermost.
    """
    found: dict[int, str] = {}
    inside: dict[str, list[int]] = {}
    for place in compress(range(len(tally.ticked)), tally.ticked):
        if parameter := tally.tree.layers[place].parameter:
            inside.setdefault(parameter.rpartition(".")[0], []).append(place)
    for module, places in inside.items():
        for depth, place in enumerate(reversed(places)):
            found[place] = module + ".base_layer" * depth
    return found


def _of_a_layer(key: str, layer: Layer, rank: int, tally: Tally) -> Iterator[tuple[str, list[int]]]:
    inside, outside = layer.in_features or 0, layer.out_features or 0
    rank *= max(1, layer.experts)
    if layer.is_embedding:
        yield f"{key}.lora_embedding_A", [rank, inside]
        yield f"{key}.lora_embedding_B", [outside, rank]
    else:
        yield f"{key}.lora_A.weight", [rank, inside]
        yield f"{key}.lora_B.weight", [outside, rank]
    if tally.plan.use_dora:
        yield f"{key}.lora_magnitude_vector", [outside]


def _of_a_whole(key: str, layer: Layer) -> Iterator[tuple[str, list[int]]]:
    """A copy's tensors. In which order the sides stand does not matter: the entry is as long."""
    inside, outside = layer.in_features or 0, layer.out_features or 0
    numbers = layer.whole if layer.type in methods.PARAMETERS else layer.whole - layer.bias
    sides = [side for side in (layer.experts, outside, inside) if side]
    shape = list(layer.shape) or (sides if sides and prod(sides) == numbers else [numbers])
    if layer.type in methods.PARAMETERS:
        yield key, shape
        return
    yield f"{key}.weight", shape
    if layer.bias:
        yield f"{key}.bias", [layer.bias]
