"""Sources as one list: added once each, taken away in any order, with their own columns."""

from workbench.core import data_sources
from workbench.core.data_spec import DataSpec, SourceSpec


def paths(data: DataSpec) -> list[str]:
    return [source.path for source in data.sources]


def test_sources_are_added_once_and_the_first_keeps_its_place() -> None:
    data = data_sources.added(DataSpec(path="a", system_prompt="Hi", sha256="old"), ["b", "a", "c", "b"])
    assert paths(data) == ["a", "b", "c"]
    assert (data.system_prompt, data.sha256) == ("Hi", "")


def test_without_data_the_first_added_becomes_the_first() -> None:
    assert paths(data_sources.added(DataSpec(path=""), ["b", "c"])) == ["b", "c"]


def test_when_the_first_goes_the_next_takes_its_place_with_its_own_settings() -> None:
    data = DataSpec(path="a", columns={"output": "reply"}, weight=2)
    second = SourceSpec(path="b", format="chat", columns={"messages": "turns"}, weight=0.5, cap=9)
    left = data_sources.replaced(data, [second])
    assert (left.path, left.format, left.columns, left.weight, left.cap) == (
        "b",
        "chat",
        {"messages": "turns"},
        0.5,
        9,
    )
    assert left.mix == ()
    assert data_sources.replaced(data, []).path == ""


def test_a_column_has_one_role_and_a_role_one_column() -> None:
    source = SourceSpec(path="a", columns={"output": "reply"})
    moved = data_sources.with_role(source, "reply", "input")
    assert moved.columns == {"input": "reply"}
    taken = data_sources.with_role(moved, "other", "input")
    assert taken.columns == {"input": "other"}
    assert data_sources.with_role(taken, "other", "").columns == {}
