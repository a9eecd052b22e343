"""TensorBoard's event files without TensorBoard: their records, and the scalars in them.

A file is a row of TFRecords: length (8 bytes), its checksum (4), content, its checksum (4). A content is
an `Event` of TensorFlow's event.proto; a scalar is a `Summary.Value` with `simple_value`, or with a tensor of
one number (dtype float, double or half). Checksums are CRC-32C, rotated and offset as TFRecord wants it.
Sources: tensorflow/core/lib/io/record_writer.h, tensorflow/core/util/event.proto, tensor.proto.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from workbench.core.errors import WorkbenchError

_LARGEST_SCALAR = 1 << 16  # bytes of a record: longer ones hold pictures, graphs or texts, and are skipped
_LARGEST_RECORD = 1 << 32
_DTYPES = {1: ("<f", 4, 5), 2: ("<d", 8, 6), 19: ("<e", 2, 13)}  # format, bytes, field of TensorProto
_VARINT, _FIXED64, _BYTES, _FIXED32 = 0, 1, 2, 5
_WIDTHS = {_FIXED64: 8, _FIXED32: 4}


@dataclass(frozen=True, slots=True)
class Scalar:
    """`at` in seconds since the epoch."""

    tag: str
    step: int
    value: float
    at: float


def scalars(path: Path) -> Iterator[Scalar]:
    """Every scalar, in the order of the file. A last record that is cut off is left out.

    Raises WorkbenchError where the file is something else, or is damaged.
    """
    try:
        with path.open("rb") as stream:
            for record in _records(stream, path):
                yield from _of_event(record)
    except OSError as error:
        raise WorkbenchError(
            "{path} cannot be read: {reason}.",
            hint="Give an event file of TensorBoard, or its folder.",
            path=path,
            reason=error.strerror,
        ) from error
    except (struct.error, IndexError, UnicodeDecodeError) as error:
        raise _damaged(path, "a record does not hold what it should") from error


def _records(stream: BinaryIO, path: Path) -> Iterator[bytes]:
    first = True
    while True:
        head = stream.read(12)
        if len(head) < 12:
            if first:
                raise _no_event_file(path)
            return
        (length,) = struct.unpack("<Q", head[:8])
        if _masked(head[:8]) != struct.unpack("<I", head[8:])[0] or length > _LARGEST_RECORD:
            raise _no_event_file(path) if first else _damaged(path, "the length of a record is wrong")
        first = False
        if length > _LARGEST_SCALAR:
            stream.seek(length + 4, 1)
            continue
        content, tail = stream.read(length), stream.read(4)
        if len(content) < length or len(tail) < 4:
            return  # the program that wrote it was stopped in the middle
        if _masked(content) != struct.unpack("<I", tail)[0]:
            raise _damaged(path, "the checksum of a record is wrong")
        yield content


def _of_event(content: bytes) -> Iterator[Scalar]:
    at, step, summaries = 0.0, 0, []
    for field, value in _fields(content):
        if field == 1 and isinstance(value, bytes):
            (at,) = struct.unpack("<d", value)
        elif field == 2 and isinstance(value, int):
            step = value - (1 << 64) if value >> 63 else value
        elif field == 5 and isinstance(value, bytes):
            summaries.append(value)
    for summary in summaries:
        for field, value in _fields(summary):
            if field == 1 and isinstance(value, bytes):
                tag, number = _value(value)
                if number is not None:
                    yield Scalar(tag, step, number, at)


def _value(content: bytes) -> tuple[str, float | None]:
    """The tag of a Summary.Value, and its number where it is one."""
    tag, number = "", None
    for field, value in _fields(content):
        if field == 1 and isinstance(value, bytes):
            tag = value.decode()
        elif field == 2 and isinstance(value, bytes) and len(value) == 4:
            (number,) = struct.unpack("<f", value)
        elif field == 8 and isinstance(value, bytes):
            number = _tensor(value)
    return tag, number


def _tensor(content: bytes) -> float | None:
    """The one number of a TensorProto; None where it holds more, or none."""
    fields = list(_fields(content))
    dtype = next((value for field, value in fields if field == 1), None)
    if not isinstance(dtype, int) or dtype not in _DTYPES:
        return None
    form, width, listed = _DTYPES[dtype]
    for field, value in fields:
        if field == 2 and isinstance(value, bytes) and any(size != 1 for size in _shape(value)):
            return None
    for field, value in fields:
        if field == 4 and isinstance(value, bytes) and len(value) == width:
            return float(struct.unpack(form, value)[0])
        if field == listed and isinstance(value, bytes) and len(value) == width:
            return float(struct.unpack(form, value)[0])
        if field == listed and isinstance(value, int):  # half_val: the bits of a half as a varint
            return float(struct.unpack("<e", struct.pack("<H", value & 0xFFFF))[0])
    return None


def _shape(content: bytes) -> Iterator[int]:
    for field, dimension in _fields(content):
        if field == 2 and isinstance(dimension, bytes):
            yield next((int(v) for f, v in _fields(dimension) if f == 1 and isinstance(v, int)), 0)


def _fields(content: bytes) -> Iterator[tuple[int, int | bytes]]:
    """The fields of a protobuf message: their number, and a varint or the bytes of anything else."""
    place = 0
    while place < len(content):
        key, place = _varint(content, place)
        field, kind = key >> 3, key & 7
        if kind == _VARINT:
            value, place = _varint(content, place)
            yield field, value
            continue
        if kind == _BYTES:
            length, place = _varint(content, place)
        elif kind in _WIDTHS:
            length = _WIDTHS[kind]
        else:
            raise IndexError(kind)
        if place + length > len(content):
            raise IndexError(length)
        yield field, content[place : place + length]
        place += length


def _varint(content: bytes, place: int) -> tuple[int, int]:
    value = shift = 0
    while True:
        byte = content[place]
        place += 1
        value |= (byte & 0x7F) << shift
        if byte < 0x80:
            return value, place
        shift += 7
        if shift > 63:
            raise IndexError(shift)


def _table() -> tuple[int, ...]:
    """CRC-32C (Castagnoli), reflected polynomial."""
    found = []
    for number in range(256):
        for _ in range(8):
            number = number >> 1 ^ (0x82F63B78 if number & 1 else 0)
        found.append(number)
    return tuple(found)


_CRC = _table()


def crc32c(content: bytes) -> int:
    value, table = 0xFFFFFFFF, _CRC
    for byte in content:
        value = table[(value ^ byte) & 0xFF] ^ value >> 8
    return value ^ 0xFFFFFFFF


def _masked(content: bytes) -> int:
    value = crc32c(content)
    return ((value >> 15 | value << 17) + 0xA282EAD8) & 0xFFFFFFFF


def _no_event_file(path: Path) -> WorkbenchError:
    return WorkbenchError(
        "{path} is not an event file of TensorBoard.",
        hint="Such files are called events.out.tfevents.…; give one of them, or its folder.",
        kind="not-an-import",
        path=path,
    )


def _damaged(path: Path, reason: str) -> WorkbenchError:
    return WorkbenchError(
        "{path} is damaged: {reason}.",
        hint="Copy it again from where it was written.",
        kind="damaged-import",
        path=path,
        reason=reason,
    )
