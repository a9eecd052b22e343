"""The command that a person wants run when a run ends. Never through a shell, unless it is one itself."""

import os
import shlex
import signal
import subprocess

from workbench.core import preferences_file
from workbench.core.errors import WorkbenchError
from workbench.core.history import Status
from workbench.core.runs import RunFolder
from workbench.core.sentence import Sentence

_ENDS = (Status.FINISHED, Status.STOPPED, Status.FAILED, Status.INTERRUPTED)


def words(command: str) -> list[str]:
    """The program and its arguments. Raises WorkbenchError where a quotation is not closed."""
    try:
        return shlex.split(command)
    except ValueError as error:
        raise WorkbenchError(
            "The command on finish cannot be read: {reason}.",
            hint="Quote it as in a terminal, for example sh -c 'notify \"$WORKBENCH_NAME\"'.",
            kind="bad-command",
            reason=str(error).lower(),
        ) from error


def run(folder: RunFolder, status: Status, command: str | None = None) -> str:
    """Runs the command, the preferences' one when none is given; what went wrong, in one sentence, or "".

    It runs in the run's folder, with WORKBENCH_RUN, WORKBENCH_NAME and WORKBENCH_STATE set; what it prints
    goes to worker.log. A run that was discarded, or that waits with its memory released, has not finished.
    """
    notifications = preferences_file.current().notifications
    wanted = notifications.on_finish if command is None else command
    if status not in _ENDS or not wanted.strip():
        return ""
    told = {
        "WORKBENCH_RUN": str(folder.path.absolute()),
        "WORKBENCH_NAME": folder.name,
        "WORKBENCH_STATE": status.value,
    }
    try:
        return _done(words(wanted), folder, os.environ | told, notifications.on_finish_seconds)
    except WorkbenchError as error:
        return error.message
    except OSError as error:
        return Sentence("The command on finish cannot be started: {reason}.", reason=str(error))


def _done(command: list[str], folder: RunFolder, environment: dict[str, str], seconds: int) -> str:
    with folder.log_file.open("ab") as log:
        child = subprocess.Popen(
            command,
            cwd=folder.path,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
        try:
            code = child.wait(seconds)
        except subprocess.TimeoutExpired:
            return Sentence(
                "The command on finish was ended: it took longer than {seconds} s.", seconds=seconds
            )
        finally:
            if child.poll() is None:
                _end(child)
    if code:
        return Sentence("The command on finish failed: it ended with code {code}.", code=code)
    return ""


def _end(child: subprocess.Popen[bytes]) -> None:
    """With all that it started."""
    if os.name == "posix":
        os.killpg(child.pid, signal.SIGKILL)  # it leads a group of its own
    else:
        child.kill()
    child.wait()
