"""The Try page judged by rows: base beside adapter on what a run held out, or on any file."""

from typing import Any

from tests.ui.trying.try_hands import Show, press, shown, words
from workbench.services.problem import Problem
from workbench.ui.trying.page import TryPage


def test_base_and_adapter_are_judged_by_what_the_run_held_out(
    page: TryPage, show: Show, engines: Any, qtbot: Any
) -> None:
    watch = show("finished")
    press(qtbot, page.bar, "Evaluate")
    assert not page.column.fields["max_new_tokens"].isVisible()
    press(qtbot, page.column, "Evaluate")
    (asked,) = engines.asked
    assert (asked["part"], asked["most"], asked["seed"]) == ("held-out", 200, watch.spec.training.seed)
    assert asked["data"] == watch.spec.data.model_dump(mode="json")
    assert asked["columns"] == [{}, {"adapter": str(watch.run.adapter), "strength": 1.0}]
    engines.jobs[0].progress.emit(3, 6, "Reading")
    engines.jobs[0].done.emit(SCORES)
    assert "2 of 48 rows, 9 labelled tokens" in words(page.scores)
    assert shown(page.scores.summary) == [
        ["Base", "2.5000", "12.182", "10.0%"],
        ["★ step 180", "0.5000", "1.649", "90.0%"],
    ]
    assert [row[0] for row in shown(page.scores.table)] == ["gained", "lost"]
    page.scores.sorting.setCurrentIndex(1)
    page.scores.sorting.activated.emit(1)
    assert [row[0] for row in shown(page.scores.table)] == ["lost", "gained"]
    names, rows = page.scores.rows()
    assert names[:4] == ["row", "prompt", "answer", "tokens"]
    assert rows[1] == [0, "gained", "a", 5, 3.0, 0.1, 0.0, 1.0]
    show("stopped")
    assert not page.scores.summary.isVisible(), "what was found is about another run"


def test_what_was_found_goes_when_another_file_is_asked_about_and_stays_when_the_same_fails(
    page: TryPage, show: Show, engines: Any, qtbot: Any
) -> None:
    show("finished")
    press(qtbot, page.bar, "Evaluate")
    press(qtbot, page.column, "Evaluate")
    scores = [row | {"prompt": f"user\n{row['prompt']}?\nassistant"} for row in SCORES["scores"]]
    engines.jobs[0].done.emit(SCORES | {"scores": scores})
    assert shown(page.scores.table)[0][0] == "user gained? assistant", "on one line"
    press(qtbot, page.column, "Evaluate")
    engines.jobs[1].failed.emit(Problem("No.", ""))
    assert page.scores.summary.isVisible()
    page.scores.take_file("/somewhere/else.jsonl")
    press(qtbot, page.column, "Evaluate")
    engines.jobs[2].failed.emit(Problem("No.", ""))
    assert not page.scores.summary.isVisible()


def test_any_file_of_rows_can_be_the_judge(page: TryPage, show: Show, engines: Any, qtbot: Any) -> None:
    watch = show("finished")
    press(qtbot, page.bar, "Evaluate")
    page.scores.take_file("/somewhere/else.jsonl")
    press(qtbot, page.column, "Evaluate")
    assert engines.asked[0]["part"] == "all"
    assert engines.asked[0]["data"] == watch.spec.data.on("/somewhere/else.jsonl").model_dump(mode="json")


SCORES: dict[str, Any] = {
    "rows": 2,
    "of": 48,
    "labelled": 9,
    "columns": [
        {"loss": 2.5, "perplexity": 12.1825, "accuracy": 0.1},
        {"loss": 0.5, "perplexity": 1.6487, "accuracy": 0.9},
    ],
    "scores": [
        {
            "row": 0,
            "prompt": "gained",
            "answer": "a",
            "labelled": 5,
            "loss": [3.0, 0.1],
            "accuracy": [0.0, 1.0],
        },
        {
            "row": 7,
            "prompt": "lost",
            "answer": "b",
            "labelled": 4,
            "loss": [0.5, 1.5],
            "accuracy": [0.5, 0.25],
        },
    ],
}
