"""The filter's language: which layers a typed text means.

Words separated by spaces must all fit; a word after - must not.
  proj                text in the path, upper or lower case
  *.q_proj            a glob, for the whole path or its end
  /layers\\.[0-3]\\./   a regular expression, found anywhere in the path
  role:attention      role:mlp, role:head, role:embedding, role:norm, role:other
  type:Conv1D         the module's class
  block:20-31         blocks by number; block:>20, block:7
  depth:>50%          blocks by their place in the stack; depth:25-75%
  rank:>16            the rank that is set
  is:ticked           is:unticked, is:adaptable, is:own (an own rank), is:whole
"""

import re
from collections.abc import Callable, Iterable, Sequence
from fnmatch import translate
from itertools import repeat
from operator import and_, contains, not_
from typing import get_args

from workbench.core.errors import WorkbenchError
from workbench.core.layers import Role
from workbench.core.tally import Tally

Test = Callable[[int], bool]  # of a layer's place in the tree
_RANGE = re.compile(r"(?P<low>\d+(\.\d+)?)(?:-(?P<high>\d+(\.\d+)?))?%?")
_LIMIT = re.compile(r"(?P<sign>>=|<=|>|<|=)(?P<limit>\d+(\.\d+)?)%?")
_SIGNS: dict[str, Callable[[float, float], bool]] = {
    ">": lambda value, limit: value > limit,
    ">=": lambda value, limit: value >= limit,
    "<": lambda value, limit: value < limit,
    "<=": lambda value, limit: value <= limit,
    "=": lambda value, limit: value == limit,
}


def matching(text: str, tally: Tally) -> bytearray:
    """1 for every layer that fits, in the order of the tree; all of them for an empty text.

    Raises WorkbenchError for a word that cannot be understood.
    """
    kept = bytearray(b"\1") * len(tally.tree.layers)
    for word in text.split():
        wanted = not (word.startswith("-") and len(word) > 1)
        fits = _fits(word if wanted else word[1:], tally)
        kept = bytearray(map(and_, kept, fits if wanted else map(not_, fits)))
    return kept


def _fits(word: str, tally: Tally) -> Iterable[bool]:
    """For every layer, whether a word means it."""
    tree = tally.tree
    if len(word) > 1 and word.startswith("/"):
        search = _pattern(word.removeprefix("/").removesuffix("/"), word).search
        return (search(path) is not None for path in tree.paths)
    key, colon, value = word.partition(":")
    if colon and value:
        return map(_keyed(key.lower(), value, word, tally), range(len(tree.layers)))
    lowered = word.lower()
    if any(sign in word for sign in "*?["):
        end = lowered.removeprefix("*")
        if end.startswith(".") and not any(sign in end for sign in "*?["):
            return (path.endswith(end) for path in tree.lower_paths)
        match = re.compile(f"{translate(lowered)}|{translate('*.' + lowered)}").match
        return (match(path) is not None for path in tree.lower_paths)
    if lowered in get_args(Role):
        pairs = zip(tree.lower_paths, tree.layers, strict=True)
        return (lowered in path or lowered == layer.role for path, layer in pairs)
    return map(contains, tree.lower_paths, repeat(lowered))


def _keyed(key: str, value: str, word: str, tally: Tally) -> Test:
    layers = tally.tree.layers
    match key:
        case "role":
            return lambda place: layers[place].role.startswith(value.lower())
        case "type":
            return lambda place: layers[place].type.lower() == value.lower()
        case "block":
            return _by_number(_blocks(tally, share=False), value, word)
        case "depth":
            return _by_number(_blocks(tally, share=True), value, word)
        case "rank":
            ranks = [rank if on else None for rank, on in zip(tally.ranks, tally.ticked, strict=True)]
            return _by_number(ranks, value, word)
        case "is":
            return _state(value.lower(), word, tally)
    raise _not_understood(word)


def _state(value: str, word: str, tally: Tally) -> Test:
    layers, plan = tally.tree.layers, tally.plan
    match value:
        case "ticked":
            return lambda place: bool(tally.ticked[place])
        case "unticked":
            return lambda place: layers[place].adaptable and not tally.ticked[place]
        case "adaptable":
            return lambda place: layers[place].adaptable
        case "own":
            return lambda place: layers[place].path in plan.ranks or layers[place].path in plan.scales
        case "whole":
            return lambda place: bool(tally.whole[place])
    raise _not_understood(word)


def _by_number(numbers: Sequence[float | None], value: str, word: str) -> Test:
    """`numbers` has None where a layer has no such number: it never fits."""
    if limit := _LIMIT.fullmatch(value):
        compare, bound = _SIGNS[limit["sign"]], float(limit["limit"])
        return lambda place: (found := numbers[place]) is not None and compare(found, bound)
    if span := _RANGE.fullmatch(value):
        low = float(span["low"])
        high = float(span["high"]) if span["high"] else low
        return lambda place: (found := numbers[place]) is not None and low <= found <= high
    raise _not_understood(word)


def _blocks(tally: Tally, *, share: bool) -> list[float | None]:
    """The number of each layer's block; as a share of its stack in percent, 0 to 100, the block's middle."""
    numbers: list[float | None] = [None] * len(tally.tree.layers)
    for block, (place, length) in tally.tree.depth.items():
        number = 100 * (place + 0.5) / length if share else int(block.name)
        numbers[block.first : block.last] = [number] * (block.last - block.first)
    return numbers


def _pattern(expression: str, word: str) -> re.Pattern[str]:
    try:
        return re.compile(expression)
    except re.error as error:
        raise WorkbenchError(
            "“{word}” is not a regular expression: {problem}.",
            hint="Example: /layers\\.[0-3]\\..*q_proj/",
            kind="bad-filter",
            word=word,
            problem=str(error),
        ) from error


def _not_understood(word: str) -> WorkbenchError:
    return WorkbenchError(
        "“{word}” is not understood.",
        hint="Try role:attention, depth:>50%, block:20-31, rank:>16, is:ticked, *.q_proj or /a regex/.",
        kind="bad-filter",
        word=word,
    )
