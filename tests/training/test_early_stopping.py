import pytest

from workbench.training.early_stopping import is_due, notice


@pytest.mark.parametrize(
    ("held_out", "patience", "due"),
    [
        ([], 2, False),
        ([3.0], 1, False),
        ([3.0, 3.1], 1, True),
        ([3.0, 3.0], 1, True),  # as low is no new lowest one
        ([3.0, 2.0, 2.1], 2, False),
        ([3.0, 2.0, 2.1, 2.2], 2, True),
        ([3.0, 2.0, 2.1, 1.9], 2, False),
        ([1.0, 2.0, 3.0, 4.0], 0, False),
    ],
)
def test_a_run_ends_when_the_held_out_loss_has_no_new_lowest_value(
    held_out: list[float], patience: int, due: bool
) -> None:
    assert is_due(held_out, patience) is due


def test_the_notice_says_when_and_why() -> None:
    assert (
        notice(1200, 5).message
        == "Ended at step 1,200: the held-out loss has not fallen in the last 5 measurements."
    )
