"""Answers from the base and from the adapter: batched and greedy for samples, streamed for a person."""

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any, Literal

import torch
from transformers import GenerationConfig
from transformers.generation.stopping_criteria import StoppingCriteria, StoppingCriteriaList
from transformers.generation.streamers import TextStreamer

from workbench.core import resources
from workbench.core.errors import WorkbenchError
from workbench.training import adapter as adapters
from workbench.training import introspect, models
from workbench.training.data.template import Style, conversation_ids

Side = Literal["base", "adapter"]


@dataclass(frozen=True)
class GenerateRequest:
    """One prompt for the base, the adapter, or both. `adapter` is a peft adapter's folder."""

    model: str
    adapter: str | None
    messages: tuple[dict[str, str], ...]  # [{"role": "user", "content": "…"}]
    max_new_tokens: int = 256
    temperature: float = 0.7  # 0 is greedy
    top_p: float = 0.9
    seed: int = 0
    strength: float = 1.0  # the adapter's scale times this
    sides: tuple[Side, ...] = ("base", "adapter")
    system_prompt: str = ""  # with the next two: as the run wrote its rows
    template: str = ""
    template_arguments: Mapping[str, Any] = field(default_factory=dict)


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


def _style(request: GenerateRequest) -> Style:
    return Style(request.system_prompt, request.template, request.template_arguments)


def _turns(request: GenerateRequest) -> tuple[dict[str, str], ...]:
    """The messages, after the run's system prompt where they bring none."""
    if request.system_prompt and all(message["role"] != "system" for message in request.messages):
        return ({"role": "system", "content": request.system_prompt}, *request.messages)
    return request.messages


def stream(request: GenerateRequest, emit: Callable[[Side, str], None]) -> dict[str, Any]:
    """Answers a prompt piece by piece. Returns {side: {"text", "tokens", "seconds"}}.

    The model stays loaded for the next request of this process.
    """
    model, tokenizer = _loaded(request)
    ids = conversation_ids(_turns(request), tokenizer, _style(request))
    result: dict[str, Any] = {}
    for side in request.sides:
        if side == "adapter" and request.adapter is None:
            continue
        tell = partial(emit, side)
        with _worn(model, request, side):
            result[side] = _streamed(model, tokenizer, ids, request, tell)
    return result


def _streamed(
    model: Any, tokenizer: Any, ids: list[int], request: GenerateRequest, emit: Callable[[str], None]
) -> dict[str, Any]:
    torch.manual_seed(request.seed)
    pieces: list[str] = []

    def told(piece: str) -> None:
        pieces.append(piece)
        emit(piece)

    settings = _settings(tokenizer, model, request.max_new_tokens)
    if request.temperature > 0:
        settings.update(do_sample=True, temperature=request.temperature, top_p=request.top_p, top_k=0)
    tensor = torch.tensor([ids], device=model.device)
    began = time.monotonic()
    with torch.no_grad():
        produced = model.generate(
            input_ids=tensor,
            attention_mask=torch.ones_like(tensor),
            generation_config=settings,
            streamer=_Pieces(tokenizer, told),
        )
    seconds = time.monotonic() - began
    return {"text": "".join(pieces), "tokens": int(produced.shape[1]) - len(ids), "seconds": seconds}


class _Pieces(TextStreamer):  # type: ignore[misc]
    """Hands on whole words as they are produced, without the prompt and without special tokens."""

    def __init__(self, tokenizer: Any, emit: Callable[[str], None]) -> None:
        super().__init__(tokenizer, skip_prompt=True, skip_special_tokens=True)
        self._emit = emit

    def on_finalized_text(self, text: str, stream_end: bool = False) -> None:
        if text:
            self._emit(text)


class _Check(StoppingCriteria):  # type: ignore[misc]
    """Lets the run's control be heard between two tokens."""

    def __init__(self, check: Callable[[], None]) -> None:
        self._check = check

    def __call__(self, input_ids: torch.Tensor, scores: torch.Tensor, **_: Any) -> torch.Tensor:
        self._check()
        return torch.zeros(input_ids.shape[0], dtype=torch.bool, device=input_ids.device)


def _settings(tokenizer: Any, model: Any, max_new_tokens: int) -> GenerationConfig:
    """Greedy by default; the ends are the model's own and the tokenizer's."""
    own = model.generation_config.eos_token_id
    ends = set(own if isinstance(own, list) else [own]) | {tokenizer.eos_token_id}
    return GenerationConfig(
        max_new_tokens=max_new_tokens,
        do_sample=False,
        eos_token_id=sorted(end for end in ends if end is not None) or None,
        pad_token_id=_pad_id(tokenizer),
        use_cache=True,
    )


def _pad_id(tokenizer: Any) -> int:
    return next((i for i in (tokenizer.pad_token_id, tokenizer.eos_token_id) if i is not None), 0)


_cache: dict[tuple[str, str, float], tuple[Any, Any]] = {}


def _loaded(request: GenerateRequest) -> tuple[Any, Any]:
    """Model (with its adapter) and tokenizer; one pair is kept, keyed by the adapter's time of saving."""
    folder = resources.model_path(request.model)
    weights = Path(request.adapter) / "adapter_model.safetensors" if request.adapter else None
    if weights is not None and not weights.is_file():
        raise WorkbenchError(
            "{folder} holds no adapter (adapter_model.safetensors is missing).",
            hint="Choose a run that has saved one, or a peft adapter folder.",
            folder=request.adapter,
        )
    key = (str(folder), str(weights), weights.stat().st_mtime if weights else 0.0)
    if key not in _cache:
        _cache.clear()
        tree = introspect.layer_tree(folder)
        dtype = models.resolve_dtype("auto", tree)
        models.check_memory(tree, dtype)
        model = models.load_model(folder, dtype, models.resolve_device())
        if request.adapter:
            model = adapters.load(model, Path(request.adapter))
        _cache[key] = (model.eval(), models.load_tokenizer(folder))
    return _cache[key]


@contextmanager
def _worn(model: Any, request: GenerateRequest, side: Side) -> Iterator[None]:
    """The model with the adapter at the asked strength, or without it."""
    if request.adapter is None:
        yield
    elif side == "base":
        with adapters.without(model):
            yield
    else:
        with adapters.strength(model, request.strength):
            yield
