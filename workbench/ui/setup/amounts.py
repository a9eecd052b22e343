"""How parameters, bytes and shares are written on the Setup page; a number never stands without its unit."""

_GIB = 2**30


def grouped(count: int) -> str:
    """4,515,840"""
    return f"{count:,}"


def short(count: float) -> str:
    """134.5 M, 1.9 M, 552.9 k, 980: for captions, where the exact number stands elsewhere."""
    for size, unit in ((1e9, "B"), (1e6, "M"), (1e4, "k")):
        if count >= size:
            return f"{count / (1e3 if unit == 'k' else size):.1f} {unit}"
    return f"{count:,.0f}"


def file_size(size: int) -> str:
    """22 MB, 9.0 MB, 269 MB: decimal, as file browsers count."""
    for unit, scale in (("GB", 1e9), ("MB", 1e6), ("kB", 1e3)):
        if size >= scale:
            value = size / scale
            return f"{value:.1f} {unit}" if value < 10 else f"{value:.0f} {unit}"
    return f"{size} B"


def memory(size: float) -> str:
    """0.6 GiB, 24 GiB, 38 MiB: binary, as memory is sold."""
    if size < 0.1 * _GIB:
        return f"{size / 2**20:.0f} MiB"
    value = size / _GIB
    return f"{value:.1f} GiB" if value < 10 else f"{value:.0f} GiB"


def memory_band(size: float, band: float) -> str:
    """What a size may be off by, in the unit that `memory` writes it in, without that unit: 0.3"""
    off = size * band
    if size < 0.1 * _GIB:
        return f"{off / 2**20:.0f}"
    return f"{max(off / _GIB, 0.1):.1f}" if size < 10 * _GIB else f"{max(off / _GIB, 1):.0f}"


def percent(value: float) -> str:
    """20 %, 4.11 %, 0.0123 %: three figures."""
    if 0 < value < 0.001:
        return "<0.001 %"
    return f"{value:.3g} %" if value < 1000 else f"{value:,.0f} %"


def two_decimals(value: float) -> str:
    """0.41 %: for a column of shares."""
    return "<0.01 %" if 0 < value < 0.005 else f"{value:.2f} %"


def scale(value: float) -> str:
    """2.0, 0.25: alpha over rank."""
    text = f"{value:.6g}"
    return text if "." in text or "e" in text else f"{text}.0"


def span(low: str, high: str) -> str:
    """16, or 16–32 where both ends differ."""
    return low if low == high else f"{low}–{high}"
