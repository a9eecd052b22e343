"""When a run has stopped getting better on the rows that it does not learn from."""

from collections.abc import Sequence

from workbench.core.events import Notice
from workbench.core.sentence import Sentence


def is_due(held_out: Sequence[float], patience: int) -> bool:
    """Whether the last `patience` of these losses brought no new lowest one; never with a patience of 0."""
    if not patience or not held_out:
        return False
    return len(held_out) - 1 - held_out.index(min(held_out)) >= patience


def notice(step: int, patience: int) -> Notice:
    said = "Ended at step {step:,}: the held-out loss has not fallen in the last measurement."
    if patience > 1:
        said = "Ended at step {step:,}: the held-out loss has not fallen in the last {patience} measurements."
    return Notice(Sentence(said, step=step, patience=patience))
