"""Preferences ▸ Appearance."""

from PySide6.QtCore import QCoreApplication

from workbench.services.preferences import PreferenceStore
from workbench.ui.preferences.page import Page


class AppearancePage(Page):
    def __init__(self, store: PreferenceStore) -> None:
        super().__init__(store, QCoreApplication.translate("AppearancePage", "Appearance"))
        for name in ("theme", "text_size", "colour_map", "motion", "language"):
            self.add_field(f"appearance.{name}")
        self.refresh()
