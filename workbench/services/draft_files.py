"""Where a draft lies on the disk: its spec, what another program's recipe said, and what is written on it."""

import datetime
import uuid
from pathlib import Path

from workbench.core import places, spec
from workbench.core.spec import RunSpec


def read_draft(file: Path) -> RunSpec:
    """The spec of a saved draft; what every `auto` came to in an earlier run is dropped."""
    return fresh(spec.read(file))


def fresh(value: RunSpec) -> RunSpec:
    """The spec as a draft has it: without what an earlier run decided, and what its data was then."""
    data = value.data.model_copy(update={"sha256": ""})
    return value.model_copy(update={"resolved": None, "data": data})


def note_file(draft: Path) -> Path:
    return draft.with_suffix(".imported.txt")


def meta_file(draft: Path) -> Path:
    """Its tags, its note and its star."""
    return draft.with_suffix(".meta.json")


def all_of(draft: Path) -> tuple[Path, ...]:
    """Every file that a draft may have, its spec first."""
    return draft, note_file(draft), meta_file(draft)


def read_note(draft: Path) -> str:
    try:
        return note_file(draft).read_text(encoding="utf-8")
    except OSError:  # it came from no recipe
        return ""


def new_file() -> Path:
    stamp = datetime.datetime.now().strftime("%Y%m%d-%H%M%S")
    return places.drafts_root() / f"{stamp}-{uuid.uuid4().hex[:6]}.yaml"
