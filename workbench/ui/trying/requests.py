"""What the engine is asked: the parameters of its jobs `generate`, `answer_prompts` and `evaluate`."""

from collections.abc import Sequence
from typing import Any

from workbench.ui.trying.sampling import Sampling
from workbench.ui.trying.subject import Subject
from workbench.ui.trying.wearable import Wearable

Messages = list[dict[str, str]]


def chat(
    subject: Subject,
    sampling: Sampling,
    columns: Sequence[tuple[Wearable, Messages]],
    off: Sequence[str],
    *,
    text: str,
    scores: bool,
) -> dict[str, Any]:
    """Each column goes on with its own conversation; with a `text`, all continue that instead."""
    clothes = [_clothes(worn, subject, sampling, off) for worn, _ in columns]
    request = {"model": subject.model, **sampling.drawn(), "scores": scores}
    if text:
        return request | {"columns": clothes, "text": text}
    said = [[*sampling.before(), *messages] for _, messages in columns]
    worn = [{**c, "messages": messages} for c, messages in zip(clothes, said, strict=True)]
    return request | subject.writing | {"columns": worn}


def table(
    subject: Subject,
    sampling: Sampling,
    columns: Sequence[Wearable],
    off: Sequence[str],
    prompts: Sequence[str],
) -> dict[str, Any]:
    """Every prompt to every column."""
    return subject.writing | {
        "model": subject.model,
        "columns": [_clothes(worn, subject, sampling, off) for worn in columns],
        "prompts": list(prompts),
        "max_new_tokens": sampling.max_new_tokens,
        "system": sampling.system,
    }


def evaluation(
    subject: Subject,
    sampling: Sampling,
    columns: Sequence[Wearable],
    off: Sequence[str],
    *,
    file: str,
    most: int,
) -> dict[str, Any]:
    """The rows that the run held out, or all of a file's, read as the run read its own."""
    data = subject.data.on(file) if file else subject.data
    return {
        "model": subject.model,
        "columns": [_clothes(worn, subject, sampling, off) for worn in columns],
        "data": data.model_dump(mode="json"),
        "seed": subject.seed,
        "part": "all" if file else "held-out",
        "most": most,
    }


def _clothes(worn: Wearable, subject: Subject, sampling: Sampling, off: Sequence[str]) -> dict[str, Any]:
    """Which adapter, how strongly, and without which modules: those of the document's own adapter alone."""
    if worn.is_base:
        return {}
    clothes: dict[str, Any] = {"adapter": worn.adapter, "strength": sampling.strength}
    own = worn.adapter in {subject.own.adapter, *(each.adapter for each in subject.checkpoints)}
    return clothes | ({"off": list(off)} if off and own else {})
