"""A field that takes a combination of keys by having it pressed."""

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QKeySequenceEdit, QLineEdit, QWidget

from workbench.ui.accessible import Role

_MODIFIERS = (
    Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
)
_ALONE = (Qt.Key.Key_Delete, Qt.Key.Key_Insert, Qt.Key.Key_Help, Qt.Key.Key_Pause, Qt.Key.Key_Print)
_OF_TEXT = (
    *(QKeySequence.StandardKey.Copy, QKeySequence.StandardKey.Cut, QKeySequence.StandardKey.Paste),
    QKeySequence.StandardKey.SelectAll,
)


class KeyEdit(QKeySequenceEdit):
    """Tab leaves it. Keys that are needed for typing are refused, with the reason."""

    accessible_role = Role.HotkeyField

    pressed = Signal(QKeySequence)
    refused = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown = QKeySequence()
        self.setMaximumSequenceLength(1)
        line = self.findChild(QLineEdit)
        line.setPlaceholderText(self.tr("no keys"))
        self.keySequenceChanged.connect(self._explain_line)
        self.editingFinished.connect(self._take)
        self._line = line

    def show_keys(self, keys: QKeySequence) -> None:
        """What it begins with; nothing is emitted."""
        self._shown = keys
        self.setKeySequence(keys)

    def setAccessibleName(self, name: str) -> None:
        super().setAccessibleName(name)
        self._line.setAccessibleName(name)

    def _explain_line(self, keys: QKeySequence) -> None:
        self.setAccessibleDescription(native(keys))

    def _take(self) -> None:
        keys = self.keySequence()
        if keys.isEmpty() or keys == self._shown:
            return  # the focus only passed through it
        why = refusal(keys)
        if why:
            self.refused.emit(why)
        else:
            self.pressed.emit(keys)


def refusal(keys: QKeySequence) -> str:
    """Why a combination cannot be an action's; "" when it can."""
    pressed = keys[0]
    key, name = pressed.key(), native(keys)
    if keys in map(QKeySequence, _OF_TEXT):
        return _tr("{keys} copies, cuts, pastes or selects everywhere.").format(keys=name)
    is_function = Qt.Key.Key_F1 <= key <= Qt.Key.Key_F35
    if pressed.keyboardModifiers() & _MODIFIERS or is_function or key in _ALONE:
        return ""
    said = _tr("{keys} alone is typed into fields: hold Ctrl or Alt with it, or take F1 to F12.")
    return said.format(keys=name)


def native(keys: QKeySequence) -> str:
    return keys.toString(QKeySequence.SequenceFormat.NativeText)


def _tr(text: str) -> str:
    return QCoreApplication.translate("KeyEdit", text)
