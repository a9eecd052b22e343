"""How the rows are learned from: which tokens, how they are written, and what measures the run."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from workbench.core import preset_files, presets
from workbench.core.spec import RunSpec
from workbench.ui import style
from workbench.ui.setup import form
from workbench.ui.widgets.buttons import Button, LinkButton
from workbench.ui.widgets.choice_edit import ChoiceEdit
from workbench.ui.widgets.elided import Elided
from workbench.ui.widgets.field import Field
from workbench.ui.widgets.section import SectionLabel

SHARE, FILE, NONE = "share", "file", "none"
_THINKING = "enable_thinking"
_FIELDS = (
    *("data.train_on", "data.packing", "data.max_length", "data.system_prompt", "data.template_arguments"),
)
_USUAL_SHARE = 0.05


class DataSettings(QWidget):
    """Stacked fields for the right column; emits dotted keys with their values."""

    edited = Signal(object, str)  # {key: value}, what the step is called
    template_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._spec: RunSpec | None = None
        self.fields = {key: _stacked(key) for key in _FIELDS}
        self.template = LinkButton(self.tr("Chat template…"))
        self.thinking = Field(
            _THINKING,
            self.tr("Thinking"),
            ChoiceEdit(
                [(None, self.tr("as the template says")), (True, self.tr("on")), (False, self.tr("off"))]
            ),
            tip=self.tr("The template argument enable_thinking, which this template reads."),
            stacked=True,
        )
        self.held_out_by = Field(
            "held-out-by",
            self.tr("What measures the run"),
            ChoiceEdit(
                [
                    (SHARE, self.tr("a share of the rows")),
                    (FILE, self.tr("a file of its own")),
                    (NONE, self.tr("nothing")),
                ]
            ),
            tip=form.said(form.declared("data.held_out").help),
            stacked=True,
        )
        self.share = _stacked("data.held_out")
        self.file = Elided("", "small", "text_2")
        self.choose = Button(self.tr("Choose file…"), icon="folder-open")
        self._lay_out()
        self._connect()

    def show_spec(self, spec: RunSpec, template: str, longest: int | None, *, text: bool) -> None:
        """`template` is the Jinja that is used; `text`: rows are no conversations and have none."""
        self._spec = spec
        preset = preset_files.find(spec.preset)
        for key, field in self.fields.items():
            field.set_value(spec.get(key))
            field.set_changed(spec.get(key) != presets.baseline(preset, key))
            field.clear_error()
        self.fields["data.max_length"].control.set_derived(longest)  # type: ignore[attr-defined]
        for key in ("data.system_prompt", "data.template_arguments"):
            self.fields[key].setVisible(not text)
        self.template.setVisible(not text)
        arguments = spec.data.template_arguments
        self.thinking.setVisible(not text and (_THINKING in template or _THINKING in arguments))
        thinking = arguments.get(_THINKING)
        self.thinking.set_value(thinking if thinking in (True, False) else None)
        by = FILE if spec.data.validation else SHARE if spec.data.held_out else NONE
        self.held_out_by.set_value(by)
        self.share.set_value(spec.data.held_out)
        self.share.setVisible(by == SHARE)
        self.file.setText(Path(spec.data.validation).name)
        self.file.set_tip(spec.data.validation)
        for part in (self.file, self.choose):
            part.setVisible(by == FILE)

    def show_refused(self, key: str, sentence: str) -> None:
        """Beside the field, why its value was not taken."""
        if key in self.fields:
            self.fields[key].set_error(sentence)

    def ask_file(self) -> None:
        """The system's dialog for the held-out file."""
        dialog = QFileDialog(self, self.tr("Choose the file that measures the run"))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(self._on_file)
        dialog.open()

    def _on_file(self, path: str) -> None:
        self.edited.emit({"data.validation": path}, self.tr("held-out file"))

    def _on_field(self, key: str, value: object) -> None:
        self.edited.emit({key: value}, form.said(form.declared(key).title).lower())

    def _on_reset(self, key: str) -> None:
        assert self._spec is not None
        self._on_field(key, presets.baseline(preset_files.find(self._spec.preset), key))

    def _on_thinking(self, _key: str, value: object) -> None:
        assert self._spec is not None
        arguments = {k: v for k, v in self._spec.data.template_arguments.items() if k != _THINKING}
        if value is not None:
            arguments[_THINKING] = value
        self.edited.emit({"data.template_arguments": arguments}, self.tr("thinking"))

    def _on_by(self, _key: str, value: object) -> None:
        assert self._spec is not None
        if value == FILE:
            self.ask_file()
            self.held_out_by.set_value(FILE if self._spec.data.validation else SHARE)
        else:
            share = self._spec.data.held_out or _USUAL_SHARE if value == SHARE else 0.0
            self.edited.emit({"data.validation": "", "data.held_out": share}, self.tr("held-out rows"))

    def _connect(self) -> None:
        for field in (*self.fields.values(), self.share):
            field.edited.connect(self._on_field)
            field.reset_requested.connect(self._on_reset)
        self.thinking.edited.connect(self._on_thinking)
        self.held_out_by.edited.connect(self._on_by)
        self.choose.clicked.connect(self.ask_file)
        self.template.clicked.connect(self.template_asked)

    def _lay_out(self) -> None:
        m = style.theme().metrics
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(m.gap)
        column.addWidget(SectionLabel(self.tr("How it is learned from")))
        for key in ("data.train_on", "data.packing", "data.max_length"):
            column.addWidget(self.fields[key])
        for part in (self.held_out_by, self.share, self.file, self.choose):
            column.addWidget(part)
        column.addWidget(self.fields["data.system_prompt"])
        for part in (self.thinking, self.fields["data.template_arguments"], self.template):
            column.addWidget(part)


def _stacked(key: str) -> Field:
    option = form.declared(key)
    return Field(key, form.said(option.title), form.control(option), tip=form.said(option.help), stacked=True)
