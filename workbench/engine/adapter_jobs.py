"""The jobs about saved adapters: looked at, compared, changed. Parts of the one table in `jobs`.

`source` is a run folder, a checkpoint folder, a peft adapter folder or a .safetensors file. Every value is
JSON; numbers that do not exist are null. The plain types are in core.inspection (`Inspection.from_json`).
"""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, cast

from workbench.core import resources
from workbench.core.errors import WorkbenchError
from workbench.engine.listener import Listener


def inspect(listener: Listener, source: str, base: str = "", entries: bool = False) -> dict[str, Any]:
    """All measures that need the adapter alone, as `Inspection.to_json` writes them: under a second for 8 B.

    With a `base` (a model folder) also what needs it, which takes its time: `base_frobenius`,
    `base_spectral`, `change_frobenius` (of DoRA the real W' − W), `alignment`, `intruders`. Partial results
    are then single modules, as soon as they are measured. What does not fit this base is in `notes`. With
    `entries` each module's `largest`, the largest |entry| of ΔW: seconds for 8 B.

    {"source", "method", "base", "parameters", "bytes", "step",
     "modules": [{"path", "shape": [out, in], "rank", "scaling", "frobenius", "spectral", "nuclear",
                  "stable_rank", "effective_rank", "singular_values": [..], "kind", "experts", "parameters",
                  "dtype", "not_finite", "note", …}],
     "whole": [{"path", "shape", "parameters", "frobenius", "not_finite", "kind"}],
     "verdict" and "notes": [{"template", "parameters", "kind", "about": [paths], "measure", "text"}],
     "unknown": {"tensors": [..], "settings": [..]}}
    """
    from workbench.adapters import inspecting, reader

    adapter = reader.open_adapter(source)
    found = inspecting.inspect(
        adapter, lambda done, total: listener.progress(done, total, "Measuring"), entries=entries
    )
    if base:
        from workbench.adapters import against_base
        from workbench.adapters.base_weights import BaseWeights

        found = against_base.against(
            adapter,
            found,
            BaseWeights(resources.model_path(base)),
            lambda done, total: listener.progress(done, total, "Comparing with the base"),
            lambda module: listener.partial(module.to_json()),
        )
    return found.to_json()


def module_picture(
    _: Listener,
    source: str,
    module: str,
    what: str = "delta",
    rect: Sequence[int] | None = None,
    size: Sequence[int] = (512, 512),
    expert: int = 0,
    other: str = "",
) -> dict[str, Any]:
    """A, B or ΔW ("A", "B", "delta") of a module as an image, pooled by means to at most `size`.

    `rect` is [left, top, width, height] in the matrix' own columns and rows (null: all of it); `size` is
    [columns, rows] of the screen. Where the rectangle is no larger than the screen, every entry is there.
    With `other` (a second adapter) "delta" is its ΔW minus this one's. `expert` counts from 0.

    {"rows", "columns", "values": float32 little-endian row by row in base64, "shape": [out, in] of the whole
     matrix, "rect": the part that is shown, "limit": 99.5th percentile of |value|, for the colours}
    """
    from workbench.adapters import comparing, pictures, reader

    adapter = reader.open_adapter(source)
    part = None if rect is None else _four(rect)
    columns, rows = _two(size)
    chosen, second = adapter.module(module), None
    if other:
        there = reader.open_adapter(other)
        second = comparing.same_module(adapter, chosen, there)
    return pictures.picture(adapter, chosen, _what(what), part, (columns, rows), expert, second).to_json()


def module_histogram(
    _: Listener, source: str, module: str, what: str = "delta", bins: int = 101, expert: int = 0
) -> dict[str, Any]:
    """How the entries of A, B or ΔW are spread, in equal bins from `low` to `high` around 0.

    {"low", "high", "counts": [..], "entries", "counted": how many were looked at, "not_finite", "mean",
     "deviation"}
    """
    from workbench.adapters import pictures, reader

    adapter = reader.open_adapter(source)
    return pictures.histogram(adapter, adapter.module(module), _what(what), max(1, min(bins, 10_000)), expert)


def inspect_series(listener: Listener, source: str) -> dict[str, Any]:
    """A run's checkpoints, the oldest first. Partial results are their inspections, as `inspect` gives them.

    {"steps": [step of each]}; empty for what is no run, or has no checkpoint.
    """
    from workbench.adapters import inspecting, reader, sources

    found = sources.checkpoints(source)
    for done, checkpoint in enumerate(found):
        listener.progress(done, len(found), "Measuring checkpoints")
        listener.partial(inspecting.inspect(reader.open_adapter(checkpoint)).to_json())
    return {"steps": [checkpoint.step for checkpoint in found]}


def compare(listener: Listener, a: str, b: str) -> dict[str, Any]:
    """Two adapters, or two checkpoints: `core.comparison.Comparison` as JSON.

    {"a", "b", "difference", "cosine",
     "modules": [{"path", "shape", "side": "both"|"a"|"b", "frobenius_a", "frobenius_b", "difference",
                  "difference_spectral", "cosine", "angles_out": [degrees], "angles_in", "note"}],
     "verdict" and "notes" as in `inspect`}
    """
    from workbench.adapters import comparing, reader

    first, second = reader.open_adapter(a), reader.open_adapter(b)
    told = comparing.compare(first, second, lambda done, total: listener.progress(done, total, "Comparing"))
    return told.to_json()


def suggest_plan(_: Listener, source: str) -> dict[str, Any]:
    """A plan for a new run with the ranks that this adapter used: the JSON of a `RankPlan`.

    `core.resizing.suggested_plan` gives the same from an Inspection that is there already.
    """
    from workbench.adapters import inspecting, reader
    from workbench.core import resizing

    return resizing.suggested_plan(inspecting.inspect(reader.open_adapter(source))).model_dump(mode="json")


def resize_adapter(
    listener: Listener,
    source: str,
    out: str,
    rank: int | None = None,
    energy: float | None = None,
    ranks: dict[str, int] | None = None,
) -> dict[str, Any]:
    """Writes the adapter cut to other ranks as a new folder `out`: at most `rank`, or the fewest directions
    with the share `energy` of ‖ΔW‖² (0 to 1), or `ranks` by module path; what is said twice, the lower holds.

    What it will cost is known before, without a job: `core.resizing.resizing(inspection, Rule(…))`.
    {"path", "bytes", "modules", "parameters", "resizing": that, as JSON}
    """
    from workbench.adapters import reader, surgery
    from workbench.core.resizing import Rule

    planned, written = surgery.resize(
        reader.open_adapter(source),
        Rule(rank, energy, ranks or {}),
        Path(out),
        lambda done, total: listener.progress(done, total, "Resizing"),
    )
    return {**written, "resizing": planned.to_json()}


def scale_adapter(_: Listener, source: str, out: str, factor: float) -> dict[str, Any]:
    """Writes the adapter with ΔW multiplied by `factor`. {"path", "bytes", "modules", "parameters"}"""
    from workbench.adapters import reader, surgery

    return surgery.scale(reader.open_adapter(source), factor, Path(out))


def prune_adapter(_: Listener, source: str, out: str, modules: Sequence[str] = ()) -> dict[str, Any]:
    """Writes the adapter without these modules (paths); none named: without those that change nothing.

    {"path", "bytes", "modules", "parameters"}
    """
    from workbench.adapters import reader, surgery

    return surgery.prune(reader.open_adapter(source), modules, Path(out))


def merge_preview(
    listener: Listener,
    sources: Sequence[str],
    method: str = "svd",
    weights: Sequence[float] = (),
    rank: int | None = None,
) -> dict[str, Any]:
    """How much adapters get in each other's way when they are merged: `core.merging.MergePreview` as JSON.

    {"modules": [{"path", "rank", "sources", "frobenius", "cancelled", "error", "relative"}],
     "interference": [{"a", "b", "cosine"}] of each pair, by place in `sources`}
    """
    from workbench.adapters import merging, reader

    adapters = [reader.open_adapter(source) for source in sources]
    recipe = merging.Recipe(cast(Any, method), tuple(weights), rank)
    told = merging.preview(adapters, recipe, lambda done, total: listener.progress(done, total, "Comparing"))
    return told.to_json()


def merge_adapters(
    listener: Listener,
    sources: Sequence[str],
    out: str,
    method: str = "svd",
    weights: Sequence[float] = (),
    rank: int | None = None,
    density: float = 0.5,
    seed: int = 0,
) -> dict[str, Any]:
    """Writes one adapter made of several of the same base; no weights: all the same, adding up to 1.

    `method` is cat or svd (exact), or linear, ties, dare_linear, dare_ties, magnitude_prune (as peft).
    `rank` is for svd, `density` for ties, dare and magnitude_prune, `seed` for dare.
    {"path", "bytes", "modules", "parameters"}
    """
    from workbench.adapters import merging, reader

    adapters = [reader.open_adapter(source) for source in sources]
    recipe = merging.Recipe(cast(Any, method), tuple(weights), rank, density, seed)
    return merging.merge(
        adapters, recipe, Path(out), lambda done, total: listener.progress(done, total, "Merging")
    )


def extract_adapter(
    listener: Listener, tuned: str, base: str, out: str, rank: int = 32, energy: float = 1.0
) -> dict[str, Any]:
    """Writes a LoRA that makes `tuned` out of `base` (two model folders) as well as its rank can.

    {"path", "bytes", "modules", "parameters", "error", "relative",
     "layers": [{"path", "kept", "frobenius", "error"}], "left": [{"path", "frobenius"}] what else differs}
    """
    from workbench.adapters import extracting

    return extracting.extract(
        resources.model_path(tuned),
        resources.model_path(base),
        Path(out),
        rank,
        energy,
        lambda done, total: listener.progress(done, total, "Extracting"),
    )


JOBS: dict[str, Callable[..., Any]] = {
    "inspect": inspect,
    "module_picture": module_picture,
    "module_histogram": module_histogram,
    "inspect_series": inspect_series,
    "compare": compare,
    "suggest_plan": suggest_plan,
    "resize_adapter": resize_adapter,
    "scale_adapter": scale_adapter,
    "prune_adapter": prune_adapter,
    "merge_preview": merge_preview,
    "merge_adapters": merge_adapters,
    "extract_adapter": extract_adapter,
}


def _what(word: str) -> Any:
    if word in ("A", "B", "delta"):
        return word
    raise WorkbenchError(
        "“{word}” cannot be shown.", hint="A, B and delta can.", kind="bad-request", word=word
    )


def _two(numbers: Sequence[int]) -> tuple[int, int]:
    first, second = _whole_numbers(numbers, 2)
    return first, second


def _four(numbers: Sequence[int]) -> tuple[int, int, int, int]:
    first, second, third, fourth = _whole_numbers(numbers, 4)
    return first, second, third, fourth


def _whole_numbers(numbers: Sequence[int], count: int) -> list[int]:
    if len(numbers) == count and all(isinstance(number, int) for number in numbers):
        return list(numbers)
    raise WorkbenchError(
        "{count} whole numbers are needed here, not {numbers}.",
        kind="bad-request",
        count=count,
        numbers=str(numbers)[:80],
    )
