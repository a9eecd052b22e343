"""The run spec: the ONE declaration of every option (type, default, range, unit, help).

The window's fields, the terminal's flags, the YAML keys, the help texts and the JSON schema all follow from
the fields below; `options()` lists them.
"""

from functools import cache
from pathlib import Path
from typing import Any, Literal

import yaml
from pydantic import Field, ValidationError, field_validator
from pydantic_core import ErrorDetails

from workbench.core.data_spec import DataSpec as DataSpec
from workbench.core.data_spec import ResolvedSource
from workbench.core.errors import WorkbenchError
from workbench.core.option import Option as Option
from workbench.core.option import Part, described, option
from workbench.core.plan import RankPlan
from workbench.core.saving_spec import SavingSpec
from workbench.core.sentence import Sentence
from workbench.core.training_spec import TrainingSpec as TrainingSpec
from workbench.core.training_spec import WatchSpec as WatchSpec

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
        effect="Decides what is adapted: the adapter fits this base and no other.",
        typical="An instruct model of 0.5 to 8 B parameters; a base model for raw text.",
        aka=("LoraConfig.base_model_name_or_path",),
    )
    dtype: Literal["auto", "float32", "bfloat16"] = option(
        "auto",
        "Base dtype",
        "Number format of the frozen base. auto: bfloat16 where the processor computes in it, else float32. "
        "The adapter is always float32.",
        flag="--dtype",
        group="Device",
        essential=True,
        effect="bfloat16 halves the base's memory and is faster where the processor has it; the "
        "loss differs in the third digit.",
        typical="auto.",
        aka=(
            "TrainingArguments.bf16",
            "ModelConfig.dtype",
        ),
    )


class Resolved(Part):
    """What every `auto` came to, and what it was decided on. Written by the worker; never edited by hand."""

    epochs: float
    steps: int
    batch_size: int
    max_length: int
    micro_batch_tokens: int
    warmup_steps: int
    recomputed_blocks: int = 0  # gradient checkpointing: from the lowest trained block up
    threads: int
    device: str
    dtype: str
    train_on: str
    format: str
    rows: int
    rows_held_out: int
    rows_left_out: int
    rows_cut: int
    left_out: dict[str, int] = Field(default_factory=dict)  # why, and how many rows
    data_sha256: str  # of the file; of several sources: of their hashes
    data_sources: tuple[ResolvedSource, ...] = ()
    model_sha256: str  # of config.json and the weight files' names and sizes
    versions: dict[str, str]
    optimisations: dict[str, int] = Field(default_factory=dict)  # name to the modules it covers


class RunSpec(Part):
    """A complete, re-runnable description of one run; `run.yaml` is its text form."""

    version: Literal[1] = Field(1, title="Version", description="Version of this file format.")
    name: str = option(
        "starter",
        "Name",
        "How the run is called in lists; part of its folder's name.",
        group="Output",
        effect="Nothing in the result; it names the run's folder and what others call it.",
        typical="What is different about this run: qwen3-tickets-r32.",
        aka=("TrainingArguments.run_name",),
    )
    preset: str = Field(
        "balanced",
        title="Preset",
        description="The preset that the settings began with: what counts as changed. It decides nothing.",
    )
    model: ModelSpec = ModelSpec()
    data: DataSpec = DataSpec()
    layers: RankPlan = RankPlan()
    training: TrainingSpec = TrainingSpec()
    watch: WatchSpec = WatchSpec()
    saving: SavingSpec = SavingSpec()
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
    where = f"{source}: " if source else ""
    return WorkbenchError(
        "{where}{key}: {problem} (it is {value}).",
        hint="{help}",
        where=where,
        key=key or "the spec",
        problem=_problem(first),
        value=repr(first["input"])[:80],
        help=declared.help if declared else "`workbench schema` lists every setting with its range.",
    )


# pydantic's sentences, to be translated: each by the type of its error.
_PROBLEMS = {
    "greater_than": "input should be greater than {gt}",
    "greater_than_equal": "input should be greater than or equal to {ge}",
    "less_than": "input should be less than {lt}",
    "less_than_equal": "input should be less than or equal to {le}",
    "int_type": "input should be a valid integer",
    "int_parsing": "input should be a valid integer, unable to parse string as an integer",
    "int_from_float": "input should be a valid integer, got a number with a fractional part",
    "float_type": "input should be a valid number",
    "float_parsing": "input should be a valid number, unable to parse string as a number",
    "finite_number": "input should be a finite number",
    "bool_type": "input should be a valid boolean",
    "bool_parsing": "input should be a valid boolean, unable to interpret input",
    "string_type": "input should be a valid string",
    "literal_error": "input should be {expected}",
    "extra_forbidden": "extra inputs are not permitted",
    "missing": "field required",
}


def _problem(found: ErrorDetails) -> str:
    """What is wrong, as a part of a sentence."""
    message = str(found["msg"]).removeprefix("Value error, ")
    message = message[:1].lower() + message[1:]
    if found["type"] not in _PROBLEMS:
        return message
    numbers = {k: f"{v:g}" if isinstance(v, float) else v for k, v in found.get("ctx", {}).items()}
    said = Sentence(_PROBLEMS[found["type"]], **numbers)
    return said if said == message else message


@cache
def options() -> tuple[Option, ...]:
    """Every setting of the spec, in the order of its declaration."""
    found: list[Option] = []
    for part in ("model", "data", "layers", "training", "watch", "saving"):
        kind = RunSpec.model_fields[part].annotation
        assert kind is not None
        schema = kind.model_json_schema()["properties"]
        found += [described(f"{part}.{name}", schema[name]) for name in kind.model_fields]
    return (described("name", RunSpec.model_json_schema()["properties"]["name"]), *found)
