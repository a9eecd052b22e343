"""Rows are fetched page by page, one question at a time; what was known stays while it is asked anew."""

from typing import Any

import pytest
from PySide6.QtCore import QObject, Signal

from workbench.services.data_rows import PAGE, DataRows
from workbench.services.engine import Job
from workbench.services.problem import Problem

DATA = {"path": "/data/a.jsonl"}


class HandEngines(QObject):
    """Keeps what was asked; the test answers."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[tuple[str, dict[str, Any], Job]] = []

    def short(self, job: str, params: dict[str, Any]) -> Job:
        handle = Job(self)
        self.asked.append((job, params, handle))
        return handle

    def page(self, total: int = 1000) -> None:
        """Answers the latest question for a page."""
        _, params, handle = [asked for asked in self.asked if asked[0] == "data_rows"][-1]
        start = params["start"]
        rows = [{"index": index} for index in range(start, min(total, start + PAGE))]
        handle.done.emit({"start": start, "total": total, "columns": ["a"], "rows": rows})


@pytest.fixture
def engines(qapp: object) -> HandEngines:
    return HandEngines()


@pytest.fixture
def rows(engines: HandEngines) -> DataRows:
    made = DataRows(engines)  # type: ignore[arg-type]
    made.ask_about(DATA, "m")
    return made


def starts(engines: HandEngines) -> list[int]:
    return [params["start"] for job, params, _ in engines.asked if job == "data_rows"]


def test_a_page_is_asked_for_once_and_answers_for_all_its_rows(rows: DataRows, engines: HandEngines) -> None:
    assert rows.head(3) is None
    assert rows.head(4) is None
    engines.page()
    assert (rows.head(3), rows.total, rows.columns) == ({"index": 3}, 1000, ("a",))
    assert starts(engines) == [0]


def test_scrolling_far_asks_for_the_end_of_the_way_alone(rows: DataRows, engines: HandEngines) -> None:
    for index in range(0, 900, 10):
        rows.head(index)
    engines.page()
    assert starts(engines) == [0, 850]


def test_another_question_about_the_same_file_keeps_the_old_rows_until_it_is_answered(
    rows: DataRows, engines: HandEngines
) -> None:
    rows.head(0)
    engines.page()
    rows.ask_about(DATA | {"system_prompt": "Be brief."}, "m")
    assert rows.head(0) == {"index": 0}
    assert starts(engines) == [0, 0]
    assert engines.asked[-1][1]["data"]["system_prompt"] == "Be brief."


def test_another_file_shows_nothing_of_the_former(rows: DataRows, engines: HandEngines) -> None:
    rows.head(0)
    engines.page()
    rows.ask_about({"path": "/data/b.jsonl"}, "m")
    assert (rows.total, rows.columns, rows.head(0)) == (0, (), None)


def test_an_answer_to_a_former_question_does_not_count(rows: DataRows, engines: HandEngines) -> None:
    rows.row(5)
    former = engines.asked[-1][2]
    rows.ask_about({"path": "/data/b.jsonl"}, "m")
    former.done.emit({"index": 5})
    assert rows.row(5) is None


def test_only_the_last_search_is_told(rows: DataRows, engines: HandEngines, qtbot: Any) -> None:
    rows.find("text", 0, "first")
    first = engines.asked[-1][2]
    rows.find("longest")
    with qtbot.assertNotEmitted(rows.found):
        first.done.emit({"index": 1, "count": 1})
    with qtbot.waitSignal(rows.found) as told:
        engines.asked[-1][2].done.emit({"index": 7, "count": None})
    assert told.args == ["longest", 7, None]


def test_a_failure_is_told_and_the_next_question_goes_out(
    rows: DataRows, engines: HandEngines, qtbot: Any
) -> None:
    rows.row(5)
    with qtbot.waitSignal(rows.failed) as told:
        engines.asked[-1][2].failed.emit(Problem("The file has changed.", "", "data-changed"))
    assert told.args[0].kind == "data-changed"
    rows.row(6)
    assert engines.asked[-1][1]["index"] == 6
