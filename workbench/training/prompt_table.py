"""The same prompts answered by several columns, greedily: a table of answers to read side by side."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from workbench.core.errors import WorkbenchError
from workbench.training import fitting_room
from workbench.training.data.template import Style, asked_ids
from workbench.training.fitting_room import Worn
from workbench.training.generate import answers

_AT_ONCE = 8

Emit = Callable[[int, int, str], None]  # column, prompt, answer


@dataclass(frozen=True)
class TableRequest:
    """`prompts` × `columns`; each prompt is the first message of a conversation of its own."""

    model: str
    columns: tuple[Worn, ...]
    prompts: tuple[str, ...]
    max_new_tokens: int = 64
    system: str = ""
    system_prompt: str = ""  # with the next two: as the run wrote its rows
    template: str = ""
    template_arguments: Mapping[str, Any] = field(default_factory=dict)
    device: str = ""  # "": the one that this machine computes on

    @classmethod
    def parse(cls, document: Mapping[str, Any]) -> "TableRequest":
        """From JSON values; `columns` are [{"adapter", "strength", "off"}], each key optional."""
        try:
            columns = tuple(Worn(**{**c, "off": tuple(c.get("off", ()))}) for c in document["columns"])
            return cls(**{**document, "columns": columns, "prompts": tuple(document["prompts"])})
        except (TypeError, ValueError, KeyError) as error:
            raise WorkbenchError(
                "A table of answers cannot be asked for like this: {reason}.",
                kind="bad-request",
                reason=str(error),
            ) from error


def answered(request: TableRequest, emit: Emit, check: Callable[[], None] = lambda: None) -> list[list[str]]:
    """The answers of each column, in the order of the prompts; `emit` hears each as soon as it is there."""
    room = fitting_room.of_model(request.model, request.device)
    style = Style(request.system or request.system_prompt, request.template, request.template_arguments)
    ids = [asked_ids(prompt, room.tokenizer, style) for prompt in request.prompts]
    table: list[list[str]] = []
    for column, worn in enumerate(request.columns):
        row: list[str] = []
        with room.wearing(worn) as model:
            for start in range(0, len(ids), _AT_ONCE):
                part = ids[start : start + _AT_ONCE]
                texts = answers(model, room.tokenizer, part, request.max_new_tokens, check)
                for place, text in enumerate(texts):
                    emit(column, start + place, text)
                row += texts
        table.append(row)
    return table
