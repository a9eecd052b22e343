import pytest
import torch
from transformers import get_scheduler

from workbench.training.schedule import rate, warmup_steps

THEIRS = {
    "constant": ("constant_with_warmup", {}),
    "linear": ("linear", {}),
    "cosine": ("cosine", {}),
    "cosine-restarts": ("cosine_with_restarts", {"num_cycles": 3}),
    "wsd": ("warmup_stable_decay", {}),
}


@pytest.mark.parametrize("schedule", THEIRS)
@pytest.mark.parametrize(("steps", "warmup"), [(100, 5), (60, 0), (7, 2)])
def test_the_rate_of_every_step_is_that_of_transformers(schedule: str, steps: int, warmup: int) -> None:
    optimizer = torch.optim.SGD([torch.nn.Parameter(torch.zeros(1))], lr=3e-4)
    name, own = THEIRS[schedule]
    if schedule == "wsd":
        own = {"num_decay_steps": max(1, round(0.2 * steps))}
    theirs = get_scheduler(
        name, optimizer, num_warmup_steps=warmup, num_training_steps=steps, scheduler_specific_kwargs=own
    )
    for step in range(steps):
        assert rate(step, steps, warmup, 3e-4, schedule, 3, 0.2) == pytest.approx(
            theirs.get_last_lr()[0], rel=1e-12, abs=1e-18
        )
        optimizer.step()
        theirs.step()


@pytest.mark.parametrize(
    ("share", "steps", "expected"), [(0.03, 1000, 30), (0.03, 60, 5), (0.03, 20, 1), (0, 1000, 0)]
)
def test_warm_up_is_a_share_of_the_run_but_not_too_short(share: float, steps: int, expected: int) -> None:
    assert warmup_steps(share, steps) == expected
