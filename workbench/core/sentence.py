"""A sentence in English that still knows its template, so that a window can say it in another language.

A `Sentence` is a str: files, the terminal and other programs read plain English. Where it leaves the process
as JSON (events.jsonl, an engine's reply), templates and parameters travel beside the English in `KEY`, and
whoever does not know that key loses nothing.
"""

import math
from collections.abc import Iterator, Mapping
from typing import Any

KEY = "sentences"


class Sentence(str):
    """`Sentence("{count} rows of {path}", count=3, path=p)`.

    A parameter may be a Sentence itself, or a list of texts, which is written with commas.
    """

    __slots__ = ("parameters", "template")
    template: str
    parameters: Mapping[str, object]

    def __new__(cls, template: str, /, **parameters: object) -> "Sentence":
        filled = {name: _joined(value) for name, value in parameters.items()}
        text = template.format(**filled) if parameters else template
        made = super().__new__(cls, text)
        made.template = template
        made.parameters = parameters if text != template else {}
        return made

    def __getnewargs_ex__(self) -> tuple[tuple[str], dict[str, object]]:
        """For copies: `dataclasses.asdict` makes them."""
        return (self.template,), dict(self.parameters)


def with_sentences(record: dict[str, Any]) -> dict[str, Any]:
    """The record, and beside it the templates of the sentences among its values (not among keys)."""
    found = [{"at": path, **_plain(said)} for path, said in _found(record, [])]
    return {**record, KEY: found} if found else record


def restore_sentences(record: dict[str, Any]) -> None:
    """Puts the sentences back where `with_sentences` found them; what does not fit stays English."""
    for told in record.pop(KEY, ()):
        try:
            *parents, last = told["at"]
            place: Any = record
            for step in parents:
                place = place[step]
            made = _made(told)
            if place[last] == made:
                place[last] = made
        except (LookupError, TypeError, ValueError, AttributeError):
            continue  # written by another version, or by hand


def _joined(value: object) -> object:
    is_list = isinstance(value, list) and all(isinstance(item, str) for item in value)
    return ", ".join(value) if is_list else value  # type: ignore[arg-type]


def _found(value: object, path: list[str | int]) -> Iterator[tuple[list[str | int], Sentence]]:
    if isinstance(value, Sentence):
        if value.parameters:  # a plain one is its own template
            yield path, value
    elif isinstance(value, dict):
        for key, item in value.items():
            if isinstance(item, Sentence | dict | list | tuple):
                yield from _found(item, [*path, key])
    elif isinstance(value, list | tuple):
        for index, item in enumerate(value):
            if isinstance(item, Sentence | dict | list | tuple):
                yield from _found(item, [*path, index])


def _plain(said: Sentence) -> dict[str, Any]:
    return {"template": said.template, "parameters": {k: _scalar(v) for k, v in said.parameters.items()}}


def _scalar(value: object) -> object:
    if isinstance(value, Sentence):
        return _plain(value)
    if isinstance(value, list):
        return [_scalar(item) for item in value]
    if isinstance(value, float) and not math.isfinite(value):
        return str(value)
    return value if value is None or isinstance(value, str | int | float) else str(value)


def _made(told: Mapping[str, Any]) -> Sentence:
    return Sentence(told["template"], **{name: _whole(value) for name, value in told["parameters"].items()})


def _whole(value: Any) -> Any:
    if isinstance(value, list):
        return [_whole(item) for item in value]
    return _made(value) if isinstance(value, Mapping) else value
