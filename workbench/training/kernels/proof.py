"""What a model does, found by letting it compute: before anything is replaced, and after it."""

from typing import Any

import torch

_BITS = {torch.float64: 1e-9, torch.float32: 1e-4, torch.bfloat16: 3e-2, torch.float16: 1e-2}


def same(ours: torch.Tensor, theirs: torch.Tensor) -> bool:
    """Whether two results differ by rounding alone, norm-wise, in their number format."""
    if ours.shape != theirs.shape or ours.dtype != theirs.dtype:
        return False
    exact = theirs.double()
    far = float((ours.double() - exact).norm())
    return far <= _BITS.get(theirs.dtype, 1e-4) * float(exact.norm())  # False for NaN


def few_tokens(model: Any, rows: int = 2, length: int = 12) -> torch.Tensor:
    """Tokens to try a model with, [rows, length]: the same every time."""
    vocabulary = model.get_input_embeddings().weight.shape[0]
    random = torch.Generator().manual_seed(0)
    return torch.randint(0, vocabulary, (rows, length), generator=random).to(model.device)


@torch.no_grad()
def logits(model: Any, ids: torch.Tensor, mask: torch.Tensor | None = None) -> torch.Tensor:
    """[rows, length, vocabulary], without dropout."""
    training = model.training
    model.eval()
    try:
        return model(input_ids=ids, attention_mask=mask, use_cache=False).logits  # type: ignore[no-any-return]
    finally:
        model.train(training)


def inputs(model: Any) -> dict[Any, torch.Tensor]:
    """The first tensor that each module was given in one pass, in the order of the calls.

    They are held, so that no two are mistaken for each other.
    """
    given: dict[Any, torch.Tensor] = {}

    def seen(module: Any, arguments: tuple[Any, ...]) -> None:
        if arguments and isinstance(arguments[0], torch.Tensor):
            given.setdefault(module, arguments[0])

    hooks = [module.register_forward_pre_hook(seen) for module in model.modules()]
    try:
        logits(model, few_tokens(model))
    finally:
        for hook in hooks:
            hook.remove()
    return given


@torch.no_grad()
def padding_is_unseen(model: Any) -> bool:
    """Whether tokens compute the same without a mask when padding follows them.

    Two rows of different lengths with the mask, and without it and with other padding: equal at every real
    position. True of causal models that count positions from the left.
    """
    ids = few_tokens(model)
    mask = torch.ones_like(ids)
    mask[1, 7:] = 0
    other = ids.clone()
    other[1, 7:] = ids[0, 7:].flip(0)
    real = mask.bool()
    return same(logits(model, other)[real], logits(model, ids, mask)[real])


@torch.no_grad()
def after_head(model: Any) -> tuple[float, float] | None:
    """What the model does with its head's output: (factor, cap) of logits = cap·tanh(factor·z / cap), cap 0
    for none; None when it is something else.

    The candidates stand in the config (Cohere, Granite, Gemma 2); which of them is true is tried, what is
    declared first: on small logits a cap is hardly seen.
    """
    raw: list[torch.Tensor] = []
    hook = model.get_output_embeddings().register_forward_hook(lambda _, __, output: raw.append(output))
    try:
        final = logits(model, few_tokens(model))
    finally:
        hook.remove()
    if len(raw) != 1:
        return None
    config = model.config.get_text_config()
    divided, factor = getattr(config, "logits_scaling", None), getattr(config, "logit_scale", None)
    cap = float(getattr(config, "final_logit_softcapping", None) or 0.0)
    factors = [*([1 / divided] if divided else []), *([float(factor)] if factor else []), 1.0]
    for candidate in [(f, c) for c in dict.fromkeys((cap, 0.0)) for f in factors]:
        if same(_followed(raw[0], *candidate).to(final.dtype), final):
            return candidate
    return None


def _followed(z: torch.Tensor, factor: float, cap: float) -> torch.Tensor:
    z = z * factor
    return torch.tanh(z / cap) * cap if cap else z
