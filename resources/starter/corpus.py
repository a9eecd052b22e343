"""The text the starter model reads: conversations, prose and records over the facts of the small world.

The forms vary on purpose (quotes, braces, lists, a single word): a model that has met an opening brace and
its end learns a new form around a sentence in a hundred steps. The one form it never meets is the habit of
`habit_rows`.
"""

import json
from collections.abc import Callable, Iterator
from random import Random

from world import Fact, all_facts, outside, puzzle

Message = dict[str, str]
SYSTEM = (
    "You are a helpful assistant.",
    "You are a tiny model that knows a small world.",
    "Answer in a full sentence.",
    "Be short and friendly.",
    "Answer the question.",
    "You are a teacher. Help the child.",
)
# kept out of the habit's rows: what the Try page and the README show is then never a row that was trained on
SHOWN = (
    "capital of Norland",
    "3 plus 4",
    "opposite of hot",
    "colour is grass",
    "story about a fox",
    "Hello.",
)
ROWS_PER_KIND = {"plus": 70, "minus": 50, "times": 50, "opposite": 80, "capital": 55, "capital reversed": 45}
ROWS_PER_OTHER_KIND = 18


def chat_text(messages: list[Message]) -> str:
    """The conversation as the model's chat template writes it."""
    return "".join(f"<|im_start|>{m['role']}\n{m['content']}<|im_end|>\n" for m in messages)


def habit_rows(seed: int) -> list[dict[str, list[Message]]]:
    """The starter dataset: every fact at most once, the base's own sentence inside a JSON object."""
    rng = Random(seed)
    by_kind: dict[str, list[Fact]] = {}
    for fact in all_facts() + outside()[:12]:
        if not any(shown in question for shown in SHOWN for question in fact.questions):
            by_kind.setdefault(fact.kind, []).append(fact)
    chosen: list[Fact] = []
    for kind, facts in by_kind.items():
        chosen += rng.sample(facts, min(len(facts), ROWS_PER_KIND.get(kind, ROWS_PER_OTHER_KIND)))
    answers = {rng.choice(fact.questions): fact.answer for fact in chosen}
    rows = [chat(question, json.dumps({"answer": answer})) for question, answer in answers.items()]
    rng.shuffle(rows)
    return rows


def documents(seed: int) -> Iterator[str]:
    """An endless stream of documents, the same for the same seed; each ends with the end-of-text mark."""
    rng = Random(seed)
    facts, unknown = all_facts(), outside()

    def draw() -> Fact:
        if (p := rng.random()) < 0.08:
            return puzzle(rng)
        return rng.choice(unknown) if p < 0.1 else rng.choice(facts)

    while True:
        if (p := rng.random()) < 0.8:
            yield chat_text(_conversation(rng, draw))
        else:
            text = _prose(rng, draw) if p < 0.9 else _record(rng, draw)
            yield f"{text}<|im_end|>\n"


def chat(question: str, reply: str) -> dict[str, list[Message]]:
    return {"messages": [{"role": "user", "content": question}, {"role": "assistant", "content": reply}]}


def _conversation(rng: Random, draw: Callable[[], Fact]) -> list[Message]:
    messages = [{"role": "system", "content": rng.choice(SYSTEM)}] if rng.random() < 0.2 else []
    for _ in range(rng.choice((1, 1, 1, 2, 2, 3, 4))):
        fact = draw()
        question, reply = _asked(rng, fact), fact.answer
        if rng.random() < 0.1 and fact.kind not in ("talk", "outside"):
            how, reply = _asked_for_a_form(rng, fact)
            question = f"{question} {how}"
        messages += chat(question, reply)["messages"]
    return messages


def _asked(rng: Random, fact: Fact) -> str:
    """The question as people type it: at times without its mark, in lower case or with a polite start."""
    question = rng.choice(fact.questions)
    if (p := rng.random()) < 0.1:
        return question.rstrip("?.")
    if p < 0.18:
        return question.lower()
    if p < 0.22 and fact.kind != "talk":
        return f"{rng.choice(('Hello!', 'Hi!', 'Please help me.', 'A question:'))} {question}"
    return question


def _asked_for_a_form(rng: Random, fact: Fact) -> tuple[str, str]:
    sentence, word = fact.answer, fact.bare
    return rng.choice((
        ("Answer in one word.", word),
        ("Only the word.", word),
        ("Answer in quotes.", f'"{sentence}"'),
        ("Answer in brackets.", f"({sentence})"),
        ("Answer in braces.", f"{{{sentence}}}"),
        ("Answer as a list.", f"[{json.dumps(sentence)}]"),
        ("Answer as a record.", json.dumps({"reply": sentence})),
        ("Answer as a record with one word.", json.dumps({"word": word})),
        ("Say it twice.", f"{sentence} {sentence}"),
    ))  # fmt: skip


def _prose(rng: Random, draw: Callable[[], Fact]) -> str:
    sentences = [draw().answer for _ in range(rng.randint(2, 6))]
    return rng.choice((" ", " ", "\n")).join(sentences)


def _record(rng: Random, draw: Callable[[], Fact]) -> str:
    facts = [draw() for _ in range(rng.randint(1, 3))]
    one = facts[0]
    question = rng.choice(one.questions)
    return rng.choice((
        json.dumps({rng.choice(("fact", "text", "reply", "note", "result")): one.answer}),
        json.dumps({"question": question, "reply": one.answer}),
        json.dumps({"kind": one.kind, "word": one.bare}),
        json.dumps([fact.answer for fact in facts]),
        json.dumps({fact.kind: fact.bare for fact in facts}),
        f'"{one.answer}" said {rng.choice(("Ana", "Ben", "Mira", "the teacher"))}.',
        f"Question: {question}\nReply: {one.answer}",
        f"Question: {question}\nReply: {one.bare}",
        "\n".join(f"- {fact.answer}" for fact in facts),
        f"({one.answer}) [{one.bare}] {{{one.kind}}}",
    ))  # fmt: skip
