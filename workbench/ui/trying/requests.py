"""What the engine is asked: the parameters of its jobs `generate` and `answer_prompts`."""

from collections.abc import Sequence
from typing import Any

from workbench.core import resources
from workbench.services.run_watch import RunWatch
from workbench.ui.trying.sampling import Sampling
from workbench.ui.trying.wearables import Wearable

Messages = list[dict[str, str]]


def chat(
    watch: RunWatch,
    sampling: Sampling,
    columns: Sequence[tuple[Wearable, Messages]],
    off: Sequence[str],
    *,
    text: str,
    scores: bool,
) -> dict[str, Any]:
    """Each column goes on with its own conversation; with a `text`, all continue that instead."""
    clothes = [_clothes(worn, watch, sampling, off) for worn, _ in columns]
    request = {"model": _model(watch), **sampling.drawn(), "scores": scores}
    if text:
        return request | {"columns": clothes, "text": text}
    said = [[*sampling.before(), *messages] for _, messages in columns]
    worn = [{**c, "messages": messages} for c, messages in zip(clothes, said, strict=True)]
    return request | watch.spec.data.writing() | {"columns": worn}


def table(
    watch: RunWatch,
    sampling: Sampling,
    columns: Sequence[Wearable],
    off: Sequence[str],
    prompts: Sequence[str],
) -> dict[str, Any]:
    """Every prompt to every column."""
    return watch.spec.data.writing() | {
        "model": _model(watch),
        "columns": [_clothes(worn, watch, sampling, off) for worn in columns],
        "prompts": list(prompts),
        "max_new_tokens": sampling.max_new_tokens,
        "system": sampling.system,
    }


def _clothes(worn: Wearable, watch: RunWatch, sampling: Sampling, off: Sequence[str]) -> dict[str, Any]:
    """Which adapter, how strongly, and without which modules: those of the run's own adapter alone."""
    if worn.is_base:
        return {}
    clothes: dict[str, Any] = {"adapter": worn.adapter, "strength": sampling.strength}
    own = worn.adapter == str(watch.run.adapter)
    return clothes | ({"off": list(off)} if off and own else {})


def _model(watch: RunWatch) -> str:
    return str(resources.model_path(watch.spec.model.path))
