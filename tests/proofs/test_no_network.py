"""No network call at all: a window trains, inspects and exports without a route, and nobody even tries.

Two witnesses, because a library may swallow its failure: the processes live in a network namespace with
nothing in it, and an audit hook in each of them writes down whoever looks up a name or connects.
"""

import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

_SECONDS = 150
_HOOK = """
import os, sys

def _heard(event, args):
    if event in ("socket.connect", "socket.sendto", "socket.sendmsg"):
        if not isinstance(args[1], tuple):
            return  # a file on this machine: D-Bus, an event loop's own pair
    elif event not in ("socket.getaddrinfo", "socket.gethostbyname", "urllib.Request"):
        return
    with open(os.environ["HEARD"], "a") as log:
        print(event, args[1:], file=log)

sys.addaudithook(_heard)
with open(os.environ["HOOKED"], "a") as log:
    print(os.getpid(), file=log)
"""
_SCENARIO = """
import json, os, socket, sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from workbench.core.history import Status
from workbench.services.workspace import Workspace, starter_spec
from workbench.ui import style
from workbench.ui.window import EXPORT, INSPECT, Window

app = QApplication([])
style.install(app)
workspace = Workspace()
window = Window(workspace)
window.show()
workspace.open()
draft = workspace.current
for key, value in (("steps", 3), ("batch_size", 4), ("threads", 1)):
    draft.set(f"training.{key}", value, key)
for key in ("samples", "compared_rows"):
    draft.set(f"watch.{key}", 0, key)
done = {}

def look():
    watch = next(iter(workspace.watches), None)
    if watch is None and draft in workspace.drafts and draft.blocked() is None:
        workspace.start(draft)
    elif watch is not None and watch.status is Status.FINISHED and "finished" not in done:
        done["finished"] = watch.history.step
        window.select_tab(INSPECT)
    elif "finished" in done and "inspected" not in done and window.inspect.report is not None:
        done["inspected"] = len(window.inspect.report.paths)
        window.select_tab(EXPORT)
    elif "inspected" in done and "exported" not in done and window.export.can_export:
        done["exported"] = True
        window.export.export()
    elif "exported" in done and watch.history.exported:
        done["format"] = watch.history.exported[-1].format
        timer.stop()
        workspace.close(keep_training=False)
        app.quit()

timer = QTimer(interval=50)
timer.timeout.connect(look)
timer.start()
app.exec()
done["interfaces"] = [name for _, name in socket.if_nameindex()]
print(json.dumps(done))
"""


@dataclass(frozen=True)
class Witnessed:
    isolated: bool
    said: dict[str, object]
    heard: str
    processes: int


def _namespace() -> list[str]:
    """The command that takes the network away; [] where the system does not let us."""
    if shutil.which("unshare") is None:
        return []
    wanted = ["unshare", "--net"] if os.geteuid() == 0 else ["unshare", "--map-root-user", "--net"]
    allowed = subprocess.run([*wanted, "true"], check=False, capture_output=True).returncode == 0
    return wanted if allowed else []


@pytest.fixture(scope="module")
def witnessed(tmp_path_factory: pytest.TempPathFactory) -> Witnessed:
    folder = tmp_path_factory.mktemp("no-network")
    (folder / "sitecustomize.py").write_text(_HOOK)
    kept = {k: v for k, v in os.environ.items() if not k.endswith("_OFFLINE")}
    told = {
        "PYTHONPATH": os.pathsep.join([str(folder), str(Path(__file__).parents[2])]),
        "WORKBENCH_HOME": str(folder / "home"),
        "HEARD": str(folder / "heard"),
        "HOOKED": str(folder / "hooked"),
    }
    namespace = _namespace()
    command = [*namespace, sys.executable, "-c", _SCENARIO]
    ended = subprocess.run(
        command, env=kept | told, cwd=folder, capture_output=True, text=True, timeout=_SECONDS, check=False
    )
    assert ended.returncode == 0, ended.stderr[-4000:]
    said = json.loads(ended.stdout.splitlines()[-1])
    heard = (folder / "heard").read_text() if (folder / "heard").exists() else ""
    return Witnessed(bool(namespace), said, heard, len((folder / "hooked").read_text().split()))


def test_nobody_looks_up_a_name_or_connects(witnessed: Witnessed) -> None:
    assert witnessed.processes >= 2, "the engines were watched as well"
    assert witnessed.heard == ""


def test_everything_works_where_there_is_no_route(witnessed: Witnessed) -> None:
    if not witnessed.isolated:
        pytest.skip("this system gives no network namespace: `unshare --net` is not permitted")
    assert witnessed.said["interfaces"] == ["lo"]
    assert witnessed.said["finished"] == 3
    assert witnessed.said["inspected"] == 28
    assert witnessed.said["format"] == "peft"


def test_the_witness_sees_a_call(tmp_path: Path) -> None:
    (tmp_path / "sitecustomize.py").write_text(_HOOK)
    told = {"PYTHONPATH": str(tmp_path), "HEARD": str(tmp_path / "heard"), "HOOKED": str(tmp_path / "hooked")}
    call = "import socket\ntry: socket.create_connection(('127.0.0.1', 9), 1)\nexcept OSError: pass"
    subprocess.run([sys.executable, "-c", call], env=os.environ | told, check=True)
    assert "socket.connect" in (tmp_path / "heard").read_text()
