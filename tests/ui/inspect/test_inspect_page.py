"""The Inspect page as a person uses it: sentences, map, table, pictures, checkpoints, what is made of it."""

import csv
import json
import math
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest

from workbench.core.module_map import NONE
from workbench.services.draft import Draft
from workbench.services.looks import looks
from workbench.services.run_watch import RunWatch
from workbench.services.workspace import Workspace
from workbench.ui.example import write_example_run
from workbench.ui.inspect import saving
from workbench.ui.inspect.page import InspectPage
from workbench.ui.inspect.verdict import words

Run = Callable[..., RunWatch]
TOP = "model.layers.3.mlp.down_proj"


def said(page: InspectPage) -> str:
    return page.work.verdict.text_shown()


def shown_title(page: InspectPage) -> str:
    return page.nothing._title.text()


def click_sentence(page: InspectPage, part: str) -> None:
    number = next(at for at, s in enumerate(page.work.verdict.sentences) if part in words(s))
    page.work.verdict.linkActivated.emit(str(number))


def test_a_run_opens_with_a_verdict_and_its_largest_module(page: InspectPage, watch_run: Run) -> None:
    watch_run()
    assert said(page).startswith("It learned mostly in blocks 2–3")
    assert "1 module changes nothing" in said(page)
    assert page.selected == TOP
    assert page.column.title.text() == "3 · mlp.down_proj"
    assert page.work.heat_map.readout.text().startswith("3 · mlp.down_proj · ")
    assert page.column.new_run.isEnabled()
    assert "parameters, now" in page.column.suggestion.text()


def test_a_sentence_shows_what_it_speaks_of(page: InspectPage, watch_run: Run) -> None:
    watch_run()
    click_sentence(page, "less than a quarter")
    assert page.work.measure.value() == "used"
    assert page.report is not None
    marked = {page.report.paths[at] for at in page.work.heat_map.canvas.marked}
    assert marked
    assert all("k_proj" in path for path in marked)
    rows = page.work.table.selectionModel().selectedRows()
    assert {page.work.table.model().data(row) for row in rows} == {f"{p[13]} · {p[15:]}" for p in marked}
    click_sentence(page, "changes nothing")
    assert page.selected == "model.layers.0.self_attn.v_proj"
    assert not page.work.heat_map.canvas.marked


def test_map_table_and_column_show_the_same_module(page: InspectPage, watch_run: Run, qtbot: Any) -> None:
    watch_run()
    assert page.report is not None
    place = page.report.paths.index("model.layers.1.mlp.up_proj")
    spot = page.work.heat_map.canvas.spot_of(place)
    assert spot is not None
    cell = page.work.heat_map.canvas.arrangement.frames[spot[0]].cell(spot[1], spot[2])
    qtbot.mouseClick(page.work.heat_map.canvas, Qt.MouseButton.LeftButton, pos=cell.center())
    table = page.work.table
    assert table.model().data(table.currentIndex().siblingAtColumn(0)) == "1 · mlp.up_proj"
    assert page.column.title.text() == "1 · mlp.up_proj"
    qtbot.keyClick(table, Qt.Key.Key_Down)
    assert page.work.heat_map.canvas.chosen == page.report.paths.index(page.selected) != place


def test_the_table_sorts_by_numbers_and_not_by_letters(page: InspectPage, watch_run: Run) -> None:
    watch_run()
    table = page.work.table
    table.sort_by("frobenius")
    names, rows = table.rows()
    sizes = [float(row[names.index("frobenius")]) for row in rows]
    assert sizes == sorted(sizes, reverse=True)
    assert rows[0][0] == TOP
    table.sort_by("path")
    assert table.rows()[1][0][0] == "model.layers.3.self_attn.v_proj"


def test_pictures_come_from_the_engine_and_are_the_matrices(
    page: InspectPage, watch_run: Run, qtbot: Any
) -> None:
    watch_run()
    details = page.work.details
    page.column.take_details(details)
    qtbot.waitUntil(lambda: details.views["delta"].picture is not None)
    qtbot.waitUntil(lambda: details.histogram.counts is not None)
    picture = details.views["delta"].picture
    assert picture.shape == (192, 512)
    assert sum(details.histogram.counts.counts) == 192 * 512
    details.which.changed.emit("A")
    qtbot.waitUntil(lambda: details.views["A"].picture is not None)
    assert details.views["A"].picture.shape == (16, 512)
    assert not details.views["delta"].isVisible()


def test_every_measure_that_exists_is_offered_and_drawn(page: InspectPage, watch_run: Run) -> None:
    watch_run()
    offered = [page.work.measure.itemText(at) for at in range(page.work.measure.count())]
    assert "Effective rank" in offered
    assert "Intruder dimensions" not in offered
    for key in (
        "frobenius",
        "spectral",
        "nuclear",
        "used",
        "effective_rank",
        "stable_rank",
        "energy-1",
        "rank",
    ):
        page.measure.select(key)
        assert page.work.measure.value() == key
        assert np.isfinite(page.work.heat_map.canvas.values.numbers).sum() >= 27
    page.measure.select("used")
    assert page.work.heat_map.bar.ticks == ("0 %", "50 %", "100 %")


def test_the_slider_goes_through_checkpoints_with_one_scale(
    page: InspectPage, watch_run: Run, qtbot: Any
) -> None:
    watch = watch_run(at=(72, 126, 162), based=True)
    assert [look.step for look in looks(watch)] == [72, 126, 162, 180]
    assert page.lens.look.step == 162, "the best one"
    assert page.work.slider.isVisible()
    every = [True] * 4  # one after the other, while nothing else is asked
    qtbot.waitUntil(lambda: [r.has_base for r in page.lens.kept(looks(watch))] == every, timeout=30_000)
    top = page.work.heat_map.bar.ticks[2]
    page.work.slider.slider.setValue(0)
    qtbot.waitUntil(lambda: page.lens.look.step == 72 and page.lens.fresh)
    assert page.work.heat_map.bar.ticks[2] == top
    assert page.selected == TOP


def test_checkpoints_are_compared(page: InspectPage, watch_run: Run, qtbot: Any) -> None:
    watch = watch_run(at=(72, 162))
    page.work.compare_menu.aboutToShow.emit()
    labels = [action.text() for action in page.work.compare_menu.actions()]
    assert labels[:2] == ["step 180", "step 72"]
    page.work.compare_menu.actions()[1].trigger()
    qtbot.waitUntil(lambda: page.lens.contrast is not None)
    assert page.work.against_text.text().startswith("Compared with starter, step 72")
    assert "The cosine of their changes is" in said(page)
    assert page.work.measure.value() == "difference"
    qtbot.waitUntil(lambda: len(page.lens.kept(looks(watch))) == 3)
    page.measure.select("growth")
    assert page.work.heat_map.canvas.values.scale.ramp == "diverging"
    assert page.work.details.angles.isVisibleTo(page.work.details)
    assert len(page.work.details.angles.out) == 16
    difference = page.lens.contrast.comparison.difference
    sizes = [math.hypot(*(m.frobenius for m in r.inspection.modules)) for r in page.lens.kept(looks(watch))]
    assert difference == pytest.approx(abs(sizes[1] - sizes[0]), rel=0.01)
    page.work.stop_comparing.click()
    assert not page.work.against.isVisibleTo(page.work)
    assert said(page).startswith("It learned mostly")


def test_a_new_run_takes_the_ranks_that_were_used_and_undo_gives_the_old_ones_back(
    page: InspectPage, watch_run: Run, workspace: Workspace, qtbot: Any
) -> None:
    watch = watch_run()
    qtbot.mouseClick(page.column.new_run, Qt.MouseButton.LeftButton)
    draft = workspace.current
    assert isinstance(draft, Draft)
    ranks = {**draft.spec.layers.ranks}
    assert len(set(ranks.values()) | {draft.spec.layers.rank}) > 1
    assert "model.layers.0.self_attn.v_proj" not in draft.spec.layers.targets
    assert len(draft.spec.layers.targets) == 27
    assert draft.undo_label == "ranks of starter"
    draft.undo()
    assert draft.spec.layers == watch.spec.layers


@pytest.mark.parametrize(
    ("state", "title"),
    [("training", "Nothing to inspect yet."), ("starting", "Nothing to inspect yet.")],
)
def test_a_run_without_an_adapter_says_when_it_comes(
    page: InspectPage, workspace: Workspace, state: Any, title: str, tmp_path: Path
) -> None:
    run = write_example_run(tmp_path / state, state=state)
    (run.adapter / "adapter_model.safetensors").unlink(missing_ok=True)
    workspace.open_run(run.path)
    assert shown_title(page) == title
    body = page.nothing._body.text()
    assert body.startswith("The first checkpoint comes ")
    assert ("in about" in body) == (state == "training")


def test_a_draft_leads_to_setup(page: InspectPage, workspace: Workspace, qtbot: Any) -> None:
    workspace.show(workspace.new_draft())
    assert shown_title(page) == "Nothing to inspect yet."
    with qtbot.waitSignal(page.setup_requested):
        page.setup_button.click()


def test_nothing_is_asked_while_the_page_is_out_of_sight(
    page: InspectPage, workspace: Workspace, engines: Any, tmp_path: Path, qtbot: Any
) -> None:
    page.hide()
    from workbench.ui.example_adapter import write_example_weights

    run = write_example_run(tmp_path / "run", state="finished")
    write_example_weights(run, at=())
    workspace.open_run(run.path)
    assert not engines.jobs("inspect")
    page.show()
    qtbot.waitUntil(lambda: page.report is not None)


def test_measuring_can_be_cancelled_and_begun_again(
    page: InspectPage, workspace: Workspace, engines: Any, tmp_path: Path, qtbot: Any
) -> None:
    from workbench.ui.example_adapter import write_example_weights

    engines.held = True
    run = write_example_run(tmp_path / "run", state="finished")
    write_example_weights(run, at=())
    workspace.open_run(run.path)
    qtbot.waitUntil(lambda: page.waiting.isVisible() and page.waiting.cancel.isVisible())
    page.waiting.cancel.click()
    assert page.waiting.banner.report().startswith("Not measured")
    engines.release()
    assert page.report is None
    page.waiting.banner._buttons[0].click()
    qtbot.waitUntil(lambda: page.report is not None)
    assert page.work.isVisible()


@pytest.mark.parametrize("ending", ["svg", "png"])
def test_the_map_is_saved_as_a_picture(
    page: InspectPage, watch_run: Run, tmp_path: Path, ending: str
) -> None:
    watch_run()
    view, file = page.work.heat_map, tmp_path / f"map.{ending}"
    saving.picture(file, view.picture_size(), view.paint_picture, "map")
    if ending == "svg":
        text = file.read_text()
        assert "down_proj" in text
        assert text.rstrip().endswith("</svg>")
    else:
        picture = QImage(str(file))
        assert picture.size() == view.picture_size() * 2
        assert len({picture.pixelColor(x, 150).name() for x in range(0, picture.width(), 7)}) > 4


@pytest.mark.parametrize("ending", ["csv", "parquet"])
def test_the_table_is_saved(
    page: InspectPage, watch_run: Run, tmp_path: Path, qtbot: Any, ending: str
) -> None:
    watch_run()
    file = tmp_path / f"modules.{ending}"
    with qtbot.waitSignal(page.saves.table_file.written):
        page.saves.table_file.write(file, *page.work.table.rows())
    if ending == "csv":
        lines = list(csv.DictReader(file.read_text(encoding="utf-8").splitlines()))
    else:
        import pyarrow.parquet as pq

        lines = pq.read_table(file).to_pylist()
    assert len(lines) == 28
    row = next(line for line in lines if line["path"] == TOP)
    module = page.module()
    assert module is not None
    assert float(row["frobenius"]) == module.frobenius


def test_the_page_fits_both_widths(page: InspectPage, watch_run: Run, qtbot: Any) -> None:
    watch_run()
    for size, wide in ((QSize(808, 668), False), (QSize(1352, 948), True), (QSize(808, 668), False)):
        page.resize(size)
        QTest.qWait(20)
        assert page.work.wide is wide
        assert page.work.isAncestorOf(page.work.details) is wide
        assert page.column.isAncestorOf(page.work.details) is not wide
        assert page.work.heat_map.bar.geometry().right() <= page.work.heat_map.width()


# --- adapters from elsewhere


def write_config(folder: Path, **changes: Any) -> None:
    config = json.loads((folder / "adapter_config.json").read_text())
    (folder / "adapter_config.json").write_text(json.dumps(config | changes))


@pytest.fixture
def adapter(tmp_path: Path, workspace: Workspace) -> Path:
    """A peft folder that lies elsewhere."""
    from workbench.ui.example_adapter import write_example_weights

    run = write_example_run(tmp_path / "elsewhere", state="finished")
    write_example_weights(run, at=())
    write_config(run.adapter, base_model_name_or_path="somebody/else")
    return run.adapter.rename(tmp_path / "some-lora")


def test_an_adapter_from_elsewhere_is_listed_and_remembered(
    adapter: Path, foreign: Any, workspace: Workspace, qtbot: Any
) -> None:
    page = foreign(adapter)
    assert page.column.title.text() == "3 · mlp.down_proj"
    again = Workspace()
    again.engines = workspace.engines
    again.open()
    assert [each.path for each in again.adapters] == [adapter]
    again.close(keep_training=False)
    workspace.delete(workspace.current)
    assert adapter.is_dir()
    assert workspace.adapters == []


def test_unknown_settings_are_said_and_listed(adapter: Path, foreign: Any) -> None:
    write_config(adapter, from_the_future=1)
    page = foreign(adapter)
    report = page.work.banner.report()
    assert "1 setting is unknown here" in report
    assert "from_the_future" in report


@pytest.mark.parametrize(
    ("spoil", "part"),
    [
        (lambda f: (f / "adapter_model.safetensors").unlink(), "adapter_model.safetensors"),
        (lambda f: (f / "adapter_model.safetensors").write_bytes(b"\xff" * 64), "adapter_model.safetensors"),
        (lambda f: (f / "adapter_config.json").write_text("{"), "adapter_config.json"),
    ],
    ids=["no weights", "lying header", "torn config"],
)
def test_a_broken_adapter_is_a_sentence_with_a_next_step(
    adapter: Path, foreign: Any, spoil: Callable[[Path], object], part: str
) -> None:
    spoil(adapter)
    page = foreign(adapter)
    assert page.report is None
    assert page.waiting.isVisible()
    assert part in page.waiting.banner.report()
    assert page.lens.problem.hint


def test_values_that_are_no_numbers_are_marked(adapter: Path, foreign: Any) -> None:
    file = adapter / "adapter_model.safetensors"
    content = bytearray(file.read_bytes())
    content[-4:] = np.float32(np.nan).tobytes()
    file.write_bytes(bytes(content))
    page = foreign(adapter)
    assert page.work.heat_map.canvas.values.wrong.sum() == 1
    assert "NaN" in said(page)
    click_sentence(page, "NaN")
    assert page.work.heat_map.canvas.chosen != NONE
    assert page.work.details.why_not.isVisibleTo(page.work.details)


def test_a_small_base_is_read_at_once_and_gives_relative_sizes(
    page: InspectPage, watch_run: Run, qtbot: Any
) -> None:
    watch_run(based=True)
    qtbot.waitUntil(lambda: page.report is not None and page.report.has_base)
    assert page.work.measure.itemText(0) == "Size relative to W"
    module = page.module()
    assert module is not None
    assert 0 < module.relative < 1
    assert "of W" in page.column._module_facts[2].value()
    assert not page.column.base_text.isVisibleTo(page.column)


def test_an_adapter_without_its_base_asks_for_it_and_says_when_it_is_another_one(
    adapter: Path, foreign: Any, qtbot: Any, tiny_llama: Path, workspace: Workspace
) -> None:
    page = foreign(adapter)
    assert page.column.base_link.text() == "Choose its base…"
    assert not page.report.has_base
    page.base.take(tiny_llama)
    qtbot.waitUntil(lambda: page.work.banner.isVisible())
    assert "28 of 28 modules" in page.work.banner.report()
    assert page.work.banner._buttons[0].text() == "Choose its base…"
    assert workspace.adapters[0].base == str(tiny_llama)


def test_of_a_stack_of_experts_one_is_shown(page: InspectPage, qtbot: Any) -> None:
    from workbench.core.inspection import ModuleReport

    values = (4.0, 1.0, 3.0, 2.0)
    module = ModuleReport(
        "layers.0.experts.up", (8, 8), 2, 1.0, effective_rank=3.0, singular_values=values, experts=2
    )
    details = page.work.details
    details.show_module(module)
    assert details.spectrum.values == (4.0, 1.0)
    details.expert.set_value(1)
    details.expert.changed.emit(1)
    assert details.spectrum.values == (3.0, 2.0)
    assert details.spectrum.used == 1.5
