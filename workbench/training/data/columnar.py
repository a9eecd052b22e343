"""The rows of a Parquet or Arrow file as objects. pyarrow is imported only when such a file is read."""

from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack
from typing import Any

from workbench.core.errors import WorkbenchError
from workbench.training.data import bytestream, json_rows
from workbench.training.data.bytestream import Digest
from workbench.training.data.conversation import Unreadable
from workbench.training.data.sources import COMPRESSED, TITLES, Source

_AT_ONCE = 1024  # rows
_NO_FORM = (ValueError, OverflowError, LookupError, TypeError, ImportError)


def values(source: Source, digest: Digest) -> Iterator[tuple[int, Any]]:
    """(row number from 1, its columns).

    Every batch is validated whole before it is looked at: offsets that lead outside its memory would crash.
    """
    import pyarrow as pa

    number = 0
    with ExitStack() as stack, bytestream.explained(source.path):
        try:
            file = _file(source, digest, stack)
            for batch in _batches(source, file):
                for value in _objects(batch):
                    number += 1
                    yield number, value
        except (pa.ArrowException, OSError, *_NO_FORM) as error:  # names may be damaged, too
            raise _broken(source, error) from error
    if not number:
        raise json_rows.empty(source.path)


def _file(source: Source, digest: Digest, stack: ExitStack) -> Any:
    """The file for pyarrow: mapped into memory, or decompressed into it."""
    import pyarrow as pa

    with bytestream.opened(source.path, digest, text=False) as stream:
        if source.path.suffix.lower() in COMPRESSED:
            return stack.enter_context(pa.BufferReader(stream.read()))
    return stack.enter_context(pa.memory_map(str(source.path)))


def _batches(source: Source, file: Any) -> Iterator[Any]:
    import pyarrow as pa

    if source.kind == "parquet":
        from pyarrow import parquet

        table = parquet.ParquetFile(file)
        _check_names(source, table.schema_arrow.names)
        for batch in table.iter_batches(batch_size=_AT_ONCE, use_threads=False):
            batch.validate(full=True)
            yield batch
        return
    try:
        table = pa.ipc.open_file(file)
        batches = (table.get_batch(index) for index in range(table.num_record_batches))
    except pa.ArrowInvalid:  # the other of Arrow's two forms: what `datasets` saves
        file.seek(0)
        table = pa.ipc.open_stream(file)
        batches = iter(table)
    _check_names(source, table.schema.names)
    for batch in batches:
        batch.validate(full=True)
        yield from (batch.slice(begin, _AT_ONCE) for begin in range(0, batch.num_rows, _AT_ONCE))


def _objects(batch: Any) -> Iterator[dict[str, Any]]:
    columns = [_cells(column) for column in batch.columns]
    names = batch.schema.names
    if not columns:
        yield from ({} for _ in range(batch.num_rows))
    for cells in zip(*columns, strict=True):
        yield dict(zip(names, cells, strict=True))


def _cells(column: Any) -> list[Any]:
    """A column's values; one that Python has no form for (a date in the year 300,000) is Unreadable."""
    try:
        return list(column.to_pylist())
    except _NO_FORM:
        return [_cell(column, index) for index in range(len(column))]


def _cell(column: Any, index: int) -> Any:
    try:
        return column[index].as_py()
    except _NO_FORM:
        return Unreadable()


def _check_names(source: Source, names: list[str]) -> None:
    twice = [name for name, count in Counter(names).items() if count > 1]
    if twice:
        raise WorkbenchError(
            "{path} has several columns {name}.",
            hint="Write it again with a name of its own for each column.",
            kind="bad-header",
            path=source.path,
            name=twice[0],
        )


def _broken(source: Source, error: Exception) -> WorkbenchError:
    return WorkbenchError(
        "{path} is not a whole {title} file: {reason}.",
        hint="Copy or download it again; its size may tell whether a part is missing.",
        kind="bad-file",
        path=source.path,
        title=TITLES[source.kind],
        reason=" ".join(str(error).split())[:200].rstrip(".") or type(error).__name__,
    )
