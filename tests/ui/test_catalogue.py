"""Translations as Qt Linguist writes them: what is used, what is refused, and how the language is chosen."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QLocale
from PySide6.QtWidgets import QDialogButtonBox

from workbench.core.errors import WorkbenchError
from workbench.core.sentence import Sentence
from workbench.services.problem import Problem
from workbench.services.saying import shown
from workbench.ui import catalogue, language
from workbench.ui.catalogue import Catalogue

TS = """<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>Page</name>
    <message><source>Start</source><translation>开始</translation></message>
    <message><source>{count} rows</source><translation>{count} 行</translation></message>
    <message><source>{count} rows of {path}</source><translation>{count} 行</translation></message>
    <message><source>Stop</source><translation>{when} 停止</translation></message>
    <message><source>Pause</source><translation type="unfinished">暂</translation></message>
</context>
<context>
    <name>Other</name>
    <message><source>Start</source><translation>启动</translation></message>
</context>
<context>
    <name>Core</name>
    <message><source>{path} cannot be read: {reason}.</source>
    <translation>无法读取 {path}：{reason}。</translation></message>
    <message><source>Permission denied</source><translation>没有权限</translation></message>
    <message>
        <source>The {numbering} {line} of {files}</source>
        <translation>{files} 的{numbering} {line}</translation>
    </message>
</context>
<context>
    <name>Values</name>
    <message><source>row</source><translation>行</translation></message>
    <message><source>, </source><translation>、</translation></message>
</context>
</TS>
"""


@pytest.fixture
def made(tmp_path: Path) -> Catalogue:
    file = tmp_path / "workbench_zh_CN.ts"
    file.write_text(TS, encoding="utf-8")
    return Catalogue(file)


@pytest.fixture
def english_again(qapp: object) -> Iterator[None]:
    yield
    language.switch().set_choice(language.ENGLISH)


@pytest.mark.parametrize(
    ("context", "source", "said"),
    [
        ("Page", "Start", "开始"),
        ("Other", "Start", "启动"),
        ("Third", "Start", "开始"),
        ("Page", "{count} rows", "{count} 行"),
        ("Page", "{count} rows of {path}", None),
        ("Page", "Stop", None),
        ("Page", "Pause", None),
        ("Page", "Unknown", None),
        ("Values", "Start", None),
        ("Values", "row", "行"),
        ("Page", "row", None),
    ],
)
def test_a_text_is_looked_up(made: Catalogue, context: str, source: str, said: str | None) -> None:
    assert made.translate(context, source) == said


def test_a_translation_that_loses_or_invents_a_parameter_is_refused_and_named(made: Catalogue) -> None:
    assert [message.source for message in made.refused] == ["{count} rows of {path}", "Stop"]


def test_placeholders_are_found_with_their_formats() -> None:
    assert catalogue.placeholders("{a:,} of {b}, {a} {{c}} {}") == {"a", "b", "c"}


def test_errors_are_said_in_the_language_of_the_moment(made: Catalogue, qapp: object) -> None:
    problem = Problem.of(
        WorkbenchError("{path} cannot be read: {reason}.", path="a.json", reason="Permission denied")
    )
    QCoreApplication.installTranslator(made)
    assert problem.message == "无法读取 a.json：没有权限。"
    parts = Sentence("The {numbering} {line} of {files}", numbering="row", line=3, files=["a", "row x"])
    assert shown(parts) == "a、row x 的行 3"
    QCoreApplication.removeTranslator(made)
    assert problem.message == "a.json cannot be read: Permission denied."
    assert isinstance(problem.said, Sentence)


@pytest.mark.usefixtures("english_again")
def test_a_choice_is_shown_at_once_and_told() -> None:
    told: list[str] = []
    language.switch().changed.connect(told.append)
    language.switch().set_choice("zh_CN")
    assert language.switch().shown == "zh_CN"
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
    assert box.button(QDialogButtonBox.StandardButton.Cancel).text() == "取消"  # Qt's own
    language.switch().set_choice("en")
    assert told == ["zh_CN", "en"]
    language.switch().changed.disconnect(told.append)


@pytest.mark.parametrize(
    ("tags", "shown"),
    [
        (["zh-Hans-CN", "zh"], "zh_CN"),
        (["zh-SG"], "zh_CN"),
        (["zh-Hant-TW", "zh-TW"], "en"),
        (["de-DE", "zh-CN"], "zh_CN"),
        (["en-GB", "zh-CN"], "en"),
        (["C"], "en"),
    ],
)
def test_the_system_s_language_is_taken_where_it_is_known(
    monkeypatch: pytest.MonkeyPatch, tags: list[str], shown: str
) -> None:
    class System:
        def uiLanguages(self) -> list[str]:
            return tags

    class Locale(QLocale):
        @staticmethod
        def system() -> System:
            return System()

    monkeypatch.setattr(language, "QLocale", Locale)
    assert language.of_the_system() == shown
