"""Cells of a table of texts: they begin where the header does, with air above and below."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from workbench.ui import style


class Roomy(QStyledItemDelegate):
    def initStyleOption(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().initStyleOption(option, index)
        m = style.theme().metrics
        option.rect.adjust(m.space(1.25), m.space(1), 0, -m.space(1))

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        m = style.theme().metrics
        return super().sizeHint(option, index) + QSize(m.gap, m.gap)
