"""Brings the .ts files up to what the code says: new texts come in unfinished, vanished ones go.

    python tests/translations/update.py            # writes, and says what is missing
    python tests/translations/update.py --check    # only says

The files are Qt Linguist's own; `workbench/ui/catalogue.py` reads them.
"""

import re
import sys
from pathlib import Path
from xml.sax.saxutils import escape

import click
import visible_texts
from visible_texts import Text

from workbench.core import files, resources
from workbench.ui import catalogue

FOLDER = resources.path("translations")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)


def main(arguments: list[str]) -> int:
    missing = 0
    for file in sorted(FOLDER.glob("*.ts")):
        document = updated(file.read_text(encoding="utf-8"), finished(file))
        if "--check" not in arguments:
            files.write_text(file, document)
        done = finished(file)
        open_ = [text for text in visible_texts.texts() if text not in done]
        missing += len(open_)
        click.echo(f"{file.name}: {len(visible_texts.texts()) - len(open_)} finished, {len(open_)} missing")
    for call in visible_texts.unresolved():
        click.echo(f"workbench/{call.file}:{call.line}: {call.code} is translated, but names no text here")
    return 1 if missing or visible_texts.unresolved() else 0


def finished(file: Path) -> dict[Text, str]:
    return {Text(m.context, m.source): m.translation for m in catalogue.messages(file) if m.translation}


def updated(former: str, translations: dict[Text, str]) -> str:
    """The document with exactly the texts of the code; its head and its first comment stay."""
    root = re.search(r"<TS [^>]*>", former)
    assert root is not None
    comment = _COMMENT.search(former)
    parts = ['<?xml version="1.0" encoding="utf-8"?>', "<!DOCTYPE TS>", root.group()]
    parts += [comment.group()] if comment else []
    by_context: dict[str, list[Text]] = {}
    for text in visible_texts.texts():
        by_context.setdefault(text.context, []).append(text)
    for context in sorted(by_context):
        parts += ["<context>", f"    <name>{escape(context)}</name>"]
        for text in by_context[context]:
            done = translations.get(text, "")
            state = "" if done else ' type="unfinished"'
            parts += [
                "    <message>",
                f"        <source>{escape(text.source)}</source>",
                f"        <translation{state}>{escape(done)}</translation>",
                "    </message>",
            ]
        parts.append("</context>")
    return "\n".join([*parts, "</TS>", ""])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
