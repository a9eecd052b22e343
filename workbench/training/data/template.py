"""A row as the model reads it: rendered by the chat template, tokenised, with the tokens to learn marked."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any

from jinja2 import TemplateError

from workbench.core.errors import WorkbenchError
from workbench.core.spec import DataSpec
from workbench.training.data import spans
from workbench.training.data.conversation import Message, Row, ToolCall
from workbench.training.data.labelling import Rendered, label, marks_of
from workbench.training.data.sandbox import Span
from workbench.training.data.spans import Template, Turn, Turns

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
class Style:
    """How a run wants its rows written, where it differs from the model's own way."""

    system_prompt: str = ""  # before every conversation that has none
    template: str = ""  # Jinja, in place of the tokenizer's
    arguments: Mapping[str, Any] = field(default_factory=dict)  # what the template reads: enable_thinking

    @classmethod
    def of(cls, data_spec: DataSpec) -> "Style":
        return cls(data_spec.system_prompt, data_spec.template, data_spec.template_arguments)


OWN = Style()  # the model's own way


@dataclass(frozen=True)
class Encoded:
    """One row as tokens. `trained[i]`: token i is a label; never the first one, which nothing predicts."""

    ids: list[int]
    trained: list[bool]
    text: str
    offsets: list[
        Span
    ]  # each token's characters in `text`; an appended end mark has an empty span at its end
    system_moved: bool = False  # the template takes no system prompt: it stands before the first question
    second_bos: bool = False  # it would have begun with two BOS; one was taken away


def template_of(tokenizer: Any, style: Style = OWN) -> Template:
    """The style's chat template, else the model's own, or a fallback where it has none.

    The fallback is ChatML if the tokenizer knows its marks, else "### Instruction:" and "### Response:".
    Raises WorkbenchError where the template cannot be used, or where no token could end an answer.
    """
    arguments = json.dumps(dict(style.arguments), sort_keys=True, default=str)
    marks = tokenizer.bos_token, tokenizer.eos_token
    return _template(tokenizer, style.template, _own(tokenizer), marks, arguments)


def check_tokenizer(tokenizer: Any) -> None:
    if not tokenizer.is_fast:
        raise WorkbenchError(
            "This model's tokenizer cannot say where its tokens stand in the text.",
            hint="Use a model folder with a tokenizer.json.",
            kind="slow-tokenizer",
        )


def encode(row: Row, tokenizer: Any, train_on: str = "assistant", style: Style = OWN) -> Encoded:
    """The tokens of a row and which of them are learned.

    train_on "assistant": the answers with their end marks. "last-turn": the last of them. "completion": what
    follows the last prompt, with all that the template writes there. "everything": every token but the first;
    a row of plain text is always learned whole.
    The last answer always ends with a labelled end mark; where the template writes none, the tokenizer's
    end-of-sequence token follows it directly. What comes after the last label is left off: in a causal model
    it changes no loss. Special tokens are the template's alone, so that there is never a second BOS.
    Raises WorkbenchError (kind "row-refused") where the template refuses the conversation.
    """
    rendered = render(row, tokenizer, train_on, style)
    tokens = tokenizer(
        rendered.text,
        add_special_tokens=rendered.is_document,
        return_offsets_mapping=True,
        verbose=False,
    )
    offsets: list[Span] = list(tokens["offset_mapping"])
    labelled = label(rendered, list(tokens["input_ids"]), offsets, marks_of(tokenizer))
    trained = [False] * len(labelled.ids)
    for begin, end in labelled.trained:
        trained[begin:end] = [True] * (end - begin)
    text = rendered.text if rendered.is_document else rendered.text[: labelled.offsets[-1][1]]
    return Encoded(labelled.ids, trained, text, labelled.offsets, rendered.system_moved, labelled.second_bos)


def render(row: Row, tokenizer: Any, train_on: str, style: Style, found: Template | None = None) -> Rendered:
    """The text of a row and where its answers stand; raises as `encode` does.

    `found`: the style's template, where it was looked up before.
    """
    if not row.messages:
        return Rendered(row.text, None, tokenizer.eos_token is not None)
    template = _with_tools(found or template_of(tokenizer, style), row)
    turns = _turns(row.messages, style)
    if train_on != "everything":
        turns = turns[: _last_answer(turns) + 1]
    fitted = _accepted(_fitted(turns, template), template)
    text, answers = _answers(fitted, template, last_only=train_on in ("last-turn", "completion"))
    _must_hold_calls(row.messages[: len(turns)], text)
    last = answers[-1][1]
    ended = text[:last].rstrip().endswith(_ends(template, tokenizer))
    if turns[-1]["role"] == "assistant" and not ended:
        text = text[:last]
    if train_on == "everything":
        answers = [(0, len(text))]
    elif train_on != "assistant":
        whole = spans.completion(fitted, text, answers[-1], template)
        last_turn = [span for span in answers if span[0] >= whole[0]] or answers[-1:]
        answers = [whole] if train_on == "completion" else last_turn
    return Rendered(text, answers, not ended and last == len(text), len(fitted) < len(turns))


def _must_hold_calls(messages: tuple[Message, ...], text: str) -> None:
    """A template that knows no tools writes such a turn as nothing: an empty answer would be learned."""
    for call in (call for message in messages for call in message.tool_calls):
        if call.name not in text:
            raise WorkbenchError(
                "The model's chat template leaves out the call of the tool {name}.",
                hint="Choose a model whose template knows tools, or give one in data.template.",
                kind="row-refused",
                name=call.name,
            )


def conversation_ids(messages: Turns, tokenizer: Any, style: Style = OWN) -> list[int]:
    """The tokens of a conversation up to where the assistant begins to write."""
    return _prompt_ids(messages, tokenizer, template_of(tokenizer, style))


def asked_ids(question: str, tokenizer: Any, style: Style = OWN) -> list[int]:
    """The tokens of one question to the assistant, in a conversation of its own."""
    before: Turns = [{"role": "system", "content": style.system_prompt}] if style.system_prompt else []
    return conversation_ids([*before, {"role": "user", "content": question}], tokenizer, style)


def prompt_ids(row: Row, tokenizer: Any, style: Style = OWN) -> list[int]:
    """The tokens of a row before its last answer: what the model gets when that answer is sampled."""
    turns = _turns(row.messages, style)
    template = _with_tools(template_of(tokenizer, style), row)
    return _prompt_ids(turns[: _last_answer(turns)], tokenizer, template)


def prompt_text(row: Row) -> str:
    """The user's last turn before the last answer."""
    turns = _turns(row.messages)
    before = turns[: _last_answer(turns)]
    return str(next(turn["content"] for turn in reversed(before) if turn["role"] == "user"))


def reference(row: Row) -> str:
    """The last answer, without the blanks around it."""
    turns = _turns(row.messages)
    return str(turns[_last_answer(turns)]["content"]).strip()


def _turns(messages: tuple[Message, ...], style: Style = OWN) -> list[Turn]:
    turns: list[Turn] = []
    if style.system_prompt and not any(message.role == "system" for message in messages):
        turns.append({"role": "system", "content": style.system_prompt})
    for message in messages:
        more: dict[str, Any] = {"name": message.name, "tool_call_id": message.tool_call_id}
        if message.tool_calls:
            more["tool_calls"] = [_call(call) for call in message.tool_calls]
        said = {"role": message.role, "content": message.content}
        turns.append(said | {key: value for key, value in more.items() if value})
    return turns


def _call(call: ToolCall) -> dict[str, Any]:
    function = {"name": call.name, "arguments": json.loads(call.arguments)}
    return {"type": "function", "function": function} | ({"id": call.id} if call.id else {})


def _with_text_arguments(turn: Turn) -> Turn:
    return {**turn, "tool_calls": [*map(_text_call, turn["tool_calls"])]} if "tool_calls" in turn else turn


def _text_call(call: dict[str, Any]) -> dict[str, Any]:
    arguments = json.dumps(call["function"]["arguments"], ensure_ascii=False)
    return {**call, "function": {**call["function"], "arguments": arguments}}


def _prompt_ids(messages: Turns, tokenizer: Any, template: Template) -> list[int]:
    try:
        turns = _accepted(_fitted(messages, template), template)
        text = spans.rendered(turns, template, generation_prompt=True)
    except TemplateError as error:
        raise _refused(error) from error
    ids: list[int] = list(tokenizer(text, add_special_tokens=False, verbose=False)["input_ids"])
    return ids[1:] if ids[:2] == [tokenizer.bos_token_id] * 2 else ids


def _with_tools(template: Template, row: Row) -> Template:
    if not row.tools:
        return template
    return replace(template, arguments={**template.arguments, "tools": json.loads(row.tools)})


def _accepted(turns: Turns, template: Template) -> Turns:
    """The turns with the arguments of calls as the template takes them: as values, or as text (DeepSeek)."""
    if not any("tool_calls" in turn for turn in turns):
        return turns
    try:
        spans.rendered(turns, template)
    except TemplateError:
        return [_with_text_arguments(turn) for turn in turns]
    return turns


def _last_answer(turns: Turns) -> int:
    return max(index for index, turn in enumerate(turns) if turn["role"] == "assistant")


def _answers(turns: Turns, template: Template, *, last_only: bool) -> tuple[str, list[Span]]:
    try:
        text, found = spans.answers(turns, template)
    except TemplateError as error:
        raise _refused(error) from error
    needed = found[-1:] if last_only else found
    if not needed or any(start >= end for start, end in needed):
        raise WorkbenchError(
            "The model's chat template leaves an answer out.",
            hint="Use rows of system, user and assistant turns in their usual order.",
            kind="row-refused",
        )
    return text, found


def _fitted(turns: Turns, template: Template) -> list[Turn]:
    """The turns with a leading system turn put into the first user's where the template takes none."""
    movable = len(turns) > 1 and turns[0]["role"] == "system" and turns[1]["role"] == "user"
    if template.takes_system or not movable:
        return list(turns)
    return [{**turns[1], "content": f"{turns[0]['content']}\n\n{turns[1]['content']}"}, *turns[2:]]


def _refused(error: Exception) -> WorkbenchError:
    return WorkbenchError(
        "The model's chat template refuses the conversation: {reason}.",
        hint="Use rows of system, user and assistant turns in their usual order.",
        kind="row-refused",
        reason=str(error).rstrip("."),
    )


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
def _template(
    tokenizer: Any, given: str, own: str | None, marks: tuple[str | None, str | None], arguments: str
) -> Template:
    check_tokenizer(tokenizer)
    special = dict(tokenizer.special_tokens_map)
    values = json.loads(arguments)
    if given:
        template = Template(given, "spec", values, special)
    else:
        template = (
            Template(own, "model", values, special)
            if own
            else Template(_fallback(tokenizer), "fallback", values, special)
        )
    try:
        question = spans.rendered(_QUESTION, template)
        opened = spans.rendered(_QUESTION, template, generation_prompt=True)
        answer = {"role": "assistant", "content": _STRANGER}
        whole = spans.rendered([*_QUESTION, answer], template)
    except TemplateError as error:
        raise _unusable(template, error) from error
    tail = whole.rpartition(_STRANGER)[2].strip()
    added = sorted(tokenizer.get_added_vocab(), key=len, reverse=True)
    mark = next((mark for mark in added if mark.strip() and tail.startswith(mark)), None)
    if mark is None and marks[1] is None:
        raise WorkbenchError(
            "This model has no token that ends an answer: it would never learn to stop.",
            hint="Set eos_token in the model's tokenizer_config.json.",
            kind="no-end-mark",
        )
    return replace(
        template,
        opening=opened.removeprefix(question) if opened.startswith(question) else "",
        end=mark or tail,
        end_is_token=mark is not None,
        takes_system=_takes_system(template),
    )


def _takes_system(template: Template) -> bool:
    system = {"role": "system", "content": _STRANGER}
    answer = {"role": "assistant", "content": "Hi"}
    try:
        return _STRANGER in spans.rendered([system, *_QUESTION, answer], template)
    except TemplateError:
        return False


def _unusable(template: Template, error: TemplateError) -> WorkbenchError:
    places = {
        "spec": "Correct data.template.",
        "model": "Check chat_template in the model's folder (tokenizer_config.json or chat_template.jinja).",
    }
    return WorkbenchError(
        "The chat template cannot be used: {reason}."
        if template.source == "spec"
        else "The model's chat template cannot be used: {reason}.",
        hint=places.get(template.source, places["model"]),
        kind="bad-template",
        reason=str(error).rstrip("."),
    )


def _fallback(tokenizer: Any) -> str:
    known = tokenizer.get_vocab()
    ids = tokenizer("", verbose=False)["input_ids"]
    bos = "bos_token" if ids and ids[0] == tokenizer.bos_token_id else "''"
    chat_marks = "<|im_start|>" in known and "<|im_end|>" in known
    text = CHATML if chat_marks or not tokenizer.eos_token else ALPACA
    return text.replace("{{ bos }}", f"{{{{ {bos} }}}}")
