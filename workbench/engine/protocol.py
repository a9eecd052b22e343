"""What an engine and the window say to each other: one JSON object a line. No torch: the window reads it."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, BinaryIO

from workbench.core.errors import WorkbenchError
from workbench.core.sentence import restore_sentences, with_sentences

LIMIT = 16 << 20  # bytes of one line, its newline included


@dataclass(frozen=True, slots=True)
class Request:
    """Asks for one job; every answer to it carries its id."""

    id: str
    job: str
    params: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Ready:
    """The engine's first line: it is warm."""

    pid: int
    seconds: float  # that the imports took
    versions: dict[str, str]


@dataclass(frozen=True, slots=True)
class Progress:
    """`total` 0 means the amount is not known."""

    id: str
    done: int
    total: int
    text: str


@dataclass(frozen=True, slots=True)
class Partial:
    """A piece of the result, as soon as it is there."""

    id: str
    value: Any


@dataclass(frozen=True, slots=True)
class Result:
    """The end of a job that went well."""

    id: str
    value: Any


@dataclass(frozen=True, slots=True)
class Failure:
    """The end of a job that did not, or the answer to a line that is no request (its `id` may be "")."""

    id: str
    kind: str
    message: str
    hint: str = ""
    details: str = ""  # for the folded part of an error: a traceback


Reply = Ready | Progress | Partial | Result | Failure


def encode(message: Request | Reply) -> bytes:
    """One line with its newline. Raises WorkbenchError when the value is no JSON, or longer than LIMIT."""
    try:
        line = (
            json.dumps(with_sentences(_document(message)), ensure_ascii=False, allow_nan=False).encode()
            + b"\n"
        )
    except (TypeError, ValueError) as error:
        raise WorkbenchError(
            "The answer cannot be sent: {reason}.", kind="internal", reason=str(error)
        ) from error
    if len(line) > LIMIT:
        raise WorkbenchError(
            "The answer is too long to be sent: {size} MiB of {limit} MiB.",
            hint="Ask for less at once.",
            kind="frame-too-long",
            size=len(line) >> 20,
            limit=LIMIT >> 20,
        )
    return line


def lines(stream: BinaryIO) -> Iterator[bytes]:
    """The lines of a pipe until it ends. Of one that is too long only the beginning comes, for `request`."""
    while line := stream.readline(LIMIT + 1):
        end = line
        while len(end) > LIMIT and not end.endswith(b"\n"):
            end = stream.readline(LIMIT + 1)
        if line.strip():
            yield line


def request(line: bytes) -> Request | Failure:
    """The request in a line, or what to answer when there is none."""
    if len(line) > LIMIT:
        return Failure("", "bad-request", f"A request has at most {LIMIT >> 20} MiB; this one is longer.")
    document = _object(line)
    if document is None:
        return Failure("", "bad-request", f"This line is not a JSON object: {_shown(line)}")
    identity = document.get("id")
    if not isinstance(identity, str | int) or isinstance(identity, bool):
        return Failure("", "bad-request", f"This request has no id: {_shown(line)}")
    job, params = document.get("job"), document.get("params", {})
    if not isinstance(job, str) or not isinstance(params, dict):
        return Failure(str(identity), "bad-request", f"This request names no job and params: {_shown(line)}")
    return Request(str(identity), job, params)


def reply(line: bytes) -> Reply | None:
    """The reply in a line; None when it is none (a torn last line of an engine that was ended)."""
    document = _object(line)
    if document is None:
        return None
    identity = str(document.get("id", ""))
    try:
        match document:
            case {"ready": {"pid": pid, "seconds": seconds, "versions": dict(versions)}}:
                return Ready(int(pid), float(seconds), versions)
            case {"progress": {"done": done, "total": total, "text": text}}:
                return Progress(identity, int(done), int(total), str(text))
            case {"partial": value}:
                return Partial(identity, value)
            case {"result": value}:
                return Result(identity, value)
            case {"error": {"kind": kind, "message": message, **rest}}:
                hint, details = rest.get("hint") or "", str(rest.get("details", ""))
                return Failure(identity, str(kind), _text(message), _text(hint), details)
    except (TypeError, ValueError):
        return None
    return None


def _document(message: Request | Reply) -> dict[str, Any]:
    match message:
        case Request(id=identity, job=job, params=params):
            return {"id": identity, "job": job, "params": params}
        case Ready(pid=pid, seconds=seconds, versions=versions):
            return {"ready": {"pid": pid, "seconds": round(seconds, 3), "versions": versions}}
        case Progress(id=identity, done=done, total=total, text=text):
            return {"id": identity, "progress": {"done": done, "total": total, "text": text}}
        case Partial(id=identity, value=value):
            return {"id": identity, "partial": value}
        case Result(id=identity, value=value):
            return {"id": identity, "result": value}
        case Failure(id=identity, kind=kind, message=text, hint=hint, details=details):
            error = {"kind": kind, "message": text, "hint": hint, "details": details}
            return {"id": identity, "error": error}


def _object(line: bytes) -> dict[str, Any] | None:
    try:
        document = json.loads(line)
    except (ValueError, RecursionError):  # ten thousand brackets are a RecursionError
        return None
    if not isinstance(document, dict):
        return None
    restore_sentences(document)
    return document


def _text(value: object) -> str:
    """As it is: `str` would make a Sentence forget its template."""
    return value if isinstance(value, str) else str(value)


def _shown(line: bytes) -> str:
    return line[:80].decode(errors="replace").strip()
