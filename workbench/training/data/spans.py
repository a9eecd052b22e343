"""Where the assistant's answers stand in a conversation rendered by a chat template."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from workbench.training.data import sandbox
from workbench.training.data.sandbox import Span

Turn = Mapping[str, Any]  # {"role": "user", "content": "…"}, perhaps with tool_calls or a name
Turns = Sequence[Turn]

_GENERATION = re.compile(r"\{%[-+]?\s*generation\s*[-+]?%\}")


@dataclass(frozen=True)
class Template:
    """A chat template and what was learned by rendering a short conversation with it."""

    text: str  # Jinja
    source: Literal["model", "fallback", "spec"]
    arguments: Mapping[str, Any] = field(default_factory=dict)  # what it reads besides the conversation
    special: Mapping[str, Any] = field(default_factory=dict)  # the tokenizer's special tokens, by their names
    opening: str = ""  # what the generation prompt adds: "<|im_start|>assistant\n"
    end: str = ""  # what follows an answer and ends it: "<|im_end|>"; empty when nothing does
    end_is_token: bool = False  # `end` is one token of the vocabulary
    takes_system: bool = True  # a system turn is written, neither refused nor left out

    @property
    def marks_answers(self) -> bool:
        """Whether the template says itself which of its output the assistant writes ({% generation %})."""
        return _GENERATION.search(self.text) is not None


def rendered(turns: Turns, template: Template, *, generation_prompt: bool = False) -> str:
    """The conversation as text, in a sandbox with limits. Raises jinja2.TemplateError where it refuses."""
    return _render(turns, template, generation_prompt)[0]


def answers(turns: Turns, template: Template) -> tuple[str, list[Span]]:
    """The conversation as text, and the span of each answer with its end mark.

    The spans are the template's own ({% generation %}) where it marks them. Otherwise each answer in turn is
    replaced by a character that occurs nowhere: what differs is the answer, whatever the template does to
    earlier turns; the span begins where the generation prompt ends. An answer left out has an empty span.
    """
    text, marked = _render(turns, template, False)
    if template.marks_answers:
        return text, [
            (start, end if _ends(text[start:end], template) else _with_end(text, end, template))
            for start, end in marked
        ]
    stranger = next(c for c in map(chr, range(0xE000, 0xF900)) if c not in text)
    spans = []
    floor = 0
    for index, turn in enumerate(turns):
        if turn["role"] != "assistant":
            continue
        start, end = _calls(turns[: index + 1], text, floor, stranger, template)
        if start < 0:
            changed = [*turns[:index], {**turn, "content": stranger}, *turns[index + 1 :]]
            start, end = _difference(text, rendered(changed, template))
        if start == end:  # the template writes nothing of it
            spans.append((start, end))
            continue
        opening = text.rfind(template.opening, floor, start) if template.opening else -1
        if opening >= 0:
            start = opening + len(template.opening)
        floor = _with_end(text, end, template)
        spans.append((start, floor))
    return text, spans


def completion(turns: Turns, text: str, answer: Span, template: Template) -> Span:
    """The span of `text` that follows the last prompt: to the end, whatever the template writes there.

    `turns` end with the answer whose span is `answer`. It begins where the prompt ends; where the template
    writes the prompt in another way when an answer follows, it begins with the answer.
    """
    prompt = rendered(turns[:-1], template, generation_prompt=True)
    return (len(prompt) if text.startswith(prompt) else answer[0], len(text))


def _calls(turns: Turns, text: str, floor: int, stranger: str, template: Template) -> Span:
    """The span of a last turn that calls tools; (-1, -1) where it calls none.

    What differs when it answers instead is the calls with all that the template writes around them; they are
    looked up in the whole conversation, because some templates write the tools before the last question.
    """
    if not turns[-1].get("tool_calls"):
        return -1, -1
    cut = rendered(turns, template)
    answer = {"role": "assistant", "content": stranger}
    start, end = _difference(cut, rendered([*turns[:-1], answer], template))
    place = text.find(cut[start:end], floor)
    return (place, place + end - start) if place >= 0 else (floor, floor)


def _difference(text: str, other: str) -> Span:
    """Where `text` differs from `other`."""
    start = _shared(text, other)
    return start, len(text) - _shared(text[start:][::-1], other[start:][::-1])


def _ends(answer: str, template: Template) -> bool:
    return not template.end or answer.rstrip().endswith(template.end)


def _with_end(text: str, end: int, template: Template) -> int:
    """The end of the end mark that follows at `end`; `end` where none does."""
    blank = len(text) - len(text[end:].lstrip())
    follows = template.end and text.startswith(template.end, blank)
    return blank + len(template.end) if follows else end


def _render(turns: Turns, template: Template, generation_prompt: bool) -> tuple[str, list[Span]]:
    variables = {
        "tools": None,
        "documents": None,
        **template.special,
        **template.arguments,
        "messages": [dict(turn) for turn in turns],
        "add_generation_prompt": generation_prompt,
    }
    return sandbox.render(template.text, variables)


def _shared(first: str, second: str) -> int:
    """The length of the longest common prefix, by bisection (slices compare at memory speed)."""
    low, high = 0, min(len(first), len(second))
    while low < high:
        middle = (low + high + 1) // 2
        if first[low:middle] == second[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low
