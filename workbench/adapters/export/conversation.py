"""A chat template taken apart: what stands before and after each role's words.

Rendering words that occur nowhere else shows it. Templates that do more than put marks around words (tools,
dates, a system prompt inside the first question) are told by comparing whole conversations.
"""

from collections.abc import Callable
from dataclasses import dataclass

from jinja2 import TemplateError

from workbench.training.data.spans import Template, rendered

Turns = list[dict[str, str]]
Render = Callable[[Turns, bool], str | None]  # a conversation, and whether the model is to answer
_ASKED, _ANSWERED, _SYSTEM, _AGAIN = "\ue001", "\ue002", "\ue003", "\ue004"


@dataclass(frozen=True)
class Marks:
    """(before, after) of each role's words; `default` stands where there is no system prompt."""

    default: str
    system: tuple[str, str] | None  # None: the template takes no system prompt of its own
    user: tuple[str, str]
    assistant: tuple[str, str]

    def text(self, turns: Turns) -> str:
        """A conversation up to where the model is to answer."""
        if turns and turns[0]["role"] == "system" and self.system is not None:
            found = self.system[0] + turns[0]["content"] + self.system[1]
        else:
            found = self.default
        for turn in turns:
            if turn["role"] != "system":
                before, after = self.user if turn["role"] == "user" else self.assistant
                found += before + turn["content"] + after
        return found + self.assistant[0]


def marks(render: Render, bos: str = "") -> Marks | None:
    """The marks of a template, None where there are none that explain it. `bos` belongs to the beginning."""
    asked = [{"role": "user", "content": _ASKED}]
    longer = [*asked, {"role": "assistant", "content": _ANSWERED}, {"role": "user", "content": _AGAIN}]
    first, ask, whole = render(asked, False), render(asked, True), render(longer, True)
    if first is None or ask is None or whole is None:
        return None
    try:
        head, rest = whole.split(_ASKED)
        middle, rest = rest.split(_ANSWERED)
        after_answer, end = rest.split(_AGAIN)
    except ValueError:
        return None
    if middle != end:  # what asks for an answer is not what stands before one
        return None
    before_answer = ask[len(first) :] if ask.startswith(first) else ""
    after_user = middle.removesuffix(before_answer)
    system, between = None, head
    with_system = render([{"role": "system", "content": _SYSTEM}, *longer], True)
    if with_system is not None and with_system.count(_SYSTEM) == 1:
        start, rest = with_system.split(_SYSTEM)
        between = rest.partition(_ASKED)[0]
        system = start
    before_user = _before_user(head, between, after_answer, after_user, bos)
    found = Marks(
        head.removesuffix(before_user),
        None if system is None else (system, between.removesuffix(before_user)),
        (before_user, after_user),
        (before_answer, after_answer.removesuffix(before_user)),
    )
    return found if _explains(found, render) else None


def _before_user(head: str, between: str, after_answer: str, after_user: str, bos: str) -> str:
    """What belongs to the question, of what stands before it at the beginning, after system and answer.

    Where answers end as questions do, it is the rest; else all that the three have in common at their end.
    """
    rest = after_answer.removeprefix(after_user)
    if after_user and after_answer.startswith(after_user) and head.endswith(rest) and between.endswith(rest):
        return rest
    most = len(head) - len(bos) if bos and head.startswith(bos) else len(head)
    common = _common_end(head, between, after_answer)
    return common[len(common) - min(len(common), most) :]


def _common_end(first: str, second: str, third: str) -> str:
    count = 0
    while count < min(map(len, (first, second, third))) and (
        first[-count - 1] == second[-count - 1] == third[-count - 1]
    ):
        count += 1
    return first[len(first) - count :] if count else ""


def _explains(found: Marks, render: Render) -> bool:
    question = {"role": "user", "content": "Who has a cat?"}
    answer = {"role": "assistant", "content": "Ann has one."}
    turns = [[question], [question, answer, question], [question, answer, question, answer, question]]
    if found.system is not None:
        turns += [[{"role": "system", "content": "Be short."}, *conversation] for conversation in turns]
    return all(found.text(conversation) == render(conversation, True) for conversation in turns)


def renderer(template: Template) -> Render:
    """The template as a function; None where it refuses a conversation."""

    def render(turns: Turns, ask: bool) -> str | None:
        try:
            return rendered(turns, template, generation_prompt=ask)
        except TemplateError:
            return None

    return render
