"""Renders every page in both themes and both sizes to PNG, from a deterministic example, without a screen."""

import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import shiboken6
from PySide6.QtCore import QEventLoop, QSize, QTimer
from PySide6.QtWidgets import QApplication

from workbench.core import places
from workbench.core.runs import RunFolder
from workbench.services.workspace import Workspace, starter_spec
from workbench.ui import language, style
from workbench.ui.compare.page import ADAPTERS, CURVES, SAMPLES, SETTINGS
from workbench.ui.example import write_example_run
from workbench.ui.example_adapter import write_example_weights
from workbench.ui.window import EXPORT, INSPECT, SETUP, TRAIN, TRY, Window

SIZES = (QSize(1280, 800), QSize(1920, 1080))
_OVER = ("failed", "finished")
_LIVE = ("training", "starting")  # they come last: while they are there, Start is off


def main(folder: Path, spoken: str = language.ENGLISH) -> list[Path]:
    """Writes `PAGE-WIDTH-THEME.png` into `folder`, in a language of `language.NAMES`; returns the files."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as home:
        os.environ["WORKBENCH_HOME"] = home
        app = QApplication.instance() or QApplication(["workbench"])
        assert isinstance(app, QApplication)
        language.switch().set_choice(spoken)
        style.install(app)
        with example() as window:
            return [_grabbed(window, file, size) for file, size in _pictures(window, folder)]


@contextmanager
def example() -> Iterator[Window]:
    """A window over the deterministic example, which it writes into the home folder first."""
    for state in _OVER:
        run = write_example_run(_folder(state), state=state)
        if state == "finished":
            write_example_weights(run)
    workspace = Workspace()
    window = Window(workspace)
    workspace.open()
    draft = workspace.new_draft(starter_spec())
    window.show()
    workspace.show(draft)
    _wait(lambda: not draft.looking)
    workspace.first_start = True
    yield window
    window.let_go()
    workspace.close(keep_training=False)
    shiboken6.delete(window)


def _pictures(window: Window, folder: Path) -> Iterator[tuple[Path, QSize]]:
    """Puts the window into the state of each picture in turn."""
    for name, arrange in pages(window):
        for theme in ("light", "dark"):
            style.switch().set_mode(theme)  # type: ignore[arg-type]
            for size in SIZES:
                window.resize(size)
                arrange()
                yield folder / f"{name}-{size.width()}-{theme}.png", size


def pages(window: Window) -> list[tuple[str, Callable[[], None]]]:
    """Every page by its name, and what brings the window there."""
    workspace = window.workspace
    draft = workspace.drafts[0]

    def setup(card: str) -> Callable[[], None]:
        def arrange() -> None:
            workspace.show(draft)
            window.select_tab(SETUP)
            window.setup.select_card(card)

        return arrange

    def run(state: str, tab: int) -> Callable[[], None]:
        def arrange() -> None:
            if not _folder(state).exists():
                write_example_run(_folder(state), state=state)
            workspace.open_run(_folder(state))
            window.select_tab(tab)
            for _ in range(8):
                window.train.tick()

        return arrange

    def inspect(compared: bool) -> Callable[[], None]:
        def arrange() -> None:
            run("finished", INSPECT)()
            page = window.inspect
            _wait(lambda: page.report is not None and len(page.lens.kept(page.looks)) == len(page.looks))
            page.compare(page.looks[0] if compared else None)
            _wait(lambda: not page.lens.comparing and page.is_drawn)

        return arrange

    def export(format: str) -> Callable[[], None]:
        def arrange() -> None:
            run("finished", EXPORT)()
            _wait(lambda: window.export.exporter.offers is not None)
            window.export.select_format(format)

        return arrange

    def compare(view: str) -> Callable[[], None]:
        def arrange() -> None:
            run("finished", TRAIN)()
            if not _folder("stopped").exists():
                write_example_run(_folder("stopped"), state="stopped")
                for state, at in (("stopped", (36, 54)), ("failed", (36, 54, 108))):
                    write_example_weights(RunFolder(_folder(state)), at=at, last=at[-1] + 6)
            states = ("finished", "failed", "stopped")
            window.sidebar.select([workspace.watch_of(RunFolder(_folder(state))) for state in states])
            page = window.compare.page
            assert page is not None
            _wait(lambda: not page.runs.reading)
            page.select_view(view)
            page.column.list.highlight(0)
            _wait(lambda: not page.maps.adapters.busy)

        return arrange

    cards = [(f"setup-{card}", setup(card)) for card in ("model", "data", "layers", "training")]
    over = [(f"train-{state}", run(state, TRAIN)) for state in _OVER]
    inspected = [("inspect", inspect(False)), ("inspect-compared", inspect(True))]
    exported = [("export", export("peft")), ("export-gguf", export("gguf"))]
    others = [("try", run("finished", TRY)), ("setup-of-a-run", run("finished", SETUP))]
    live = [("train", run("training", TRAIN)), ("train-starting", run("starting", TRAIN))]
    compared = [(f"compare-{view}", compare(view)) for view in (CURVES, SETTINGS, SAMPLES, ADAPTERS)]
    return [*cards, *over, *inspected, *exported, *others, *compared, *live]


def _folder(state: str) -> Path:
    return places.runs_root() / f"2026-11-23-{state}"


def _grabbed(window: Window, file: Path, size: QSize) -> Path:
    _settle(150)
    picture = window.grab()
    assert picture.size() == size, (picture.size(), size)
    if not picture.save(str(file)):
        raise OSError(f"{file} could not be written")
    return file


def _settle(milliseconds: int) -> None:
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def _wait(reached: Callable[[], bool], seconds: float = 300) -> None:
    for _ in range(int(seconds * 20)):
        if reached():
            return
        _settle(50)
    raise TimeoutError("the example did not become ready")
