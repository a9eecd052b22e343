"""`workbench doctor` and `workbench desktop-entry`."""

import configparser
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from click.testing import CliRunner

from workbench import doctor
from workbench.cli import cli
from workbench.core import disk

_WORKS = {"built for": "12.8", "instructions": "AVX2", "bfloat16": False, "threads": 8, "mps": False}


def _named(findings: Iterator[doctor.Finding] | list[doctor.Finding], name: str) -> doctor.Finding:
    return next(finding for finding in findings if finding.name == name)


def test_it_says_what_is_here() -> None:
    ran = CliRunner().invoke(cli, ["doctor", "--json"])
    assert ran.exit_code == 0, ran.output
    findings = [doctor.Finding(**found) for found in json.loads(ran.stdout)]
    assert _named(findings, "torch").level == doctor.OK
    assert _named(findings, "Qt").value.startswith("6.")
    assert "threads" in _named(findings, "Processor computes").value
    assert str(Path.home()) not in ran.stdout
    text = doctor.as_text(findings)
    assert text.startswith("Program\n")
    assert text.endswith("Everything that is needed is there.")


def test_it_answers_where_torch_and_qt_cannot_be_imported(tmp_path: Path) -> None:
    for name in ("torch", "PySide6"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "__init__.py").write_text("raise ImportError('libEGL.so.1: cannot open')\n")
    path = os.pathsep.join([str(tmp_path), *filter(None, [os.environ.get("PYTHONPATH")]), str(Path.cwd())])
    ran = subprocess.run(
        [sys.executable, "-m", "workbench", "doctor", "--json"],
        env=os.environ | {"PYTHONPATH": path},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 1, ran.stderr
    bad = {found["name"]: found for found in json.loads(ran.stdout) if found["level"] == doctor.BAD}
    assert set(bad) == {"torch, transformers, peft", "Qt"}
    assert bad["Qt"]["value"] == "libEGL.so.1: cannot open"
    assert "libegl1" in bad["Qt"]["hint"]


def test_packages_are_held_against_what_the_project_asks_for(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = ["click>=8.1", "rich>=9999", "no-such-package>=1", 'pytest>=1; extra == "test"']
    monkeypatch.setattr(doctor.metadata, "requires", lambda _: asked)
    found = list(doctor._packages())
    assert [finding.name for finding in found] == ["click", "rich", "no-such-package"]
    assert [finding.level for finding in found] == [doctor.OK, doctor.BAD, doctor.BAD]
    assert found[1].value == f"{metadata.version('rich')}, but >=9999 is needed"
    assert found[1].hint == '`pip install "rich>=9999"` changes it.'


def test_cards_are_listed_and_a_driver_without_one_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor.shutil, "which", lambda _: "/usr/bin/nvidia-smi")
    with_card = list(doctor._training(_WORKS | {"cards": [["NVIDIA H100", 80 * 2**30]]}, ""))
    assert _named(with_card, "cuda:0").value == "NVIDIA H100, 80 GiB"
    without = list(doctor._training(_WORKS | {"cards": []}, ""))
    assert _named(without, "Graphics card").level == doctor.NOTE


@pytest.mark.parametrize(
    ("script", "wrong"),
    [
        ("import no_such_module", "No module named 'no_such_module'"),
        ("import os, signal; os.kill(os.getpid(), signal.SIGKILL)", "was ended by signal 9"),
        ("raise SystemExit(3)", "failed without a word"),
    ],
)
def test_an_import_that_fails_is_told_in_its_own_words(script: str, wrong: str) -> None:
    said, why = doctor._asked(script)
    assert said == {}
    assert why.startswith(wrong)


def test_folders_without_room_or_rights_are_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(disk, "free", lambda _: 2**20)
    assert _named(doctor._folders(), "Home").level == doctor.NOTE
    monkeypatch.setattr(doctor, "os", SimpleNamespace(access=lambda *_: False, W_OK=os.W_OK))
    home = _named(doctor._folders(), "Home")
    assert home.level == doctor.BAD
    assert "nothing can be written" in home.value


def test_what_is_missing_stands_at_the_end_with_its_remedy() -> None:
    found = [doctor.Finding("Packages", "torch", "is not installed", doctor.BAD, "`pip install torch`")]
    assert doctor.as_text(found).splitlines() == [
        "Packages",
        "  ✕ torch  is not installed",
        "           → `pip install torch`",
        "",
        "Missing: torch.",
    ]


@pytest.mark.skipif(sys.platform != "linux", reason="desktop entries are a thing of Linux")
def test_the_program_is_listed_and_unlisted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    monkeypatch.setattr(sys, "executable", "/opt/a place/100%/bin/python")
    assert CliRunner().invoke(cli, ["desktop-entry"]).exit_code == 0
    file = tmp_path / "applications" / "lora-workbench.desktop"
    read: Any = configparser.ConfigParser(interpolation=None)
    read.optionxform = str
    read.read(file, encoding="utf-8")
    entry = read["Desktop Entry"]
    assert entry["Exec"] == '"/opt/a place/100%%/bin/python" -m workbench'
    assert Path(entry["Icon"]).read_text().startswith("<svg")
    if shutil.which("desktop-file-validate"):
        told = subprocess.run(["desktop-file-validate", file], capture_output=True, text=True, check=False)
        assert told.stdout == ""
    assert CliRunner().invoke(cli, ["desktop-entry", "--remove"]).exit_code == 0
    assert not file.exists()
