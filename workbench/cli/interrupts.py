"""Ctrl-C while a run trains: heard at once, said at once; the second one does not wait."""

import signal
import threading
from collections.abc import Callable
from types import FrameType


def announce(say: Callable[[], None]) -> None:
    """At the first Ctrl-C calls `say`, then the handler that stands now; the second raises KeyboardInterrupt.

    Whoever set that handler takes this one away with it.
    """
    if threading.current_thread() is not threading.main_thread():
        return
    obey = signal.getsignal(signal.SIGINT)
    heard = 0

    def on_interrupt(number: int, frame: FrameType | None) -> None:
        nonlocal heard
        heard += 1
        if heard > 1:
            raise KeyboardInterrupt
        say()
        if callable(obey):
            obey(number, frame)

    signal.signal(signal.SIGINT, on_interrupt)
