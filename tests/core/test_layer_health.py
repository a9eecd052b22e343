"""Curves of modules over a run, and their alerts."""

import pytest

from workbench.core.events import LayerStats
from workbench.core.layer_health import LayerCurves, alerts

PATHS = ["a", "b", "c", "d"]


def curves(*measured: tuple[list[float], list[float], list[float]]) -> LayerCurves:
    found = LayerCurves()
    for step, (norms, ranks, gradients) in enumerate(measured):
        found.add(LayerStats(10 * step, PATHS if step == 0 else [], norms, ranks, gradients))
    return found


STEADY = ([1.0] * 4, [8.0] * 4, [0.1] * 4)
CASES = {
    "all is well": (STEADY, ()),
    "dead": (([1.0, 1.0, 1e-6, 1.0], [8.0] * 4, [0.1] * 4), ("c",)),
    "rank-collapse": (([1.0] * 4, [8.0, 1.0, 8.0, 1.5], [0.1] * 4), ("b", "d")),
    "spike": (([1.0] * 4, [8.0] * 4, [2.0, 0.1, 0.1, 0.1]), ("a",)),
}


@pytest.mark.parametrize("kind", CASES)
def test_what_is_wrong_is_said_with_its_modules(kind, request):
    last, about = CASES[kind]
    found = alerts(curves(*[STEADY] * 6, last))
    assert [said.kind for said in found] == ([kind] if about else [])
    for said in found:
        assert said.about == about
        assert about[0] in said.text


def test_nothing_is_said_of_the_first_measurements():
    assert alerts(curves(STEADY, CASES["spike"][0])) == ()
    assert alerts(LayerCurves()) == ()


def test_a_step_that_is_done_again_is_forgotten():
    found = curves(*[STEADY] * 6)
    found.cut(20)
    assert list(found.steps) == [0, 10, 20]
    assert {len(curve) for curve in (*found.norms, *found.ranks, *found.gradients)} == {3}


def test_a_line_that_does_not_fit_is_left_out():
    found = curves(STEADY)
    found.add(LayerStats(10, [], [1.0], [1.0], [1.0]))
    assert list(found.steps) == [0]
