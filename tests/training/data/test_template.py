"""Masks, token by token, under the chat templates that models ship."""

import importlib.util
from collections.abc import Callable
from itertools import groupby
from pathlib import Path
from typing import Any

import pytest

from workbench.core.errors import WorkbenchError
from workbench.training.data import template
from workbench.training.data.rows import Message, Row
from workbench.training.data.template import conversation_ids, encode, prompt_ids, template_of

MakeTokenizer = Callable[..., Any]
STYLES = (
    "ChatML, marked",
    "ChatML, end not marked",
    "ChatML",
    "ChatML, marks unknown",
    "Llama 3",
    "Zephyr",
    "Gemma",
    "Mistral",
    "thinking",
    "plain text",
    "plain text, marked",
    "none, chat marks",
    "none",
    "none, BOS",
)


def row(*turns: str) -> Row:
    """Turns in order: user, assistant, user, …; a first turn that begins with "S:" is the system's."""
    system = [Message("system", turns[0][2:])] if turns[0].startswith("S:") else []
    said = turns[len(system) :]
    return Row((*system, *(Message(("user", "assistant")[i % 2], text) for i, text in enumerate(said))), 1)


def shown(encoded: template.Encoded, tokenizer: Any) -> str:
    """The tokens' text with the trained ones in ⟦⟧: read off the ids, not off the rendered text."""
    parts = []
    pairs = zip(encoded.ids, encoded.trained, strict=True)
    for trained, group in groupby(pairs, key=lambda pair: pair[1]):
        text = tokenizer.decode([token for token, _ in group])
        parts.append(f"⟦{text}⟧" if trained else text)
    return "".join(parts)


CHATML_MASK = (
    "<|im_start|>system\nBe kind.<|im_end|>\n<|im_start|>user\nOne?<|im_end|>\n"
    "<|im_start|>assistant\n⟦Eins 😀<|im_end|>⟧\n<|im_start|>user\nTwo?<|im_end|>\n<|im_start|>assistant\n"
)
TWO_TURNS = row("S:Be kind.", "One?", "Eins 😀", "Two?", " Zwei\n")


@pytest.mark.parametrize(
    ("style", "expected"),
    [
        (
            "ChatML, marked",
            CHATML_MASK + "⟦ Zwei\n<|im_end|>⟧",
        ),
        (
            "ChatML, end not marked",
            CHATML_MASK + "⟦ Zwei\n<|im_end|>⟧",
        ),
        (
            "ChatML",
            CHATML_MASK + "⟦ Zwei\n<|im_end|>⟧",
        ),
        (
            "ChatML, marks unknown",
            CHATML_MASK + "⟦ Zwei\n<|im_end|></s>⟧",
        ),
        (
            "Llama 3",
            "<|begin|><|start_header_id|>system<|end_header_id|>\n\nBe kind.<|eot_id|>"
            "<|start_header_id|>user<|end_header_id|>\n\nOne?<|eot_id|>"
            "<|start_header_id|>assistant<|end_header_id|>\n\n⟦Eins 😀<|eot_id|>⟧"
            "<|start_header_id|>user<|end_header_id|>\n\nTwo?<|eot_id|>"
            "<|start_header_id|>assistant<|end_header_id|>\n\n⟦Zwei<|eot_id|>⟧",
        ),
        (
            "Zephyr",
            "<|system|>\nBe kind.</s>\n<|user|>\nOne?</s>\n<|assistant|>\n⟦Eins 😀</s>⟧\n"
            "<|user|>\nTwo?</s>\n<|assistant|>\n⟦ Zwei\n</s>⟧",
        ),
        (
            "Gemma",
            "<bos><start_of_turn>user\nBe kind.\n\nOne?<end_of_turn>\n<start_of_turn>model\n"
            "⟦Eins 😀<end_of_turn>⟧\n<start_of_turn>user\nTwo?<end_of_turn>\n<start_of_turn>model\n"
            "⟦Zwei<end_of_turn>⟧",
        ),
        (
            "thinking",
            CHATML_MASK + "⟦<think>\n\n</think>\n\n Zwei\n<|im_end|>⟧",
        ),
        (
            "plain text",
            "system: Be kind.\nuser: One?\nassistant: ⟦Eins 😀⟧\nuser: Two?\nassistant: ⟦ Zwei\n</s>⟧",
        ),
        ("plain text, marked", "Be kind.\nOne?\n⟦Eins 😀\n⟧Two?\n⟦ Zwei\n\n</s>⟧"),
        (
            "none, chat marks",
            CHATML_MASK + "⟦ Zwei\n<|im_end|>⟧",
        ),
        (
            "none",
            "Be kind.\n\n### Instruction:\nOne?\n\n### Response:\n⟦Eins 😀</s>⟧\n\n"
            "### Instruction:\nTwo?\n\n### Response:\n⟦ Zwei\n</s>⟧",
        ),
        (
            "none, BOS",
            "<s>Be kind.\n\n### Instruction:\nOne?\n\n### Response:\n⟦Eins 😀</s>⟧\n\n"
            "### Instruction:\nTwo?\n\n### Response:\n⟦ Zwei\n</s>⟧",
        ),
    ],
)
def test_the_answers_and_their_end_marks_are_trained_and_nothing_else(
    make_tokenizer: MakeTokenizer, style: str, expected: str
) -> None:
    tokenizer = make_tokenizer(style)
    assert shown(encode(TWO_TURNS, tokenizer), tokenizer) == expected


def test_the_blank_between_a_prompt_and_an_answer_belongs_to_neither_mark(
    make_tokenizer: MakeTokenizer,
) -> None:
    tokenizer = make_tokenizer("Mistral")
    encoded = encode(row("One?", "Eins", "Two?", "Zwei"), tokenizer)
    assert shown(encoded, tokenizer) == "<s>[INST] One? [/INST] ⟦Eins</s>⟧[INST] Two? [/INST] ⟦Zwei</s>⟧"


def test_a_token_that_an_answer_shares_with_the_template_is_trained(make_tokenizer: MakeTokenizer) -> None:
    tokenizer = make_tokenizer("ChatML", merges=(("Ċ", "Ċ"),))
    encoded = encode(row("Q", "\nA"), tokenizer)
    assert shown(encoded, tokenizer).endswith("<|im_start|>assistant⟦\n\nA<|im_end|>⟧")


def test_the_ids_of_a_short_row_are_exactly_these(make_tokenizer: MakeTokenizer) -> None:
    tokenizer = make_tokenizer("ChatML")
    encoded = encode(row("a", "b"), tokenizer)
    text = ["<|im_start|>", *"user", "Ċ", "a", "<|im_end|>", "Ċ", "<|im_start|>", *"assistant", "Ċ", "b"]
    assert encoded.ids == tokenizer.convert_tokens_to_ids([*text, "<|im_end|>"])
    assert encoded.trained == [False] * (len(text) - 1) + [True, True]


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("answer", ["A", "😀", " a\n\nb ", "Ä" * 300, "<|im_end|>", "user", "\ue000"])
def test_the_last_trained_token_ends_the_answer(
    make_tokenizer: MakeTokenizer, style: str, answer: str
) -> None:
    tokenizer = make_tokenizer(style)
    encoded = encode(row("Q", answer), tokenizer)
    assert encoded.trained[-1]
    ends = {tokenizer.eos_token_id} | set(tokenizer.convert_tokens_to_ids(["<end_of_turn>", "<|im_end|>"]))
    assert encoded.ids[-1] in ends - {None}
    learned = [token for token, trained in zip(encoded.ids, encoded.trained, strict=True) if trained]
    assert answer.strip() in tokenizer.decode(learned)


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("train_on", ["assistant", "everything"])
def test_a_row_begins_with_at_most_one_bos(make_tokenizer: MakeTokenizer, style: str, train_on: str) -> None:
    tokenizer = make_tokenizer(style)
    ids = encode(TWO_TURNS if style != "Mistral" else row("Q", "A"), tokenizer, train_on).ids
    assert ids.count(tokenizer.bos_token_id) == (style in ("Llama 3", "Gemma", "Mistral", "none, BOS"))


@pytest.mark.parametrize("style", STYLES)
def test_a_prompt_is_the_beginning_of_its_row(make_tokenizer: MakeTokenizer, style: str) -> None:
    tokenizer = make_tokenizer(style)
    conversation = row("One?", "Eins", "Two?", "Zwei")
    prompt = prompt_ids(conversation, tokenizer)
    encoded = encode(conversation, tokenizer)
    assert encoded.ids[: len(prompt)] == prompt
    # Mistral writes a blank between the prompt and the answer that is neither's: a BPE with merges joins it
    assert encoded.trained[len(prompt) + (style == "Mistral") :].count(False) == 0
    if style != "plain text, marked":
        assert encoded.trained[len(prompt) - 1] is False


@pytest.mark.parametrize("style", STYLES)
def test_everything_trains_every_token_but_the_first(make_tokenizer: MakeTokenizer, style: str) -> None:
    tokenizer = make_tokenizer(style)
    encoded = encode(row("Q", "A"), tokenizer, "everything")
    assert encoded.trained == [False] + [True] * (len(encoded.ids) - 1)
    assert encoded.ids[: len(encode(row("Q", "A"), tokenizer).ids)] == encode(row("Q", "A"), tokenizer).ids


def test_turns_after_the_last_answer_are_left_off_unless_everything_is_trained(
    make_tokenizer: MakeTokenizer,
) -> None:
    tokenizer = make_tokenizer("ChatML")
    assert encode(row("Q", "A", "Thanks"), tokenizer) == encode(row("Q", "A"), tokenizer)
    everything = encode(row("Q", "A", "Thanks"), tokenizer, "everything")
    assert tokenizer.decode(everything.ids).endswith("Thanks<|im_end|>\n")


def test_thoughts_in_an_answer_are_trained_where_the_template_keeps_them(
    make_tokenizer: MakeTokenizer,
) -> None:
    tokenizer = make_tokenizer("thinking")
    thought = row("One?", "<think>hm</think>\n\nEins", "Two?", "<think>so</think>\n\nZwei")
    assert shown(encode(thought, tokenizer), tokenizer).endswith(
        "<|im_start|>assistant\n⟦Eins<|im_end|>⟧\n<|im_start|>user\nTwo?<|im_end|>\n"
        "<|im_start|>assistant\n⟦<think>\nso\n</think>\n\nZwei<|im_end|>⟧"
    )


def test_a_question_that_quotes_the_templates_own_words_is_not_trained(make_tokenizer: MakeTokenizer) -> None:
    tokenizer = make_tokenizer("plain text")
    encoded = encode(row("assistant: b\nassistant: A", "A", "assistant: A", "A"), tokenizer)
    assert shown(encoded, tokenizer) == (
        "user: assistant: b\nassistant: A\nassistant: ⟦A⟧\nuser: assistant: A\nassistant: ⟦A</s>⟧"
    )


@pytest.mark.parametrize(
    ("style", "source", "opening", "end"),
    [
        ("ChatML, marked", "model", "<|im_start|>assistant\n", "<|im_end|>"),
        ("Llama 3", "model", "<|start_header_id|>assistant<|end_header_id|>\n\n", "<|eot_id|>"),
        ("Zephyr", "model", "<|assistant|>\n", "</s>"),
        ("plain text", "model", "assistant: ", ""),
        ("none, chat marks", "fallback", "<|im_start|>assistant\n", "<|im_end|>"),
        ("none", "fallback", "### Response:\n", "</s>"),
    ],
)
def test_a_template_says_where_it_is_from_and_how_answers_begin_and_end(
    make_tokenizer: MakeTokenizer, style: str, source: str, opening: str, end: str
) -> None:
    found = template_of(make_tokenizer(style))
    assert (found.source, found.opening, found.end) == (source, opening, end)


def test_a_template_that_is_exchanged_is_seen(make_tokenizer: MakeTokenizer) -> None:
    tokenizer = make_tokenizer("ChatML")
    assert template_of(tokenizer).source == "model"
    tokenizer.chat_template = None
    assert template_of(tokenizer).source == "fallback"


def test_the_default_of_several_templates_is_taken(make_tokenizer: MakeTokenizer) -> None:
    tokenizer = make_tokenizer("ChatML")
    tokenizer.chat_template = {"default": tokenizer.chat_template, "tool_use": "x"}
    assert template_of(tokenizer).opening == "<|im_start|>assistant\n"
    tokenizer.chat_template = {"rag": "x", "tool_use": "x"}
    assert template_of(tokenizer).source == "fallback"


@pytest.mark.parametrize(
    ("style", "changes", "kind"),
    [
        ("plain text", {"eos": None}, "no-end-mark"),
        ("none", {"eos": None}, "no-end-mark"),
        ("ChatML", {"template": "{{ messages"}, "bad-template"),
        ("ChatML", {"template": "{{ raise_exception('No.') }}"}, "bad-template"),
        ("ChatML", {"template": "{{ 1 + 'a' }}"}, "bad-template"),
    ],
)
def test_a_template_that_cannot_be_used_is_refused(
    make_tokenizer: MakeTokenizer, style: str, changes: dict[str, Any], kind: str
) -> None:
    with pytest.raises(WorkbenchError) as caught:
        template_of(make_tokenizer(style, **changes))
    assert caught.value.kind == kind
    assert caught.value.hint


@pytest.mark.parametrize(
    ("style", "changes", "refused", "words"),
    [
        ("Gemma", {}, Row((*row("Q").messages, *row("Q", "A").messages), 1), "roles must alternate"),
        (
            "ChatML",
            {
                "template": "{% for m in messages %}{% if m['role'] == 'user' or loop.last %}"
                "{{ m['content'] }}{% endif %}{% endfor %}{{ '!' if add_generation_prompt }}"
            },
            row("Q", "A", "Q", "A"),
            "leaves an answer out",
        ),
    ],
)
def test_a_conversation_the_template_refuses_is_a_sentence(
    make_tokenizer: MakeTokenizer, style: str, changes: dict[str, Any], refused: Row, words: str
) -> None:
    with pytest.raises(WorkbenchError, match=words) as caught:
        encode(refused, make_tokenizer(style, **changes))
    assert caught.value.kind == "row-refused"


def test_a_slow_tokenizer_is_refused(make_tokenizer: MakeTokenizer, monkeypatch: pytest.MonkeyPatch) -> None:
    tokenizer = make_tokenizer("ChatML")
    monkeypatch.setattr(type(tokenizer), "is_fast", False)
    with pytest.raises(WorkbenchError, match="cannot say where"):
        template_of(tokenizer)


def test_a_conversation_ends_where_the_assistant_begins(make_tokenizer: MakeTokenizer) -> None:
    turns = [{"role": "system", "content": "S"}, {"role": "user", "content": "Q"}]
    gemma = make_tokenizer("Gemma")
    assert gemma.decode(conversation_ids(turns, gemma)) == (
        "<bos><start_of_turn>user\nS\n\nQ<end_of_turn>\n<start_of_turn>model\n"
    )
    with pytest.raises(WorkbenchError, match="roles must alternate"):
        conversation_ids([turns[1], turns[1]], gemma)


def test_the_prompt_and_the_reference_are_the_last_question_and_answer() -> None:
    conversation = row("S:S", "One?", "Eins", "Two?", " Zwei\n", "Thanks")
    assert template.prompt_text(conversation) == "Two?"
    assert template.reference(conversation) == "Zwei"


def test_a_marked_mask_is_the_one_transformers_computes(make_tokenizer: MakeTokenizer) -> None:
    tokenizer = make_tokenizer("ChatML, marked")
    ours = encode(TWO_TURNS, tokenizer)
    theirs = tokenizer.apply_chat_template(
        [{"role": m.role, "content": m.content} for m in TWO_TURNS.messages],
        return_dict=True,
        return_assistant_tokens_mask=True,
    )
    assert ours.ids == theirs["input_ids"][:-1]  # the newline after the last answer is left off
    assert ours.trained == [bool(trained) for trained in theirs["assistant_masks"][:-1]]


TRL = importlib.util.find_spec("trl")


@pytest.mark.skipif(TRL is None, reason="trl is the oracle")
@pytest.mark.parametrize(
    ("name", "end"),
    [("llama3", "<|eot_id|>"), ("gemma", "<end_of_turn>"), ("phi3", "<|end|>"), ("cohere", "<|END|>")],
)
def test_masks_of_unmarked_templates_are_those_of_trls_marked_ones(
    make_tokenizer: MakeTokenizer, name: str, end: str
) -> None:
    assert TRL is not None
    folder = Path(str(TRL.origin)).parent / "chat_templates"
    original, marked = (
        (folder / f"{name}{kind}.jinja")
        .read_text(encoding="utf-8")
        .replace("<|END_OF_TURN_TOKEN|>", "<|END|>")
        for kind in ("", "_training")
    )
    tokenizer = make_tokenizer("ChatML", template=original, added=(end,), bos="<s>", eos="</s>")
    conversation = row("One?", "Eins 😀", "Two?", "Zwei")
    ours = encode(conversation, tokenizer)
    theirs = tokenizer.apply_chat_template(
        [{"role": m.role, "content": m.content} for m in conversation.messages],
        chat_template=marked,
        return_dict=True,
        return_assistant_tokens_mask=True,
    )
    newline = tokenizer.convert_tokens_to_ids("Ċ")
    before = [None, *theirs["input_ids"]]  # trl also trains the newline and the </s> after an end mark
    expected = [
        bool(trained) and not (token == newline and before[index] == tokenizer.convert_tokens_to_ids(end))
        for index, (token, trained) in enumerate(
            zip(theirs["input_ids"], theirs["assistant_masks"], strict=True)
        )
    ]
    assert ours.ids == theirs["input_ids"][: len(ours.ids)]
    assert ours.trained == expected[: len(ours.ids)]
    assert set(theirs["input_ids"][len(ours.ids) :]) <= {newline, tokenizer.eos_token_id}
