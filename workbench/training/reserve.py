"""A little room that a run holds on its disk, given back when that is full: to say so, and to hear what then.

Without it no line could be added to events.jsonl or control.jsonl, and no pointer to another disk be written.
"""

import contextlib
import os

from workbench.core import disk, files
from workbench.core.errors import WorkbenchError
from workbench.core.runs import RunFolder

_BYTES = 1 << 16


def keep(run: RunFolder) -> bool:
    """Whether there is room for it, and it is held now. No file system can make its bytes fewer."""
    if run.reserve_file.exists():
        return True
    try:
        files.write_bytes(run.reserve_file, os.urandom(_BYTES))
    except WorkbenchError:
        return False
    return True


def let_go(run: RunFolder) -> None:
    with contextlib.suppress(OSError):  # there was no room for it, or the folder is gone
        disk.remove(run.reserve_file)
