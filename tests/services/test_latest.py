"""Only the last question counts, and the same one is not asked twice."""

from typing import Any

import pytest
from PySide6.QtCore import QObject

from workbench.services.engine import Job
from workbench.services.latest import Latest
from workbench.services.problem import Problem


class Hands(QObject):
    """Keeps the jobs; the test answers."""

    def __init__(self) -> None:
        super().__init__()
        self.jobs: list[tuple[dict[str, Any], Job]] = []

    def short(self, job: str, params: dict[str, Any]) -> Job:
        self.jobs.append((params, Job(self)))
        return self.jobs[-1][1]


@pytest.fixture
def hands(qapp: object) -> Hands:
    return Hands()


@pytest.fixture
def heard(hands: Hands) -> tuple[Latest, list[Any]]:
    asking, got = Latest(hands, "job"), []  # type: ignore[arg-type]
    asking.answered.connect(lambda _, value: got.append(value))
    asking.failed.connect(lambda _, problem: got.append(problem.message))
    return asking, got


def test_what_is_asked_meanwhile_is_asked_next_and_the_answer_before_does_not_count(hands, heard):
    asking, got = heard
    for number in (1, 2, 3):
        asking.ask({"number": number})
    assert [params["number"] for params, _ in hands.jobs] == [1]
    hands.jobs[0][1].done.emit("one")
    assert [params["number"] for params, _ in hands.jobs] == [1, 3]
    hands.jobs[1][1].done.emit("three")
    assert got == ["three"]
    assert not asking.busy


def test_the_same_question_is_not_asked_twice(hands, heard):
    asking, got = heard
    asking.ask({"number": 1})
    asking.ask({"number": 1})
    hands.jobs[0][1].done.emit("one")
    assert (len(hands.jobs), got) == (1, ["one"])


def test_a_dropped_question_says_nothing_whether_it_fails_or_not(hands, heard):
    asking, got = heard
    asking.ask({"number": 1})
    asking.drop()
    hands.jobs[0][1].failed.emit(Problem("no"))
    asking.ask({"number": 2})
    hands.jobs[1][1].failed.emit(Problem("why"))
    assert got == ["why"]
