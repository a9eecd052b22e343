"""The table of optimisations, and where it is told."""

from pathlib import Path

import pytest

from workbench.core import optimisations

DOCS = Path(__file__).parents[2] / "docs" / "speed.md"


def test_the_page_on_speed_lists_every_optimisation_in_its_own_words() -> None:
    rows = [line for line in DOCS.read_text(encoding="utf-8").splitlines() if line.startswith("| `")]
    assert rows == [f"| `{item.name}` | {item.title}. {item.help} |" for item in optimisations.OPTIMISATIONS]


def test_several_are_named_with_commas_and_an_unknown_one_is_refused() -> None:
    first, second = optimisations.NAMES[:2]
    assert optimisations.names(f"{first}, {second}") == {first, second}
    assert optimisations.names("") == frozenset()
    with pytest.raises(ValueError, match="slow-mode is not among"):
        optimisations.names("slow-mode")
