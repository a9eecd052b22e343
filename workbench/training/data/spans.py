"""Where the assistant's answers stand in a conversation rendered by a chat template."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from transformers.utils.chat_template_utils import render_jinja_template

Turns = Sequence[dict[str, str]]  # [{"role": "user", "content": "…"}]
Span = tuple[int, int]  # characters [start, end)

_GENERATION = re.compile(r"\{%[-+]?\s*generation\s*[-+]?%\}")


@dataclass(frozen=True)
class Template:
    """A chat template and what was learned by rendering a short conversation with it."""

    text: str  # Jinja
    source: Literal["model", "fallback"]
    opening: str = ""  # what the generation prompt adds: "<|im_start|>assistant\n"
    end: str = ""  # what follows an answer and ends it: "<|im_end|>"; empty when nothing does
    end_is_token: bool = False  # `end` is one token of the vocabulary

    @property
    def marks_answers(self) -> bool:
        """Whether the template says itself which of its output the assistant writes ({% generation %})."""
        return _GENERATION.search(self.text) is not None


def rendered(turns: Turns, template: Template, tokenizer: Any, *, generation_prompt: bool = False) -> str:
    """The conversation as text, in transformers' sandbox. Raises jinja2.TemplateError where it refuses."""
    return _render(turns, template, tokenizer, generation_prompt, marks=False)[0]


def answers(turns: Turns, template: Template, tokenizer: Any) -> tuple[str, list[Span]]:
    """The conversation as text, and the span of each answer with its end mark.

    The spans are the template's own ({% generation %}) where it marks them. Otherwise each answer in turn is
    replaced by a character that occurs nowhere: what differs is the answer, whatever the template does to
    earlier turns; the span begins where the generation prompt ends. An answer left out has an empty span.
    """
    if template.marks_answers:
        text, spans = _render(turns, template, tokenizer, False, marks=True)
        return text, [(start, _with_end(text, start, end, template)) for start, end in spans]
    text = rendered(turns, template, tokenizer)
    stranger = next(c for c in map(chr, range(0xE000, 0xF900)) if c not in text)
    spans = []
    floor = 0
    for index, turn in enumerate(turns):
        if turn["role"] != "assistant":
            continue
        changed = [*turns[:index], {**turn, "content": stranger}, *turns[index + 1 :]]
        other = rendered(changed, template, tokenizer)
        start = _shared(text, other)
        end = len(text) - _shared(text[start:][::-1], other[start:][::-1])
        if start == end:  # the template writes nothing of it
            spans.append((start, end))
            continue
        opening = text.rfind(template.opening, floor, start) if template.opening else -1
        if opening >= 0:
            start = opening + len(template.opening)
        floor = _with_end(text, start, end, template)
        spans.append((start, floor))
    return text, spans


def _with_end(text: str, start: int, end: int, template: Template) -> int:
    """The end of a span after the end mark that follows it, unless the span has it already."""
    if not template.end or text[start:end].rstrip().endswith(template.end):
        return end
    blank = len(text) - len(text[end:].lstrip())
    return blank + len(template.end) if text.startswith(template.end, blank) else end


def _render(
    turns: Turns, template: Template, tokenizer: Any, generation_prompt: bool, *, marks: bool
) -> tuple[str, list[Span]]:
    texts, spans = render_jinja_template(
        conversations=[list(turns)],
        chat_template=template.text,
        return_assistant_tokens_mask=marks,
        add_generation_prompt=generation_prompt,
        **tokenizer.special_tokens_map,
    )
    return texts[0], spans[0] if marks else []


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
