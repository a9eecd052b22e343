"""The bar above the tree: every word of it is read at every width and text size."""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtWidgets import QAbstractButton, QApplication

from workbench.services.draft import Draft
from workbench.ui import style, tokens
from workbench.ui.setup.layers_bar import LayersBar
from workbench.ui.setup.run_setup import RunSetup


@pytest.fixture
def bar(stand: Callable[..., Any], draft: Draft) -> LayersBar:
    made = LayersBar()
    made.show_setup(draft, draft.tally)
    stand(made, None, 808, 120)
    return made


def rows(bar: LayersBar) -> list[list[str]]:
    """The names of the parts that are seen, from left to right and from above."""
    names = ("filter", "quick_sets", "methods", "budget", "plan", "view")
    seen = sorted(
        (getattr(bar, name).y(), getattr(bar, name).x(), name)
        for name in names
        if getattr(bar, name).isVisible()
    )
    heights = sorted({y for y, _, _ in seen})
    lines = [[name for y, _, name in seen if abs(y - height) < 6] for height in heights]
    return [line for place, line in enumerate(lines) if line not in lines[:place]]


def test_one_row_where_all_fits_and_two_where_it_does_not(bar: LayersBar) -> None:
    assert rows(bar) == [["filter", "quick_sets", "methods", "budget", "plan", "view"]]
    bar.window().resize(568, 120)
    QApplication.processEvents()
    assert rows(bar) == [["filter", "view"], ["quick_sets", "methods", "budget", "plan"]]
    bar.window().resize(808, 120)
    QApplication.processEvents()
    assert len(rows(bar)) == 1


@pytest.mark.parametrize("text_size", [13, 18])
def test_no_word_is_cut_and_the_filter_keeps_its_width(
    bar: LayersBar, qapp: QApplication, text_size: int
) -> None:
    style.apply(qapp, tokens.theme(text_size=text_size))
    m = style.theme().metrics
    for width in (390, 568, 620, 680, 808):
        bar.window().resize(width, 200)
        QApplication.processEvents()
        assert bar.width() == width
        assert bar.filter.width() >= m.space(35) >= 140
        assert bar.filter.y() >= m.ring + m.ring_gap
        for button in bar.findChildren(QAbstractButton):
            if button.isVisible():
                assert button.width() >= button.sizeHint().width(), button.text()
                assert button.mapTo(bar, button.rect().topRight()).x() <= width - m.page


def test_tab_goes_through_the_rows_as_they_are_read(bar: LayersBar) -> None:
    bar.window().resize(568, 120)
    QApplication.processEvents()
    bar.filter.setFocus()
    order = []
    for _ in range(6):
        bar.focusNextChild()
        focused = QApplication.focusWidget()
        assert focused is not None
        order.append(focused)
    assert order.index(bar.quick_sets) > order.index(bar.view.findChildren(QAbstractButton)[0])


def test_a_longer_name_of_the_methods_makes_a_second_row(bar: LayersBar, draft: Draft, qtbot: Any) -> None:
    spare = bar.filter.width() - style.theme().metrics.space(35)
    bar.window().resize(808 - spare + 2, 120)
    QApplication.processEvents()
    assert len(rows(bar)) == 1
    draft.set("layers.use_dora", True)
    draft.set("layers.use_rslora", True)
    bar.show_setup(draft, draft.tally)
    qtbot.waitUntil(lambda: len(rows(bar)) == 2)


def test_a_run_that_is_looked_at_has_only_what_changes_nothing(
    stand: Callable[..., Any], run_setup: RunSetup
) -> None:
    bar = LayersBar()
    bar.show_setup(run_setup, run_setup.tally)
    stand(bar, None, 568, 120)
    assert rows(bar) == [["filter", "methods", "plan", "view"]]
