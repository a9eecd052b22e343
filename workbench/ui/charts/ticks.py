"""Where an axis puts its few numbers, and how they are written. No Qt."""

import math

_NICE = (1.0, 2.0, 2.5, 5.0, 10.0)


def ticks(low: float, high: float, at_most: int = 5) -> list[float]:
    """At most `at_most` round numbers between `low` and `high`."""
    span = high - low
    if not (math.isfinite(span) and span > 0):
        return []
    raw = span / at_most
    scale = 10.0 ** math.floor(math.log10(raw))
    for step in (scale * nice for nice in (*_NICE, 20.0, 25.0, 50.0)):
        first = math.ceil(low / step - 1e-9)
        last = math.floor(high / step + 1e-9)
        if last - first + 1 <= at_most:
            return [float(f"{index * step:.12g}") for index in range(first, last + 1)]
    return []


def log_ticks(low: float, high: float, at_most: int = 5) -> list[float]:
    """The same for an axis of log10 values: 1 2 5 10 20 50 …, thinned; `low` and `high` are exponents."""
    if high - low < 1:
        return [math.log10(value) for value in ticks(10**low, 10**high, at_most) if value > 0]
    wanted: list[float] = []
    for digits in ((1, 2, 5), (1, 3), (1,)):
        exponents = range(math.floor(low), math.ceil(high) + 1)
        places = (math.log10(digit) + exponent for exponent in exponents for digit in digits)
        wanted = [place for place in places if low <= place <= high]
        if len(wanted) <= at_most:
            break
    if len(wanted) > at_most:
        wanted = wanted[:: math.ceil(len(wanted) / at_most)]
    return wanted


def written(value: float, step: float = 0.0) -> str:
    """A number beside an axis; `step` is the distance to the next, which decides the digits."""
    if value == 0:
        return "0"
    size = abs(value)
    if size >= 1e6:
        return f"{value / 1e6:g} M"
    if size < 1e-3:
        digits, _, exponent = f"{value:.{2 if step else 1}e}".partition("e")
        return f"{float(digits):g}e{int(exponent)}"
    if size >= 1000 or (step >= 1 and size >= 1):
        return f"{value:,.0f}"
    if step <= 0:
        return f"{value:.3g}"
    places = max(0, -math.floor(math.log10(step) + 1e-9))
    if abs(step * 10**places - round(step * 10**places)) > 1e-6:
        places += 1
    return f"{value:.{places}f}"


def reading(value: float) -> str:
    """A number in a read-out: 0.931 · 12.4 · 2.1e-4."""
    if not math.isfinite(value):
        return "NaN" if math.isnan(value) else ("∞" if value > 0 else "−∞")
    size = abs(value)
    if size >= 1000:
        return f"{value:,.0f}"
    if size >= 100:
        return f"{value:.1f}"
    if size >= 10:
        return f"{value:.2f}"
    if size >= 1e-3 or value == 0:
        return f"{value:.3f}"
    digits, _, exponent = f"{value:.1e}".partition("e")
    return f"{float(digits):g}e{int(exponent)}"


def clock(reach: float) -> float:
    """Seconds, minutes or hours: the unit in which an axis up to `reach` seconds has round numbers."""
    return 3600.0 if reach > 7200 else 60.0 if reach > 120 else 1.0


def seconds(value: float) -> str:
    """A time since the start: 45 s · 3 min · 1 h 20."""
    if value < 60:
        return f"{value:.3g} s"
    if value < 3600:
        return f"{value / 60:.3g} min"
    hours, minutes = divmod(round(value / 60), 60)
    return f"{hours} h {minutes:02d}" if minutes else f"{hours} h"
