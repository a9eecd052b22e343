"""What a person prefers on this machine: the ONE declaration; `preferences_file` keeps it.

Nothing here is part of a run: a recipe from elsewhere can never change it.
"""

from typing import Annotated, Any, Literal

from pydantic import Field

from workbench.core.option import Option, Part, described, option


class Appearance(Part):
    """How the window looks."""

    theme: Literal["system", "light", "dark"] = option(
        "system", "Theme", "Light or dark, or as the system is set."
    )
    text_size: int = option(
        13, "Text size", "Height of the body text; everything else grows with it.", ge=11, le=18, unit="px"
    )
    colour_map: Literal["blue", "viridis", "cividis"] = option(
        "blue",
        "Colour map",
        "Paints sizes, ranks and energies. viridis and cividis can be read with any colour vision.",
    )
    language: Literal["system", "en", "zh_CN"] = option(
        "system", "Language", "Of the window; the terminal speaks English."
    )
    motion: Literal["system", "full", "reduced"] = option(
        "system",
        "Motion",
        "Reduced: nothing fades, slides or blinks, not even the text cursor.",
    )


class Folders(Part):
    """Where things lie. An empty text means: in the home folder."""

    runs: str = option(
        "", "New runs", "Folder for new runs. Those in the folders of before stay there and stay listed."
    )
    former_runs: tuple[str, ...] = option(
        (), "Former folders of runs", "Their runs are still listed; nothing in them is moved."
    )
    cache: str = option("", "Cache", "Folder for what can be made again, above all tokenised rows.")


class Device(Part):
    """What computes, where a run does not say so itself."""

    device: Annotated[str, Field(pattern=r"^(auto|cpu|mps|cuda(:\d+)?)$")] = option(
        "auto",
        "Device",
        "What models run on: a graphics card where there is one, unless you choose.",
    )
    threads: Annotated[int, Field(ge=1, le=1024)] | Literal["auto"] = option(
        "auto",
        "Threads",
        "Processor threads of runs that do not say theirs. auto: one for a small model, else every core.",
    )


class Notifications(Part):
    """How a person learns of a run when the window is out of sight, and what happens by itself."""

    finished: bool = option(True, "A run has finished", "A notification of the system.")
    failed: bool = option(True, "A run has failed", "A notification of the system.")
    needs_you: bool = option(
        True, "A run needs you", "It is paused and waits, for example because the disk is full."
    )
    on_finish: str = option(
        "",
        "Command on finish",
        "Run when a run ends, with WORKBENCH_RUN (its folder), WORKBENCH_NAME and WORKBENCH_STATE set. Not "
        "by a shell: write sh -c '…' for one.",
    )
    on_finish_seconds: int = option(
        600, "At most", "The command is ended after this time.", ge=1, le=86_400, unit="s"
    )
    keep_awake: bool = option(
        True, "Keep awake", "The machine does not go to sleep by itself while a run trains."
    )


class Privacy(Part):
    """What may leave this machine: nothing does, unless one of these lets it."""

    offline: bool = option(
        False,
        "Offline",
        "Libraries are told that there is no network (HF_HUB_OFFLINE and its like): models and data come "
        "from folders and the cache alone.",
    )


class Presets(Part):
    """What new runs begin with."""

    new_runs: str = option(
        "",
        "Preset of new runs",
        "What a new run begins with, in place of the settings that the last one had.",
    )


class Preferences(Part):
    """Everything."""

    appearance: Appearance = Appearance()
    folders: Folders = Folders()
    device: Device = Device()
    notifications: Notifications = Notifications()
    presets: Presets = Presets()
    privacy: Privacy = Privacy()
    keys: dict[str, str] = option(
        {}, "Keys", "Key combinations that differ from the usual ones, by the name of the action."
    )

    def get(self, key: str) -> Any:
        """The value under a dotted key: `get("appearance.theme")`."""
        value: Any = self
        for part in key.split("."):
            value = getattr(value, part)
        return value


PARTS = ("appearance", "folders", "device", "notifications", "presets", "privacy")


def options() -> tuple[Option, ...]:
    """Every preference but the keys, in the order of its declaration."""
    found: list[Option] = []
    for part in PARTS:
        kind = Preferences.model_fields[part].annotation
        assert kind is not None
        schema = kind.model_json_schema()["properties"]
        found += [described(f"{part}.{name}", schema[name]) for name in kind.model_fields]
    return tuple(found)
