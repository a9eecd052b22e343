"""A verdict in words: sentences computed from an adapter's measures, each with the modules it speaks of.

Templates are translated at display. "The change" of a group of modules is its share of Σ‖ΔW‖² (Frobenius):
squares add up over modules, norms do not.
"""

import math
from collections.abc import Iterable, Sequence

from workbench.core.inspection import ModuleReport, Said, WholeReport

MOSTLY = 0.5  # the least share of the change that "mostly" means
UNDERUSED = 0.25  # of its rank
BARELY = 1e-3  # ‖ΔW‖ / ‖W‖ of all modules together
_SPIKE = 0.99  # of a module's energy in one direction
_SMALLEST = 1e-6  # of the median ‖ΔW‖: such a module has as good as not moved


def verdict(modules: Sequence[ModuleReport], whole: Sequence[WholeReport] = ()) -> tuple[Said, ...]:
    """The sentences, the most important first; none for an adapter without anything to say of."""
    measured = [module for module in modules if math.isfinite(module.frobenius)]
    sentences: list[Said] = []
    sentences += _broken(modules, whole)
    if measured and not any(module.frobenius for module in measured):
        sentences.append(
            Said(
                "It has not learned anything: ΔW is zero in all {count} modules.",
                {"count": len(measured)},
                "untrained",
                tuple(module.path for module in measured),
                "frobenius",
            )
        )
        return (*sentences, *_saved_whole(whole))
    if measured:
        sentences += _where(measured)
        sentences += _barely(measured)
        sentences += _dead(measured)
        sentences += _underused(measured)
        sentences += _one_direction(measured)
        sentences += _intruders(measured)
    return (*sentences, *_saved_whole(whole))


def dead(modules: Iterable[ModuleReport]) -> tuple[ModuleReport, ...]:
    """Modules that do not change anything: ΔW is zero, or a millionth of the median."""
    measured = [module for module in modules if math.isfinite(module.frobenius)]
    alive = sorted(module.frobenius for module in measured if module.frobenius > 0)
    limit = alive[len(alive) // 2] * _SMALLEST if alive else 0.0
    return tuple(module for module in measured if module.frobenius <= limit)


def underused(modules: Iterable[ModuleReport]) -> tuple[ModuleReport, ...]:
    """Modules that moved, but use less than a quarter of their rank."""
    return tuple(module for module in modules if 0 < module.used < UNDERUSED)


def change(modules: Iterable[ModuleReport]) -> float:
    """Σ‖ΔW‖² (Frobenius)."""
    return sum(module.frobenius**2 for module in modules if math.isfinite(module.frobenius))


def _where(modules: Sequence[ModuleReport]) -> list[Said]:
    """In which blocks, and in which kind of module, most of the change lies."""
    total = change(modules)
    blocks = _blocks(modules)
    kind, kind_share = _leading_kind(modules, total)
    sentences = []
    if len(blocks) > 2 and (span := _shortest_span(blocks, total)) is not None:
        first, last, share = span
        inside = [m for m in modules if first <= m.place.block <= last]
        one = "It learned mostly in block {first}: {percent} % of the change."
        many = "It learned mostly in blocks {first}–{last}: {percent} % of the change."
        sentences.append(
            Said(
                one if first == last else many,
                {"first": first, "last": last, "percent": round(100 * share)},
                "mostly-blocks",
                tuple(module.path for module in inside),
                "frobenius",
            )
        )
    if kind and kind_share >= MOSTLY:
        sentences.append(
            Said(
                "{percent} % of the change is in {kind}.",
                {"kind": kind, "percent": round(100 * kind_share)},
                "mostly-kind",
                tuple(module.path for module in modules if module.place.kind == kind),
                "frobenius",
            )
        )
    if not sentences:
        biggest = max(modules, key=lambda module: module.frobenius)
        sentences.append(
            Said(
                "The change is spread over all modules; the largest is in {path}, {percent} % of it.",
                {"path": biggest.path, "percent": round(100 * biggest.frobenius**2 / total)},
                "spread",
                (biggest.path,),
                "frobenius",
            )
        )
    return sentences


def _blocks(modules: Sequence[ModuleReport]) -> dict[int, float]:
    """Block to its change, in the order of blocks; empty when there are several stacks of blocks."""
    if len({module.place.stack for module in modules if module.place.block >= 0}) != 1:
        return {}
    found: dict[int, float] = {}
    for module in sorted(modules, key=lambda module: module.place.block):
        if module.place.block >= 0:
            found[module.place.block] = found.get(module.place.block, 0.0) + module.frobenius**2
    return found


def _shortest_span(blocks: dict[int, float], total: float) -> tuple[int, int, float] | None:
    """The fewest neighbouring blocks with most of the change; None when that is more than half of them."""
    numbers, sums = list(blocks), [0.0]
    for value in blocks.values():
        sums.append(sums[-1] + value)
    for length in range(1, len(numbers) // 2 + 1):
        start = max(range(len(numbers) - length + 1), key=lambda start: sums[start + length] - sums[start])
        share = (sums[start + length] - sums[start]) / total
        if share >= MOSTLY:
            return numbers[start], numbers[start + length - 1], share
    return None


def _leading_kind(modules: Sequence[ModuleReport], total: float) -> tuple[str, float]:
    kinds: dict[str, float] = {}
    for module in modules:
        kinds[module.place.kind] = kinds.get(module.place.kind, 0.0) + module.frobenius**2
    if len(kinds) < 2:
        return "", 0.0
    kind = max(kinds, key=lambda kind: kinds[kind])
    return kind, kinds[kind] / total


def _barely(modules: Sequence[ModuleReport]) -> list[Said]:
    known = [module for module in modules if module.base_frobenius > 0]
    if not known:
        return []
    changed = math.sqrt(sum((m.relative * m.base_frobenius) ** 2 for m in known))
    share = changed / math.sqrt(sum(m.base_frobenius**2 for m in known))
    if share >= BARELY:
        text, kind = "It moved the adapted weights by {percent} % (‖ΔW‖ of ‖W‖).", "moved"
    else:
        text = (
            "The adapter barely moved (‖ΔW‖ is {percent} % of ‖W‖): raise the learning rate or train longer."
        )
        kind = "barely-moved"
    return [Said(text, {"percent": _short(100 * share)}, kind, tuple(m.path for m in known), "relative")]


def _dead(modules: Sequence[ModuleReport]) -> list[Said]:
    found = dead(modules)
    return _counted(
        found,
        "1 module changes nothing: {path}.",
        "{count} modules change nothing, first {path}.",
        "dead",
        "frobenius",
    )


def _underused(modules: Sequence[ModuleReport]) -> list[Said]:
    return _counted(
        underused(modules),
        "1 module uses less than a quarter of its rank: {path}.",
        "{count} modules use less than a quarter of their rank, first {path}.",
        "underused",
        "used",
    )


def _one_direction(modules: Sequence[ModuleReport]) -> list[Said]:
    found = tuple(module for module in modules if module.capacity > 1 and module.energy(1) > _SPIKE)
    return _counted(
        found,
        "1 module changes in one direction only: {path}.",
        "{count} modules change in one direction only, first {path}.",
        "one-direction",
        "stable_rank",
    )


def _intruders(modules: Sequence[ModuleReport]) -> list[Said]:
    return _counted(
        tuple(module for module in modules if module.intruders > 0),
        "1 module has intruder dimensions (strong directions that the base does not have): {path}.",
        "{count} modules have intruder dimensions (strong directions that the base does not have), first "
        "{path}.",
        "intruders",
        "intruders",
    )


def _broken(modules: Sequence[ModuleReport], whole: Sequence[WholeReport]) -> list[Said]:
    found: list[ModuleReport | WholeReport] = [m for m in modules if m.not_finite]
    found += [tensor for tensor in whole if tensor.not_finite]
    if not found:
        return []
    return [
        Said(
            "{numbers} numbers are NaN or infinite, in {count} modules, first {path}: it is broken.",
            {
                "numbers": sum(part.not_finite for part in found),
                "count": len(found),
                "path": found[0].path,
            },
            "not-finite",
            tuple(part.path for part in found),
            "not_finite",
        )
    ]


def _saved_whole(whole: Sequence[WholeReport]) -> list[Said]:
    modules = list(dict.fromkeys(w.path.rpartition(".")[0] for w in whole if w.kind == "whole"))
    if not modules:
        return []
    return [
        Said(
            "Trained whole: {names}.",
            {"names": ", ".join(modules[:3]) + (", …" if len(modules) > 3 else "")},
            "whole",
            tuple(modules),
        )
    ]


def _counted(modules: Sequence[ModuleReport], one: str, many: str, kind: str, measure: str) -> list[Said]:
    if not modules:
        return []
    parameters = {"count": len(modules), "path": modules[0].path}
    about = tuple(module.path for module in modules)
    return [Said(one if len(modules) == 1 else many, parameters, kind, about, measure)]


def _short(value: float) -> str:
    """Two significant digits, without an exponent as far as a person reads it."""
    return f"{value:.2g}" if value >= 1e-4 or value == 0 else f"{value:.0e}"
