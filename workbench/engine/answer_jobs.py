"""Jobs in which a model answers or is judged: prompts side by side, a set as a table, rows as losses."""

from collections.abc import Callable
from typing import Any

from workbench.engine.listener import Listener


def generate(listener: Listener, **request: Any) -> dict[str, Any]:
    """{"columns": [an answer each]}: `request` has the fields of GenerateRequest, as `stream` answers them.

    Partial results are {"column": its number, "text": the next piece}.
    """
    from workbench.training.generate import GenerateRequest, stream

    asked = GenerateRequest.parse(request)
    listener.progress(0, 0, "Loading weights")
    return {"columns": stream(asked, lambda column, text: listener.partial({"column": column, "text": text}))}


def answer_prompts(listener: Listener, **request: Any) -> dict[str, Any]:
    """{"columns": [[an answer to each prompt] each]}: `request` has the fields of TableRequest.

    Partial results are {"column", "prompt", "text"}, one for each answer.
    """
    from workbench.training.prompt_table import TableRequest, answered

    asked = TableRequest.parse(request)
    listener.progress(0, 0, "Loading weights")
    total = len(asked.columns) * len(asked.prompts)
    done = 0

    def told(column: int, prompt: int, text: str) -> None:
        nonlocal done
        done += 1
        listener.partial({"column": column, "prompt": prompt, "text": text})
        listener.progress(done, total, "Answering")

    return {"columns": answered(asked, told)}


def evaluate(listener: Listener, **request: Any) -> dict[str, Any]:
    """Loss, perplexity and accuracy of each column on rows: see `training.evaluation.evaluated`."""
    from workbench.training.evaluation import EvaluateRequest, evaluated

    asked = EvaluateRequest.parse(request)
    listener.progress(0, 0, "Loading weights")
    return evaluated(asked, listener.progress)


JOBS: dict[str, Callable[..., Any]] = {
    "generate": generate,
    "answer_prompts": answer_prompts,
    "evaluate": evaluate,
}
