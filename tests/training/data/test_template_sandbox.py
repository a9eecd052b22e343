"""A template is a stranger's program: it writes what transformers writes, and cannot hang."""

import threading
import time
from typing import Any

import pytest
from jinja2 import TemplateError
from transformers.utils.chat_template_utils import render_jinja_template

from tests.training.data import families
from workbench.training.data import sandbox

THOUGHT = "<think>\nhm\n</think>\n\nEins"
TALK = [
    {"role": "system", "content": "S"},
    {"role": "user", "content": "One?"},
    {"role": "assistant", "content": THOUGHT},
    {"role": "user", "content": "Two?"},
    {"role": "assistant", "content": "Zwei"},
]
CALL = {"type": "function", "id": "call12345", "function": {"name": "f", "arguments": {"a": 1}}}
TOOL_TALK = [
    TALK[1],
    {"role": "assistant", "content": "", "tool_calls": [CALL]},
    {"role": "tool", "content": "3", "name": "f"},
    TALK[4],
]
FUNCTION = {"name": "f", "description": "F.", "parameters": {"type": "object", "properties": {}}}
MORE: tuple[dict[str, Any], ...] = (
    {},
    {"tools": [{"type": "function", "function": FUNCTION}]},
    {"enable_thinking": False},
)
SPECIAL = {"bos_token": "<s>", "eos_token": "</s>"}
SHIPPED = (
    *("cohere2.jinja", "deepseekv3_training.jinja", "gemma3.jinja", "glm4moe_training.jinja"),
    *("gptoss_training.jinja", "llama3_1.jinja", "lfm2.jinja", "qwen2_5_training.jinja", "qwen3.jinja"),
    *("qwen3_5_think_training.jinja", "qwen3_8.jinja", "nemotron_3_nano_training.jinja", "gemma4.jinja"),
)


@pytest.mark.skipif(families.TRL is None, reason="the templates are read from trl")
@pytest.mark.parametrize("name", SHIPPED)
@pytest.mark.filterwarnings("ignore")
def test_texts_and_marks_are_those_of_transformers(name: str) -> None:
    text = families.shipped(name)
    compared = 0
    for talk in (TALK, TALK[1:], TOOL_TALK):
        for more in MORE:
            variables: dict[str, Any] = {"tools": None, "documents": None, **SPECIAL, **more}
            try:
                texts, spans = render_jinja_template([talk], chat_template=text, **SPECIAL, **more)
                spans = render_jinja_template(
                    [talk], chat_template=text, return_assistant_tokens_mask=True, **SPECIAL, **more
                )[1]
            except (TemplateError, TypeError):
                with pytest.raises(TemplateError):
                    sandbox.render(text, variables | {"messages": talk, "add_generation_prompt": False})
                continue
            ours = sandbox.render(text, variables | {"messages": talk, "add_generation_prompt": False})
            assert ours == (texts[0], spans[0])
            compared += 1
    assert compared


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("{{ 'a' * 10**9 }}", "it writes more than"),
        ("{{ [1] * 10**9 }}", "it writes more than"),
        (
            "{% set n = namespace(x='ab') %}{% for i in range(90) %}{% set n.x = n.x ~ n.x %}{% endfor %}",
            "more",
        ),
        (
            "{% set n = namespace(x='ab') %}{% for i in range(90) %}{% set n.x = n.x + n.x %}{% endfor %}",
            "more",
        ),
        ("{{ 'a' | center(10**10) }}", "it writes more than"),
        ("{{ 'a'.ljust(10**10) }}", "it writes more than"),
        ("{{ '%09999999999d' % 1 }}", "too wide"),
        ("{{ '{:>9999999999}'.format(1) }}", "too wide"),
        ("{{ '%9999999999d' | format(1) }}", "too wide"),
        ("{{ ('a' * 100000).replace('a', 'b' * 100000) }}", "it writes more than"),
        ("{{ ('a' * 100000) | replace('a', 'b' * 100000) }}", "it writes more than"),
        ("{{ (['a'] * 100000) | join('b' * 100000) }}", "it writes more than"),
        ("{{ [1] | tojson(indent=10**10) }}", "it writes more than"),
        ("{% for i in range(99999) %}{{ 'x' * 1000 }}{% endfor %}", "it writes more than"),
        (
            "{% set x %}{% for i in range(9999) %}{{ 'x' * 1000 }}{% endfor %}{% endset %}",
            "it writes more than",
        ),
        ("{{ 9 ** 9 ** 999 }}", "too large a number"),
        (
            "{% set n = namespace(x=9) %}{% for i in range(90) %}{% set n.x = n.x * n.x %}{% endfor %}",
            "too large a number",
        ),
        ("{{ 1 / 0 }}", "division by zero"),
        ("{% macro f() %}{{ f() }}{% endmacro %}{{ f() }}", "calls itself too often"),
        ("{% for a in 'abc' %}" * 30 + "{% endfor %}" * 30, "nested"),
        ("{{ ''.__class__.__mro__ }}", "unsafe"),
        ("{{ cycler.__init__.__globals__ }}", "unsafe"),
        ("{{ messages.append(1) }}", "unsafe"),
        ("{{ namespace(__class__=1) }}", "no __class__"),
        ("{% include 'x' %}", "no loader"),
        ("{{ range(10**7) | list }}", "too big"),
    ],
)
def test_what_a_template_may_not_do_is_refused_at_once(text: str, words: str) -> None:
    began = time.monotonic()
    with pytest.raises(TemplateError, match=f"(?i){words}"):
        sandbox.render(text, {"messages": TALK})
    assert time.monotonic() - began < 2


@pytest.mark.parametrize(
    "text",
    [
        "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}",
        "{% macro f(n) %}{% if n %}{{ f(n - 1) }}{{ f(n - 1) }}{% endif %}{% endmacro %}{{ f(60) }}",
    ],
)
def test_a_template_that_loops_is_stopped_in_any_thread(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sandbox, "STEPS", 10_000)
    told: list[str] = []

    def render() -> None:
        try:
            sandbox.render(text, {})
        except TemplateError as error:
            told.append(str(error))

    thread = threading.Thread(target=render)
    thread.start()
    thread.join(20)
    assert told == ["it loops without an end, or for too long"]


def test_time_ends_a_template_whose_steps_are_few_and_slow(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sandbox, "SECONDS", 0.05)
    slow = "{% for i in range(99999) %}{% if ('x' * 900000) | upper | length %}{% endif %}{% endfor %}"
    with pytest.raises(TemplateError, match="for too long"):
        sandbox.render(slow, {})


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("{{ '**%s** 123456' % 'a' }}", "**a** 123456"),
        ("{{ '{} of 123456'.format(1) }}", "1 of 123456"),
        ("{{ '%5.2f' % 1.5 }}{{ 2 ** 10 }}{{ 2 ** 0.5 > 1 }}", " 1.501024True"),
        ("{{ 'a' ~ 1 ~ nothing ~ none }}", "a1None"),
    ],
)
def test_what_is_harmless_is_written(text: str, written: str) -> None:
    assert sandbox.render(text, {})[0] == written


def test_a_long_row_may_be_written_whole() -> None:
    content = "x" * 3_000_000
    text, _ = sandbox.render("{{ messages[0].content + '!' }}", {"messages": [{"content": content}]})
    assert text == content + "!"
