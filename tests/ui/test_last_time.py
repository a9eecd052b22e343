"""The line about a window that did not close properly."""

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QObject, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QGuiApplication

from workbench.core.crash_reports import Report
from workbench.ui.last_time import LastTime

_LEFT = Qt.MouseButton.LeftButton


class Folders(QObject):
    """Stands for the system's program for folders."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[QUrl] = []

    @Slot(QUrl)
    def open(self, url: QUrl) -> None:
        self.opened.append(url)


@pytest.fixture
def line(qtbot: Any) -> LastTime:
    made = LastTime()
    qtbot.addWidget(made)
    made.resize(808, 40)
    return made


@pytest.mark.parametrize(
    ("how", "restarted", "said"),
    [
        ("Segmentation fault", False, "The last window crashed (Segmentation fault)."),
        ("", True, "The machine went off while the window was open."),
        ("", False, "The last window was ended from outside."),
    ],
)
def test_it_says_in_one_line_what_happened(
    line: LastTime, tmp_path: Path, how: str, restarted: bool, said: str
) -> None:
    assert not line.isVisible()
    line.show_report(Report(tmp_path / "report.txt", how, restarted))
    assert line.isVisible()
    assert line.said.text() == f"{said} Drafts are kept, but for the last second."
    assert line.said.toolTip() == "", "it is not cut"


def test_the_report_can_be_shown_and_copied_and_the_line_closed(
    line: LastTime, tmp_path: Path, qtbot: Any
) -> None:
    file = tmp_path / "report.txt"
    file.write_text("Fatal Python error")
    line.show_report(Report(file, "Aborted", False))
    with qtbot.waitSignal(line.copied):
        qtbot.mouseClick(line.copy_link, _LEFT)
    assert QGuiApplication.clipboard().text() == "Fatal Python error"
    folders = Folders()
    QDesktopServices.setUrlHandler("file", folders, "open")
    qtbot.mouseClick(line.show_link, _LEFT)
    QDesktopServices.unsetUrlHandler("file")
    assert [url.toLocalFile() for url in folders.opened] == [str(tmp_path)]
    qtbot.mouseClick(line.close_button, _LEFT)
    assert not line.isVisible()
