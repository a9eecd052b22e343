"""A Modelfile beside the GGUF: how Ollama writes a conversation, where an answer ends, and how it samples.

Ollama's templates are Go's text/template. What is written is `range` over the messages with the marks of each
role, which `conversation.marks` has proven to be what the model's own template writes.
"""

import json
from pathlib import Path
from typing import Any

from workbench.adapters.export.conversation import Marks, marks, renderer
from workbench.training.data.spans import Template

_SAMPLING = {"temperature": "temperature", "top_p": "top_p", "top_k": "top_k"}
_SAMPLING |= {"repetition_penalty": "repeat_penalty"}


def modelfile(
    gguf: str, tokenizer: Any, template: Template, system: str, context: int, base: Path
) -> tuple[str, str]:
    """The Modelfile's text, and a note for a person ("" when everything was filled in)."""
    bos = _bos(tokenizer)
    found = marks(renderer(template), bos)
    lines = [f"FROM ./{gguf}", ""]
    note = ""
    if found is None:
        note = "This template does more than put marks around words: Ollama takes it from the GGUF itself."
    else:
        lines += [f"TEMPLATE {_quoted(go_template(found, bos))}", ""]
    if system:
        lines += [f"SYSTEM {_quoted(system)}", ""]
    lines += [
        f"PARAMETER stop {json.dumps(stop, ensure_ascii=False)}" for stop in _stops(tokenizer, template)
    ]
    lines += [f"PARAMETER num_ctx {min(context, 8192)}"]
    lines += [f"PARAMETER {name} {value:g}" for name, value in _sampling(base).items()]
    return "\n".join(lines) + "\n", note


def go_template(found: Marks, bos: str = "") -> str:
    """The marks as a Go template; `bos` is left off, because llama.cpp puts it there itself."""
    default = _text(found.default.removeprefix(bos))
    beginning = default
    if found.system is not None:
        before, after = found.system
        system = f"{_text(before.removeprefix(bos))}{{{{ .System }}}}{_text(after)}"
        beginning = "{{ if .System }}" + system + ("{{ else }}" + default if default else "") + "{{ end }}"
    user = f"{_text(found.user[0])}{{{{ .Content }}}}{_text(found.user[1])}"
    # The last answer may be one that is to be continued: then nothing follows it.
    answer = f"{_text(found.assistant[0])}{{{{ .Content }}}}{{{{ if not $last }}}}{_text(found.assistant[1])}"
    return (
        beginning
        + "{{ range $i, $_ := .Messages }}{{ $last := eq (len (slice $.Messages $i)) 1 }}"
        + '{{ if eq .Role "user" }}'
        + user
        + "{{ if $last }}"
        + _text(found.assistant[0])
        + "{{ end }}"
        + '{{ else if eq .Role "assistant" }}'
        + answer
        + "{{ end }}{{ end }}{{ end }}"
    )


def _text(plain: str) -> str:
    """Text that is itself in a Go template."""
    return plain.replace("{{", '{{ "{{" }}')


def _quoted(text: str) -> str:
    return f'"""{text}"""'


def _bos(tokenizer: Any) -> str:
    """The beginning mark, where the tokenizer puts it before every text by itself."""
    ids = tokenizer("a")["input_ids"]
    return str(tokenizer.bos_token) if ids and ids[0] == tokenizer.bos_token_id else ""


def _stops(tokenizer: Any, template: Template) -> list[str]:
    ends = (template.end if template.end_is_token else "", tokenizer.eos_token)
    return [end for end in dict.fromkeys(ends) if end]


def _sampling(base: Path) -> dict[str, float]:
    """How the base itself wants to be sampled, where it says so."""
    try:
        own = json.loads((base / "generation_config.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return {
        ours: float(own[name])
        for name, ours in _SAMPLING.items()
        if isinstance(own.get(name), int | float) and not isinstance(own.get(name), bool)
    }
