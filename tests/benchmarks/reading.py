"""How long a data file of 200 MB takes to read, and how much memory, in each form.

    python tests/benchmarks/reading.py [MEGABYTES]

Each form is read in a process of its own. No figure is asserted anywhere: machines differ.
"""

import gzip
import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

WORDS = ("alpha", "beta", "gamma", "delta", "epsilon", "zeta")


def chats(megabytes: float) -> Iterator[dict[str, object]]:
    """Conversations of one question and one answer, 140 words each, until their JSON is this long."""
    dice, size = random.Random(0), 0
    while size < megabytes * 1e6:
        said = [" ".join(dice.choices(WORDS, k=count)) for count in (40, 100)]
        turns = zip(("user", "assistant"), said, strict=True)
        row = {"messages": [{"role": role, "content": text} for role, text in turns]}
        size += len(json.dumps(row)) + 1
        yield row


def read_one(path: str) -> None:
    from workbench.training.data import rows

    began = time.perf_counter()
    count = len(rows.read(Path(path)).rows)
    seconds = time.perf_counter() - began
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024  # KiB on Linux
    megabytes = Path(path).stat().st_size / 1e6
    sys.stdout.write(
        f"{Path(path).name:16}{megabytes:8.0f} MB {count:9,} rows {seconds:7.2f} s  peak {peak:6.0f} MiB\n"
    )


def write(folder: Path, megabytes: float) -> None:
    import pyarrow as pa
    from pyarrow import feather, parquet

    rows = list(chats(megabytes))
    lines = "".join(json.dumps(row) + "\n" for row in rows)
    (folder / "d.jsonl").write_text(lines)
    (folder / "d.jsonl.gz").write_bytes(gzip.compress(lines.encode(), 1))
    (folder / "d.jsonl.zst").write_bytes(pa.compress(lines.encode(), "zstd", asbytes=True))
    (folder / "d.json").write_text(json.dumps(rows))
    table = pa.Table.from_pylist(rows)
    parquet.write_table(table, folder / "d.parquet")
    feather.write_feather(table, folder / "d.arrow")


def main(megabytes: str) -> None:
    with tempfile.TemporaryDirectory() as scratch:
        # In processes of their own: a child begins with its parent's peak of memory.
        subprocess.run([sys.executable, __file__, "write", scratch, megabytes], check=True)
        for path in sorted(Path(scratch).iterdir()):
            subprocess.run([sys.executable, __file__, "read", path], check=True)


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["write", folder, size]:
            write(Path(folder), float(size))
        case ["read", path]:
            read_one(path)
        case [size]:
            main(size)
        case _:
            main("200")
