"""Garbage is collected where the window lives."""

import gc
import weakref
from collections.abc import Iterator
from typing import Any

import pytest

from workbench.services.collector import Collector, collect


class Ring:
    """Refers to itself: only the collector can free it."""

    def __init__(self) -> None:
        self.me = self


@pytest.fixture(autouse=True)
def on_again() -> Iterator[None]:
    yield
    gc.enable()


def test_pythons_own_collector_rests_and_the_timer_does_its_work(qtbot: Any) -> None:
    collector = Collector()
    assert not gc.isenabled()
    ring = weakref.ref(Ring())
    held = [[] for _ in range(gc.get_threshold()[0] + 1)]  # allocations that make a collection due
    qtbot.waitUntil(lambda: ring() is None, timeout=5000)
    assert held
    assert collector is not None


def test_nothing_is_collected_before_it_is_due() -> None:
    gc.collect()
    gc.disable()
    ring = weakref.ref(Ring())
    collect()
    assert ring() is not None
