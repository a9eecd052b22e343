"""The right column: numbers that are core's arithmetic, and the reasons why Start is off."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from example_answers import checked, with_bad_rows
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from workbench.core import estimate, forecast, plan_edits, processes, work
from workbench.core.layers import LayerTree
from workbench.core.machine import Machine, Products, Speeds
from workbench.core.plan import RankPlan
from workbench.core.tally import Tally
from workbench.core.work import KINDS, Load, usual_rows
from workbench.services.draft import Draft
from workbench.services.problem import Problem
from workbench.services.run_watch import RunWatch
from workbench.services.workspace import Workspace
from workbench.ui.setup import amounts
from workbench.ui.setup.run_setup import RunSetup
from workbench.ui.setup.summary import Summary
from workbench.ui.widgets.buttons import LinkButton

LEFT = Qt.MouseButton.LeftButton
LENGTHS = checked()["lengths"]
ROWS = usual_rows(LENGTHS["edges"], LENGTHS["rows"], 16, 212)
LOAD = Load(rows=ROWS, budget=800, labelled=114_194 / 187_204, longest=212)  # of `example_answers`
SPEEDS = Speeds(Products((1,), (1,), ((1e9,),)), dict.fromkeys(KINDS, 0.0), 0.05)
MACHINE = Machine("cpu", 2**34, forecast.BASE_MEMORY, {"float32/1": SPEEDS}, calibrated=True)


@pytest.fixture
def summary(workspace: Workspace, draft: Draft, stand: Callable[..., Any]) -> Summary:
    made = stand(Summary(workspace), draft, 256, 668)
    assert isinstance(made, Summary)
    return made


def test_the_numbers_are_cores_arithmetic(summary: Summary, draft: Draft, tree: LayerTree) -> None:
    cost = estimate.cost(Tally(RankPlan(), tree))
    assert cost.trainable == 3 * 16 * (200 + 150 + 300)
    assert summary.cost.count.text() == f"{cost.trainable:,}"
    assert summary.cost.share.text() == f"{amounts.percent(cost.percent)} of the base"
    assert summary.cost.file.value() == amounts.file_size(cost.adapter_bytes)
    assert f"{cost.adapter_bytes:,} bytes" in summary.cost.file.toolTip()
    assert summary.cost.modules.value() == "9"
    needed = forecast.memory(Tally(RankPlan(), tree), cost, LOAD).total
    have = amounts.memory(processes.total_memory())
    off = amounts.memory_band(needed, forecast.MEMORY_BAND)
    assert summary.cost.memory.value() == f"{amounts.memory(needed).removesuffix(' GiB')} ± {off} of {have}"
    assert summary.cost.optimizer.value() == amounts.file_size(8 * cost.trainable)
    assert (summary.cost.step.value(), summary.cost.run.value()) == ("–", "–")  # no speed was measured


def test_seconds_follow_the_measured_speed_with_their_band(
    summary: Summary, draft: Draft, tree: LayerTree, workspace: Any
) -> None:
    workspace.speed._take(MACHINE.to_json())
    seconds = work.step(Tally(RankPlan(), tree), LOAD).seconds(MACHINE.speeds["float32/1"])
    assert summary.cost.step.value() == f"{seconds:.1f} s ± {0.15 * seconds:.1f}"
    said = summary.cost.run.value()
    assert " · " in said
    assert said.split(" · ")[0].endswith("min")
    assert 180 * seconds < 60 * int(said.split()[0]) + 30  # 180 steps, and evaluations and answers
    assert not summary.cost.calibrate.isVisible()


def test_a_machine_that_was_not_measured_is_measured_by_a_click(
    summary: Summary, workspace: Any, engines: Any, qtbot: Any
) -> None:
    engines.answers["machine"] = None
    assert summary.cost.calibrate.text() == "Measure this machine (about 20 s)"
    QTest.mouseClick(summary.cost.calibrate, LEFT)
    assert engines.asked[-1] == ("machine", {"calibrate": True})
    job = engines.handles[-1]
    job.progress.emit(3, 4, "")
    assert summary.cost.calibrate.text() == "Measuring this machine: 75 %"
    assert not summary.cost.calibrate.isEnabled()
    job.done.emit(MACHINE.to_json())
    assert not summary.cost.calibrate.isVisible()
    assert "±" in summary.cost.step.value()


def test_a_rough_measurement_says_about(summary: Summary, workspace: Any) -> None:
    workspace.speed._take(replace(MACHINE, calibrated=False).to_json())
    assert summary.cost.step.value().startswith("about ")
    assert summary.cost.calibrate.isVisible()


def test_blocks_that_are_computed_twice_are_said(summary: Summary, draft: Draft) -> None:
    draft.set("training.gradient_checkpointing", "on")
    assert summary.cost.skipped.text() == "3 of 3 blocks run twice"


def test_what_is_skipped_is_said(summary: Summary, draft: Draft, tree: LayerTree) -> None:
    assert not summary.cost.skipped.isVisible()
    draft.set_plan(plan_edits.tick(draft.spec.layers, tree, [tree.nodes["model.layers.0"]], False), "")
    assert summary.cost.skipped.text() == "Blocks below 1 are computed once"
    assert summary.cost.skipped.isVisible()


def test_more_than_the_file_is_in_the_tips(summary: Summary, tree: LayerTree) -> None:
    cost = estimate.cost(Tally(RankPlan(), tree))
    of_all = amounts.percent(100 * cost.trainable / cost.total)
    assert of_all in summary.cost.share.toolTip()


def test_they_follow_an_edit_and_the_old_ones_stay_a_second(
    summary: Summary, draft: Draft, tree: LayerTree, qtbot: Any
) -> None:
    before = summary.cost.count.text()
    draft.set_plan(plan_edits.set_rank(draft.spec.layers, [tree.root], 32), "rank")
    assert summary.cost.count.text() == f"{2 * 3 * 16 * 650:,}"
    assert summary.cost.old_count.text() == f"← {before}"
    qtbot.waitUntil(lambda: summary.cost.old_count.text() == "", timeout=2000)


def test_rows_and_tokens_come_from_the_check(summary: Summary) -> None:
    said = {key: summary.data.values[key].value() for key in ("rows", "tokens", "trained", "cut")}
    assert said == {
        "rows": "949 · 50 held out",
        "tokens": "187,204",
        "trained": "61 %",
        "cut": "none at 212",
    }


def test_memory_that_cannot_suffice_is_said(summary: Summary, draft: Draft, tree: LayerTree) -> None:
    huge = LayerTree(tree.architecture, tree.model_type, 10**15, tree.layers)
    draft.tree = huge
    summary.refresh()
    assert "choose a smaller model" in summary.cost.memory.toolTip()


def test_a_draft_in_order_is_ready_and_start_starts_it_once(
    summary: Summary, draft: Draft, workspace: Any
) -> None:
    assert summary.foot.reason.text() == "✓ Ready"
    for click in (QTest.mouseClick, QTest.mouseDClick, QTest.mouseClick):
        click(summary.start, LEFT)
    assert workspace.started == [draft]


def test_a_start_that_fails_can_be_tried_again(summary: Summary, draft: Draft, workspace: Any) -> None:
    QTest.mouseClick(summary.start, LEFT)
    workspace.failed.emit(Problem("The disk is full."))
    QTest.mouseClick(summary.start, LEFT)
    assert len(workspace.started) == 2


@pytest.mark.parametrize(
    ("edit", "words", "card"),
    [
        (lambda draft, tree: draft.set_model(""), "Choose a model →", "model"),
        (lambda draft, tree: draft.set_data(""), "Choose a dataset →", "data"),
        (
            lambda draft, tree: draft.set_plan(
                plan_edits.tick(draft.spec.layers, tree, [tree.root], False), ""
            ),
            "Tick at least one layer →",
            "layers",
        ),
    ],
)
def test_start_names_the_first_thing_missing_and_jumps_there(
    summary: Summary, draft: Draft, tree: LayerTree, qtbot: Any, edit: Any, words: str, card: str
) -> None:
    edit(draft, tree)
    qtbot.waitUntil(lambda: not draft.looking)
    assert not summary.start.isEnabled()
    assert summary.start.toolTip()
    assert summary.mend.text() == words
    with qtbot.waitSignal(summary.card_asked) as asked:
        QTest.mouseClick(summary.mend, LEFT)
    assert asked.args == [card]


@pytest.mark.parametrize(
    ("job", "words"),
    [("layers", "The model cannot be used →"), ("check_data", "The data cannot be used →")],
)
def test_what_the_engine_refuses_is_named_shortly_and_whole_in_the_tooltip(
    summary: Summary, draft: Draft, engines: Any, qtbot: Any, job: str, words: str
) -> None:
    engines.answers[job] = Problem("It has no config.json.", "Choose another.", "no-config")
    draft.look()
    qtbot.waitUntil(lambda: not draft.looking)
    assert summary.mend.text() == words
    assert summary.mend.toolTip() == "It has no config.json. Choose another."


def test_starting_asks_about_unusable_rows_and_starts_nothing(
    summary: Summary, draft: Draft, workspace: Any, engines: Any, qtbot: Any
) -> None:
    engines.answers["check_data"] = with_bad_rows
    draft.set_data("/data/a.jsonl")
    qtbot.waitUntil(lambda: not draft.looking)
    assert summary.mend.text() == "14 of 999 rows cannot be used →"
    with qtbot.waitSignal(summary.question_asked):
        QTest.mouseClick(summary.start, LEFT)
    assert workspace.started == []
    assert summary.start.isEnabled()


def test_once_answered_it_starts_when_the_data_is_read(
    summary: Summary, draft: Draft, workspace: Any, engines: Any, qtbot: Any
) -> None:
    engines.answers["check_data"] = with_bad_rows
    draft.set_data("/data/a.jsonl")
    qtbot.waitUntil(lambda: not draft.looking)
    draft.set("data.leave_out_bad_rows", True)
    summary.start_when_read()
    assert workspace.started == []
    assert summary.foot.reason.text() == "Starting…"
    qtbot.waitUntil(lambda: workspace.started == [draft])


def test_no_trained_token_stops_the_start_with_its_sentence(
    summary: Summary, draft: Draft, engines: Any, qtbot: Any
) -> None:
    problem = {"kind": "all-masked", "message": "No token would be trained.", "hint": ""}
    engines.answers["check_data"] = checked(problem=problem)
    draft.set_data("/data/a.jsonl")
    qtbot.waitUntil(lambda: not draft.looking)
    said = summary.mend.text().replace("\n", " ")
    assert said == "No token would be trained: the mask covers every row →"
    assert not summary.start.isEnabled()


def test_while_it_reads_it_says_so(summary: Summary, draft: Draft, engines: Any) -> None:
    engines.answers["check_data"] = lambda _: None
    draft.set_data("/data/a.jsonl")
    assert summary.foot.reason.text() == "Reading the model and the data…"
    assert not summary.start.isEnabled()


def test_while_another_run_has_the_device_start_adds_to_the_queue(
    summary: Summary, draft: Draft, watch_example: Callable[..., RunWatch]
) -> None:
    watch_example("training")
    summary.show_setup(draft)
    assert (summary.start.text(), summary.start.isEnabled()) == ("Add to queue", True)


def test_changed_settings_are_counted_and_listed(summary: Summary, draft: Draft, qtbot: Any) -> None:
    line = summary.changes
    assert line.words.text() == "As Chat · balanced has it."
    assert not line.review.isVisible()
    draft.set("training.learning_rate", 1e-3)
    assert line.words.text() == "1 changed from Chat · balanced"
    draft.set("training.schedule", "linear")
    assert line.words.text() == "2 changed from Chat · balanced"
    QTest.mouseClick(line.review, LEFT)
    names = [link.text() for link in line.list.rows.findChildren(LinkButton) if link.isVisible()]
    assert names == ["Learning rate", "Schedule"]
    with qtbot.waitSignal(summary.setting_asked) as asked:
        QTest.mouseClick(line.list.rows.findChildren(LinkButton)[-1], LEFT)
    assert asked.args == ["training.schedule"]
    assert not line.popover.isVisible()


def test_a_run_shows_its_own_numbers_and_can_be_duplicated(
    workspace: Workspace, run_setup: RunSetup, stand: Callable[..., Any]
) -> None:
    summary = stand(Summary(workspace), run_setup, 256, 668)
    started = run_setup.watch.history.started
    assert started is not None
    assert summary.data.values["tokens"].value() == f"{started.tokens_per_epoch:,} an epoch"
    assert summary.cost.memory.value().endswith("measured")
    assert summary.foot.isHidden()
    QTest.mouseClick(summary.duplicate, LEFT)
    copy = workspace.current
    assert isinstance(copy, Draft)
    assert copy.spec.layers == run_setup.spec.layers
    assert copy.spec.resolved is None


def test_a_module_trained_whole_is_drawn_as_trained_itself(
    summary: Summary, draft: Draft, tree: LayerTree
) -> None:
    head = [tree.nodes["lm_head"]]
    draft.set_plan(plan_edits.set_whole(draft.spec.layers, tree, head, True), "")
    summary.show_chosen([draft.tally.tree.nodes["lm_head"]])  # type: ignore[union-attr]
    assert "50,000" in summary.picture.sentence.text()
    assert "itself" in summary.picture.sentence.text()
