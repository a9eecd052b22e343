"""What this machine has, what is missing and how to get it: `workbench doctor`.

Whatever may be broken (torch, Qt) is imported in a process of its own: this is asked when one of them fails.
"""

import json
import os
import platform
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import Any, Literal

import psutil
from packaging.requirements import Requirement

from workbench import __version__, display
from workbench.core import awake, disk, machine, offline, places, preferences_file

OK, NOTE, BAD = "ok", "note", "bad"  # bad: something that is needed is missing
Level = Literal["ok", "note", "bad"]

_PACKAGE = "lora-workbench"
_GIB = 2**30
_LITTLE_ROOM = 2 * _GIB  # a run's checkpoints and an export of a small model
_PATIENCE = 120  # s for an import; torch from a cold disk takes 20

_TRAINING = """
import json, torch, transformers, peft
from workbench.training import models
cards = []
if torch.cuda.is_available():
    for index in range(torch.cuda.device_count()):
        card = torch.cuda.get_device_properties(index)
        cards.append([card.name, card.total_memory])
print(json.dumps({
    "built for": torch.version.cuda or torch.version.hip or "the processor alone",
    "instructions": torch.backends.cpu.get_cpu_capability(),
    "bfloat16": models.processor_computes_bfloat16(),
    "threads": torch.get_num_threads(),
    "cards": cards,
    "mps": torch.backends.mps.is_available(),
}))
"""
_WINDOW = """
import json, os
os.environ["QT_QPA_PLATFORM"] = "offscreen"
from PySide6.QtCore import qVersion
from PySide6.QtGui import QFontDatabase, QGuiApplication
import PySide6.QtWidgets
import pyqtgraph
app = QGuiApplication([])
chinese = QFontDatabase.families(QFontDatabase.WritingSystem.SimplifiedChinese)
print(json.dumps({"qt": qVersion(), "families": QFontDatabase.families(), "chinese": len(chinese)}))
"""


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of the report. `hint` says what to do about it."""

    topic: str
    name: str
    value: str
    level: Level = OK
    hint: str = ""


def examine() -> list[Finding]:
    """Everything, topic by topic. No person's name stands in it: the home folder is written as ~."""
    with ThreadPoolExecutor() as pool:  # the two imports take seconds each
        training, window = pool.submit(_asked, _TRAINING), pool.submit(_asked, _WINDOW)
        found = [*_program(), *_packages(), *_hardware()]
        found += [*_training(*training.result()), *_window(*window.result())]
    return [*found, *_folders(), *_tools(), *_settings()]


def as_text(findings: list[Finding]) -> str:
    """For the terminal and for a report of a fault."""
    width = max(len(finding.name) for finding in findings)
    marks = {OK: " ", NOTE: "·", BAD: "✕"}
    lines: list[str] = []
    topic = ""
    for finding in findings:
        if finding.topic != topic:
            topic = finding.topic
            lines += ["", topic]
        lines.append(f"  {marks[finding.level]} {finding.name:<{width}}  {finding.value}".rstrip())
        if finding.hint:
            lines.append(f"    {'':<{width}}  → {finding.hint}")
    missing = [finding.name for finding in findings if finding.level == BAD]
    lines += ["", f"Missing: {', '.join(missing)}." if missing else "Everything that is needed is there."]
    return "\n".join(lines).lstrip("\n")


def _program() -> Iterator[Finding]:
    topic = "Program"
    yield Finding(topic, "LoRA Workbench", __version__)
    yield Finding(topic, "Python", f"{platform.python_version()} ({platform.python_implementation()})")
    yield Finding(topic, "System", platform.platform())


def _packages() -> Iterator[Finding]:
    """What the project's own metadata asks for, beside what is installed."""
    topic = "Packages"
    try:
        wanted = [Requirement(line) for line in metadata.requires(_PACKAGE) or ()]
    except metadata.PackageNotFoundError:
        hint = "`pip install -e .` in its folder installs it with what it needs."
        yield Finding(topic, _PACKAGE, "is not installed as a package", NOTE, hint)
        return
    for requirement in wanted:
        if requirement.marker is not None and not requirement.marker.evaluate():
            continue
        install = f'`pip install "{requirement}"`'
        try:
            version = metadata.version(requirement.name)
        except metadata.PackageNotFoundError:
            yield Finding(topic, requirement.name, "is not installed", BAD, f"{install} brings it.")
            continue
        if requirement.specifier.contains(version, prereleases=True):
            yield Finding(topic, requirement.name, version)
        else:
            value = f"{version}, but {requirement.specifier} is needed"
            yield Finding(topic, requirement.name, value, BAD, f"{install} changes it.")


def _hardware() -> Iterator[Finding]:
    topic = "Machine"
    cores, threads = psutil.cpu_count(logical=False), psutil.cpu_count()
    yield Finding(topic, "Processor", f"{_processor()}, {cores or threads} cores, {threads} threads")
    memory = psutil.virtual_memory()
    free = f"{memory.total / _GIB:.1f} GiB, {memory.available / _GIB:.1f} GiB free"
    yield Finding(topic, "Memory", free)
    kept = machine.kept()
    if kept is not None and kept.calibrated:
        yield Finding(topic, "Calibration", "measured: predictions follow this machine")
    else:
        hint = "`workbench bench --calibrate` makes predictions exact; it takes some twenty seconds."
        yield Finding(topic, "Calibration", "not measured yet", NOTE, hint)


def _training(said: dict[str, Any], wrong: str) -> Iterator[Finding]:
    topic = "Training"
    if wrong:
        hint = "In a fresh environment, `pip install -e .` brings torch, transformers and peft that fit."
        yield Finding(topic, "torch, transformers, peft", wrong, BAD, hint)
        return
    yield Finding(topic, "torch", f"works, built for {said['built for']}")
    half = "in bfloat16, too" if said["bfloat16"] else "not in bfloat16"
    computes = f"{said['instructions']}, {half}; {said['threads']} threads"
    yield Finding(topic, "Processor computes", computes)
    for index, (name, memory) in enumerate(said["cards"]):
        yield Finding(topic, f"cuda:{index}", f"{name}, {memory / _GIB:.0f} GiB")
    if said["mps"]:
        yield Finding(topic, "mps", "Apple's graphics processor")
    if not said["cards"] and shutil.which("nvidia-smi") is not None:
        hint = "https://pytorch.org/get-started/locally says which build fits the driver."
        yield Finding(topic, "Graphics card", "there is a driver, but torch does not see a card", NOTE, hint)


def _window(said: dict[str, Any], wrong: str) -> Iterator[Finding]:
    topic = "Window"
    if wrong:
        missing = display.explained(wrong) if ".so" in wrong else ""
        yield Finding(topic, "Qt", wrong, BAD, missing or "`pip install -e .` brings PySide6.")
        return
    yield Finding(topic, "Qt", said["qt"])
    obstacle, chosen = display.obstacle(), os.environ.get("QT_QPA_PLATFORM", "")
    there = f"there is one ({chosen})" if chosen else "there is one"
    yield Finding(topic, "Screen", "none" if obstacle else there, NOTE if obstacle else OK, obstacle)
    for family, package in (("Inter", "fonts-inter"), ("JetBrains Mono", "fonts-jetbrains-mono")):
        fine = any(name.startswith(family) for name in said["families"])
        hint = f"`apt install {package}`; the system's own font is used without it."
        yield Finding(topic, family, "installed" if fine else "not installed", *_unless(fine, hint))
    hint = "`apt install fonts-noto-cjk`; without it Chinese text is shown as boxes."
    fine = bool(said["chinese"])
    yield Finding(topic, "Chinese font", "installed" if fine else "not installed", *_unless(fine, hint))


def _folders() -> Iterator[Finding]:
    places_ = {
        "Home": places.home(),
        "Runs": places.runs_root(),
        "Cache": places.cache_root(),
        "Temporary": Path(tempfile.gettempdir()),
    }
    for name, folder in places_.items():
        there = next(place for place in (folder, *folder.parents) if place.exists())
        room = disk.free(there)
        value = f"{_private(str(folder))}, {room / _GIB:.0f} GiB free"
        if not os.access(there, os.W_OK):
            hint = "Choose another folder in Preferences, or set WORKBENCH_HOME."
            yield Finding("Folders", name, f"{value}, but nothing can be written there", BAD, hint)
        elif room < _LITTLE_ROOM:
            yield Finding("Folders", name, value, NOTE, "`workbench runs usage` says what takes the room.")
        else:
            yield Finding("Folders", name, value)


def _tools() -> Iterator[Finding]:
    """Programs that are used where they are there."""
    quantize = shutil.which("llama-quantize") is not None
    hint = "It comes with llama.cpp (https://github.com/ggml-org/llama.cpp/releases); put it on the PATH."
    value = "found" if quantize else "not found: GGUF has no Q4_K_M"
    yield Finding("Tools", "llama-quantize", value, *_unless(quantize, hint))
    if sys.platform in ("linux", "darwin"):
        lacking = awake.missing()
        value = f"{lacking} not found: the machine may go to sleep in a run" if lacking else "can be done"
        yield Finding("Tools", "Keeping awake", value, NOTE if lacking else OK)


def _settings() -> Iterator[Finding]:
    topic = "Settings"
    refused = preferences_file.refused()
    value = ", ".join(refused) + " not understood" if refused else "read"
    hint = f"See {_private(str(preferences_file.file()))}." if refused else ""
    yield Finding(topic, "Preferences", value, NOTE if refused else OK, hint)
    yield Finding(topic, "Network", "offline" if offline.asked() else "allowed for models and data")


def _unless(fine: bool, hint: str) -> tuple[Level, str]:
    return (OK, "") if fine else (NOTE, hint)


def _asked(script: str) -> tuple[dict[str, Any], str]:
    """What a Python process of its own printed as JSON, or why it could not."""
    try:
        ran = subprocess.run(
            [sys.executable, "-c", script], capture_output=True, text=True, timeout=_PATIENCE, check=False
        )
    except subprocess.TimeoutExpired:
        return {}, f"gave no answer within {_PATIENCE} s"
    if ran.returncode < 0:
        return {}, f"was ended by signal {-ran.returncode} while it was imported"
    if ran.returncode:
        last = (ran.stderr.strip() or "failed without a word").splitlines()[-1]
        return {}, _private(re.sub(r"^\w+Error: ", "", last))
    return json.loads(ran.stdout.splitlines()[-1]), ""


def _processor() -> str:
    """Its name as the system has it."""
    try:
        told = Path("/proc/cpuinfo").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return platform.processor() or platform.machine()
    named = re.search(r"^model name\s*:\s*(.+)$", told, re.MULTILINE)
    return named[1].strip() if named else platform.machine()


def _private(text: str) -> str:
    return text.replace(str(Path.home()), "~")
