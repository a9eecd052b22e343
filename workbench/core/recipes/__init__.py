"""Recipes of other programs: their YAML as a run spec, with a list of what has no place in one."""

from collections.abc import Mapping
from typing import Any

from workbench.core.recipes import axolotl, llama_board, llama_factory, trl, unsloth
from workbench.core.recipes.recipe import Listed, Mapped, Program, Recipe, translate
from workbench.core.spec import DataSpec

__all__ = ["Listed", "Mapped", "Recipe", "program_of", "read"]

PROGRAMS = (llama_factory.PROGRAM, llama_board.PROGRAM, axolotl.PROGRAM, unsloth.PROGRAM, trl.PROGRAM)
_OURS = ("version", "layers", "watch", "saving", "resolved")  # no other program has these at the top


def read(document: object, source: str) -> Recipe | None:
    """The recipe in plain YAML values, or None where none of the known programs wrote them.

    `source` is the file: relative paths are looked for beside it, and errors call it by its name.
    Raises WorkbenchError where a value is none, or the recipe trains for something else than answers.
    """
    program = program_of(document)
    if program is None:
        return None
    assert isinstance(document, Mapping)
    return translate(program, document, source)


def program_of(document: object) -> Program | None:
    """Who wrote it, by its keys; a run spec of ours, right or wrong, is nobody else's."""
    if not isinstance(document, Mapping) or _ours(document):
        return None
    return next((program for program in PROGRAMS if program.recognises(document)), None)


def _ours(document: Mapping[Any, Any]) -> bool:
    data = document.get("data")
    return (
        any(key in document for key in _OURS)
        or isinstance(document.get("model"), Mapping)
        or (isinstance(data, Mapping) and any(key in DataSpec.model_fields for key in data))
    )
