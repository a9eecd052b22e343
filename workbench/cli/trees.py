"""A model's tree, as the commands ask for it: no weights are loaded."""

from collections.abc import Callable
from typing import Any

import click

from workbench.core.layers import LayerTree
from workbench.engine import jobs

task_flag: Callable[[Callable[..., Any]], Callable[..., Any]] = click.option(
    "--task",
    "task_type",
    metavar="TASK",
    default="",
    help="What the model shall do, in peft's words: CAUSAL_LM, SEQ_2_SEQ_LM, SEQ_CLS, TOKEN_CLS, "
    "QUESTION_ANS or FEATURE_EXTRACTION. Default: what its config.json says.",
)


def read(model: str, task_type: str = "") -> LayerTree:
    """Raises WorkbenchError when the folder holds no model that can be read."""
    return LayerTree.from_json(jobs.perform("layers", {"model": model, "task_type": task_type}))
