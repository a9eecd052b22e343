"""The Export page's words for formats, number formats and results."""

from PySide6.QtCore import QCoreApplication

from workbench.services.exporter import Done
from workbench.ui.setup import amounts

_SHOWN = 80  # characters of an answer


def title(format: str) -> str:
    return {
        "peft": _tr("Adapter (peft)"),
        "merged": _tr("Merged model"),
        "gguf": _tr("GGUF"),
        "gguf-lora": _tr("GGUF adapter"),
        "ollama": _tr("Ollama"),
        "mlx": _tr("MLX"),
        "script": _tr("Training script"),
    }[format]


def meaning(format: str) -> str:
    """One sentence on what comes out."""
    return {
        "peft": _tr("The adapter's two files, with a model card: base, data, settings and the loss curve."),
        "merged": _tr("A full Hugging Face model with the adapter in its weights, and its tokenizer."),
        "gguf": _tr("The merged model in one file, with tokenizer and chat template."),
        "gguf-lora": _tr("The adapter alone, to be loaded beside the base's own GGUF."),
        "ollama": _tr("A GGUF with a Modelfile: template, end marks and sampling are filled in."),
        "mlx": _tr("The merged model in a folder that mlx-lm loads on Apple's chips."),
        "script": _tr("A plain script with the run's rows: it repeats the run with torch and peft alone."),
    }[format]


def number_format(name: str) -> str:
    return {
        "": _tr("as the base"),
        "float32": "float32",
        "bfloat16": "bfloat16",
        "float16": "float16",
        "q8_0": "Q8_0",
        "q4_k_m": "Q4_K_M",
    }[name]


def result(done: Done) -> str:
    """Done: Adapter (peft), 22 MB · loads ✓ · says “{…”."""
    said = _tr("Done: {what}, {size}")
    parts = [said.format(what=title(done.format), size=amounts.file_size(done.bytes))]
    parts.append(_tr("loads ✓") if done.loads else _tr("read back ✓, too large to load here"))
    if done.says:
        text = done.says if len(done.says) <= _SHOWN else done.says[: _SHOWN - 1] + "…"
        parts.append(_tr("says “{text}”").format(text=" ".join(text.split())))
    return " · ".join(parts)


def _tr(text: str) -> str:
    return QCoreApplication.translate("Export", text)
