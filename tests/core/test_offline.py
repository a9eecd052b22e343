"""Offline: what libraries are told."""

from workbench.core import offline, preferences_file


def test_nothing_is_reported_and_a_persons_own_word_is_kept() -> None:
    environment = {"DO_NOT_TRACK": "0", "HF_HUB_OFFLINE": "0"}
    offline.apply(environment)
    assert environment == {"DO_NOT_TRACK": "0", "HF_HUB_OFFLINE": "0", "HF_HUB_DISABLE_TELEMETRY": "1"}
    assert not offline.asked(environment)


def test_the_preference_overrules() -> None:
    preferences_file.changed({"privacy.offline": True})
    environment = {"HF_HUB_OFFLINE": "0"}
    offline.apply(environment)
    assert environment["HF_HUB_OFFLINE"] == environment["TRANSFORMERS_OFFLINE"] == "1"
    assert environment["HF_DATASETS_OFFLINE"] == "1"
    assert offline.asked(environment)


def test_it_may_come_from_the_persons_own_environment() -> None:
    assert offline.asked({"HF_HUB_OFFLINE": "1"})
    assert not offline.asked({})
