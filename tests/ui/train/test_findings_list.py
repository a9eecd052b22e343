"""What the curves say, on the Train page: shown when it is so, with a button that acts on it."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.core.test_findings import FALLS, STEPS, falling, measured, reread, turning
from workbench.core.events import Evaluated, Finished, Step
from workbench.services.draft import Draft


def said_by(train, held_out, *others, finished=True):
    said = []
    for step in range(1, STEPS + 1):
        said.append(Step(step, train(step / STEPS), 2e-4, 1.0, 800, 1.0))
        if held_out and step % 18 == 0:
            said.append(Evaluated(step, held_out(step / STEPS), 50, 1.0))
    return [*said, *others, *([Finished("completed", STEPS, 180.0)] if finished else [])]


OVERFIT = said_by(FALLS, turning(0.5, 0.3))


def test_a_run_that_went_well_is_not_spoken_of(page, watch_events):
    watch_events(*said_by(FALLS, falling()))
    assert page.view.findings.isHidden()
    assert page.view.findings.rows == []


def test_the_button_makes_a_draft_with_what_is_to_be_different(page, watch_events, workspace):
    watch_events(*OVERFIT)
    (row,) = page.view.findings.rows
    assert row.isVisible()
    assert row.said.text() == "Held-out loss rose from step 90 on: the best adapter is step 90’s."
    assert "(+30 %)" in row.evidence.text()
    QTest.mouseClick(row.button, Qt.MouseButton.LeftButton)
    draft = workspace.current
    assert isinstance(draft, Draft)
    assert draft.spec.training.early_stopping == 3
    assert draft.undo() == "New run that stops early"
    assert draft.spec.training.early_stopping == 0


def test_rows_known_by_heart_open_in_the_drawer(page, watch_events):
    watch_events(*said_by(FALLS, falling(), reread(*[0.01] * 6, *[0.9] * 26)))
    (row,) = page.view.findings.rows
    QTest.mouseClick(row.button, Qt.MouseButton.LeftButton)
    assert page.view.drawer.rows.isVisible()
    assert page.view.drawer.rows.said.text().startswith("Row 4 · 1 of 1")


def test_ranks_that_were_not_used_become_those_of_a_new_run(page, watch_events, workspace):
    watch_events(*said_by(FALLS, falling(), measured(1.0, [2.0, 9.0])))
    (row,) = page.view.findings.rows
    QTest.mouseClick(row.button, Qt.MouseButton.LeftButton)
    assert workspace.current.spec.layers.ranks == {"model.layers.0.self_attn.q_proj": 2}


def test_a_run_that_still_trains_is_spoken_of_without_a_button(page, watch_events, tell):
    watch = watch_events(*OVERFIT[:-1])
    page.refresh()
    (row,) = page.view.findings.rows
    assert row.button.isHidden() == (not watch.status.ended)


@pytest.mark.parametrize("size", [(808, 668), (1352, 948)])
def test_nothing_of_it_is_cut(page, watch_events, size):
    page.resize(*size)
    watch_events(*OVERFIT)
    (row,) = page.view.findings.rows
    for text in (row.said, row.evidence):
        assert text.height() >= text.heightForWidth(text.width())
