"""What mends a plan that does not fit its model, or cannot be trained: the buttons of the banner."""

from dataclasses import replace

from PySide6.QtCore import QCoreApplication

from workbench.core import methods, plan_edits, plan_file
from workbench.core.plan import ALL_LINEAR
from workbench.core.tally import Tally
from workbench.services.draft import Draft
from workbench.services.problem import Problem
from workbench.ui.setup import amounts, plan_words
from workbench.ui.setup.trouble import Mend


def offered(draft: Draft, problem: Problem) -> tuple[Problem, tuple[Mend, ...]]:
    """The problem, with what it names listed, and the edits that would end it, the gentlest first."""
    anew: Mend = (_say("Start anew with all linear layers"), lambda: start_anew(draft))
    if problem.kind == "nothing-ticked":
        return problem, ((_say("Tick all linear layers"), lambda: start_anew(draft)),)
    if draft.tally is None:
        return _misfit(draft, problem, anew)
    if draft.tally.refusals:
        return problem, _of_refusals(draft, draft.tally)
    return problem, (anew,)


def start_anew(draft: Draft) -> None:
    fresh = {"targets": ALL_LINEAR, "ranks": {}, "scales": {}, "modules_to_save": ()}
    plan = draft.spec.layers.model_copy(update=fresh)
    draft.set_plan(plan, plan_words.quick_set_name(ALL_LINEAR))


def _of_refusals(draft: Draft, tally: Tally) -> tuple[Mend, ...]:
    """Without the refused layers; with even ranks; without the method that refuses."""
    tree, plan = tally.tree, tally.given
    refused = [tree.nodes[path] for path in tally.refusals]
    words = _say("Untick these {count}").format(count=amounts.grouped(len(refused)))
    found: list[Mend] = [
        (words, lambda: draft.set_plan(plan_edits.tick(plan, tree, refused, False), _say("layers unticked")))
    ]
    odd = {path: rank + 1 for path in tally.refusals if (rank := tally.ranks[tree.index[path]]) % 2}
    even = plan
    for path, rank in odd.items():
        even = plan_edits.set_rank(even, [tree.nodes[path]], min(rank, 1024))
    if odd and not Tally(even, tree).refusals:
        found.insert(0, (_say("Round ranks up to even"), lambda: draft.set_plan(even, _say("even ranks"))))
    for method in methods.active(plan):
        if not method.setting or not any(
            method.cannot(tree.by_path[path], tally.ranks[tree.index[path]]) for path in tally.refusals
        ):
            continue
        off = _say("Without {method}").format(method=method.title)
        found.append((off, lambda key=method.setting, value=method.off: draft.set(key, value)))
    return tuple(found)


def _misfit(draft: Draft, problem: Problem, anew: Mend) -> tuple[Problem, tuple[Mend, ...]]:
    """A plan of another model: every name that is not here is listed, and mapped where one ends alike."""
    assert draft.tree is not None
    reading = plan_file.fitted(draft.spec.layers, draft.tree)
    offers: list[Mend] = []
    if reading.offer:
        words = _say("Map {count} by name").format(count=amounts.grouped(len(reading.offer)))
        mapped = plan_file.mapped(reading, draft.tree)
        offers.append((words, lambda: draft.set_plan(mapped.plan, _say("plan mapped by name"))))
    elif reading.taken:
        words = _say("Keep the {count} that exist").format(count=amounts.grouped(reading.taken))
        offers.append((words, lambda: draft.set_plan(reading.plan, _say("what exists of the plan"))))
    details = "\n".join(
        f"{name} → {reading.offer[name]}" if name in reading.offer else name for name in reading.unmatched
    )
    return replace(problem, details=details or problem.details), (*offers, anew)


def _say(words: str) -> str:
    return QCoreApplication.translate("PlanMends", words)
