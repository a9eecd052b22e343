"""Milliseconds from an edited chat template to the preview of a row (goal: 50). Needs trl for its templates.

python tests/benchmarks/template_edit.py
"""
# ruff: noqa: T201

import statistics
import time

from tests.training.data import families
from workbench.training.data import preview
from workbench.training.data.conversation import Message, Row
from workbench.training.data.template import Style

TURNS = (Message("user", "Is 3 a number?"), Message("assistant", "Yes, indeed."))

tokenizer = families.tokenizer("Qwen 3")
row = Row(TURNS * 4, 1)
took = []
for edit in range(21):
    own = Style(template=families.shipped("qwen3.jinja") + f"{{# {edit} #}}")
    began = time.perf_counter()
    preview.view(row, tokenizer, "assistant", 1000, own)
    took.append(1000 * (time.perf_counter() - began))
print(
    f"an edit of Qwen 3's template to the preview of a row: {statistics.median(took):.0f} ms (median of 21)"
)
