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

from workbench.adapters import lora_names, products, sources, spectrum
from workbench.adapters.lora_names import Found
from workbench.adapters.sources import Source
from workbench.adapters.tensor_file import TensorFile
from workbench.core import peft_settings
from workbench.core.adapter_paths import natural
from workbench.core.errors import WorkbenchError
from workbench.core.inspection import Said
from workbench.core.peft_matching import Patterns
from workbench.core.sentence import Sentence

_MOST_SCALING = 1e12


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
    note: str = ""  # what to know about its measures

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
        a, b = products.lora_parts(module.parts)
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
        if module.method not in ("lora", "dora"):
            left, right = products.product(module.method, module.parts, self.file, module.shape)
            return left * module.scaling, right
        a, b = (matrix.double() for matrix in self.matrices(module))
        return stacked(a, b * module.scaling, module.experts)

    def values(self, module: AdapterModule) -> torch.Tensor:
        """The singular values of ΔW in float64: one row for each expert, falling."""
        if module.method == "lokr":
            return products.kronecker_values(module.parts, self.file)[None] * abs(module.scaling)
        return spectrum.singular_values(*self.product(module))


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
    kind = str(config.get("peft_type") or "LORA")
    if kind.upper() not in peft_settings.SETTINGS:
        raise WorkbenchError(
            "This adapter was made with {method}, which is not read here.",
            hint="LoRA (rsLoRA, DoRA), LoHa, LoKr, IA3, VeRA and OFT are; try peft.convert_to_lora.",
            kind="unknown-method",
            method=kind[:40],
        )
    found = lora_names.sort(file.stored)
    parameters = lora_names.parameters(found.modules, config)
    numbers = _Numbers(config)
    modules = tuple(
        sorted(
            (_module(part, parameters.get(part.name, ""), file, numbers) for part in found.modules),
            key=lambda module: natural(module.path),
        )
    )
    whole, unknown = _others(found.others, file)
    if not modules and not whole:
        raise _nothing_known(source)
    strange = peft_settings.unknown(config)
    return Adapter(
        source,
        file,
        _method(config, modules),
        str(config.get("base_model_name_or_path") or file.metadata.get("ss_sd_model_name") or ""),
        modules,
        whole,
        unknown,
        strange,
        tuple(_notes(source, modules, unknown, strange)),
        by_path={module.path: module for module in modules},
    )


class _Numbers:
    """Rank and alpha of every module, as the configuration says them."""

    def __init__(self, config: Mapping[str, Any]) -> None:
        self._config = config
        self._ranks = Patterns(_table(config, "rank_pattern"))
        self._alphas = Patterns(_table(config, "alpha_pattern"))
        self.rslora = bool(config.get("use_rslora"))

    def said(self, key: str) -> bool:
        """Whether the configuration gives this module a rank."""
        return self.rank(key, -1) != -1

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
    form = products.form(stored, file)
    key = parameter or found.path
    rank, experts, problem = form.rank, 0, form.problem
    if form.method in ("lora", "dora") and not problem and numbers.said(key):
        rank = numbers.rank(key, form.rank)
        experts = form.rank // rank if parameter and rank < form.rank and form.rank % rank == 0 else 0
        if rank * max(1, experts) != form.rank:
            problem = Sentence(
                "adapter_config.json says rank {rank}, the file has {found}", rank=rank, found=form.rank
            )
            rank = form.rank
    elif form.method in ("loha", "lokr"):
        rank = numbers.rank(key, form.rank)  # of a LoKr that is not factored it is above what the file shows
    scaling = 1.0 if form.method in ("vera", "ia3", "oft") else numbers.scaling(key, rank)
    if "alpha" in found.parts and rank:
        alpha = file.tensor(found.parts["alpha"]).flatten()
        scaling = float(alpha[0]) / rank if len(alpha) else math.nan
    if not abs(scaling) <= _MOST_SCALING:  # NaN too
        problem, scaling = problem or "its alpha is no number that can be used", 1.0
    return AdapterModule(
        path=parameter.removesuffix(".weight") or found.path,
        name=found.name,
        method=form.method,
        parts=dict(found.parts),
        shape=form.shape,
        rank=rank,
        scaling=scaling,
        experts=experts,
        parameters=sum(item.numbers for part, item in stored.items() if part != "alpha"),
        dtype=next(iter(stored.values())).dtype,
        parameter=parameter,
        embedding="lora_embedding_A" in found.parts,
        problem=problem,
        note=form.note,
    )


def _others(names: tuple[str, ...], file: TensorFile) -> tuple[tuple[WholeTensor, ...], tuple[str, ...]]:
    """What was trained whole, and what nobody knows."""
    whole, unknown = [], []
    for name in names:
        if name in (products.VERA_A, products.VERA_B):
            continue  # shared by all modules of a VeRA
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


def _notes(
    source: Source, modules: tuple[AdapterModule, ...], unknown: tuple[str, ...], strange: tuple[str, ...]
) -> Iterator[Said]:
    """What could not be understood, in sentences."""
    broken = [module for module in modules if module.problem and module.method in ("lora", "dora")]
    if broken:
        yield Said(
            "{count} modules cannot be used, first {path}: {problem}.",
            {"count": len(broken), "path": broken[0].path, "problem": broken[0].problem},
            "damaged-modules",
            tuple(module.path for module in broken),
        )
    if strange:
        yield Said(
            "adapter_config.json has settings that peft 0.21 does not know, and they are ignored: {names}.",
            {"names": _few(strange)},
            "unknown-settings",
        )
    if unknown:
        yield Said(
            "{count} tensors are not understood, first {name}.",
            {"count": len(unknown), "name": unknown[0]},
            "unknown-tensors",
        )
    scaled = source.has_config or any("alpha" in module.parts for module in modules)
    if not scaled and any(module.method in ("lora", "dora", "loha", "lokr") for module in modules):
        yield Said(
            "Nothing says the scaling (no adapter_config.json, no alpha): it is taken as 1.", {}, "no-scaling"
        )


def _few(names: tuple[str, ...]) -> str:
    return ", ".join(names[:5]) + (", …" if len(names) > 5 else "")


def _method(config: Mapping[str, Any], modules: tuple[AdapterModule, ...]) -> str:
    kinds = {module.method for module in modules}
    if len(kinds) == 1:
        return kinds.pop()
    return "dora" if "dora" in kinds else str(config.get("peft_type") or "lora").lower()


def _flat(matrix: torch.Tensor) -> torch.Tensor:
    """The kernels of convolutions as one side of the matrix."""
    return matrix.reshape(matrix.shape[0], -1)


def _table(config: Mapping[str, Any], name: str) -> dict[str, Any]:
    table = config.get(name)
    return table if isinstance(table, dict) else {}


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
