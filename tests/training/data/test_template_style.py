"""What a run changes of how rows are written: a system prompt, a template, its arguments."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.training.data import families
from workbench.core import spec
from workbench.core.errors import WorkbenchError
from workbench.core.spec import DataSpec
from workbench.training.data import preview, template
from workbench.training.data.conversation import Message, Row, ToolCall
from workbench.training.data.dataset import prepare
from workbench.training.data.template import Style, conversation_ids, encode, prompt_ids, template_of

WriteRows = Callable[..., Path]
ROW = Row((Message("user", "Q"), Message("assistant", "A")), 1)
WITH_SYSTEM = Row((Message("system", "Be brief."), *ROW.messages), 1)
KIND = Style(system_prompt="Be kind.")
OWN_WORDS = "{% for m in messages %}{{ m.role ~ '> ' ~ m.content ~ '\n' }}{% endfor %}"


def text_of(row: Row, family: str, style: Style) -> str:
    return str(
        families.tokenizer(family).decode(encode(row, families.tokenizer(family), "assistant", style).ids)
    )


def test_a_system_prompt_stands_before_conversations_that_have_none() -> None:
    assert text_of(ROW, "ChatML", KIND).startswith(
        "<|im_start|>system\nBe kind.<|im_end|>\n<|im_start|>user\nQ"
    )
    assert text_of(WITH_SYSTEM, "ChatML", KIND) == text_of(WITH_SYSTEM, "ChatML", template.OWN)
    tokenizer = families.tokenizer("ChatML")
    prompt = prompt_ids(ROW, tokenizer, KIND)
    assert encode(ROW, tokenizer, "assistant", KIND).ids[: len(prompt)] == prompt


SILENT = "{% for m in messages if m.role != 'system' %}{{ '[' ~ m.role ~ ']' ~ m.content }}{% endfor %}"


@pytest.mark.parametrize("row", [ROW, WITH_SYSTEM])
@pytest.mark.parametrize(
    ("family", "own"), [("Gemma", ""), ("ChatML", SILENT)], ids=["refused", "left out in silence"]
)
def test_a_system_prompt_the_template_does_not_take_stands_before_the_first_question(
    family: str, own: str, row: Row
) -> None:
    if family not in families.known():
        pytest.skip("its template is read from trl")
    style = Style(system_prompt="Be kind.", template=own)
    words = "Be brief." if row is WITH_SYSTEM else "Be kind."
    encoded = encode(row, families.tokenizer(family), "assistant", style)
    assert f"{words}\n\nQ" in encoded.text
    assert encoded.system_moved
    asked = prompt_ids(row, families.tokenizer(family), style)
    assert encoded.ids[: len(asked)] == asked


def test_a_moved_system_prompt_is_told(write_rows: WriteRows) -> None:
    path = write_rows([{"prompt": f"Q{n}", "completion": "A"} for n in range(3)])
    data_spec = DataSpec(system_prompt="Be kind.", template=SILENT)
    data = prepare(
        data_spec.model_copy(update={"path": str(path)}),
        families.tokenizer("ChatML"),
        1,
        None,
        lambda *_: None,
    )
    assert any("takes no system prompt" in notice and "Rows: 3." in notice for notice in data.notices)


def test_a_template_of_ones_own_replaces_the_tokenizers_and_the_fallback() -> None:
    for family in ("ChatML", "Alpaca text"):
        found = template_of(families.tokenizer(family), Style(template=OWN_WORDS))
        assert (found.text, found.source) == (OWN_WORDS, "spec")
        assert text_of(ROW, family, Style(template=OWN_WORDS)).startswith("user> Q\nassistant> A")
    assert template_of(families.tokenizer("Alpaca text")).source == "fallback"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("{{ messages", "unexpected end of template"),
        ("{{ raise_exception('No.') }}", "No"),
        (
            "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}",
            "loops without an end",
        ),
    ],
)
def test_a_template_of_ones_own_that_cannot_be_used_is_a_sentence(
    text: str, words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("workbench.training.data.sandbox.STEPS", 10_000)
    with pytest.raises(WorkbenchError, match=words) as caught:
        encode(ROW, families.tokenizer("ChatML"), "assistant", Style(template=text))
    assert (caught.value.kind, caught.value.hint) == ("bad-template", "Correct data.template.")


@pytest.mark.skipif(families.TRL is None, reason="the template is read from trl")
def test_a_templates_arguments_reach_it() -> None:
    tokenizer = families.tokenizer("Qwen 3")
    turns = [{"role": "user", "content": "Q"}]
    silent = Style(arguments={"enable_thinking": False})
    assert tokenizer.decode(conversation_ids(turns, tokenizer)).endswith("assistant\n")
    assert tokenizer.decode(conversation_ids(turns, tokenizer, silent)).endswith("<think>\n\n</think>\n\n")
    thought = Row((*ROW.messages[:1], Message("assistant", "<think>\nhm\n</think>\n\nA")), 1)
    assert text_of(thought, "Qwen 3", template.OWN).endswith("<think>\nhm\n</think>\n\nA<|im_end|>")


def test_what_each_row_sets_is_no_argument() -> None:
    with pytest.raises(WorkbenchError, match="messages is set by each row"):
        spec.parse({"data": {"template_arguments": {"messages": []}}})
    arguments = {"enable_thinking": False, "tools": [{"name": "f"}]}
    written = spec.parse({"data": {"template_arguments": arguments}}).to_yaml()
    assert "enable_thinking: false" in written


@pytest.mark.parametrize(
    ("chosen", "row", "expected"),
    [
        ("auto", {"prompt": "Q", "completion": "A"}, "assistant"),
        ("last-turn", {"prompt": "Q", "completion": "A"}, "last-turn"),
        ("completion", {"prompt": "Q", "completion": "A"}, "completion"),
        ("auto", {"text": "T"}, "everything"),
        ("assistant", {"text": "T"}, "everything"),
    ],
)
def test_what_is_learned_follows_the_rows(
    write_rows: WriteRows, chosen: Any, row: dict[str, str], expected: str
) -> None:
    spec = DataSpec(path=str(write_rows([row])), train_on=chosen)
    found = prepare(spec, families.tokenizer("ChatML"), 1, None, lambda *_: None)
    assert found.train_on == expected


def test_an_edited_template_is_seen_in_the_preview(tiny_llama: Path, write_rows: WriteRows) -> None:
    path = write_rows([{"prompt": "Q", "completion": "A"}])
    found = preview.check(DataSpec(path=str(path), template=OWN_WORDS, train_on="last-turn"), tiny_llama)
    assert found["template"] == {"source": "spec", "text": OWN_WORDS}
    tokens = found["views"][0]["tokens"]
    assert "".join(t["text"] for t in tokens if t["trained"]) == "A<|im_end|>"
    assert json.loads(json.dumps(found)) == found


def test_a_call_of_a_tool_that_the_template_leaves_out_is_refused_not_learned_as_nothing() -> None:
    call = ToolCall("weather", '{"place": "Berlin"}')
    asked, called = Message("user", "Q"), Message("assistant", "", tool_calls=(call,))
    row = Row((asked, called, Message("assistant", "Sun.")), 1)
    with pytest.raises(WorkbenchError, match="leaves out the call of the tool weather") as caught:
        encode(row, families.tokenizer("ChatML"), "completion")
    assert caught.value.kind == "row-refused"
    calls = "{% for c in m.tool_calls or [] %}{{ c.function.name }}{% endfor %}"
    names = "{% for m in messages %}{{ m.content }}" + calls + "|{% endfor %}"
    assert encode(row, families.tokenizer("ChatML"), "everything", Style(template=names)).ids
