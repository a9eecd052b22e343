"""Imports point one way: each layer is imported in a fresh interpreter, which then looks at what it holds."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
QT = ("PySide6", "pyqtgraph", "shiboken6")
TORCH = ("torch", "transformers", "peft")

EVERYTHING_BELOW = """
import importlib, pkgutil
package = importlib.import_module({name!r})
for module in pkgutil.walk_packages(getattr(package, "__path__", []), package.__name__ + "."):
    importlib.import_module(module.name)
"""


def loaded_by(script: str) -> set[str]:
    """The top-level names in sys.modules after a script has run."""
    look = "\nimport sys; sys.stdout.write(' '.join({name.partition('.')[0] for name in sys.modules}))"
    ended = subprocess.run(
        [sys.executable, "-c", script + look], capture_output=True, text=True, timeout=60, cwd=ROOT
    )
    assert ended.returncode == 0, ended.stderr
    return set(ended.stdout.split())


@pytest.mark.parametrize(
    ("package", "never"),
    [
        ("workbench.core", (*QT, *TORCH, "rich", "click")),
        ("workbench.services", TORCH),
        ("workbench.ui", TORCH),
        ("workbench.app", TORCH),
        ("workbench.cli", (*QT, *TORCH)),
        ("workbench.engine.protocol", (*QT, *TORCH)),
        ("workbench.engine.jobs", (*QT, *TORCH)),
        ("workbench.display", (*QT, *TORCH, "pydantic")),
    ],
)
def test_a_layer_loads_nothing_that_is_not_its_own(package, never):
    assert loaded_by(EVERYTHING_BELOW.format(name=package)).isdisjoint(never)


def test_training_and_the_engine_know_no_window():
    loaded = loaded_by(EVERYTHING_BELOW.format(name="workbench.training"))
    assert "torch" in loaded
    assert loaded.isdisjoint(QT)


def test_the_import_contracts_hold():
    script = "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports())"
    ended = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, timeout=60, cwd=ROOT
    )
    assert ended.returncode == 0, ended.stdout + ended.stderr
