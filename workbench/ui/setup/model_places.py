"""The models in the list: recent, in folders, in the cache; and whether the plan fits on each."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication

from workbench.core import resources
from workbench.services.model_shelf import ModelShelf, Shelved
from workbench.services.problem import Problem
from workbench.ui.setup import amounts
from workbench.ui.setup.recent import Found
from workbench.ui.setup.source_list import Place
from workbench.ui.setup.trouble import beside_its_name

_CACHE = "cache"
_MARKS = {"fits": "ok", "tight": "warn", "too-large": "error"}


def places(recent: list[Found], shelf: ModelShelf) -> list[Place]:
    """The starter first; what was chosen lately is not listed a second time where it was found."""
    known = {entry.path for entry in recent}
    found = [_found(model) for model in shelf.models if model.path not in known]
    return [
        _weighed(place, shelf.weighed(place.path)) for place in (_starter(), *map(_recent, recent), *found)
    ]


def _starter() -> Place:
    caption = _say("llama · 2.0 M · the ready example")
    return Place(resources.STARTER, _say("Starter model"), caption, own=False)


def _recent(entry: Found) -> Place:
    path = Path(entry.path)
    group = _say("Recent")
    if entry.problem:
        problem = beside_its_name(entry.problem, entry.path)
        return Place(entry.path, _title(path), problem=problem, mark="error", group=group)
    return Place(entry.path, _title(path), f"{entry.caption} · {_parent(path)}", group=group)


def _found(model: Shelved) -> Place:
    group = _say("Hugging Face cache") if model.place == _CACHE else _short(Path(model.place))
    parts = [part for part in (model.model_type, amounts.file_size(model.size) if model.size else "") if part]
    return Place(model.path, model.name, " · ".join(parts), own=False, group=group, tip=model.path)


def _weighed(place: Place, answer: dict[str, Any] | Problem | None) -> Place:
    if isinstance(answer, Problem):
        problem = beside_its_name(answer.message, str(resources.model_path(place.path)))
        tip = "\n".join(part for part in (place.tip, answer.hint) if part)
        return replace(place, problem=problem, mark="error", remark=_say("no"), tip=tip)
    if answer is None:
        return place
    needs, memory = amounts.memory(answer["needs"]), amounts.memory(answer["memory"])
    words = _say("This plan takes at least {needs} of memory; this machine has {memory}.")
    tip = [place.tip, words.format(needs=needs, memory=memory)]
    if not answer["modules"]:
        tip.append(_say("The plan names no layer of this model: it would have to be mapped."))
    caption = place.caption
    if place.path != resources.STARTER:
        size = amounts.file_size(answer["weight_bytes"])
        where = f" · {_parent(Path(place.path))}" if place.own else ""
        caption = f"{answer['model_type']} · {amounts.short(answer['parameters'])} · {size}{where}"
    return replace(
        place,
        caption=caption,
        problem="",
        mark=_MARKS[answer["verdict"]],
        remark=_verdict(answer["verdict"]),
        tip="\n".join(part for part in tip if part),
    )


def _verdict(word: str) -> str:
    return {"fits": _say("fits"), "tight": _say("tight"), "too-large": _say("too large")}[word]


def _title(path: Path) -> str:
    """A snapshot of the cache is called by its model, not by its hash."""
    for name in _cached_names(path):
        return name
    return path.name


def _parent(path: Path) -> str:
    return _say("Hugging Face cache") if any(True for _ in _cached_names(path)) else _short(path.parent)


def _cached_names(path: Path) -> Iterator[str]:
    if path.parent.name == "snapshots" and path.parent.parent.name.startswith("models--"):
        yield path.parent.parent.name.removeprefix("models--").replace("--", "/")


def _short(path: Path) -> str:
    """~/models"""
    home = Path.home()
    return f"~/{path.relative_to(home)}" if path != home and path.is_relative_to(home) else str(path)


def _say(words: str) -> str:
    return QCoreApplication.translate("ModelPlaces", words)
