"""What can be made of an adapter: each format with its size, or the reason why not, and who opens it."""

import dataclasses
from typing import Any

from workbench.adapters.export import formats, origin, peft_folder
from workbench.adapters.export.origin import Origin
from workbench.core.errors import WorkbenchError
from workbench.core.exports import DTYPES, FORMATS, ExportRequest
from workbench.core.sentence import Sentence

_PROGRAMS = {
    "peft": ("peft", "vLLM", "TGI", "SGLang"),
    "merged": ("transformers", "vLLM", "TGI", "SGLang"),
    "gguf": ("llama.cpp", "LM Studio", "Jan", "KoboldCpp"),
    "gguf-lora": ("llama.cpp", "KoboldCpp"),
    "ollama": ("Ollama",),
    "mlx": ("mlx-lm", "LM Studio"),
    "script": ("python",),
}


@dataclasses.dataclass(frozen=True)
class Offer:
    """One format for one adapter. Without `sizes` it cannot be made, and `reason` says why."""

    format: str
    sizes: dict[str, int]  # bytes by number format; "" is the base's own
    rooms: dict[str, int]  # bytes that must be free, by number format
    padded: dict[str, int]  # bytes with one rank for all modules, by number format; where that is a choice
    programs: tuple[str, ...]  # that open it, with this adapter's ranks and method
    notes: tuple[str, ...] = ()
    reason: str = ""
    hint: str = ""


def offers(source: str, base: str = "") -> dict[str, Any]:
    """{"name", "base", "offers": [an Offer each]}.

    Raises WorkbenchError where there is no adapter, or no base.
    """
    found = origin.find(source, base)
    uneven = peft_folder.uneven(found.adapter)
    return {
        "name": found.name,
        "base": found.base_name,
        "offers": [dataclasses.asdict(_offer(found, format, uneven)) for format in FORMATS],
    }


def _offer(found: Origin, format: str, uneven: bool) -> Offer:
    sizes: dict[str, int] = {}
    rooms: dict[str, int] = {}
    padded: dict[str, int] = {}
    notes: tuple[str, ...] = ()
    refused: WorkbenchError | None = None
    for dtype in DTYPES[format]:
        try:
            prepared = formats.prepare(found, ExportRequest("", format, "", "", dtype))
        except WorkbenchError as error:
            refused = refused or error
            continue
        sizes[dtype], rooms[dtype] = prepared.bytes, prepared.room
        notes = prepared.notes
        if format == "peft" and uneven:
            padded |= _padded(found, dtype)
    if not sizes:
        assert refused is not None
        return Offer(format, {}, {}, {}, (), (), refused.message, refused.hint)
    if refused is not None and refused.kind == "no-program":
        notes = (*notes, Sentence("{message} {hint}", message=refused.message, hint=refused.hint))
    programs, said = _programs(found, format, uneven)
    return Offer(format, sizes, rooms, padded, programs, (*notes, *said))


def _padded(found: Origin, dtype: str) -> dict[str, int]:
    """The size with one rank for all modules; nothing where that cannot be."""
    try:
        return {dtype: formats.prepare(found, ExportRequest("", "peft", "", "", dtype, one_rank=True)).bytes}
    except WorkbenchError:
        return {}


def _programs(found: Origin, format: str, uneven: bool) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The programs that open it with this plan; what keeps the others from it."""
    if format != "peft":
        return _PROGRAMS[format], ()
    servers = ", ".join(_PROGRAMS["peft"][1:])
    if found.adapter.method != "lora" or found.adapter.whole:
        said = "{servers} read plain A and B only, and this adapter was made with {method}."
        if found.adapter.whole:
            said = "{servers} read plain A and B only, and this adapter has modules trained whole."
        return ("peft",), (Sentence(said, servers=servers, method=found.adapter.method),)
    if uneven:
        return ("peft",), (
            Sentence("{servers} read one rank and one α: choose one rank for them.", servers=servers),
        )
    return _PROGRAMS["peft"], ()
