"""How a command ends: a sentence and a next step on stderr, and the exit code that goes with it."""

from typing import Any

import click

from workbench.core.errors import WorkbenchError

BAD_INPUT = 2
INTERNAL = 1
INTERRUPTED = 130  # 128 + SIGINT, as shells have it

_OUR_FAULT = ("internal", "no-answer")


class Terminal(click.Group):
    """The group of all commands; turns what they raise into words and a code."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except WorkbenchError as error:
            complain(error.message, error.hint)
            ctx.exit(code(error.kind))
        except KeyboardInterrupt:
            click.echo("Interrupted.", err=True)
            ctx.exit(INTERRUPTED)


def complain(message: str, hint: str = "") -> None:
    click.echo(f"Error: {message}", err=True)
    if hint:
        click.echo(f"Hint: {hint}", err=True)


def code(kind: str) -> int:
    """The exit code for a WorkbenchError's or a Failed event's kind."""
    return INTERNAL if kind in _OUR_FAULT else BAD_INPUT
