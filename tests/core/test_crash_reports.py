"""Windows that end in every way, as real processes."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

import pytest

from workbench import __version__
from workbench.core import crash_reports, places, processes

_WINDOW = """
import sys
from workbench.core import crash_reports

def wait_for_the_end(token):
    print("open", flush=True)
    sys.stdin.read()

with crash_reports.marked():
    wait_for_the_end("hf_secret")
"""


@pytest.fixture
def window() -> Iterator[subprocess.Popen[str]]:
    """A process that is marked as an open window until its input ends."""
    process = subprocess.Popen(
        [sys.executable, "-c", _WINDOW],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert process.stdin is not None
    assert process.stdout is not None
    assert process.stdout.readline() == "open\n"
    yield process
    process.stdin.close()
    process.stdout.close()
    process.kill()
    process.wait()


def marks(home: Path) -> list[Path]:
    return list((home / "windows").iterdir())


def test_a_window_that_is_open_is_left_alone(window: subprocess.Popen[str], home: Path) -> None:
    assert crash_reports.collect() is None
    assert [file.stem for file in marks(home)] == [str(window.pid)]


def test_a_clean_close_takes_the_mark_away(window: subprocess.Popen[str], home: Path) -> None:
    assert window.stdin is not None
    window.stdin.close()
    assert window.wait() == 0
    assert marks(home) == []
    assert crash_reports.collect() is None


@pytest.mark.parametrize(
    ("number", "how"),
    [(signal.SIGSEGV, "Segmentation fault"), (signal.SIGABRT, "Aborted"), (signal.SIGKILL, "")],
    ids=lambda value: getattr(value, "name", ""),
)
def test_a_window_that_was_ended_leaves_a_report_with_traces_and_versions(
    window: subprocess.Popen[str], home: Path, number: signal.Signals, how: str
) -> None:
    os.kill(window.pid, number)
    assert window.wait() == -number
    report = crash_reports.collect()
    assert report is not None
    assert (report.how, report.restarted) == (how, False)
    text = report.text()
    assert f"LoRA Workbench {__version__}\n" in text
    assert "PySide6-Essentials" in text
    assert ("in wait_for_the_end" in text) is bool(how)
    assert "hf_secret" not in text
    assert str(Path.home()) not in text
    assert marks(home) == []
    assert crash_reports.collect() is None, "it is said once"


def test_a_machine_that_was_started_anew_is_told_from_a_crash(home: Path) -> None:
    owner = asdict(processes.Owner.me()) | {"boot": "an earlier one"}
    (home / "windows").mkdir(parents=True)
    mark = home / "windows" / "77.txt"
    mark.write_text(json.dumps({"owner": owner, "began": 1.0, "versions": {}}) + "\n")
    report = crash_reports.collect()
    assert report is not None
    assert report.restarted
    assert not mark.exists()


@pytest.mark.parametrize("content", ["", '{"owner": {"pi', "[]\n", '{"owner": {"pid": 1}}\n'])
def test_a_torn_mark_is_a_window_that_is_gone(home: Path, content: str) -> None:
    (home / "windows").mkdir(parents=True)
    (home / "windows" / "77.txt").write_text(content)
    assert crash_reports.collect() is not None
    assert marks(home) == []


def test_of_many_reports_the_latest_ten_are_kept(home: Path) -> None:
    (home / "windows").mkdir(parents=True)
    gone = asdict(processes.Owner.me()) | {"started": 1.0}
    for number in range(14):
        head = {"owner": gone, "began": 1e9 + 60 * number, "versions": {}}
        (home / "windows" / f"{number}.txt").write_text(json.dumps(head) + "\n")
    report = crash_reports.collect()
    assert report is not None
    assert report.file.stem.endswith("-13")
    assert len(list((home / "crashes").iterdir())) == 10


def test_a_home_that_cannot_be_written_opens_all_the_same() -> None:
    places.home().write_text("a file where the folder should be")
    with crash_reports.marked():
        assert crash_reports.collect() is None
