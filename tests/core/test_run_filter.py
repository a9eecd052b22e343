"""The search for runs: what each term means, what is left out, and what is not understood."""

import datetime

import pytest

from workbench.core import run_filter
from workbench.core.marks import Marks
from workbench.core.run_summary import RunSummary

NOW = datetime.datetime(2026, 11, 25, 12, 0).timestamp()


def at(year: int, month: int, day: int, hour: int = 10) -> float:
    return datetime.datetime(year, month, day, hour).timestamp()


RUNS = {
    "a": RunSummary(
        "Alpaca Q3",
        status="finished",
        told=at(2026, 11, 25),
        model="/m/Qwen3-0.6B",
        data=("/d/alpaca.json", "/d/mine.jsonl"),
        marks=Marks(("good", "keep-me"), "Two words here", True),
        held_out=1.008,
        step=80,
    ),
    "b": RunSummary(
        "big lr", status="failed", told=at(2026, 11, 24), model="/m/Llama", held_out=3.0, step=12
    ),
    "c": RunSummary("old", status="stopped", told=at(2026, 10, 31, 23), marks=Marks(archived=True)),
    "d": RunSummary("older", status="interrupted", told=at(2025, 12, 31), imported="TensorBoard"),
    "e": RunSummary("plan", status="draft", created="2026-11-18T12:00:00"),
    "f": RunSummary("starter", status="queued", created="not a date", forked_from="old"),
}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", "abdef"),
        ("   ", "abdef"),
        ("ALPACA", "a"),
        ("alpaca qwen3", "a"),
        ("alpaca llama", ""),
        ("-alpaca", "bdef"),
        ('"two words"', "a"),
        ('"words two"', ""),
        ("mine.jsonl", "a"),
        ("keep", "a"),
        ("tag:good", "a"),
        ("tag:keep", "a"),
        ("tag:goo", ""),
        ("-tag:good", "bdef"),
        ("TAG:Good", "a"),
        ('note:"two words"', "a"),
        ("name:old", "d"),
        ("state:failed", "b"),
        ("state:fail", "b"),
        ("state:queued", "f"),
        ("state:draft", "e"),
        ("is:interrupted", "d"),
        ("-state:failed -state:draft", "adf"),
        ("star", "a"),
        ("is:starred", "a"),
        ("starte", "f"),
        ('"star"', "f"),
        ("archived", "c"),
        ("is:archived", "c"),
        ("-archived", "abdef"),
        ("imported", "d"),
        ("forked", "f"),
        ("model:qwen", "a"),
        ("data:alpaca", "a"),
        ("date:today", "a"),
        ("date:yesterday", "b"),
        ("date:<2d", "ab"),
        ("date:2d", "ab"),
        ("date:>1w", "df"),
        ("date:<7d", "abe"),
        ("date:2026-11", "abe"),
        ("date:2026-11-24", "b"),
        ("date:2025", "d"),
        ("date:2025-12", "d"),
        ("date:>2026-11-18", "ab"),
        ("date:<2026", "df"),
        ("loss:<1.2", "a"),
        ("loss:>=3", "b"),
        ("steps:>=12", "ab"),
        ("steps:12", "b"),
        ("tag:", "abdef"),
    ],
)
def test_terms_mean_what_they_say(text: str, found: str) -> None:
    wanted = run_filter.parse(text, NOW)
    assert "".join(name for name, run in RUNS.items() if wanted.fits(run)) == found
    assert wanted.problems == ()


@pytest.mark.parametrize(
    "term", ["colour:red", "state:lost", "is:blue", "date:soon", "date:2026-13", "loss:low", "steps:>many"]
)
def test_what_is_not_understood_is_named_and_the_rest_holds(term: str) -> None:
    wanted = run_filter.parse(f"alpaca {term}", NOW)
    (problem,) = wanted.problems
    assert term in problem.message
    assert problem.hint
    assert [name for name, run in RUNS.items() if wanted.fits(run)] == ["a"]


def test_an_open_quote_is_understood_as_far_as_it_was_typed() -> None:
    wanted = run_filter.parse('note:"two w', NOW)
    assert [name for name, run in RUNS.items() if wanted.fits(run)] == ["a"]
