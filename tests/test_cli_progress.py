"""What is seen in the terminal while a run trains, and what Ctrl-C does to it."""

import io
import signal

import pytest
from rich.console import Console

from workbench.cli import progress
from workbench.cli.interrupts import announce
from workbench.cli.progress import Bar, Lines
from workbench.cli.summary import Account
from workbench.core.events import Evaluated, Event, Notice, Phase, Started, Step

STARTED = Started(2_000, 10_000, 1, 1, 40, 2.0, 90, 10, 0, 4_500, 900, "nats", "cpu", "float32", 2)
EVENTS: list[Event] = [
    Phase("Tokenising", 3, 10),
    Notice("The model has [no] template."),
    STARTED,
    *(Step(step, 2.0, 1e-4, 0.5, 100, 0.5) for step in range(1, 41)),
    Evaluated(40, 1.5, 10, 0.1),
    Step(41, 2.0, 1e-4, 0.5, 100, 0.5),
]


@pytest.mark.parametrize(
    ("told", "said"),
    [
        (1, "Tokenising"),
        (2, "Note: The model has [no] template."),
        (3 + 20, "Step 20/40"),
        (3 + 20, "loss 2.000 · 200 tok/s"),
        (3 + 40, "Comparing answers"),
    ],
)
def test_on_a_terminal_there_is_one_bar_with_the_facts(told, said):
    screen = io.StringIO()
    account = Account()
    with Bar(Console(file=screen, force_terminal=True, width=120)) as bar:
        bar.phase("Starting")
        for event in EVENTS[:told]:
            account.add(event)
            bar.show(event, account.history)
    assert said in screen.getvalue()


def test_on_a_terminal_the_bar_says_that_it_stops():
    screen = io.StringIO()
    with Bar(Console(file=screen, force_terminal=True, width=120)) as bar:
        bar.stopping()
    assert "Stopping: this step is finished and the adapter saved." in screen.getvalue()


def test_in_a_log_there_is_a_line_for_each_phase_and_about_each_tenth(capsys):
    account = Account()
    with Lines() as lines:
        lines.phase("Starting")
        for event in EVENTS:
            account.add(event)
            lines.show(event, account.history)
    told = capsys.readouterr().err.splitlines()
    assert told[:3] == ["Starting…", "Tokenising…", "Note: The model has [no] template."]
    assert [line.partition(" ·")[0] for line in told[3:]] == [
        f"step {n}/40" for n in (1, 4, 8, 12, 16, 20, 24, 28, 32, 36, 40)
    ]
    assert told[-1].startswith("step 40/40 · loss 2.000 · 200 tok/s")


@pytest.mark.parametrize(
    ("seconds", "said"),
    [(0, "0 s"), (41.6, "42 s"), (60, "1 min 00 s"), (185, "3 min 05 s"), (7800, "2 h 10 min")],
)
def test_a_duration_is_said_as_people_say_it(seconds, said):
    assert progress.duration(seconds) == said


def test_the_first_ctrl_c_is_said_and_passed_on_and_the_second_does_not_wait():
    heard: list[str] = []
    former = signal.signal(signal.SIGINT, lambda *_: heard.append("the worker"))
    try:
        announce(lambda: heard.append("said"))
        signal.raise_signal(signal.SIGINT)
        assert heard == ["said", "the worker"]
        with pytest.raises(KeyboardInterrupt):
            signal.raise_signal(signal.SIGINT)
    finally:
        signal.signal(signal.SIGINT, former)
