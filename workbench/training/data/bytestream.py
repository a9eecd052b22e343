"""A file's bytes as they are read: hashed, decompressed, and as UTF-8; each failure a sentence."""

import codecs
import gzip
import hashlib
import io
import zlib
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple, Protocol, cast

from workbench.core.errors import WorkbenchError
from workbench.training.data import sources

BOM = codecs.BOM_UTF8
CHUNK = 1 << 20
_GZIP, _ZSTD = b"\x1f\x8b", b"\x28\xb5\x2f\xfd"
_WIDE = {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}
_WIDEST = (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)


class Digest(Protocol):
    def update(self, data: bytes, /) -> None: ...


class _Raw(io.RawIOBase):
    """A stream over `take(size)`, which gives some bytes, and none at the end."""

    def readable(self) -> bool:
        return True

    def take(self, size: int) -> bytes:
        raise NotImplementedError

    def readinto(self, buffer: Any) -> int:
        data = self.take(len(buffer))
        buffer[: len(data)] = data
        return len(data)


class _Hashed(_Raw):
    def __init__(self, file: BinaryIO, digest: Digest) -> None:
        self._file, self._digest = file, digest

    def take(self, size: int) -> bytes:
        data = self._file.read(size)
        self._digest.update(data)
        return data


class _Recoded(_Raw):
    """UTF-16 as UTF-8."""

    def __init__(self, file: BinaryIO, encoding: str, path: Path) -> None:
        self._file, self._path = file, path
        self._decoder = codecs.getincrementaldecoder(encoding)()
        self._waiting = b""
        self._line = 1

    def take(self, size: int) -> bytes:
        while not self._waiting:
            data = self._file.read(CHUNK)
            try:
                text = self._decoder.decode(data, final=not data)
            except UnicodeDecodeError as error:
                raise WorkbenchError(
                    "{path} is not UTF-16, as its first bytes say: line {line} or later holds no character.",
                    hint="Save it as UTF-8.",
                    kind="not-utf-8",
                    path=self._path,
                    line=self._line,
                ) from error
            self._waiting = text.encode()
            self._line += text.count("\n")
            if not data:
                break
        taken, self._waiting = self._waiting[:size], self._waiting[size:]
        return taken


@contextmanager
def opened(path: Path, digest: Digest | None = None, *, text: bool = True) -> Iterator[BinaryIO]:
    """The decompressed bytes; with `text`, UTF-16 with a mark arrives as UTF-8 (a UTF-8 mark stays).

    `digest` is fed every byte of the file as it lies on disk once the block ends without an error.
    """
    with ExitStack() as stack, explained(path):
        raw = stack.enter_context(path.open("rb"))
        stored: BinaryIO = raw if digest is None else _buffered(_Hashed(raw, digest))
        inner = stack.enter_context(_decompressed(stored))
        yield _utf8(inner, path) if text else inner
        if digest is not None:
            while stored.read(CHUNK):  # what the reader had no need of is part of the file all the same
                continue


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turns what the system and the decompressors raise into sentences."""
    try:
        yield
    except FileNotFoundError as error:
        raise sources.missing(path) from error
    except IsADirectoryError as error:
        raise sources.unreadable(path, error) from error
    except (gzip.BadGzipFile, EOFError, zlib.error) as error:
        raise _broken(path) from error
    except OSError as error:
        if error.errno is None and path.suffix.lower() in sources.COMPRESSED:  # pyarrow's, of zstd
            raise _broken(path) from error
        raise sources.unreadable(path, error) from error


def _broken(path: Path) -> WorkbenchError:
    return WorkbenchError(
        "{path} cannot be unpacked: it is cut off or damaged.",
        hint="Copy or download it again.",
        kind="bad-file",
        path=path,
    )


def is_plain(path: Path) -> bool:
    """Whether a place in the text is the same place in the file: neither packed nor UTF-16."""
    with explained(path), path.open("rb") as file:
        magic = file.read(4)
    return not (magic.startswith(_GZIP) or magic == _ZSTD or magic[:2] in _WIDE)


def decoded(path: Path, raw: bytes, line: int, offset: int) -> str:
    """UTF-8 bytes that begin in `line` at byte `offset` of the file, as text."""
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        raise not_utf8(path, raw, error.start, line, offset) from error


def not_utf8(path: Path, raw: bytes, start: int, line: int, offset: int) -> WorkbenchError:
    return WorkbenchError(
        "{path} is not UTF-8: in line {line}, byte {byte} at offset {offset} is not part of any character.",
        hint="Save it as UTF-8, or convert it: iconv -f {other} -t UTF-8 {name} > converted-{name}",
        kind="not-utf-8",
        path=path,
        line=line + raw.count(b"\n", 0, start),
        byte=f"0x{raw[start]:02x}",
        offset=offset + start,
        other="WINDOWS-1252",
        name=path.name,
    )


class Line(NamedTuple):
    """A line with its end, as text, without a mark before the first."""

    number: int  # from 1
    text: str
    begin: int  # bytes of the text before it
    size: int  # bytes


def lines(path: Path, stream: BinaryIO) -> Iterator[Line]:
    position = 0
    for number, raw in enumerate(stream, start=1):
        line = raw.removeprefix(BOM) if number == 1 else raw
        begin = position + len(raw) - len(line)
        yield Line(number, decoded(path, line, number, begin), begin, len(line))
        position += len(raw)


def sha256(path: Path) -> str:
    with explained(path), path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _buffered(raw: io.RawIOBase) -> BinaryIO:
    return io.BufferedReader(raw, CHUNK)


@contextmanager
def _decompressed(file: BinaryIO) -> Iterator[BinaryIO]:
    """Told by the first bytes, whatever the name says."""
    magic = _peeked(file, 4)
    if magic.startswith(_GZIP):
        with gzip.GzipFile(fileobj=file) as stream:
            yield _buffered(_Taken(stream))
    elif magic == _ZSTD:
        import pyarrow as pa

        with pa.CompressedInputStream(pa.PythonFile(file, mode="r"), "zstd") as stream:
            yield _buffered(_Taken(stream))
    else:
        yield file


class _Taken(_Raw):
    def __init__(self, stream: Any) -> None:
        self._stream = stream

    def take(self, size: int) -> bytes:
        return bytes(self._stream.read(size))


def _utf8(file: BinaryIO, path: Path) -> BinaryIO:
    begin = _peeked(file, 4)
    if begin in _WIDEST or (len(begin) > 1 and 0 in begin[:2]):
        raise WorkbenchError(
            "{path} is not UTF-8: line 1 begins with bytes of UTF-16 without a mark, or of UTF-32.",
            hint="Save it as UTF-8, or convert it: iconv -f UTF-16LE -t UTF-8 {name} > converted-{name}",
            kind="not-utf-8",
            path=path,
            name=path.name,
        )
    encoding = _WIDE.get(begin[:2])
    if encoding is None:
        return file
    file.read(2)
    return _buffered(_Recoded(file, encoding, path))


def _peeked(file: BinaryIO, size: int) -> bytes:
    return cast(io.BufferedReader, file).peek(size)[:size]
