"""As much of Go's text/template as our Modelfiles use, as pkg.go.dev/text/template describes it.

The optional package py-go-template holds Go's own: the tests compare the two where it is installed.
"""

import re
from typing import Any

_ACTION = re.compile(r"\{\{(.*?)\}\}", re.DOTALL)


def render(text: str, system: str, messages: list[dict[str, str]]) -> str:
    """What Ollama makes of a conversation: .System beside, and the messages without it in .Messages."""
    parts = _ACTION.split(text)  # plain, action, plain, action, …
    nodes = [("text", p) if i % 2 == 0 else ("do", p.strip()) for i, p in enumerate(parts)]
    turns = [{"Role": m["role"], "Content": m["content"]} for m in messages]
    out, rest = _block(nodes, {"System": system, "Messages": turns}, {}, True)
    assert rest == []
    return out


def _block(
    nodes: list[tuple[str, str]], dot: dict[str, Any], variables: dict[str, Any], on: bool
) -> tuple[str, list[tuple[str, str]]]:
    """Up to the `else` or `end` that closes it; returns what is left, beginning there."""
    out = ""
    while nodes:
        kind, text = nodes[0]
        if kind == "do" and (text == "end" or text.startswith("else")):
            return out, nodes
        nodes = nodes[1:]
        if kind == "text":
            out += text if on else ""
        elif text.startswith("if "):
            piece, nodes = _if(text[3:], nodes, dot, variables, on)
            out += piece
        elif text.startswith("range "):
            piece, nodes = _range(nodes, dot, variables, on)
            out += piece
        elif ":=" in text:
            name, _, value = text.partition(":=")
            assert value.strip() == "eq (len (slice $.Messages $i)) 1"
            if on:
                variables[name.strip()] = variables["$i"] == len(variables["$"]["Messages"]) - 1
        else:
            out += str(_value(text, dot, variables)) if on else ""
    return out, nodes


def _if(
    condition: str, nodes: list[tuple[str, str]], dot: dict[str, Any], variables: dict[str, Any], on: bool
) -> tuple[str, list[tuple[str, str]]]:
    true = on and bool(_value(condition, dot, variables))
    out, nodes = _block(nodes, dot, variables, true)
    tag, nodes = nodes[0][1], nodes[1:]
    if tag.startswith("else if "):
        piece, nodes = _if(tag[8:], nodes, dot, variables, on and not true)
        return out + piece, nodes
    if tag == "else":
        piece, nodes = _block(nodes, dot, variables, on and not true)
        assert nodes[0][1] == "end"
        return out + piece, nodes[1:]
    return out, nodes


def _range(
    nodes: list[tuple[str, str]], dot: dict[str, Any], variables: dict[str, Any], on: bool
) -> tuple[str, list[tuple[str, str]]]:
    out = ""
    _, rest = _block(nodes, {}, {}, False)
    for index, message in enumerate(dot.get("Messages", []) if on else []):
        piece, rest = _block(nodes, message, {"$": dot, "$i": index}, True)
        out += piece
    assert rest[0][1] == "end"
    return out, rest[1:]


def _value(text: str, dot: dict[str, Any], variables: dict[str, Any]) -> Any:
    words = text.split()
    match words:
        case ["not", name]:
            return not variables[name]
        case ["eq", field, value]:
            return dot[field[1:]] == value.strip('"')
        case [name] if name.startswith("$"):
            return variables[name]
        case [name] if name.startswith("."):
            return dot[name[1:]]
        case [quoted] if quoted.startswith('"'):
            return quoted[1:-1]
    raise AssertionError(f"the Modelfile uses more of Go than the tests know: {text}")
