"""Plans side by side: the rank of each kind of module, and in which blocks it differs."""

from collections.abc import Sequence

from workbench.core import plan
from workbench.core.compare.subject import Subject
from workbench.core.inspection import place
from workbench.core.sentence import Sentence

Kinds = dict[str, dict[int, str]]  # kind of module to block (-1 outside of blocks) to its rank, as written


def by_kind(subject: Subject) -> Kinds:
    """`{"self_attn.q_proj": {0: "16", 1: "16"}}`; scales stand beside ranks where a module has its own."""
    found: Kinds = {}
    usual = subject.spec.layers.scale
    for path in subject.modules:
        where, adapted = place(path), plan.effective(subject.spec.layers, path)
        own = "" if adapted.scale == usual else f" × {adapted.scale:g}"
        found.setdefault(where.kind, {})[where.block] = f"{adapted.rank}{own}"
    return found


def rows(subjects: Sequence[Subject]) -> list[tuple[str, tuple[str, ...]]]:
    """Each kind of module that one of them adapts, and what each run does with it ("" adapts nothing)."""
    kinds = [by_kind(subject) for subject in subjects]
    names = list(dict.fromkeys(name for found in kinds for name in found))
    blocks = {name: {block for found in kinds for block in found.get(name, ())} for name in names}
    return [(name, tuple(_written(found.get(name, {}), blocks[name]) for found in kinds)) for name in names]


def _written(ranks: dict[int, str], blocks: set[int]) -> str:
    """16 · 16 in 20–29 · 16 in 0–9, 32 in 10–29."""
    groups: dict[str, list[int]] = {}
    for block in sorted(ranks):
        groups.setdefault(ranks[block], []).append(block)
    if len(groups) == 1 and ranks.keys() == blocks:
        return next(iter(groups))
    parts = [
        Sentence("{rank} in {blocks}", rank=rank, blocks=spans(members)) for rank, members in groups.items()
    ]
    return ", ".join(parts)


def spans(numbers: Sequence[int]) -> str:
    """Rising numbers as 0–3, 7, 9–12."""
    parts: list[list[int]] = []
    for number in numbers:
        if parts and number == parts[-1][-1] + 1:
            parts[-1].append(number)
        else:
            parts.append([number])
    return ", ".join(f"{part[0]}–{part[-1]}" if len(part) > 1 else str(part[0]) for part in parts)
