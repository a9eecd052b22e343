"""What LoRA does: a 100×100 matrix to play with, and one paragraph that teaches it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSlider, QVBoxLayout, QWidget

from workbench.ui import icons, style
from workbench.ui.setup.scale_picture import ScalePicture
from workbench.ui.widgets.buttons import LinkButton
from workbench.ui.widgets.rank_edit import RankEdit
from workbench.ui.widgets.text import Text

_SIDE, _RANK, _SCALE = 100, 10, 2.0


class WhatLoraDoes(QWidget):
    """A section that is folded until its header is pressed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.header = LinkButton(self.tr("What LoRA does"))
        self.header.setCheckable(True)
        self.body = QWidget()
        self.picture = ScalePicture()
        self.rank = RankEdit(1, _SIDE)
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.paragraph = Text("", "small", "text_2", wrap=True)
        self.verdict = Text("", "small", "text_2", wrap=True)
        self._lay_out()
        self._connect()
        self._show_rank(_RANK)
        self._fold()

    def set_open(self, shown: bool) -> None:
        """Unfolds or folds the section."""
        self.header.setChecked(shown)

    def _show_rank(self, rank: object) -> None:
        assert isinstance(rank, int)
        self.rank.set_value(rank)
        self.slider.setValue(rank)
        self.picture.show_layer(_SIDE, _SIDE, rank, _SCALE, True)
        trained, all_of_it = 2 * rank * _SIDE, _SIDE * _SIDE
        if trained >= all_of_it:
            words = self.tr("From rank 50 on, B and A hold as many numbers as W itself: nothing is saved.")
        else:
            words = self.tr("{trained} numbers are trained instead of {all}.").format(
                trained=f"{trained:,}", all=f"{all_of_it:,}"
            )
        self.verdict.setText(words)

    def _fold(self) -> None:
        shown = self.header.isChecked()
        self.header.setIcon(icons.icon("caret-down" if shown else "caret-right", "accent"))
        self.body.setVisible(shown)

    def _lay_out(self) -> None:
        self.paragraph.setText(
            self.tr(
                "The large grey matrix W belongs to the base model and stays frozen: not one of its "
                "numbers changes. LoRA learns two thin matrices beside it, B and A. Multiplied, they have "
                "W's shape, and their product is added to W. The rank is how thin they are: a higher one "
                "can learn more, and costs more. B starts at zero, so before the first step the model "
                "answers exactly as before. After training, B and A stay a small file of their own, or are "
                "merged into W for good."
            )
        )
        self.slider.setRange(1, _SIDE)
        self.slider.setPageStep(10)
        for control in (self.rank, self.slider):
            control.setAccessibleName(self.tr("Rank of the example"))
        self._row = QHBoxLayout()
        self._row.addWidget(Text(self.tr("Rank"), "small", "text_2"))
        self._row.addWidget(self.slider, 1)
        self._row.addWidget(self.rank)
        self._inner = QVBoxLayout(self.body)
        self._inner.setContentsMargins(0, 0, 0, 0)
        self._inner.addWidget(self.paragraph)
        self._inner.addWidget(self.picture)
        self._inner.addLayout(self._row)
        self._inner.addWidget(self.verdict)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self.header, 0, Qt.AlignmentFlag.AlignLeft)
        self._column.addWidget(self.body)
        self._rescale()

    def _connect(self) -> None:
        self.header.toggled.connect(lambda _: self._fold())
        self.rank.changed.connect(self._show_rank)
        self.rank.rejected.connect(self.verdict.setText)
        self.slider.valueChanged.connect(self._show_rank)
        style.switch().changed.connect(self._rescale)

    def _rescale(self, _theme: object = None) -> None:
        m = style.theme().metrics
        self.rank.setFixedWidth(m.space(14))
        for layout in (self._row, self._inner, self._column):
            layout.setSpacing(m.gap)
        self._fold()
