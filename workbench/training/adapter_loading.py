"""A saved adapter on a model: loaded as stock peft does, refused when it does not fit, at any strength."""

import json
import re
import warnings
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import torch
from peft import PeftModel
from safetensors import SafetensorError, safe_open

from workbench.core.errors import WorkbenchError
from workbench.core.sentence import Sentence
from workbench.training import introspect
from workbench.training.peft_parts import (
    CONFIG,
    NAME,
    PREFIX,
    WEIGHTS,
    Start,
    adapted_modules,
    in_base,
    lengths,
    start_of,
    whole_modules,
    without_known_warnings,
)

_MATRIX = re.compile(r"(?P<module>.+)\.lora_(embedding_)?(?P<side>[AB])(\.weight)?")
_MAGNITUDE = re.compile(r"(?P<module>.+)\.lora_magnitude_vector(\.weight)?")


def load(model: Any, folder: Path) -> PeftModel:
    """The model with a saved adapter on it, as stock peft loads it.

    Raises WorkbenchError for a folder that is no LoRA adapter, a damaged one, and one of another base: peft
    itself leaves out what does not exist in this model, without a word.
    """
    document = _document(folder)
    _must_fit(model, folder, str(document.get("base_model_name_or_path") or ""))
    biases: tuple[tuple[torch.nn.Parameter, torch.Tensor], ...] = ()
    if document.get("bias", "none") != "none":
        named = model.named_parameters()
        biases = tuple((p, p.detach().clone()) for name, p in named if name.endswith("bias"))
    try:
        with without_known_warnings():
            warnings.filterwarnings("error", "Found missing adapter keys", UserWarning)
            worn = PeftModel.from_pretrained(model, folder, local_files_only=True)
    except (RuntimeError, ValueError, TypeError, KeyError, UserWarning) as error:
        raise WorkbenchError(
            "The adapter in {folder} does not fit this model: {reason}",
            hint="Choose the base it was trained on (base_model_name_or_path in adapter_config.json).",
            kind="wrong-base",
            folder=folder,
            reason=str(error).strip().splitlines()[-1].strip(),
        ) from error
    worn.workbench_start = Start(biases=biases)
    return worn


@contextmanager
def without(model: PeftModel) -> Iterator[None]:
    """Inside the block the model computes exactly what its base computes."""
    with _values(dict(start_of(model).biases)), without_known_warnings(), model.disable_adapter():
        yield


@contextmanager
def strength(model: PeftModel, factor: float, off: Collection[str] = ()) -> Iterator[None]:
    """Inside the block what the adapter changes is multiplied by `factor`: 0 is the base, 1 the adapter.

    B·A is scaled; biases, whole modules and DoRA's magnitudes move on the line from the base's values. The
    modules in `off`, named as the layer tree names them, compute what the base computes. Raises
    WorkbenchError where one of them is not adapted.
    """
    factors = {module: 0.0 if key in off else factor for _, key, module in adapted_modules(model)}
    _must_be_adapted(model, off)
    former = {module: module.scaling[NAME] for module in factors}
    with _values({} if factor == 1 and not off else _moved(model, factor, off)):
        for layer, scale in former.items():
            layer.scaling[NAME] = scale * factors[layer]
        try:
            yield
        finally:
            for layer, scale in former.items():
                layer.scaling[NAME] = scale


def _must_be_adapted(model: PeftModel, off: Collection[str]) -> None:
    known = {key for _, key, _ in adapted_modules(model)} | {path for path, _ in whole_modules(model)}
    if unknown := sorted(set(off) - known):
        raise WorkbenchError(
            "{module} is not adapted, so it cannot be switched off.",
            hint="The adapter changes {count} modules, first {first}.",
            kind="not-adapted",
            module=unknown[0],
            count=len(known),
            first=min(known, default=""),
        )


@torch.no_grad()
def _moved(model: PeftModel, factor: float, off: Collection[str]) -> dict[torch.nn.Parameter, torch.Tensor]:
    """The values at that strength of all that is not A or B."""
    lines = [(now, base, factor) for now, base in start_of(model).biases]
    for path, module in whole_modules(model):
        pairs = zip(
            module.modules_to_save[NAME].parameters(), module.original_module.parameters(), strict=True
        )
        lines += [(now, base.to(now.dtype), 0.0 if path in off else factor) for now, base in pairs]
    for _, key, module in adapted_modules(model):
        if module.use_dora[NAME]:
            magnitude = module.lora_magnitude_vector[NAME].weight
            lines.append((magnitude, lengths(module), 0.0 if key in off else factor))
    return {now: base + share * (now - base) for now, base, share in lines}


@torch.no_grad()
def take_off(model: PeftModel) -> Any:
    """The base the adapter was loaded on, as it was before."""
    for parameter, value in start_of(model).biases:
        parameter.copy_(value)
    base = model.get_base_model()
    for path, module in list(whole_modules(model)):
        base.set_submodule(path, module.original_module)  # `unload` would leave the trained one
    return model.unload()


@contextmanager
def _values(values: dict[torch.nn.Parameter, torch.Tensor]) -> Iterator[None]:
    """Inside the block the parameters have these values."""
    former = {parameter: parameter.data for parameter in values}
    for parameter, value in values.items():
        parameter.data = value.to(parameter.dtype)
    try:
        yield
    finally:
        for parameter, value in former.items():
            parameter.data = value


def _document(folder: Path) -> dict[str, Any]:
    """adapter_config.json, of a LoRA adapter that has its weights as safetensors."""
    file = folder / CONFIG
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
    if not (folder / WEIGHTS).is_file():
        raise WorkbenchError(
            "{folder} has no adapter_model.safetensors.",
            hint="Choose a run that has saved its adapter. Pickled adapters (.bin) are not opened.",
            folder=folder,
        )
    return dict(document)


def _must_fit(model: Any, folder: Path, base: str) -> None:
    """Compares the shapes in the file with the model's modules, before peft sees either."""
    modules, parameters = dict(model.named_modules()), dict(model.named_parameters(remove_duplicate=False))
    hidden = getattr(model.config.get_text_config(), "hidden_size", None)
    total, misfits, other_hidden = set[str](), dict[str, str](), None
    for name, shape in _shapes(folder / WEIGHTS):
        matrix, magnitude = _MATRIX.fullmatch(name), _MAGNITUDE.fullmatch(name)
        found = matrix or magnitude
        path = in_base(found["module"] if found else name)
        total.add(path if found else path.rpartition(".")[0])
        if path not in (modules if found else parameters):
            misfits.setdefault(path, "it does not exist here")
            continue
        if not found:
            if list(parameters[path].shape) != shape:
                misfits.setdefault(
                    path,
                    Sentence("{there} there, {here} here", there=shape, here=list(parameters[path].shape)),
                )
            continue
        inner, outer = introspect.matrix_shape(modules[path])  # none of experts: peft compares those
        first = matrix is not None and matrix["side"] == "A"
        theirs, ours = (shape[-1], inner) if first else (shape[0], outer)
        if ours is not None and theirs != ours:
            said = "input {theirs} there, {ours} here" if first else "output {theirs} there, {ours} here"
            misfits.setdefault(path, Sentence(said, theirs=theirs, ours=ours))
            other_hidden = other_hidden or (theirs if first and ours == hidden else None)
    if misfits:
        first_path = next(iter(misfits))
        said = "hidden size {there} there, {here} here; "
        sizes = Sentence(said, there=other_hidden, here=hidden) if other_hidden else ""
        raise WorkbenchError(
            "The adapter in {folder} was trained on another base: {count} of its {total} modules do not fit "
            "this model ({sizes}first {path}: {reason}).",
            hint="Choose the base it was trained on{base}.",
            kind="wrong-base",
            folder=folder,
            count=len(misfits),
            total=len(total),
            sizes=sizes,
            path=first_path,
            reason=misfits[first_path],
            base=f": {base}" if base else "",
        )


def _shapes(file: Path) -> Iterator[tuple[str, list[int]]]:
    """Name and shape of every tensor in the file that belongs to the model."""
    try:
        with safe_open(file, "pt") as opened:
            for name in opened.keys():  # noqa: SIM118  # not a dict
                if name.startswith(PREFIX):
                    yield name, opened.get_slice(name).get_shape()
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
