"""The Export tab as a person uses it, in the real window with a real engine."""

import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from workbench.core import runs
from workbench.services.exporter import Exporter, Offers, proposed_folder
from workbench.services.problem import Problem
from workbench.services.run_watch import RunWatch
from workbench.services.workspace import Workspace, starter_spec
from workbench.ui.example import write_example_run
from workbench.ui.example_adapter import write_example_weights
from workbench.ui.export import wording
from workbench.ui.export.page import ExportPage
from workbench.ui.window import EXPORT, Window


@pytest.fixture
def window(qtbot: Any, home: Path) -> Iterator[Window]:
    run = write_example_run(home / "runs" / "2026-11-23-finished", state="finished")
    write_example_weights(run)
    workspace = Workspace()
    window = Window(workspace)
    qtbot.addWidget(window)
    workspace.open()
    window.show()
    yield window
    workspace.close(keep_training=False)


def opened(window: Window, qtbot: Any) -> ExportPage:
    """The finished run's Export tab, as Ctrl+5 opens it."""
    window.workspace.show(window.workspace.watches[0])
    QTest.keyClick(window, Qt.Key.Key_5, Qt.KeyboardModifier.ControlModifier)
    assert window.tabs.currentIndex() == EXPORT
    qtbot.waitUntil(lambda: window.export.exporter.offers is not None, timeout=60_000)
    return window.export


def message(page: ExportPage) -> str:
    return page.banner.report()


def test_a_person_exports_looks_cancels_and_is_told_why_not(window: Window, qtbot: Any) -> None:
    """One window for all: warming an engine is the slow part."""
    page = opened(window, qtbot)
    column = page.column

    # Every format is offered, with its size and who opens it.
    for format, card in page.cards.cards.items():
        assert wording.title(format) in card.accessibleName()
        assert "MB" in card.accessibleName() or "kB" in card.accessibleName()
    assert "llama.cpp" in page.cards.cards["gguf"].accessibleName()
    assert page.cards.format == "peft"
    assert column.export.isEnabled()

    # A card is chosen with the mouse; the column follows, with the format's own default.
    QTest.mouseClick(page.cards.cards["merged"], Qt.MouseButton.LeftButton)
    assert column.title.text() == "Merged model"
    QTest.mouseClick(page.cards.cards["gguf"], Qt.MouseButton.LeftButton)
    assert column.dtype.value() == "float16"
    assert not column.ranks.isVisible()
    folder = Path(column.folder.value())
    assert folder == proposed_folder(window.workspace.current, "gguf", -1)
    assert column.free.value().startswith("✓ ")

    # Export writes it, loads it again and says what it answers.
    with qtbot.waitSignal(page.exporter.done, timeout=120_000):
        QTest.mouseClick(column.export, Qt.MouseButton.LeftButton)
        assert page.exporter.busy
        assert column.cancel.isVisible()
        assert not column.export.isVisible()
    assert "Done: GGUF, " in message(page)
    assert "loads ✓ · says “" in message(page)
    assert sorted(path.suffix for path in folder.iterdir()) == [".gguf", ".json", ".md", ".svg"]
    assert json.loads((folder / "lineage.json").read_text())["parameters"]["format"] == "gguf"
    watch = window.workspace.current
    assert isinstance(watch, RunWatch)
    assert [event.format for event in runs.history(watch.run).exported] == ["gguf"]

    # The next proposal is another folder; a taken one is refused beside its cause.
    assert Path(column.folder.value()) != folder
    column.show_folder(folder)
    with qtbot.waitSignal(page.exporter.failed, timeout=60_000):
        QTest.mouseClick(column.export, Qt.MouseButton.LeftButton)
    assert "is not an empty folder" in message(page)

    # The other formats, one after the other (a script needs the run's data): each is loaded again.
    for format in ("peft", "merged", "gguf-lora", "ollama", "mlx"):
        QTest.mouseClick(page.cards.cards[format], Qt.MouseButton.LeftButton)
        made = folder.with_name(format)
        column.show_folder(made)
        with qtbot.waitSignal(page.exporter.done, timeout=60_000):
            QTest.mouseClick(column.export, Qt.MouseButton.LeftButton)
        assert f"Done: {wording.title(format)}, " in message(page)
        assert "loads ✓" in message(page)
        assert json.loads((made / "lineage.json").read_text())["parameters"]["format"] == format
        shutil.rmtree(made)

    # Cancel leaves nothing.
    QTest.mouseClick(page.cards.cards["merged"], Qt.MouseButton.LeftButton)
    target = Path(column.folder.value())
    with qtbot.waitSignal(page.exporter.progress, timeout=60_000):
        QTest.mouseClick(column.export, Qt.MouseButton.LeftButton)
    QTest.mouseClick(column.cancel, Qt.MouseButton.LeftButton)
    assert not page.exporter.busy
    assert "nothing was written" in message(page)
    assert [path.name for path in target.parent.iterdir()] == [folder.name]

    # A draft has nothing yet, and says what to do.
    window.workspace.show(window.workspace.new_draft(starter_spec()))
    window.select_tab(EXPORT)
    assert page.nothing.isVisible()
    assert "Nothing to export yet." in page.nothing._title.text()
    QTest.mouseClick(page.setup_button, Qt.MouseButton.LeftButton)
    assert window.tabs.currentIndex() == 0


OFFERS = {
    "name": "x",
    "base": "starter",
    "offers": [
        {
            "format": name,
            "sizes": {} if name == "gguf" else {"float32": 22_000_000, "float16": 11_000_000},
            "rooms": {"float32": 22_000_000, "float16": 10**18},
            "padded": {"float32": 44_000_000, "float16": 21_000_000} if name == "peft" else {},
            "programs": ["peft"],
            "notes": ["vLLM reads one rank."] if name == "peft" else [],
            "reason": "Models of type “mixtral” are not written as GGUF here." if name == "gguf" else "",
            "hint": "Export the merged model." if name == "gguf" else "",
        }
        for name in ("peft", "merged", "gguf", "gguf-lora", "ollama", "mlx", "script")
    ],
}


class Answering(Exporter):
    """Offers without an engine."""

    def look(self, look: object, base: str = "") -> None:
        self.problem = None
        self.offers = Offers.from_json(OFFERS) if look is not None else None
        self.changed.emit()


@pytest.fixture
def page(qtbot: Any, home: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[], ExportPage]]:
    monkeypatch.setattr("workbench.ui.export.page.Exporter", Answering)
    run = write_example_run(home / "runs" / "2026-11-23-finished", state="finished")
    write_example_weights(run)
    workspace = Workspace()
    page = ExportPage(workspace)
    qtbot.addWidget(page)
    qtbot.addWidget(page.column)
    workspace.open_run(run.path)
    page.resize(808, 600)
    page.show()
    page.column.show()
    page.show_document(workspace.current)
    yield page
    workspace.close(keep_training=False)


def test_unequal_ranks_are_said_and_can_be_made_one(page: Any) -> None:
    assert page.column.ranks.isVisible()
    assert page.column.notes.text() == "vLLM reads one rank."
    page.column.ranks.set_value(True)
    asked: list[Any] = []
    page.exporter.export = asked.append
    QTest.mouseClick(page.column.export, Qt.MouseButton.LeftButton)
    assert (asked[0].format, asked[0].one_rank, asked[0].dtype) == ("peft", True, "float32")


def test_a_format_that_cannot_be_says_why_and_what_else(page: Any) -> None:
    QTest.mouseClick(page.cards.cards["gguf"], Qt.MouseButton.LeftButton)
    assert not page.column.export.isEnabled()
    assert "mixtral" in page.column.reason.text()
    assert "Export the merged model." in page.column.reason.text()
    assert not page.column.dtype.isVisible()


def test_size_and_room_follow_the_number_format_and_the_ranks(page: Any) -> None:
    column = page.column
    assert (column.size.value(), column.free.value()[:2]) == ("22 MB", "✓ ")
    column.dtype.setFocus()
    QTest.keyClick(column.dtype, Qt.Key.Key_Down)
    assert column.size.value() == "11 MB"
    assert not column.free.value().startswith("✓"), "more is needed meanwhile than the result takes"
    column.ranks.setFocus()
    QTest.keyClick(column.ranks, Qt.Key.Key_Down)
    assert column.size.value() == "21 MB"


def test_cards_stand_in_as_many_columns_as_fit(page: Any, qtbot: Any) -> None:
    for width, columns in ((808, 3), (1352, 5), (300, 1)):
        page.resize(width, 700)
        qtbot.waitUntil(lambda columns=columns: page.cards._columns == columns)
    cards = page.cards.cards.values()
    assert len({card.width() for card in cards}) == 1


def test_what_cannot_be_read_is_said_instead_of_cards(page: Any) -> None:
    page.exporter.offers = None
    page.exporter.problem = Problem("The base model x is not on this machine.", "Give its folder.", "no-base")
    page.exporter.changed.emit()
    assert not page.cards.isVisible()
    assert "The base model x is not on this machine." in message(page)
    assert not page.column.export.isVisible()


def test_keys_choose_a_card(page: Any) -> None:
    page.cards.cards["mlx"].setFocus()
    QTest.keyClick(page.cards.cards["mlx"], Qt.Key.Key_Return)
    assert page.cards.format == "mlx"
    assert page.column.title.text() == "MLX"
