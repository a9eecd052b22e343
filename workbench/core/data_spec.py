"""What is learned from, and which of its tokens: the data's part of the run spec."""

from typing import Annotated, Any, Literal

from pydantic import Field, field_validator

from workbench.core.option import Part, option

Auto = Literal["auto"]
Format = Literal["auto", "chat", "prompt-completion", "question-answer", "alpaca", "text"]

COLUMN_ROLES = (
    *("messages", "system", "instruction", "input", "output"),
    *("prompt", "completion", "question", "answer", "text"),
)
_WEIGHT = (
    "How often each row of this source is trained on in an epoch: 2 means twice, 0.5 means that half of the "
    "rows, drawn by the seed, are trained on once, 1.5 that all are and half of them a second time."
)
_CAP = "At most this many rows of this source are used, drawn by the seed before the weight. Empty: all."


def _known_roles(columns: dict[str, str]) -> dict[str, str]:
    if unknown := columns.keys() - set(COLUMN_ROLES):
        raise ValueError(f"{sorted(unknown)[0]} is not among {', '.join(COLUMN_ROLES)}")
    return columns


class SourceSpec(Part):
    """One more source of rows, mixed with the first."""

    path: str = Field(title="Data", description="A file or folder of rows, as data.path.")
    format: Format = "auto"
    columns: dict[str, str] = Field(default_factory=dict, title="Columns", description="As data.columns.")
    weight: float = Field(default=1.0, title="Weight", description=_WEIGHT, gt=0, le=1000)
    cap: int | None = Field(default=None, title="Cap", description=_CAP, ge=1)

    _roles = field_validator("columns")(_known_roles)


class DataSpec(Part):
    """What is learned from, and which of its tokens."""

    path: str = option(
        "starter",
        "Data",
        "A file of rows (JSON, JSONL, CSV, TSV, Parquet, Arrow, TXT or Markdown, also as .gz or .zst), a "
        "folder of such files, a saved dataset's folder, or the word starter.",
        flag="--data",
        group="Data",
        effect="The rows decide more than any other setting: what they repeat is what is learned.",
        typical="200 to 5,000 good rows for a style or a format; more for knowledge.",
        aka=("DatasetConfig.path",),
    )
    format: Format = option(
        "auto",
        "Format",
        "How a row is read. auto: decided by the fields of the rows.",
        group="Data",
        effect="Which fields are prompt and answer; a wrong one trains on the wrong text.",
        typical="auto, and a look at the Data card.",
    )
    columns: dict[str, str] = option(
        {},
        "Columns",
        "Which column is read as what, where the names differ from the format's own: {output: reply}. "
        "Known: messages, system, instruction, input, output, prompt, completion, question, answer, text.",
        group="Data",
        effect="Maps your own column names to what the format expects; nothing else changes.",
        typical="{output: reply}",
        aka=("SFTConfig.dataset_text_field",),
    )
    weight: float = option(
        1.0,
        "Weight",
        _WEIGHT,
        gt=0,
        le=1000,
        group="Data",
        effect="Rows of a heavier source are seen more often, so their habits weigh more.",
        typical="1; up to 3 for a small source that must not drown.",
        aka=("DatasetMixtureConfig.datasets",),
    )
    cap: int | None = option(
        None,
        "Cap",
        _CAP,
        ge=1,
        unit="rows",
        group="Data",
        effect="Fewer rows: a shorter run that has seen less.",
        typical="Empty; 500 for a quick look.",
        aka=("DatasetMixtureConfig.datasets",),
    )
    mix: tuple[SourceSpec, ...] = option(
        (),
        "Further sources",
        "More files or folders, mixed with the first: a list of {path, format, columns, weight, cap}.",
        group="Data",
        effect="Several sources in one run keep one habit from overwriting another.",
        typical="The new task and a tenth of general chat.",
        aka=("DatasetMixtureConfig.datasets",),
    )
    train_on: Literal["auto", "assistant", "last-turn", "completion", "everything"] = option(
        "auto",
        "Loss on",
        "Which tokens are learned. assistant: the assistant's turns, with their end marks; last-turn: only "
        "the last of them; completion: all that follows the last prompt; everything: every token. "
        "auto: assistant, and everything for plain text.",
        group="Loss",
        effect="Only these tokens give a loss. Training on prompts as well teaches to write prompts.",
        typical="assistant for chats; everything for raw text.",
        aka=(
            "SFTConfig.assistant_only_loss",
            "SFTConfig.completion_only_loss",
        ),
    )
    packing: Literal["auto", "blocks", "none"] = option(
        "auto",
        "Packing",
        "blocks: the rows, one after another, each closed by its end mark, are cut into blocks of the "
        "maximum length, so that no token is padding or lost; inside a block a row sees those before it. "
        "none: one row a sample. auto: blocks for plain text, none for conversations.",
        group="Batch and memory",
        effect="blocks wastes no padding on raw text; in conversations a row would see the ones before it.",
        typical="auto.",
        aka=(
            "SFTConfig.packing",
            "SFTConfig.packing_strategy",
        ),
    )
    system_prompt: str = option(
        "",
        "System prompt",
        "Text that is put before every conversation that has no system turn. Empty: none.",
        group="Data",
        effect="Learned together with the answers: use the same one afterwards, or the habit is weaker.",
        typical="Empty, or exactly what the program will send later.",
    )
    template: str = option(
        "",
        "Chat template",
        "How a conversation is written as text (Jinja). Empty: the tokenizer's own.",
        group="Data",
        effect="Which marks stand around turns. Another one than the model was trained with costs "
        "quality, and must be used for answers too.",
        typical="Empty: the tokenizer's own.",
        aka=("SFTConfig.chat_template_path",),
    )
    template_arguments: dict[str, Any] = option(
        {},
        "Template arguments",
        "Values that the chat template reads, such as enable_thinking: false.",
        group="Data",
        effect="Switches of the template: enable_thinking: false writes answers without a thinking part.",
        typical="Empty; {enable_thinking: false} for a Qwen3 that shall answer at once.",
        aka=("SFTConfig.chat_template_path",),
    )
    max_length: Annotated[int, Field(ge=8)] | Auto = option(
        "auto",
        "Maximum length",
        "Longer rows are cut at this many tokens, and lose their end mark. auto: the longest row, as far as "
        "the model's context and the memory allow; 1,024 for packed blocks.",
        unit="tokens",
        flag="--max-length",
        group="Batch and memory",
        essential=True,
        effect="A cut answer loses its end mark, so the model learns not to stop. Memory grows with it.",
        typical="auto; 1,024 to 4,096.",
        aka=("SFTConfig.max_length",),
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
        effect="Rows that measure the run honestly; the curve of the held-out loss shows overfitting.",
        typical="5 %; 10 % of fewer than 500 rows.",
    )
    validation: str = option(
        "",
        "Held-out file",
        "A file or folder whose rows measure the run in place of the held-out share, read as data.path is. "
        "Its rows that are also trained on are left out. Empty: the share.",
        group="Held out",
        effect="The run is measured by rows that you chose, which makes several runs comparable.",
        typical="A file of 50 to 200 rows that are like the real use.",
    )
    leave_out_bad_rows: bool = option(
        False,
        "Train without unusable rows",
        "Rows that cannot be used (no answer, wrong types, not JSON) are left out, counted and listed. "
        "Off: such rows stop the start.",
        group="Data",
        effect="Unusable rows are skipped instead of stopping the start; the others are trained as before.",
        typical="Off until the list of bad rows was looked at.",
    )
    sha256: str = option(
        "",
        "Expected hash",
        "What the data was when it was looked at: a start with other data is refused. Empty: not checked.",
        group="Data",
        effect="A start with other bytes than expected is refused; the training itself is not touched.",
        typical="Empty; set in every run.yaml.",
    )

    _roles = field_validator("columns")(_known_roles)

    @property
    def sources(self) -> tuple[SourceSpec, ...]:
        """Every source, the first one among them."""
        first = SourceSpec(
            path=self.path, format=self.format, columns=self.columns, weight=self.weight, cap=self.cap
        )
        return (first, *self.mix)

    def writing(self) -> dict[str, Any]:
        """How conversations are written: what an answer must be asked with, as the rows were."""
        return self.model_dump(include={"system_prompt", "template", "template_arguments"})

    def on(self, path: str) -> "DataSpec":
        """Other data, written and masked as this: all of its rows, to be judged by."""
        theirs = {"path": path, "format": "auto", "columns": {}, "weight": 1.0, "cap": None, "mix": ()}
        whole = {"held_out": 0.0, "validation": "", "leave_out_bad_rows": True, "sha256": ""}
        return self.model_copy(update=theirs | whole)

    @field_validator("template_arguments")
    @classmethod
    def _not_the_rows_own(cls, arguments: dict[str, Any]) -> dict[str, Any]:
        if taken := arguments.keys() & {"messages", "add_generation_prompt"}:
            raise ValueError(f"{sorted(taken)[0]} is set by each row")
        return arguments


class ResolvedSource(Part):
    """What one source of the data came to when a run started; the held-out file is one, too."""

    path: str
    sha256: str  # of the file's bytes; of several files: of their names and hashes
    format: str
    rows: int  # usable or not
    rows_left_out: int
    samples: int  # of an epoch, with the weight; of a held-out file: its rows
