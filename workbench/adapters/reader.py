"""Opens any adapter: which modules it has, with which shapes, ranks and scalings; numbers only on request.

    adapter = reader.open_adapter(path)
    for module in adapter.modules:
        a, b = adapter.matrices(module)      # as stored: A is rank×in, B is out×rank
        left, right = adapter.product(module)  # float64, ΔW = left @ right with the scaling inside

Only the header is read at first; each tensor is read when it is asked for, and may be forgotten right after.
"""

import math
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import torch

from workbench.adapters import lora_names, sources
from workbench.adapters.lora_names import Found
from workbench.adapters.sources import Source
from workbench.adapters.tensor_file import Stored, TensorFile
from workbench.core.errors import WorkbenchError
from workbench.core.inspection import Said
from workbench.core.peft_matching import Patterns


@dataclass(frozen=True, slots=True)
class AdapterModule:
    """One adapted module, as its tensors in the file say. `shape` is (out, in) of ΔW, of one expert."""

    path: str  # in the base model; of experts the parameter's
    name: str  # in the file, without peft's prefix
    method: str  # lora, dora, loha, lokr, vera, ia3, oft
    parts: Mapping[str, str]  # "lora_A" → the tensor's name in the file
    shape: tuple[int, int]
    rank: int
    scaling: float = 1.0
    experts: int = 0  # 0: no stack of experts
    parameters: int = 0
    dtype: str = "float32"
    parameter: str = ""  # what target_parameters must call it; "" for what target_modules can name
    embedding: bool = False  # the base keeps its weight as in×out
    problem: str = ""  # why there is no ΔW, in plain words

    @property
    def magnitude(self) -> str:
        """The name of DoRA's tensor of lengths; "" without DoRA."""
        return self.parts.get("lora_magnitude_vector", "")

    @property
    def bias(self) -> str:
        """The name of the tensor of B's own bias (lora_bias); "" without one."""
        return self.parts.get("lora_B.bias", "")


@dataclass(frozen=True, slots=True)
class WholeTensor:
    """A tensor that replaces one of the base: of modules_to_save, or a bias."""

    path: str  # "score.weight", in the base model
    name: str  # in the file
    shape: tuple[int, ...]
    kind: str  # whole, bias


@dataclass(frozen=True)
class Adapter:
    """An adapter that was opened. Reading many tensors is cheaper inside `with adapter.reading():`."""

    source: Source
    file: TensorFile
    method: str
    base: str  # base_model_name_or_path; "" when nothing says it
    modules: tuple[AdapterModule, ...]
    whole: tuple[WholeTensor, ...] = ()
    unknown_tensors: tuple[str, ...] = ()
    unknown_settings: tuple[str, ...] = ()
    notes: tuple[Said, ...] = ()
    by_path: Mapping[str, AdapterModule] = field(default_factory=dict, repr=False)

    @property
    def config(self) -> dict[str, Any]:
        """adapter_config.json; empty for a file without one."""
        return self.source.config

    @property
    def parameters(self) -> int:
        return sum(stored.numbers for stored in self.file.stored.values())

    def reading(self) -> Any:
        return self.file.opened()

    def module(self, path: str) -> AdapterModule:
        found = self.by_path.get(path)
        if found is None:
            raise WorkbenchError(
                "The adapter has no module {path}.",
                hint="`workbench inspect` lists its modules.",
                kind="no-module",
                path=path,
            )
        return found

    def matrices(self, module: AdapterModule) -> tuple[torch.Tensor, torch.Tensor]:
        """(A, B) of a LoRA as stored: A is rank×in, B is out×rank, kernels of convolutions flattened.

        Of E experts A is (E·rank)×in with the experts' rows one after another, and B is out×(rank·E) with
        the experts' columns interleaved, as peft keeps them.
        """
        a, b = _lora_parts(module.parts)
        return _flat(self.file.tensor(module.parts[a])), _flat(self.file.tensor(module.parts[b]))

    def product(self, module: AdapterModule) -> tuple[torch.Tensor, torch.Tensor]:
        """(left, right) in float64 with ΔW = left @ right, scaling included.

        left is E×out×k and right E×k×in, E = 1 but for a stack of experts. Raises WorkbenchError where the
        method has no such product.
        """
        if module.problem:
            raise WorkbenchError(
                "{path}: {problem}.",
                hint="Its other measures are shown by `workbench inspect`.",
                kind="no-product",
                path=module.path,
                problem=module.problem,
            )
        a, b = (matrix.double() for matrix in self.matrices(module))
        return stacked(a, b * module.scaling, module.experts)


def stacked(a: torch.Tensor, b: torch.Tensor, experts: int) -> tuple[torch.Tensor, torch.Tensor]:
    """A and B as peft keeps them → (left E×out×r, right E×r×in)."""
    count = max(1, experts)
    left = b.reshape(b.shape[0], -1, count).permute(2, 0, 1)
    return left, a.reshape(count, -1, a.shape[-1])


def open_adapter(path: str | Path | Source) -> Adapter:
    """Raises WorkbenchError for what is no adapter, is damaged, or would have to be unpickled."""
    source = path if isinstance(path, Source) else sources.find(path)
    file = TensorFile(source.weights)
    if not file.stored:
        raise WorkbenchError(
            "{file} holds no tensors.",
            hint="The adapter was never saved whole: save it again, or choose another checkpoint.",
            kind="damaged-adapter",
            file=source.weights,
        )
    return _of_peft(source, file)


def _of_peft(source: Source, file: TensorFile) -> Adapter:
    config = source.config
    found = lora_names.sort(file.stored)
    if not found.modules and not found.others:
        raise _nothing_known(source)
    parameters = lora_names.parameters(found.modules, config)
    numbers = _Numbers(config)
    modules = tuple(
        sorted(
            (_module(part, parameters.get(part.name, ""), file, numbers) for part in found.modules),
            key=lambda module: _natural(module.path),
        )
    )
    whole, unknown = _others(found.others, file)
    if not modules and not whole:
        raise _nothing_known(source)
    method = _method(config, modules)
    return Adapter(
        source,
        file,
        method,
        str(config.get("base_model_name_or_path") or ""),
        modules,
        whole,
        unknown,
        by_path={module.path: module for module in modules},
    )


class _Numbers:
    """Rank and alpha of every module, as the configuration says them."""

    def __init__(self, config: Mapping[str, Any]) -> None:
        self._config = config
        self._ranks = Patterns(_table(config, "rank_pattern"))
        self._alphas = Patterns(_table(config, "alpha_pattern"))
        self.rslora = bool(config.get("use_rslora"))

    def rank(self, key: str, stored: int) -> int:
        said = self._ranks.value(key, self._config.get("r"))
        return said if isinstance(said, int) and not isinstance(said, bool) and said > 0 else stored

    def scaling(self, key: str, rank: int) -> float:
        """alpha / r, or alpha / √r (rsLoRA); 1 where nothing says it."""
        alpha = self._alphas.value(key, self._config.get("lora_alpha", self._config.get("alpha")))
        if not isinstance(alpha, int | float) or isinstance(alpha, bool) or not rank:
            return 1.0
        return alpha / (math.sqrt(rank) if self.rslora else rank)


def _module(found: Found, parameter: str, file: TensorFile, numbers: _Numbers) -> AdapterModule:
    stored = {part: file.stored[name] for part, name in found.parts.items()}
    first = next(iter(stored.values()))
    common: dict[str, Any] = {
        "path": parameter.removesuffix(".weight") or found.path,
        "name": found.name,
        "parts": dict(found.parts),
        "parameters": sum(item.numbers for item in stored.values()),
        "dtype": first.dtype,
        "parameter": parameter,
        "method": "dora" if "lora_magnitude_vector" in stored else "lora",
    }
    part_a, part_b = _lora_parts(found.parts)
    a, b = stored.get(part_a), stored.get(part_b)
    if a is None or b is None:
        missing = "A and B are" if a is None and b is None else f"{'A' if a is None else 'B'} is"
        return AdapterModule(**common, shape=_sides(a, b), rank=0, problem=f"{missing} missing")
    inner = a.numbers // a.shape[0] if a.shape and a.shape[0] else 0
    outer, width = (b.shape[0], b.numbers // b.shape[0]) if b.shape and b.shape[0] else (0, 0)
    stored_rank = a.shape[0] if a.shape else 0
    rank = numbers.rank(parameter or found.path, stored_rank)
    experts = stored_rank // rank if parameter and rank < stored_rank and stored_rank % rank == 0 else 0
    problem = ""
    if stored_rank != width or not stored_rank or not inner or not outer:
        problem = f"B ({_told(b)}) cannot be multiplied with A ({_told(a)})"
    elif rank * max(1, experts) != stored_rank:
        problem = f"adapter_config.json says rank {rank}, the file has {stored_rank}"
    return AdapterModule(
        **common,
        shape=(outer, inner),
        rank=stored_rank if problem else rank,
        scaling=numbers.scaling(parameter or found.path, rank),
        experts=experts,
        embedding=part_a == "lora_embedding_A",
        problem=problem,
    )


def _others(names: tuple[str, ...], file: TensorFile) -> tuple[tuple[WholeTensor, ...], tuple[str, ...]]:
    """What was trained whole, and what nobody knows."""
    whole, unknown = [], []
    for name in names:
        if not name.startswith(lora_names.PREFIX):
            unknown.append(name)
            continue
        path = lora_names.plain(name)
        kind = "bias" if path.endswith(".bias") else "whole"
        whole.append(WholeTensor(path, name, file.stored[name].shape, kind))
    # A bias beside a weight that is saved whole belongs to that module, not to `bias=`.
    weights = {item.path.rpartition(".")[0] for item in whole if item.kind == "whole"}
    whole = [
        WholeTensor(item.path, item.name, item.shape, "whole")
        if item.path.rpartition(".")[0] in weights
        else item
        for item in whole
    ]
    return tuple(whole), tuple(unknown)


def _method(config: Mapping[str, Any], modules: tuple[AdapterModule, ...]) -> str:
    kinds = {module.method for module in modules}
    if len(kinds) == 1:
        return kinds.pop()
    return "dora" if "dora" in kinds else str(config.get("peft_type") or "lora").lower()


def _lora_parts(parts: Mapping[str, Any]) -> tuple[str, str]:
    embedding = "lora_embedding_A" in parts or "lora_embedding_B" in parts
    return ("lora_embedding_A", "lora_embedding_B") if embedding else ("lora_A", "lora_B")


def _flat(matrix: torch.Tensor) -> torch.Tensor:
    """The kernels of convolutions as one side of the matrix."""
    return matrix.reshape(matrix.shape[0], -1)


def _sides(a: Stored | None, b: Stored | None) -> tuple[int, int]:
    inner = a.numbers // a.shape[0] if a is not None and a.shape and a.shape[0] else 0
    return (b.shape[0] if b is not None and b.shape else 0), inner


def _table(config: Mapping[str, Any], name: str) -> dict[str, Any]:
    table = config.get(name)
    return table if isinstance(table, dict) else {}


def _natural(path: str) -> list[tuple[int, int, str]]:
    """Blocks in the order of their numbers: 2 before 10."""
    return [(0, int(part), "") if part.isdecimal() else (1, 0, part) for part in path.split(".")]


def _told(stored: Stored) -> str:
    return "×".join(map(str, stored.shape)) or "a single number"


def _nothing_known(source: Source) -> WorkbenchError:
    return WorkbenchError(
        "{file} holds no adapter: none of its tensors has a name that LoRA or another method gives.",
        hint="A whole fine-tuned model is compared with its base by `workbench adapter extract`.",
        kind="no-adapter",
        file=source.weights,
    )


@contextmanager
def opened(path: str | Path) -> Iterator[Adapter]:
    """An adapter whose file stays open for the block."""
    adapter = open_adapter(path)
    with adapter.reading():
        yield adapter
