"""A corpus of broken adapters: a sentence and a next step each, never a crash, never a read elsewhere."""

import json
import struct
from pathlib import Path

import pytest
import torch
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from safetensors.torch import save_file

from tests.adapters import making
from workbench.adapters import inspecting, reader
from workbench.cli import cli
from workbench.core.errors import WorkbenchError

WEIGHTS, CONFIG = "adapter_model.safetensors", "adapter_config.json"
A, B = torch.ones(4, 8), torch.ones(6, 4)


@pytest.fixture
def adapter(tmp_path: Path) -> Path:
    return making.one_module(tmp_path / "adapter", A, B)


def truncated(folder: Path) -> None:
    file = folder / WEIGHTS
    file.write_bytes(file.read_bytes()[:-7])


def header(folder: Path, change) -> None:
    """The same file with another header."""
    content = (folder / WEIGHTS).read_bytes()
    length = struct.unpack("<Q", content[:8])[0]
    entries = change(json.loads(content[8 : 8 + length]))
    written = json.dumps(entries).encode()
    (folder / WEIGHTS).write_bytes(struct.pack("<Q", len(written)) + written + content[8 + length :])


def first_entry(**changes):
    def change(entries):
        name = next(key for key in entries if key != "__metadata__")
        return entries | {name: entries[name] | changes}

    return change


def config(text: str):
    return lambda folder: (folder / CONFIG).write_text(text)


def only(name: str, content: bytes = b"x" * 100):
    def write(folder: Path) -> None:
        for file in folder.iterdir():
            file.unlink()
        (folder / name).write_bytes(content)

    return write


REFUSED = {
    "cut short": (truncated, "cannot be read"),
    "an empty file": (lambda f: (f / WEIGHTS).write_bytes(b""), "cannot be read"),
    "no tensors": (lambda f: save_file({}, f / WEIGHTS), "holds no tensors"),
    "a header longer than the file": (
        lambda f: (f / WEIGHTS).write_bytes(struct.pack("<Q", 1 << 40) + b"{}"),
        "cannot be read",
    ),
    "a header that is no JSON": (
        lambda f: (f / WEIGHTS).write_bytes(struct.pack("<Q", 4) + b"{{{{"),
        "cannot be read",
    ),
    "offsets beyond the end": (
        lambda f: header(f, first_entry(data_offsets=[0, 1 << 30])),
        "cannot be read",
    ),
    "a shape that is not its size": (lambda f: header(f, first_entry(shape=[9, 9])), "cannot be read"),
    "a negative shape": (lambda f: header(f, first_entry(shape=[-4, 8])), "cannot be read"),
    "an unknown number format": (lambda f: header(f, first_entry(dtype="F7")), "cannot be read"),
    "names of nothing we know": (
        lambda f: save_file({"model.weight": A}, f / WEIGHTS),
        "holds no adapter",
    ),
    "a config that is no JSON": (config("{"), "cannot be read"),
    "a config that is a list": (config("[]"), "not an object"),
    "a config of ten thousand brackets": (config("[" * 10_000), "cannot be read"),
    "another method": (config('{"peft_type": "PROMPT_TUNING"}'), "PROMPT_TUNING"),
    "no weights": (lambda f: (f / WEIGHTS).unlink(), "has no adapter_model.safetensors"),
    "weights that are a folder": (
        lambda f: ((f / WEIGHTS).unlink(), (f / WEIGHTS).mkdir()),
        "has no adapter_model.safetensors",
    ),
    "a pickle": (only("adapter_model.bin"), "can run code"),
    "an empty folder": (lambda f: [file.unlink() for file in f.iterdir()], "holds no adapter"),
    "a picture": (only("notes.txt"), "holds no adapter"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_adapter_is_refused_with_a_next_step(name, adapter):
    spoil, said = REFUSED[name]
    spoil(adapter)
    with pytest.raises(WorkbenchError) as raised:
        reader.open_adapter(adapter)
    assert said in raised.value.message
    assert raised.value.hint
    result = CliRunner().invoke(cli, ["inspect", str(adapter)])
    assert result.exit_code == 2
    assert "Traceback" not in result.output


Q = f"base_model.model.{making.Q0}"
SHOWN = {
    "B is missing": ({f"{Q}.lora_A.weight": A}, "B is missing"),
    "A is missing": ({f"{Q}.lora_B.weight": B}, "A is missing"),
    "shapes that do not multiply": (
        {f"{Q}.lora_A.weight": A, f"{Q}.lora_B.weight": torch.ones(6, 3)},
        "B (6×3) cannot be multiplied with A (4×8)",
    ),
    "a single number": (
        {f"{Q}.lora_A.weight": torch.ones(()), f"{Q}.lora_B.weight": B},
        "cannot be multiplied",
    ),
    "nothing inside": ({f"{Q}.lora_A.weight": torch.ones(0, 8), f"{Q}.lora_B.weight": torch.ones(6, 0)}, ""),
    "another rank": (
        {f"{Q}.lora_A.weight": torch.ones(5, 8), f"{Q}.lora_B.weight": torch.ones(6, 5)},
        "says rank 4, the file has 5",
    ),
    "half a LoHa": ({f"{Q}.hada_w1_a": A}, "hada_w1_b is missing"),
    "half a LoKr": ({f"{Q}.lokr_w1": A}, "lokr_w2 is missing"),
}


@pytest.mark.parametrize("name", SHOWN)
def test_one_broken_module_is_shown_with_its_reason_and_the_others_are_measured(name, adapter):
    tensors, said = SHOWN[name]
    good = {"base_model.model.good.lora_A.weight": A, "base_model.model.good.lora_B.weight": B}
    save_file({name: tensor.clone() for name, tensor in (tensors | good).items()}, adapter / WEIGHTS)
    report = inspecting.inspect(reader.open_adapter(adapter))
    by_path = {module.path: module for module in report.modules}
    assert by_path["good"].frobenius > 0
    assert said in by_path[making.Q0].note
    assert by_path[making.Q0].singular_values == ()
    json.dumps(report.to_json(), allow_nan=False)


@pytest.mark.parametrize("value", [float("nan"), float("inf"), -float("inf")])
def test_numbers_that_are_not_finite_are_counted_and_marked(value, adapter):
    a = A.clone()
    a[0, :3] = value
    making.one_module(adapter, a, B)
    report = inspecting.inspect(reader.open_adapter(adapter))
    assert report.modules[0].not_finite == 3
    assert report.verdict[0].kind == "not-finite"
    assert "3 numbers are NaN or infinite" in report.verdict[0].text
    json.dumps(report.to_json(), allow_nan=False)


def test_settings_of_a_newer_peft_are_listed_and_ignored(tmp_path):
    folder = making.one_module(tmp_path / "a", A, B, use_next_year={"x": 1}, peft_version="9.9")
    report = inspecting.inspect(reader.open_adapter(folder))
    assert report.unknown_settings == ("use_next_year",)
    assert "use_next_year" in report.notes[0].text
    assert report.modules[0].frobenius > 0


def must_be_read_or_refused(source: Path) -> None:
    """A report that is JSON, or a sentence with a next step; anything else is raised."""
    try:
        document = inspecting.inspect(reader.open_adapter(source)).to_json()
    except WorkbenchError as error:
        document = {"hint": error.hint}
    assert json.loads(json.dumps(document, allow_nan=False))
    assert document.get("hint", "a report")


MALFORMED = ["r", "lora_alpha", "rank_pattern", "alpha_pattern", "target_parameters", "use_rslora"]


@pytest.mark.parametrize("key", [*MALFORMED, "base_model_name_or_path", "peft_type", "modules_to_save"])
@pytest.mark.parametrize("value", [None, True, -1, 0, 1e400, "x", [1], {"a": "b"}, {"(": 2}], ids=repr)
def test_a_config_of_any_shape_is_read_or_refused(key, value, tmp_path):
    folder = making.one_module(tmp_path / "a", A, B)
    document = json.loads((folder / CONFIG).read_text())
    (folder / CONFIG).write_text(json.dumps(document | {key: value}))
    must_be_read_or_refused(folder)


def test_names_that_climb_out_of_the_folder_are_only_names(tmp_path):
    outside = tmp_path / "secret.safetensors"
    save_file({"x": A}, outside)
    tensors = {"../../secret.lora_A.weight": A, "../../secret.lora_B.weight": B}
    folder = making.by_hand(tmp_path / "a", tensors, base_model_name_or_path="../secret.safetensors")
    report = inspecting.inspect(reader.open_adapter(folder))
    assert [module.path for module in report.modules] == ["../../secret"]
    assert sorted(path.name for path in tmp_path.iterdir() if path.name != "home") == [
        "a",
        "secret.safetensors",
    ]


def test_a_hundred_thousand_tensors_are_opened(tmp_path):
    entries = {
        f"m.{i // 2}.lora_{'AB'[i % 2]}.weight": {
            "dtype": "F32",
            "shape": [1, 1],
            "data_offsets": [4 * i, 4 * i + 4],
        }
        for i in range(100_000)
    }
    written = json.dumps(entries).encode()
    file = tmp_path / "many.safetensors"
    file.write_bytes(struct.pack("<Q", len(written)) + written + bytes(400_000))
    assert len(reader.open_adapter(file).modules) == 50_000


JSONISH = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)
ENTRIES = st.fixed_dictionaries(
    {},
    optional={
        "dtype": st.sampled_from(["F32", "BF16", "F64", "I64", "F7"]) | JSONISH,
        "shape": st.lists(st.integers(-2, 9), max_size=3) | JSONISH,
        "data_offsets": st.lists(st.integers(-8, 400), min_size=2, max_size=2) | JSONISH,
    },
)
NAMES = st.sampled_from([f"{Q}.lora_A.weight", f"{Q}.lora_B.weight", "x", "..", "__metadata__"])


@settings(
    max_examples=150,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(entries=st.dictionaries(NAMES, ENTRIES | JSONISH, max_size=3), rest=st.binary(max_size=320))
def test_any_header_is_read_or_refused_in_a_sentence(entries, rest, tmp_path):
    written = json.dumps(entries).encode()
    file = tmp_path / "some.safetensors"
    file.write_bytes(struct.pack("<Q", len(written)) + written + rest)
    must_be_read_or_refused(file)
