"""Plans as files: saved, and read back from whatever holds one, with what fits a model and what does not."""

import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from workbench.core import files, peft_config, spec
from workbench.core.errors import WorkbenchError
from workbench.core.layers import LayerTree
from workbench.core.peft_matching import anchored
from workbench.core.plan import ALL_LINEAR, RankPlan, resolve
from workbench.core.sentence import Sentence

Document = RankPlan | Mapping[str, Any]  # our own plan, or peft's configuration as it is

_PEFT = "adapter_config.json"
_PEFT_KEYS = ("peft_type", "target_modules", "target_parameters", "lora_alpha")
_SPEC_KEYS = ("version", "name", "model", "data", "layers", "training", "watch", "saving", "resolved")
_PICKLES = (".bin", ".pt", ".pth", ".ckpt")
_WEIGHTS = (".safetensors", ".gguf")
_MOST_BYTES = 64 * 2**20  # a plan of 20,000 modules has 3 MB
_Dumper = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Reading:
    """What a document comes to on one model. Nothing that it names is dropped without a word."""

    document: Document
    plan: RankPlan  # what fits
    taken: int  # how many modules it adapts or trains whole
    unmatched: tuple[str, ...]  # paths, patterns and names that fit nothing here
    notes: tuple[str, ...]  # what cannot be expressed, in plain words
    offer: dict[str, str]  # unmatched paths, and the paths here that end alike


def read(path: Path, tree: LayerTree) -> Reading:
    """The plan in a file or folder, on this model.

    Raises WorkbenchError when there is no plan to be read; modules that do not exist here are no error.
    """
    return fitted(load(path), tree)


def load(path: Path) -> Document:
    """A plan (YAML, JSON), a run spec or run folder (its layers), an adapter_config.json or its folder."""
    try:
        file = _file_of(path)
        if file.stat().st_size > _MOST_BYTES:
            raise _no_plan(file, "it is too large to be a plan")
        text = file.read_text(encoding="utf-8-sig")
    except (OSError, ValueError) as error:
        raise WorkbenchError(
            "{path} cannot be read: {reason}.",
            hint="Give a plan in YAML or JSON, a run spec, an adapter_config.json, or an adapter's folder.",
            kind="unreadable",
            path=path,
            reason=_reason(error),
        ) from error
    return parse(text, str(path))


def parse(text: str, source: str) -> Document:
    """The same from text; `source` is what errors call it."""
    try:
        document = _values(text)
    except (yaml.YAMLError, RecursionError) as error:
        raise WorkbenchError(
            "{source} is neither YAML nor JSON: {reason}",
            hint="Example of a plan: {{rank: 8, targets: all-linear, ranks: {{model.layers.0: 16}}}}",
            source=source,
            reason=" ".join(str(error).replace('in "<unicode string>", ', "at ").split()),
        ) from error
    if document is None:
        raise _no_plan(source, "it is empty")
    if isinstance(document, Mapping):
        if any(key in document for key in _PEFT_KEYS):
            return document
        if any(key in document for key in _SPEC_KEYS):
            document = document.get("layers") or {}
    return spec.parse({"layers": document}, source=source).layers


def fitted(document: Document, tree: LayerTree) -> Reading:
    """What of a plan exists in this model."""
    if isinstance(document, RankPlan):
        return _own(document, tree)
    try:
        found = peft_config.read(document, tree)
    except (TypeError, ValueError, OverflowError) as error:
        raise WorkbenchError(
            "The adapter's configuration cannot be read: {reason}.",
            hint="The file may be damaged: copy it again.",
            kind="damaged-adapter",
            reason=str(error),
        ) from error
    wanted = [_path_of(name) for name in found.unmatched]
    return Reading(
        document,
        found.plan,
        _count(found.plan, tree),
        found.unmatched,
        found.notes,
        _offer(wanted, found.plan.targets, tree),
    )


def mapped(reading: Reading, tree: LayerTree) -> Reading:
    """The same document with the offered paths in place of those that this model does not have."""
    names, document = reading.offer, reading.document
    if isinstance(document, RankPlan):
        changed: dict[str, Any] = {
            "ranks": {names.get(path, path): rank for path, rank in document.ranks.items()},
            "scales": {names.get(path, path): scale for path, scale in document.scales.items()},
            "modules_to_save": _renamed(document.modules_to_save, names),
        }
        if not isinstance(document.targets, str):
            changed["targets"] = _renamed(document.targets, names)
        return fitted(document.model_copy(update=changed), tree)
    changed = dict(document)
    for key in ("target_modules", "target_parameters", "modules_to_save", "exclude_modules"):
        if isinstance(listed := document.get(key), list) and all(isinstance(name, str) for name in listed):
            changed[key] = list(_renamed(listed, names))
    for key in ("rank_pattern", "alpha_pattern"):
        if isinstance(table := document.get(key), Mapping):
            changed[key] = {
                anchored(names[path]) if (path := _path_of(pattern)) in names else pattern: value
                for pattern, value in table.items()
            }
    return fitted(changed, tree)


def text_of(plan: RankPlan) -> str:
    """The plan in YAML, as `parse` reads it."""
    document = plan.model_dump(mode="json")
    return str(yaml.dump(document, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=110))


def write(plan: RankPlan, path: Path) -> None:
    """Saves the plan in YAML; raises WorkbenchError where nothing can be written."""
    files.write_text(path, text_of(plan))


def write_peft(plan: RankPlan, tree: LayerTree, base: str, path: Path) -> None:
    """Saves the adapter_config.json that stock peft resolves to this plan."""
    document = peft_config.write(resolve(plan, tree), tree, base)
    files.write_text(path, json.dumps(document, indent=2, sort_keys=True, ensure_ascii=False) + "\n")


# --- where the plan lies


def _file_of(path: Path) -> Path:
    if path.is_dir():
        for name in (_PEFT, "run.yaml", f"adapter/{_PEFT}"):
            if (path / name).is_file():
                return path / name
        raise _no_plan(path, _why_none_in(path))
    if path.suffix.lower() in (*_PICKLES, *_WEIGHTS):
        beside = path.with_name(_PEFT)
        if not beside.is_file():
            why = "it holds weights, and no adapter_config.json lies beside it"
            raise _no_plan(path, _PICKLED if path.suffix.lower() in _PICKLES else why)
        return beside
    return path


_PICKLED = "it is a pickle, which is never opened, and no adapter_config.json lies beside it"


def _why_none_in(folder: Path) -> str:
    names = [file.name for file in folder.iterdir()]
    if any(name.endswith(_PICKLES) for name in names) and "config.json" not in names:
        return "it has pickled weights, which are never opened, and no adapter_config.json"
    if "config.json" in names:
        return "it is the folder of a model, not of an adapter"
    return "it has neither an adapter_config.json nor a run.yaml"


def _reason(error: OSError | ValueError) -> str:
    if isinstance(error, OSError):
        return error.strerror or type(error).__name__
    return "it is not text in UTF-8" if isinstance(error, UnicodeDecodeError) else "it is no path"


def _no_plan(source: object, reason: str) -> WorkbenchError:
    return WorkbenchError(
        "{source} holds no plan: {reason}.",
        hint="Choose a plan in YAML or JSON, a run spec, or an adapter saved by peft (adapter_config.json).",
        kind="no-plan",
        source=source,
        reason=reason,
    )


def _values(text: str) -> object:
    if text.lstrip().startswith("{"):
        try:
            return json.loads(text)  # YAML stumbles over tabs that JSON allows
        except ValueError:
            return yaml.load(text, Loader=_Loader)
    return yaml.load(text, Loader=_Loader)


# --- what fits


def _own(plan: RankPlan, tree: LayerTree) -> Reading:
    notes: list[str] = []
    unmatched = dict.fromkeys(
        path for path in (*plan.ranks, *plan.scales, *plan.modules_to_save) if path not in tree.nodes
    )
    kept: dict[str, Any] = {
        "ranks": {path: rank for path, rank in plan.ranks.items() if path in tree.nodes},
        "scales": {path: scale for path, scale in plan.scales.items() if path in tree.nodes},
        "modules_to_save": tuple(path for path in plan.modules_to_save if path in tree.nodes),
    }
    if isinstance(plan.targets, str):
        if plan.targets != ALL_LINEAR and not _matches(plan.model_copy(update=kept), tree):
            unmatched[plan.targets] = None
            kept["targets"] = ()
    else:
        unmatched |= dict.fromkeys(path for path in plan.targets if path not in tree.index)
        refused = [path for path in plan.targets if path in tree.index and path not in tree.can]
        notes += [
            Sentence("{path} stays as it is: {reason}.", path=path, reason=tree.by_path[path].reason)
            for path in refused
        ]
        kept["targets"] = tuple(path for path in plan.targets if path in tree.can)
    fits = plan.model_copy(update=kept)
    offer = _offer(unmatched, kept.get("targets", ()), tree)
    return Reading(plan, fits, _count(fits, tree), tuple(unmatched), tuple(notes), offer)


def _matches(plan: RankPlan, tree: LayerTree) -> bool:
    try:
        return bool(resolve(plan, tree).targets)
    except WorkbenchError as error:
        if error.kind == "nothing-matched":
            return False
        raise


def _count(plan: RankPlan, tree: LayerTree) -> int:
    return len(resolve(plan, tree).targets) + len(plan.modules_to_save)


def _offer(missing: Iterable[str], present: Iterable[str], tree: LayerTree) -> dict[str, str]:
    """Counterparts by the ends of names, as far as each is adaptable or a group, and nobody else's."""
    found = {
        path: here
        for path, here in peft_config.map_by_suffix(missing, tree).items()
        if path != here and (here not in tree.index or here in tree.can)
    }
    taken = Counter((*found.values(), *present))
    return {path: here for path, here in found.items() if taken[here] == 1}


def _renamed(paths: Iterable[str], names: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names.get(path, path) for path in paths))


def _path_of(pattern: str) -> str:
    """The path that an anchored pattern stands for; other patterns stay as they are."""
    if pattern.startswith("^") and pattern.endswith("$"):
        return re.sub(r"\\(.)", r"\1", pattern[1:-1])
    return pattern
