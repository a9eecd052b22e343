"""The only place where a colour, a size or a width is written: the values of the UI guide, light and dark."""

from dataclasses import dataclass, fields, replace
from functools import cache
from typing import Literal

ThemeName = Literal["light", "dark"]
MapName = Literal["blue", "viridis", "cividis"]
TEXT_SIZES = range(11, 19)
BODY = 13


@dataclass(frozen=True)
class Colours:
    """Hex colours by their name in the guide (`text-2` is `text_2`)."""

    window: str
    surface: str
    raised: str
    sunken: str
    border: str
    grid: str
    control: str
    text: str
    text_2: str
    text_3: str
    disabled: str
    accent: str
    accent_hover: str
    on_accent: str
    accent_soft: str
    held_out: str
    held_out_soft: str
    ok: str
    ok_soft: str
    warn: str
    warn_soft: str
    error: str
    error_soft: str
    runs: tuple[str, ...]
    sequential: tuple[str, ...]
    diverging: tuple[str, ...]

    @property
    def hover(self) -> str:
        """A raised thing under the pointer."""
        return mix(self.text, self.raised, 0.06)

    @property
    def pressed(self) -> str:
        """A raised thing held down."""
        return mix(self.text, self.raised, 0.12)

    @property
    def row_hover(self) -> str:
        """A row of a list or tree under the pointer."""
        return mix(self.text, self.surface, 0.04)

    @property
    def scroll(self) -> str:
        """The handle of a scroll bar at rest."""
        return mix(self.control, self.window, 0.55)


LIGHT = Colours(
    window="#F4F5F7",
    surface="#FFFFFF",
    raised="#FFFFFF",
    sunken="#E9EBEF",
    border="#D9DCE3",
    grid="#E9EBEF",
    control="#7B8392",
    text="#1A1D24",
    text_2="#4D5563",
    text_3="#5F6775",
    disabled="#A3A9B5",
    accent="#2360C9",
    accent_hover="#1C4FA8",
    on_accent="#FFFFFF",
    accent_soft="#E3ECFB",
    held_out="#A84D08",
    held_out_soft="#FBEBDD",
    ok="#1A7946",
    ok_soft="#E2F3E9",
    warn="#855300",
    warn_soft="#FBF0DA",
    error="#BC2935",
    error_soft="#FCE8E9",
    runs=("#2360C9", "#B4530A", "#559A6F", "#8A4A96", "#831B13", "#702949"),
    sequential=("#EEF2F9", "#B3CAF3", "#5F8FE0", "#2360C9", "#0C2C66"),
    diverging=("#17458F", "#6C9BE8", "#F1F2F4", "#E39A5B", "#8A3D05"),
)

DARK = Colours(
    window="#16181D",
    surface="#1D2026",
    raised="#262A32",
    sunken="#121418",
    border="#323742",
    grid="#2A2E37",
    control="#7D8594",
    text="#E8EAEE",
    text_2="#AEB5C1",
    text_3="#949CAA",
    disabled="#5C6370",
    accent="#6EA5FF",
    accent_hover="#8CB8FF",
    on_accent="#0B1220",
    accent_soft="#20304D",
    held_out="#F29A52",
    held_out_soft="#38260F",
    ok="#4FC78A",
    ok_soft="#17301F",
    warn="#E3B04B",
    warn_soft="#352A12",
    error="#FF7A80",
    error_soft="#3D1E22",
    runs=("#6EA5FF", "#F29A52", "#9EE7C3", "#F6C0F7", "#DC5F57", "#C3719D"),
    sequential=("#20252E", "#24406E", "#3A6DBD", "#6EA5FF", "#E3EEFF"),
    diverging=("#A9CAFF", "#3F74C4", "#242830", "#B5692A", "#FFC48A"),
)

# matplotlib's maps at nine even places (Smith and van der Walt 2015; Nuñez, Anderton and Renslow 2018)
_MAPS: dict[str, tuple[str, ...]] = {
    "viridis": (
        *("#440154", "#472C7A", "#3B518B", "#2C718E", "#21908C"),
        *("#27AD80", "#5CC862", "#AADC31", "#FDE725"),
    ),
    "cividis": (
        *("#00204D", "#05366E", "#404D6B", "#60646F", "#7C7B78"),
        *("#9B9477", "#BCAF6F", "#E0CB5D", "#FFEA46"),
    ),
}


@dataclass(frozen=True)
class Sizes:
    """Type sizes in pixels, by what they are for."""

    caption: int = 11
    small: int = 12
    mono: int = 12
    body: int = BODY
    title: int = 15
    tile: int = 18
    count: int = 26


@dataclass(frozen=True)
class Metrics:
    """Heights, widths and gaps in pixels."""

    grid: int = 4
    gap: int = 8
    page: int = 16
    group: int = 24
    card_x: int = 12
    card_y: int = 8
    radius_bar: int = 3
    radius: int = 6
    radius_card: int = 8
    ring: int = 2
    ring_gap: int = 1
    target: int = 24
    icon: int = 16
    icon_large: int = 32
    check: int = 16
    menu: int = 28
    header: int = 44
    tabs: int = 36
    status: int = 24
    field: int = 28
    button: int = 28
    button_primary: int = 36
    row: int = 24
    table_header: int = 28
    sidebar_row: int = 44
    window_width: int = 1040
    window_height: int = 680
    sidebar: int = 216
    sidebar_wide: int = 264
    sidebar_collapsed: int = 48
    right: int = 256
    right_wide: int = 304
    wide_from: int = 1600
    label: int = 144
    control: int = 176
    prose: int = 560
    palette: int = 560
    progress: int = 3
    changed_bar: int = 3
    bar: int = 6
    memory_bar: int = 10
    scroll_bar: int = 10
    card: int = 64
    spark_width: int = 48
    spark_height: int = 16
    point: int = 7
    small_chart: int = 100

    def space(self, units: float) -> int:
        """`units` steps of the 4-pixel grid."""
        return round(units * self.grid)


# Breakpoints of the window and hairlines stay as they are when the text grows.
_UNSCALED = {"wide_from", "window_width", "window_height", "ring", "ring_gap", "radius_bar", "progress"}
_UNSCALED |= {"changed_bar", "scroll_bar", "bar"}


@dataclass(frozen=True)
class Theme:
    """Everything a widget needs to look right."""

    name: ThemeName
    text_size: int
    colours: Colours
    type: Sizes
    metrics: Metrics

    def colour(self, tone: str) -> str:
        """The hex colour of a token ("text_2") or of a run in Compare ("run-3"; the seventh is the first)."""
        if tone.startswith("run-"):
            return self.colours.runs[(int(tone[4:]) - 1) % len(self.colours.runs)]
        return getattr(self.colours, tone)


@cache
def theme(name: ThemeName = "light", text_size: int = BODY, colour_map: MapName = "blue") -> Theme:
    """The theme at a text size of 11 to 18 pixels (outside of it, the nearest).

    `colour_map` is what sizes, ranks and energies are painted with: the theme's own ramp, or a named one.
    """
    size = min(max(text_size, TEXT_SIZES.start), TEXT_SIZES.stop - 1)
    scale = size / BODY

    def scaled(values: Sizes | Metrics) -> dict[str, int]:
        pairs = ((field.name, getattr(values, field.name)) for field in fields(values))
        return {key: value if key in _UNSCALED else round(value * scale) for key, value in pairs}

    colours = DARK if name == "dark" else LIGHT
    if colour_map in _MAPS:
        colours = replace(colours, sequential=_MAPS[colour_map])
    return Theme(name, size, colours, Sizes(**scaled(Sizes())), Metrics(**scaled(Metrics())))


def rgb(colour: str) -> tuple[int, int, int]:
    """The three bytes of "#RRGGBB"."""
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def mix(colour: str, ground: str, share: float) -> str:
    """`share` of `colour` laid on `ground`, as an opaque colour (transparent pens are slow)."""
    mixed = (round(a * share + b * (1 - share)) for a, b in zip(rgb(colour), rgb(ground), strict=True))
    return "#" + "".join(f"{part:02X}" for part in mixed)


def contrast(a: str, b: str) -> float:
    """The contrast ratio of WCAG 2.2, 1 to 21."""
    high, low = sorted((_luminance(a), _luminance(b)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: str) -> float:
    parts = (part / 255 for part in rgb(colour))
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def ramp(stops: tuple[str, ...], share: float) -> str:
    """The colour at `share` (0 to 1) of evenly spaced stops."""
    place = min(max(share, 0.0), 1.0) * (len(stops) - 1)
    index = min(int(place), len(stops) - 2)
    return mix(stops[index + 1], stops[index], place - index)
