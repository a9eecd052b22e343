"""Files of kohya, LyCORIS and diffusers: the same numbers under other names."""

import pytest
import torch
from safetensors.torch import save_file

from workbench.adapters import inspecting, reader


def numbers(*shape: int) -> torch.Tensor:
    return torch.randn(*shape, generator=torch.Generator().manual_seed(sum(shape)))


A, B = numbers(4, 20), numbers(12, 4)
KOHYA = "lora_unet_down_blocks_0_attentions_1_transformer_blocks_0_attn1_to_q"
FILES = {
    "kohya": (
        {f"{KOHYA}.lora_down.weight": A, f"{KOHYA}.lora_up.weight": B, f"{KOHYA}.alpha": torch.tensor(2.0)},
        "lora_unet_down_blocks.0.attentions.1.transformer_blocks.0.attn1_to_q",
        0.5,
    ),
    "diffusers": (
        {"unet.blocks.0.to_q.lora_A.weight": A, "unet.blocks.0.to_q.lora_B.weight": B},
        "unet.blocks.0.to_q",
        1.0,
    ),
    "old diffusers": (
        {"unet.blocks.0.to_q.lora.down.weight": A, "unet.blocks.0.to_q.lora.up.weight": B},
        "unet.blocks.0.to_q",
        1.0,
    ),
    "comfyui": (
        {
            "diffusion_model.blocks.0.q.lora_down.weight": A,
            "diffusion_model.blocks.0.q.lora_up.weight": B,
            "diffusion_model.blocks.0.q.alpha": torch.tensor(8.0),
        },
        "diffusion_model.blocks.0.q",
        2.0,
    ),
}


@pytest.mark.parametrize("name", FILES)
def test_the_product_is_the_same_under_any_name(name, tmp_path):
    tensors, path, scaling = FILES[name]
    save_file(tensors, tmp_path / "some.safetensors", {"ss_sd_model_name": "base.safetensors"})
    report = inspecting.inspect(reader.open_adapter(tmp_path / "some.safetensors"))
    (module,) = report.modules
    assert (module.path, module.scaling, module.shape, module.rank) == (path, scaling, (12, 20), 4)
    assert module.frobenius == pytest.approx(float(scaling * (B @ A).norm()), rel=1e-5)
    assert report.base == "base.safetensors"
    assert ("no-scaling" in [note.kind for note in report.notes]) == ("alpha" not in str(tensors.keys()))


def test_the_kernels_of_a_convolution_belong_to_its_inputs(tmp_path):
    down, up = numbers(4, 5, 3, 3), numbers(12, 4, 1, 1)
    save_file({"x.lora_down.weight": down, "x.lora_up.weight": up}, tmp_path / "some.safetensors")
    (module,) = inspecting.inspect(reader.open_adapter(tmp_path)).modules
    assert module.shape == (12, 45)
    assert module.frobenius == pytest.approx(float((up.flatten(1) @ down.flatten(1)).norm()), rel=1e-5)


def test_lycoris_has_an_alpha_of_its_own(tmp_path):
    parts = {f"m.hada_{n}": numbers(*shape) for n, shape in _LOHA.items()}
    save_file(parts | {"m.alpha": torch.tensor(1.5)}, tmp_path / "some.safetensors")
    (module,) = inspecting.inspect(reader.open_adapter(tmp_path)).modules
    dense = (parts["m.hada_w1_a"] @ parts["m.hada_w1_b"]) * (parts["m.hada_w2_a"] @ parts["m.hada_w2_b"])
    assert module.frobenius == pytest.approx(float(dense.norm() * 0.5), rel=1e-5)


_LOHA = {"w1_a": (12, 3), "w1_b": (3, 20), "w2_a": (12, 3), "w2_b": (3, 20)}
