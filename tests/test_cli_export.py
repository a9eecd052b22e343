"""`workbench export`: the formats in the terminal, and exit code 2 with nothing written."""

import json
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import torch
from click.testing import CliRunner
from peft import LoraConfig, get_peft_model
from transformers import AutoModelForCausalLM

from workbench.cli import cli
from workbench.core import exports


@pytest.fixture(scope="module")
def adapter(tiny_llama: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("cli") / "adapter"
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(0)
        model = AutoModelForCausalLM.from_pretrained(tiny_llama)
        get_peft_model(model, LoraConfig(r=2, target_modules=["q_proj"])).save_pretrained(folder)
    file = folder / "adapter_config.json"
    document = json.loads(file.read_text()) | {"base_model_name_or_path": str(tiny_llama)}
    file.write_text(json.dumps(document))
    return folder


@pytest.fixture
def export(adapter: Path, tmp_path: Path) -> Callable[..., tuple[int, str, str]]:
    def run(format: str, *flags: str) -> tuple[int, str, str]:
        command = ["export", str(adapter), "--format", format, "--out", str(tmp_path / "out"), *flags]
        ended = CliRunner().invoke(cli, command)
        return ended.exit_code, ended.stdout, ended.stderr

    return run


def test_an_export_says_where_it_lies_and_what_it_answers(
    export: Callable[..., tuple[int, str, str]], tmp_path: Path
) -> None:
    code, out, err = export("merged", "--dtype", "float16")
    assert code == 0, err
    assert f"{tmp_path / 'out'}: " in out
    assert "SHA-256" in out
    assert "Loaded again. To “Hello” it says “" in out
    assert "Merging weights…" in err


def test_json_has_every_part_of_the_result(export: Callable[..., tuple[int, str, str]]) -> None:
    code, out, _ = export("gguf-lora", "--json")
    found = json.loads(out)
    assert code == 0
    assert found.keys() == {
        *("format", "path", "bytes", "sha256", "files", "loads", "says", "asked", "notes"),
    }


@pytest.mark.parametrize(
    ("format", "flags", "said"),
    [
        ("script", (), "nothing says how this adapter was made"),
        ("merged", ("--base", "/nowhere"), "is not on this machine. Looked in /nowhere"),
        ("gguf-lora", ("--dtype", "q8_0"), "is not written as q8_0"),
        ("gguf", ("--one-rank",), "a choice of the format peft alone"),
        ("peft", ("--base", "starter"), "belongs to another base: 2 of its 2 modules do not fit"),
    ],
)
def test_bad_input_ends_with_2_and_writes_nothing(
    export: Callable[..., tuple[int, str, str]],
    tmp_path: Path,
    format: str,
    flags: tuple[str, ...],
    said: str,
) -> None:
    code, _, err = export(format, *flags)
    assert code == 2
    assert said in err
    assert "Hint: " in err
    assert not (tmp_path / "out").exists()


def test_every_format_is_named_in_the_help() -> None:
    said = CliRunner().invoke(cli, ["export", "--help"]).output
    assert all(name in said for name in exports.FORMATS)
    assert "Examples:" in said


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGINT for a child")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_in_the_middle_leaves_nothing(adapter: Path, tmp_path: Path, number: signal.Signals) -> None:
    """Sent when all is written and is being loaded again, before it takes its place."""
    script = (
        "import os, signal, sys\n"
        "signal.signal(signal.SIGINT, signal.default_int_handler)\n"  # a background job ignores it
        "from workbench.adapters.export import exporting\n"
        "from workbench.cli import cli\n"
        "loaded = exporting.check\n"
        "def interrupted(*what):\n"
        "    os.kill(os.getpid(), int(sys.argv.pop()))\n"
        "    return loaded(*what)\n"
        "exporting.check = interrupted\n"
        "cli(sys.argv[1:-1])"
    )
    out = tmp_path / "in" / "out"
    words = ["export", str(adapter), "--format", "merged", "--out", str(out), str(int(number))]
    ended = subprocess.run(
        [sys.executable, "-c", script, *words], capture_output=True, text=True, timeout=120, check=False
    )
    assert ended.returncode == 130, ended.stderr
    assert list((tmp_path / "in").iterdir()) == []
