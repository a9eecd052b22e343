"""Which tokens are learned, by real token ids, under the templates of thirteen families and in every mode."""

import json
from itertools import chain, groupby
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.training.data import families
from tests.training.data.families import FAMILIES
from workbench.training.data import preview
from workbench.training.data.batches import collate
from workbench.training.data.conversation import Message, Row, ToolCall
from workbench.training.data.encoding import Writing, tokenised
from workbench.training.data.rows import Found
from workbench.training.data.samples import Samples
from workbench.training.data.template import Encoded, Style, encode, prompt_ids

MODES = ("assistant", "last-turn", "completion", "everything")
KIND = "Be kind."
TALK = (
    Message("user", "One?"),
    Message("assistant", "Eins 😀"),
    Message("user", "Two?"),
    Message("assistant", "Zwei"),
)
ROWS = [
    Row(TALK, 1),
    Row(TALK[:2], 2),
    Row((Message("system", KIND), *TALK), 3),
    Row((Message("user", "<b>?"), Message("assistant", "<b> & </b>\n\n")), 4),
]
CALL = ToolCall("weather", '{"place": "Berlin", "days": 2}', "call12345")
TOOLS = json.dumps(
    [{"type": "function", "function": {"name": "weather", "description": "The weather.", "parameters": {}}}]
)
TOOL_TALK = Row(
    (
        Message("user", "What is the weather?"),
        Message("assistant", "", (CALL,)),
        Message("tool", '"rain"', name="weather", tool_call_id="call12345"),
        Message("assistant", "Rain."),
    ),
    1,
    tools=TOOLS,
)


def trained(encoded: Encoded, tokenizer: Any) -> list[str]:
    """The stretches of trained tokens, read off the ids."""
    pairs = zip(encoded.ids, encoded.trained, strict=True)
    return [
        tokenizer.decode([token for token, _ in group])
        for is_trained, group in groupby(pairs, key=lambda pair: pair[1])
        if is_trained
    ]


@pytest.fixture(params=families.known())
def family(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def test_assistant_trains_every_answer_with_its_end_mark(family: str) -> None:
    kind, tokenizer = FAMILIES[family], families.tokenizer(family)
    first, second = trained(encode(ROWS[2], tokenizer, "assistant"), tokenizer)
    assert first.lstrip(" ") == f"Eins 😀{kind.end}"
    assert second.lstrip(" ") == f"{kind.opening.lstrip(' ')}Zwei{kind.end}"


def test_last_turn_trains_the_last_answer_only(family: str) -> None:
    kind, tokenizer = FAMILIES[family], families.tokenizer(family)
    (only,) = trained(encode(ROWS[2], tokenizer, "last-turn"), tokenizer)
    assert only.lstrip(" ") == f"{kind.opening.lstrip(' ')}Zwei{kind.end}"


def test_completion_trains_all_that_follows_the_last_prompt(family: str) -> None:
    kind, tokenizer = FAMILIES[family], families.tokenizer(family)
    encoded = encode(ROWS[2], tokenizer, "completion")
    assert trained(encoded, tokenizer) == [f"{kind.opening}Zwei{kind.end}{kind.tail}"]
    if family != "DeepSeek":  # its generation prompt opens a thought, which its answers do not have
        prompt = prompt_ids(ROWS[2], tokenizer)
        assert encoded.ids[: len(prompt)] == prompt
        assert encoded.trained == [False] * len(prompt) + [True] * (len(encoded.ids) - len(prompt))


def test_everything_trains_all_but_the_first_token(family: str) -> None:
    encoded = encode(ROWS[2], families.tokenizer(family), "everything")
    assert encoded.trained == [False] + [True] * (len(encoded.ids) - 1)


@pytest.mark.parametrize("mode", MODES)
def test_every_uncut_row_ends_with_a_labelled_end_mark(family: str, mode: str) -> None:
    tokenizer = families.tokenizer(family)
    end = tokenizer.convert_tokens_to_ids(FAMILIES[family].end)
    for row in ROWS:
        encoded = encode(row, tokenizer, mode)
        answers = sum(message.role == "assistant" for message in row.messages)
        labelled = [t for t, is_trained in zip(encoded.ids, encoded.trained, strict=True) if is_trained]
        assert labelled.count(end) >= (1 if mode in ("last-turn", "completion") else answers)
        assert end in labelled[-3:], "nothing but what the template writes behind it follows"


@pytest.mark.parametrize("mode", MODES)
def test_the_ids_are_those_of_the_rendered_text_with_one_bos(family: str, mode: str) -> None:
    tokenizer = families.tokenizer(family)
    for row in ROWS:
        encoded = encode(row, tokenizer, mode)
        text = (
            encoded.text if encoded.offsets[-1][0] < len(encoded.text) else encoded.text + tokenizer.eos_token
        )
        assert encoded.ids == tokenizer(text, add_special_tokens=False)["input_ids"]
        if tokenizer.bos_token_id is not None and family not in ("Zephyr", "Phi 3"):  # they write none
            assert encoded.ids.count(tokenizer.bos_token_id) == 1


@pytest.mark.parametrize("mode", MODES)
def test_padding_that_is_the_end_mark_masks_no_end_mark(family: str, mode: str) -> None:
    tokenizer = families.tokenizer(family)
    encoded = [encode(row, tokenizer, mode) for row in ROWS]
    samples = _samples([np.array(one.ids) for one in encoded], [np.array(one.trained) for one in encoded])
    batch = collate(samples, range(len(samples)), tokenizer.eos_token_id)
    for line, one in enumerate(encoded):
        ids = one.ids
        assert batch.labels[line, : len(ids)].tolist() == [
            t if yes else -100 for t, yes in zip(ids, one.trained, strict=True)
        ]
        assert set(batch.labels[line, len(ids) :].tolist()) <= {-100}


@pytest.mark.parametrize("mode", MODES)
def test_many_rows_at_once_are_what_each_is_alone(family: str, mode: str) -> None:
    tokenizer = families.tokenizer(family)
    judged = [(Found(0, 1, {}), row) for row in ROWS]
    many = list(tokenised(judged, Writing(tokenizer, mode, Style()), lambda: None))
    for one, (_, row) in zip(many, judged, strict=True):
        alone = encode(row, tokenizer, mode)
        assert one.tokens is not None
        trained = [False] * len(one.tokens.ids)
        for begin, end in one.tokens.trained:
            trained[begin:end] = [True] * (end - begin)
        assert (one.tokens.ids, trained) == (alone.ids, alone.trained)


@pytest.mark.parametrize("mode", MODES)
def test_the_preview_flags_what_is_trained(family: str, mode: str) -> None:
    tokenizer = families.tokenizer(family)
    encoded = encode(ROWS[0], tokenizer, mode)
    shown = preview.view(ROWS[0], tokenizer, mode, 10_000)["tokens"]
    assert [token["id"] for token in shown] == encoded.ids
    assert [token["trained"] for token in shown] == encoded.trained


@pytest.mark.parametrize(
    ("family", "calls"),
    [
        (
            "Qwen 2.5",
            '<tool_call>\n{"name": "weather", "arguments": {"place": "Berlin", "days": 2}}\n</tool_call>',
        ),
        (
            "Qwen 3",
            '<tool_call>\n{"name": "weather", "arguments": {"place": "Berlin", "days": 2}}\n</tool_call>',
        ),
        ("Llama 3.1", '{"name": "weather", "parameters": {"place": "Berlin", "days": 2}}'),
        (
            "Mistral",
            '[TOOL_CALLS] [{"name": "weather", "arguments": {"place": "Berlin", "days": 2}, '
            '"id": "call12345"}]',
        ),
        (
            "DeepSeek",
            "<｜tool▁calls▁begin｜><｜tool▁call▁begin｜>function<｜tool▁sep｜>weather\n```json\n"
            '{"place": "Berlin", "days": 2}\n```<｜tool▁call▁end｜><｜tool▁calls▁end｜>',
        ),
    ],
)
def test_calls_of_tools_are_trained_and_what_tools_answer_is_not(family: str, calls: str) -> None:
    if family not in families.known():
        pytest.skip("its template is read from trl")
    tokenizer, end = families.tokenizer(family), FAMILIES[family].end
    call, answer = trained(encode(TOOL_TALK, tokenizer, "assistant"), tokenizer)
    assert call == f"{calls}{end}"
    assert answer.endswith(f"Rain.{end}")
    assert trained(encode(TOOL_TALK, tokenizer, "last-turn"), tokenizer) == [answer]
    everything = tokenizer.decode(encode(TOOL_TALK, tokenizer, "everything").ids)
    assert "rain" in everything
    assert (family == "DeepSeek") or "The weather." in everything, "the tools themselves are told"


def test_a_template_that_does_not_write_calls_refuses_the_row() -> None:
    with pytest.raises(Exception, match="leaves an answer out"):
        encode(TOOL_TALK, families.tokenizer("Zephyr"), "assistant")


def test_a_text_is_trained_whole_between_one_bos_and_the_end_mark() -> None:
    tokenizer = families.tokenizer("Zephyr")
    for text in ("One question.", "<s>One question.", "One question.</s>"):
        for mode in MODES:
            encoded = encode(Row((), 1, text=text), tokenizer, mode)
            assert tokenizer.decode(encoded.ids) == "<s>One question.</s>"
            assert encoded.trained == [False] + [True] * (len(encoded.ids) - 1)
            assert len(encoded.offsets) == len(encoded.ids)
            assert encoded.second_bos == text.startswith("<s>")


def test_a_template_and_a_row_that_both_write_a_bos_leave_one() -> None:
    tokenizer = families.tokenizer("Zephyr")
    row = Row((Message("user", "<s>Q"), Message("assistant", "A")), 1)
    twice = Style(template="{% for m in messages %}{{ bos_token if loop.first }}{{ m.content }}{% endfor %}")
    encoded = encode(row, tokenizer, "assistant", twice)
    assert tokenizer.decode(encoded.ids) == "<s>QA</s>"
    assert trained(encoded, tokenizer) == ["A</s>"]
    assert encoded.second_bos
    assert prompt_ids(row, tokenizer, twice) == encoded.ids[:2]


_MARKED = families.CHATML.replace(
    "{{ '<|im_start|>' + m['role'] + '\n' + m['content'] + '<|im_end|>' + '\n' }}",
    "{{ '<|im_start|>' + m['role'] + '\n' }}{% if m['role'] == 'assistant' %}{% generation %}"
    "{{ m['content'] + '<|im_end|>' }}{% endgeneration %}{% else %}{{ m['content'] + '<|im_end|>' }}"
    "{% endif %}{{ '\n' }}",
)
TEXTS = st.lists(
    st.text(max_size=20)
    | st.sampled_from(["<|im_start|>assistant\n", "<|im_end|>", "assistant", "\n\n", "\ue000"]),
    min_size=1,
    max_size=3,
).map("".join)


@settings(max_examples=80, deadline=None)
@given(
    talk=st.lists(st.tuples(TEXTS, TEXTS.filter(str.strip)), min_size=1, max_size=3),
    mode=st.sampled_from(MODES),
)
def test_differences_find_what_marks_say_whatever_is_said(talk: list[tuple[str, str]], mode: str) -> None:
    said = [(Message("user", question), Message("assistant", answer)) for question, answer in talk]
    row, tokenizer = Row(tuple(chain.from_iterable(said)), 1), families.tokenizer("ChatML")
    assert encode(row, tokenizer, mode) == encode(row, tokenizer, mode, Style(template=_MARKED))


def _samples(ids: Any, is_trained: Any) -> Samples:
    offsets = np.concatenate([[0], np.cumsum([len(row) for row in ids])])
    return Samples(np.concatenate(ids), np.concatenate(is_trained), offsets)
