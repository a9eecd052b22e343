"""The doctor's report is asked of a process of its own."""

import sys
from pathlib import Path
from typing import Any

import pytest

from workbench.services.doctors_report import DoctorsReport


def _python(folder: Path, script: str) -> str:
    """Stands in for the interpreter."""
    made = folder / "python"
    made.write_text(f"#!/bin/sh\n{script}\n")
    made.chmod(0o755)
    return str(made)


@pytest.mark.skipif(sys.platform == "win32", reason="the stand-in is a shell script")
def test_its_text_arrives_also_where_something_is_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: Any
) -> None:
    monkeypatch.setattr(sys, "executable", _python(tmp_path, 'echo "$@: Missing: torch."; exit 1'))
    report = DoctorsReport()
    with qtbot.waitSignal(report.done) as told:
        report.ask()
        report.ask()
    assert told.args == ["-m workbench doctor: Missing: torch.\n"]


@pytest.mark.parametrize(("script", "why"), [("echo no module >&2; exit 1", "no module"), ("", "?")])
@pytest.mark.skipif(sys.platform == "win32", reason="the stand-in is a shell script")
def test_why_there_is_none_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: Any, script: str, why: str
) -> None:
    monkeypatch.setattr(sys, "executable", _python(tmp_path, script))
    report = DoctorsReport()
    with qtbot.waitSignal(report.failed) as told:
        report.ask()
    assert told.args[0].message == f"The report could not be made: {why}."


def test_an_interpreter_that_is_gone_is_said(monkeypatch: pytest.MonkeyPatch, qtbot: Any) -> None:
    monkeypatch.setattr(sys, "executable", "/no/such/python")
    report = DoctorsReport()
    with qtbot.waitSignal(report.failed):
        report.ask()
