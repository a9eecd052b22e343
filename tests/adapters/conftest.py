"""Adapters of tiny models: one thread is enough."""

import pytest
import torch


@pytest.fixture(autouse=True, scope="session")
def one_thread() -> None:
    """Tiny matrices gain nothing from a second thread, and lose much when another process wants it."""
    torch.set_num_threads(1)
