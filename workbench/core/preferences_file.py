"""The file that keeps a person's preferences: preferences.yaml in the home folder, readable and forgiving.

It holds what differs from the defaults. Keys of a newer version survive in it, a value that is not possible
counts as its default, and a file that cannot be read at all is put aside.
"""

import contextlib
import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError

from workbench.core import files, processes
from workbench.core.errors import WorkbenchError
from workbench.core.home import home
from workbench.core.option import Part
from workbench.core.preferences import PARTS, Preferences

_HEAD = "# What differs from the defaults. The window's Preferences (Ctrl+,) change it at once.\n"
_ODD = 200  # characters of a wrong value that are shown


@dataclass(frozen=True, slots=True)
class Aside:
    """A file that could not be read: where it lies now, and why."""

    kept: Path
    reason: str


def file() -> Path:
    return home() / "preferences.yaml"


def current() -> Preferences:
    """What holds now: the defaults where there is no file, or none that can be read. Never raises."""
    return _read()[0]


def refused() -> dict[str, str]:
    """Values in the file that are not possible, by their keys: their defaults hold."""
    return dict(_read()[1])


def set_aside() -> Aside | None:
    """Puts a file that cannot be read beside its place; None when it can be, or there is none."""
    try:
        _document(file())
    except FileNotFoundError:
        return None
    except (OSError, ValueError) as error:
        with processes.alone_in(home()):
            stamp = datetime.datetime.now().strftime("%Y%m%d-%H%M%S")
            kept = file().with_name(f"{file().name}.broken-{stamp}")
            with files.explained(kept), contextlib.suppress(FileNotFoundError):
                file().rename(kept)
            return Aside(kept, " ".join(str(error).split())[:_ODD])
    return None


def changed(values: Mapping[str, object]) -> Preferences:
    """Writes some values, by their dotted keys, and returns what holds now.

    Raises WorkbenchError where a value is not possible, or the file cannot be read or written.
    """
    with processes.alone_in(_made_home()):
        try:
            document = _document(file())
        except FileNotFoundError:
            document = {}
        except (OSError, ValueError) as error:
            raise WorkbenchError(
                "{path} cannot be read: {reason}",
                hint="Mend the file, or take it away: then the defaults hold.",
                kind="broken-preferences",
                path=file(),
                reason=" ".join(str(error).split())[:_ODD],
            ) from error
        for key, value in values.items():
            _judge(key, value)
            _put(document, key.split("."), _plain(value), Preferences().get(key))
        text = yaml.safe_dump(document, sort_keys=False, allow_unicode=True) if document else ""
        files.write_text(file(), _HEAD + text)
    return current()


def runs_moved(folder: str) -> Preferences:
    """New runs go to `folder` ("" for the home's own) from now on; the one of before stays listed."""
    if folder:
        wanted = Path(folder).expanduser()
        with files.explained(wanted):
            wanted.mkdir(parents=True, exist_ok=True)
        folder = str(wanted.resolve())
    now = current().folders
    former = [one for one in dict.fromkeys((*now.former_runs, now.runs)) if one and one != folder]
    return changed({"folders.runs": folder, "folders.former_runs": tuple(former)})


# --- inside

_Stamp = tuple[str, int, int, int]
_kept: tuple[_Stamp, tuple[Preferences, Mapping[str, str]]] | None = None


def _read() -> tuple[Preferences, Mapping[str, str]]:
    """What the file says, read again only where it was written since."""
    global _kept
    path = file()
    try:
        found = path.stat()
    except OSError:
        return Preferences(), {}
    stamp = (str(path), found.st_mtime_ns, found.st_size, found.st_ino)
    if _kept is None or _kept[0] != stamp:
        try:
            _kept = stamp, _parsed(_document(path))
        except (OSError, ValueError):  # `set_aside` says so where a person sees it
            _kept = stamp, (Preferences(), {})
    return _kept[1]


def _document(path: Path) -> dict[str, Any]:
    """Raises OSError, or ValueError for what is no table of names and values."""
    try:
        found = yaml.safe_load(path.read_text(encoding="utf-8"))
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise ValueError(f"line {line}: {error.problem}") from error
    except yaml.YAMLError as error:
        raise ValueError(str(error)) from error
    if found is None:
        return {}
    if not isinstance(found, dict):
        raise ValueError("it holds no names and values")
    return found


def _parsed(document: Mapping[str, Any]) -> tuple[Preferences, Mapping[str, str]]:
    """Every value that is possible; of the others their defaults, and why."""
    values: dict[str, Any] = {}
    wrong: dict[str, str] = {}
    for part in (*PARTS, "keys"):
        found = document.get(part)
        if found is None:
            continue
        if not isinstance(found, Mapping):
            wrong[part] = repr(found)[:_ODD]
            continue
        if part == "keys":
            values[part] = {str(name): key for name, key in found.items() if isinstance(key, str)}
            continue
        kind = Preferences.model_fields[part].annotation
        assert isinstance(kind, type)
        assert issubclass(kind, Part)
        kept: dict[str, Any] = {}
        for name in kind.model_fields:
            if name not in found:
                continue
            try:
                kept[name] = getattr(kind.model_validate({name: found[name]}), name)
            except ValidationError:
                wrong[f"{part}.{name}"] = repr(found[name])[:_ODD]
        values[part] = kept
    return Preferences.model_validate(values), wrong


def _judge(key: str, value: object) -> None:
    """Raises WorkbenchError where the declaration does not allow a value."""
    part, _, name = key.partition(".")
    document = {part: {name: value}} if name else {part: value}
    try:
        Preferences.model_validate(document)
    except ValidationError as error:
        raise WorkbenchError(
            "{key} cannot be {value}: {problem}.",
            hint="{path} keeps what it was.",
            kind="bad-preference",
            key=key,
            value=repr(value)[:_ODD],
            problem=str(error.errors()[0]["msg"]),
            path=file(),
        ) from error


def _put(document: dict[str, Any], path: list[str], value: Any, default: object) -> None:
    """Sets one value in the plain document; a default is not written, an empty group goes."""
    name, *rest = path
    if rest:
        inner = document.get(name)
        if not isinstance(inner, dict):
            inner = document[name] = {}
        _put(inner, rest, value, default)
        if not inner:
            del document[name]
    elif value == _plain(default):
        document.pop(name, None)
    else:
        document[name] = value


def _plain(value: object) -> Any:
    return list(value) if isinstance(value, tuple) else value


def _made_home() -> Path:
    with files.explained(home()):
        home().mkdir(parents=True, exist_ok=True)
    return home()
