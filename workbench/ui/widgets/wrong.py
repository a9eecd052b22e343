"""Marks an input as wrong: its outline turns to error."""

from PySide6.QtWidgets import QWidget


def set_wrong(widget: QWidget, wrong: bool) -> None:
    """Switch the error outline of a field on or off."""
    if bool(widget.property("wrong")) == wrong:
        return
    widget.setProperty("wrong", wrong)
    widget.style().unpolish(widget)
    widget.style().polish(widget)
