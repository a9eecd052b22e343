"""A row as the model reads it: rendered by the chat template, tokenised, with the tokens to learn marked."""

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

import numpy as np
from jinja2 import TemplateError

from workbench.core.errors import WorkbenchError
from workbench.training.data import spans
from workbench.training.data.rows import Message, Row
from workbench.training.data.spans import Span, Template, Turns

CHATML = (
    "{{ bos }}{% for message in messages %}{{ '<|im_start|>' + message['role'] + '\n' }}"
    "{% if message['role'] == 'assistant' %}{% generation %}{{ message['content'] + '<|im_end|>' }}"
    "{% endgeneration %}{{ '\n' }}{% else %}{{ message['content'] + '<|im_end|>\n' }}{% endif %}{% endfor %}"
    "{% if add_generation_prompt %}{{ '<|im_start|>assistant\n' }}{% endif %}"
)
ALPACA = (
    "{{ bos }}{% for message in messages %}{% if message['role'] == 'assistant' %}{{ '### Response:\n' }}"
    "{% generation %}{{ message['content'] + eos_token }}{% endgeneration %}"
    "{{ '' if loop.last else '\n\n' }}{% elif message['role'] == 'user' %}"
    "{{ '### Instruction:\n' + message['content'] + '\n\n' }}{% else %}{{ message['content'] + '\n\n' }}"
    "{% endif %}{% endfor %}{% if add_generation_prompt %}{{ '### Response:\n' }}{% endif %}"
)
_QUESTION: Turns = [{"role": "user", "content": "Hello"}]
_STRANGER = "\ue000"


@dataclass(frozen=True)
class Encoded:
    """One row as tokens. `trained[i]`: token i is a label; never the first one, which nothing predicts."""

    ids: list[int]
    trained: list[bool]
    text: str
    offsets: list[
        Span
    ]  # each token's characters in `text`; an appended end mark has an empty span at its end


def template_of(tokenizer: Any) -> Template:
    """The model's own chat template, or a fallback where it has none.

    The fallback is ChatML if the tokenizer knows its marks, else "### Instruction:" and "### Response:".
    Raises WorkbenchError where the template cannot be used, or where no token could end an answer.
    """
    return _template(tokenizer, _own(tokenizer), tokenizer.eos_token)


def encode(row: Row, tokenizer: Any, train_on: str = "assistant") -> Encoded:
    """The tokens of a row and which of them are learned.

    train_on "assistant": the answers with their end marks. "everything": every token but the first.
    The last answer always ends with a labelled end mark; where the template writes none, the tokenizer's
    end-of-sequence token follows it directly. What comes after the last label is left off: in a causal model
    it changes no loss. Special tokens are the template's alone, so that there is never a second BOS.
    Raises WorkbenchError (kind "row-refused") where the template refuses the conversation.
    """
    template = template_of(tokenizer)
    turns = _turns(row.messages)
    if train_on != "everything":
        turns = turns[: _last_answer(turns) + 1]
    text, found = _answers(turns, template, tokenizer)
    last = found[-1][1]
    ended = text[:last].rstrip().endswith(_ends(template, tokenizer))
    if turns[-1]["role"] == "assistant" and not ended:
        text = text[:last]
    if train_on == "everything":
        found = [(0, len(text))]
    return _tokenised(text, found, tokenizer, append_end=not ended and last == len(text))


def conversation_ids(messages: Turns, tokenizer: Any) -> list[int]:
    """The tokens of a conversation up to where the assistant begins to write."""
    template = template_of(tokenizer)
    try:
        text = spans.rendered(messages, template, tokenizer, generation_prompt=True)
    except (TemplateError, TypeError) as error:
        merged = _without_system(messages)
        if merged == list(messages):
            raise _refused(error) from error
        return conversation_ids(merged, tokenizer)
    return list(tokenizer(text, add_special_tokens=False, verbose=False)["input_ids"])


def prompt_ids(row: Row, tokenizer: Any) -> list[int]:
    """The tokens of a row before its last answer: what the model gets when that answer is sampled."""
    turns = _turns(row.messages)
    return conversation_ids(turns[: _last_answer(turns)], tokenizer)


def prompt_text(row: Row) -> str:
    """The user's last turn before the last answer."""
    turns = _turns(row.messages)
    before = turns[: _last_answer(turns)]
    return next(turn["content"] for turn in reversed(before) if turn["role"] == "user")


def reference(row: Row) -> str:
    """The last answer, without the blanks around it."""
    turns = _turns(row.messages)
    return turns[_last_answer(turns)]["content"].strip()


def _turns(messages: tuple[Message, ...]) -> list[dict[str, str]]:
    return [{"role": message.role, "content": message.content} for message in messages]


def _last_answer(turns: Turns) -> int:
    return max(index for index, turn in enumerate(turns) if turn["role"] == "assistant")


def _answers(turns: Turns, template: Template, tokenizer: Any) -> tuple[str, list[Span]]:
    try:
        text, found = spans.answers(turns, template, tokenizer)
    except (TemplateError, TypeError) as error:
        merged = _without_system(turns)
        if merged == list(turns):
            raise _refused(error) from error
        return _answers(merged, template, tokenizer)
    if not found or any(start >= end for start, end in found):
        raise WorkbenchError(
            "The model's chat template leaves an answer out.",
            hint="Use rows of system, user and assistant turns in their usual order.",
            kind="row-refused",
        )
    return text, found


def _without_system(turns: Turns) -> list[dict[str, str]]:
    """The turns with a leading system turn put into the first user's: Gemma's template knows no system."""
    if len(turns) < 2 or turns[0]["role"] != "system" or turns[1]["role"] != "user":
        return list(turns)
    return [{"role": "user", "content": f"{turns[0]['content']}\n\n{turns[1]['content']}"}, *turns[2:]]


def _refused(error: Exception) -> WorkbenchError:
    return WorkbenchError(
        "The model's chat template refuses the conversation: {reason}.",
        hint="Use rows of system, user and assistant turns in their usual order.",
        kind="row-refused",
        reason=str(error).rstrip("."),
    )


def _tokenised(text: str, found: list[Span], tokenizer: Any, *, append_end: bool) -> Encoded:
    tokens = tokenizer(text, add_special_tokens=False, return_offsets_mapping=True, verbose=False)
    ids: list[int] = list(tokens["input_ids"])
    offsets: list[Span] = list(tokens["offset_mapping"])
    places = np.array(offsets, dtype=np.int64).reshape(-1, 2)
    trained = np.zeros(len(ids), dtype=bool)
    for start, end in found:  # a token of several characters is an answer's when one of them is
        trained |= (np.maximum(places[:, 1], places[:, 0] + 1) > start) & (places[:, 0] < end)
    labels: list[bool] = trained.tolist()
    if append_end:
        ids.append(tokenizer.eos_token_id)
        offsets.append((len(text), len(text)))
        labels.append(True)
    labels[0] = False
    length = len(labels) - labels[::-1].index(True) if True in labels else len(labels)
    return Encoded(ids[:length], labels[:length], text[: offsets[length - 1][1]], offsets[:length])


def _ends(template: Template, tokenizer: Any) -> tuple[str, ...]:
    """The texts of the tokens that end an answer."""
    own = (template.end,) if template.end_is_token else ()
    return (*own, tokenizer.eos_token) if tokenizer.eos_token else own


def _own(tokenizer: Any) -> str | None:
    """The tokenizer's default chat template; None where it has none."""
    try:
        return str(tokenizer.get_chat_template()) if tokenizer.chat_template else None
    except ValueError:  # several named ones, and none called default
        return None


@lru_cache(maxsize=4)
def _template(tokenizer: Any, own: str | None, eos_token: str | None) -> Template:
    if not tokenizer.is_fast:
        raise WorkbenchError(
            "This model's tokenizer cannot say where its tokens stand in the text.",
            hint="Use a model folder with a tokenizer.json.",
            kind="slow-tokenizer",
        )
    template = Template(own, "model") if own else Template(_fallback(tokenizer), "fallback")
    try:
        question = spans.rendered(_QUESTION, template, tokenizer)
        opened = spans.rendered(_QUESTION, template, tokenizer, generation_prompt=True)
        answer = {"role": "assistant", "content": _STRANGER}
        whole = spans.rendered([*_QUESTION, answer], template, tokenizer)
    except (TemplateError, TypeError) as error:
        raise WorkbenchError(
            "The model's chat template cannot be used: {reason}.",
            hint="Check chat_template in the model's folder (tokenizer_config.json or chat_template.jinja).",
            kind="bad-template",
            reason=str(error).rstrip("."),
        ) from error
    tail = whole.rpartition(_STRANGER)[2].strip()
    marks = sorted(tokenizer.get_added_vocab(), key=len, reverse=True)
    mark = next((mark for mark in marks if mark.strip() and tail.startswith(mark)), None)
    if mark is None and eos_token is None:
        raise WorkbenchError(
            "This model has no token that ends an answer: it would never learn to stop.",
            hint="Set eos_token in the model's tokenizer_config.json.",
            kind="no-end-mark",
        )
    opening = opened.removeprefix(question) if opened.startswith(question) else ""
    return replace(template, opening=opening, end=mark or tail, end_is_token=mark is not None)


def _fallback(tokenizer: Any) -> str:
    known = tokenizer.get_vocab()
    ids = tokenizer("", verbose=False)["input_ids"]
    bos = "bos_token" if ids and ids[0] == tokenizer.bos_token_id else "''"
    chat_marks = "<|im_start|>" in known and "<|im_end|>" in known
    text = CHATML if chat_marks or not tokenizer.eos_token else ALPACA
    return text.replace("{{ bos }}", f"{{{{ {bos} }}}}")
