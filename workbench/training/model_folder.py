"""What lies in a model folder: its config and its weight files, refused early when they cannot be used."""

import json
from collections import Counter
from pathlib import Path
from typing import Any

import transformers
from huggingface_hub.errors import StrictDataclassError
from packaging.version import InvalidVersion, Version
from safetensors import SafetensorError, safe_open
from transformers import CONFIG_MAPPING, AutoConfig

from workbench.core import files
from workbench.core.errors import WorkbenchError
from workbench.core.sentence import Sentence

# What transformers raises on values that do not belong together: it has no error of its own for them.
INCONSISTENT = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    ImportError,
    LookupError,
    RuntimeError,
    StrictDataclassError,
    TypeError,
    ValueError,
)
# Without these a config describes whatever size transformers has as its default. Each family has its words.
_SIZES = {
    "hidden_size": ("d_model", "n_embd", "n_embed", "dim", "emb_dim", "embedding_size"),
    "num_hidden_layers": (
        "num_layers",
        "n_layer",
        "n_layers",
        "encoder_layers",
        "decoder_layers",
        "num_encoder_layers",
        "block_sizes",
        "layers_block_type",
    ),
}
_DTYPES = {"F64": "float64", "F32": "float32", "F16": "float16", "BF16": "bfloat16"}
_PICKLES = ("*.bin", "*.pt", "*.pth", "*.ckpt")
_CONVERT = (
    'python -c "from transformers import AutoModelForCausalLM as M; '
    "M.from_pretrained('{folder}').save_pretrained('{folder}-safetensors')\""
)


def read_config(folder: Path) -> Any:
    """The transformers configuration of a model of any architecture; no code of the model's is run.

    Raises WorkbenchError when config.json is missing or broken, asks for code of its own, names no sizes, or
    is of a type that the installed transformers does not know.
    """
    document = _document(folder)
    model_type = document.get("model_type")
    known = isinstance(model_type, str) and model_type in CONFIG_MAPPING
    if "auto_map" in document:
        own = Sentence(
            "transformers knows “{model_type}” itself: without the entry auto_map the code is not needed.",
            model_type=model_type,
        )
        raise WorkbenchError(
            "{folder} asks to run code of its own (auto_map in config.json), which the workbench never does.",
            hint="{advice}",
            kind="remote-code",
            folder=folder,
            advice=own if known else "Choose a model whose architecture transformers itself knows.",
        )
    if not known:
        raise WorkbenchError(
            "transformers {version} does not know the model type “{model_type}”.",
            hint="{advice}",
            kind="unknown-architecture",
            version=transformers.__version__,
            model_type=model_type or "",
            advice=_who_would_know(document),
        )
    if document.get("quantization_config"):
        raise WorkbenchError(
            "The weights in {folder} are quantised, which cannot be trained here.",
            hint="Choose the same model in bfloat16 or float32.",
            kind="quantised",
            folder=folder,
        )
    try:
        config = AutoConfig.from_pretrained(folder, local_files_only=True, trust_remote_code=False)
    except INCONSISTENT as error:
        raise inconsistent(folder, error) from error
    _must_have_sizes(folder, config, document)
    # config.json may name a kernel from the hub here: which one runs is decided by us.
    config._attn_implementation = None
    config._experts_implementation = None
    return config


def weight_files(folder: Path) -> tuple[Path, ...]:
    """The safetensors files that transformers would load, each complete; none for a config alone.

    Raises WorkbenchError for weights that exist only as pickle, and for missing or damaged files.
    """
    index = folder / "model.safetensors.index.json"
    if (folder / "model.safetensors").is_file():
        found = [folder / "model.safetensors"]
    elif index.is_file():
        names = _object(index).get("weight_map")
        if not isinstance(names, dict):
            raise _damaged(index, "it has no weight_map")
        found = [files.inside(folder, str(name)) for name in sorted(set(names.values()))]
    else:
        _refuse_pickle(folder)
        found = []
    for file in found:
        _must_be_complete(file)
    return tuple(found)


def stored_dtype(file: Path) -> str:
    """The number format of most tensors in a safetensors file."""
    with safe_open(file, "pt") as opened:
        kinds = Counter(str(opened.get_slice(name).get_dtype()) for name in opened.keys())  # noqa: SIM118
    kind = kinds.most_common(1)[0][0] if kinds else ""
    return _DTYPES.get(kind, kind.lower())


def inconsistent(folder: Path, error: BaseException) -> WorkbenchError:
    """The error for a config.json whose values do not make a model."""
    return WorkbenchError(
        "config.json in {folder} does not describe a model that can be built: {reason}.",
        hint="It may have been edited, or be newer than transformers {version}: fetch the file again.",
        kind="bad-config",
        folder=folder,
        reason=" ".join(str(error).split())[:300] or type(error).__name__,
        version=transformers.__version__,
    )


def _document(folder: Path) -> dict[str, Any]:
    file = folder / "config.json"
    if not folder.is_dir():
        raise WorkbenchError(
            "There is no folder {folder}.",
            hint="Give the path of a Hugging Face model folder.",
            folder=folder,
        )
    if (folder / "adapter_config.json").is_file():
        raise WorkbenchError(
            "{folder} is an adapter, not a base model.",
            hint="Choose the model it was trained on (base_model_name_or_path in adapter_config.json).",
            kind="is-adapter",
            folder=folder,
        )
    if not file.is_file() and any(folder.glob("*.gguf")):
        raise WorkbenchError(
            "{folder} holds GGUF files, which are made for running a model, not for training it.",
            hint="Choose the same model as safetensors, with its config.json.",
            kind="gguf",
            folder=folder,
        )
    if not file.is_file():
        raise WorkbenchError(
            "{folder} has no config.json.",
            hint="Choose the folder that holds config.json, the tokenizer and the safetensors files.",
            folder=folder,
        )
    return _object(file)


def _object(file: Path) -> dict[str, Any]:
    try:
        document = json.loads(file.read_text(encoding="utf-8"))
    except (ValueError, OSError, RecursionError) as error:
        raise _damaged(file, str(error)) from error
    if not isinstance(document, dict):
        raise _damaged(file, "it is not an object")
    return document


def _who_would_know(document: dict[str, Any]) -> str:
    """Which version of transformers would know the model type, as far as config.json tells."""
    installed, written = transformers.__version__, str(document.get("transformers_version") or "")
    try:
        newer = Version(written) > Version(installed)
    except InvalidVersion:
        return "A newer version may: pip install --upgrade transformers."
    if newer:
        return Sentence(
            "config.json was written by transformers {written}; installed is {installed}: pip "
            "install --upgrade transformers",
            written=written,
            installed=installed,
        )
    return Sentence(
        "config.json was written by transformers {written}; the installed {installed} is not "
        "older, so the model may need a package of its own. Otherwise: pip install --upgrade "
        "transformers",
        written=written,
        installed=installed,
    )


def _must_have_sizes(folder: Path, config: Any, document: dict[str, Any]) -> None:
    if any(isinstance(value, dict) and name.endswith("config") for name, value in document.items()):
        return  # a part may leave out what is its family's default
    aliases = getattr(config, "attribute_map", {})
    missing = [
        name
        for name, words in _SIZES.items()
        if hasattr(config, name) and not document.keys() & {name, aliases.get(name), *words}
    ]
    if missing:
        raise WorkbenchError(
            "config.json in {folder} does not say how large the model is: these are missing: {missing}.",
            hint="It may have been cut or edited: fetch the file again.",
            kind="bad-config",
            folder=folder,
            missing=", ".join(missing),
        )


def _refuse_pickle(folder: Path) -> None:
    if any(file for pattern in _PICKLES for file in folder.glob(pattern)):
        raise WorkbenchError(
            "{folder} has its weights as pickle only, and pickle can run code when it is opened.",
            hint="If you trust the file, convert it once: {command}",
            kind="pickle-only",
            folder=folder,
            command=_CONVERT.format(folder=folder),
        )


def _must_be_complete(file: Path) -> None:
    if not file.is_file():
        raise WorkbenchError(
            "{file} is missing.",
            hint="The download may be incomplete: fetch the model again.",
            kind="bad-weights",
            file=file,
        )
    with file.open("rb") as stream:
        if stream.read(24).startswith(b"version https://git-lfs"):
            raise WorkbenchError(
                "{file} is only a pointer to the weights.",
                hint="Run `git lfs pull` in its folder.",
                kind="bad-weights",
                file=file,
            )
    try:
        with safe_open(file, "pt"):
            return
    except (SafetensorError, OSError) as error:
        raise _damaged(file, str(error), "bad-weights") from error


def _damaged(file: Path, reason: str, kind: str = "bad-input") -> WorkbenchError:
    return WorkbenchError(
        "{file} cannot be read: {reason}.",
        hint="The download may be incomplete: fetch the file again.",
        kind=kind,
        file=file,
        reason=" ".join(reason.split()).rstrip("."),
    )
