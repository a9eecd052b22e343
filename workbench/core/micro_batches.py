"""How the rows of a step are split up: known before the start, so that time and memory can be predicted."""

from collections.abc import Sequence


def micro_batches(lengths: Sequence[int], budget_tokens: int) -> list[list[int]]:
    """Parts of range(len(lengths)) whose padded size (rows times longest) is at most `budget_tokens`.

    Longest rows first, so that a step that does not fit in memory fails at its beginning; a row longer than
    the budget is a part of its own.
    """
    parts: list[list[int]] = []
    longest = 0
    for index in sorted(range(len(lengths)), key=lambda i: (-lengths[i], i)):
        if parts and (len(parts[-1]) + 1) * longest <= budget_tokens:
            parts[-1].append(index)
        else:
            parts.append([index])
            longest = lengths[index]
    return parts
