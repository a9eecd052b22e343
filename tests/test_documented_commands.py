"""Every `workbench` line of the README and of docs/ is typed: what does not need a quarter of an hour, or a
run that trains at this moment, is also run, on one tiny run that they share."""

import re
import shutil
from pathlib import Path

import pytest
import torch
from click.testing import CliRunner
from safetensors.torch import load_file, save_file

from tests.test_help import parsed, words
from workbench.cli import cli
from workbench.core import prompt_sets, runs
from workbench.core.events import Event, Step
from workbench.core.history import Status
from workbench.core.prompt_sets import PromptSet
from workbench.core.spec import parse
from workbench.training import worker

ROOT = Path(__file__).parent.parent
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]

# What each word of the documentation is here; the longest first.
RUN = "2026-11-23-starter"
_PLACES = (
    ("~/models/tuned", "tuned"),
    ("~/models/base", "model"),
    ("~/models/qwen3-0.6b", "model"),
    ("~/models/qwen3", "model"),
    ("~/models", "models"),
    ("my-run/checkpoints", f"home/runs/{RUN}/checkpoints"),
    ("step-000100", "step-000002"),
    ("step-000120", "step-000002"),
    ("step-000200", "step-000004"),
    ("someone/adapter", f"home/runs/{RUN}/adapter"),
    ("some/adapter", f"home/runs/{RUN}/adapter"),
    ("some.safetensors", f"home/runs/{RUN}/adapter/adapter_model.safetensors"),
    ("my-adapter", f"home/runs/{RUN}/adapter"),
)
_WORDS = {"RUN": RUN, "my-run": RUN, "run-a": RUN, "run-b": RUN, "DIR": "model", "80": "2"}
_LITTLE = ("watch.compared_rows=1", "watch.samples=1", "watch.sample_tokens=4")
_SHORT = ["--steps", "4", *(word for setting in _LITTLE for word in ("--set", setting))]

# Typed only: they measure for minutes, open the window, speak to a run that trains, need a file of another
# program or a preset of one's own, or have a test file of their own (doctor, compare); no module of the run
# changes nothing, so there is none to prune.
_ONLY_TYPED = re.compile(
    r"workbench$|workbench (bench|doctor|shots|train recipe|adapter prune|pause|continue|stop|save|set"
    r"|evaluate|sample|queue run|runs (restore|import|folder|destroy)"
    r"|presets (save|export|import|rename|delete)|compare)\b"
)


def lines(page: Path) -> list[str]:
    blocks = re.findall(r"```sh\n(.*?)```", page.read_text(encoding="utf-8"), re.DOTALL)
    found = [line for block in blocks for line in block.splitlines() if line.startswith("workbench")]
    return [re.split(r"\s\s+#", line)[0].strip() for line in found]


ALL = sorted({line for page in PAGES for line in lines(page)})


@pytest.mark.parametrize("line", ALL)
def test_a_line_of_the_documentation_can_be_typed(line):
    parsed(line)


@pytest.fixture(scope="module")
def trained(tiny_llama, chats, tmp_path_factory):
    """A folder in which the documentation's files exist, and a run in its home."""
    place = tmp_path_factory.mktemp("documented")
    for name in ("model", "tuned", "models/tiny"):
        shutil.copytree(tiny_llama, place / name)
    weights = load_file(place / "tuned" / "model.safetensors")
    changed = {name: value + 0.01 * torch.randn_like(value) for name, value in weights.items()}
    save_file(changed, place / "tuned" / "model.safetensors", {"format": "pt"})
    for name in ("rows", "a", "b"):
        shutil.copy(chats, place / f"{name}.jsonl")
    (place / "b.csv").write_text("prompt,completion\n" + "".join(f"ask {n},say {n}\n" for n in range(30)))
    (place / "prompts.txt").write_text("Is 3 a number?\n")
    (place / "conversation.json").write_text('[{"role": "user", "content": "Is 3 a number?"}]')
    document = {
        "name": "starter",
        "model": {"path": str(place / "model")},
        "data": {"path": str(place / "rows.jsonl")},
        "layers": {"rank": 4},
        "training": {"steps": 6, "batch_size": 8, "threads": 1},
        "watch": {"evaluations": 3, "samples": 1, "sample_tokens": 2, "compared_rows": 1},
        "saving": {"checkpoint_every": 2, "keep": 10},  # those that the pages name, whichever is the best
    }
    run = runs.create(parse(document), place / "home" / "runs" / RUN)

    def stop_at_four(event: Event) -> None:  # so that there is something to resume
        if isinstance(event, Step) and event.step == 4:
            run.send("stop")

    assert worker.main(run.path, stop_at_four).status is Status.STOPPED
    return place


@pytest.fixture
def typed(trained, tmp_path, monkeypatch):
    """Types a line in a copy of that folder; returns what click says of it."""
    shutil.copytree(trained, tmp_path / "there")
    monkeypatch.chdir(tmp_path / "there")
    monkeypatch.setenv("WORKBENCH_HOME", str(tmp_path / "there" / "home"))
    prompt_sets.save(PromptSet("My prompts", ("Is 3 a number?",)))

    def enter(line: str):
        arguments = [_here(word) for word in words(line)[1:]]
        if "--out" in arguments:
            arguments[arguments.index("--out") + 1] = "out/made"
        if arguments[0] == "train":
            arguments += _SHORT
        return CliRunner().invoke(cli, arguments)

    return enter


@pytest.mark.parametrize("line", [line for line in ALL if not _ONLY_TYPED.match(line)])
def test_a_line_of_the_documentation_does_what_it_says(typed, line):
    result = typed(line)
    assert result.exit_code == 0, f"{result.output}\n{result.stderr}"


def _here(word: str) -> str:
    if word in _WORDS:
        return _WORDS[word]
    for said, place in _PLACES:
        word = word.replace(said, place)
    return word
