"""What a step computes, counted before it starts: operations and numbers, by kind of work."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import accumulate, compress
from operator import mul

from workbench.core.layers import LayerTree
from workbench.core.machine import Speeds
from workbench.core.micro_batches import micro_batches
from workbench.core.tally import Tally


@dataclass(frozen=True, slots=True)
class Load:
    """What one optimizer step computes, as far as data and settings decide it."""

    rows: tuple[int, ...]  # tokens of each row of a usual step
    budget: int  # padded tokens that run at once
    labelled: float = 1.0  # share of the tokens that is learned
    longest: int = 0  # of any row: it may be a micro-batch of its own
    dtype: str = "float32"  # of the base
    threads: int = 1

    @property
    def tokens(self) -> int:
        return sum(self.rows)

    @property
    def most_at_once(self) -> int:
        """Padded tokens of the largest micro-batch."""
        return max(min(self.budget, self.tokens), self.longest, max(self.rows, default=0))


def usual_rows(edges: Sequence[int], counts: Sequence[int], rows: int, limit: int) -> tuple[int, ...]:
    """Lengths of the rows of a step as a histogram has them: evenly spread quantiles, at most `limit` tokens.

    `counts[i]` rows are longer than edges[i] and at most edges[i + 1] tokens long.
    """
    before = (0, *accumulate(counts))
    found = []
    for place in range(rows):
        at = (place + 0.5) * before[-1] / rows
        i = bisect_right(before, at) - 1
        share = (at - before[i]) / max(1, counts[i])
        found.append(min(limit, max(1, round(edges[i] + share * (edges[i + 1] - edges[i])))))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Work:
    """What has to be computed, by kind; `core.machine.Speeds` has the seconds of a unit of each."""

    at_once: float = 1.0  # padded tokens of a micro-batch, in the mean
    products: tuple[tuple[int, int, float], ...] = ()  # in, out, operations: of frozen matrices
    calls: float = 0.0  # of a module, forward and backward, and of its A and B
    shapes: float = 0.0  # of matrices, in each micro-batch anew: libraries prepare products by shape
    elements: float = 0.0  # numbers in and out of frozen matrices: norms, activations, copies
    looks: float = 0.0  # pairs of tokens times width, of each block: attention
    adapted: float = 0.0  # operations of A and B
    logits: float = 0.0
    updates: float = 0.0  # trained numbers

    def seconds(self, speeds: Speeds) -> float:
        found = sum(
            operations / speeds.products.rate(self.at_once, inside, outside)
            for inside, outside, operations in self.products
        )
        for kind in KINDS:
            found += getattr(self, kind) * speeds.units[kind]
        return found


KINDS = ("calls", "shapes", "elements", "looks", "adapted", "logits", "updates")


def step(tally: Tally, load: Load, *, recomputed: int = 0, cached: bool = False) -> Work:
    """The work of one optimizer step.

    Matrix products (Kaplan et al. 2020, arXiv 2001.08361, section 2.1, with frozen weights): a token costs 2
    operations a weight forward, and 2 more from the lowest trained layer up, for the gradient of the input;
    labelled tokens alone go through the head. A matrix trained whole costs 2 more, for its own gradient; A
    and B cost 2 forward and 4 backward. Of experts and routers peft forms W + B·A in every call, for all of
    them: 6·r·in·out·experts operations, however few tokens there are. Attention backward is 2.5 times its
    forward (Dao 2023, arXiv 2307.08691, section 3.1).

    `recomputed`: so many blocks, from the lowest trained one up, run forward once more. `cached`: what comes
    out of the blocks below is read, not computed.
    """
    tree = tally.tree
    block, _ = lowest_block(tally)
    last = len(tree.layers)
    forward = span(tree, first_of(tree, block) if cached else 0, last)
    backward = span(tree, tally.first_place, last)
    again = span(tree, first_of(tree, block), first_of(tree, block + recomputed)) if recomputed else NOTHING
    found = _passes(tree, load, ((forward, 1.0), (backward, 2.5), (again, 1.0)), head=2)
    batches = len(micro_batches(load.rows, load.budget))
    padded = found.at_once * batches
    ranks = list(compress(tally.ranks, tally.ticked))
    applied = sum(map(mul, ranks, compress(tree.applied, tally.ticked)))
    forming = sum(map(mul, ranks, compress(tree.formed, tally.ticked)))
    whole = sum(compress(tree.work, tally.whole))
    width = max(1, tree.hidden_size or 1)
    own = ((width, width, 2.0 * padded * whole + 6.0 * batches * forming),) if whole or forming else ()
    return replace(
        found,
        products=found.products + own,
        calls=found.calls + 4.0 * batches * tally.modules,
        adapted=6.0 * padded * applied,
        updates=float(tally.trainable),
    )


def reading(tree: LayerTree, load: Load, *, cached_below: int = 0) -> Work:
    """The work of a pass without gradients over the load's rows: an evaluation."""
    forward = span(tree, first_of(tree, cached_below) if cached_below else 0, len(tree.layers))
    return _passes(tree, load, ((forward, 1.0),), head=1)


def below(tree: LayerTree, load: Load, block: int) -> Work:
    """The work of a pass without gradients through what lies below a block."""
    return _passes(tree, load, ((span(tree, 0, first_of(tree, block)), 1.0),), head=0)


@dataclass(frozen=True, slots=True)
class Span:
    """Layers from one place to another, added up; the head is not among them."""

    products: tuple[tuple[tuple[int, int], int], ...] = ()  # (in, out), how many a token goes through
    modules: int = 0
    kept: int = 0  # numbers in and out of them
    outsides: int = 0  # numbers out of them
    blocks: int = 0


NOTHING = Span()


@lru_cache(maxsize=64)
def span(tree: LayerTree, first: int, last: int) -> Span:
    shapes: Counter[tuple[int, int]] = Counter()
    kept = outsides = 0
    for place in range(first, last):
        passes = tree.passes[place]
        if passes and tree.layers[place].role != "head":
            shapes[tree.insides[place], tree.outsides[place]] += passes
            kept += tree.kept[place]
            outsides += passes * tree.outsides[place]
    blocks = sum(first <= block.first for stack in tree.stacks for block in stack if block.last <= last)
    return Span(tuple(shapes.items()), last - first, kept, outsides, blocks)


def inputs(tally: Tally, first: int, last: int) -> int:
    """Numbers per token that go into the adapted layers of these places; a tensor that several read once.

    Of the matrices of one parent all but the last read the same: q, k and v, then o; gate and up, then down.
    """
    groups, widths = _readers(tally.tree)
    return sum(widths[group] for group in set(compress(groups[first:last], tally.ticked[first:last])) - {0})


@lru_cache(maxsize=8)
def _readers(tree: LayerTree) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """For each layer the number of the tensor it reads (0: none that counts), and how wide each tensor is."""
    matrices = [i for i, layer in enumerate(tree.layers) if tree.passes[i] and layer.role != "head"]
    parents = [tree.paths[place].rpartition(".")[0] for place in matrices]
    groups, widths = [0] * len(tree.layers), [0]
    for at, (place, parent) in enumerate(zip(matrices, parents, strict=True)):
        follows = at > 0 and parents[at - 1] == parent
        closes = follows and (at + 1 == len(parents) or parents[at + 1] != parent)
        if not follows or closes:
            widths.append(tree.passes[place] * tree.insides[place])
        groups[place] = len(widths) - 1
    return tuple(groups), tuple(widths)


def _passes(tree: LayerTree, load: Load, spans: Iterable[tuple[Span, float]], head: int) -> Work:
    """`spans` are run through, attention at so many times its forward cost; the head `head` times."""
    parts = micro_batches(load.rows, load.budget)
    padded = [(len(part), load.rows[part[0]]) for part in parts]
    tokens = sum(rows * length for rows, length in padded)
    pairs = sum(rows * length * length for rows, length in padded)
    labelled = load.labelled * load.tokens
    width = tree.hidden_size or 0
    products: Counter[tuple[int, int]] = Counter()
    calls = shapes = elements = looks = 0.0
    for span, attention in spans:
        for shape, count in span.products:
            products[shape] += count
        calls += len(parts) * span.modules
        shapes += len(parts) * len(span.products)
        elements += tokens * span.kept
        looks += attention * pairs * width * span.blocks
    work = [
        (inside, outside, 2.0 * tokens * count * inside * outside)
        for (inside, outside), count in products.items()
    ]
    logits = 0.0
    for inside, vocabulary in _heads(tree) if head else ():
        work.append((inside, vocabulary, 2.0 * head * labelled * inside * vocabulary))
        logits += labelled * vocabulary
    return Work(
        *(tokens / max(1, len(parts)), tuple(work), calls, shapes, elements, looks),
        logits=logits,
    )


@lru_cache(maxsize=8)
def _heads(tree: LayerTree) -> tuple[tuple[int, int], ...]:
    """in and out of the head."""
    found = (layer for layer in tree.layers if layer.role == "head" and layer.linear)
    return tuple((layer.in_features or 0, layer.out_features or 0) for layer in found)


def lowest_block(tally: Tally) -> tuple[int, int]:
    """The first block that needs a backward pass, and how many there are (of two stacks, the first)."""
    stacks = tally.tree.stacks
    if not stacks:
        return 0, 0
    stack = stacks[0]
    if tally.first_place < stack[0].first:
        return 0, len(stack)
    found = next((place for place, block in enumerate(stack) if tally.share(block).trainable), len(stack))
    return found, len(stack)


def first_of(tree: LayerTree, block: int) -> int:
    """The place of a block's first layer; one past the last block: what follows it."""
    if not tree.stacks:
        return 0
    stack = tree.stacks[0]
    return stack[block].first if block < len(stack) else stack[-1].last
