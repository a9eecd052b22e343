"""Where the shipped files lie: beside the package in a checkout, inside it in a wheel."""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent.parent
_CANDIDATES = (_PACKAGE / "resources", _PACKAGE.parent / "resources")
STARTER = "starter"


def path(relative: str) -> Path:
    """The shipped file or folder `relative` ("starter/model", "icons/check.svg")."""
    root = next((folder for folder in _CANDIDATES if folder.is_dir()), _CANDIDATES[0])
    return root / relative


def model_path(model: str) -> Path:
    """The folder a spec's `model.path` means; the word "starter" is the shipped model."""
    return path("starter/model") if model == STARTER else Path(model).expanduser()


def data_path(data: str) -> Path:
    """The file a spec's `data.path` means; the word "starter" is the shipped dataset."""
    return path("starter/data.jsonl") if data == STARTER else Path(data).expanduser()
