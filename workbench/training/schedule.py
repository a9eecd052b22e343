"""The learning rate of each step: a pure function of the step."""

import math


def warmup_steps(share: float, steps: int) -> int:
    """`share` of the steps, but at least 5 in runs of 50 steps or more; none when the share is 0."""
    if share == 0:
        return 0
    return max(round(share * steps), 5 if steps >= 50 else 0)


def rate(step: int, steps: int, warmup: int, peak: float, schedule: str) -> float:
    """The rate of `step` (0-based), as transformers' get_scheduler(schedule) gives it."""
    if step < warmup:
        return peak * step / max(1, warmup)
    progress = (step - warmup) / max(1, steps - warmup)
    match schedule:
        case "constant":
            return peak
        case "linear":
            return peak * max(0.0, 1 - progress)
        case "cosine":
            return peak * max(0.0, 0.5 * (1 + math.cos(math.pi * progress)))
    raise ValueError(f"unknown schedule {schedule}")
