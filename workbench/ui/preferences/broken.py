"""What is said when the preferences, or some of them, could not be read: the defaults hold."""

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QVBoxLayout, QWidget

from workbench.core import preferences_file
from workbench.services.preferences import PreferenceStore
from workbench.ui import style
from workbench.ui.widgets.banner import Banner


class BrokenFile(QWidget):
    """Hidden unless there is such a file; closed by hand."""

    def __init__(self, store: PreferenceStore, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._store = store
        self.banner = Banner("warn", closable=True)
        self.show_file = self.banner.add_button(self.tr("Show file"))
        column = QVBoxLayout(self)
        column.addWidget(self.banner)
        self.show_file.clicked.connect(self._on_show)
        self.banner.closed.connect(self.hide)
        store.aside_changed.connect(self.refresh)
        style.switch().changed.connect(self._rescale)
        self._rescale()
        self.refresh()

    def refresh(self) -> None:
        aside, refused = self._store.aside, self._store.refused
        self.setVisible(aside is not None or bool(refused))
        if aside is None and refused:
            said = self.tr("Some preferences are not possible: their defaults hold.")
            listed = (f"{key}: {value}" for key, value in refused.items())
            self.banner.set_message(said, " · ".join(listed))
        elif aside is not None:
            said = self.tr(
                "The preferences could not be read: the defaults hold. The file is kept as {name}."
            )
            self.banner.set_message(said.format(name=aside.kept.name), aside.reason)
        self.banner.show()

    def _on_show(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(preferences_file.file().parent)))

    def _rescale(self, _theme: object = None) -> None:
        m = style.theme().metrics
        self.layout().setContentsMargins(m.page, m.gap, m.page, 0)
