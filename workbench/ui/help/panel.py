"""The panel that F1 opens below what has the focus; Esc closes it."""

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from workbench.core import preset_files, presets
from workbench.core.command import as_flag
from workbench.core.option import Option
from workbench.core.spec import RunSpec
from workbench.ui import style
from workbench.ui.help import topics
from workbench.ui.help.topics import Topic
from workbench.ui.setup import form, preset_words
from workbench.ui.widgets.buttons import Button
from workbench.ui.widgets.popover import Popover
from workbench.ui.widgets.section import SectionLabel
from workbench.ui.widgets.text import Text


class HelpPanel(QWidget):
    copied = Signal(str)  # the flag that is on the clipboard now

    def __init__(self, parent: QWidget) -> None:
        super().__init__()
        self._flag = ""
        self.title = Text("", "title")
        self.effect = Text("", "body", wrap=True)
        self.text = Text("", "body", "text_2", wrap=True)
        self.label = SectionLabel("")
        self.facts = QWidget()
        self.copy = Button(self.tr("Copy as flag"), icon="copy")
        self._grid = QGridLayout(self.facts)
        self.popover = Popover(self, parent)
        self.popover.setAccessibleName(self.tr("Help"))
        self._lay_out()
        self.copy.clicked.connect(self._on_copy)

    def show_setting(self, option: Option, spec: RunSpec | None, below: QWidget) -> None:
        """What a setting does, what it may be, and what it is called everywhere."""
        self.title.setText(form.said(option.title))
        self.effect.setText(form.said(option.effect))
        self.text.setText(form.said(option.help))
        self.label.setText(self.tr("In numbers and names"))
        self._fill(facts(option, spec))
        self._flag = as_flag(option, option.default if spec is None else spec.get(option.key))
        self.copy.show()
        self._open(below)

    def show_topic(self, topic: Topic, below: QWidget) -> None:
        """What a thing is, and its keys."""
        self.title.setText(topics.said(topic.title))
        self.effect.setText("")
        self.text.setText(topics.said(topic.text))
        self.label.setText(self.tr("Keys") if topic.keys else "")
        self._fill([(topics.said(key), topics.said(what)) for key, what in topic.keys])
        self.copy.hide()
        self._open(below)

    def rows(self) -> dict[str, str]:
        """What stands in the list now."""
        texts = [self._grid.itemAt(i).widget().text() for i in range(self._grid.count())]
        return dict(zip(texts[::2], texts[1::2], strict=True))

    def _fill(self, facts: list[tuple[str, str]]) -> None:
        while self._grid.count():
            part = self._grid.takeAt(0).widget()
            part.hide()
            part.deleteLater()
        for row, (name, value) in enumerate(facts):
            self._grid.addWidget(Text(name, "small", "text_2"), row, 0, Qt.AlignmentFlag.AlignTop)
            told = Text(value, "small", wrap=True)
            told.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            self._grid.addWidget(told, row, 1)

    def _open(self, below: QWidget) -> None:
        for part in (self.effect, self.label):
            part.setVisible(bool(part.text()))
        self.facts.setVisible(self._grid.count() > 0)
        self.layout().activate()
        self.setFixedHeight(self.layout().totalHeightForWidth(self.width()))
        self.popover.setAccessibleDescription(f"{self.title.text()}. {self.effect.text()} {self.text.text()}")
        self.popover.open(below)

    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(self._flag)
        self.popover.close()
        self.copied.emit(self._flag)

    def _lay_out(self) -> None:
        m = style.theme().metrics
        self.setFixedWidth(m.label + m.control + m.space(24))
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(m.page)
        self._grid.setVerticalSpacing(m.space(1))
        self._grid.setColumnStretch(1, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(m.page, m.card_x, m.page, m.page)
        column.setSpacing(m.gap)
        for part in (self.title, self.effect, self.text, self.label, self.facts):
            column.addWidget(part)
        column.addWidget(self.copy, 0, Qt.AlignmentFlag.AlignLeft)


def facts(option: Option, spec: RunSpec | None) -> list[tuple[str, str]]:
    """Typical values, range, default, the preset's value, and the names of a setting."""
    preset = preset_files.find(spec.preset) if spec is not None else None
    found = [(_say("Typical"), form.said(option.typical)), (_say("Range"), span(option))]
    found.append((_say("Default"), preset_words.value(option, option.default)))
    if spec is not None and preset is not None and option.key in preset.values:
        found.append(
            (preset_words.title(preset), preset_words.value(option, presets.baseline(preset, option.key)))
        )
    if spec is not None:
        found.append((_say("Now"), preset_words.value(option, spec.get(option.key))))
    found.append((_say("Key"), option.key))
    found.append((_say("Flag"), option.flag or f"--set {option.key}=…"))
    if option.aka:
        found.append((_say("Elsewhere"), ", ".join(option.aka)))
    return [(name, value) for name, value in found if value]


def span(option: Option) -> str:
    """What a value may be: from and to, or the choices."""
    if option.choices:
        choices = (("auto",) if option.automatic and "auto" not in option.choices else ()) + option.choices
        return " · ".join(form.said(choice) for choice in choices)
    low, high = (
        form.written(option, end) if end is not None else "" for end in (option.minimum, option.maximum)
    )
    if low and high:
        words = _say("{low} to {high}").format(low=low, high=high)
    elif low:
        words = _say("from {low}").format(low=low)
    else:
        return ""
    unit = f" {option.unit}" if option.unit not in ("", "share") else ""
    return f"{words}{unit} · auto" if option.automatic else f"{words}{unit}"


def _say(words: str) -> str:
    return QCoreApplication.translate("Help", words)
