"""Where presets lie: the shipped ones among the resources, own ones as YAML files in the home folder."""

import re
import unicodedata
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from pathlib import Path

import yaml

from workbench.core import files, places, preferences_file, presets, resources, spec
from workbench.core.errors import WorkbenchError
from workbench.core.layers import LayerTree
from workbench.core.presets import Preset
from workbench.core.spec import RunSpec

AS_LAST_TIME = ""  # the default for new runs that is no preset


@dataclass(frozen=True, slots=True)
class Broken:
    """An own file that cannot be read as a preset, and why."""

    file: Path
    problem: WorkbenchError


@cache
def shipped() -> tuple[Preset, ...]:
    folder = resources.path("presets")
    found = [
        presets.parse(spec.load(file), file.stem, source=file.name, shipped=True)
        for file in folder.glob("*.yaml")
    ]
    return tuple(sorted(found, key=lambda preset: preset.order))


def own() -> tuple[Preset, ...]:
    """By title; files that cannot be read are in `broken`."""
    found = [one for file in _own_files() if isinstance(one := _read(file), Preset)]
    return tuple(sorted(found, key=lambda preset: preset.title.casefold()))


def broken() -> tuple[Broken, ...]:
    return tuple(Broken(file, one) for file in _own_files() if isinstance(one := _read(file), WorkbenchError))


def listed() -> tuple[Preset, ...]:
    return (*shipped(), *own())


def find(identity: str) -> Preset | None:
    """By what a spec remembers; None where it is not on this machine (any more)."""
    known = next((preset for preset in shipped() if preset.id == identity), None)
    if known is not None or not identity or _slug(identity) != identity:
        return known
    file = _file(identity)
    found = _read(file) if file.is_file() else None
    return found if isinstance(found, Preset) else None


def named(text: str) -> Preset:
    """By its id or its title, as a person writes it. Raises WorkbenchError where there is none."""
    wanted = text.strip().casefold()
    for preset in listed():
        if wanted in (preset.id.casefold(), preset.title.casefold()):
            return preset
    for one in broken():
        if one.file.stem == wanted:
            raise one.problem
    raise WorkbenchError(
        "There is no preset {name}.",
        hint="There are: {known}.",
        kind="no-preset",
        name=text,
        known=", ".join(preset.id for preset in listed()),
    )


def read(file: Path) -> Preset:
    """A file from anywhere. Raises WorkbenchError where it is none."""
    return presets.parse(spec.load(file), _slug(file.stem), source=str(file))


def text_of(preset: Preset) -> str:
    return yaml.safe_dump(presets.document(preset), sort_keys=False, allow_unicode=True, width=100)


def save(preset: Preset) -> Preset:
    """Writes it as an own one, under a free id; one of the same title is refused."""
    _must_be_free(preset.title)
    made = replace(preset, id=_free_id(preset.title), shipped=False)
    _write(made)
    return made


def save_as(value: RunSpec, tree: LayerTree | None, title: str, goal: str = "") -> tuple[Preset, bool]:
    """`save` of what a spec says; False: the ticks are not part of it (see `presets.from_spec`)."""
    if not title.strip():
        raise WorkbenchError("A preset needs a name.", hint="For example: Support tickets, short")
    made, whole = presets.from_spec(value, tree, identity="", title=title, goal=goal)
    return save(made), whole


def restore(preset: Preset) -> None:
    """Puts one back that was deleted or renamed, under the id that it had."""
    _write(preset)


def rename(preset: Preset, title: str) -> Preset:
    """Only the title changes: runs that were made from it still know it."""
    _must_be_own(preset)
    if title.strip().casefold() != preset.title.casefold():
        _must_be_free(title)
    made = replace(preset, title=title.strip())
    _write(made)
    return made


def delete(preset: Preset) -> None:
    _must_be_own(preset)
    with files.explained(_file(preset.id)):
        _file(preset.id).unlink(missing_ok=True)


def export(preset: Preset, file: Path) -> None:
    files.write_text(file, text_of(preset))


def take(file: Path) -> Preset:
    """Imports a file; one that is here already, word for word, is not taken twice."""
    found = read(file)
    same = next((one for one in listed() if _alike(one, found)), None)
    if same is not None:
        return same
    titles = {one.title.casefold() for one in listed()}
    title, number = found.title, 2
    while title.casefold() in titles:
        title, number = f"{found.title} {number}", number + 1
    return save(replace(found, title=title))


# --- the one that new runs begin with


def for_new_runs() -> Preset | None:
    """None: a new run is as the last one was."""
    return find(preferences_file.current().presets.new_runs)


def use_for_new_runs(preset: Preset | None) -> None:
    preferences_file.changed({"presets.new_runs": preset.id if preset is not None else AS_LAST_TIME})


# --- inside


def _own_files() -> list[Path]:
    return sorted(places.presets_root().glob("*.yaml"))


def _file(identity: str) -> Path:
    return places.presets_root() / f"{identity}.yaml"


def _read(file: Path) -> Preset | WorkbenchError:
    try:
        status = file.stat()
    except OSError:  # another window was faster
        return WorkbenchError("{file} is gone.", hint="Another window deleted it.", file=file)
    return _kept(file, status.st_mtime_ns, status.st_size)


@lru_cache(maxsize=500)
def _kept(file: Path, _written: int, _size: int) -> Preset | WorkbenchError:
    try:
        return presets.parse(spec.load(file), file.stem, source=file.name)
    except WorkbenchError as error:
        return error


def _write(preset: Preset) -> None:
    folder = places.presets_root()
    with files.explained(folder):
        folder.mkdir(parents=True, exist_ok=True)
    files.write_text(_file(preset.id), text_of(preset))


def _alike(one: Preset, other: Preset) -> bool:
    return (one.title, one.goal, one.values, one.rule) == (other.title, other.goal, other.values, other.rule)


def _must_be_own(preset: Preset) -> None:
    if preset.shipped:
        raise WorkbenchError(
            "“{title}” came with the workbench and stays as it is.",
            hint="Apply it, change what you like, and save that as a preset of your own.",
            kind="shipped-preset",
            title=preset.title,
        )


def _must_be_free(title: str) -> None:
    if any(one.title.casefold() == title.strip().casefold() for one in listed()):
        raise WorkbenchError(
            "There is a preset “{title}” already.",
            hint="Choose another name, or delete that one first.",
            kind="taken",
            title=title.strip(),
        )


def _slug(title: str) -> str:
    """A file's name of a title: lower case, without what a file system may not like."""
    plain = unicodedata.normalize("NFC", title).casefold()
    return re.sub(r"[^\w]+", "-", plain).strip("-")[:60] or "preset"


def _free_id(title: str) -> str:
    stem = _slug(title)
    taken = {preset.id for preset in shipped()} | {file.stem for file in _own_files()}
    number = 1
    while (stem if number == 1 else f"{stem}-{number}") in taken:
        number += 1
    return stem if number == 1 else f"{stem}-{number}"
