"""Devices: what torch reports, and which one is used."""

import pytest
import torch

from workbench.core import preferences_file
from workbench.core.errors import WorkbenchError
from workbench.training import devices


def test_the_processor_is_always_there_and_comes_last() -> None:
    found = devices.listed()
    assert found[-1].device == "cpu"
    assert found[-1].memory > 1 << 28
    assert len(found) == 1 + torch.cuda.device_count() + torch.backends.mps.is_available()


def test_the_preferences_name_the_device() -> None:
    preferences_file.changed({"device.device": "cpu"})
    assert devices.resolve_device() == "cpu"


@pytest.mark.parametrize("missing", ["cuda:63", "mps"])
def test_a_device_that_is_not_there_is_refused(missing: str) -> None:
    if missing == "mps" and torch.backends.mps.is_available():
        pytest.skip("this machine has it")
    preferences_file.changed({"device.device": missing})
    with pytest.raises(WorkbenchError, match=missing) as caught:
        devices.resolve_device()
    assert "Preferences" in caught.value.hint


def test_a_card_of_the_preferences_becomes_the_current_one(monkeypatch: pytest.MonkeyPatch) -> None:
    taken: list[int] = []
    monkeypatch.setattr(torch.cuda, "is_available", lambda: True)
    monkeypatch.setattr(torch.cuda, "device_count", lambda: 2)
    monkeypatch.setattr(torch.cuda, "set_device", taken.append)
    preferences_file.changed({"device.device": "cuda:1"})
    assert devices.resolve_device() == "cuda"
    assert taken == [1]
