"""The learning rate of each step: a pure function of the step."""

import math


def warmup_steps(share: float, steps: int) -> int:
    """`share` of the steps, but at least 5 in runs of 50 steps or more; none when the share is 0."""
    if share == 0:
        return 0
    return max(round(share * steps), 5 if steps >= 50 else 0)


def rate(
    step: int, steps: int, warmup: int, peak: float, schedule: str, cycles: int = 1, decay: float = 0.1
) -> float:
    """The rate of `step` (0-based), as transformers' get_scheduler gives it.

    `cycles` are those of the cosine with restarts; `decay` is the share of the steps in which WSD (Hu et al.
    2024, arXiv 2404.06395) falls, as a cosine.
    """
    if step < warmup:
        return peak * step / max(1, warmup)
    progress = (step - warmup) / max(1, steps - warmup)
    match schedule:
        case "constant":
            return peak
        case "linear":
            return peak * max(0.0, 1 - progress)
        case "cosine":
            return peak * _half_cosine(progress)
        case "cosine-restarts":
            return peak * _half_cosine(cycles * progress % 1.0) if progress < 1 else 0.0
        case "wsd":
            falling = max(1, round(decay * steps))
            return peak * _half_cosine(min(1.0, max(0, step - (steps - falling)) / falling))
    raise ValueError(f"unknown schedule {schedule}")


def _half_cosine(progress: float) -> float:
    """From 1 at 0 to 0 at 1."""
    return max(0.0, 0.5 * (1 + math.cos(math.pi * progress)))
