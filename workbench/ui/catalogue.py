"""Translations as Qt Linguist's own .ts files, read as they are: nothing is compiled or binary."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree

from PySide6.QtCore import QObject, QTranslator

WORDS = "Values"  # single words among parameters: looked up here alone, so that a name is never translated
_PLACEHOLDER = re.compile(r"\{(\w+)[^{}]*\}")


class Message(NamedTuple):
    context: str
    source: str
    translation: str  # "" while it is not finished


class Catalogue(QTranslator):
    """One language. A text is looked up in its own context, else in any.

    What is not finished, and what would lose or invent a parameter, is not used: the English is shown.
    """

    def __init__(self, file: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.refused: list[Message] = []
        self._own: dict[tuple[str, str], str] = {}
        self._any: dict[str, str] = {}
        for message in messages(file):
            if not message.translation:
                continue
            if not fits(message):
                self.refused.append(message)
                continue
            self._own[message.context, message.source] = message.translation
            if message.context != WORDS:
                self._any.setdefault(message.source, message.translation)

    def isEmpty(self) -> bool:
        return not self._own

    def translate(
        self, context: str, source: str, disambiguation: str | None = None, n: int = -1
    ) -> str | None:
        """None: unknown here, so another catalogue is asked, and at last the English is shown."""
        found = self._own.get((context, source))
        return found if found is not None or context == WORDS else self._any.get(source)


def messages(file: Path) -> Iterator[Message]:
    """What a .ts file says, in its order."""
    for context in ElementTree.parse(file).getroot().iter("context"):
        name = context.findtext("name", "")
        for message in context.iter("message"):
            translation = message.find("translation")
            done = translation is not None and translation.get("type") is None
            said = (translation.text or "") if done and translation is not None else ""
            yield Message(name, message.findtext("source", ""), said)


def placeholders(text: str) -> set[str]:
    """The names of a template's parameters: {"count", "path"}."""
    return set(_PLACEHOLDER.findall(text))


def fits(message: Message) -> bool:
    """Whether the translation takes the same parameters as the English."""
    return placeholders(message.source) == placeholders(message.translation)
