"""Runs made of the tiny model and a few rows."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import torch

from workbench.core import runs
from workbench.core.runs import RunFolder
from workbench.core.spec import RunSpec, parse


@pytest.fixture(autouse=True, scope="session")
def one_thread() -> None:
    """Tiny matrices gain nothing from a second thread, and lose much when another process wants it."""
    torch.set_num_threads(1)


@pytest.fixture(scope="session")
def chats(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """60 short conversations, all different."""
    file = tmp_path_factory.mktemp("data") / "chats.jsonl"
    rows = [
        {
            "messages": [
                {"role": "user", "content": f"say {i}"},
                {"role": "assistant", "content": f"{i} it is"},
            ]
        }
        for i in range(60)
    ]
    file.write_text("\n".join(map(json.dumps, rows)))
    return file


@pytest.fixture
def new_run(tiny_llama: Path, chats: Path, tmp_path: Path) -> Callable[..., RunFolder]:
    """A run folder that is ready for a worker; keyword arguments are parts of the spec that differ."""

    def make(folder: str = "run", **parts: dict[str, Any]) -> RunFolder:
        document: dict[str, Any] = {
            "model": {"path": str(tiny_llama)},
            "data": {"path": str(chats)},
            "layers": {"rank": 4},
            "training": {"steps": 6, "batch_size": 8, "learning_rate": 1e-2, "threads": 1},
            "watch": {"evaluations": 2, "samples": 2, "sample_tokens": 4, "compared_rows": 2},
        }
        for part, changes in parts.items():
            document[part] = document.get(part, {}) | changes
        spec: RunSpec = parse(document)
        return runs.create(spec, tmp_path / folder)

    return make
