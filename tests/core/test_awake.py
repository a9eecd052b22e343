"""Awake while a run trains: what holds the machine awake never outlives the process that wanted it."""

import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

from workbench.core import awake

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the stand-in is for systemd-inhibit")

_STAND_IN = """#!/bin/sh
echo $$ > "{folder}/holder"
printf '%s\\n' "$@" > "{folder}/asked"
for last in "$@"; do :; done
exec "$last"
"""


def _runs(pid: int) -> bool:
    try:
        return psutil.Process(pid).status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


@pytest.fixture
def stand_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A systemd-inhibit that writes down how it was called, and becomes what it is to run."""
    program = tmp_path / "systemd-inhibit"
    program.write_text(_STAND_IN.format(folder=tmp_path))
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    return tmp_path


def test_it_is_held_inside_the_block_and_let_go_after_it(stand_in: Path) -> None:
    with awake.kept("alpaca trains", stand_in / "log"):
        held = psutil.Process().children()
        assert len(held) == 1
    assert not held[0].is_running()
    asked = (stand_in / "asked").read_text().splitlines()
    assert asked == [
        *("--what=idle:sleep", "--who=LoRA Workbench", "--why=alpaca trains", "--mode=block", "cat")
    ]


def test_a_killed_process_leaves_nothing_behind_that_holds_it(stand_in: Path) -> None:
    code = (
        "import os, pathlib, time\nfrom workbench.core import awake\n"
        "with awake.kept('x', pathlib.Path('log')):\n"
        f"    while not (p := pathlib.Path('{stand_in}/asked')).exists(): time.sleep(0.01)\n"
        "    os.kill(os.getpid(), 9)\n"
    )
    killed = subprocess.run([sys.executable, "-c", code], cwd=stand_in, check=False)
    assert killed.returncode == -9
    began, holder = time.monotonic(), int((stand_in / "holder").read_text())
    while _runs(holder):
        assert time.monotonic() - began < 10


def test_a_system_that_refuses_says_so_in_the_log_and_the_work_goes_on(stand_in: Path) -> None:
    (stand_in / "systemd-inhibit").write_text("#!/bin/sh\necho 'no bus' >&2\nexit 1\n")
    (stand_in / "log").touch()
    with awake.kept("x", stand_in / "log"):
        psutil.wait_procs(psutil.Process().children(), timeout=10)
    assert (stand_in / "log").read_text() == "no bus\n"


def test_where_the_program_is_missing_it_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert awake.missing() == "systemd-inhibit"
    with awake.kept("x", tmp_path / "log"):
        assert psutil.Process().children() == []
