"""What each method stores for a module, and ΔW = left @ right from it, exactly and in float64.

LoRA (Hu et al. 2021): s·B·A. LoHa (Hyeon-Woo et al. 2022): s·(W₁ₐW₁ᵦ ∘ W₂ₐW₂ᵦ), whose factors are the
products of all pairs of columns: rank r². LoKr: s·W₁ ⊗ W₂, whose singular values are all products of theirs.
VeRA (Kopiczko et al. 2024): diag(λ_b)·B·diag(λ_d)·A. IA3 and OFT multiply W: no product without the base.
"""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import torch

from workbench.adapters.tensor_file import Stored, TensorFile
from workbench.core.sentence import Sentence

Product = tuple[torch.Tensor, torch.Tensor]  # left E×out×k, right E×k×in
Parts = Mapping[str, Stored]
VERA_A, VERA_B = "base_model.vera_A", "base_model.vera_B"


@dataclass(frozen=True, slots=True)
class Form:
    """What the shapes of a module's tensors say; `problem` is why there is no ΔW, in plain words."""

    method: str
    shape: tuple[int, int]
    rank: int
    problem: str = ""
    note: str = ""


def form(parts: Parts, file: TensorFile) -> Form:
    """Which method a module was made with, its (out, in) and its rank."""
    for method, (mark, read) in _FORMS.items():
        if any(part.startswith(mark) for part in parts):
            return Form(method, *read(parts, file))
    raise AssertionError("the names of parts are those of the methods")


def lora_parts(parts: Mapping[str, Any]) -> tuple[str, str]:
    embedding = "lora_embedding_A" in parts or "lora_embedding_B" in parts
    return ("lora_embedding_A", "lora_embedding_B") if embedding else ("lora_A", "lora_B")


def product(method: str, parts: Mapping[str, str], file: TensorFile, shape: tuple[int, int]) -> Product:
    """(left, right) without the scaling, as stacks of one. LoRA's own is `reader.Adapter.product`."""

    def read(part: str) -> torch.Tensor:
        return file.tensor(parts[part]).double()

    left, right = _PRODUCTS[method](read, parts, file, shape)
    return left[None], right[None]


def kronecker_values(parts: Mapping[str, str], file: TensorFile) -> torch.Tensor:
    """The singular values of W₁ ⊗ W₂, falling, without the scaling."""
    first, second = (
        _matrix(f"lokr_w{n}", lambda part: file.tensor(parts[part]).double(), parts) for n in (1, 2)
    )
    values = torch.outer(torch.linalg.svdvals(first), torch.linalg.svdvals(second)).flatten()
    return values.sort(descending=True).values


def strength(method: str, parts: Mapping[str, str], file: TensorFile) -> float:
    """How far a method without B·A is from doing nothing: RMS of l − 1 (IA3), ‖R − I‖/√n (OFT)."""
    if method == "ia3":
        scales = file.tensor(parts["ia3_l"]).double()
        return float((scales - 1).square().mean().sqrt())
    if method == "oft":
        blocks = rotations(file.tensor(parts["oft_R"]).double())
        identity = torch.eye(blocks.shape[-1], dtype=torch.float64)
        return float((blocks - identity).square().sum((-2, -1)).mean().sqrt() / math.sqrt(blocks.shape[-1]))
    if method == "vera":
        return float(file.tensor(parts["vera_lambda_b"]).double().square().mean().sqrt())
    return math.nan


def rotations(stored: torch.Tensor) -> torch.Tensor:
    """OFT's blocks R = (I − Q)(I + Q)⁻¹ (Cayley) from the upper triangles of skew-symmetric Q."""
    count = stored.shape[-1]
    size = (1 + math.isqrt(1 + 8 * count)) // 2
    rows, columns = torch.triu_indices(size, size, 1)
    skew = stored.new_zeros(stored.shape[0], size, size)
    skew[:, rows, columns] = stored
    skew = skew - skew.mT
    identity = torch.eye(size, dtype=stored.dtype)
    solved: torch.Tensor = torch.linalg.solve(identity + skew, identity - skew, left=False)
    return solved


# --- shapes


def _lora(parts: Parts, _: TensorFile) -> tuple[tuple[int, int], int, str, str]:
    part_a, part_b = lora_parts(parts)
    a, b = parts.get(part_a), parts.get(part_b)
    if a is None or b is None:
        missing = Sentence("{name} is missing", name="A" if a is None else "B")
        if a is None and b is None:
            missing = Sentence("A and B are missing")
        return (_rows(b), _columns(a)), 0, missing, ""
    if "lora_mid" in parts:
        return (_rows(b), _rows(a)), _rows(a), "it is a convolution in three factors", ""
    shape = _rows(b), _columns(a)
    if _rows(a) != _columns(b) or not all(shape) or not _rows(a):
        return shape, _rows(a), f"B ({_told(b)}) cannot be multiplied with A ({_told(a)})", ""
    return shape, _rows(a), "", ""


def _loha(parts: Parts, _: TensorFile) -> tuple[tuple[int, int], int, str, str]:
    names = ("hada_w1_a", "hada_w1_b", "hada_w2_a", "hada_w2_b")
    if missing := [name for name in names if name not in parts]:
        return (0, 0), 0, Sentence("{name} is missing", name=missing[0]), ""
    if "hada_t1" in parts or "hada_t2" in parts:
        return (0, 0), 0, "it is a convolution in three factors", ""
    w1a, w1b, w2a, w2b = (parts[name] for name in names)
    shape = _rows(w1a), _columns(w1b)
    fit = _columns(w1a) == _rows(w1b) and _columns(w2a) == _rows(w2b)
    if not fit or (_rows(w2a), _columns(w2b)) != shape or not all(shape):
        return shape, 0, "the shapes of its factors do not fit", ""
    return shape, _columns(w1a), "", ""


def _lokr(parts: Parts, _: TensorFile) -> tuple[tuple[int, int], int, str, str]:
    if "lokr_t2" in parts:
        return (0, 0), 0, "it is a convolution in three factors", ""
    sides, rank = [], 0
    for name in ("lokr_w1", "lokr_w2"):
        whole, first, second = parts.get(name), parts.get(f"{name}_a"), parts.get(f"{name}_b")
        if whole is not None:
            sides.append((_rows(whole), _columns(whole)))
        elif first is not None and second is not None and _columns(first) == _rows(second):
            sides.append((_rows(first), _columns(second)))
            rank = _columns(first)
        else:
            return (0, 0), 0, Sentence("{name} is missing or does not fit", name=name), ""
    (m1, n1), (m2, n2) = sides
    return (m1 * m2, n1 * n2), rank or min(m2, n2), "", ""


def _vera(parts: Parts, file: TensorFile) -> tuple[tuple[int, int], int, str, str]:
    lambda_b, lambda_d = parts.get("vera_lambda_b"), parts.get("vera_lambda_d")
    if lambda_b is None or lambda_d is None:
        return (0, 0), 0, "λ_b or λ_d is missing", ""
    first, second = file.stored.get(VERA_A), file.stored.get(VERA_B)
    if first is None or second is None:
        return (_rows(lambda_b), 0), _rows(lambda_d), "VeRA's shared A and B are not in the file", ""
    if _rows(first) != _rows(lambda_d) or _rows(second) < _rows(lambda_b) or _columns(second) != _rows(first):
        return (_rows(lambda_b), 0), _rows(lambda_d), "VeRA's shared A and B do not fit", ""
    wide = _columns(first)
    note = Sentence(
        "measured for {wide} inputs, the most of any adapted module: the file does not say how many it has",
        wide=wide,
    )
    return (_rows(lambda_b), wide), _rows(lambda_d), "", note


def _ia3(parts: Parts, _: TensorFile) -> tuple[tuple[int, int], int, str, str]:
    stored = parts["ia3_l"].shape
    shape = (stored[0], stored[1]) if len(stored) == 2 else (0, 0)
    return shape, 0, "IA3 multiplies W, so ΔW needs the base", ""


def _oft(parts: Parts, _: TensorFile) -> tuple[tuple[int, int], int, str, str]:
    blocks, count = (*parts["oft_R"].shape, 0, 0)[:2]
    size = (1 + math.isqrt(1 + 8 * count)) // 2
    return (0, blocks * size), 0, "OFT turns W, so ΔW needs the base", ""


_Shapes = Callable[[Parts, TensorFile], tuple[tuple[int, int], int, str, str]]
_FORMS: dict[str, tuple[str, _Shapes]] = {
    "loha": ("hada_", _loha),
    "lokr": ("lokr_", _lokr),
    "vera": ("vera_", _vera),
    "ia3": ("ia3_", _ia3),
    "oft": ("oft_", _oft),
    "dora": ("lora_magnitude_vector", _lora),
    "lora": ("", _lora),
}

# --- products

_Read = Callable[[str], torch.Tensor]


def _loha_product(read: _Read, *_: Any) -> Product:
    w1a, w1b, w2a, w2b = (read(name) for name in ("hada_w1_a", "hada_w1_b", "hada_w2_a", "hada_w2_b"))
    left = (w1a[:, :, None] * w2a[:, None, :]).flatten(1)
    right = (w1b[:, None, :] * w2b[None, :, :]).flatten(0, 1)
    return left, right


def _lokr_product(read: _Read, parts: Mapping[str, str], *_: Any) -> Product:
    """With W₁ = UΣVᵀ and W₂ = PΛQᵀ: W₁ ⊗ W₂ = (UΣ ⊗ PΛ)(Vᵀ ⊗ Qᵀ)."""
    first, second = _matrix("lokr_w1", read, parts), _matrix("lokr_w2", read, parts)
    u, values, vt = torch.linalg.svd(first, full_matrices=False)
    p, sigma, qt = torch.linalg.svd(second, full_matrices=False)
    return torch.kron(u * values, p * sigma), torch.kron(vt, qt)


def _vera_product(read: _Read, _: Mapping[str, str], file: TensorFile, shape: tuple[int, int]) -> Product:
    out, inside = shape
    left = read("vera_lambda_b")[:, None] * file.tensor(VERA_B)[:out].double()
    return left, read("vera_lambda_d")[:, None] * file.tensor(VERA_A)[:, :inside].double()


def _matrix(name: str, read: _Read, parts: Mapping[str, str]) -> torch.Tensor:
    matrix = read(name) if name in parts else read(f"{name}_a") @ read(f"{name}_b")
    return matrix.flatten(1)


_PRODUCTS: dict[str, Callable[..., Product]] = {
    "loha": _loha_product,
    "lokr": _lokr_product,
    "vera": _vera_product,
}


def _rows(stored: Stored | None) -> int:
    return stored.shape[0] if stored is not None and stored.shape else 0


def _columns(stored: Stored | None) -> int:
    """All but the first side: the kernels of convolutions belong to the inputs."""
    return stored.numbers // stored.shape[0] if stored is not None and stored.shape and stored.shape[0] else 0


def _told(stored: Stored) -> str:
    return "×".join(map(str, stored.shape)) or "a single number"
