"""The preset of a draft: which one its settings began with, another one to apply, and own ones to keep."""

from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from workbench.core import preset_files
from workbench.core.errors import WorkbenchError
from workbench.core.presets import Preset
from workbench.services import preset_use
from workbench.services.draft import Draft
from workbench.services.problem import Problem
from workbench.ui import style
from workbench.ui.setup import preset_words
from workbench.ui.setup.preset_name import PresetName
from workbench.ui.setup.run_setup import Setup
from workbench.ui.widgets.buttons import MenuButton
from workbench.ui.widgets.text import Text


class PresetPicker(QWidget):
    """Applying is one undo step. What is done with files is told as a toast, with Undo where it can be."""

    said = Signal(str, object)  # a text, and the callable that takes it back (or None)
    failed = Signal(Problem)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._setup: Setup | None = None
        self.menu = QMenu(self)
        self.button = MenuButton("", self.menu)
        self.label = Text(self.tr("Preset"), "body", "text_2")
        self.goal = Text("", "caption", "text_3", wrap=True)
        self.naming = PresetName(self)
        self._lay_out()
        self.menu.aboutToShow.connect(self.fill)

    def show_setup(self, setup: Setup | None) -> None:
        self._setup = setup
        self.refresh()

    def refresh(self) -> None:
        if self._setup is None:
            return
        found = preset_files.find(self._setup.spec.preset)
        name = preset_words.of(self._setup.spec)
        self.button.setText(name)
        self.button.setAccessibleName(self.tr("Preset: {title}").format(title=name))
        self.button.setEnabled(isinstance(self._setup, Draft))
        missing = self.tr("This preset is not on this machine: changes are counted from the defaults.")
        self.goal.setText(preset_words.goal(found) if found is not None else missing)
        self.goal.setVisible(bool(self.goal.text()))

    # --- what it can do; the menus of the window call these too

    @property
    def draft(self) -> Draft | None:
        return self._setup if isinstance(self._setup, Draft) else None

    @property
    def current(self) -> Preset | None:
        return preset_files.find(self._setup.spec.preset) if self._setup is not None else None

    def apply(self, preset: Preset) -> None:
        if self.draft is not None:
            label = self.tr("preset {title}").format(title=preset_words.title(preset))
            problem = preset_use.apply(self.draft, preset, label)
            if problem is not None:
                self.failed.emit(problem)

    def ask_to_save(self) -> None:
        if self.draft is not None:
            self.naming.ask(self.button, self.tr("Save preset"), "", self._save)

    def ask_to_rename(self) -> None:
        preset = self.current
        if preset is not None and not preset.shipped:
            self.naming.ask(
                self.button, self.tr("Rename preset"), preset.title, lambda name: self._rename(preset, name)
            )

    def delete(self) -> None:
        preset = self.current
        if preset is None or preset.shipped:
            return
        try:
            preset_files.delete(preset)
        except WorkbenchError as error:
            self.failed.emit(Problem.of(error))
            return
        self.said.emit(
            self.tr("Deleted preset {title}.").format(title=preset.title), lambda: self._restore(preset)
        )
        self.refresh()

    def use_for_new_runs(self, preset: Preset | None) -> None:
        try:
            preset_files.use_for_new_runs(preset)
        except WorkbenchError as error:
            self.failed.emit(Problem.of(error))
            return
        if preset is None:
            self.said.emit(self.tr("New runs are as the last one was."), None)
        else:
            words = self.tr("New runs begin with {title}.")
            self.said.emit(words.format(title=preset_words.title(preset)), None)

    def ask_to_export(self) -> None:
        preset = self.current
        if preset is None:
            return
        dialog = self._dialog(self.tr("Export preset"), QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("yaml")
        dialog.selectFile(f"{preset.id}.yaml")
        dialog.fileSelected.connect(lambda name: self.export(preset, Path(name)))
        dialog.open()

    def export(self, preset: Preset, file: Path) -> None:
        try:
            preset_files.export(preset, file)
        except WorkbenchError as error:
            self.failed.emit(Problem.of(error))
        else:
            self.said.emit(self.tr("Saved {path}.").format(path=file), None)

    def ask_to_import(self) -> None:
        dialog = self._dialog(self.tr("Import preset"), QFileDialog.AcceptMode.AcceptOpen)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda name: self.take(Path(name)))
        dialog.open()

    def take(self, file: Path) -> None:
        """A file from elsewhere becomes one of the presets here."""
        before = {preset.id for preset in preset_files.listed()}
        try:
            made = preset_files.take(file)
        except WorkbenchError as error:
            self.failed.emit(Problem.of(error))
            return
        self.said.emit(*preset_words.imported(made, new=made.id not in before))

    # --- the menu

    def fill(self) -> None:
        """Anew each time: own ones come and go, in other windows too."""
        menu, now = self.menu, self.current
        menu.clear()
        group = QActionGroup(menu)
        for presets in (preset_files.shipped(), preset_files.own()):
            for preset in presets:
                action = menu.addAction(_plain(preset_words.title(preset)), lambda p=preset: self.apply(p))
                action.setToolTip(preset_words.goal(preset))
                action.setCheckable(True)
                action.setChecked(preset == now)
                action.setActionGroup(group)
            menu.addSeparator()
        for broken in preset_files.broken():
            words = self.tr("{file} cannot be used").format(file=broken.file.name)
            action = menu.addAction(_plain(words), lambda b=broken: self.failed.emit(Problem.of(b.problem)))
            action.setToolTip(f"{broken.problem.message} {broken.problem.hint}")
        menu.setToolTipsVisible(True)
        menu.addAction(self.tr("Save as preset…"), self._later(self.ask_to_save))
        chosen = preset_files.for_new_runs()
        use = menu.addAction(self.tr("Use for new runs"))
        use.setCheckable(True)
        use.setChecked(now is not None and chosen == now)
        use.setEnabled(now is not None)
        use.toggled.connect(lambda on: self.use_for_new_runs(now if on else None))
        if now is not None and not now.shipped:
            menu.addAction(self.tr("Rename…"), self._later(self.ask_to_rename))
            menu.addAction(self.tr("Delete"), self.delete)
        menu.addSeparator()
        export = menu.addAction(self.tr("Export…"), self.ask_to_export)
        export.setEnabled(now is not None)
        menu.addAction(self.tr("Import…"), self.ask_to_import)

    # --- inside

    def _save(self, name: str) -> None:
        assert self.draft is not None
        made, whole = preset_use.keep(self.draft, name)
        if whole:
            words = self.tr("Saved preset {title}.")
        else:
            words = self.tr("Saved preset {title}, without the ticked layers: they belong to this model.")
        self.said.emit(words.format(title=made.title), None)

    def _rename(self, preset: Preset, name: str) -> None:
        preset_files.rename(preset, name)
        self.refresh()

    def _restore(self, preset: Preset) -> None:
        preset_files.restore(preset)
        self.refresh()

    def _later(self, do: object) -> object:
        """Once the menu is closed: a popover opened by it would be closed with it."""
        return lambda: QTimer.singleShot(0, self, do)  # type: ignore[call-overload]

    def _dialog(self, title: str, mode: QFileDialog.AcceptMode) -> QFileDialog:
        dialog = QFileDialog(self, title)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setNameFilter("YAML (*.yaml *.yml)")
        dialog.setAcceptMode(mode)
        return dialog

    def _lay_out(self) -> None:
        m = style.theme().metrics
        self.label.setBuddy(self.button)
        self.label.setFixedWidth(m.label)
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(m.gap)
        row.addWidget(self.label)
        row.addWidget(self.button)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(m.space(1))
        column.addLayout(row)
        self.goal.setMaximumWidth(m.prose)
        column.addWidget(self.goal)


def _plain(text: str) -> str:
    return text.replace("&", "&&")
