"""Which modules of a tree stock peft picks for an adapter_config.json: its own rules, without peft.

The rules are those of peft 0.21 (tuners_utils.check_target_module_exists, get_pattern_key and
transformers_weight_conversion); the tests hold them against peft itself.
"""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from workbench.core.errors import WorkbenchError
from workbench.core.layers import Layer, LayerTree
from workbench.core.sentence import Sentence

# Old names of experts and routers, which peft rewrites to parameters in models of these kinds.
_MIXTRAL = {"gate": "gate.weight", "w1": "gate_up_proj", "w3": "gate_up_proj", "w2": "down_proj"}
_QWEN2_MOE = {
    "gate": "gate.weight",
    "gate_proj": "gate_up_proj",
    "up_proj": "gate_up_proj",
    "down_proj": "down_proj",
}
_FUSED = {"gate_up_proj": 2}  # gate and up projection in one tensor: rank and alpha are doubled
REWRITTEN: dict[str, dict[str, str]] = {
    **dict.fromkeys(("minimax", "minimax_m2", "mixtral"), _MIXTRAL),
    **dict.fromkeys(
        (
            *("Dots3NoteTextModel", "UnlimitedOcrTextModel", "afmoe", "beam", "cohere2_moe", "deepseek_v2"),
            *("deepseek_v3", "deepseek_v32", "dots1", "ernie4_5_moe", "exaone_moe", "flex_olmo", "glm4_moe"),
            *("glm4_moe_lite", "glm4v_moe", "glm_moe_dsa", "hunyuan_v1_moe", "longcat_flash", "mellum"),
            *("olmoe", "qwen3_moe", "qwen3_next", "qwen3_omni_moe", "qwen3_omni_moe_text"),
            *("qwen3_omni_moe_thinker", "solar_open"),
        ),
        _QWEN2_MOE,
    ),
}
# The heads that peft trains whole by itself, for the task named in the file.
TASK_HEADS = {
    "SEQ_CLS": ("classifier", "score"),
    "TOKEN_CLS": ("classifier", "score"),
    "QUESTION_ANS": ("qa_outputs",),
}


NO_TARGETS = "dummy-target-modules"  # peft's own word, for modules_to_save alone


@dataclass(frozen=True, slots=True)
class Matched:
    """What a configuration picks, by layer path; `keys` is what rank and alpha patterns are matched with."""

    keys: dict[str, str]
    ranks: "Patterns"
    alphas: "Patterns"
    unmatched: tuple[str, ...]
    notes: tuple[str, ...]


def parameter_name(layer: Layer, tree: LayerTree) -> str:
    """What target_parameters must call a layer; empty for one that target_modules can name.

    In some models of experts peft takes a plain layer called down_proj for an old name of experts, and would
    adapt all of those: such a layer is named by its weight.
    """
    if layer.parameter:
        return layer.parameter
    return f"{layer.path}.weight" if _old_name(layer.path, REWRITTEN.get(tree.model_type, {})) else ""


class Patterns:
    """rank_pattern or alpha_pattern: the first that fits a key wins, as in peft.

    Those that spell out one whole path, as ours do, are looked up: thousands of them cost no more than one.
    """

    def __init__(self, table: Mapping[str, Any]) -> None:
        self._table = table
        self._whole: dict[str, int] = {}
        self._others: list[tuple[int, re.Pattern[str]]] = []
        self._values = list(table.values())
        for place, pattern in enumerate(table):
            path = re.sub(r"\\(.)", r"\1", pattern[1:-1])
            if pattern == anchored(path):
                self._whole[path] = place
            else:
                self._others.append((place, _compiled(rf"(.*\.)?({pattern})$")))

    def value(self, key: str, default: Any) -> Any:
        places = [self._whole[key]] if key in self._whole else []
        places += next(([place] for place, pattern in self._others if pattern.match(key)), [])
        return self._values[min(places)] if places else default

    def unused(self, keys: Collection[str]) -> list[str]:
        """The patterns that fit none of the keys."""
        used = {place for path, place in self._whole.items() if path in keys}
        used |= {place for place, pattern in self._others if any(map(pattern.match, keys))}
        return [pattern for place, pattern in enumerate(self._table) if place not in used]


def anchored(path: str) -> str:
    """The pattern that fits this path alone."""
    return f"^{re.escape(path)}$"


def ends_with(key: str, names: Iterable[str]) -> bool:
    return any(key == name or key.endswith(f".{name}") for name in names)


def matched(document: Mapping[str, Any], tree: LayerTree) -> Matched:
    """The layers that peft would adapt. Layers that are trained whole are left out, as peft does."""
    return _Reading(document, tree).run()


@dataclass
class _Reading:
    """One configuration while it is being resolved, step by step as peft does it."""

    document: Mapping[str, Any]
    tree: LayerTree
    notes: list[str] = field(default_factory=list)

    def run(self) -> Matched:
        targets = self._targets()
        parameters = list(_listed(self.document.get("target_parameters")))
        ranks, alphas = _table(self.document, "rank_pattern"), _table(self.document, "alpha_pattern")
        old_names = REWRITTEN.get(self.tree.model_type)
        origin: dict[str, str] = {}  # what the file called a name that peft rewrites
        names = targets
        if old_names is not None:
            names = self._leaf_names(targets, old_names) if isinstance(targets, str) else targets
            names, added = self._rewritten(names, old_names, ranks, alphas, origin)
            parameters += [name for name in added if name not in parameters]
        elif targets == "all-linear":
            names = self._all_linear()
        keys, used = self._named(names)
        wanted = _Suffixes(parameters)
        for layer in self.tree.layers:
            key = layer.parameter or f"{layer.path}.weight"
            if found := wanted.fitting(key):
                used |= found
                keys[layer.path] = key
        given = ([targets] if not keys else []) if isinstance(targets, str) else names
        unmatched = [origin.get(name, name) for name in (*given, *parameters) if name not in used]
        keys = self._adaptable(keys)
        unmatched += self._unused_exclusions()
        unmatched += [] if isinstance(targets, str) else self._missing_blocks()
        by_rank, by_alpha, fitted = Patterns(ranks), Patterns(alphas), set(keys.values())
        unused = (*by_rank.unused(fitted), *by_alpha.unused(fitted))
        unmatched += [pattern for pattern in unused if pattern not in origin]
        return Matched(keys, by_rank, by_alpha, tuple(dict.fromkeys(unmatched)), tuple(self.notes))

    def _named(self, names: str | list[str]) -> tuple[dict[str, str], set[str]]:
        """The layers that target_modules picks, and the names that picked one."""
        modules = [layer.path for layer in self.tree.layers if layer.type not in ("Parameter", "Experts")]
        if isinstance(names, str):
            return {path: path for path in modules if self._takes(names, path)}, set()
        suffixes, keys, used = _Suffixes(names), dict[str, str](), set[str]()
        for path in modules:
            found = suffixes.fitting(path)
            if found and self._takes(names, path, found):
                keys[path] = path
                used |= found
        return keys, used

    def _targets(self) -> str | list[str]:
        targets = self.document.get("target_modules")
        if targets == NO_TARGETS:
            return []
        if isinstance(targets, str):
            if targets.lower() == "all-linear":
                return "all-linear"
            if self.document.get("layers_to_transform") is not None:
                self.notes.append("layers_to_transform has no meaning beside a pattern; it is left out.")
            return targets
        if targets is None and not self.document.get("target_parameters"):
            self.notes.append("The file names no target modules.")
        return list(_listed(targets))

    def _takes(self, targets: str | list[str], path: str, found: Iterable[str] = ()) -> bool:
        """peft's check_target_module_exists, for a path that fits one of the targets' names."""
        if self._excluded(path):
            return False
        if isinstance(targets, str):
            return _compiled(targets).fullmatch(path) is not None
        return path in found or self._in_chosen_block(path)

    def _excluded(self, path: str) -> bool:
        excluded = self.document.get("exclude_modules")
        if isinstance(excluded, str):
            if excluded and _compiled(excluded).fullmatch(path):
                return True
        elif ends_with(path, _listed(excluded)):
            return True
        return any(_compiled(rf"(^|.*\.){name}($|\..*)").match(path) for name in whole_names(self.document))

    def _unused_exclusions(self) -> list[str]:
        excluded = self.document.get("exclude_modules")
        paths = self.tree.nodes
        if isinstance(excluded, str):
            fits = any(_compiled(excluded).fullmatch(path) for path in paths) if excluded else True
            return [] if fits else [excluded]
        return [name for name in _listed(excluded) if not any(ends_with(path, (name,)) for path in paths)]

    def _missing_blocks(self) -> list[str]:
        """The chosen blocks that this model does not have."""
        found = list({self._block_of(path) for path in self.tree.paths}) if self._chosen_blocks else []
        return [f"layers_to_transform: {block}" for block in self._chosen_blocks if block not in found]

    def _in_chosen_block(self, path: str) -> bool:
        return not self._chosen_blocks or self._block_of(path) in self._chosen_blocks

    @cached_property
    def _chosen_blocks(self) -> list[Any]:
        blocks = self.document.get("layers_to_transform")
        chosen = [] if blocks is None else [blocks] if isinstance(blocks, int) else blocks
        if not isinstance(chosen, list):
            raise _damaged("layers_to_transform", blocks)
        return chosen

    def _block_of(self, path: str) -> int | None:
        names = _listed(self.document.get("layers_pattern"))
        found = None if names else re.match(r".*?\.[^.]*\.(?P<index>\d+)\.", path)
        for name in names:
            if found := _compiled(rf"(?:^|.*?\.){name}\.(?P<index>\d+)\.").match(path):
                break
        return int(found["index"]) if found else None

    def _all_linear(self) -> list[str]:
        """peft takes every linear layer and Conv1D but the output head."""
        heads = TASK_HEADS.get(str(self.document.get("task_type") or ""), ())
        return [
            layer.path
            for layer in self.tree.layers
            if _is_linear(layer) and layer.role != "head" and layer.path not in heads
        ]

    def _adaptable(self, keys: dict[str, str]) -> dict[str, str]:
        """Leaves out, with a note, what peft would adapt or stumble over and we do not adapt."""
        left_out = [path for path in keys if not self.tree.by_path[path].adaptable]
        if left_out:
            first = left_out[0]
            said = "Left out {first}: {reason}."
            if len(left_out) > 1:
                said = "Left out {first} and {more} more: {reason}."
            reason = self.tree.by_path[first].reason
            self.notes.append(Sentence(said, first=first, more=len(left_out) - 1, reason=reason))
        return {path: key for path, key in keys.items() if self.tree.by_path[path].adaptable}

    # --- old names of experts

    def _leaf_names(self, targets: str, old_names: Mapping[str, str]) -> list[str]:
        """A regular expression as peft resolves it in these models: to the last parts of what it matches."""
        if targets == "all-linear":
            return sorted({path.rpartition(".")[2] for path in self._all_linear()} | old_names.keys())
        parameters = [layer.parameter for layer in self.tree.layers if layer.parameter]
        found = {
            key.rpartition(".")[2]
            for key in (*self.tree.nodes, *parameters)
            if key and self._takes(targets, key)
        }
        for old, new in old_names.items():
            homes = {p.rpartition(".")[0] for p in parameters if p.rpartition(".")[2] == new}
            if any(self._takes(targets, f"{home}.{old}") for home in homes):
                found.add(old)
        return sorted(found) or [targets]

    def _rewritten(
        self,
        targets: Sequence[str],
        old_names: Mapping[str, str],
        ranks: dict[str, Any],
        alphas: dict[str, Any],
        origin: dict[str, str],
    ) -> tuple[list[str], list[str]]:
        kept, added = list[str](), list[str]()
        fused: dict[str, set[str]] = {}
        for target in targets:
            old = _old_name(target, old_names)
            if not old:
                kept.append(target)
                continue
            new = old_names[old]
            origin.setdefault(new, target)
            added.append(new)
            if new in _FUSED:
                fused.setdefault(new, set()).add(old)
        for new, present in fused.items():
            if len(present) < _FUSED[new]:
                missing = next(o for o, n in old_names.items() if n == new and o not in present)
                raise WorkbenchError(
                    "The adapter names {present} but not {missing}; this model holds both in one tensor.",
                    hint="Such an adapter cannot be carried over to this version of the model.",
                    kind="fused-experts",
                    present=", ".join(sorted(present)),
                    missing=missing,
                )
            pattern = rf".*\.{re.escape(new)}"
            ranks[pattern] = _FUSED[new] * int(self.document.get("r") or 8)
            alphas[pattern] = _FUSED[new] * float(self.document.get("lora_alpha") or 8)
            origin[pattern] = new
        return kept, list(dict.fromkeys(added))


class _Suffixes:
    """Names to look for at the end of a path, found in as many steps as the path has parts."""

    def __init__(self, names: Iterable[str]) -> None:
        self._names = frozenset(names)

    def fitting(self, path: str) -> set[str]:
        found = {path} if path in self._names else set()
        place = path.find(".")
        while place >= 0:
            if (end := path[place + 1 :]) in self._names:
                found.add(end)
            place = path.find(".", place + 1)
        return found


def whole_names(document: Mapping[str, Any]) -> list[str]:
    """modules_to_save, with the heads that peft adds for the task."""
    heads = TASK_HEADS.get(str(document.get("task_type") or ""), ())
    return list(dict.fromkeys((*_listed(document.get("modules_to_save")), *heads)))


def _listed(value: object) -> tuple[str, ...]:
    if value is None:
        return ()
    if isinstance(value, str):
        return (value,)
    if isinstance(value, list | tuple | set | frozenset):
        return tuple(str(item) for item in (sorted(value) if isinstance(value, set | frozenset) else value))
    raise _damaged("a list of modules", value)


def _table(document: Mapping[str, Any], key: str) -> dict[str, Any]:
    value = document.get(key) or {}
    if not isinstance(value, Mapping):
        raise _damaged(key, value)
    return dict(value)


def _damaged(what: str, value: object) -> WorkbenchError:
    return WorkbenchError(
        "adapter_config.json holds {value} where {what} belongs.",
        hint="The file may be damaged: copy it again.",
        kind="damaged-adapter",
        what=what,
        value=repr(value)[:80],
    )


def _old_name(path: str, old_names: Mapping[str, str]) -> str:
    return next((old for old in old_names if path == old or path.endswith(f".{old}")), "")


def _is_linear(layer: Layer) -> bool:
    """Whether the module is an nn.Linear or Conv1D, as far as its class name and shape tell."""
    return layer.linear or (
        bool(layer.in_features) and not layer.experts and layer.type.endswith(("Linear", "Conv1D"))
    )


def _compiled(pattern: str) -> re.Pattern[str]:
    try:
        return re.compile(pattern)
    except re.error as error:
        raise WorkbenchError(
            "adapter_config.json holds a pattern that is no regular expression: {pattern} ({problem}).",
            hint="Correct it in the file.",
            pattern=pattern,
            problem=str(error),
        ) from error
