"""How wide the layer tree's columns are, and which of them there is room for."""

from collections.abc import Collection

from workbench.ui.setup.layer_words import ALPHA, MODULE, OPTIONAL, RANK, SCALE, SHAPE, SHARE, TRAINABLE

USUAL = ("shape", "scale", "share")  # alpha can be shown too
# All in steps of the 4-pixel grid.
_WIDTHS = {SHAPE: 31, RANK: 20, ALPHA: 19, SCALE: 17, TRAINABLE: 27, SHARE: 33}
_OF_EXPERTS = 38  # 128 × 1,536 × 2,048
_LEAST = {MODULE: 52, SHARE: 19}
_MOST = {MODULE: 120, SHARE: 60}
_FIRST_TO_GO = (SCALE, ALPHA, SHAPE)


def widths(room: float, wanted: Collection[str], *, wide_shapes: bool = False) -> dict[int, int]:
    """Column to width; 0 hides one. Module takes what is left: a small window has fewer columns."""
    found = dict(_WIDTHS)
    if wide_shapes:
        found[SHAPE] = _OF_EXPERTS
    for key, column in OPTIONAL.items():
        if key not in wanted:
            found[column] = 0

    def left() -> float:
        return room - sum(found.values())

    if left() < _LEAST[MODULE] and found[SHARE]:
        found[SHARE] = _LEAST[SHARE]
    for column in _FIRST_TO_GO:
        if left() < _LEAST[MODULE]:
            found[column] = 0
    if found[SHARE] and left() > _MOST[MODULE]:
        found[SHARE] = min(_MOST[SHARE], round(found[SHARE] + (left() - _MOST[MODULE]) / 2))
    return found
