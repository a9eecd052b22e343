"""The fonts of the window: Inter and JetBrains Mono where they are installed, else the system's own."""

from functools import cache

from PySide6.QtGui import QFont, QFontDatabase

from workbench.ui import language
from workbench.ui.tokens import Theme

_W = QFont.Weight
# role -> (type size, weight); the names are what pages ask for
ROLES: dict[str, tuple[str, QFont.Weight]] = {
    "caption": ("caption", _W.Normal),
    "section": ("caption", _W.DemiBold),
    "small": ("small", _W.Normal),
    "header": ("small", _W.DemiBold),
    "body": ("body", _W.Normal),
    "medium": ("body", _W.Medium),
    "strong": ("body", _W.DemiBold),
    "title": ("title", _W.DemiBold),
    "tile": ("tile", _W.DemiBold),
    "count": ("count", _W.DemiBold),
    "mono": ("mono", _W.Normal),
}

# language -> fonts of Linux, macOS and Windows that have its signs
_SIGNS = {"zh_CN": ("Noto Sans CJK SC", "Source Han Sans SC", "PingFang SC", "Microsoft YaHei UI")}


def font(role: str, theme: Theme) -> QFont:
    """The font of a role ("body", "caption", …), figures all equally wide."""
    size, weight = ROLES[role]
    made = QFont(_mono()) if role == "mono" else QFont(_interface())
    made.setFamilies([*made.families(), *_for(language.switch().shown)])
    made.setPixelSize(getattr(theme.type, size))
    made.setWeight(weight)
    made.setFeature(QFont.Tag("tnum"), 1)
    if role == "section":
        made.setCapitalization(QFont.Capitalization.AllUppercase)
        made.setLetterSpacing(QFont.SpacingType.PercentageSpacing, 104)
    return made


@cache
def _for(spoken: str) -> tuple[str, ...]:
    """What writes the signs that the font itself has not: without it, Chinese may get Japanese forms."""
    return tuple(name for name in _SIGNS.get(spoken, ()) if QFontDatabase.hasFamily(name))


@cache
def _interface() -> QFont:
    if QFontDatabase.hasFamily("Inter"):
        return QFont("Inter")
    return QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)


@cache
def _mono() -> QFont:
    if QFontDatabase.hasFamily("JetBrains Mono"):
        return QFont("JetBrains Mono")
    return QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
