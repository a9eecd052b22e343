"""The kinds of button: one primary a page, normal, dangerous, an icon, a menu, a link."""

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtWidgets import QMenu, QPushButton, QToolButton, QWidget

from workbench.ui import icons, style


class Button(QPushButton):
    """A normal button, 28 px: a verb and an object."""

    def __init__(self, text: str, icon: str = "", *, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        if icon:
            self.setIcon(icons.icon(icon))
        self._scale()

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()  # its words are never cut

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.StyleChange:
            self._scale()
        super().changeEvent(event)

    def _scale(self) -> None:
        side = style.theme().metrics.icon
        if self.iconSize() != QSize(side, side):
            self.setIconSize(QSize(side, side))


class PrimaryButton(Button):
    """The one action of a page, 36 px in accent."""

    def __init__(self, text: str, *, parent: QWidget | None = None) -> None:
        super().__init__(text, parent=parent)
        self.setProperty("kind", "primary")

    def _scale(self) -> None:
        super()._scale()
        if self.font() != style.font("strong"):
            self.setFont(style.font("strong"))


class DangerButton(Button):
    """Discards or deletes."""

    def __init__(self, text: str, *, parent: QWidget | None = None) -> None:
        super().__init__(text, parent=parent)
        self.setProperty("kind", "danger")


class LinkButton(Button):
    """A link: jumps to what is missing, or does a small thing beside the text."""

    def __init__(self, text: str, *, role: str = "body", parent: QWidget | None = None) -> None:
        self._role = role
        super().__init__(text, parent=parent)
        self.setProperty("kind", "link")
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def _scale(self) -> None:
        super()._scale()
        if self.font() != style.font(self._role):
            self.setFont(style.font(self._role))


class MenuButton(Button):
    """Opens a menu; its caret says so."""

    def __init__(
        self, text: str, menu: QMenu | None = None, icon: str = "", *, parent: QWidget | None = None
    ) -> None:
        super().__init__(text, icon, parent=parent)
        self.setProperty("kind", "menu")
        if menu is not None:
            self.setMenu(menu)


class IconButton(QToolButton):
    """An icon without a word beside it: its name is the tooltip and what a screen reader says."""

    def __init__(
        self,
        icon: str,
        name: str,
        *,
        checkable: bool = False,
        small: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setCheckable(checkable)
        self.setProperty("kind", "small" if small else "icon")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.set_icon(icon, name)
        self._scale()

    def set_icon(self, icon: str, name: str) -> None:
        """Another picture with its name (play becomes pause)."""
        self.setIcon(icons.icon(icon))
        self.setToolTip(name)
        self.setAccessibleName(name)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.StyleChange:
            self._scale()
        super().changeEvent(event)

    def _scale(self) -> None:
        side = style.theme().metrics.icon
        if self.iconSize() != QSize(side, side):
            self.setIconSize(QSize(side, side))


class ToggleButton(QToolButton):
    """A word that is on or off, or that changes at a press; for the small choices above a chart or list."""

    def __init__(
        self, text: str, tip: str = "", *, checkable: bool = True, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setText(text)
        self.setToolTip(tip)
        self.setCheckable(checkable)
        self.setProperty("kind", "toggle")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
