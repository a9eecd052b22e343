"""The colours keep their promises: contrast, and sizes that grow with the text."""

import dataclasses

import pytest

from workbench.ui import tokens

THEMES = [tokens.theme("light"), tokens.theme("dark")]
GROUNDS = ["window", "surface", "raised", "sunken", "accent_soft"]
TEXTS = ["text", "text_2", "text_3", "accent", "held_out", "ok", "warn", "error"]
SOFT = ["accent", "held_out", "ok", "warn", "error"]


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
@pytest.mark.parametrize("ground", GROUNDS)
def test_every_text_colour_can_be_read_on_every_ground(theme: tokens.Theme, ground: str) -> None:
    for text in TEXTS:
        assert tokens.contrast(theme.colour(text), theme.colour(ground)) >= 4.5, (text, ground)


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_text_can_be_read_on_soft_colours_and_buttons(theme: tokens.Theme) -> None:
    colours = theme.colours
    for tone in SOFT:
        for text in (tone, "text", "text_2", "text_3"):
            assert tokens.contrast(theme.colour(text), theme.colour(f"{tone}_soft")) >= 4.5, (text, tone)
    for ground in (colours.accent, colours.accent_hover, colours.error):
        assert tokens.contrast(colours.on_accent, ground) >= 4.5


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_outlines_and_runs_stand_out_from_what_is_behind_them(theme: tokens.Theme) -> None:
    for ground in GROUNDS:
        assert tokens.contrast(theme.colours.control, theme.colour(ground)) >= 3.0, ground
    for run in theme.colours.runs:
        assert tokens.contrast(run, theme.colours.surface) >= 3.0, run


def test_the_seventh_run_has_the_colour_of_the_first() -> None:
    theme = tokens.theme()
    assert theme.colour("run-7") == theme.colour("run-1") == theme.colours.runs[0]
    assert theme.colour("run-6") != theme.colour("run-1")


def test_sizes_grow_with_the_text_and_hairlines_do_not() -> None:
    small, large = tokens.theme("light", 13), tokens.theme("light", 18)
    assert (small.type.body, large.type.body) == (13, 18)
    assert large.metrics.row == round(small.metrics.row * 18 / 13)
    assert large.metrics.progress == small.metrics.progress == 3
    assert tokens.theme("light", 40) is not None
    assert tokens.theme("light", 40).text_size == 18


def test_nothing_clickable_is_smaller_than_24_pixels_at_the_normal_size() -> None:
    metrics = tokens.theme().metrics
    assert min(metrics.target, metrics.button, metrics.field, metrics.row) >= 24


def test_a_theme_cannot_be_changed() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        tokens.theme().colours.accent = "#000000"  # type: ignore[misc]


@pytest.mark.parametrize(
    ("colour", "ground", "share", "expected"),
    [
        ("#000000", "#FFFFFF", 0.0, "#FFFFFF"),
        ("#000000", "#FFFFFF", 1.0, "#000000"),
        ("#FF0000", "#0000FF", 0.5, "#800080"),
    ],
)
def test_mixing_gives_opaque_colours(colour: str, ground: str, share: float, expected: str) -> None:
    assert tokens.mix(colour, ground, share) == expected


def test_a_ramp_passes_through_its_stops() -> None:
    stops = tokens.theme().colours.sequential
    assert [tokens.ramp(stops, share) for share in (0, 0.25, 0.5, 0.75, 1)] == list(stops)
    assert tokens.contrast("#000000", "#FFFFFF") == pytest.approx(21)


@pytest.mark.parametrize(
    ("name", "low", "high"), [("viridis", "#440154", "#FDE725"), ("cividis", "#00204D", "#FFEA46")]
)
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_colour_map_replaces_the_ramp_of_sizes_and_nothing_else(
    theme: tokens.ThemeName, name: tokens.MapName, low: str, high: str
) -> None:
    chosen, usual = tokens.theme(theme, 13, name).colours, tokens.theme(theme).colours
    assert (chosen.sequential[0], chosen.sequential[-1]) == (low, high)
    assert dataclasses.replace(chosen, sequential=usual.sequential) == usual
