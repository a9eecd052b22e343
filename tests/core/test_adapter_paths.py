"""What is taken for an adapter when it is dropped or opened."""

import json
from pathlib import Path

import pytest

from workbench.core.adapter_paths import is_adapter, modules


def weights(file: Path, *names: str) -> Path:
    entries = {name: {"dtype": "F32", "shape": [0], "data_offsets": [0, 0]} for name in names}
    header = json.dumps({"__metadata__": {"format": "pt"}, **entries}).encode()
    file.write_bytes(len(header).to_bytes(8, "little") + header)
    return file


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("base_model.model.layers.0.q.lora_A.weight", True),
        ("lora_unet_down_blocks_0.lora_up.weight", True),
        ("lora_te_text_model.hada_w1_a", True),
        ("model.layers.0.self_attn.q_proj.weight", False),
    ],
)
def test_a_file_is_known_by_its_tensors(tmp_path: Path, name: str, expected: bool) -> None:
    assert is_adapter(weights(tmp_path / "some.safetensors", name)) is expected


@pytest.mark.parametrize("name", ["adapter_config.json", "adapter_model.safetensors", "adapter_model.bin"])
def test_a_folder_is_known_by_one_of_pefts_files(tmp_path: Path, name: str) -> None:
    assert not is_adapter(tmp_path)
    (tmp_path / name).write_text("{}")
    assert is_adapter(tmp_path)
    assert is_adapter(tmp_path / name)


@pytest.mark.parametrize(
    "content", [b"", b"\xff" * 8, b"\x02\0\0\0\0\0\0\0[]", b"\x08\0\0\0\0\0\0\0not json"]
)
def test_a_broken_file_is_none(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "broken.safetensors"
    file.write_bytes(content)
    assert not is_adapter(file)
    assert not is_adapter(tmp_path / "absent.safetensors")


def test_the_modules_of_a_peft_folder_come_in_the_order_of_the_blocks(tmp_path: Path) -> None:
    paths = ("model.layers.10.mlp.up_proj", "model.layers.2.mlp.up_proj", "model.embed_tokens")
    names = [f"base_model.model.{path}.lora_{half}.weight" for path in paths[:2] for half in "AB"]
    names += [f"base_model.model.{paths[2]}.lora_embedding_{half}" for half in "AB"]
    assert modules(tmp_path) == ()
    weights(tmp_path / "adapter_model.safetensors", *names, "base_model.model.lm_head.weight")
    assert modules(tmp_path) == (paths[2], paths[1], paths[0])
    (tmp_path / "adapter_model.safetensors").write_bytes(b"no")
    assert modules(tmp_path) == ()
