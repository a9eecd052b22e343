"""The model card: README.md with Hugging Face's front matter, from what the run says of itself.

The conventions are those of huggingface.co/docs/hub/model-cards: `base_model`, `library_name`, `pipeline_tag`
and tags in YAML, then prose.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import yaml

from workbench import __version__
from workbench.adapters.export.origin import Origin
from workbench.core.exports import FORMATS

_REPOSITORY = re.compile(r"[\w.-]+/[\w.-]+")


def text(origin: Origin, format: str, picture: str = "", notes: tuple[str, ...] = ()) -> str:
    """The whole README.md; `picture` is the name of the loss curve's file, "" for none."""
    sections = [
        _front_matter(origin, format),
        f"# {origin.name}",
        _summary(origin, format),
        *(f"> {note}" for note in notes),
        "## How to load it\n\n" + _loading(origin, format),
        "## What was trained\n\n" + _table(_layers(origin)),
    ]
    if origin.spec is not None:
        sections.append("## How it was trained\n\n" + _table(_training(origin)))
        if picture:
            sections.append(f"![Loss of the run]({picture})")
        sections.append("## Data\n\n" + _table(_data(origin)))
        versions = origin.spec.resolved.versions if origin.spec.resolved else {}
        sections.append("## Versions\n\n" + _table(iter([*versions.items()])))
    sections.append(f"Written by LoRA Workbench {__version__}; `lineage.json` says from what.")
    return "\n\n".join(sections) + "\n"


def _front_matter(origin: Origin, format: str) -> str:
    adapter = format == "peft"
    document: dict[str, object] = {}
    if _REPOSITORY.fullmatch(origin.base_name):  # the hub links nothing else
        document["base_model"] = origin.base_name
        document["base_model_relation"] = "adapter" if adapter else "finetune"
    document["library_name"] = "peft" if adapter else "transformers"
    document["pipeline_tag"] = "text-generation"
    document["tags"] = ["lora", *(["peft"] if adapter else []), "lora-workbench"]
    return "---\n" + str(yaml.safe_dump(document, sort_keys=False)) + "---"


def _summary(origin: Origin, format: str) -> str:
    adapter = format in ("peft", "gguf-lora")
    what = "A LoRA adapter" if adapter else f"A fine-tuned model ({FORMATS[format]})"
    return f"{what} for `{origin.base_name}`, trained with LoRA Workbench."


def _loading(origin: Origin, format: str) -> str:
    load = f'from_pretrained("{_loadable(origin)}"'
    match format:
        case "peft":
            return _code(
                "from peft import PeftModel",
                "from transformers import AutoModelForCausalLM, AutoTokenizer",
                "",
                f'base = AutoModelForCausalLM.{load}, dtype="auto")',
                'model = PeftModel.from_pretrained(base, "THIS FOLDER")',
                f"tokenizer = AutoTokenizer.{load})",
            )
        case "gguf":
            return _code("llama-cli -m FILE.gguf", "llama-server -m FILE.gguf", language="sh")
        case "gguf-lora":
            return _code("llama-cli -m BASE.gguf --lora FILE.gguf", language="sh")
        case "ollama":
            return _code("ollama create NAME -f Modelfile", "ollama run NAME", language="sh")
        case "mlx":
            return _code('mlx_lm.generate --model "THIS FOLDER" --prompt "Hello"', language="sh")
    return _code(
        "from transformers import AutoModelForCausalLM, AutoTokenizer",
        "",
        'model = AutoModelForCausalLM.from_pretrained("THIS FOLDER", dtype="auto")',
        'tokenizer = AutoTokenizer.from_pretrained("THIS FOLDER")',
    )


def _code(*lines: str, language: str = "python") -> str:
    return "\n".join((f"```{language}", *lines, "```"))


def _loadable(origin: Origin) -> str:
    return origin.base_name if _REPOSITORY.fullmatch(origin.base_name) else str(origin.base)


def _layers(origin: Origin) -> Iterator[tuple[str, object]]:
    adapter = origin.adapter
    ranks = sorted({module.rank for module in adapter.modules})
    scales = sorted({module.scaling for module in adapter.modules})
    yield "Method", adapter.method + (" (rsLoRA)" if adapter.config.get("use_rslora") else "")
    yield "Modules", f"{len(adapter.modules):,}"
    if ranks:
        yield "Rank", _span(ranks)
        yield "Scale (α/r)", _span([round(scale, 6) for scale in scales])
    if adapter.whole:
        yield "Trained whole", ", ".join(item.path for item in adapter.whole[:6])
    yield "Numbers", f"{adapter.parameters:,}"


def _training(origin: Origin) -> Iterator[tuple[str, object]]:
    spec, history = origin.spec, origin.history
    assert spec is not None
    assert history is not None
    training = spec.training
    yield "Run", origin.name
    if spec.resolved:
        yield "Steps", f"{origin.step if origin.step >= 0 else history.step:,} of {spec.resolved.steps:,}"
        yield "Effective batch", f"{spec.resolved.batch_size} rows"
        yield "Longest row", f"{spec.resolved.max_length:,} tokens"
        yield "Base held as", spec.resolved.dtype
    yield "Learning rate", f"{training.learning_rate:g} ({training.schedule})"
    yield "Seed", training.seed
    if history.loss.last is not None:
        yield "Loss at the end", f"{history.smoothed_loss:.3f} nats per labelled token"
    if history.held_out.last is not None:
        yield "Held-out loss", f"{history.held_out.y[0]:.3f} → {history.held_out.last:.3f}"
    if history.compared is not None:
        told = history.compared
        yield "Held-out answers as taught", f"{told.after} of {told.rows} ({told.before} before)"


def _data(origin: Origin) -> Iterator[tuple[str, object]]:
    spec = origin.spec
    assert spec is not None
    yield "File", f"`{Path(spec.data.path).name}`"
    if spec.resolved:
        yield "SHA-256", f"`{spec.resolved.data_sha256}`"
        yield "Format", spec.resolved.format
        yield "Rows", f"{spec.resolved.rows:,} trained, {spec.resolved.rows_held_out:,} held out"
        yield "Loss on", spec.resolved.train_on


def _table(rows: Iterator[tuple[str, object]]) -> str:
    lines = [f"| {name} | {value} |" for name, value in rows]
    return "\n".join(["| | |", "| --- | --- |", *lines])


def _span(values: list[float] | list[int]) -> str:
    return f"{values[0]:g}" if len(values) == 1 else f"{values[0]:g} to {values[-1]:g}"
