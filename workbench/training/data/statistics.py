"""Rows in numbers: their lengths with what a cut costs, and characters that look damaged."""

import re
from typing import Any

import numpy as np
from numpy.typing import NDArray

BINS = 256  # at most, in the histogram of lengths
_ODD = {
    "replacement characters": "\ufffd",
    "control characters": "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f",
    "invisible characters": "\u200b\u2060\u202a-\u202e\u2066-\u2069\ufeff\U000e0000-\U000e007f",
    "letters read in another encoding": "",  # UTF-8 that was read as Windows-1252: “Ã¤”, “â€™”
}
ODD_KINDS = tuple(_ODD)
_KINDS = [
    re.compile(f"[{marks}]") if marks else re.compile("[ÃÂ][\u0080-\u00bf]|â€") for marks in _ODD.values()
]
_ANY = re.compile("|".join(kind.pattern for kind in _KINDS))
_ANY_ASCII = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


def odd_characters(text: str) -> int:
    """Which of ODD_KINDS a text has, as bits."""
    if not (_ANY_ASCII if text.isascii() else _ANY).search(text):
        return 0
    return sum(1 << place for place, kind in enumerate(_KINDS) if kind.search(text))


def odd_counts(bits: NDArray[np.uint8]) -> dict[str, Any]:
    """{"rows": rows with any, "kinds": {kind: rows}} of the bits of many rows."""
    kinds = {name: int(((bits >> place) & 1).sum()) for place, name in enumerate(ODD_KINDS)}
    return {"rows": int((bits != 0).sum()), "kinds": {name: count for name, count in kinds.items() if count}}


def length_edges(longest: int) -> NDArray[np.int64]:
    """0, …, longest: bins of one width, the last one at most as wide."""
    width = max(1, -(-longest // BINS))
    return np.append(np.arange(0, max(longest, 1), width, dtype=np.int64), max(longest, 1))


def lengths(found: NDArray[np.int64], trained_at: NDArray[np.int64]) -> dict[str, list[int]]:
    """The histogram whose bins say what a cut at each edge costs; see the job `check_data`.

    `found`: tokens of each row. `trained_at[p]`: trained tokens that stand at position p of their row.
    """
    longest = int(found.max(initial=0))
    edges = length_edges(longest)
    rows = np.histogram(found, np.append(edges[:-1] + 1, edges[-1] + 1))[0]
    # Rows longer than p, for every p: tokens that stand at position p.
    at = len(found) - np.cumsum(np.bincount(found, minlength=longest + 1))[: max(longest, 1)]
    trained = np.zeros(max(longest, 1), np.int64)
    trained[: len(trained_at)] = trained_at[: max(longest, 1)]
    return {
        "edges": edges.tolist(),
        "rows": rows.tolist(),
        "tokens": np.add.reduceat(at, edges[:-1]).tolist(),
        "trained": np.add.reduceat(trained, edges[:-1]).tolist(),
    }
