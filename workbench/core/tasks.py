"""Which tasks can be trained so far."""

from workbench.core.errors import WorkbenchError


def must_be_causal(task_type: str, architecture: str) -> None:
    """Raises WorkbenchError unless the model continues a text: the only task that can be trained so far."""
    if task_type != "CAUSAL_LM":
        raise WorkbenchError(
            "{architecture} is not a causal language model: its layers can be looked at, not trained.",
            hint="Choose a model that generates text: its config.json names an architecture …ForCausalLM.",
            kind="not-causal",
            architecture=architecture,
        )
