"""The list of peft's settings is peft's."""

import dataclasses

import peft
import pytest

from workbench.core import peft_settings

CONFIGS = {
    "LORA": peft.LoraConfig,
    "LOHA": peft.LoHaConfig,
    "LOKR": peft.LoKrConfig,
    "IA3": peft.IA3Config,
    "VERA": peft.VeraConfig,
    "OFT": peft.OFTConfig,
}


@pytest.mark.parametrize("method", peft_settings.SETTINGS)
def test_every_setting_of_peft_is_known(method):
    fields = {field.name for field in dataclasses.fields(CONFIGS[method])}
    assert fields - peft_settings.SETTINGS[method] == set()


def test_only_settings_that_say_something_are_strange():
    document = {"peft_type": "LORA", "r": 8, "use_next_year": True, "off_next_year": False, "none": None}
    assert peft_settings.unknown(document) == ("use_next_year",)
