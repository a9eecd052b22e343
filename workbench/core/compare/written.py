"""How values are written in a comparison."""

import math
from collections.abc import Mapping


def value(found: object) -> str:
    """Of a setting; "" for one that is not set."""
    if found is None or (isinstance(found, str | tuple | list | dict) and not found):
        return ""
    if isinstance(found, bool):
        return "on" if found else "off"
    if isinstance(found, float):
        return plain(found)
    if isinstance(found, int):
        return f"{found:,}"
    if isinstance(found, Mapping):
        return ", ".join(f"{key}: {value(each)}" for key, each in found.items())
    if isinstance(found, tuple | list):
        return ", ".join(value(each) for each in found)
    path = getattr(found, "path", None)  # a source of data
    return str(found if path is None else path)


def plain(found: float) -> str:
    """0.05 · 2e-4 · 1,024."""
    if found == 0 or 1e-3 <= abs(found) < 1e6:
        return f"{found:,.10g}"
    digits, _, exponent = f"{found:.6e}".partition("e")
    return f"{float(digits):g}e{int(exponent)}"


def number(found: float) -> str:
    """A measured one: 0.931 · 12.4 · 2.1e-4 · NaN."""
    if not math.isfinite(found):
        return "NaN" if math.isnan(found) else ("∞" if found > 0 else "−∞")
    size_ = abs(found)
    if size_ >= 1000:
        return f"{found:,.0f}"
    if size_ >= 1e-3 or found == 0:
        return f"{found:.3f}" if size_ < 100 else f"{found:.1f}"
    digits, _, exponent = f"{found:.1e}".partition("e")
    return f"{float(digits):g}e{int(exponent)}"


def duration(seconds: float) -> str:
    """41 s · 6 min · 2 h 10 min."""
    if seconds < 59.5:
        return f"{seconds:.0f} s"
    hours, minutes = divmod(round(seconds / 60), 60)
    if not hours:
        return f"{minutes} min"
    return f"{hours} h {minutes} min" if minutes else f"{hours} h"


def size(found: float) -> str:
    """938 kB · 22 MB · 2.7 GiB: files are counted in thousands; from a gigabyte on it is memory."""
    for limit, unit, digits in ((2**30, "GiB", 1), (1e6, "MB", 0), (1e3, "kB", 0)):
        if found >= limit:
            return f"{found / limit:.{digits if found / limit < 100 else 0}f} {unit}"
    return f"{found:.0f} B"
