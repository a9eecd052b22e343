"""One export from beginning to end: refuse, make room, write aside, load again, swap in, remember.

    result = exporting.export(ExportRequest("runs/alpaca", "merged", "out"), progress)

Until everything is proven the files lie in a hidden folder beside the target; whatever goes wrong, or a
Ctrl-C, leaves nothing.
"""

import datetime
import hashlib
import json
from pathlib import Path
from typing import Any

from workbench import __version__
from workbench.adapters.export import formats, origin
from workbench.adapters.export.check import Checked, check
from workbench.adapters.export.merged import Progress
from workbench.adapters.export.origin import Origin
from workbench.core import disk, exports, files
from workbench.core.errors import WorkbenchError
from workbench.core.events import Exported
from workbench.core.exports import ExportRequest

LINEAGE = "lineage.json"
_BESIDE = 1 << 20  # bytes for configuration, tokenizer and card, at least


def export(request: ExportRequest, progress: Progress) -> dict[str, Any]:
    """Returns {"format", "path", "bytes", "sha256", "files", "loads", "says", "asked", "notes"}."""
    request = request.checked()
    out = Path(request.out).expanduser().absolute()
    exports.must_be_free(out)
    found = origin.find(request.source, request.base)
    prepared = formats.prepare(found, request)
    must_have_room(out, prepared.room + _BESIDE)
    with files.swapped_in(out) as staging:
        prepared.write(staging, progress)
        progress(0, 0, "Loading it again")
        checked = check(request.format, staging, found, request.dtype)
        progress(0, 0, "Hashing")
        listed: dict[str, dict[str, Any]] = {
            path.name: {"bytes": path.stat().st_size, "sha256": files.sha256(path)}
            for path in sorted(staging.iterdir())
        }
        lineage = json.dumps(_lineage(request, found, checked, listed), indent=1, ensure_ascii=False)
        files.write_text(staging / LINEAGE, lineage)
    event = Exported(
        request.format,
        str(out),
        sum(int(entry["bytes"]) for entry in listed.values()),
        digest(listed),
        checked.says,
    )
    if found.run is not None:
        exports.record(found.run, event)
    return {
        "format": request.format,
        "path": str(out),
        "bytes": event.bytes,
        "sha256": event.sha256,
        "files": [*listed, LINEAGE],
        "loads": checked.loads,
        "says": checked.says,
        "asked": checked.asked,
        "notes": list(prepared.notes),
    }


def digest(listed: dict[str, dict[str, Any]]) -> str:
    """The hash of the weights where they are one file; else of the lines that sha256sum prints."""
    weights = [name for name in listed if name.endswith((".safetensors", ".gguf"))]
    if len(weights) == 1:
        return str(listed[weights[0]]["sha256"])
    lines = "".join(f"{entry['sha256']}  {name}\n" for name, entry in sorted(listed.items()))
    return hashlib.sha256(lines.encode()).hexdigest()


def must_have_room(out: Path, needed: int) -> None:
    """Refuses before the start what the disk cannot hold."""
    place = next(folder for folder in (out, *out.parents) if folder.is_dir())
    free = disk.free(place)
    if needed > free:
        raise WorkbenchError(
            "{needed} bytes ({needed_size}) are needed in {place}, and {free} ({free_size}) are free.",
            hint="Choose another disk or a smaller number format, or make room: {missing} are missing.",
            kind="disk-full",
            place=place,
            needed=f"{needed:,}",
            free=f"{free:,}",
            needed_size=_size(needed),
            free_size=_size(free),
            missing=_size(needed - free),
        )


def _size(count: int) -> str:
    return f"{count / 1e9:.1f} GB" if count >= 1e9 else f"{count / 1e6:.1f} MB"


def _lineage(
    request: ExportRequest, found: Origin, checked: Checked, listed: dict[str, dict[str, Any]]
) -> dict[str, Any]:
    source = found.adapter.source
    return {
        "operation": "export",
        "parameters": {"format": request.format, "dtype": request.dtype, "one_rank": request.one_rank},
        "sources": [{"path": str(source.weights.resolve()), "sha256": files.sha256(source.weights)}],
        "run": found.run.name if found.run else None,
        "step": found.step if found.step >= 0 else None,
        "base": {"name": found.base_name, "path": str(found.base)},
        "checked": {"loads": checked.loads, "asked": checked.asked, "says": checked.says},
        "files": listed,
        "program": f"LoRA Workbench {__version__}",
        "created": datetime.datetime.now().astimezone().isoformat(timespec="seconds"),
    }
