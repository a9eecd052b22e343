"""Jobs about exports: what can be made of an adapter, and making it."""

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any

from workbench.core.exports import ExportRequest
from workbench.engine.listener import Listener


def export(listener: Listener, **request: Any) -> dict[str, Any]:
    """Writes one export and loads it again: `request` has the fields of ExportRequest."""
    from workbench.adapters.export import exporting

    asked = ExportRequest(**request)
    with _ended_softly():
        return exporting.export(asked, listener.progress)


def export_offers(_: Listener, source: str, base: str = "") -> dict[str, Any]:
    """The formats that an adapter can be exported in, with sizes, programs and reasons."""
    from workbench.adapters.export import offers

    return offers.offers(source, base)


@contextmanager
def _ended_softly() -> Iterator[None]:
    """Inside the block a request to end is an interruption, so that what was half written is removed."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def interrupt(_: int, __: FrameType | None) -> None:
        raise KeyboardInterrupt

    former = signal.signal(signal.SIGTERM, interrupt)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, former)


JOBS: dict[str, Callable[..., Any]] = {"export": export, "export_offers": export_offers}
