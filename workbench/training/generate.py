"""Answers from the base and from adapters: batched and greedy for samples, streamed for a person."""

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import torch
from transformers import GenerationConfig
from transformers.generation.stopping_criteria import StoppingCriteria, StoppingCriteriaList
from transformers.generation.streamers import TextStreamer

from workbench.core import families
from workbench.core.errors import WorkbenchError
from workbench.training import fitting_room, token_scores
from workbench.training.data.template import Style, conversation_ids
from workbench.training.fitting_room import FittingRoom, Worn
from workbench.training.token_scores import Scores

Emit = Callable[[int, str], None]  # the column, the next piece of its answer


@dataclass(frozen=True)
class Column:
    """One answer: what the base wears for it, and its own conversation where it has one."""

    worn: Worn = field(default_factory=Worn)
    messages: tuple[dict[str, str], ...] = ()  # empty: the request's


@dataclass(frozen=True)
class GenerateRequest:
    """One prompt for one column or several, each the base in other clothes.

    `messages` is a conversation, [{"role": "user", "content": "…"}]; or `text`, which the models continue as
    it stands (then there is no template). Generation settings are those of transformers.
    """

    model: str
    columns: tuple[Column, ...] = (Column(),)
    messages: tuple[dict[str, str], ...] = ()
    text: str = ""
    max_new_tokens: int = 256
    temperature: float = 0.7  # 0 is greedy
    top_p: float = 0.9
    top_k: int = 0  # 0: not limited
    repetition_penalty: float = 1.0
    seed: int = 0
    stop: tuple[str, ...] = ()  # an answer ends before any of these
    scores: bool = False  # how likely each token was, beside the first column (the first: beside the second)
    system_prompt: str = ""  # with the next two: as the run wrote its rows
    template: str = ""
    template_arguments: Mapping[str, Any] = field(default_factory=dict)
    device: str = ""  # "": the one that this machine computes on

    @classmethod
    def parse(cls, document: Mapping[str, Any]) -> "GenerateRequest":
        """From JSON values; `columns` are [{"adapter", "strength", "off", "messages"}], each key optional."""
        try:
            columns = tuple(_column(**column) for column in document.get("columns", [{}]))
            given = {name: tuple(document.get(name, ())) for name in ("messages", "stop")}
            return cls(**{**document, **given, "columns": columns})
        except (TypeError, ValueError) as error:
            raise WorkbenchError(
                "An answer cannot be asked for like this: {reason}.", kind="bad-request", reason=str(error)
            ) from error


def _column(messages: Sequence[dict[str, str]] = (), off: Sequence[str] = (), **worn: Any) -> Column:
    return Column(Worn(**worn, off=tuple(off)), tuple(messages))


@dataclass(frozen=True)
class Answer:
    """`ids` are the tokens that were drawn, the end mark among them; `text` is what a person reads."""

    text: str
    ids: tuple[int, ...]
    seconds: float


@torch.no_grad()
def answers(
    model: Any, tokenizer: Any, prompts: Sequence[list[int]], max_new_tokens: int, check: Callable[[], None]
) -> list[str]:
    """Greedy answers to prompts of any lengths, as text without special tokens.

    One batch, padded at the left; `check` is called at every token and may raise to end it.
    """
    longest = max(map(len, prompts))
    pad = _pad_id(tokenizer)
    ids = torch.tensor([[pad] * (longest - len(p)) + list(p) for p in prompts], device=model.device)
    mask = torch.tensor([[0] * (longest - len(p)) + [1] * len(p) for p in prompts], device=model.device)
    training = model.training
    model.eval()
    try:
        produced = model.generate(
            input_ids=ids,
            attention_mask=mask,
            generation_config=_settings(tokenizer, model, max_new_tokens),
            stopping_criteria=StoppingCriteriaList([_Check(check)]),
        )
    finally:
        model.train(training)
    texts = tokenizer.batch_decode(produced[:, longest:], skip_special_tokens=True)
    return [str(text).strip() for text in texts]


def stream(request: GenerateRequest, emit: Emit) -> list[dict[str, Any]]:
    """Answers a prompt piece by piece, one column after the other.

    Returns for each column {"text", "tokens", "seconds"}; with `scores` also "scores" (see
    `token_scores.tokens`) and, but for the first, "parts" (see `token_scores.divergence`; null also where
    the two were asked different things). The base stays loaded for the next request of this process.
    """
    room = fitting_room.of_model(request.model, request.device)
    prompts = [_prompt(request, column, room.tokenizer) for column in request.columns]
    given: list[Answer] = []
    for index, (column, prompt) in enumerate(zip(request.columns, prompts, strict=True)):
        with room.wearing(column.worn) as model:
            given.append(_streamed(model, room.tokenizer, prompt, request, partial(emit, index)))
    told = [{"text": a.text, "tokens": len(a.ids), "seconds": a.seconds} for a in given]
    if request.scores:
        for document, more in zip(told, _scores(request, room, prompts, given), strict=True):
            document.update(more)
    return told


def _prompt(request: GenerateRequest, column: Column, tokenizer: Any) -> list[int]:
    messages = column.messages or request.messages
    if messages:
        style = Style(request.system_prompt, request.template, request.template_arguments)
        return conversation_ids(_turns(messages, request.system_prompt), tokenizer, style)
    ids = list(tokenizer(request.text)["input_ids"])
    if not ids:
        raise WorkbenchError(
            "There is nothing to answer: the prompt is empty.",
            hint="Write a message first.",
            kind="no-prompt",
        )
    return ids


def _turns(messages: tuple[dict[str, str], ...], system_prompt: str) -> tuple[dict[str, str], ...]:
    """The messages, after the run's system prompt where they bring none."""
    if system_prompt and all(message["role"] != "system" for message in messages):
        return ({"role": "system", "content": system_prompt}, *messages)
    return messages


def _streamed(
    model: Any, tokenizer: Any, ids: list[int], request: GenerateRequest, emit: Callable[[str], None]
) -> Answer:
    torch.manual_seed(request.seed)
    pieces = _Pieces(tokenizer, request.stop, emit)
    settings = _settings(tokenizer, model, request.max_new_tokens)
    settings.update(repetition_penalty=request.repetition_penalty)
    if request.temperature > 0:
        drawn = {"temperature": request.temperature, "top_p": request.top_p, "top_k": request.top_k}
        settings.update(do_sample=True, **drawn)
    tensor = torch.tensor([ids], device=model.device)
    began = time.monotonic()
    with torch.no_grad():
        produced = model.generate(
            input_ids=tensor,
            attention_mask=torch.ones_like(tensor),
            generation_config=settings,
            streamer=pieces,
            stopping_criteria=StoppingCriteriaList([_Found(pieces)] if request.stop else []),
        )
    seconds = time.monotonic() - began
    return Answer(pieces.text, tuple(produced[0, len(ids) :].tolist()), seconds)


def _scores(
    request: GenerateRequest, room: FittingRoom, prompts: Sequence[list[int]], given: Sequence[Answer]
) -> list[dict[str, Any]]:
    """Each answer is read by its own column and by the one it is compared with."""
    others = [0 if column else min(1, len(given) - 1) for column in range(len(given))]
    read: dict[tuple[int, int], Scores] = {}  # (column that reads, column that answered)
    for reader, column in enumerate(request.columns):
        with room.wearing(column.worn) as model:
            for writer, answer in enumerate(given):
                if reader in (writer, others[writer]):
                    read[reader, writer] = token_scores.scored(model, prompts[writer], answer.ids)
    found: list[dict[str, Any]] = []
    for index, other in enumerate(others):
        own, beside = read[index, index], read[other, index]
        document: dict[str, Any] = {
            "scores": token_scores.tokens(own, None if other == index else beside, room.tokenizer)
        }
        if index:
            same = prompts[index] == prompts[other]
            document["parts"] = token_scores.divergence(own, beside, given[other].ids) if same else None
        found.append(document)
    return found


class _Pieces(TextStreamer):  # type: ignore[misc]
    """Hands on whole words as they are produced, without the prompt and without special tokens.

    With stop texts, what may be the beginning of one is held back, and nothing follows once one is found.
    """

    def __init__(self, tokenizer: Any, stop: Sequence[str], emit: Callable[[str], None]) -> None:
        super().__init__(tokenizer, skip_prompt=True, skip_special_tokens=True)
        self._stop = [text for text in stop if text]
        self._emit = emit
        self._held = ""
        self.text = ""
        self.stopped = False

    def on_finalized_text(self, text: str, stream_end: bool = False) -> None:
        if self.stopped:
            return
        held = self._held + text
        ends = [place for stop in self._stop if (place := held.find(stop)) >= 0]
        self.stopped = bool(ends)
        keep = min(ends) if ends else len(held) if stream_end else len(held) - self._begun(held)
        self._held = held[keep:]
        if keep:
            self.text += held[:keep]
            self._emit(held[:keep])

    def _begun(self, held: str) -> int:
        """How many characters at the end may be the beginning of a stop text."""
        longest = max(map(len, self._stop), default=0)
        sizes = range(min(longest - 1, len(held)), 0, -1)
        return next((n for n in sizes if any(stop.startswith(held[-n:]) for stop in self._stop)), 0)


class _Found(StoppingCriteria):  # type: ignore[misc]
    """Ends the answer once a stop text was seen."""

    def __init__(self, pieces: _Pieces) -> None:
        self._pieces = pieces

    def __call__(self, input_ids: torch.Tensor, scores: torch.Tensor, **_: Any) -> torch.Tensor:
        return torch.full((input_ids.shape[0],), self._pieces.stopped, device=input_ids.device)


class _Check(StoppingCriteria):  # type: ignore[misc]
    """Lets the run's control be heard between two tokens."""

    def __init__(self, check: Callable[[], None]) -> None:
        self._check = check

    def __call__(self, input_ids: torch.Tensor, scores: torch.Tensor, **_: Any) -> torch.Tensor:
        self._check()
        return torch.zeros(input_ids.shape[0], dtype=torch.bool, device=input_ids.device)


def _settings(tokenizer: Any, model: Any, max_new_tokens: int) -> GenerationConfig:
    """Greedy by default; the ends are the model's own, the tokenizer's, and its family's end of a turn."""
    own = model.generation_config.eos_token_id
    added, marks = tokenizer.get_added_vocab(), families.end_marks(model.config.model_type)
    ends = set(own if isinstance(own, list) else [own]) | {tokenizer.eos_token_id}
    ends |= {added[mark] for mark in marks if mark in added}
    return GenerationConfig(
        max_new_tokens=max_new_tokens,
        do_sample=False,
        eos_token_id=sorted(end for end in ends if end is not None) or None,
        pad_token_id=_pad_id(tokenizer),
        use_cache=True,
    )


def _pad_id(tokenizer: Any) -> int:
    return next((i for i in (tokenizer.pad_token_id, tokenizer.eos_token_id) if i is not None), 0)
