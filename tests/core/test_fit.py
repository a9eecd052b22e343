"""Fits, tight, too large: the same bytes as the estimate's, against the machine's."""

import pytest
from trees import DECODER

from workbench.core import estimate, forecast
from workbench.core.fit import TIGHT, fit
from workbench.core.plan import RankPlan
from workbench.core.tally import Tally
from workbench.core.work import Load

PLAN = RankPlan(rank=8)


def test_it_needs_what_the_estimate_of_one_micro_batch_says() -> None:
    found = fit(PLAN, DECODER, "float32", memory=10**9, length=64)
    tally = Tally(PLAN, DECODER)
    load = Load((64,) * 12, 800, longest=64)
    wanted = forecast.memory(tally, estimate.cost(tally), load).total
    assert (found.needs, found.modules) == (wanted, tally.modules)


def test_a_long_row_and_a_high_rank_need_more() -> None:
    small = fit(PLAN, DECODER, "auto", 10**9, length=64).needs
    assert fit(PLAN, DECODER, "auto", 10**9, length=4096).needs > small
    assert fit(RankPlan(rank=32), DECODER, "auto", 10**9, length=64).needs > small


@pytest.mark.parametrize(("share", "verdict"), [(0.5, "fits"), (TIGHT + 0.01, "tight"), (1.01, "too-large")])
def test_the_verdict_compares_it_with_the_machine(share: float, verdict: str) -> None:
    needs = fit(PLAN, DECODER, "auto", 1).needs
    assert fit(PLAN, DECODER, "auto", round(needs / share)).verdict == verdict


def test_a_plan_of_another_model_still_says_whether_the_base_fits() -> None:
    found = fit(RankPlan(targets=("transformer.h.0.attn",)), DECODER, "float32", 10**9)
    assert found.modules == 0
    assert found.needs >= 4 * DECODER.parameters
