"""`python -m workbench.engine.background RUN`: a worker without a window, and the end that all workers have.

From here on the run's folder is the only connection.
"""

import faulthandler
import os
import sys
from collections.abc import Mapping
from pathlib import Path

from workbench.core import keeper, offline, processes
from workbench.core.runs import RunFolder


def work(folder: Path, settings: Mapping[str, float] | None = None) -> int:
    """Leaves whoever started this process, trains, and lets the queue go on. Returns the exit code."""
    log = os.open(RunFolder(folder).log_file, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o644)
    nothing = os.open(os.devnull, os.O_RDONLY)
    processes.detach()
    sys.stderr.flush()
    for source, target in ((nothing, 0), (log, 1), (log, 2)):
        os.dup2(source, target)
    faulthandler.enable()  # into fd 2, which is worker.log now
    from workbench.training import worker

    try:
        return 1 if worker.main(folder, settings=settings).failed else 0
    finally:
        keeper.wake()


if __name__ == "__main__":
    offline.apply()
    sys.exit(work(Path(sys.argv[1])))
