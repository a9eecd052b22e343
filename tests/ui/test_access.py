"""Access: every page by keyboard alone, and what a screen reader is told, through Qt's accessibility tree."""

from collections.abc import Iterator
from typing import Any

import pytest
import shiboken6
from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from workbench.core import places
from workbench.core.errors import WorkbenchError
from workbench.engine import jobs
from workbench.services.engine import Job
from workbench.services.latest import Latest
from workbench.services.problem import Problem
from workbench.services.workspace import Workspace, starter_spec
from workbench.ui import accessible
from workbench.ui.accessible import Role
from workbench.ui.example import write_example_run
from workbench.ui.example_adapter import write_example_weights
from workbench.ui.window import EXPORT, INSPECT, SETUP, TRAIN, TRY, Window

TABS = {"train": TRAIN, "inspect": INSPECT, "try": TRY, "export": EXPORT}
_LINKS = 20  # a text may have so many: Tab goes through them before it leaves
_VAGUE = (Role.NoRole, Role.Client, Role.Pane, Role.Window)


class EnginesHere(QObject):
    """Does every job in this process, as soon as the event loop comes by: there is no process to wait for."""

    changed = Signal()
    warm = True

    def short(self, job: str, params: dict[str, Any]) -> Job:
        handle = Job(self)
        QTimer.singleShot(0, handle, lambda: self._do(handle, job, params))
        return handle

    long = short

    def warm_up(self) -> None:
        pass

    def cancel(self, job: Job) -> None:
        pass

    def close(self) -> None:
        pass

    def _do(self, handle: Job, job: str, params: dict[str, Any]) -> None:
        try:
            handle.done.emit(jobs.perform(job, params))
        except WorkbenchError as error:
            handle.failed.emit(Problem.of(error))


@pytest.fixture
def window(qapp: QApplication, qtbot: Any) -> Iterator[Window]:
    """Over a finished run with an adapter, and the starter draft."""
    accessible.install()
    folder = places.runs_root() / "2026-11-23-finished"
    write_example_weights(write_example_run(folder, state="finished"))
    workspace = Workspace()
    workspace.engines = EnginesHere(workspace)  # type: ignore[assignment]
    shown = Window(workspace)
    workspace.open()
    draft = workspace.new_draft(starter_spec())
    workspace.show(draft)
    shown.show()
    shown.activateWindow()
    qtbot.waitUntil(lambda: shown.isActiveWindow() and draft.tree is not None and not draft.looking)
    yield shown
    workspace.close(keep_training=False)
    shiboken6.delete(shown)


def _pages(window: Window) -> Iterator[str]:
    """Every page in turn, of the draft and of the run, and the preferences."""
    draft = window.workspace.drafts[0]
    for card in ("model", "data", "layers", "training"):
        window.workspace.show(draft)
        window.select_tab(SETUP)
        window.setup.select_card(card)
        QTest.qWait(30)
        yield f"draft, {card}"
    window.workspace.open_run(places.runs_root() / "2026-11-23-finished")
    for name, tab in TABS.items():
        window.select_tab(tab)
        for _ in range(8):
            window.train.tick()
        while not _is_whole(window):
            QTest.qWait(20)
        yield name


def _is_whole(window: Window) -> bool:
    """Whether the engine's answers are all shown: nothing comes or goes by itself any more."""
    tab = window.tabs.currentIndex()
    if tab == INSPECT:
        lens, page = window.inspect.lens, window.inspect
        asked = lens.busy or any(latest.busy for latest in window.findChildren(Latest))
        return page.report is not None and page.is_drawn and not asked
    return tab != EXPORT or window.export.exporter.offers is not None


def _takes_keys(widget: QWidget) -> bool:
    by_tab = widget.focusPolicy() & Qt.FocusPolicy.TabFocus
    return bool(by_tab) and widget.isVisible() and widget.isEnabled() and widget.focusProxy() is None


def _told(widget: QWidget) -> tuple[str, Role, str]:
    interface, text = QAccessible.queryAccessibleInterface(widget), QAccessible.Text
    return interface.text(text.Name), interface.role(), interface.text(text.Description)


def _described(widget: QWidget) -> str:
    return f"{type(widget).__name__} in {type(widget.parentWidget()).__name__}"


def _paints(widget: QWidget) -> bool:
    return type(widget).__module__.startswith("workbench") and "paintEvent" in vars(type(widget))


def test_what_takes_the_keyboard_has_a_name_and_a_role_on_every_page(window: Window) -> None:
    wrong = {}
    for page in _pages(window):
        for widget in filter(_takes_keys, window.findChildren(QWidget)):
            name, role, _ = _told(widget)
            if not name or role in _VAGUE:
                wrong.setdefault(f"{_described(widget)}: {name!r}, {role.name}", page)
    assert wrong == {}


def test_what_is_painted_by_hand_has_a_role_and_charts_have_words(window: Window) -> None:
    wrong = {}
    for page in _pages(window):
        for widget in filter(QWidget.isVisible, filter(_paints, window.findChildren(QWidget))):
            name, role, description = _told(widget)
            mute = role in (Role.Chart, Role.Graphic, Role.Document, Role.ProgressBar) and not name
            if isinstance(widget, QLabel) or not (mute or (role in _VAGUE and not name + description)):
                continue
            wrong.setdefault(f"{_described(widget)}: {name!r}, {role.name}", page)
    assert wrong == {}


def test_tab_reaches_everything_on_every_page_and_is_caught_nowhere(window: Window) -> None:
    missed = {}
    for page in _pages(window):
        first: QWidget = window.sidebar.list
        first.setFocus()
        reached, stayed = {first}, 0
        for _ in range(400):
            here = window.focusWidget()
            QTest.keyClick(here, Qt.Key.Key_Tab)
            there = window.focusWidget()
            stayed = stayed + 1 if there is here else 0
            if stayed > _LINKS:
                missed.setdefault(f"caught in {_described(here)}", page)
            if stayed > _LINKS or there is first:
                break
            reached.add(there)
        for widget in set(filter(_takes_keys, window.findChildren(QWidget))) - reached:
            missed.setdefault(_described(widget), page)
    assert missed == {}


def test_f6_goes_round_the_panes_and_back_to_where_it_was(window: Window) -> None:
    panes = (window.sidebar, window.header, window.tabs, window.stack, window.columns)
    window.sidebar.filter.setFocus()
    passed = []
    for _ in range(6):
        focus = window.focusWidget()
        passed.append(next(i for i, pane in enumerate(panes) if pane is focus or pane.isAncestorOf(focus)))
        QTest.keyClick(focus, Qt.Key.Key_F6)
    assert [place for i, place in enumerate(passed) if place not in passed[:i]] == sorted(set(passed))
    assert {0, 2, 3, 4} <= set(passed)
    while not window.sidebar.isAncestorOf(window.focusWidget()):
        QTest.keyClick(window.focusWidget(), Qt.Key.Key_F6, Qt.KeyboardModifier.ShiftModifier)
    assert window.focusWidget() is window.sidebar.filter


def test_a_toast_is_read_out_reached_by_f6_and_stays_while_the_keyboard_is_in_it(window: Window) -> None:
    undone: list[bool] = []
    window.toast.say("alpaca is in the trash.", lambda: undone.append(True), seconds=0.05)
    assert _told(window.toast)[:2] == ("alpaca is in the trash.", Role.AlertMessage)
    window.sidebar.list.setFocus()
    QTest.keyClick(window.sidebar.list, Qt.Key.Key_F6, Qt.KeyboardModifier.ShiftModifier)
    assert window.toast.isAncestorOf(window.focusWidget())
    QTest.qWait(150)
    assert window.toast.isVisible()
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Space)
    assert undone == [True]
    assert not window.toast.isVisible()


def test_rows_that_are_painted_say_what_they_show(window: Window) -> None:
    text = QAccessible.Text.Name
    for view in (window.sidebar.list, window.setup.layers.tree):
        interface = QAccessible.queryAccessibleInterface(view)
        said = [interface.child(i).text(text) for i in range(min(20, interface.childCount()))]
        assert any(said), type(view).__name__


def test_no_part_of_a_page_stands_as_a_window_of_its_own(window: Window) -> None:
    for page in _pages(window):
        shown = [widget for widget in QApplication.topLevelWidgets() if widget.isVisible()]
        assert shown == [window], page
