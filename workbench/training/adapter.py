"""From a rank plan to peft and back: attach, prove that peft made exactly that, save, load."""

import json
import re
import warnings
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import torch
from peft import LoraConfig, PeftModel, get_peft_model, get_peft_model_state_dict
from peft.tuners.lora import LoraLayer
from safetensors import SafetensorError, safe_open
from safetensors.torch import save as to_safetensors
from transformers.pytorch_utils import Conv1D

from workbench.core import estimate, files, plan
from workbench.core.errors import WorkbenchError
from workbench.core.layers import LayerTree
from workbench.core.plan import Adapted, RankPlan
from workbench.training import introspect

T = TypeVar("T")

_PREFIX = "base_model.model."
_NAME = "default"  # peft's own name for the only adapter; others break its mapping of keys
_CONFIG, _WEIGHTS = "adapter_config.json", "adapter_model.safetensors"
_TENSOR = re.compile(r"base_model\.model\.(?P<path>.+)\.lora_(embedding_)?(?P<side>[AB])(\.weight)?")


@dataclass(frozen=True, slots=True)
class Proof:
    """What was found on the real model after attaching."""

    planned: int
    adapted: int
    trainable_parameters: int  # as peft counts them


def lora_config(layers: RankPlan, tree: LayerTree, base: str) -> LoraConfig:
    """The peft configuration that resolves to exactly this plan.

    peft matches the keys of rank_pattern and alpha_pattern as regular expressions and takes the first that
    fits, so each is the whole path of one module, anchored on both sides. Each costs time in every module:
    `r` and `lora_alpha` are the commonest, and only what differs gets a key. A list of 20 targets or more is
    condensed by peft when it attaches, to suffixes that fit these modules and no others.
    """
    modules = plan.adapted(layers, tree)
    ranks = {path: how.rank for path, how in modules.items()}
    alphas = {path: _alpha(how) for path, how in modules.items()}
    rank, alpha = _commonest(ranks.values()), _commonest(alphas.values())
    return LoraConfig(
        r=rank,
        lora_alpha=alpha,  # peft takes fractions too
        lora_dropout=layers.dropout,
        target_modules=list(modules),
        rank_pattern={_anchored(path): ranks[path] for path in sorted(ranks) if ranks[path] != rank},
        alpha_pattern={_anchored(path): alphas[path] for path in sorted(alphas) if alphas[path] != alpha},
        fan_in_fan_out=any(tree.by_path[path].type == Conv1D.__name__ for path in modules),
        base_model_name_or_path=base,
        task_type="CAUSAL_LM",
    )


def attach(model: Any, layers: RankPlan, tree: LayerTree, base: str, seed: int) -> PeftModel:
    """Wraps the planned modules of `model`. A's first values follow from `seed`; the global RNG is untouched.

    B starts at zero (Hu et al. 2021, section 4.1), so the wrapped model computes what the base computes.
    Raises WorkbenchError for a plan that cannot be trained.
    """
    plan.check(layers, tree)
    config = lora_config(layers, tree, base)
    config.base_model_name_or_path = None  # peft fills in the model's own name, and warns when ours differs
    with torch.random.fork_rng(devices=[]), _without_known_warnings():
        torch.default_generator.manual_seed(seed)  # peft draws A on the CPU, wherever the model is
        adapted = get_peft_model(model, config)
    config.base_model_name_or_path = base
    return adapted


def prove(model: PeftModel, layers: RankPlan, tree: LayerTree) -> Proof:
    """Compares every module's real rank and scaling with the plan; raises on any difference."""
    planned = plan.adapted(layers, tree)
    real = {
        path.removeprefix(_PREFIX): Adapted(module.r[_NAME], module.scaling[_NAME])
        for path, module in model.named_modules()
        if isinstance(module, LoraLayer)
    }
    wrong = [
        f"{path}: planned {_told(planned.get(path))}, made {_told(real.get(path))}"
        for path in (*planned, *(path for path in real if path not in planned))
        if not _same(planned.get(path), real.get(path))
    ]
    trainable, _ = model.get_nb_trainable_parameters()
    expected = estimate.cost(layers, tree).trainable
    if wrong or trainable != expected:
        raise WorkbenchError(
            "peft did not make what was ticked: {count} modules differ ({first}); "
            "{trainable} parameters are trainable, {expected} were planned.",
            hint="This is a defect of the workbench: report it with this sentence. Nothing was trained.",
            kind="proof-failed",
            count=len(wrong),
            first="; ".join(wrong[:3]) or "none",
            trainable=f"{trainable:,}",
            expected=f"{expected:,}",
        )
    return Proof(len(planned), len(real), trainable)


def save(model: PeftModel, folder: Path) -> None:
    """Writes adapter_config.json and adapter_model.safetensors, whole; equal adapters give equal bytes.

    Raises WorkbenchError when a value is not finite: such an adapter is never saved.
    """
    state = get_peft_model_state_dict(model, adapter_name=_NAME, save_embedding_layers=False)
    tensors = {name: tensor.detach().cpu().contiguous() for name, tensor in sorted(state.items())}
    broken = next((name for name, tensor in tensors.items() if not bool(torch.isfinite(tensor).all())), None)
    if broken is not None:
        raise WorkbenchError(
            "The adapter holds values that are not finite, first in {name}; it was not saved.",
            hint="Try a lower learning rate; the adapter saved before is kept.",
            kind="not-finite",
            name=broken,
        )
    # peft keeps its targets as a set, whose order differs in every process.
    config = model.peft_config[_NAME].to_dict() | {"inference_mode": True}
    plain = {key: sorted(value) if isinstance(value, set) else value for key, value in config.items()}
    with files.swapped_in(folder) as staging:
        files.write_bytes(staging / _WEIGHTS, to_safetensors(tensors, {"format": "pt"}))
        files.write_text(staging / _CONFIG, json.dumps(plain, indent=2, sort_keys=True))


def load(model: Any, folder: Path) -> PeftModel:
    """The model with a saved adapter on it, as stock peft loads it.

    Raises WorkbenchError for a folder that is no LoRA adapter, a damaged one, and one of another base: peft
    itself leaves out what does not exist in this model, without a word.
    """
    document = _document(folder)
    _must_fit(model, folder, str(document.get("base_model_name_or_path") or ""))
    try:
        with _without_known_warnings():
            warnings.filterwarnings("error", "Found missing adapter keys", UserWarning)
            return PeftModel.from_pretrained(model, folder, local_files_only=True)
    except (RuntimeError, ValueError, TypeError, KeyError, UserWarning) as error:
        raise WorkbenchError(
            "The adapter in {folder} does not fit this model: {reason}",
            hint="Choose the base it was trained on (base_model_name_or_path in adapter_config.json).",
            kind="wrong-base",
            folder=folder,
            reason=str(error).strip().splitlines()[-1].strip(),
        ) from error


@contextmanager
def strength(model: PeftModel, factor: float) -> Iterator[None]:
    """Inside the block every adapted module's scale is multiplied by `factor`."""
    former = {module: module.scaling[_NAME] for module in model.modules() if isinstance(module, LoraLayer)}
    for layer, scale in former.items():
        layer.scaling[_NAME] = scale * factor
    try:
        yield
    finally:
        for layer, scale in former.items():
            layer.scaling[_NAME] = scale


@contextmanager
def _without_known_warnings() -> Iterator[None]:
    """Leaves out what peft 0.21 says about things that are meant."""
    with warnings.catch_warnings():
        warnings.filterwarnings(
            "ignore", ".*is_gradient_checkpointing", FutureWarning
        )  # peft's own old words
        warnings.filterwarnings("ignore", "fan_in_fan_out is set to")  # GPT-2's Conv1D beside its Linear head
        warnings.filterwarnings("ignore", ".*tie_word_embeddings=True")  # the layer tree shows it: `tied_to`
        yield


def _document(folder: Path) -> dict[str, Any]:
    """adapter_config.json, of a LoRA adapter that has its weights as safetensors."""
    file = folder / _CONFIG
    if not file.is_file():
        raise WorkbenchError(
            "{folder} has no adapter_config.json.",
            hint="Choose a run folder or a peft adapter folder.",
            folder=folder,
        )
    try:
        document = json.loads(file.read_text(encoding="utf-8"))
        kind = document["peft_type"]
    except (ValueError, OSError, LookupError, TypeError) as error:
        raise _damaged(file, str(error)) from error
    if kind != "LORA":
        raise WorkbenchError(
            "{folder} is an adapter made with {method}, not a LoRA.",
            hint="Choose a LoRA adapter.",
            kind="not-lora",
            folder=folder,
            method=kind,
        )
    if not (folder / _WEIGHTS).is_file():
        raise WorkbenchError(
            "{folder} has no adapter_model.safetensors.",
            hint="Choose a run that has saved its adapter. Pickled adapters (.bin) are not opened.",
            folder=folder,
        )
    return dict(document)


def _must_fit(model: Any, folder: Path, base: str) -> None:
    """Compares the shapes in the file with the model's modules, before peft sees either."""
    modules = dict(model.named_modules())
    hidden = getattr(model.config.get_text_config(), "hidden_size", None)
    total, misfits, other_hidden = set[str](), dict[str, str](), None
    for path, side, shape in _shapes(folder / _WEIGHTS):
        total.add(path)
        if path not in modules:
            misfits.setdefault(path, "it does not exist here")
            continue
        inner, outer = introspect.matrix_shape(modules[path])
        theirs, ours = (shape[-1], inner) if side == "A" else (shape[0], outer)
        if ours is not None and theirs != ours:
            misfits.setdefault(path, f"{'input' if side == 'A' else 'output'} {theirs} there, {ours} here")
            other_hidden = other_hidden or (theirs if side == "A" and ours == hidden else None)
    if misfits:
        first = next(iter(misfits))
        sizes = f"hidden size {other_hidden} there, {hidden} here; " if other_hidden else ""
        raise WorkbenchError(
            "The adapter in {folder} was trained on another base: {count} of its {total} modules do not fit "
            "this model ({sizes}first {path}: {reason}).",
            hint="Choose the base it was trained on{base}.",
            kind="wrong-base",
            folder=folder,
            count=len(misfits),
            total=len(total),
            sizes=sizes,
            path=first,
            reason=misfits[first],
            base=f": {base}" if base else "",
        )


def _shapes(file: Path) -> Iterator[tuple[str, str, list[int]]]:
    """(module path, "A" or "B", shape) of every LoRA matrix in the file."""
    try:
        with safe_open(file, "pt") as opened:
            for name in opened.keys():  # noqa: SIM118  # not a dict
                if found := _TENSOR.fullmatch(name):
                    yield found["path"], found["side"], opened.get_slice(name).get_shape()
    except (SafetensorError, OSError) as error:
        raise _damaged(file, str(error)) from error


def _damaged(file: Path, reason: str) -> WorkbenchError:
    return WorkbenchError(
        "{file} cannot be read: {reason}.",
        hint="The file may be incomplete: copy or save the adapter again.",
        kind="damaged-adapter",
        file=file,
        reason=reason.strip().rstrip("."),
    )


def _alpha(how: Adapted) -> float:
    """alpha = scale·r, as a whole number where it is one."""
    alpha = how.scale * how.rank
    return int(alpha) if alpha == int(alpha) else alpha


def _commonest(values: Iterable[T]) -> T:
    return Counter(values).most_common(1)[0][0]


def _anchored(path: str) -> str:
    return f"^{re.escape(path)}$"


def _same(planned: Adapted | None, real: Adapted | None) -> bool:
    if planned is None or real is None:
        return planned is real
    return planned.rank == real.rank and abs(planned.scale - real.scale) <= 1e-12 * planned.scale


def _told(how: Adapted | None) -> str:
    return f"rank {how.rank} scale {how.scale:g}" if how else "nothing"
