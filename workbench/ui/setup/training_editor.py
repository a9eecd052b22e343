"""The Training card's editor: a form made of the declarations, with what `auto` comes to beside it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from workbench.core import preset_files, presets
from workbench.core.command import as_flag
from workbench.services.draft import Draft
from workbench.ui import style
from workbench.ui.setup import changes_view, derived, form, setting_places
from workbench.ui.setup.preset_picker import PresetPicker
from workbench.ui.setup.run_setup import Setup
from workbench.ui.setup.setting_hits import SettingHits
from workbench.ui.setup.trouble import below_a_field
from workbench.ui.widgets.buttons import LinkButton
from workbench.ui.widgets.field import Field
from workbench.ui.widgets.number_edit import AutoNumberEdit
from workbench.ui.widgets.section import KeyValue, SectionLabel
from workbench.ui.widgets.segments import Segments
from workbench.ui.widgets.text import Text
from workbench.ui.widgets.text_edit import TextEdit

ESSENTIAL, ALL, CHANGED = "essential", "all", "changed"


class TrainingEditor(QWidget):
    copied = Signal(str)  # the flag that is on the clipboard now
    setting_asked = Signal(str)  # a setting of another card

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._setup: Setup | None = None
        self.presets = PresetPicker()
        self.find = TextEdit(self.tr("Find a setting"))
        self.extent = Segments(
            [(ESSENTIAL, self.tr("Essentials")), (ALL, self.tr("Everything")), (CHANGED, self.tr("Changed"))]
        )
        self.options = form.training()
        self.fields: dict[str, Field] = {key: form.field(option) for key, option in self.options.items()}
        self.values = {
            key: KeyValue(form.said(o.title), tip=form.said(o.help)) for key, o in self.options.items()
        }
        self._labels: dict[str, SectionLabel] = {}
        self.hits = SettingHits()
        self.nothing = Text("", "body", "text_2", wrap=True)
        self.show_all = LinkButton(self.tr("Show everything"))
        self._lay_out()
        self._connect()

    def show_setup(self, setup: Setup | None) -> None:
        self._setup = setup
        self.presets.show_setup(setup)
        for field in self.fields.values():
            field.clear_error()
        self.find.set_value("")
        self.refresh()

    def refresh(self) -> None:
        """The spec, or what follows from it, changed."""
        setup = self._setup
        if setup is None:
            return
        self.presets.refresh()
        preset = preset_files.find(setup.spec.preset)
        known = derived.derive(setup)
        numbers, notes = derived.values(known), derived.notes(setup.spec, known)
        for key, field in self.fields.items():
            option, value = self.options[key], setup.spec.get(key)
            if field.value() != value:
                field.set_value(value)
                field.clear_error()
            if isinstance(field.control, AutoNumberEdit):
                field.control.set_derived(numbers.get(key))
            field.set_changed(value != presets.baseline(preset, key))
            field.set_note(notes.get(key, ""))
            came_to = numbers.get(key) if value == "auto" else None
            text = form.written(option, value if came_to is None else came_to)
            self.values[key].set_value(
                text if came_to is None else self.tr("{value} · auto").format(value=text)
            )
        self._arrange()

    def reveal(self, key: str) -> None:
        """Makes the field of a setting visible."""
        self.find.set_value("")
        if not (self.fields[key].isVisibleTo(self) or self.values[key].isVisibleTo(self)):
            self.extent.set_value(ALL)
        self._arrange()

    def _arrange(self) -> None:
        """Shows the settings that are asked for, and only headings that have some."""
        wanted, extent = self.find.text().strip().lower(), self.extent.value()
        is_draft = isinstance(self._setup, Draft)
        differing = {change.option.key for change in changes_view.of(self._setup)} if self._setup else set()
        found = {option.key: option for option in setting_places.found(wanted)} if wanted else {}
        shown: set[str] = set()
        for key, option in self.options.items():
            if wanted:
                visible = key in found
            else:
                visible = extent == ALL or (option.essential if extent == ESSENTIAL else key in differing)
            self.fields[key].setVisible(visible and is_draft)
            self.values[key].setVisible(visible and not is_draft)
            shown |= {option.group} if visible else set()
        for group, label in self._labels.items():
            label.setVisible(group in shown)
        elsewhere = [option for key, option in found.items() if key not in self.options]
        self.hits.show_hits(elsewhere)
        self.presets.setVisible(not wanted)
        if wanted:
            self.nothing.setText(
                self.tr("No setting has “{text}” in its name or its help.").format(
                    text=self.find.text().strip()
                )
            )
        else:
            self.nothing.setText(self.tr("Every setting is as the preset has it."))
        self.nothing.setVisible(not shown and not elsewhere)
        self.show_all.setVisible(not shown and not wanted)

    def _lay_out(self) -> None:
        m = style.theme().metrics
        self.find.setAccessibleName(self.tr("Find a setting"))
        self.find.setMinimumWidth(m.space(24))
        self.fields["training.steps"].control.setPlaceholderText(self.tr("by epochs"))
        bar = QHBoxLayout()
        bar.setContentsMargins(m.page, 0, m.page, m.gap)
        bar.setSpacing(m.gap)
        bar.addWidget(self.find, 1)
        bar.addWidget(self.extent)
        content = QWidget()
        rows = QVBoxLayout(content)
        inset = m.changed_bar + m.gap  # a field's own, left of its label
        rows.setContentsMargins(m.page - inset, 0, m.page, m.page)
        rows.setSpacing(m.space(1))
        self.presets.layout().setContentsMargins(inset, m.gap, 0, 0)
        rows.addWidget(self.presets)
        for group in form.GROUPS:
            label = self._labels[group] = SectionLabel(form.said(group))
            label.setContentsMargins(inset, m.gap, 0, 0)
            rows.addWidget(label)
            for key in (key for key, option in self.options.items() if option.group == group):
                value = self.values[key]
                value.layout().setContentsMargins(inset, 0, 0, 0)
                value.setMaximumWidth(m.prose)
                rows.addWidget(self.fields[key])
                rows.addWidget(value)
        for part in (self.hits, self.nothing, self.show_all):
            part.setContentsMargins(inset, m.gap, 0, 0)
            rows.addWidget(part, 0, Qt.AlignmentFlag.AlignLeft)
        rows.addStretch(1)
        scroll = QScrollArea()
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(content)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(bar)
        column.addWidget(scroll, 1)

    def _connect(self) -> None:
        self.find.textChanged.connect(lambda _: self._arrange())
        self.extent.changed.connect(lambda _: self._arrange())
        self.hits.asked.connect(self.setting_asked)
        self.show_all.clicked.connect(self._show_all)
        for field in self.fields.values():
            field.edited.connect(self._on_edited)
            field.reset_requested.connect(self._on_reset)
            field.flag_requested.connect(self._on_flag)

    def _show_all(self) -> None:
        self.extent.set_value(ALL)
        self._arrange()

    def _on_edited(self, key: str, value: object) -> None:
        if not isinstance(self._setup, Draft):
            return
        problem = self._setup.set(key, value, form.said(self.options[key].title).lower())
        if problem is None:
            self.fields[key].clear_error()
        else:
            self.fields[key].set_error(below_a_field(problem))

    def _on_reset(self, key: str) -> None:
        if self._setup is not None:
            self._on_edited(key, presets.baseline(preset_files.find(self._setup.spec.preset), key))

    def _on_flag(self, key: str) -> None:
        if self._setup is not None:
            flag = as_flag(self.options[key], self._setup.spec.get(key))
            QGuiApplication.clipboard().setText(flag)
            self.copied.emit(flag)
