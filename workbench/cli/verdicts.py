"""What a run's curves say about it, for the terminal: sentences, their numbers, and what to do next."""

import json
import shlex
from collections.abc import Sequence
from typing import Any

from workbench.core.findings import Finding
from workbench.core.runs import RunFolder


def lines(found: Sequence[Finding], run: RunFolder) -> list[str]:
    told = []
    for finding in found:
        told.append(f"! {finding.said.text}")
        told.append(f"  {finding.evidence.text}")
        settings = [f"{key}={value:g}" for key, value in finding.remedy.settings.items()]
        if finding.remedy.ranks:
            settings.append(f"layers.ranks={json.dumps(dict(finding.remedy.ranks))}")
        if settings:
            words = ["workbench", "train", str(run.spec_file)]
            words += [word for setting in settings for word in ("--set", setting)]
            told.append(f"  Next: {shlex.join(words)}")
    return told


def document(finding: Finding) -> dict[str, Any]:
    return {
        "kind": finding.kind,
        "said": finding.said.text,
        "evidence": finding.evidence.text,
        "step": finding.step if finding.step >= 0 else None,
        "settings": dict(finding.remedy.settings),
        "ranks": dict(finding.remedy.ranks),
    }
