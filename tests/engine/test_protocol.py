"""The engine's framing: what is sent is what arrives, and nothing that arrives breaks it."""

import io
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.core.errors import WorkbenchError
from workbench.engine import protocol
from workbench.engine.protocol import LIMIT, Failure, Partial, Progress, Ready, Request, Result

REPLIES = [
    Ready(7, 3.5, {"torch": "2.13"}),
    Progress("1", 3, 10, "Tokenising"),
    Partial("1", {"side": "base", "text": "größer\n\u2028"}),
    Result("1", {"rows": [1, 2.5, None, True]}),
    Result("1", None),
    Failure("1", "bad-input", "No.", "Do this.", "Traceback…"),
]


@pytest.mark.parametrize("reply", REPLIES, ids=lambda reply: type(reply).__name__)
def test_a_reply_survives_its_line(reply):
    line = protocol.encode(reply)
    assert line.count(b"\n") == 1
    assert protocol.reply(line) == reply


def test_the_lines_look_as_the_design_says():
    shown = [json.loads(protocol.encode(reply)) for reply in REPLIES]
    assert shown[0] == {"ready": {"pid": 7, "seconds": 3.5, "versions": {"torch": "2.13"}}}
    assert shown[1] == {"id": "1", "progress": {"done": 3, "total": 10, "text": "Tokenising"}}
    assert shown[5]["error"].keys() == {"kind", "message", "hint", "details"}


@settings(max_examples=40)
@given(
    st.dictionaries(
        st.text(),
        st.recursive(
            st.none()
            | st.booleans()
            | st.integers()
            | st.floats(allow_nan=False, allow_infinity=False)
            | st.text(),
            lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
            max_leaves=8,
        ),
    )
)
def test_any_request_survives_its_line(params):
    asked = Request("9", "layers", params)
    lines = list(protocol.lines(io.BytesIO(protocol.encode(asked) * 2)))
    assert [protocol.request(line) for line in lines] == [asked, asked]


@pytest.mark.parametrize(
    ("line", "identity"),
    [
        (b"", ""),
        (b"hello", ""),
        (b"\xff\xfe\x00", ""),
        (b"[1, 2]", ""),
        (b"null", ""),
        (b"[" * 100_000, ""),
        (b'{"id": 1', ""),
        (b'{"job": "layers"}', ""),
        (b'{"id": null, "job": "layers"}', ""),
        (b'{"id": true, "job": "layers"}', ""),
        (b'{"id": [1], "job": "layers"}', ""),
        (b'{"id": "a"}', "a"),
        (b'{"id": 5, "job": 7}', "5"),
        (b'{"id": "a", "job": "layers", "params": [1]}', "a"),
    ],
)
def test_a_line_that_is_no_request_has_an_answer(line, identity):
    answer = protocol.request(line)
    assert isinstance(answer, Failure)
    assert (answer.id, answer.kind) == (identity, "bad-request")
    assert len(answer.message) < 200
    protocol.encode(answer)


@given(st.binary(max_size=200))
def test_no_bytes_break_either_side(line):
    assert isinstance(protocol.request(line), Request | Failure)
    protocol.reply(line)


@pytest.mark.parametrize(
    "line",
    [
        b"",
        b"[]",
        b'{"id": "1"}',
        b'{"ready": 7}',
        b'{"id": "1", "progress": {"done": "x"}}',
        b'{"id": "1", "res',
    ],
)
def test_what_is_no_reply_is_none(line):
    assert protocol.reply(line) is None


def test_a_request_may_be_as_long_as_the_limit_and_no_longer():
    room = LIMIT - len(protocol.encode(Request("1", "layers", {"model": ""})))
    longest = protocol.encode(Request("1", "layers", {"model": "x" * room}))
    assert len(longest) == LIMIT
    too_long = longest.replace(b'"x', b'"xx', 1)
    next_one = protocol.encode(Request("2", "layers", {}))
    first, second, third = protocol.lines(io.BytesIO(longest + too_long * 1 + next_one))
    assert isinstance(protocol.request(first), Request)
    refused = protocol.request(second)
    assert isinstance(refused, Failure)
    assert "at most 16 MiB" in refused.message
    assert protocol.request(third) == Request("2", "layers", {})


def test_a_line_that_never_ends_is_read_away():
    endless = b"x" * (2 * LIMIT + 5)
    assert len(list(protocol.lines(io.BytesIO(endless)))) == 1
    assert [len(line) > LIMIT for line in protocol.lines(io.BytesIO(endless + b"\n{}\n"))] == [True, False]


@pytest.mark.parametrize(
    ("value", "kind"),
    [({"a": {1}}, "internal"), (float("nan"), "internal"), ("x" * LIMIT, "frame-too-long")],
    ids=["a set", "nan", "too long"],
)
def test_a_result_that_cannot_be_sent_is_one_sentence(value, kind):
    with pytest.raises(WorkbenchError) as caught:
        protocol.encode(Result("1", value))
    assert caught.value.kind == kind
