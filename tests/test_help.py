"""Every command explains itself: one line that says what it does, and examples that can be typed."""

import contextlib
import itertools
import re
import shlex
from collections.abc import Iterator

import click
import pytest

from workbench.cli import cli

_EXAMPLES = re.compile(r"Examples?:\n((?: +workbench .*\n?)+)")


def commands(group: click.Group = cli, path: tuple[str, ...] = ()) -> Iterator[tuple[str, click.Command]]:
    for name, command in sorted(group.commands.items()):
        yield " ".join((*path, name)), command
        if isinstance(command, click.Group):
            yield from commands(command, (*path, name))


COMMANDS = dict(commands())


def examples(command: click.Command) -> list[str]:
    found = _EXAMPLES.search(command.help.replace("\b\n", "") if command.help else "")
    return [line.strip() for line in found[1].splitlines()] if found else []


def words(line: str) -> list[str]:
    """As a shell would split it, without a comment, and up to where its output goes elsewhere."""
    lexer = shlex.shlex(line, posix=True, punctuation_chars="<>|&")
    lexer.whitespace_split = True
    return list(itertools.takewhile(lambda word: not set(word) <= set("<>|&"), lexer))


def parsed(line: str) -> None:
    """Raises click.UsageError for what the command line would refuse."""
    program, *arguments = words(line)
    assert program == "workbench"
    command: click.Command = cli
    context = click.Context(cli, info_name="workbench")
    while isinstance(command, click.Group) and arguments and arguments[0] in command.commands:
        name, *arguments = arguments
        command = command.commands[name]
        if not isinstance(command, click.Group) or not arguments:
            break
    with contextlib.suppress(click.exceptions.Exit):  # --help
        command.make_context(command.name, list(arguments), parent=context).close()


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_says_in_one_line_what_it_does(name):
    summary = COMMANDS[name].get_short_help_str(limit=200)
    assert summary.endswith((".", "…")) or len(summary.split()) >= 3, summary
    assert summary[0].isupper()


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_has_an_example_of_itself_that_can_be_typed(name):
    shown = examples(COMMANDS[name])
    assert any(line.startswith(f"workbench {name}") for line in shown), shown
    for line in shown:
        parsed(line)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_has_its_help(name):
    options = [p for p in COMMANDS[name].params if isinstance(p, click.Option) and not p.hidden]
    assert [option.opts[0] for option in options if not option.help] == []
