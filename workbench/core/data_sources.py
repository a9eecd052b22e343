"""The sources of a data set as one list, of which the spec keeps the first apart; and roles of columns."""

from collections.abc import Sequence

from workbench.core.data_spec import DataSpec, SourceSpec

ROLES: dict[str, tuple[str, ...]] = {  # format -> what its rows have
    "chat": ("messages", "system"),
    "prompt-completion": ("prompt", "completion", "system"),
    "question-answer": ("question", "answer", "system"),
    "alpaca": ("instruction", "input", "output", "system"),
    "text": ("text",),
}


def replaced(data: DataSpec, sources: Sequence[SourceSpec]) -> DataSpec:
    """The same settings with other sources; none: no data is chosen."""
    first = sources[0] if sources else _source("")
    mix = tuple(sources[1:])
    return DataSpec.model_validate(data.model_dump() | first.model_dump() | {"mix": mix, "sha256": ""})


def added(data: DataSpec, paths: Sequence[str]) -> DataSpec:
    """With more sources, each once; without any data, the first of them becomes the first."""
    sources = [source for source in data.sources if source.path]
    known = {source.path for source in sources}
    new = [_source(path) for path in dict.fromkeys(paths) if path not in known]
    return replaced(data, [*sources, *new])


def with_role(source: SourceSpec, column: str, role: str) -> SourceSpec:
    """A source whose column is read as `role`; "": as it was detected."""
    kept = {known: name for known, name in source.columns.items() if name != column and known != role}
    columns = kept | ({role: column} if role else {})
    return source.model_copy(update={"columns": columns})


def _source(path: str) -> SourceSpec:
    return SourceSpec.model_validate({"path": path})
