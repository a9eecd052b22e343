"""Sets of prompts on the Try page: answered as tables, kept, edited, over checkpoints."""

from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt

from tests.ui.trying.try_hands import Show, press
from workbench.core import checkpoints, prompt_sets
from workbench.core.prompt_sets import PromptSet
from workbench.ui.trying.page import TryPage


def test_a_set_is_answered_as_a_table(page: TryPage, show: Show, engines: Any, qtbot: Any) -> None:
    watch = show("finished")
    press(qtbot, page.bar, "Prompt set")
    assert not page.chat.message.isVisible()
    press(qtbot, page.column, "Ask 3 prompts")
    (asked,) = engines.asked
    assert asked["prompts"] == list(dict.fromkeys(s.prompt for s in watch.history.samples))
    assert asked["columns"] == [{}, {"adapter": str(watch.run.adapter), "strength": 1.0}]
    engines.jobs[0].partial.emit({"column": 1, "prompt": 2, "text": "A fox."})
    engines.jobs[0].done.emit({"columns": []})
    rows = page.table.rows()
    assert rows[0] == ["Prompt", "Base", "★ step 180"]
    assert rows[3] == ["Tell me a story about a fox.", "", "A fox."]


def test_a_set_of_one_s_own_is_copied_edited_renamed_and_removed(
    page: TryPage, show: Show, qtbot: Any
) -> None:
    show("finished")
    press(qtbot, page.bar, "Prompt set")
    assert not page.table.remove.isVisible(), "the run's own prompts stay"
    qtbot.mouseClick(page.table.copy, Qt.MouseButton.LeftButton)
    assert page.table.choice.value() == "My prompts 1"
    last = page.table.table.rowCount() - 1
    page.table.table.item(last, 0).setText("And now?")
    assert page.table.prompts()[-1] == "And now?"
    page.table.name.setFocus()
    page.table.name.selectAll()
    qtbot.keyClicks(page.table.name, "mine")
    qtbot.keyClick(page.table.name, Qt.Key.Key_Return)
    (kept,), damaged = prompt_sets.listed()
    assert (kept.name, len(kept.prompts), damaged) == ("mine", 4, [])
    qtbot.mouseClick(page.table.remove, Qt.MouseButton.LeftButton)
    assert prompt_sets.listed() == ([], [])
    assert page.table.choice.value() == ""


def test_a_message_is_kept_for_later(page: TryPage, show: Show, qtbot: Any) -> None:
    show("finished")
    for text in ("one", "two", "one"):
        page.chat.message.setPlainText(text)
        press(qtbot, page, "Save prompt")
    ((kept,), _) = prompt_sets.listed()
    assert kept == PromptSet("My prompts", ("one", "two"))


def test_over_checkpoints_every_kept_step_answers(
    page: TryPage, show: Show, engines: Any, qtbot: Any
) -> None:
    watch = show("finished")
    for step in (20, 10):
        checkpoints.write(watch.run.checkpoints, step, {"adapter/adapter_config.json": (b"{}",)}, {})
    page.refresh()
    press(qtbot, page.bar, "Prompt set")
    qtbot.mouseClick(page.table.over_time, Qt.MouseButton.LeftButton)
    assert page.table.rows()[0] == ["Prompt", "Base", "step 10", "step 20", "★ step 180"]
    press(qtbot, page.column, "Ask 3 prompts")
    worn = [Path(asked.get("adapter", "")).parent.name for asked in engines.asked[0]["columns"]]
    assert worn == ["", "step-000010", "step-000020", watch.run.path.name]
