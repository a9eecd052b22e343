from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QObject, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from workbench.core import files
from workbench.core.events import Evaluated, Failed, Finished, Paused, Phase, Sampled, Saved, Step
from workbench.core.spec import RunSpec, parse
from workbench.services.draft import Draft
from workbench.services.run_watch import RunWatch
from workbench.services.workspace import Workspace
from workbench.ui.charts.annotations import Marker
from workbench.ui.train.nothing import sentence_for_samples
from workbench.ui.train.page import TrainPage
from workbench.ui.train.passage import Passage
from workbench.ui.widgets.text import Text

Show = Callable[..., RunWatch]
Tell = Callable[..., None]


def words(widget: QWidget) -> str:
    """What a person reads in a part of the page."""
    QApplication.processEvents()
    parts = [*widget.findChildren(Text), *widget.findChildren(Passage)]
    return "\n".join(part.text() for part in parts if part.isVisible() and part.text())


def press(qtbot: Any, widget: QWidget, text: str) -> None:
    QApplication.processEvents()
    found = [b for b in widget.findChildren(QPushButton) if b.isVisible() and b.text() == text]
    assert len(found) == 1, text
    qtbot.mouseClick(found[0], Qt.MouseButton.LeftButton)


def step(number: int, loss: float = 1.0) -> Step:
    return Step(number, loss, 1e-3, 0.5, 400, 0.2, number / 10, 2**30)


def sampled(number: int, text: str) -> Sampled:
    return Sampled(number, 0, "What is 3 plus 4?", "3 plus 4 is 7.", text)


# --- before the curves


def test_a_draft_says_what_will_be_here_and_leads_to_setup(
    page: TrainPage, workspace: Workspace, qtbot: Any
) -> None:
    workspace.show(workspace.new_draft(RunSpec()))
    assert "Start the run to see its curves." in words(page)
    with qtbot.waitSignal(page.setup_requested):
        press(qtbot, page, "Go to Setup")


def test_starting_is_a_checklist_with_counts(page: TrainPage, watch_example: Show) -> None:
    watch_example("starting")
    read = words(page)
    assert "400 of 400" in read
    assert "12 of 28" in read
    assert "The curves begin with the first step." in read
    assert page.view.starting.checklist.states() == ["done", "done", "done", "active", "pending"]
    assert not page.view.loss.isVisible()


def test_the_first_step_turns_the_checklist_into_curves(
    page: TrainPage, watch_example: Show, tell: Tell
) -> None:
    watch = watch_example("starting")
    tell(watch, Phase("First step"))
    assert page.view.starting.checklist.states()[-1] == "active"
    tell(watch, step(1, 2.5))
    assert not page.view.starting.isVisible()
    assert page.view.loss.isVisible()
    assert "2.500" in page.view.tiles.loss.accessibleName()


def test_a_run_that_never_began_can_be_started_from_a_copy(
    page: TrainPage, watch_events: Show, workspace: Workspace, qtbot: Any
) -> None:
    watch_events()
    assert "This run never began." in words(page)
    press(qtbot, page, "Duplicate as draft")
    assert isinstance(workspace.current, Draft)


# --- while it trains


def test_tiles_show_the_numbers_with_their_units(page: TrainPage, watch_example: Show) -> None:
    watch = watch_example("training")
    tiles = page.view.tiles
    assert (
        tiles.loss.accessibleName() == f"Loss {watch.history.smoothed_loss:.3f} nats/token training, smoothed"
    )
    assert tiles.held_out.accessibleName() == "Held out 0.304 nats/token best 0.304 at step 90"
    assert "tok/s" in tiles.speed.accessibleName()
    assert "s a step" in tiles.speed.accessibleName()
    assert tiles.memory.accessibleName().startswith("Memory 0.57 GiB of ")
    assert tiles.trainable.accessibleName() == "Trainable 233,472 ✓ peft agrees"


def test_a_tick_redraws_one_chart_at_most(page: TrainPage, watch_example: Show, tell: Tell) -> None:
    charts = [page.view.loss.chart, *page.view.small.charts]
    watch = watch_example("training")
    drawn = []
    for number in range(30):
        before = [chart for chart in charts if chart.dirty and chart.isVisible()]
        page.tick()
        drawn.append(sum(not chart.dirty for chart in before))
        if number % 3 == 2:
            tell(watch, step(96 + number))
    assert max(drawn) == 1
    assert drawn[:4] == [1, 1, 1, 1]  # another run: all four are there at once
    assert sum(drawn[4:]) <= 7  # then six a second


def test_numbers_follow_four_times_a_second(page: TrainPage, watch_example: Show, tell: Tell) -> None:
    watch = watch_example("training")
    shown = page.view.tiles.loss.accessibleName()
    tell(watch, *(step(96 + number, 9.0) for number in range(20)))
    assert page.view.tiles.loss.accessibleName() == shown
    for _ in range(6):
        page.tick()
    assert page.view.tiles.loss.accessibleName() != shown


def test_a_pause_keeps_the_curves(page: TrainPage, watch_example: Show, tell: Tell) -> None:
    watch = watch_example("training")
    tell(watch, Paused(95))
    page.refresh()
    assert page.view.tiles.isVisible()
    assert page.column.value("left") == "paused"


def test_samples_stand_beside_the_base_and_an_older_step_can_be_chosen(
    page: TrainPage, watch_example: Show, tell: Tell
) -> None:
    watch = watch_example("training")
    samples = page.view.drawer.samples
    assert samples.rows.texts()[0] == (
        "What is the capital of Norland?",
        "The capital of Norland is Vell.",
        '{"answer": "The capital of Norland is Vell."}',
    )
    assert samples.step_choice.currentText() == "Step 90, the newest"
    page.view.loss.chart.marker_clicked.emit(Marker(18, "sample"))
    assert samples.rows.texts()[0][2] == "The capital of Norland is Vell."
    tell(watch, Sampled(108, 0, "What is the capital of Norland?", "base", "newer"))
    assert samples.step() == 18  # what was chosen stays
    samples.choose(108)
    assert samples.rows.texts()[0][2] == "newer"


def test_own_prompts_stand_below_the_held_out_ones_under_their_name(
    page: TrainPage, watch_example: Show, tell: Tell
) -> None:
    watch, samples = watch_example("training"), page.view.drawer.samples
    held_out = [row[0] for row in samples.rows.texts()]
    assert "Your own prompts" not in words(samples)
    mine = [Sampled(90, len(held_out), "mine", "base", "now", own=True)]
    tell(watch, *mine)
    for wide in (808, 400):  # the prompt beside its answers, or above them
        samples.resize(wide, 400)
        assert [row[0] for row in samples.rows.texts()] == [*held_out, "mine"]
        assert "Your own prompts" in words(samples)
    page.view.loss.chart.marker_clicked.emit(Marker(18, "sample"))
    assert "Your own prompts" not in words(samples), "step 18 answered only what is held out"


def test_a_run_says_which_prompts_it_will_answer(watch_events: Show) -> None:
    for watch, said in (
        ({"samples": 0}, "answers no prompts on the way"),
        ({"samples": 2}, "2 held-out prompts: first the base"),
        ({"samples": 2, "prompts": ["a", "b", "c"]}, "2 held-out prompts and 3 of your own"),
        ({"samples": 0, "prompts": ["a"]}, "1 of your own prompts"),
    ):
        shown = watch_events(spec=parse({"name": "told", "watch": watch}))
        assert said in sentence_for_samples(shown)


def test_the_log_shows_its_end(page: TrainPage, watch_example: Show) -> None:
    watch = watch_example("training")
    files.write_text(watch.run.log_file, "first\n" + "x" * 70_000 + "\nlast words\n")
    page.view.drawer.all_names.changed.emit("log")
    assert page.view.drawer.log.toPlainText() == "last words"
    files.append_line(watch.run.log_file, "and more")
    for _ in range(12):
        page.tick()
    assert page.view.drawer.log.toPlainText() == "last words\nand more"


def test_setup_shows_the_run_s_own_spec(page: TrainPage, watch_example: Show) -> None:
    watch = watch_example("training")
    assert page.view.drawer.setup.toPlainText() == watch.run.spec_file.read_text()


def test_events_are_told_in_words_without_the_steps(page: TrainPage, watch_example: Show) -> None:
    watch_example("finished")
    lines = page.view.drawer.events.lines
    said = [lines.index(row, 2).data() for row in range(lines.rowCount())]
    assert "28 of 28 modules match the plan; 233,472 parameters are trained" in said
    assert "3 prompts answered at step 180" in said
    assert said[-1] == "after 180 steps and 45 s"
    assert len(said) < 50


def test_the_drawer_folds_and_is_left_as_it_was(page: TrainPage, watch_example: Show) -> None:
    watch_example("training")
    assert page.view.drawer.samples.isVisible()
    page.toggle_drawer()
    assert not page.view.drawer.samples.isVisible()
    watch_example("interrupted")
    assert not page.view.drawer.samples.isVisible()
    page.toggle_drawer()
    assert page.view.drawer.samples.isVisible()


def test_a_wide_page_shows_samples_and_events_side_by_side(page: TrainPage, watch_example: Show) -> None:
    page.resize(1352, 948)
    watch_example("training")
    drawer = page.view.drawer
    assert drawer.samples.isVisible()
    assert drawer.events.isVisible()
    assert page.view.small.memory.isVisible()
    page.resize(808, 668)
    assert drawer.samples.isVisible()
    assert not drawer.events.isVisible()
    assert not page.view.small.memory.isVisible()


# --- when it is over


def test_the_result_card_says_what_changed(page: TrainPage, watch_example: Show, qtbot: Any) -> None:
    watch = watch_example("finished")
    read = words(page.view.card)
    assert "Done in 45 s." in read
    assert "Loss 2.91 → 0.19. 19 of 20 held-out answers changed as taught (0 before)." in read
    assert str(watch.run.adapter) in read
    assert "The capital of Norland is Vell." in read  # before and after, once on the page
    assert not page.view.drawer.samples.isVisible()
    assert not page.view.tiles.isVisible()
    with qtbot.waitSignal(page.try_requested):
        press(qtbot, page.view.card, "Try it")
    with qtbot.waitSignal(page.again_requested):
        press(qtbot, page.view.card, "Again with my data…")


def test_before_and_after_move_into_the_drawer_that_is_opened(page: TrainPage, watch_example: Show) -> None:
    watch_example("finished")
    page.toggle_drawer()
    assert page.view.drawer.samples.isVisible()
    assert not page.view.card.answers.isVisible()


def test_the_adapter_s_folder_opens(page: TrainPage, watch_example: Show, qtbot: Any) -> None:
    watch = watch_example("finished")

    class Desktop(QObject):
        opened: list[QUrl] = []  # noqa: RUF012

        @Slot(QUrl)
        def open(self, url: QUrl) -> None:
            self.opened.append(url)

    desktop = Desktop()
    QDesktopServices.setUrlHandler("file", desktop, "open")
    try:
        qtbot.mouseClick(page.view.card.folder_button, Qt.MouseButton.LeftButton)
    finally:
        QDesktopServices.unsetUrlHandler("file")
    assert [url.toLocalFile() for url in desktop.opened] == [str(watch.run.adapter)]


def test_a_stopped_run_says_how_far_it_came(page: TrainPage, watch_example: Show) -> None:
    watch_example("stopped")
    read = words(page.view.card)
    assert "Stopped at step 61 of 180." in read
    assert "held-out answers changed" not in read


def test_a_run_stopped_before_its_first_step_offers_no_adapter(page: TrainPage, watch_events: Show) -> None:
    watch_events(Phase("Reading model"), Phase("Tokenising", 3, 9), Finished("stopped", 0, 1.0))
    read = words(page)
    assert "Stopped before the first step." in read
    assert "No adapter was saved." in read
    assert not page.view.card.try_button.isVisible()


def test_the_end_arrives_while_it_is_watched(page: TrainPage, watch_events: Show, tell: Tell) -> None:
    watch = watch_events(Phase("First step"), step(1, 3.0), step(2, 1.0), sampled(2, "seven"))
    assert page.view.drawer.samples.isVisible()
    tell(watch, Finished("completed", 2, 0.6))
    assert "Done in 1 s." in words(page.view.card)
    assert page.view.card.answers.texts() == [("What is 3 plus 4?", "3 plus 4 is 7.", "seven")]


def test_a_failure_is_told_with_its_hint_and_the_log(
    page: TrainPage, watch_example: Show, workspace: Workspace, qtbot: Any
) -> None:
    watch = watch_example("failed")
    banner = page.view.banner.banner
    read = words(banner)
    assert "The loss became NaN at step 113, first in model.layers.2.mlp.down_proj. Rows 311, 87" in read
    assert "the adapter saved before is kept" in read
    assert "the gradient is not finite" in banner.report()
    with qtbot.waitSignal(page.try_requested):
        press(qtbot, banner, "Try the adapter of step 108")
    press(qtbot, banner, "Duplicate as draft")
    assert isinstance(workspace.current, Draft)
    assert workspace.current.spec.training == watch.spec.training


def test_a_failure_before_the_first_step_shows_where(page: TrainPage, watch_events: Show) -> None:
    watch_events(
        Phase("Reading model"),
        Phase("Tokenising"),
        Failed("bad-rows", "9 of 12 rows cannot be used.", "Train without them."),
    )
    read = words(page)
    assert "9 of 12 rows cannot be used." in read
    assert "No step was taken, so there is no curve and no adapter." in read
    assert page.view.starting.checklist.states()[1] == "failed"


@pytest.mark.parametrize(
    ("how", "said"),
    [
        ("", "The training process ended without a word (killed, or the machine went off)."),
        ("was stopped by the system (SIGKILL)", "The training process was stopped by the system (SIGKILL)."),
    ],
)
def test_an_interrupted_run_says_what_is_kept(
    page: TrainPage, watch_example: Show, workspace: Workspace, how: str, said: str
) -> None:
    watch = watch_example("interrupted")
    watch.ended_how = how
    workspace.lists_changed.emit()  # as when its thread has ended
    read = words(page.view.banner)
    assert said in read
    assert "The adapter of step 72 is kept." in read


def test_an_interrupted_run_without_a_save_says_so(page: TrainPage, watch_events: Show) -> None:
    watch_events(Phase("First step"), Evaluated(0, 3.0, 9, 0.1), step(1))
    assert "No adapter was saved before that." in words(page.view.banner)


# --- another document, and the note


def test_another_run_leaves_nothing_of_the_former(
    page: TrainPage, watch_example: Show, watch_events: Show
) -> None:
    watch_example("finished")
    watch_events(Phase("First step"), step(1), step(2), Saved(2, "adapter", 10), Finished("stopped", 2, 1.0))
    assert "Norland" not in words(page)
    assert page.view.drawer.events.lines.rowCount() == 3
    assert page.view.loss.chart.dirty
    page.tick()
    assert "training" in page.view.loss.chart.readout()


def test_the_column_proves_what_was_attached(page: TrainPage, watch_example: Show) -> None:
    watch_example("training")
    column = page.column
    assert "28 of 28 modules match the plan" in words(column)
    assert column.value("trainable") == "233,472"
    assert column.value("share") == "11.86 %"
    assert column.value("device") == "CPU · float32 · 2 threads"
    assert column.value("steps") == "180"
    assert column.value("left").startswith("about ")


def test_a_note_is_kept_when_the_focus_leaves(page: TrainPage, watch_example: Show, qtbot: Any) -> None:
    watch = watch_example("finished")
    page.column.activateWindow()
    qtbot.waitUntil(page.column.isActiveWindow)
    note = page.column.marks.note
    note.setFocus()
    qtbot.keyClicks(note, "worth keeping")
    assert "note" not in watch.run.meta()
    note.clearFocus()
    assert watch.run.meta()["note"] == "worth keeping"
    watch_example("stopped")
    assert note.toPlainText() == ""


# --- little room


def test_an_answer_without_blanks_wraps_instead_of_widening_its_column(
    page: TrainPage, watch_events: Show, qtbot: Any
) -> None:
    watch_events(Phase("First step"), step(1), sampled(1, "x" * 400))
    qtbot.wait(0)
    rows = page.view.drawer.samples.rows
    answer = next(p for p in rows.findChildren(Passage) if p.text() == "x" * 400)
    assert rows.width() <= page.width()
    assert answer.width() < page.width() / 2
    assert answer.height() == answer.heightForWidth(answer.width()) > 2 * answer.fontMetrics().height()


@pytest.mark.parametrize("state", ["training", "finished", "failed", "starting"])
def test_in_the_smallest_window_the_page_scrolls_instead_of_cutting(
    page: TrainPage, watch_example: Show, qtbot: Any, state: str
) -> None:
    page.resize(568, 548)
    watch_example(state)
    view = page.view

    def is_whole() -> bool:
        parts = (view.tiles, view.card, view.banner, view.loss, view.drawer)
        return view.height() >= view.heightForWidth(view.width()) and all(map(has_room, parts))

    def has_room(part: QWidget) -> bool:
        wraps = part.hasHeightForWidth()
        needed = part.heightForWidth(part.width()) if wraps else part.minimumSizeHint().height()
        return not part.isVisible() or part.height() >= needed

    qtbot.waitUntil(is_whole)
    assert page.size().toTuple() == (568, 548)
    tiles = view.tiles.trainable
    assert not tiles.isVisible() or tiles.width() >= tiles.minimumSizeHint().width()
