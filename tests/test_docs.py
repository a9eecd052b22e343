"""The documentation says what is so: events with their fields, files that exist."""

import dataclasses
import re
from pathlib import Path

import pytest

from workbench.core import events
from workbench.core.runs import VERBS

ROOT = Path(__file__).parent.parent
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md"), ROOT / "tests" / "README.md"])
_LINK = re.compile(r"\[[^\]]*\]\((?!https?:|#)([^)#]+)[^)]*\)")
_FORMATS = (ROOT / "docs" / "files-and-formats.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_leads_somewhere(page: Path) -> None:
    led = _LINK.findall(page.read_text(encoding="utf-8"))
    assert [link for link in led if not (page.parent / link).exists()] == []


def test_every_page_is_listed() -> None:
    index = (ROOT / "docs" / "README.md").read_text(encoding="utf-8")
    pages = {page.name for page in (ROOT / "docs").glob("*.md")} - {"README.md", "README.zh-CN.md"}
    assert pages <= set(_LINK.findall(index))


def test_every_event_is_described_with_its_fields() -> None:
    rows = dict(re.findall(r"^\| `(\w+)` \| ([^|]*) \|", _FORMATS, re.MULTILINE))
    described = {name: re.findall(r"`(\w+)`", fields) for name, fields in rows.items()}
    for kind in events.Event.__args__:
        assert described.get(kind.__name__) == [field.name for field in dataclasses.fields(kind)]


def test_every_verb_is_named() -> None:
    told = _FORMATS.partition("Verbs:")[2]
    assert [verb for verb in VERBS if f"`{verb}`" not in told] == []


def test_every_test_file_has_a_name_of_its_own() -> None:
    """pytest imports them by their names alone."""
    names = [file.name for file in (ROOT / "tests").rglob("test_*.py")]
    assert sorted(names) == sorted(set(names))
