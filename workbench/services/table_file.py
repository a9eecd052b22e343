"""A table as CSV or Parquet: by its file's ending, written whole, in a thread of its own."""

import csv
import io
import threading
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from workbench.core import files
from workbench.core.errors import WorkbenchError
from workbench.services.problem import Problem

Cell = str | float


class TableFile(QObject):
    """Importing Parquet's library alone takes longer than a frame."""

    written = Signal(str)  # the file
    failed = Signal(Problem)

    def write(self, file: Path, names: Sequence[str], rows: Sequence[Sequence[Cell]]) -> None:
        def writing() -> None:
            try:
                content = as_parquet(names, rows) if file.suffix == ".parquet" else as_csv(names, rows)
                files.write_bytes(file, content)
            except WorkbenchError as error:
                self.failed.emit(Problem.of(error))
            else:
                self.written.emit(str(file))

        threading.Thread(target=writing, name="table-writer", daemon=True).start()


def as_csv(names: Sequence[str], rows: Sequence[Sequence[Cell]]) -> bytes:
    """RFC 4180 in UTF-8; a value that does not exist is empty."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(names)
    writer.writerows(["" if cell != cell else cell for cell in row] for row in rows)
    return text.getvalue().encode()


def as_parquet(names: Sequence[str], rows: Sequence[Sequence[Cell]]) -> bytes:
    """Numbers are float64; a value that does not exist is null."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    columns = [[None if row[at] != row[at] else row[at] for row in rows] for at in range(len(names))]
    sink = pa.BufferOutputStream()
    pq.write_table(pa.table(dict(zip(names, columns, strict=True))), sink)
    return bytes(sink.getvalue())
