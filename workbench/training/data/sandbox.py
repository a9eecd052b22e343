"""Renders a chat template, which is a stranger's program: sandboxed, counted in steps, timed and sized.

The environment is that of transformers' `render_jinja_template` (a test holds both to the same text), which
has the sandbox but no limits: a template that loops would hang it. Here every turn of a loop and every call
of a macro is a step, and no value may grow past the largest size.
"""

import json
import re
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache, wraps
from itertools import chain
from typing import Any

from jinja2 import TemplateError, nodes
from jinja2.ext import Extension, loopcontrols
from jinja2.parser import Parser
from jinja2.runtime import Context, Macro
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import Namespace
from jinja2.visitor import NodeTransformer

Span = tuple[int, int]  # characters [start, end)

STEPS, SECONDS, SIZE = (
    1_000_000,
    3.0,
    1_000_000,
)  # of one rendering; SIZE in characters, besides the row's own
_BITS = 10_000  # of a whole number
_WIDE = re.compile(
    r"%[-+ #0-9.]*(?:\*|\d{5})|\{[^{}]*\d{5}"
)  # a field of %-format or {}-format full of blanks


@dataclass
class _Rendering:
    """What one rendering has used up."""

    ends: float  # on the monotonic clock
    size: int  # characters that its output, and any value on the way to it, may have
    steps: int = 0
    written: int = 0  # characters of output so far
    spans: list[Span] = field(default_factory=list)

    def step(self) -> None:
        self.steps += 1
        if self.steps > STEPS or time.monotonic() > self.ends:
            raise TemplateError("it loops without an end, or for too long")


_current: ContextVar[_Rendering | None] = ContextVar("rendering", default=None)


def render(text: str, variables: Mapping[str, Any]) -> tuple[str, list[Span]]:
    """The template's output, and the spans it marks with {% generation %}.

    Raises jinja2.TemplateError for whatever the template does wrong: syntax, sums, size, time.
    """
    with _counted(SIZE + 4 * _length(variables)) as rendering:
        pieces = []
        try:
            for piece in _compiled(text).generate(**variables):
                rendering.written += len(piece)
                _check_size(rendering.written)
                pieces.append(piece)
        except RecursionError as error:
            raise TemplateError("it calls itself too often") from error
        except (ArithmeticError, AttributeError, LookupError, MemoryError, SyntaxError) as error:
            raise TemplateError(f"{type(error).__name__}: {error}") from error
        except (TypeError, ValueError) as error:
            raise TemplateError(str(error)) from error
        return "".join(pieces), rendering.spans


@contextmanager
def _counted(size: int) -> Iterator[_Rendering]:
    rendering = _Rendering(time.monotonic() + SECONDS, size)
    token = _current.set(rendering)
    try:
        yield rendering
    finally:
        _current.reset(token)


class _Steps(Extension):
    """The {% generation %} block, and a step at every turn of a loop and call of a macro."""

    tags = {"generation"}  # noqa: RUF012 (declared so by jinja)

    def parse(self, parser: Parser) -> nodes.Node:
        line = next(parser.stream).lineno
        body = parser.parse_statements(("name:endgeneration",), drop_needle=True)
        return nodes.CallBlock(self.call_method("marked"), [], [], body).set_lineno(line)

    def marked(self, caller: Macro) -> str:
        text: str = caller()
        rendering = _current.get()
        if rendering is not None:
            rendering.spans.append((rendering.written, rendering.written + len(text)))
        return text

    @property
    def step(self) -> str:
        """A property, because a template's calls go through the sandbox, which takes longer than a step."""
        rendering = _current.get()
        if rendering is not None:
            rendering.step()
        return ""

    def joined(self, *values: Any) -> str:
        return _concatenated(map(str, values))

    def counted(self, tree: nodes.Template) -> nodes.Template:
        """The template with a step in every loop and macro, and with a measured `~`."""
        repeated: Iterator[nodes.For | nodes.Macro]
        repeated = chain(tree.find_all(nodes.For), tree.find_all(nodes.Macro))
        for node in repeated:
            node.body.insert(0, nodes.ExprStmt(self.attr("step"), lineno=node.lineno))
        return _Joined(self).visit(tree)  # type: ignore[no-any-return]


class _Joined(NodeTransformer):
    def __init__(self, steps: _Steps) -> None:
        self._steps = steps

    def visit_Concat(self, node: nodes.Concat) -> nodes.Node:
        parts = [self.visit(part) for part in node.nodes]
        return self._steps.call_method("joined", parts, lineno=node.lineno)


class _Environment(ImmutableSandboxedEnvironment):
    intercepted_binops = frozenset({"+", "*", "**", "%"})
    concat = staticmethod(lambda pieces: _concatenated(pieces))  # of a block that is kept in a variable

    def __init__(self) -> None:
        super().__init__(trim_blocks=True, lstrip_blocks=True, extensions=[_Steps, loopcontrols])
        self.globals.pop("lipsum")
        self.globals |= {
            "raise_exception": _raise,
            "strftime_now": lambda format: datetime.now().strftime(format),
            "dict": _Dict(),
            "namespace": _Namespace,
        }
        self.filters["tojson"] = _tojson
        for name, function in self.filters.items():
            self.filters[name] = _guarded(function, name)

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        steps = next(e for e in self.extensions.values() if isinstance(e, _Steps))
        return steps.counted(super()._parse(source, name, filename))

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        if operator == "+" and type(left) is str and type(right) is str:  # nearly all of them
            if len(left) + len(right) > SIZE:
                _check_size(len(left) + len(right))
            return left + right
        if operator == "**":
            _check_number(_BITS if abs(right) > 100 else int(abs(left)).bit_length() * abs(int(right)))
        if operator == "%" and isinstance(left, str):
            _check_format(left)
        if operator == "*":
            if isinstance(left, int) and isinstance(right, int):
                _check_number(left.bit_length() + right.bit_length())
            for value, times in ((left, right), (right, left)):
                if isinstance(value, str | list | tuple) and isinstance(times, int):
                    _check_size(len(value) * times)
        return _sized(super().call_binop(context, operator, left, right))

    def call(__self, __context: Context, __obj: Any, *args: Any, **kwargs: Any) -> Any:  # noqa: N805
        # the sandbox wraps str.format
        owner = getattr(getattr(__obj, "__wrapped__", __obj), "__self__", None)
        if isinstance(owner, str):
            _check_call(getattr(__obj, "__name__", ""), (owner, *args, *kwargs.values()))
        return _sized(super().call(__context, __obj, *args, **kwargs))


def _guarded(function: Callable[..., Any], name: str) -> Callable[..., Any]:
    @wraps(function)  # keeps jinja's mark for filters that take the environment
    def guarded(*args: Any, **kwargs: Any) -> Any:
        skipped = hasattr(function, "jinja_pass_arg")
        _check_call(name, (*args[skipped:], *kwargs.values()))
        return _sized(function(*args, **kwargs))

    return guarded


def _check_call(name: str, values: Sequence[Any]) -> None:
    """Refuses, before it happens, what one call would blow up: a width, a replacement, a separator."""
    for value in values[1:]:
        if isinstance(value, int):
            _check_size(value)
    if not values or not isinstance(values[0], str):
        if name == "join" and len(values) > 1 and isinstance(values[0], list | tuple):
            _check_size(len(values[0]) * len(str(values[1])))
        return
    if name in ("format", "format_map"):
        _check_format(values[0])
    if name == "replace" and len(values) > 2:
        _check_size(values[0].count(str(values[1])) * len(str(values[2])))
    if name == "join" and len(values) > 1 and hasattr(values[1], "__len__"):
        _check_size(len(values[0]) * len(values[1]))


def _check_format(pattern: str) -> None:
    if _WIDE.search(pattern):
        raise TemplateError("it writes a field that is too wide")


def _check_size(size: int) -> None:
    rendering = _current.get()
    most = rendering.size if rendering is not None else SIZE
    if size > most:
        raise TemplateError(f"it writes more than {most:,} characters for one row")


def _check_number(bits: int) -> None:
    if bits >= _BITS:
        raise TemplateError("it computes too large a number")


def _sized(value: Any) -> Any:
    if isinstance(value, (str, list, tuple)) and len(value) > SIZE:  # a union of types is slower to ask
        _check_size(len(value))
    return value


def _concatenated(pieces: Iterable[str]) -> str:
    kept = list(pieces)
    _check_size(sum(map(len, kept)))
    return "".join(kept)


def _length(value: Any) -> int:
    """Characters of all texts in a value."""
    if isinstance(value, str):
        return len(value)
    if isinstance(value, dict):
        return sum([len(v) if type(v) is str else _length(v) for v in value.values()])
    return sum(map(_length, value)) if isinstance(value, (list, tuple)) else 0


def _raise(message: str) -> None:
    raise TemplateError(message)


def _tojson(
    value: Any,
    ensure_ascii: bool = False,
    indent: Any = None,
    separators: Any = None,
    sort_keys: bool = False,
) -> str:
    return json.dumps(
        value, ensure_ascii=ensure_ascii, indent=indent, separators=separators, sort_keys=sort_keys
    )


class _Dict:
    """`dict` for templates: callable, and without the type's own attributes."""

    def __call__(self, *args: Any, **kwargs: Any) -> dict[Any, Any]:
        return dict(*args, **kwargs)

    def fromkeys(self, *args: Any) -> dict[Any, Any]:
        return dict.fromkeys(*args)


class _Namespace(Namespace):
    """Refuses names that would reach Python's internals."""

    def __init__(*args: Any, **kwargs: Any) -> None:  # `namespace(self=…)` works
        self, *values = args
        attributes = dict(*values, **kwargs)
        for name in attributes:
            _Namespace._check(name)
        Namespace.__init__(self, attributes)

    def __setitem__(self, name: str, value: Any) -> None:
        _Namespace._check(name)
        super().__setitem__(name, value)

    @staticmethod
    def _check(name: object) -> None:
        if str(name).startswith("_"):
            raise TemplateError(f"a namespace has no {name}")


@lru_cache(maxsize=1)
def _environment() -> _Environment:
    return _Environment()


@lru_cache(maxsize=8)
def _compiled(text: str) -> Any:
    return _environment().from_string(text)
