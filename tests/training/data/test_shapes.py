"""What columns mean: recognised, named by hand, refused."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from workbench.core.errors import WorkbenchError
from workbench.core.spec import DataSpec
from workbench.training.data.rows import Message, ToolCall, read

WriteRows = Callable[..., Path]
Q, A = Message("user", "Q"), Message("assistant", "A")
TURNS = [{"role": "user", "content": "Q"}, {"role": "assistant", "content": "A"}]
CALL = {"name": "weather", "arguments": {"city": "Köln"}}
CALLED = ToolCall("weather", '{"city": "Köln"}')


@pytest.mark.parametrize(
    ("row", "format", "why"),
    [
        ({"messages": TURNS}, "chat", "have messages."),
        (
            {"conversations": [{"from": "human", "value": "Q"}, {"from": "gpt", "value": "A"}]},
            "chat",
            "have conversations with from and value, as ShareGPT has them.",
        ),
        ({"messages": json.dumps(TURNS)}, "chat", "have messages."),
        ({"prompt": "Q", "completion": "A"}, "prompt-completion", "have prompt and completion."),
        ({"question": "Q", "answer": "A"}, "question-answer", "have question and answer."),
        ({"instruction": "Q", "output": "A"}, "alpaca", "have instruction and output."),
        ({"text": "T", "id": 1}, "text", "have text and nothing to answer: plain text."),
    ],
)
def test_a_format_is_recognised_and_explained(
    write_rows: WriteRows, row: dict[str, Any], format: str, why: str
) -> None:
    table = read(write_rows([row, row]))
    assert table.format == format
    assert table.why == f"All of the first 2 rows {why}"
    assert table.rows[0].messages == (() if format == "text" else (Q, A))
    assert table.rows[0].text == ("T" if format == "text" else "")


@pytest.mark.parametrize(
    ("columns", "row", "format"),
    [
        ({"prompt": "p", "completion": "c"}, {"p": "Q", "c": "A"}, "prompt-completion"),
        ({"completion": "c"}, {"prompt": "Q", "c": "A"}, "prompt-completion"),
        ({"question": "p", "answer": "c"}, {"p": "Q", "c": "A"}, "question-answer"),
        ({"instruction": "p", "output": "c"}, {"p": "Q", "c": "A", "input": ""}, "alpaca"),
        ({"messages": "dialogue"}, {"dialogue": TURNS, "messages": "no"}, "chat"),
        ({"completion": "chosen"}, {"prompt": "Q", "chosen": "A", "rejected": "B"}, "prompt-completion"),
        ({"text": "body"}, {"body": "T"}, "text"),
    ],
)
def test_columns_named_by_hand_decide_the_format(
    write_rows: WriteRows, columns: dict[str, str], row: dict[str, Any], format: str
) -> None:
    table = read(write_rows([row]), columns=columns)
    assert table.format == format
    assert table.why.startswith("Columns chosen by hand: ")
    assert table.rows[0].messages == (() if format == "text" else (Q, A))


def test_a_system_column_fits_every_format_of_conversations(write_rows: WriteRows) -> None:
    path = write_rows([{"question": "Q", "answer": "A"}, {"question": "Q", "answer": "A", "persona": "S"}])
    table = read(path, columns={"system": "persona"})
    assert table.format == "question-answer"
    assert [row.messages for row in table.rows] == [(Q, A), (Message("system", "S"), Q, A)]
    assert table.unread == ()


@pytest.mark.parametrize(
    ("columns", "format", "words"),
    [
        ({"output": "reply"}, "auto", "no column reply, .* as output; its columns are: prompt, completion"),
        ({"prompt": "prompt", "output": "completion"}, "auto", "names prompt, output, which no one format"),
        ({"output": "completion"}, "prompt-completion", "as output, which rows of the format prompt-comp"),
    ],
)
def test_columns_that_cannot_be_are_refused(
    write_rows: WriteRows, columns: dict[str, str], format: str, words: str
) -> None:
    with pytest.raises(WorkbenchError, match=words) as caught:
        read(write_rows([{"prompt": "Q", "completion": "A"}]), format, columns)
    assert caught.value.kind == "unknown-column"
    assert caught.value.hint


def test_the_spec_knows_the_roles() -> None:
    assert DataSpec(columns={"output": "x"}).columns == {"output": "x"}
    with pytest.raises(ValueError, match="label is not among messages, system"):
        DataSpec(columns={"label": "x"})


def test_preference_rows_are_recognised_and_refused_with_the_reason(write_rows: WriteRows) -> None:
    path = write_rows([{"prompt": "Q", "chosen": "A", "rejected": "B"}])
    with pytest.raises(WorkbenchError, match=r"preference rows \(prompt, chosen, rejected\)") as caught:
        read(path)
    assert "{completion: chosen}" in caught.value.hint


@pytest.mark.parametrize(
    "call",
    [
        {"role": "assistant", "content": None, "tool_calls": [{"type": "function", "function": CALL}]},
        {"role": "assistant", "tool_calls": [CALL]},
        {"role": "assistant", "content": "", "tool_calls": json.dumps([CALL], ensure_ascii=False)},
        {"from": "function_call", "value": json.dumps(CALL, ensure_ascii=False)},
    ],
)
def test_tool_calls_and_their_results_are_kept(write_rows: WriteRows, call: dict[str, Any]) -> None:
    tool = {"role": "tool", "content": "7 °C", "name": "weather", "tool_call_id": "x"}
    row = {"messages": [TURNS[0], call, tool, TURNS[1]], "tools": [{"type": "function"}]}
    (found,) = read(write_rows([row])).rows
    answer = Message("tool", "7 °C", name="weather", tool_call_id="x")
    assert found.messages == (Q, Message("assistant", "", (CALLED,)), answer, A)
    assert found.tools == '[{"type": "function"}]'
    assert read(write_rows([row])).unread == ()


@pytest.mark.parametrize(
    ("calls", "reason"),
    [
        (7, "a field of the wrong type"),
        ("[", "a tool call that cannot be read"),
        ([7], "a tool call that cannot be read"),
        ([{"function": 7}], "a tool call that cannot be read"),
        ([{"name": "f", "arguments": "{"}], "a tool call that cannot be read"),
        ([{"arguments": {}}], "a missing field"),
    ],
)
def test_a_tool_call_that_cannot_be_read_puts_its_row_aside(
    write_rows: WriteRows, calls: Any, reason: str
) -> None:
    row = {"messages": [TURNS[0], {"role": "assistant", "content": "A", "tool_calls": calls}]}
    assert [bad.reason for bad in read(write_rows([{"messages": TURNS}, row])).bad] == [reason]


def test_fields_of_rows_and_of_messages_that_mean_nothing_are_named(write_rows: WriteRows) -> None:
    row = {"messages": [TURNS[0], {**TURNS[1], "weight": 1, "name": None}], "id": 3}
    assert read(write_rows([row])).unread == ("id", "weight of a message")
