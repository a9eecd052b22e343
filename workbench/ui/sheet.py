"""The style sheet: only what the palette cannot say (boxes, heights, marks)."""

from functools import cache
from string import Template

from workbench.core import resources
from workbench.ui.marks import names, url
from workbench.ui.tokens import Theme


def text(theme: Theme) -> str:
    """The sheet in the theme's colours and sizes."""
    c, m = theme.colours, theme.metrics
    colours = {
        name: getattr(c, name) for name in dir(c) if isinstance(getattr(c, name), str) and name[0] != "_"
    }
    borders = 2
    knob = m.space(3.5)
    sizes = {f"s{n}": m.space(n) for n in (1, 2, 3, 4, 6, 7)} | {
        "button_in": m.button - borders,
        "primary_in": m.button_primary - borders,
        "edit_pad": m.space(2) - 2,  # a line edit adds two of its own
        "field_in": m.field - borders,
        "target": m.target,
        "target_in": m.target - borders,
        "segment_in": m.target - borders,
        "tab_in": m.tabs - borders,
        "header_in": m.table_header - 1,
        "menu_line": m.space(4),
        "row": m.row,
        "check": m.check,
        "bar": m.bar,
        "knob": knob,
        "knob_half": knob // 2 - 1,
        "knob_round": knob // 2,
        "scroll_bar": m.scroll_bar,
        "radius": m.radius,
        "radius_in": m.radius - 2,
        "radius_bar": m.radius_bar,
    }
    marks = {name.replace("-", "_"): url(name, theme) for name in names()}
    return _template().substitute(colours | sizes | marks)


@cache
def _template() -> Template:
    return Template(resources.path("themes/sheet.qss").read_text(encoding="utf-8"))
