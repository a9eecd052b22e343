"""The one table of jobs: plain functions from named parameters to a value that JSON can carry.

Each imports what it needs when it is asked: reading a model's layers must not pay for peft.
"""

import inspect
import os
from collections.abc import Callable
from dataclasses import asdict
from importlib import metadata
from pathlib import Path
from typing import Any

from workbench.core import files
from workbench.core import spec as specs
from workbench.core.errors import WorkbenchError
from workbench.core.runs import RunFolder, is_run
from workbench.engine import adapter_jobs, answer_jobs, data_jobs, export_jobs, model_jobs
from workbench.engine.listener import Listener


def perform(job: str, params: dict[str, Any], listener: Listener | None = None) -> Any:
    """Does one job. Raises WorkbenchError, also for a job or parameters that do not exist."""
    function = JOBS.get(job)
    if function is None:
        raise WorkbenchError(
            "There is no job “{job}”.",
            hint="The jobs are {jobs}.",
            kind="bad-request",
            job=job,
            jobs=", ".join(JOBS),
        )
    listener = listener or Listener()
    _fitting(function, job, listener, **params)
    return function(listener, **params)


def train(_: Listener, folder: str, settings: dict[str, float] | None = None) -> dict[str, Any]:
    """Makes sure that the run can begin; the engine then leaves its pipes and becomes the run's worker."""
    run = RunFolder(Path(folder))
    if not is_run(run.path):
        raise WorkbenchError(
            "{folder} holds no run.", hint="A run folder has a run.yaml.", kind="no-run", folder=folder
        )
    owner = run.worker()
    if owner is not None:
        raise WorkbenchError(
            "{folder} is being trained by process {pid}.",
            hint="Wait until it ends, or stop it first.",
            kind="locked",
            folder=folder,
            pid=owner.pid,
        )
    with files.explained(run.log_file), run.log_file.open("ab"):
        return {"pid": os.getpid()}


def machine(listener: Listener, calibrate: bool = False) -> dict[str, Any]:
    """How fast this machine computes and its memory, as `core.machine.Machine` in JSON; it is kept.

    Roughly, in a fraction of a second; or everything, which takes some ten seconds.
    """
    from workbench.core import machine as machines
    from workbench.training.bench import calibration

    found = calibration.measure(
        lambda done, total: listener.progress(done, total, "Measuring"), quick=not calibrate
    )
    machines.keep(found)
    return found.to_json()


def devices(_: Listener) -> dict[str, Any]:
    """What there is to compute on: {"devices": [{device, name, memory in bytes}]}, the best one first."""
    from workbench.training import devices as found

    return {"devices": [asdict(device) for device in found.listed()]}


def gradients(listener: Listener, spec: dict[str, Any], steps: int) -> dict[str, float]:
    """Squared gradient norm of every ticked layer's weight, over the rows of a run's first steps."""
    from workbench.training import gradients as norms

    listener.progress(0, 0, "Loading weights")
    return norms.squared_norms(
        specs.parse(spec), steps, lambda done, total: listener.progress(done, total, "Reading batches")
    )


JOBS: dict[str, Callable[..., Any]] = {
    "layers": model_jobs.layers,
    "models": model_jobs.models,
    "weigh": model_jobs.weigh,
    "check_data": data_jobs.check_data,
    "data_rows": data_jobs.data_rows,
    "data_row": data_jobs.data_row,
    "data_find": data_jobs.data_find,
    "export_bad_rows": data_jobs.export_bad_rows,
    "token_cache": data_jobs.token_cache,
    "train": train,
    "machine": machine,
    "devices": devices,
    "gradients": gradients,
    **adapter_jobs.JOBS,
    **answer_jobs.JOBS,
    **export_jobs.JOBS,
}


def warm() -> dict[str, str]:
    """Imports what every job needs, and returns the versions."""
    import peft  # noqa: F401
    import torch  # noqa: F401
    from transformers import AutoModelForCausalLM, AutoTokenizer  # noqa: F401

    from workbench.training import generate, introspect, worker  # noqa: F401

    return {name: metadata.version(name) for name in ("torch", "transformers", "peft")}


def _fitting(function: Callable[..., Any], job: str, *args: object, **params: object) -> None:
    try:
        inspect.signature(function).bind(*args, **params)
    except TypeError as error:
        raise WorkbenchError(
            "The job {job} cannot be asked like this: {reason}.",
            kind="bad-request",
            job=job,
            reason=str(error),
        ) from error
