"""Masks, token by token, under the chat templates that models ship."""

import importlib.util
from pathlib import Path
from typing import Any

import conftest_templates as templates
import pytest

