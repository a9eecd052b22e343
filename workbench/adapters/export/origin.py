"""Where an export comes from: the adapter, the run that made it, and the base it belongs to."""

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from huggingface_hub import constants

from workbench.adapters import reader, sources
from workbench.adapters.reader import Adapter
from workbench.core import checkpoints, resources, runs
from workbench.core.errors import WorkbenchError
from workbench.core.history import History
from workbench.core.runs import RunFolder, is_run
from workbench.core.spec import RunSpec
from workbench.training import introspect


@dataclass(frozen=True)
class Origin:
    """An adapter with what is known of its making; `base` is a model folder."""

    adapter: Adapter
    base: Path
    base_name: str  # as a person calls it: a hub name, "starter", or the folder's path
    run: RunFolder | None = None
    step: int = -1  # of a checkpoint; -1: the run's last adapter, or none is known

    @cached_property
    def spec(self) -> RunSpec | None:
        return self.run.spec() if self.run else None

    @cached_property
    def history(self) -> History | None:
        return runs.history(self.run) if self.run else None

    @cached_property
    def model(self) -> Any:
        """The base on the meta device."""
        return introspect.meta_model(self.base)

    @property
    def name(self) -> str:
        found = self.run.name if self.run else self.adapter.source.folder.name
        return f"{found}-step-{self.step}" if self.step >= 0 else found

    @property
    def template(self) -> str:
        """The chat template that the run wrote its rows with, where it is not the base's own."""
        return self.spec.data.template if self.spec else ""


def find(word: str, base: str = "") -> Origin:
    """`word` is a run (folder or name), a checkpoint of one, or an adapter folder; `base` overrules theirs.

    Raises WorkbenchError where there is no adapter, or its base is not on this machine.
    """
    folder = Path(word).expanduser()
    if not folder.exists() and is_run(runs.named(word)):
        folder = runs.named(word)
    source = sources.find(folder)
    adapter = reader.open_adapter(source)
    run, step = _made_by(folder)
    named = run.spec().model.path if run else adapter.base
    return Origin(adapter, find_base(base or named, adapter.config), base or named, run, step)


def find_base(name: str, config: dict[str, Any]) -> Path:
    """The folder of a base model: a path, "starter", or a hub name that lies in this machine's cache."""
    revision = str(config.get("revision") or "main")
    if not name:
        raise WorkbenchError(
            "Nothing says which base this adapter belongs to: adapter_config.json has no "
            "base_model_name_or_path.",
            hint="Give the base's folder (--base in the terminal).",
            kind="no-base",
        )
    folder = resources.model_path(name)
    if (folder / "config.json").is_file():
        return folder.resolve()
    cache = Path(constants.HF_HUB_CACHE)
    looked = [str(folder)]
    if name.count("/") == 1 and not name.startswith((".", "/", "~")):
        repository = cache / f"models--{name.replace('/', '--')}"
        looked.append(str(repository))
        reference = repository / "refs" / revision
        commit = reference.read_text().strip() if reference.is_file() else revision
        snapshot = repository / "snapshots" / commit
        if (snapshot / "config.json").is_file():
            return snapshot
    raise WorkbenchError(
        "The base model {name} (revision {revision}) is not on this machine. Looked in {looked}.",
        hint="Give its folder (--base in the terminal), or fetch it: "
        "hf download {name} --revision {revision}",
        kind="no-base",
        name=name,
        revision=revision,
        looked=" and ".join(looked),
    )


def _made_by(folder: Path) -> tuple[RunFolder | None, int]:
    """The run that an adapter lies in, and the step when it is one of its checkpoints."""
    folder = folder.absolute()
    for place in (folder, *folder.parents[:3]):
        if is_run(place):
            run = RunFolder(place)
            found = next(
                (c for c in checkpoints.listed(run.checkpoints) if folder.is_relative_to(c.path)), None
            )
            return run, found.step if found else -1
    return None, -1
