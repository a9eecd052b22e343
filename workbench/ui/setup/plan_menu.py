"""The plan's menu: it is saved, loaded, taken from an adapter, written for peft, copied and pasted."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from workbench.core import peft_config, plan_file
from workbench.core.errors import WorkbenchError
from workbench.core.layers import LayerTree
from workbench.core.plan import RankPlan, resolve
from workbench.core.plan_file import Document, Reading
from workbench.services.problem import Problem
from workbench.ui.setup.plan_report import PlanReport
from workbench.ui.widgets.buttons import MenuButton


class PlanMenu(MenuButton):
    """Reads and writes files where it is asked to; what it read is emitted, never shown by itself."""

    applied = Signal(object, str)  # RankPlan, what the step is called in Edit ▸ Undo
    reported = Signal(object)  # PlanReport, after every plan that was read
    failed = Signal(object)  # Problem
    said = Signal(str)  # what was done, for a toast

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent=parent)
        self.setText(self.tr("Plan"))
        self.setMenu(QMenu(self))
        self._tree: LayerTree | None = None
        self._plan = RankPlan()
        self._base = self._name = ""
        self._last: tuple[Reading, str] | None = None
        add, line = self.menu().addAction, self.menu().addSeparator
        self.load = add(self.tr("Load plan…"), self._ask_file)
        self.adopt = add(self.tr("As in an adapter…"), self._ask_folder)
        self.paste = add(self.tr("Paste a plan"), self._paste)
        self._line = line()
        self.save = add(self.tr("Save plan…"), self._ask_where)
        self.write = add(self.tr("Write adapter_config.json…"), self._ask_where_for_peft)
        line()
        self.copy = add(self.tr("Copy the plan (YAML)"), self._copy)
        self.copy_python = add(self.tr("Copy as Python (LoraConfig)"), self._copy_python)

    def show_plan(
        self,
        tree: LayerTree | None,
        plan: RankPlan,
        *,
        base: str = "",
        name: str = "",
        read_only: bool = False,
    ) -> None:
        """The plan as the spec has it, fitting or not; `base` is what peft shall call the model."""
        if tree is not self._tree:
            self._last = None
        self._tree, self._plan, self._base, self._name = tree, plan, base, name
        self.setEnabled(tree is not None)
        self.setToolTip("" if tree is not None else self.tr("The model's layers are not known yet."))
        for action in (self.load, self.adopt, self.paste, self._line):
            action.setVisible(not read_only)

    # --- a plan from elsewhere

    def take_path(self, path: str | Path) -> None:
        """The plan in a file or folder, by its content."""
        self._try(lambda: self.take(plan_file.load(Path(path)), Path(path).name))

    def take(self, document: Document, source: str) -> None:
        """What of a document exists in this model becomes the plan; the rest is reported."""
        if self._tree is not None:
            self._give(plan_file.fitted(document, self._tree), source)

    def take_mapped(self) -> None:
        """The last one again, with the offered names in place of those that do not exist here."""
        if self._last is not None and self._tree is not None:
            reading, source = self._last
            self._give(plan_file.mapped(reading, self._tree), source)

    def _give(self, reading: Reading, source: str) -> None:
        self._last = (reading, source)
        if reading.taken or not reading.unmatched:
            self.applied.emit(reading.plan, self.tr("plan from {source}").format(source=source))
        self.reported.emit(PlanReport(source, reading.taken, reading.unmatched, reading.notes, reading.offer))

    def _paste(self) -> None:
        text = QGuiApplication.clipboard().text()
        self._try(
            lambda: self.take(plan_file.parse(text, self.tr("The clipboard")), self.tr("the clipboard"))
        )

    def _ask_file(self) -> None:
        dialog = self._dialog(self.tr("Load a plan"), self.take_path)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        plans = self.tr("Plans, runs and adapters")
        dialog.setNameFilters([f"{plans} (*.yaml *.yml *.json *.safetensors)", self.tr("All files (*)")])
        dialog.open()

    def _ask_folder(self) -> None:
        dialog = self._dialog(self.tr("Choose an adapter's folder"), self.take_path)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.open()

    # --- this plan, elsewhere

    def _ask_where(self) -> None:
        dialog = self._dialog(self.tr("Save the plan"), self.save_to)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("yaml")
        dialog.setNameFilter("YAML (*.yaml *.yml)")
        dialog.selectFile(f"{self._name}-plan.yaml" if self._name else "plan.yaml")
        dialog.open()

    def _ask_where_for_peft(self) -> None:
        dialog = self._dialog(self.tr("Write adapter_config.json"), self.write_to)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("json")
        dialog.setNameFilter("JSON (*.json)")
        dialog.selectFile("adapter_config.json")
        dialog.open()

    def save_to(self, name: str) -> None:
        self._try(lambda: plan_file.write(self._plan, Path(name)), self.tr("Saved {path}.").format(path=name))

    def write_to(self, name: str) -> None:
        tree = self._tree
        if tree is not None:
            done = self.tr("Written: {path}.").format(path=name)
            self._try(lambda: plan_file.write_peft(self._plan, tree, self._base, Path(name)), done)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(plan_file.text_of(self._plan))
        self.said.emit(self.tr("The plan is on the clipboard."))

    def _copy_python(self) -> None:
        if self._tree is not None:
            self._try(self._python_to_clipboard, self.tr("The LoraConfig is on the clipboard."))

    def _python_to_clipboard(self) -> None:
        assert self._tree is not None
        text = peft_config.python(resolve(self._plan, self._tree), self._tree, self._base)
        QGuiApplication.clipboard().setText(text)

    # --- both

    def _try(self, act: Callable[[], None], done: str = "") -> None:
        try:
            act()
        except WorkbenchError as error:
            self.failed.emit(Problem.of(error, "layers"))
        else:
            if done:
                self.said.emit(done)

    def _dialog(self, title: str, take: Callable[[str], None]) -> QFileDialog:
        dialog = QFileDialog(self, title)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(take)
        return dialog
