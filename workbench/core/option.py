"""How one option is declared: a pydantic field that also carries its title, help, unit, flag and group."""

from typing import Any

from pydantic import BaseModel, ConfigDict, Field


class Part(BaseModel):
    """A frozen group of options; a key that is not declared is refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")


def option(default: Any, title: str, description: str, **extra: Any) -> Any:
    """A field of the spec.

    `extra`: the range (`ge`, `gt`, `le`, `lt`), and what the form and the terminal need: `unit`, `flag`
    ("--rank"), `group` (its heading in the form), `essential`, `log` (a logarithmic field).
    """
    ranges = {name: extra.pop(name) for name in ("ge", "gt", "le", "lt") if name in extra}
    return Field(default, title=title, description=description, json_schema_extra=extra or None, **ranges)
