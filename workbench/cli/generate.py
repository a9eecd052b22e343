"""`workbench generate`: one prompt, answered by the base or through adapters, as it is written."""

import json
import math
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from workbench.cli.folders import columns_of, model_of
from workbench.core import prompt_sets
from workbench.core.errors import WorkbenchError
from workbench.engine import jobs
from workbench.engine.listener import Listener


def _finite(_: click.Context, option: click.Parameter, value: float) -> float:
    if not math.isfinite(value):
        raise click.BadParameter(f"{value} is not a finite number.", param=option)
    return value


@click.command()
@click.option("--model", metavar="DIR", help="A Hugging Face folder, or starter. Default: the run's own.")
@click.option(
    "--adapter",
    "adapters",
    metavar="DIR",
    multiple=True,
    help="A run (folder or name) or a peft adapter folder. Several are answered one after another.",
)
@click.option("--base", is_flag=True, help="Let the base answer first, beside the adapters.")
@click.option("--prompt", metavar="TEXT", help="What the user says.")
@click.option(
    "--chat",
    type=click.Path(dir_okay=False, path_type=Path),
    help='A JSON file with the conversation so far: [{"role": "user", "content": "…"}, …].',
)
@click.option(
    "--prompts",
    metavar="SET|FILE",
    help="A saved prompt set, or a file of prompts (one a line, or a JSON list): all are answered, greedily, "
    "as a table.",
)
@click.option("--complete", is_flag=True, help="Continue --prompt as plain text, without the chat template.")
@click.option("--system", metavar="TEXT", help="What the system says before.")
@click.option(
    "--max-new-tokens", type=click.IntRange(1), default=256, show_default=True, help="The longest answer."
)
@click.option(
    "--temperature",
    type=click.FloatRange(0),
    callback=_finite,
    default=0.7,
    show_default=True,
    help="0 always takes the most likely token.",
)
@click.option(
    "--top-p",
    type=click.FloatRange(0, 1, min_open=True),
    callback=_finite,
    default=0.9,
    show_default=True,
    help="Only the likeliest tokens with this probability together. 1: all.",
)
@click.option("--top-k", type=click.IntRange(0), default=0, show_default=True, help="0: not limited.")
@click.option(
    "--repetition-penalty",
    type=click.FloatRange(0, min_open=True),
    callback=_finite,
    default=1.0,
    show_default=True,
    help="Above 1: what was said before becomes less likely.",
)
@click.option("--stop", metavar="TEXT", multiple=True, help="The answer ends before this text.")
@click.option("--seed", type=click.IntRange(0), default=0, show_default=True, help="Of the draws.")
@click.option(
    "--strength",
    type=float,
    callback=_finite,
    default=1.0,
    show_default=True,
    help="The adapter's scale times this.",
)
@click.option("--off", metavar="MODULE", multiple=True, help="A module whose adapter is switched off.")
@click.option("--json", "as_json", is_flag=True, help="Answers, and how likely each token was, as JSON.")
def generate(
    model: str | None,
    adapters: Sequence[str],
    base: bool,
    prompt: str | None,
    chat: Path | None,
    prompts: str | None,
    complete: bool,
    system: str | None,
    strength: float,
    off: Sequence[str],
    as_json: bool,
    **how: Any,
) -> None:
    """Answer a prompt with a base model, or through one adapter or several.

    \b
    Example:
      workbench generate --model starter --adapter 2026-11-23-starter --prompt "What is 3 plus 4?"
    """
    worn, runs = columns_of(adapters)
    columns: list[dict[str, Any]] = [c | {"strength": strength, "off": off} for c in worn]
    if base or not columns:
        columns.insert(0, {})
    names = ["base"] * (len(columns) - len(adapters)) + [*adapters]
    request: dict[str, Any] = {"model": model or model_of(runs), "columns": columns}
    if prompts is not None:
        request |= {"prompts": prompt_sets.named(prompts).prompts, "system": system or ""}
        _print_table(request | {"max_new_tokens": how["max_new_tokens"]}, names, as_json)
        return
    request |= _asked(prompt, chat, complete, system) | how | {"scores": as_json}
    if as_json:
        answers = jobs.perform("generate", request)["columns"]
        named = [{"name": name, **answer} for name, answer in zip(names, answers, strict=True)]
        click.echo(json.dumps({"columns": named}, ensure_ascii=False))
        return
    jobs.perform("generate", request, Listener(partial=_Printed(names)))
    click.echo()


def _print_table(request: dict[str, Any], names: Sequence[str], as_json: bool) -> None:
    answers = jobs.perform("answer_prompts", request)["columns"]
    rows = [dict(zip(names, row, strict=True)) for row in zip(*answers, strict=True)]
    if as_json:
        told = [{"prompt": p, "answers": row} for p, row in zip(request["prompts"], rows, strict=True)]
        click.echo(json.dumps(told, ensure_ascii=False))
        return
    for prompt, row in zip(request["prompts"], rows, strict=True):
        click.echo(f"> {prompt}")
        for name, text in row.items():
            click.echo(f"  [{name}] {text}")


class _Printed:
    """Prints pieces as they come; where several answer, each under its name."""

    def __init__(self, names: Sequence[str]) -> None:
        self._names = names
        self._column = -1

    def __call__(self, piece: dict[str, Any]) -> None:
        if piece["column"] != self._column and len(self._names) > 1:
            click.echo(("\n\n" if self._column >= 0 else "") + f"[{self._names[piece['column']]}]")
        self._column = piece["column"]
        click.echo(piece["text"], nl=False)


def _asked(prompt: str | None, chat: Path | None, complete: bool, system: str | None) -> dict[str, Any]:
    if complete:
        if prompt is None or chat is not None or system:
            raise WorkbenchError(
                "--complete continues the text of --prompt and nothing else.",
                hint="Give --prompt, without --chat and --system.",
            )
        return {"text": prompt}
    messages = [{"role": "system", "content": system}] if system else []
    messages += _conversation(chat) if chat else []
    if prompt is not None:
        messages.append({"role": "user", "content": prompt})
    if not any(message["role"] == "user" for message in messages):
        raise WorkbenchError(
            "What is to be answered?", hint="Give it with --prompt, or a conversation with --chat FILE."
        )
    return {"messages": tuple(messages)}


def _conversation(file: Path) -> list[dict[str, str]]:
    """The turns in a JSON file: a list of them, or an object with `messages` as a dataset's row has."""
    try:
        document = json.loads(file.read_text(encoding="utf-8-sig"))
        turns = document["messages"] if isinstance(document, dict) else document
        return [{"role": str(turn["role"]), "content": str(turn["content"])} for turn in turns]
    except OSError as error:
        raise WorkbenchError(
            "{file} cannot be read: {reason}.",
            hint="Check that the file is there and that you may read it.",
            kind="missing-file",
            file=file,
            reason=error.strerror,
        ) from error
    except (ValueError, LookupError, TypeError, RecursionError) as error:
        raise WorkbenchError(
            "{file} is not a conversation.",
            hint="It must be a JSON list of turns: {example}.",
            kind="bad-conversation",
            file=file,
            example='[{"role": "user", "content": "…"}, …]',
        ) from error
