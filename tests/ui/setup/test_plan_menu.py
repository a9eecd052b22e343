"""The plan's menu as a person uses it: out to files and the clipboard, in from anywhere, leftovers listed."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLineEdit, QPlainTextEdit
from tree_hands import press

from workbench.core import plan_file
from workbench.core.layers import LayerTree
from workbench.core.plan import RankPlan, adapted
from workbench.services.problem import Problem
from workbench.ui.setup.plan_menu import PlanMenu
from workbench.ui.setup.plan_report import PlanBanner, PlanReport
from workbench.ui.widgets.buttons import IconButton

UP0, UP1 = "model.layers.0.mlp.up", "model.layers.1.mlp.up"
PEFT = {"peft_type": "LORA", "r": 4, "lora_alpha": 8, "target_modules": ["up", "query_key_value"]}


class Hearing:
    """Everything the menu said."""

    def __init__(self, menu: PlanMenu) -> None:
        self.applied: list[tuple[RankPlan, str]] = []
        self.reports: list[PlanReport] = []
        self.problems: list[Problem] = []
        self.said: list[str] = []
        menu.applied.connect(lambda plan, label: self.applied.append((plan, label)))
        menu.reported.connect(self.reports.append)
        menu.failed.connect(self.problems.append)
        menu.said.connect(self.said.append)


@pytest.fixture
def menu(stand: Callable[..., Any], tree: LayerTree) -> PlanMenu:
    made = stand(PlanMenu(), None)
    made.show_plan(tree, RankPlan(rank=4, ranks={UP0: 8}), base="some/model", name="alpaca")
    return made


@pytest.fixture
def heard(menu: PlanMenu) -> Hearing:
    return Hearing(menu)


@pytest.fixture
def banner(stand: Callable[..., Any], menu: PlanMenu) -> PlanBanner:
    made = stand(PlanBanner(), None)
    menu.reported.connect(made.show_report)
    menu.failed.connect(made.show_problem)
    made.mapping_asked.connect(menu.take_mapped)
    return made


def choose(menu: PlanMenu, action: QAction) -> None:
    """Opens the menu and goes to an entry with the keyboard."""
    shown = menu.menu()
    shown.popup(menu.mapToGlobal(menu.rect().bottomLeft()))
    shown.setActiveAction(action)
    QTest.keyClick(shown, Qt.Key.Key_Return)


def answer(menu: PlanMenu, path: Path) -> None:
    """Types a path into the dialog that is open."""
    dialog = next(dialog for dialog in menu.findChildren(QFileDialog) if dialog.isVisible())
    dialog.findChild(QLineEdit, "fileNameEdit").setText(str(path))
    dialog.accept()


# --- out


def test_the_plan_is_saved_and_loaded_again(menu: PlanMenu, heard: Hearing, tmp_path: Path) -> None:
    choose(menu, menu.save)
    answer(menu, tmp_path / "mine.yaml")
    assert heard.said == [f"Saved {tmp_path / 'mine.yaml'}."]
    choose(menu, menu.load)
    answer(menu, tmp_path / "mine.yaml")
    assert heard.applied == [(RankPlan(rank=4, ranks={UP0: 8}), "plan from mine.yaml")]
    assert heard.reports[0].complete


def test_a_configuration_for_peft_is_written_and_read(
    menu: PlanMenu, heard: Hearing, tree: LayerTree, tmp_path: Path
) -> None:
    choose(menu, menu.write)
    answer(menu, tmp_path / "adapter_config.json")
    document = json.loads((tmp_path / "adapter_config.json").read_text())
    assert (document["r"], document["base_model_name_or_path"]) == (4, "some/model")
    choose(menu, menu.adopt)
    answer(menu, tmp_path)
    (plan, label) = heard.applied[0]
    assert adapted(plan, tree) == adapted(RankPlan(rank=4, ranks={UP0: 8}), tree)
    assert label == f"plan from {tmp_path.name}"


def test_the_plan_goes_through_the_clipboard(menu: PlanMenu, heard: Hearing) -> None:
    choose(menu, menu.copy)
    assert "rank: 4" in QGuiApplication.clipboard().text()
    choose(menu, menu.paste)
    assert heard.applied == [(RankPlan(rank=4, ranks={UP0: 8}), "plan from the clipboard")]


def test_it_is_copied_as_python(menu: PlanMenu) -> None:
    choose(menu, menu.copy_python)
    text = QGuiApplication.clipboard().text()
    assert text.startswith("from peft import LoraConfig")
    assert "r=4" in text


def test_a_folder_that_cannot_be_written_is_said(
    menu: PlanMenu, heard: Hearing, banner: PlanBanner, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("")
    menu.save_to(str(tmp_path / "file" / "plan.yaml"))
    assert "cannot be written" in heard.problems[0].message
    assert "cannot be written" in banner.report()
    assert heard.said == []


# --- in


def test_what_matches_nothing_is_listed_and_the_rest_is_taken(
    menu: PlanMenu, heard: Hearing, banner: PlanBanner, tmp_path: Path
) -> None:
    (tmp_path / "adapter_config.json").write_text(json.dumps(PEFT | {"layer_replication": [[0, 2]]}))
    choose(menu, menu.load)
    answer(menu, tmp_path / "adapter_config.json")
    assert heard.applied[0][0].targets == tuple(f"model.layers.{block}.mlp.up" for block in range(3))
    assert (heard.reports[0].taken, heard.reports[0].unmatched) == (3, ("query_key_value",))
    assert banner.isVisible()
    report = banner.report()
    assert "1 name in adapter_config.json matches nothing in this model." in report
    assert "3 modules are adapted as it says." in report
    assert "layer_replication" in report
    press(banner, "Details")
    listed = banner.findChild(QPlainTextEdit)
    assert listed is not None
    assert listed.isVisible()
    assert "query_key_value" in listed.toPlainText()


def test_a_plan_of_another_model_changes_nothing_until_it_is_mapped(
    menu: PlanMenu, heard: Hearing, banner: PlanBanner, tmp_path: Path
) -> None:
    other = RankPlan(targets=(f"base.{UP0}", f"base.{UP1}", "lost"), rank=2, ranks={f"base.{UP1}": 3})
    plan_file.write(other, tmp_path / "other.yaml")
    choose(menu, menu.load)
    answer(menu, tmp_path / "other.yaml")
    assert heard.applied == []
    assert "Nothing that other.yaml names exists in this model. The plan stays as it was." in " ".join(
        banner.report().split()
    )
    press(banner, "Map 2 by name")
    assert heard.applied[0][0] == RankPlan(targets=(UP0, UP1), rank=2, ranks={UP1: 3})
    assert heard.reports[-1].unmatched == ("lost",)
    assert "1 name in other.yaml matches nothing" in banner.report()


def test_a_complete_plan_takes_the_banner_away(menu: PlanMenu, banner: PlanBanner, tmp_path: Path) -> None:
    menu.take(RankPlan(targets=("lost",)), "a.yaml")
    assert banner.isVisible()
    menu.take(RankPlan(), "b.yaml")
    assert not banner.isVisible()


WRONG = [
    ("none.yaml", None, "cannot be read: No such file"),
    ("broken.yaml", "rank: [", "neither YAML nor JSON"),
]


@pytest.mark.parametrize(("name", "content", "said"), WRONG)
def test_what_cannot_be_read_is_said_and_nothing_changes(
    menu: PlanMenu,
    heard: Hearing,
    banner: PlanBanner,
    tmp_path: Path,
    name: str,
    content: str | None,
    said: str,
) -> None:
    if content is not None:
        (tmp_path / name).write_text(content)
    menu.take_path(tmp_path / name)
    assert said in heard.problems[0].message
    assert said in banner.report()
    assert banner.isVisible()
    assert heard.applied == []


def test_a_clipboard_without_a_plan_is_said(menu: PlanMenu, heard: Hearing) -> None:
    QGuiApplication.clipboard().setText("")
    choose(menu, menu.paste)
    assert heard.problems[0].message == "The clipboard holds no plan: it is empty."


def test_the_banner_is_closed_by_its_cross(menu: PlanMenu, banner: PlanBanner) -> None:
    menu.take(RankPlan(targets=("lost",)), "a.yaml")
    QTest.mouseClick(banner.findChild(IconButton), Qt.MouseButton.LeftButton)
    assert not banner.isVisible()


# --- what the menu offers


def test_a_run_s_plan_can_be_taken_away_but_not_changed(menu: PlanMenu, tree: LayerTree) -> None:
    menu.show_plan(tree, RankPlan(), read_only=True)
    offered = [action.text() for action in menu.menu().actions() if action.isVisible() and action.text()]
    assert offered == [
        "Save plan…",
        "Write adapter_config.json…",
        "Copy the plan (YAML)",
        "Copy as Python (LoraConfig)",
    ]


def test_without_a_model_the_button_says_why(menu: PlanMenu) -> None:
    menu.show_plan(None, RankPlan())
    assert not menu.isEnabled()
    assert "not known yet" in menu.toolTip()


def test_a_plan_that_does_not_fit_is_saved_all_the_same_and_refused_for_peft(
    menu: PlanMenu, heard: Hearing, tree: LayerTree, tmp_path: Path
) -> None:
    menu.show_plan(tree, RankPlan(targets=("lost",)))
    choose(menu, menu.copy_python)
    assert "do not fit this model" in heard.problems[0].message
    choose(menu, menu.save)
    answer(menu, tmp_path / "plan.yaml")
    assert plan_file.load(tmp_path / "plan.yaml") == RankPlan(targets=("lost",))
