"""Which theme is shown, and how it reaches Qt: palette first, then fonts, then a small style sheet."""

from functools import cache
from typing import Literal

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from workbench.ui import accessible, fonts, marks, sheet, tokens
from workbench.ui.focus_ring import FocusRing
from workbench.ui.tokens import Theme

Mode = Literal["system", "light", "dark"]


class ThemeSwitch(QObject):
    """Holds what the person chose, else follows the system, and tells when the theme changes."""

    changed = Signal(object)  # Theme

    def __init__(self) -> None:
        super().__init__()
        self.mode: Mode = "system"
        self.text_size = tokens.BODY
        self.colour_map: tokens.MapName = "blue"
        self.theme = tokens.theme()
        self._app: QApplication | None = None
        self._ring: FocusRing | None = None

    def attach(self, app: QApplication) -> None:
        """Show the theme in `app` and follow its system's colour scheme."""
        self._app = app
        self._ring = FocusRing(app)
        app.styleHints().colorSchemeChanged.connect(self._follow)
        self._follow()

    def wear(self, mode: Mode, text_size: int, colour_map: tokens.MapName) -> None:
        """All of it at once."""
        self.mode, self.text_size, self.colour_map = mode, text_size, colour_map
        self._follow()

    def set_mode(self, mode: Mode) -> None:
        """Follow the system, or stay light or dark."""
        self.mode = mode
        self._follow()

    def set_text_size(self, pixels: int) -> None:
        """Scale everything to a body text of 11 to 18 pixels."""
        self.text_size = min(max(pixels, tokens.TEXT_SIZES.start), tokens.TEXT_SIZES.stop - 1)
        self._follow()

    def set_colour_map(self, name: tokens.MapName) -> None:
        """Paint sizes and ranks with the theme's own ramp, or with viridis or cividis."""
        self.colour_map = name
        self._follow()

    def dress(self) -> None:
        """The same theme again, because the fonts have changed."""
        if self._app is not None:
            apply(self._app, self.theme)

    def _follow(self) -> None:
        if self._app is None:
            return
        name: tokens.ThemeName = "light" if self.mode == "system" else self.mode
        if self.mode == "system" and self._app.styleHints().colorScheme() == Qt.ColorScheme.Dark:
            name = "dark"
        wanted = tokens.theme(name, self.text_size, self.colour_map)
        if wanted is not self.theme or self._app.styleSheet() == "":
            apply(self._app, wanted)


@cache
def switch() -> ThemeSwitch:
    """The one switch of this process."""
    return ThemeSwitch()


def install(app: QApplication) -> ThemeSwitch:
    """Dress the application; called once, before the first window."""
    accessible.install()
    switch().attach(app)
    return switch()


def apply(app: QApplication, theme: Theme) -> None:
    """Show `theme` in every widget of `app`."""
    switch().theme = theme
    if app.style().objectName() != "fusion" or app.styleSheet() == "":
        app.setStyle("Fusion")
    app.setPalette(palette(theme))
    app.setFont(fonts.font("body", theme))
    marks.ensure()
    app.setStyleSheet(sheet.text(theme))
    app.setFont(fonts.font("header", theme), "QHeaderView")  # a new style sheet forgets fonts of classes
    app.setFont(fonts.font("small", theme), "QToolTip")
    switch().changed.emit(theme)


def theme() -> Theme:
    """The theme shown now; painting code asks at every paint and keeps nothing."""
    return switch().theme


def colour(tone: str) -> QColor:
    """The current colour of a token ("text_2", "run-3")."""
    return QColor(theme().colour(tone))


def font(role: str) -> QFont:
    """The current font of a role ("body", "caption", "tile", "mono", …)."""
    return fonts.font(role, theme())


def set_ground(widget: QWidget, tone: Literal["window", "surface", "sunken", "raised"]) -> None:
    """Lay a colour under a plain widget: surface for the document, window for the side columns."""
    widget.setAttribute(Qt.WidgetAttribute.WA_StyledBackground, True)
    widget.setProperty("ground", tone)


def palette(theme: Theme) -> QPalette:
    """What Fusion and every unstyled widget draw with."""
    c, role, made = theme.colours, QPalette.ColorRole, QPalette()
    values = {
        role.Window: c.window,
        role.WindowText: c.text,
        role.Base: c.surface,
        role.AlternateBase: c.window,
        role.Text: c.text,
        role.PlaceholderText: c.text_3,
        role.Button: c.raised,
        role.ButtonText: c.text,
        role.BrightText: c.error,
        role.Highlight: c.accent_soft,
        role.HighlightedText: c.text,
        role.Accent: c.accent,
        role.Link: c.accent,
        role.LinkVisited: c.accent,
        role.ToolTipBase: c.raised,
        role.ToolTipText: c.text,
        role.Light: c.raised,
        role.Midlight: c.grid,
        role.Mid: c.border,
        role.Dark: c.control,
        role.Shadow: c.border,
    }
    for key, value in values.items():
        made.setColor(key, QColor(value))
    for key in (role.WindowText, role.Text, role.ButtonText, role.HighlightedText):
        made.setColor(QPalette.ColorGroup.Disabled, key, QColor(c.disabled))
    made.setColor(QPalette.ColorGroup.Disabled, role.Base, QColor(c.sunken))
    return made
