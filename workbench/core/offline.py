"""Whether libraries may use the network: said to them through the environment, before they are imported."""

import os
from collections.abc import MutableMapping

from workbench.core import preferences_file

_OFFLINE = ("HF_HUB_OFFLINE", "TRANSFORMERS_OFFLINE", "HF_DATASETS_OFFLINE")
_QUIET = ("HF_HUB_DISABLE_TELEMETRY", "DO_NOT_TRACK")  # nothing is reported to anybody, online or not


def apply(environment: MutableMapping[str, str] = os.environ) -> None:
    """For this process and its children. What the person's own environment says already is kept."""
    for name in _QUIET:
        environment.setdefault(name, "1")
    if preferences_file.current().privacy.offline:
        for name in _OFFLINE:
            environment[name] = "1"


def asked(environment: MutableMapping[str, str] = os.environ) -> bool:
    """Whether a process that starts now will be offline."""
    return preferences_file.current().privacy.offline or environment.get(_OFFLINE[0], "0") not in ("0", "")
