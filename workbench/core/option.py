"""How one option is declared, and how a form reads it: a field with its title, help, unit, flag and group."""

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field


class Part(BaseModel):
    """A frozen group of options; a key that is not declared is refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")


def option(default: Any, title: str, description: str, **extra: Any) -> Any:
    """A field of the spec.

    `extra`: the range (`ge`, `gt`, `le`, `lt`), and what the form and the terminal need: `unit`, `flag`
    ("--rank"), `group` (its heading in the form), `essential`, `log` (a logarithmic field). For help and
    search: `effect` (what it does to the result), `typical` values, and `aka`, what it is called in peft,
    transformers and TRL ("LoraConfig.r").
    """
    ranges = {name: extra.pop(name) for name in ("ge", "gt", "le", "lt") if name in extra}
    return Field(default, title=title, description=description, json_schema_extra=extra or None, **ranges)


class Option(BaseModel):
    """One setting, as the form, the terminal and the help read it."""

    model_config = ConfigDict(frozen=True)
    key: str
    title: str
    help: str
    default: Any
    kind: Literal["integer", "number", "boolean", "text", "choice", "other"]
    choices: tuple[str, ...] = ()
    automatic: bool = False
    optional: bool = False
    listed: bool = False  # a list of texts will do too
    minimum: float | None = None
    maximum: float | None = None
    unit: str = ""
    flag: str = ""
    group: str = ""
    essential: bool = False
    log: bool = False
    effect: str = ""
    typical: str = ""
    aka: tuple[str, ...] = ()


def plain(value: object) -> Any:
    """A setting's value as YAML and JSON have it: a tuple is a list, a part a table."""
    if isinstance(value, tuple):
        return [one.model_dump(mode="json") if isinstance(one, Part) else one for one in value]
    return value


def described(key: str, schema: dict[str, Any]) -> Option:
    """The option that a property of a part's JSON schema declares."""
    branches = schema.get("anyOf", [schema])
    value = next((b for b in branches if b.get("type") != "null" and b.get("const") != "auto"), branches[0])
    choices = tuple(value.get("enum", ()))
    kinds = {"integer": "integer", "number": "number", "boolean": "boolean", "string": "text"}
    bounds = {**schema, **value}
    return Option(
        key=key,
        title=schema.get("title", key),
        help=schema.get("description", ""),
        default=schema.get("default"),
        kind="choice" if choices else kinds.get(str(value.get("type")), "other"),  # type: ignore[arg-type]
        choices=choices,
        automatic=any(b.get("const") == "auto" for b in branches),
        optional=any(b.get("type") == "null" for b in branches),
        listed=any(b.get("type") == "array" for b in branches),
        minimum=bounds.get("minimum", bounds.get("exclusiveMinimum")),
        maximum=bounds.get("maximum", bounds.get("exclusiveMaximum")),
        unit=schema.get("unit", ""),
        flag=schema.get("flag", ""),
        group=schema.get("group", ""),
        essential=schema.get("essential", False),
        log=schema.get("log", False),
        effect=schema.get("effect", ""),
        typical=schema.get("typical", ""),
        aka=tuple(schema.get("aka", ())),
    )
