"""Jobs about models: what one holds, which there are on this machine, and what a plan takes on them."""

import contextlib
from dataclasses import asdict
from pathlib import Path
from typing import Any

from workbench.core import fit as fits
from workbench.core import model_folders, processes, resources, tree_cache
from workbench.core import spec as specs
from workbench.core.errors import WorkbenchError
from workbench.core.layers import LayerTree
from workbench.core.tasks import must_be_causal
from workbench.engine.listener import Listener


def layers(_: Listener, model: str, task_type: str = "") -> dict[str, Any]:
    """The LayerTree of a model folder, read from its config.json alone; the task is the config's or given."""
    folder = resources.model_path(model)
    tree = tree_cache.get(folder, task_type)
    if tree is None:
        from workbench.training import introspect

        tree = introspect.layer_tree(folder, task_type)
        # A home that is full or cannot be written costs only the time of reading the model again.
        with contextlib.suppress(OSError, WorkbenchError):
            tree_cache.put(folder, tree, task_type)
    return tree.to_json()


def models(_: Listener, folders: list[str] | None = None) -> dict[str, Any]:
    """The folders on this machine that may be models: in those that are kept, in `folders`, in the cache.

    {"models": [{path, name, place, model_type, size}], "folders": [the kept ones], "cache": its folder}.
    """
    from workbench.training import model_search

    kept = model_folders.kept()
    found = model_search.models((*kept, *map(Path, folders or ())))
    return {
        "models": [asdict(model) for model in found],
        "folders": list(map(str, kept)),
        "cache": str(model_search.cache_folder()),
    }


def weigh(
    listener: Listener, model: str, plan: dict[str, Any], dtype: str = "auto", length: int = fits.LENGTH
) -> dict[str, Any]:
    """Whether a plan can be trained on a model here: its facts, and the memory it takes.

    {model_type, architecture, parameters, weight_bytes, dtype, needs, memory, verdict (fits, tight or
    too-large), modules (that the plan finds)}. Raises WorkbenchError for a model that cannot be trained.
    """
    tree = LayerTree.from_json(layers(listener, model))
    must_be_causal(tree.task_type, tree.architecture)
    if not tree.weight_bytes:
        raise WorkbenchError(
            "{folder} has no weights, only a config.",
            hint="Its layers can be planned; training needs its safetensors files.",
            kind="no-weights",
            folder=resources.model_path(model),
        )
    found = fits.fit(specs.parse({"layers": plan}).layers, tree, dtype, processes.total_memory(), length)
    names = ("model_type", "architecture", "parameters", "weight_bytes", "dtype")
    facts = {name: getattr(tree, name) for name in names}
    return facts | asdict(found) | {"verdict": found.verdict}
