"""The run spec: the ONE declaration of every option (type, default, range, unit, help).

The window's fields, the terminal's flags, the YAML keys, the help texts and the JSON schema all follow from
the fields below; `options()` lists them.
"""

from pathlib import Path
from typing import Annotated, Any, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from workbench.core.errors import WorkbenchError
from workbench.core.option import Part, option
from workbench.core.plan import RankPlan

Auto = Literal["auto"]

COLUMN_ROLES = (
    *("messages", "system", "instruction", "input", "output"),
    *("prompt", "completion", "question", "answer", "text"),
)

# A plan may list thousands of modules: libyaml writes and reads them ten times as fast.
_Dumper = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class ModelSpec(Part):
    """Which base model, and how it is held in memory."""

    path: str = option(
        "starter",
        "Model",
        "A Hugging Face model folder (config.json, tokenizer, safetensors), or the word starter.",
        flag="--model",
        group="Model",
    )
    dtype: Literal["auto", "float32", "bfloat16"] = option(
        "auto",
        "Base dtype",
        "Number format of the frozen base. auto: bfloat16 where the processor computes in it, else float32. "
        "The adapter is always float32.",
        flag="--dtype",
        group="Device",
        essential=True,
    )


class DataSpec(Part):
    """What is learned from, and which of its tokens."""

    path: str = option(
        "starter",
        "Data",
        "A file of rows (JSON, JSONL, CSV, TSV, Parquet, Arrow, TXT or Markdown, also as .gz or .zst), a "
        "folder of such files, a saved dataset's folder, or the word starter.",
        flag="--data",
        group="Data",
    )
    format: Literal["auto", "chat", "prompt-completion", "question-answer", "alpaca", "text"] = option(
        "auto", "Format", "How a row is read. auto: decided by the fields of the rows.", group="Data"
    )
    columns: dict[str, str] = option(
        {},
        "Columns",
        "Which column is read as what, where the names differ from the format's own: {output: reply}. "
        "Known: messages, system, instruction, input, output, prompt, completion, question, answer, text.",
        group="Data",
    )
    train_on: Literal["auto", "assistant", "last-turn", "completion", "everything"] = option(
        "auto",
        "Loss on",
        "Which tokens are learned. assistant: the assistant's turns, with their end marks; last-turn: only "
        "the last of them; completion: all that follows the last prompt; everything: every token. "
        "auto: assistant, and everything for plain text.",
        group="Loss",
    )
    system_prompt: str = option(
        "",
        "System prompt",
        "Text that is put before every conversation that has no system turn. Empty: none.",
        group="Data",
    )
    template: str = option(
        "",
        "Chat template",
        "How a conversation is written as text (Jinja). Empty: the tokenizer's own.",
        group="Data",
    )
    template_arguments: dict[str, Any] = option(
        {},
        "Template arguments",
        "Values that the chat template reads, such as enable_thinking: false.",
        group="Data",
    )
    max_length: Annotated[int, Field(ge=8)] | Auto = option(
        "auto",
        "Maximum length",
        "Longer rows are cut at this many tokens, and lose their end mark. auto: the longest row, "
        "as far as the model's context allows.",
        unit="tokens",
        flag="--max-length",
        group="Batch and memory",
        essential=True,
    )
    held_out: float = option(
        0.05,
        "Held out",
        "Share of the rows that is not trained on and measures the run: at least 10 rows, at most 200; "
        "none when there are fewer than 50 rows.",
        ge=0,
        le=0.5,
        unit="share",
        group="Held out",
        essential=True,
    )
    leave_out_bad_rows: bool = option(
        False,
        "Train without unusable rows",
        "Rows that cannot be used (no answer, wrong types, not JSON) are left out, counted and listed. "
        "Off: such rows stop the start.",
        group="Data",
    )

    def writing(self) -> dict[str, Any]:
        """How conversations are written: what an answer must be asked with, as the rows were."""
        return self.model_dump(include={"system_prompt", "template", "template_arguments"})

    @field_validator("columns")
    @classmethod
    def _known_roles(cls, columns: dict[str, str]) -> dict[str, str]:
        if unknown := columns.keys() - set(COLUMN_ROLES):
            raise ValueError(f"{sorted(unknown)[0]} is not among {', '.join(COLUMN_ROLES)}")
        return columns

    @field_validator("template_arguments")
    @classmethod
    def _not_the_rows_own(cls, arguments: dict[str, Any]) -> dict[str, Any]:
        if taken := arguments.keys() & {"messages", "add_generation_prompt"}:
            raise ValueError(f"{sorted(taken)[0]} is set by each row")
        return arguments


class TrainingSpec(Part):
    """How the adapter is learned."""

    epochs: Annotated[float, Field(gt=0, le=1000)] | Auto = option(
        "auto",
        "Epochs",
        "Passes over the training rows. auto: 3 under 2,000 rows, 2 under 10,000, else 1; at least 60 steps.",
        flag="--epochs",
        group="Length",
        essential=True,
    )
    steps: int | None = option(
        None,
        "Steps",
        "Optimizer steps; when set, it decides the length instead of the epochs.",
        ge=1,
        flag="--steps",
        group="Length",
        essential=True,
    )
    learning_rate: float = option(
        2e-4,
        "Learning rate",
        "Step size of AdamW after warm-up. Usual for LoRA: 1e-4 to 5e-4; very small models bear more.",
        gt=0,
        le=1,
        flag="--learning-rate",
        group="Rate",
        essential=True,
        log=True,
    )
    loraplus_lr_ratio: float = option(
        1.0,
        "LoRA+ ratio",
        "B's learning rate over A's (Hayou et al. 2024). 1: the same rate for both; usual for LoRA+: 16.",
        ge=1,
        le=1000,
        flag="--loraplus-lr-ratio",
        group="Rate",
        log=True,
    )
    schedule: Literal["cosine", "linear", "constant"] = option(
        "cosine", "Schedule", "How the learning rate falls after warm-up.", group="Rate", essential=True
    )
    warmup: float = option(
        0.03,
        "Warm-up",
        "Share of the steps in which the rate rises from 0; at least 5 steps in runs of 50 or more.",
        ge=0,
        lt=1,
        unit="share",
        group="Rate",
    )
    batch_size: Annotated[int, Field(ge=1, le=4096)] | Auto = option(
        "auto",
        "Effective batch",
        "Rows per optimizer step. They run in micro-batches that fit in memory, with the same result. "
        "auto: 8 under 500 rows, else 16.",
        unit="rows",
        flag="--batch-size",
        group="Batch and memory",
        essential=True,
    )
    micro_batch_tokens: Annotated[int, Field(ge=1)] | Auto = option(
        "auto",
        "Micro-batch",
        "Padded tokens that run at once. It changes speed and memory, not the result. auto: by device.",
        unit="tokens",
        group="Batch and memory",
    )
    weight_decay: float = option(
        0.0, "Weight decay", "AdamW's decoupled weight decay on A and B.", ge=0, le=1, group="Rate"
    )
    max_grad_norm: float = option(
        1.0, "Gradient clip", "The gradient's norm is limited to this; 0 switches it off.", ge=0, group="Rate"
    )
    seed: int = option(
        42,
        "Seed",
        "Decides the rows' order, the held-out rows, A's first values and dropout. "
        "The same seed gives the same adapter, byte for byte, on the same machine.",
        ge=0,
        lt=2**32,
        flag="--seed",
        group="Output",
        essential=True,
    )
    threads: Annotated[int, Field(ge=1, le=1024)] | Auto = option(
        "auto",
        "Threads",
        "Processor threads. auto: the physical cores; 1 for models under 50 M parameters.",
        group="Device",
    )


class WatchSpec(Part):
    """What is looked at while it trains."""

    evaluations: int = option(
        10,
        "Evaluations",
        "How often the held-out loss is measured in a run.",
        ge=0,
        le=1000,
        group="Held out",
    )
    samples: int = option(
        3,
        "Sample prompts",
        "Held-out prompts answered while it trains, beside the base's answer.",
        ge=0,
        le=20,
        group="Samples",
    )
    sample_tokens: int = option(
        64,
        "Sample length",
        "The longest answer that is sampled.",
        ge=1,
        le=4096,
        unit="tokens",
        group="Samples",
    )
    compared_rows: int = option(
        20,
        "Rows compared",
        "Held-out prompts answered before and after the run, and compared with the dataset's own answers.",
        ge=0,
        le=1000,
        group="Samples",
    )


class Resolved(Part):
    """What every `auto` came to, and what it was decided on. Written by the worker; never edited by hand."""

    epochs: float
    steps: int
    batch_size: int
    max_length: int
    micro_batch_tokens: int
    warmup_steps: int
    threads: int
    device: str
    dtype: str
    train_on: str
    format: str
    rows: int
    rows_held_out: int
    rows_left_out: int
    rows_cut: int
    data_sha256: str
    model_sha256: str  # of config.json and the weight files' names and sizes
    versions: dict[str, str]


class RunSpec(Part):
    """A complete, re-runnable description of one run; `run.yaml` is its text form."""

    version: Literal[1] = Field(1, title="Version", description="Version of this file format.")
    name: str = option(
        "starter", "Name", "How the run is called in lists; part of its folder's name.", group="Output"
    )
    model: ModelSpec = ModelSpec()
    data: DataSpec = DataSpec()
    layers: RankPlan = RankPlan()
    training: TrainingSpec = TrainingSpec()
    watch: WatchSpec = WatchSpec()
    resolved: Resolved | None = Field(None, title="Resolved", description="Filled in when the run starts.")

    @field_validator("name")
    @classmethod
    def _a_usable_name(cls, name: str) -> str:
        if not name.strip() or len(name) > 100 or any(c in name for c in "/\\\0\n"):
            raise ValueError("a name has 1 to 100 characters and no slashes")
        return name

    def get(self, key: str) -> Any:
        """The value under a dotted key: `spec.get("training.learning_rate")`."""
        value: Any = self
        for part in key.split("."):
            value = getattr(value, part)
        return value

    def replaced(self, key: str, value: object) -> "RunSpec":
        """A copy with one value changed; raises WorkbenchError where the declaration does not allow it."""
        document = self.model_dump()
        target: Any = document
        *parents, last = key.split(".")
        for part in parents:
            target = target.get(part) if isinstance(target, dict) else None
        if not isinstance(target, dict) or last not in target:
            raise WorkbenchError(
                "There is no setting {key}.", hint="`workbench schema` lists every setting.", key=key
            )
        target[last] = value
        return parse(document)

    def to_yaml(self) -> str:
        return str(
            yaml.dump(
                self.model_dump(mode="json"), Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=110
            )
        )


def parse(document: object, *, source: str = "") -> RunSpec:
    """A spec from plain values (YAML, JSON); the first thing wrong becomes one sentence."""
    try:
        return RunSpec.model_validate(document)
    except ValidationError as error:
        raise _explained(error, source) from error


def read(path: Path) -> RunSpec:
    """The spec in a YAML file."""
    return parse(load(path), source=str(path))


def load(path: Path) -> object:
    """The plain values in a YAML file, whoever wrote it."""
    try:
        return yaml.load(path.read_text(encoding="utf-8"), Loader=_Loader)  # safe: of libyaml
    except OSError as error:
        raise WorkbenchError(
            "{path} cannot be read: {reason}.",
            hint="Give the path of a run spec (YAML), or the word starter.",
            path=path,
            reason=error.strerror,
        ) from error
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise WorkbenchError(
            "{path} is not a YAML file: {reason}",
            hint="`workbench schema` describes the format; every run folder holds an example, run.yaml.",
            path=path,
            reason=" ".join(str(error).split()),
        ) from error


def _explained(error: ValidationError, source: str) -> WorkbenchError:
    first = error.errors()[0]
    location = ".".join(str(part) for part in first["loc"])
    # A union adds the name of the branch that failed to the location: the declared key is its beginning.
    declared = next((o for o in options() if f"{location}.".startswith(f"{o.key}.")), None)
    key = declared.key if declared else location
    message = str(first["msg"]).removeprefix("Value error, ")
    where = f"{source}: " if source else ""
    return WorkbenchError(
        "{where}{key}: {problem} (it is {value}).",
        hint="{help}",
        where=where,
        key=key or "the spec",
        problem=message[:1].lower() + message[1:],
        value=repr(first["input"])[:80],
        help=declared.help if declared else "`workbench schema` lists every setting with its range.",
    )


class Option(BaseModel):
    """One setting, as the form, the terminal and the help read it."""

    model_config = ConfigDict(frozen=True)
    key: str
    title: str
    help: str
    default: Any
    kind: Literal["integer", "number", "boolean", "text", "choice", "other"]
    choices: tuple[str, ...] = ()
    automatic: bool = False
    optional: bool = False
    minimum: float | None = None
    maximum: float | None = None
    unit: str = ""
    flag: str = ""
    group: str = ""
    essential: bool = False
    log: bool = False


def options() -> tuple[Option, ...]:
    """Every setting of the spec, in the order of its declaration."""
    found: list[Option] = []
    for part in ("model", "data", "layers", "training", "watch"):
        kind = RunSpec.model_fields[part].annotation
        assert kind is not None
        schema = kind.model_json_schema()["properties"]
        found += [_option(f"{part}.{name}", schema[name]) for name in kind.model_fields]
    return (_option("name", RunSpec.model_json_schema()["properties"]["name"]), *found)


def _option(key: str, schema: dict[str, Any]) -> Option:
    branches = schema.get("anyOf", [schema])
    value = next((b for b in branches if b.get("type") != "null" and b.get("const") != "auto"), branches[0])
    choices = tuple(value.get("enum", ()))
    kinds = {"integer": "integer", "number": "number", "boolean": "boolean", "string": "text"}
    bounds = {**schema, **value}
    return Option(
        key=key,
        title=schema.get("title", key),
        help=schema.get("description", ""),
        default=schema.get("default"),
        kind="choice" if choices else kinds.get(str(value.get("type")), "other"),  # type: ignore[arg-type]
        choices=choices,
        automatic=any(b.get("const") == "auto" for b in branches),
        optional=any(b.get("type") == "null" for b in branches),
        minimum=bounds.get("minimum", bounds.get("exclusiveMinimum")),
        maximum=bounds.get("maximum", bounds.get("exclusiveMaximum")),
        unit=schema.get("unit", ""),
        flag=schema.get("flag", ""),
        group=schema.get("group", ""),
        essential=schema.get("essential", False),
        log=schema.get("log", False),
    )
