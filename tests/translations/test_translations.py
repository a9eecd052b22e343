"""Every text of the window has a finished translation, with the same parameters, in every language."""

from itertools import pairwise
from pathlib import Path

import pytest
import update
import visible_texts

from workbench.ui import catalogue, language
from workbench.ui.catalogue import Message

FILES = sorted(update.FOLDER.glob("*.ts"))


def _line(file: Path, source: str) -> int:
    """Where a text stands in its file, for whoever has to mend it."""
    wanted = f"<source>{update.escape(source)}</source>"
    lines = file.read_text(encoding="utf-8").splitlines()
    return next((number for number, line in enumerate(lines, 1) if wanted in line), 0)


def test_every_language_on_offer_has_a_file() -> None:
    assert [f"workbench_{code}.ts" for code in language.NAMES if code != "en"] == [f.name for f in FILES]


def test_the_search_knows_every_text_that_is_translated() -> None:
    assert visible_texts.unresolved() == [], "name their texts in visible_texts.py, or write them as literals"


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_nothing_is_missing_and_nothing_is_left_over(file: Path) -> None:
    there, wanted = set(update.finished(file)), set(visible_texts.texts())
    assert not (missing := sorted(wanted - there)), f"{len(missing)} not finished: python {update.__file__}"
    assert not sorted(there - wanted), f"no longer in the code: python {update.__file__}"


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_no_translation_loses_or_invents_a_parameter(file: Path) -> None:
    wrong = [m for m in catalogue.messages(file) if m.translation and not catalogue.fits(m)]
    assert not [f"{file.name}:{_line(file, m.source)}: {m.source} → {m.translation}" for m in wrong]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_text_is_said_in_one_way_within_its_context(file: Path) -> None:
    found: dict[tuple[str, str], Message] = {}
    twice = []
    for message in catalogue.messages(file):
        former = found.setdefault((message.context, message.source), message)
        twice += [message] if former is not message else []
    assert not twice


def test_the_writer_changes_nothing_where_nothing_changed() -> None:
    for file in FILES:
        text = file.read_text(encoding="utf-8")
        assert update.updated(text, update.finished(file)) == text


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_chinese_is_set_as_chinese(file: Path) -> None:
    """Full-width marks between Chinese signs, and a space between Chinese and Latin letters."""
    wrong = []
    for message in catalogue.messages(file):
        text = message.translation
        for before, after in pairwise(text):
            if (_is_han(before) and (after in ",;:!?" or (after.isascii() and after.isalnum()))) or (
                _is_han(after) and before.isascii() and before.isalnum()
            ):
                wrong.append(f"{_line(file, message.source)}: {text}")
    assert not [text for text in dict.fromkeys(wrong) if "M月d日" not in text]


def _is_han(sign: str) -> bool:
    return "\u4e00" <= sign <= "\u9fff"
