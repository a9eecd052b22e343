"""How numbers are written in fields and read back: 1,024 · 2e-4 · 5 %."""

import math
import re

_GROUPED = re.compile(r"[+-]?[1-9]\d{0,2}(,\d{3})+(\.\d*)?$")
_LADDER = (1.0, 2.0, 5.0, 10.0)


def written(value: float, *, integer: bool = False, percent: bool = False) -> str:
    """`value` as a field shows it: grouped integers, `2e-4` when small, `5 %` for a share."""
    if percent:
        return f"{value * 100:.6g} %"
    if integer:
        return f"{round(value):,}"
    if value == 0 or 1e-3 <= abs(value) < 1e6:
        return f"{value:.10g}"
    digits, _, exponent = f"{value:.6e}".partition("e")
    return f"{float(digits):g}e{int(exponent)}"


def read(text: str, *, percent: bool = False) -> float:
    """The number a person typed: 1,024 · 1 024 · 0,5 · 2e-4 · 16k · 5 %. ValueError when it is none."""
    plain = re.sub(r"[\s_'\u202f\u00a0]", "", text)
    scale = 1.0
    if percent:
        scale, plain = 0.01, plain.removesuffix("%")
    elif plain[-1:] in "kKM" and plain[-1:]:
        scale, plain = (1e6 if plain[-1] == "M" else 1e3), plain[:-1]
    plain = plain.replace(",", "" if _GROUPED.match(plain) else ".")
    value = float(plain) * scale
    if not math.isfinite(value):
        raise ValueError(text)
    return float(f"{value:.12g}")


def next_on_ladder(value: float, direction: int) -> float:
    """The next of … 1e-4, 2e-4, 5e-4, 1e-3 … above (+1) or below (-1) a positive value."""
    exponent = math.floor(math.log10(value) + 1e-9)
    digit = value / 10**exponent
    if direction > 0:
        digit = next(step for step in _LADDER if step > digit * (1 + 1e-9))
    else:
        lower = [step for step in _LADDER if step < digit * (1 - 1e-9)]
        digit, exponent = (lower[-1], exponent) if lower else (5.0, exponent - 1)
    return float(f"{digit * 10.0**exponent:.6g}")
