"""Preferences ▸ Presets: what new runs begin with."""

from workbench.core import preset_files
from workbench.services.preferences import PreferenceStore
from workbench.ui.preferences.page import Page
from workbench.ui.setup import preset_words
from workbench.ui.widgets.choice_edit import ChoiceEdit

_KEY = "presets.new_runs"


class PresetsPage(Page):
    """Own presets are saved and renamed where they are used: in the Training card."""

    def __init__(self, store: PreferenceStore) -> None:
        super().__init__(store, self.tr("Presets"))
        self.choice = ChoiceEdit()
        self._offer()
        self.add_field(_KEY, self.choice)
        self.refresh()

    def look(self) -> None:
        """The page is seen: presets may have come or gone."""
        self.refresh()

    def refresh(self) -> None:
        self._offer()
        super().refresh()

    def _offer(self) -> None:
        """Those that are there, and the chosen one even where it is gone."""
        offered: list[tuple[object, str]] = [(preset_files.AS_LAST_TIME, self.tr("As the last run"))]
        offered += [(preset.id, preset_words.title(preset)) for preset in preset_files.listed()]
        chosen = str(self.store.get(_KEY))
        if chosen not in [value for value, _ in offered]:
            offered.append((chosen, self.tr("{preset} (not there)").format(preset=chosen)))
        self.choice.set_options(offered)
