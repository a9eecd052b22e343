"""SHA-256 of files, remembered as long as the system says that they are the same."""

import contextlib
import hashlib
import json
import os
import time
from pathlib import Path

from workbench.core import files, places
from workbench.core.errors import WorkbenchError

SMALL = 8 << 20  # bytes: read again each time, which takes about a hundredth of a second
_SETTLED = 2.0  # s: a file that was just written may change again within one tick of its clock


def stamp(path: Path) -> list[int]:
    """What changes when a file's content does; of these only the first two can be set by a program."""
    found = path.stat()
    return [found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino, found.st_dev]


def sha256(path: Path) -> str:
    """The hash of a file's bytes. Raises OSError.

    That of a large file is kept under the user's home, and believed while its size, its times of change and
    its place on the disk are the same, and it had been left alone for two seconds when it was read.
    """
    before = stamp(path)
    memo = _memo(path)
    if before[0] > SMALL:
        known = _known(memo)
        if known and known.get("stamp") == before:
            return str(known["sha256"])
    began = time.time()
    with path.open("rb") as file:
        found = hashlib.file_digest(file, "sha256").hexdigest()
    settled = began - max(before[1], before[2]) / 1e9 > _SETTLED
    if before[0] > SMALL and settled and stamp(path) == before:
        with contextlib.suppress(OSError, WorkbenchError):  # it only costs the time of reading again
            memo.parent.mkdir(parents=True, exist_ok=True)
            files.write_text(memo, json.dumps({"path": str(path), "stamp": before, "sha256": found}))
    return found


def _known(memo: Path) -> dict[str, object]:
    try:
        document = json.loads(memo.read_bytes())
    except (OSError, ValueError):
        return {}
    return document if isinstance(document, dict) else {}


def _memo(path: Path) -> Path:
    name = hashlib.sha256(os.fsencode(path.resolve())).hexdigest()
    return places.cache_root() / "hashes" / f"{name}.json"
