"""What this machine computes on: the devices that torch reports, and the one that is used."""

import platform
from dataclasses import dataclass
from typing import Literal

import torch

from workbench.core import preferences_file, processes
from workbench.core.errors import WorkbenchError

Kind = Literal["cuda", "mps", "cpu"]


@dataclass(frozen=True, slots=True)
class Device:
    """`device` is what the preferences call it: "cpu", "mps", "cuda:1"."""

    device: str
    name: str
    memory: int  # bytes


def listed() -> tuple[Device, ...]:
    """The best one first."""
    cards = []
    for index in range(torch.cuda.device_count() if torch.cuda.is_available() else 0):
        found = torch.cuda.get_device_properties(index)
        cards.append(Device(f"cuda:{index}", found.name, int(found.total_memory)))
    memory = processes.total_memory()
    if torch.backends.mps.is_available():
        cards.append(Device("mps", "Apple", memory))
    return (*cards, Device("cpu", platform.processor() or platform.machine(), memory))


def resolve_device() -> Kind:
    """The device that the preferences name, else the best there is. A card becomes torch's current one.

    Raises WorkbenchError for a device that is not there: nothing trains by surprise on another one.
    """
    wanted = preferences_file.current().device.device
    cards = torch.cuda.device_count() if torch.cuda.is_available() else 0
    kind, _, index = wanted.partition(":")
    if kind == "auto":
        return "cuda" if cards else "mps" if torch.backends.mps.is_available() else "cpu"
    if kind == "cuda" and int(index or 0) < cards:
        torch.cuda.set_device(int(index or 0))
        return "cuda"
    if kind == "mps" and torch.backends.mps.is_available():
        return "mps"
    if kind == "cpu":
        return "cpu"
    raise WorkbenchError(
        "The device {device} that the preferences name is not there.",
        hint="Choose another one under Preferences ▸ Device, or auto.",
        kind="no-device",
        device=wanted,
    )
