"""Who is alive: process identity, locks, groups and signals; all that knows the system."""

import contextlib
import json
import os
import platform
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

import psutil

from workbench.core import files
from workbench.core.errors import WorkbenchError
from workbench.core.sentence import Sentence


@dataclass(frozen=True, slots=True)
class Owner:
    """Names one living process for good: pids are reused, (pid, start time, boot) are not."""

    pid: int
    started: float
    boot: str
    host: str

    @classmethod
    def me(cls) -> "Owner":
        process = psutil.Process()
        return cls(process.pid, process.create_time(), _boot(), platform.node())

    def alive(self) -> bool:
        """Whether that very process still runs. A process on another host is taken to be alive."""
        if self.host != platform.node():
            return True
        if self.boot != _boot():
            return False
        try:
            process = psutil.Process(self.pid)
            return abs(process.create_time() - self.started) < 1 and process.status() != psutil.STATUS_ZOMBIE
        except psutil.NoSuchProcess:
            return False


def lock(path: Path) -> None:
    """Takes the lock file for this process, or raises WorkbenchError naming who holds it."""
    with alone_in(path.parent):
        owner = holder(path)
        if owner is not None and owner.alive():
            raise WorkbenchError(
                "{folder} is being trained by process {pid}.",
                hint="Wait until it ends, or stop it first.",
                kind="locked",
                folder=path.parent,
                pid=owner.pid,
            )
        seize(path)


def take(path: Path) -> bool:
    """Takes the lock file for this process unless another living one holds it; whether it is ours now."""
    with alone_in(path.parent):
        owner, me = holder(path), Owner.me()
        if owner is not None and owner != me and owner.alive():
            return False
        if owner != me:
            seize(path)
    return True


def seize(path: Path) -> None:
    """Takes the lock file for this process, whoever holds it."""
    files.write_text(path, json.dumps(asdict(Owner.me())))


def unlock(path: Path) -> None:
    """Gives back a lock that this process holds; another's is left alone."""
    if holder(path) == Owner.me():
        path.unlink(missing_ok=True)


def holder(path: Path) -> Owner | None:
    """Who wrote the lock file; None when there is none, or it is torn."""
    try:
        return Owner(**json.loads(path.read_text()))
    except (OSError, ValueError, TypeError):
        return None


@contextmanager
def alone_in(folder: Path) -> Iterator[None]:
    """One process at a time inside the block: looking at a lock and taking it must be one act."""
    if os.name != "posix":  # Windows cannot lock a folder
        yield
        return
    import fcntl

    with files.explained(folder):
        descriptor = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def described_exit(code: int) -> str:
    """How a child ended, as one phrase: "ended with code 1", "was stopped by the system (SIGKILL)"."""
    if code >= 0:
        return Sentence("ended with code {code}", code=code)
    try:
        name = signal.Signals(-code).name
    except ValueError:
        name = f"signal {-code}"
    return Sentence("was stopped by the system ({name})", name=name)


def detach() -> None:
    """Makes this process the head of its own group, so that the window's end is not its end."""
    if os.name == "posix" and os.getsid(0) != os.getpid():
        with contextlib.suppress(PermissionError):  # already a group leader
            os.setsid()


def spawn(command: list[str], *, environment: dict[str, str] | None = None) -> subprocess.Popen[bytes]:
    """Starts a child with pipes for its input and output, in a group of its own; errors join our own."""
    return subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=environment,
        start_new_session=True,
        bufsize=0,
    )


def spawn_apart(command: list[str], log: Path | None = None) -> subprocess.Popen[bytes]:
    """Starts a process that outlives this one: without our terminal, our pipes and our group.

    What it prints goes to the end of `log`, or nowhere.
    """
    apart = getattr(subprocess, "DETACHED_PROCESS", 0) | getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0)
    with contextlib.ExitStack() as stack:
        where = subprocess.DEVNULL if log is None else stack.enter_context(log.open("ab"))
        return subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=where,
            stderr=where,
            start_new_session=True,
            creationflags=apart,
        )


def end(process: subprocess.Popen[bytes], patience: float = 3.0) -> None:
    """Ends a child: asks, waits, then insists."""
    if process.poll() is None:
        process.terminate()
        try:
            process.wait(patience)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def end_owner(owner: Owner) -> None:
    """Ends a process that may not be our child, if it is still the same one."""
    if owner.alive() and owner.host == platform.node():
        with contextlib.suppress(psutil.NoSuchProcess):
            psutil.Process(owner.pid).kill()


def physical_cores() -> int:
    return psutil.cpu_count(logical=False) or os.cpu_count() or 1


def total_memory() -> int:
    return int(psutil.virtual_memory().total)


def available_memory() -> int:
    return int(psutil.virtual_memory().available)


def resident_memory() -> int:
    """Bytes this process holds in memory."""
    return int(psutil.Process().memory_info().rss)


def peak_memory() -> int:
    """The most bytes this process has held in memory at once; what it held before an exec does not count."""
    try:  # Linux; `ru_maxrss` would begin at what the parent held
        status = Path("/proc/self/status").read_text()
        return 1024 * int(status.partition("VmHWM:")[2].split(maxsplit=1)[0])
    except (OSError, IndexError):
        memory = psutil.Process().memory_info()
        return int(getattr(memory, "peak_wset", memory.rss))  # Windows


def _boot() -> str:
    """A name for this start of the machine."""
    try:
        return Path("/proc/sys/kernel/random/boot_id").read_text().strip()
    except OSError:
        return str(int(psutil.boot_time() // 10))
