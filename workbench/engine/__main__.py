"""`python -m workbench.engine`: imports torch once, says it is ready, serves jobs until its input ends."""

import os
import sys
import time
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any, BinaryIO

from workbench.core import offline
from workbench.core.errors import WorkbenchError
from workbench.core.sentence import Sentence
from workbench.engine import background, jobs, protocol
from workbench.engine.listener import Listener
from workbench.engine.protocol import Failure, Partial, Progress, Ready, Reply, Request, Result

Send = Callable[[Reply], None]


def main() -> int:
    began = time.perf_counter()
    offline.apply()
    frames = _claimed_output()

    def send(reply: Reply) -> None:
        frames.write(protocol.encode(reply))
        frames.flush()

    try:
        versions = jobs.warm()
        send(Ready(os.getpid(), time.perf_counter() - began, versions))
        trained = _serve(sys.stdin.buffer, send)
    except (BrokenPipeError, KeyboardInterrupt):  # whoever asked is gone
        return 0
    if trained is None:
        return 0
    frames.close()
    return background.work(Path(trained["folder"]), trained.get("settings"))


def _serve(requests: BinaryIO, send: Send) -> dict[str, Any] | None:
    """Answers until the input ends (None), or until a run is to be trained (what was asked of it)."""
    for line in protocol.lines(requests):
        request = protocol.request(line)
        if isinstance(request, Failure):
            send(request)
            continue
        reply = _answer(request, send)
        try:
            send(reply)
        except WorkbenchError as error:  # the result is too long, or no JSON
            send(_failure(request.id, error))
            continue
        if request.job == "train" and isinstance(reply, Result):
            return request.params
    return None


def _answer(request: Request, send: Send) -> Result | Failure:
    listener = Listener(
        progress=lambda done, total, text: send(Progress(request.id, done, total, text)),
        partial=lambda value: send(Partial(request.id, value)),
    )
    try:
        return Result(request.id, jobs.perform(request.job, request.params, listener))
    except BrokenPipeError:
        raise
    except WorkbenchError as error:
        return _failure(request.id, error)
    except Exception as error:  # noqa: BLE001  the process's edge: the window shows it, the engine lives on
        said = "".join(traceback.format_exception(error))
        message = Sentence(
            "Something unexpected happened: {kind}: {problem}", kind=type(error).__name__, problem=str(error)
        )
        return Failure(request.id, "internal", message, "Try again; the details help in a report.", said)


def _failure(identity: str, error: WorkbenchError) -> Failure:
    return Failure(identity, error.kind, error.message, error.hint)


def _claimed_output() -> BinaryIO:
    """The real output, for frames alone: whatever a library prints goes to stderr from here on."""
    frames = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    sys.stdout = sys.stderr
    return frames


if __name__ == "__main__":
    sys.exit(main())
