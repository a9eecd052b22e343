"""From another program's value to ours: one small function for each kind of setting."""

import json
import math
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from workbench.core.errors import WorkbenchError
from workbench.core.plan import ALL_LINEAR
from workbench.core.recipes.recipe import Convert, Given, Left, Noted, name_of
from workbench.core.sentence import Sentence

AGREED = Left()
_ONE_DEVICE = "of one device: with several, multiply the effective batch by their number"
_LOADERS = ("json", "csv", "parquet", "arrow", "text")  # datasets' own names for "a file"
_OTHER_FILES = "only the first dataset is taken; left out: {names}"
_ONE_FILE = "only the first dataset is taken"
_AWAY = "not on this machine: choose a model folder that is"
_DATA_AWAY = "not on this machine: choose a data file that is"
_WARMUP_STEPS = "counted in steps, and how many the run has follows from the data; here it is a share"

# --- plain values


def number(value: Any, given: Given) -> float:
    """A number; YAML reads 2e-4, without a dot, as text."""
    if isinstance(value, str):
        try:
            value = float(value)
        except ValueError:
            raise ValueError("which is not a number") from None
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise ValueError("which is not a number")
    try:
        found = float(value)
    except OverflowError:
        found = math.inf
    if not math.isfinite(found):
        raise ValueError("which is not a finite number")
    return found


def count(value: Any, given: Given) -> int:
    found = number(value, given)
    if found != int(found):
        raise ValueError("which is not a whole number")
    return int(found)


def flag(value: Any, given: Given) -> bool:
    words = {"true": True, "false": False}
    found = words.get(value.lower()) if isinstance(value, str) else value
    if not isinstance(found, bool):
        raise ValueError("which is neither true nor false")
    return found


def text(value: Any, given: Given) -> str:
    if not isinstance(value, str):
        raise ValueError("which is not text")
    return value


def title(value: Any, given: Given) -> str:
    """What a run is called."""
    return name_of(str(value))


def switch(on: Any, off: Any) -> Convert:
    return lambda value, given: on if flag(value, given) else off


def learned(last: str) -> Convert:
    """LLaMA-Factory's train_on_prompt: everything, or the answers, of which `last` may leave only one."""

    def convert(value: Any, given: Given) -> Any:
        if flag(value, given):
            return "everything"
        return AGREED if given.get(last) is True else "assistant"

    return convert


def jinja(value: Any, given: Given) -> Any:
    """A template written out; a path to one is left to be opened."""
    return value if "{" in text(value, given) else Left("put the template's text into Data")


def arguments(value: Any, given: Given) -> dict[str, Any]:
    if not isinstance(value, Mapping):
        raise ValueError("which are not named values")
    return {str(name): inner for name, inner in value.items()}


def argument(name: str) -> Convert:
    """One value that the chat template reads."""
    return lambda value, given: {name: flag(value, given)}


def only(*same: Any, otherwise: str) -> Convert:
    """Values that hold here anyway; all others are left out for the reason."""
    return lambda value, given: AGREED if value in same else Left(otherwise)


def among(table: Mapping[Any, Any], otherwise: str) -> Convert:
    """Values that have their like here."""

    def convert(value: Any, given: Given) -> Any:
        found = isinstance(value, str | bool) and value in table
        return table[value] if found else Left(otherwise)

    return convert


def supervised(*same: str, text: str = "") -> Convert:
    """Refuses a recipe that learns from preferences or rewards: its data are no answers.

    `text` is the stage that goes on pre-training, whose rows are plain text.
    """

    def convert(value: Any, given: Given) -> Any:
        if text and value == text:
            return "text"
        if value in same:
            return AGREED
        raise WorkbenchError(
            "This recipe learns from preferences or rewards ({what}), not from answers.",
            hint="Open a recipe of supervised fine-tuning.",
            kind="bad-recipe",
            what=value,
        )

    return convert


def preference(key: str) -> Convert:
    """The same for a key that only such recipes have."""
    refuse = supervised()
    return lambda value, given: refuse(key, given)


# --- layers


def over(rank: str) -> Convert:
    """alpha as our scale: alpha / rank."""

    def convert(value: Any, given: Given) -> float:
        divisor = count(given.get(rank), given)
        if divisor < 1:
            raise ValueError(f"but {rank} is not above 0")
        return number(value, given) / divisor

    return convert


def targets(value: Any, given: Given) -> Any:
    """Module names, which match at the end of a path, as one regular expression; or all linear layers."""
    if isinstance(value, str):
        value = value.strip()
        if value in ("all", ALL_LINEAR, "all_linear"):
            return ALL_LINEAR
        if re.search(r"[\\*+?()\[\]|^$]", value):
            return value  # it is one already, and peft matches it as we do
        value = re.split(r"[\s,]+", value)
    if not isinstance(value, list) or not all(isinstance(name, str) for name in value):
        raise ValueError("which are not names of modules")
    names = [name.strip() for name in value if name.strip()]
    if not names:
        raise ValueError("which names no module")
    if set(names) & {"all", ALL_LINEAR}:
        return ALL_LINEAR
    before = r"(.*\.)?" if any("." in name for name in names) else r".*\."
    return f"{before}({'|'.join(re.escape(name) for name in names)})"


def pissa(iterations: str) -> Convert:
    """LLaMA-Factory's switch, with its number of iterations."""

    def convert(value: Any, given: Given) -> Any:
        if not flag(value, given):
            return AGREED
        known = {16: "pissa_niter_16", -1: "pissa"}
        exact = Noted(
            "pissa",
            Sentence(
                "{iterations} is 16 or -1 here; PiSSA is computed exactly instead", iterations=iterations
            ),
        )
        return known.get(count(given.get(iterations, 16), given), exact)

    return convert


# --- training


def accumulated(rows: str) -> Convert:
    """Accumulation steps × rows of one device: our effective batch."""
    return lambda value, given: count(value, given) * count(given.get(rows, 1), given)


def per_device(accumulation: str) -> Convert:
    """The same, of the rows."""
    effective = accumulated(accumulation)
    return lambda value, given: Noted(effective(value, given), _ONE_DEVICE)


def steps(value: Any, given: Given) -> Any:
    """A number of steps; 0 and below mean that the epochs decide."""
    found = count(value, given)
    return found if found > 0 else AGREED


def epochs(limit: str) -> Convert:
    """Passes over the data; 0 where the number of steps decides."""

    def convert(value: Any, given: Given) -> Any:
        found = number(value, given)
        return AGREED if found == 0 and given.get(limit) else found

    return convert


def schedule(value: Any, given: Given) -> Any:
    known = {name: name for name in ("cosine", "linear", "constant")} | {"constant_with_warmup": "constant"}
    known_here = "the rate falls as a cosine, linearly, after a constant part (wsd), or not at all here"
    if value == "cosine_with_restarts" and not given.get("lr_scheduler_kwargs"):
        return Noted("cosine", "with transformers' own number of cycles, 1, it is a plain cosine")
    return known.get(value, Left(known_here)) if isinstance(value, str) else Left(known_here)


def warmup_share(scheduler: str) -> Convert:
    def convert(value: Any, given: Given) -> Any:
        found = number(value, given)
        if found and given.get(scheduler) == "constant":  # transformers' own ignores it
            return Noted(0.0, "a constant schedule has no warm-up (constant_with_warmup has)")
        return found

    return convert


def warmup_steps(scheduler: str, limit: str, ratio: str = "") -> Convert:
    """Steps of warm-up as a share, where the recipe says of how many; below 1, transformers means a share."""
    as_share = warmup_share(scheduler)

    def convert(value: Any, given: Given) -> Any:
        found = number(value, given)
        if found == 0 and ratio and given.get(ratio):
            return AGREED
        if found < 1 or given.get(scheduler) == "constant":
            return as_share(found, given)
        whole = number(given.get(limit, 0), given)
        return found / whole if whole > found else Left(_WARMUP_STEPS)

    return convert


def half_precision(value: Any, given: Given) -> Any:
    """bf16: true, false or auto."""
    if value == "auto":
        return "auto"
    return "bfloat16" if flag(value, given) else AGREED


# --- model and data


def model(value: Any, given: Given) -> Any:
    found = _found(text(value, given), given.folder)
    return str(found) if found else Noted(value, _AWAY)


def held_out(value: Any, given: Given) -> Any:
    found = number(value, given)
    if found >= 1:
        return Left("a number of rows; here a share of them is held out")
    return found if found <= 0.5 else Left("at most half of the rows can be held out here")


def dataset(value: Any, given: Given) -> Any:
    """A file, a folder, or a name on the Hub."""
    if isinstance(value, list) and value:
        first = dataset(value[0], given)
        left = Sentence(_OTHER_FILES, names=", ".join(map(str, value[1:])))
        return first if len(value) == 1 else Noted(first.value if isinstance(first, Noted) else first, left)
    found = _found(text(value, given), given.folder)
    return str(found) if found else Noted(value, _DATA_AWAY)


def loaded(files: str) -> Convert:
    """The path of a dataset, which may only be the name of a loader for the files that another key names."""
    return lambda value, given: dataset(given.get(files, value) if value in _LOADERS else value, given)


def files_of(path: str) -> Convert:
    def convert(value: Any, given: Given) -> Any:
        if given.get(path) in _LOADERS:
            return dataset(value, given)
        return Left("which file of a dataset is meant is chosen in Data")

    return convert


def columns(roles: Mapping[str, str]) -> Convert:
    """Names of columns, by the keys that tell what each is read as: all of them at once."""

    def convert(value: Any, given: Given) -> Any:
        names = {role: text(given.get(key), given) for key, role in roles.items() if given.get(key)}
        differing = {role: name for role, name in names.items() if name != role}
        return differing if value in differing.values() else AGREED

    return convert


def registered(folder: str) -> Convert:
    """Names in LLaMA-Factory's dataset_info.json, separated by commas: the file of the first."""

    def convert(value: Any, given: Given) -> Any:
        names = value if isinstance(value, list) else text(value, given).split(",")
        names = [str(name).strip() for name in names]
        if _found(names[0], given.folder):
            return dataset(names if len(names) > 1 else names[0], given)
        file, renamed = _registered_file(names[0], str(given.get(folder, "data")), given.folder)
        notes = [] if file else ["a name in dataset_info.json: choose its file"]
        if renamed:
            notes.append(Sentence("check its columns in Data: {renamed}", renamed=renamed))
        if len(names) > 1:
            notes.append(Sentence(_OTHER_FILES, names=", ".join(names[1:])))
        taken = str(file) if file else names[0]
        if not notes:
            return taken
        return Noted(taken, notes[0] if len(notes) == 1 else Sentence("{notes}", notes=notes))

    return convert


def _registered_file(name: str, folder: str, recipe: Path) -> tuple[Path | None, str]:
    """The file, and the columns that are named for it.

    LLaMA-Factory looks in the folder it is started from: that, or one above the recipe.
    """
    for root in (Path(), recipe, *recipe.parents):
        try:
            entries = json.loads((root / folder / "dataset_info.json").read_text(encoding="utf-8"))
            file = root / folder / str(entries[name]["file_name"])
            named = entries[name].get("columns") or {}
            if file.exists():
                return file.absolute(), ", ".join(f"{role} is {column}" for role, column in named.items())
        except (OSError, ValueError, KeyError, TypeError, RecursionError, AttributeError):
            continue
    return None, ""


def _found(name: str, folder: Path) -> Path | None:
    """Where a path leads, from here or from beside the recipe."""
    for root in (Path(), folder):
        try:
            path = root / Path(name).expanduser()
            if name and path.exists():
                return path.absolute()
        except (OSError, ValueError, RuntimeError):
            continue
    return None


def first_of(document: Mapping[Any, Any], key: str) -> dict[str, Any]:
    """The document with the first entry of a list of datasets opened: `datasets[0].path` and so on."""
    flat: dict[str, Any] = {}
    for name, value in document.items():
        if name != key or value is None:
            flat[str(name)] = value
            continue
        if not isinstance(value, list) or not all(isinstance(entry, Mapping) for entry in value):
            raise ValueError(f"{key} is not a list of datasets")
        for index, entry in enumerate(value):
            if index == 0:
                flat |= {f"{key}[0].{inner}": given for inner, given in entry.items()}
            else:
                flat[f"{key}[{index}]"] = dict(entry)
    return flat


def has_any(document: Mapping[Any, Any], keys: Iterable[str]) -> bool:
    return any(key in document for key in keys)
