"""Bases and adapters for the exports."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import torch

from tests.adapters.export import bases
from tests.adapters.export.bases import Made


@pytest.fixture(autouse=True, scope="session")
def one_thread() -> None:
    torch.set_num_threads(1)


@pytest.fixture(scope="session")
def base(tiny_llama: Path, tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Path]:
    """A base folder by architecture and changes of its config; made once. Do not write to it."""
    made: dict[str, Path] = {}

    def find(name: str, **changes: Any) -> Path:
        key = f"{name} {sorted(changes.items())}"
        if key not in made:
            folder = tmp_path_factory.mktemp("bases") / name
            made[key] = bases.base(name, folder, tiny_llama, **changes)
        return made[key]

    return find


@pytest.fixture
def made(base: Callable[..., Path], tmp_path: Path) -> Callable[..., Made]:
    """A base with an adapter of stock peft: `made("llama", {"r": 4, …}, tie_word_embeddings=True)`."""

    def make(name: str, lora: dict[str, Any] | None = None, **changes: Any) -> Made:
        plan = {"target_modules": "all-linear", "r": 4, "lora_alpha": 8} | (lora or {})
        return bases.adapted(base(name, **changes), tmp_path / "adapter", **plan)

    return make
