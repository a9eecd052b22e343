"""Real workers, and nobody who looks at them: a run that ends starts the next one of the queue."""

import json
import subprocess
import sys
import time
from pathlib import Path

from workbench.core import queue, runs
from workbench.core.history import Status
from workbench.core.runs import RunFolder
from workbench.core.spec import parse

_PATIENCE = 180.0  # s


def made(name: str, model: Path, chats: Path) -> RunFolder:
    return runs.create(
        parse(
            {
                "name": name,
                "model": {"path": str(model)},
                "data": {"path": str(chats)},
                "layers": {"rank": 2},
                "training": {"steps": 2, "threads": 1},
                "watch": {"evaluations": 0, "samples": 0, "compared_rows": 0},
            }
        )
    )


def test_the_queue_goes_on_after_a_run_that_lost_its_window(tiny_llama: Path, chats: Path) -> None:
    first, second, third = (made(name, tiny_llama, chats) for name in ("first", "second", "third"))
    assert queue.claim(first)
    queue.add(second)
    queue.add(third)
    engine = subprocess.Popen(
        [sys.executable, "-m", "workbench.engine"], stdin=subprocess.PIPE, stdout=subprocess.DEVNULL
    )
    assert engine.stdin is not None
    request = {"id": "1", "job": "train", "params": {"folder": str(first.path)}}
    engine.stdin.write(json.dumps(request).encode() + b"\n")
    engine.stdin.close()  # the window is gone
    assert engine.wait(_PATIENCE) == 0
    until = time.monotonic() + _PATIENCE
    while not (third.events_file.exists() and runs.history(third).status.ended):
        assert time.monotonic() < until, second.log_tail() + third.log_tail()
        time.sleep(0.1)
    assert {runs.history(run).status for run in (first, second, third)} == {Status.FINISHED}
    assert runs.history(first).latest <= runs.history(second).began
    assert runs.history(second).latest <= runs.history(third).began
    assert queue.read().runs == ()
    while queue.living() is not None:
        time.sleep(0.05)
