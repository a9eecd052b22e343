"""How a recipe is declared and translated: every key of it ends in exactly one of four lists."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from workbench.core.errors import WorkbenchError
from workbench.core.recipes.reasons import NO_SUCH_SETTING, reason_of
from workbench.core.sentence import Sentence
from workbench.core.spec import RunSpec

_SECRETS = re.compile(r"token$|api_key|secret|password|webhook", re.IGNORECASE)
_OFF = (False, "none", "None", "no", "off", "false")


class Mapped(NamedTuple):
    key: str  # theirs
    our_key: str
    value: Any  # as the spec has it


class Listed(NamedTuple):
    """A setting of the recipe that a person should read about."""

    key: str
    value: Any  # as the recipe has it
    reason: str


class Left(NamedTuple):
    """What a conversion returns where the value has no place here; without a reason, it holds here anyway."""

    reason: str = ""


class Noted(NamedTuple):
    """What a conversion returns where the value is taken over and something must be said about it."""

    value: Any
    reason: str


@dataclass(frozen=True, slots=True)
class Given:
    """What a conversion may look at: the whole recipe, with its program's defaults, and where it lies."""

    values: Mapping[str, Any]
    folder: Path

    def get(self, key: str, default: Any = None) -> Any:
        return self.values.get(key, default)


Convert = Callable[[Any, Given], Any]  # raises ValueError where the value is none


def as_it_is(document: Mapping[Any, Any]) -> dict[str, Any]:
    """A document whose settings all stand at the top."""
    return {str(key): value for key, value in document.items()}


@dataclass(frozen=True)
class Program:
    """One program's recipes: how they are told from others, and what its keys mean here."""

    title: str
    recognises: Callable[[Mapping[Any, Any]], bool]
    keys: Mapping[
        str, tuple[str, Convert]
    ]  # their key to ours ("" where it is only judged) and the conversion
    defaults: Mapping[str, Any] = field(default_factory=dict)  # what it does where a recipe says nothing
    flat: Callable[[Mapping[Any, Any]], dict[str, Any]] = as_it_is


@dataclass(frozen=True, slots=True)
class Recipe:
    """A recipe, translated.

    Every key of the file that has a value is in exactly one of `mapped`, `unmapped` and `agreed`; an empty
    key says nothing.
    """

    program: str
    spec: RunSpec
    mapped: tuple[Mapped, ...]
    unmapped: tuple[Listed, ...]
    notes: tuple[Listed, ...]  # what is mapped, and must be looked at all the same
    agreed: tuple[tuple[str, Any], ...]  # what holds here without a setting
    assumed: tuple[Mapped, ...]  # the program's defaults, where the recipe says nothing

    @property
    def missing(self) -> tuple[str, ...]:
        """What the recipe does not name, of the model and the data."""
        named = {entry.our_key for entry in self.mapped}
        return tuple(key for key in ("model.path", "data.path") if key not in named)


def translate(program: Program, document: Mapping[Any, Any], source: str) -> Recipe:
    """The recipe as a run spec; raises WorkbenchError at the first value that is none."""
    try:
        flat = program.flat(document)
    except ValueError as error:
        raise _refused(source, program, error.args[0]) from error
    said = {key: value for key, value in flat.items() if value not in (None, "", [], {})}
    silent = {key: value for key, value in program.defaults.items() if key not in flat}
    given = Given({**silent, **said}, Path(source).absolute().parent)
    work = _Translation(program, given, source, RunSpec.model_validate({"name": name_of(Path(source).stem)}))
    for key, value in said.items():
        work.take(key, value)
    spoken_of = {program.keys[key][0] for key in said if key in program.keys}
    for key, value in silent.items():
        if program.keys[key][0] not in spoken_of:
            work.assume(key, value)
    return Recipe(
        program.title,
        work.spec,
        tuple(work.mapped),
        tuple(work.unmapped),
        tuple(work.notes),
        tuple(work.agreed),
        tuple(work.assumed),
    )


class _Translation:
    """A recipe on its way: the spec so far, and the lists."""

    def __init__(self, program: Program, given: Given, source: str, spec: RunSpec) -> None:
        self.program, self.given, self.source, self.spec = program, given, source, spec
        self.mapped: list[Mapped] = []
        self.unmapped: list[Listed] = []
        self.notes: list[Listed] = []
        self.agreed: list[tuple[str, Any]] = []
        self.assumed: list[Mapped] = []

    def take(self, key: str, value: Any) -> None:
        """Puts one key of the recipe where it belongs."""
        if key not in self.program.keys:
            reason = reason_of(key)
            if reason and value in _OFF:
                self.agreed.append((key, value))
            else:
                self._leave(key, value, reason or NO_SUCH_SETTING)
            return
        our_key, result = self._converted(key, value)
        if isinstance(result, Left):
            if result.reason:
                self._leave(key, value, result.reason)
            else:
                self.agreed.append((key, value))
            return
        note = ""
        if isinstance(result, Noted):
            result, note = result
        earlier = next((entry for entry in self.mapped if entry.our_key == our_key), None)
        if earlier is not None and earlier.value != result:
            self._leave(key, value, Sentence("{key} says it already", key=earlier.key))
            return
        self._set(key, our_key, value, result)
        self.mapped.append(Mapped(key, our_key, result))
        if note:
            self.notes.append(Listed(key, value, note))

    def assume(self, key: str, value: Any) -> None:
        """What the program would have done, where the recipe says nothing."""
        our_key, result = self._converted(key, value)
        if isinstance(result, Left):
            if result.reason:
                said = Sentence(
                    "{program}'s default; {reason}", program=self.program.title, reason=result.reason
                )
                self._leave(key, value, said)
            return
        result = result.value if isinstance(result, Noted) else result
        self._set(key, our_key, value, result)
        self.assumed.append(Mapped(key, our_key, result))

    def _converted(self, key: str, value: Any) -> tuple[str, Any]:
        our_key, convert = self.program.keys[key]
        try:
            return our_key, convert(value, self.given)
        except ValueError as error:
            said = Sentence(
                "{key} is {value}, {problem}", key=key, value=_shown(value), problem=error.args[0]
            )
            raise _refused(self.source, self.program, said) from error

    def _set(self, key: str, our_key: str, value: Any, result: Any) -> None:
        try:
            self.spec = self.spec.replaced(our_key, result)
        except WorkbenchError as error:
            problem = Sentence(
                "{key} is {value}, which cannot be taken over: {problem}",
                key=key,
                value=_shown(value),
                problem=error.message.rstrip("."),
            )
            raise _refused(self.source, self.program, problem, error.hint) from error

    def _leave(self, key: str, value: Any, reason: str) -> None:
        shown = "…" if _SECRETS.search(key) else value
        self.unmapped.append(Listed(key, shown, reason))


def _refused(source: str, program: Program, problem: str, hint: str = "") -> WorkbenchError:
    return WorkbenchError(
        "{source}, a recipe of {program}: {problem}.",
        hint="{advice}" if hint else "Correct it in the file, and open it again.",
        kind="bad-recipe",
        source=source,
        program=program.title,
        problem=problem,
        advice=hint,
    )


def _shown(value: Any) -> str:
    return repr(value)[:80]


def name_of(text: str) -> str:
    """A run's name out of any text."""
    return re.sub(r"[/\\\0\n]", "-", text)[:100].strip() or "recipe"
