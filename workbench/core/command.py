"""A spec as the terminal's command that makes exactly the same one, and one setting as a flag."""

import json
import shlex
from collections.abc import Iterator

from workbench.core import spec
from workbench.core.option import Option, plain
from workbench.core.spec import RunSpec

_ALWAYS = ("name", "model.path", "data.path")  # without a spec file the command wants them, or makes a name
_DEFAULTS = spec.parse({})


def as_command(value: RunSpec) -> str:
    """`workbench train …` with every setting that differs from its default."""
    return shlex.join(["workbench", "train", *_words(value)])


def as_flag(option: Option, value: object) -> str:
    """--learning-rate 0.0002, or --set training.schedule=linear: what `workbench train` takes."""
    return shlex.join(_flag(option, value))


def _words(value: RunSpec) -> Iterator[str]:
    written_out = set()  # what its own flag would read otherwise
    if value.training.steps is not None:
        written_out.add("training.epochs")  # --steps and --epochs exclude each other
    if "::" in value.data.path:
        written_out.add("data.path")
    for option in spec.options():
        current = value.get(option.key)
        if current == _DEFAULTS.get(option.key) and option.key not in _ALWAYS:
            continue
        yield from _set(option.key, current) if option.key in written_out else _flag(option, current)
    if value.preset != _DEFAULTS.preset:
        yield from _set("preset", value.preset)


def _flag(option: Option, value: object) -> Iterator[str]:
    if option.flag and value is True:
        yield option.flag
    elif option.flag and value is not False and (option.listed or isinstance(value, str | int | float)):
        text = json.dumps(value, ensure_ascii=False) if isinstance(value, tuple) else str(value)
        yield from (f"{option.flag}={text}",) if text.startswith("-") else (option.flag, text)
    else:
        yield from _set(option.key, value)


def _set(key: str, value: object) -> tuple[str, str]:
    text = value if isinstance(value, str) else json.dumps(plain(value), ensure_ascii=False)
    return "--set", f"{key}={text}"
