"""How titles and sentences of a comparison are said in the window's language."""

from workbench.core.compare.facts import LAYERS, RESULTS, Row
from workbench.core.sentence import Sentence
from workbench.services.saying import shown
from workbench.ui.setup import form

_OWN_GROUPS = (RESULTS, LAYERS)


def title(row: Row) -> str:
    """Of a setting as its field is called, of a result as core names it."""
    if row.parameter or row.group in _OWN_GROUPS:
        return shown(row.name)
    return form.said(row.title)


def value(text: str) -> str:
    return shown(text) if isinstance(text, Sentence) else text


def say(text: str) -> str:
    """For a report: sentences of core, titles of settings."""
    said = shown(text)
    return said if said != text else form.said(str(text))
