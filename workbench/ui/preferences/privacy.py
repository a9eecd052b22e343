"""Preferences ▸ Privacy: what may leave this machine."""

from workbench.services.preferences import PreferenceStore
from workbench.ui.preferences.page import Page
from workbench.ui.widgets.text import Text


class PrivacyPage(Page):
    def __init__(self, store: PreferenceStore) -> None:
        super().__init__(store, self.tr("Privacy"))
        self.add_field("privacy.offline")
        said = self.tr(
            "Nothing is sent to anybody: no account, no usage counts, no crash reports. A report of a crash "
            "is a file of yours, with names of functions and versions, without your data or tokens."
        )
        self.add_row(Text(said, "small", "text_2", wrap=True), said)
        self.refresh()
