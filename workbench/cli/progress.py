"""What is seen while a run trains: a bar on a terminal, else a plain line now and then; both on stderr."""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import TracebackType
from typing import Protocol, Self

import click
from rich.console import Console
from rich.progress import (
    BarColumn,
    Progress,
    SpinnerColumn,
    TaskProgressColumn,
    TextColumn,
    TimeRemainingColumn,
)

from workbench.core.events import Event, Notice, Phase, Step
from workbench.core.history import History

_STOPPING = "Stopping: this step is finished and the adapter saved. Ctrl-C again ends at once."


class Display(Protocol):
    """Shows a run. `show` gets every event, and the history with that event in it."""

    def __enter__(self) -> Self: ...
    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...
    def phase(self, name: str) -> None: ...
    def show(self, event: Event, history: History) -> None: ...
    def stopping(self) -> None:
        """Called inside a signal handler: must not touch a stream that may be in the middle of a write."""


def display() -> Display:
    return Bar(Console(stderr=True)) if sys.stderr.isatty() else Lines()


class Bar:
    """Phases, then a bar with the loss, the speed and the time left."""

    def __init__(self, console: Console) -> None:
        self._progress = Progress(
            SpinnerColumn(),
            TextColumn("{task.description}"),
            BarColumn(),
            TaskProgressColumn(),
            TextColumn("{task.fields[facts]}"),
            console=console,
            transient=True,
        )
        self._task = self._progress.add_task("", total=None, facts="")

    def __enter__(self) -> Self:
        self._progress.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._progress.stop()

    def phase(self, name: str) -> None:
        self._progress.update(self._task, description=name, total=None)

    def show(self, event: Event, history: History) -> None:
        match event:
            case Phase(name=name, done=done, total=total):
                self._progress.update(self._task, description=name, total=total or None, completed=done)
            case Step():
                self._progress.update(
                    self._task,
                    description=_where(history),
                    total=history.steps,
                    completed=history.step,
                    facts=facts(history),
                )
            case Notice(message=message):
                self._progress.console.print(f"Note: {message}", markup=False, highlight=False)

    def stopping(self) -> None:
        self._progress.update(self._task, facts=_STOPPING)


class Lines:
    """One line for each phase, and one for about every tenth of the steps."""

    def __init__(self) -> None:
        self._phase = ""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        return None

    def phase(self, name: str) -> None:
        if name != self._phase:
            self._phase = name
            click.echo(f"{name}…", err=True)

    def show(self, event: Event, history: History) -> None:
        match event:
            case Phase(name=name):
                self.phase(name)
            case Step(step=step):
                every = max(1, round(history.steps / 10))
                if step == 1 or step % every == 0 or step == history.steps:
                    click.echo(f"step {step}/{history.steps} · {facts(history)}", err=True)
            case Notice(message=message):
                click.echo(f"Note: {message}", err=True)

    def stopping(self) -> None:
        os.write(2, f"\n{_STOPPING}\n".encode())  # not through sys.stderr, which may be inside a write


def _where(history: History) -> str:
    if history.step >= history.steps > 0:
        return "Comparing answers"  # what is left after the last step can take a while
    return f"Step {history.step}/{history.steps}"


def facts(history: History) -> str:
    """The loss, the speed and the time left, as far as they are known."""
    parts = [f"loss {history.loss.last:.3f}"] if history.loss.last is not None else []
    if history.held_out.last is not None:
        parts.append(f"held out {history.held_out.last:.3f}")
    if history.speed.last is not None:
        parts.append(f"{history.speed.last:,.0f} tok/s")
    if history.seconds_left:
        parts.append(f"{duration(history.seconds_left)} left")
    return " · ".join(parts)


def duration(seconds: float) -> str:
    """ "42 s", "3 min 05 s", "2 h 10 min"."""
    whole = round(seconds)
    if whole < 60:
        return f"{whole} s"
    if whole < 3600:
        return f"{whole // 60} min {whole % 60:02d} s"
    return f"{whole // 3600} h {whole % 3600 // 60:02d} min"


@contextmanager
def counting() -> Iterator[Callable[[int, int, str], None]]:
    """For a job that says (done, total, what): a bar on a terminal, else a line for each new phase."""
    if not sys.stderr.isatty():
        last = ""

        def say(_: int, __: int, text: str) -> None:
            nonlocal last
            if text != last:
                last = text
                click.echo(f"{text}…", err=True)

        yield say
        return
    bar = Progress(
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        TaskProgressColumn(),
        TimeRemainingColumn(),
        console=Console(stderr=True),
        transient=True,
    )
    with bar:
        task = bar.add_task("", total=None)
        yield lambda done, total, text: bar.update(
            task, description=text, total=total or None, completed=done
        )
