"""A sentence is plain English to everybody, and a template with parameters to whoever translates it."""

import copy
import json
from dataclasses import asdict, dataclass

import pytest

from workbench.core import events
from workbench.core.errors import WorkbenchError
from workbench.core.events import Failed, Notice
from workbench.core.sentence import KEY, Sentence, restore_sentences, with_sentences
from workbench.engine import protocol
from workbench.engine.protocol import Failure, Result

SAID = Sentence("{count:,} rows of {path}: {reason}.", count=1200, path="a.json", reason="empty")
NESTED = Sentence("{what} It stays.", what=SAID)


def test_it_is_its_english() -> None:
    assert SAID == "1,200 rows of a.json: empty."
    assert json.dumps([SAID]) == '["1,200 rows of a.json: empty."]'


def test_without_a_placeholder_it_has_no_parameters() -> None:
    assert Sentence("Try again.", path="a").parameters == {}
    assert Sentence("A {brace} alone.") == "A {brace} alone."


@pytest.mark.parametrize("said", [SAID, NESTED])
def test_a_copy_knows_the_template(said: Sentence) -> None:
    @dataclass
    class Holder:
        text: str

    for copied in (copy.deepcopy(said), copy.copy(said), asdict(Holder(said))["text"]):
        assert (copied, copied.template, copied.parameters) == (said, said.template, said.parameters)


@pytest.mark.parametrize(
    "record",
    [
        {"message": SAID},
        {"message": NESTED, "hint": SAID},
        {"id": "1", "result": {"notes": ["plain", SAID], "parts": [{"why": NESTED}, None, 3]}},
    ],
)
def test_it_crosses_a_process_border_as_json(record: dict[str, object]) -> None:
    read = json.loads(json.dumps(with_sentences(record)))
    restore_sentences(read)
    assert read == record
    assert json.dumps(with_sentences(read)) == json.dumps(with_sentences(record))  # templates too


def test_a_record_without_one_is_left_as_it_is() -> None:
    assert with_sentences({"message": "plain", "rows": [1, {"a": Sentence("No.")}]}).keys() == {
        "message",
        "rows",
    }


@pytest.mark.parametrize(
    "told",
    [
        {"at": ["gone"], "template": "a {x}", "parameters": {"x": 1}},
        {"at": ["message"], "template": "another {x}", "parameters": {"x": 1}},
        {"at": ["message"], "template": "a {y}", "parameters": {}},
        {"at": [], "template": "a", "parameters": {}},
        "nonsense",
    ],
)
def test_what_does_not_fit_stays_english(told: object) -> None:
    record = {"message": "a 1", KEY: [told]}
    restore_sentences(record)
    assert record == {"message": "a 1"}
    assert not isinstance(record["message"], Sentence)


def test_an_error_tells_its_templates_to_events_and_to_the_window() -> None:
    error = WorkbenchError("{path} is empty.", hint="Fill {path}.", path="rows.json")
    line = events.to_line(Failed(error.kind, error.message, error.hint))
    stamped = events.from_line(line)
    assert stamped is not None
    assert isinstance(stamped.event, Failed)
    assert isinstance(stamped.event.message, Sentence)
    assert stamped.event.message.template == "{path} is empty."
    assert stamped.event.message == "rows.json is empty."
    reply = protocol.reply(protocol.encode(Failure("1", error.kind, error.message, error.hint)))
    assert isinstance(reply, Failure)
    assert isinstance(reply.hint, Sentence)
    assert reply.hint.parameters == {"path": "rows.json"}


def test_an_event_of_an_older_version_is_read() -> None:
    stamped = events.from_line('{"event": "Notice", "time": 1, "message": "rows.json is empty.", "hint": ""}')
    assert stamped is not None
    assert stamped.event == Notice("rows.json is empty.")


def test_a_result_of_many_rows_keeps_its_sentences() -> None:
    reply = protocol.reply(protocol.encode(Result("1", {"rows": [{"n": n, "why": SAID} for n in range(3)]})))
    assert isinstance(reply, Result)
    assert [row["why"].template for row in reply.value["rows"]] == [SAID.template] * 3
