"""An end that comes from outside: a signal, a terminal that closes, a session that is over."""

import signal
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from PySide6.QtCore import QObject, QSocketNotifier, Signal
from PySide6.QtGui import QGuiApplication

_NAMES = ("SIGTERM", "SIGHUP", "SIGINT", "SIGBREAK")  # those that this system knows


class Outside(QObject):
    """`end_asked`: the process is to end. `session_ends`: everything is to be saved, and nothing asked; the
    end comes later, or not at all."""

    end_asked = Signal()
    session_ends = Signal()

    def __init__(self, app: QGuiApplication, wakes: socket.socket) -> None:
        super().__init__(app)
        self._wakes = wakes
        self._notifier = QSocketNotifier(wakes.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._on_signal)
        app.commitDataRequest.connect(lambda _manager: self.session_ends.emit())

    def _on_signal(self) -> None:
        self._wakes.recv(4096)
        self.end_asked.emit()

    def close(self) -> None:
        self._notifier.setEnabled(False)
        self.deleteLater()


@contextmanager
def heard(app: QGuiApplication) -> Iterator[Outside]:
    """Inside the block the usual signals to end are told by Qt's event loop instead of ending the process.

    Python runs handlers between two of its own instructions, of which an event loop at rest has none: what
    wakes it is the number that `set_wakeup_fd` writes.
    """
    reads, writes = socket.socketpair()
    for end in (reads, writes):
        end.setblocking(False)
    numbers = [getattr(signal, name) for name in _NAMES if hasattr(signal, name)]
    former_wakeup = signal.set_wakeup_fd(writes.fileno(), warn_on_full_buffer=False)
    former = {number: signal.signal(number, _nothing) for number in numbers}
    outside = Outside(app, reads)
    try:
        yield outside
    finally:
        outside.close()
        for number, handler in former.items():
            signal.signal(number, handler)
        signal.set_wakeup_fd(former_wakeup)
        reads.close()
        writes.close()


def _nothing(_number: int, _frame: FrameType | None) -> None:
    """The number in the socket says it."""
