"""Amounts and moments as the Train page writes them."""

import datetime

from PySide6.QtCore import QCoreApplication


def parts(count: float) -> tuple[str, str]:
    """Bytes as a number and its unit: ("2.7", "GiB"), ("0.57", "GiB"), ("916", "KiB")."""
    if count >= 2**30 / 10:
        value = count / 2**30
        return f"{value:.2f}" if value < 1 else f"{value:,.1f}", "GiB"
    unit, factor = ("MiB", 2**20) if count >= 2**20 else ("KiB", 2**10)
    value = count / factor
    return f"{value:.1f}" if 0 < value < 10 else f"{value:,.0f}", unit


def size(count: float) -> str:
    """2.7 GiB."""
    return " ".join(parts(count))


def clock(moment: float, *, seconds: bool = False) -> str:
    """The local time of day of a moment in seconds since the epoch."""
    return datetime.datetime.fromtimestamp(moment).strftime("%H:%M:%S" if seconds else "%H:%M")


def step_of(step: int, steps: int) -> str:
    """step 95 of 180; without the number of steps where it never became known."""
    if not steps:
        return QCoreApplication.translate("Amounts", "step {step}").format(step=f"{step:,}")
    said = QCoreApplication.translate("Amounts", "step {step} of {steps}")
    return said.format(step=f"{step:,}", steps=f"{steps:,}")
