"""A Hugging Face tokenizer as llama.cpp keeps it: tokens, their kinds, and how text is cut before merging.

Two families are written: byte-level BPE ("gpt2" there, with the name of the pattern that cuts text into
words), and SentencePiece's BPE ("llama" there, which merges by score where Hugging Face merges by rank).
"""

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from gguf import GGUFWriter, TokenType

from workbench.core.errors import WorkbenchError
from workbench.core.sentence import Sentence
from workbench.training.models import load_tokenizer

_GPT2 = r"'(?:[sdmt]|ll|ve|re)| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+"
_LLAMA3 = (
    r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}"
    r"| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+"
)
_TEKKEN = (
    r"[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]*[\p{Ll}\p{Lm}\p{Lo}\p{M}]+"
    r"|[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]+[\p{Ll}\p{Lm}\p{Lo}\p{M}]*"
    r"|\p{N}| ?[^\s\p{L}\p{N}]+[\r\n/]*|\s*[\r\n]+|\s+(?!\S)|\s+"
)
_DIGIT = "one digit at a time"
# How Hugging Face's pre-tokenizer cuts → llama.cpp's name of it. Each is one that its vocabulary code has.
_CUTS: dict[tuple[str, ...], str] = {
    (_GPT2,): "gpt-2",
    (_DIGIT, _GPT2): "smollm",
    (_LLAMA3,): "llama-bpe",
    (_LLAMA3.replace("{1,3}", ""),): "qwen2",
    (_TEKKEN,): "tekken",
}


@dataclass(frozen=True)
class Vocabulary:
    """What is written under tokenizer.ggml.*"""

    model: str  # gpt2, llama
    pre: str
    tokens: tuple[str, ...]
    kinds: tuple[int, ...]
    scores: tuple[float, ...] = ()
    merges: tuple[str, ...] = ()
    special: dict[str, int] = field(default_factory=dict)  # bos, eos, pad, unk
    add_bos: bool = False
    add_eos: bool = False
    add_space: bool | None = None
    template: str = ""

    def write(self, writer: GGUFWriter) -> None:
        writer.add_tokenizer_model(self.model)
        writer.add_tokenizer_pre(self.pre)
        writer.add_token_list(list(self.tokens))
        writer.add_token_types(list(self.kinds))
        if self.scores:
            writer.add_token_scores(list(self.scores))
        if self.merges:
            writer.add_token_merges(list(self.merges))
        for name, add in (
            ("bos", writer.add_bos_token_id),
            ("eos", writer.add_eos_token_id),
            ("eot", writer.add_eot_token_id),
            ("pad", writer.add_pad_token_id),
            ("unk", writer.add_unk_token_id),
        ):
            if name in self.special:
                add(self.special[name])
        writer.add_add_bos_token(self.add_bos)
        writer.add_add_eos_token(self.add_eos)
        if self.add_space is not None:
            writer.add_add_space_prefix(self.add_space)
        if self.template:
            writer.add_chat_template(self.template)


def read(folder: Path, rows: int, template: str = "") -> Vocabulary:
    """The tokenizer of a model folder whose embedding has `rows` rows; `template` replaces its own."""
    tokenizer = load_tokenizer(folder)
    must_not_have_grown(tokenizer, rows, folder)
    document = json.loads(tokenizer.backend_tokenizer.to_str())
    model = document["model"]
    if model["type"] != "BPE":
        raise _unknown(folder, Sentence("it is a {kind} tokenizer", kind=model["type"]))
    tokens, kinds = _tokens(document, rows)
    spaced = bool(model.get("byte_fallback"))
    common: dict[str, Any] = {
        "tokens": tuple(tokens),
        "special": _special(tokenizer, folder),
        "template": template or _own_template(tokenizer),
        **_ends(tokenizer),
    }
    merges = [" ".join(pair) if isinstance(pair, list) else pair for pair in model["merges"]]
    if not spaced:
        pre = _CUTS.get(cut := _cut(document.get("pre_tokenizer")))
        if pre is None or document.get("normalizer") not in (None, {"type": "NFC"}):
            what = " | ".join(cut) if pre is None else json.dumps(document["normalizer"])
            raise _unknown(
                folder, Sentence("llama.cpp has no name for how it cuts text ({what})", what=what[:200])
            )
        return Vocabulary("gpt2", pre, kinds=tuple(kinds), merges=tuple(merges), **common)
    scores = _scores(tokens, merges)
    for number, token in enumerate(tokens):
        if kinds[number] == TokenType.NORMAL and len(token) == 6 and token.startswith("<0x"):
            kinds[number] = TokenType.BYTE
        elif token == model.get("unk_token"):
            kinds[number] = TokenType.UNKNOWN
    return Vocabulary(
        "llama",
        "default",
        kinds=tuple(kinds),
        scores=tuple(scores),
        add_space=_adds_space(document),
        **common,
    )


def must_not_have_grown(tokenizer: Any, rows: int, folder: Path) -> None:
    if len(tokenizer) > rows:
        raise WorkbenchError(
            "The tokenizer in {folder} has grown: {tokens} tokens, and the model has rows for {rows}. "
            "The last {extra} would read past its end.",
            hint="Use the base's own tokenizer, or make a base with model.resize_token_embeddings({tokens}) "
            "and give it with --base.",
            kind="grown-vocabulary",
            folder=folder,
            tokens=len(tokenizer),
            rows=rows,
            extra=len(tokenizer) - rows,
        )


def _tokens(document: dict[str, Any], rows: int) -> tuple[list[str], list[int]]:
    """One text and one kind for each row of the embedding; rows without a token are filled up."""
    by_id = {number: token for token, number in document["model"]["vocab"].items()}
    added = {item["id"]: item for item in document["added_tokens"]}
    tokens: list[str] = []
    kinds: list[int] = []
    for number in range(rows):
        if number in added:
            tokens.append(added[number]["content"])
            kinds.append(TokenType.CONTROL if added[number]["special"] else TokenType.USER_DEFINED)
        elif number in by_id:
            tokens.append(by_id[number])
            kinds.append(TokenType.NORMAL)
        else:
            tokens.append(f"[PAD{number}]")
            kinds.append(TokenType.UNUSED)
    return tokens, kinds


def _scores(tokens: list[str], merges: list[str]) -> list[float]:
    """A token's score is minus the rank of the first merge that makes it: the highest is merged first."""
    ranks: dict[str, int] = {}
    for rank, pair in enumerate(merges):
        ranks.setdefault("".join(pair.split(" ")), rank)
    last = -float(len(merges))
    return [-float(ranks[token]) if token in ranks else last for token in tokens]


def _cut(pre: dict[str, Any] | None) -> tuple[str, ...]:
    """The patterns that cut text into words, in order; a step nobody knows by its own description."""
    match pre:
        case None:
            return ()
        case {"type": "Sequence", "pretokenizers": steps}:
            return tuple(pattern for step in steps for pattern in _cut(step))
        case {"type": "ByteLevel", "add_prefix_space": True}:
            return ("a space before every text",)
        case {"type": "ByteLevel"}:
            return (_GPT2,) if pre.get("use_regex", True) else ()
        case {"type": "Split", "pattern": {"Regex": pattern}, "behavior": "Isolated"} if not pre.get(
            "invert"
        ):
            return (pattern,)
        case {"type": "Split", "pattern": {"Regex": pattern}, "behavior": "Removed", "invert": True}:
            return (pattern,)
        case {"type": "Digits", "individual_digits": True}:
            return (_DIGIT,)
    return (json.dumps(pre),)


def _adds_space(document: dict[str, Any]) -> bool:
    """Whether "a" is read as "▁a"."""
    steps = [document.get("normalizer"), document.get("pre_tokenizer")]
    text = json.dumps([step for step in steps if step])
    if '"Prepend"' in text or '"prepend_scheme": "first"' in text or '"prepend_scheme": "always"' in text:
        return True
    return '"add_prefix_space": true' in text


def _special(tokenizer: Any, folder: Path) -> dict[str, int]:
    """The tokens with a task. What ends an answer comes from generation_config.json first."""
    found = {
        name: value
        for name in ("bos", "pad", "unk", "eos")
        if (value := getattr(tokenizer, f"{name}_token_id")) is not None
    }
    try:
        ends = json.loads((folder / "generation_config.json").read_text(encoding="utf-8")).get("eos_token_id")
    except (OSError, ValueError):
        ends = None
    ends = [ends] if isinstance(ends, int) else ends or []
    if ends:
        found.setdefault("eos", ends[0])
        others = [end for end in ends if end != found["eos"]]
        if others:
            found["eot"] = others[-1]
    return found


def _ends(tokenizer: Any) -> dict[str, bool]:
    """What is put around every text, asked of the tokenizer itself."""
    ids = tokenizer("a")["input_ids"]
    bare = tokenizer("a", add_special_tokens=False)["input_ids"]
    return {
        "add_bos": len(ids) > len(bare) and ids[0] == tokenizer.bos_token_id,
        "add_eos": len(ids) > len(bare) and ids[-1] == tokenizer.eos_token_id,
    }


def _own_template(tokenizer: Any) -> str:
    template = getattr(tokenizer, "chat_template", None)
    if isinstance(template, dict):
        template = template.get("default")
    return str(template or "")


def _unknown(folder: Path, reason: str) -> WorkbenchError:
    return WorkbenchError(
        "The tokenizer in {folder} cannot be written for llama.cpp: {reason}.",
        hint="Export the merged model (merged) and convert it with llama.cpp's convert_hf_to_gguf.py.",
        kind="cannot-convert",
        folder=folder,
        reason=reason,
    )
