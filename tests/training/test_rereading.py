"""Training rows read once more after the last step: the losses are stock peft's, and nothing else changes."""

import hashlib

import pytest
import torch
from peft import PeftModel
from transformers import AutoModelForCausalLM, AutoTokenizer

from workbench.core.events import Reread
from workbench.training import worker
from workbench.training.data import dataset
from workbench.training.data.batches import collate

LONG = {"training": {"steps": 60, "schedule": "constant"}}


@pytest.fixture(scope="module")
def kept():
    return {}


def test_the_losses_are_those_of_stock_peft(new_run, kept):
    run = new_run(**LONG)
    told = worker.main(run.path)
    reread, spec = told.reread, run.spec()
    assert isinstance(reread, Reread)
    assert len(reread.losses) == 60 * 8 // 50
    assert reread.losses == sorted(reread.losses)
    assert told.best_held_out[0] == reread.step, "the adapter on the disk is the last one"
    tokenizer = AutoTokenizer.from_pretrained(spec.model.path)
    data = dataset.prepare(spec.data, tokenizer, spec.training.seed, 2048, lambda done, total: None)
    base = AutoModelForCausalLM.from_pretrained(spec.model.path, dtype=torch.float32)
    model = PeftModel.from_pretrained(base, run.adapter).eval()
    place = {tuple(data.train.origins(row)): row for row in range(len(data.train))}
    for loss, origin in zip(reread.losses, reread.rows, strict=True):
        batch = collate(data.train, [place[(origin,)]], 0)
        with torch.no_grad():
            stock = model(input_ids=batch.input_ids, labels=batch.labels).loss
        assert loss == pytest.approx(float(stock), rel=2e-4)
    kept["adapter"] = _bytes(run)


def test_a_run_that_does_not_read_again_ends_in_the_same_bytes(new_run, kept):
    run = new_run(**LONG, watch={"reread_rows": 0})
    told = worker.main(run.path)
    assert told.reread is None
    assert _bytes(run) == kept["adapter"]


def test_a_short_run_reads_nothing_again(new_run):
    assert worker.main(new_run().path).reread is None


def _bytes(run):
    return hashlib.sha256((run.adapter / "adapter_model.safetensors").read_bytes()).hexdigest()
