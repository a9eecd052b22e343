"""The weights of a base model, one at a time and in tiles: nothing is held that is larger than a tile."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import torch

from workbench.adapters.tensor_file import TensorFile
from workbench.core.errors import WorkbenchError
from workbench.core.layers import LayerTree
from workbench.training import introspect, model_folder

_TILE = 1 << 24  # numbers


@dataclass(frozen=True)
class Weight:
    """One matrix of the base as W (out×in), whatever way round it is stored. It multiplies in float32."""

    file: TensorFile
    name: str
    transposed: bool = False  # stored as in×out: an embedding, or transformers' Conv1D

    @property
    def shape(self) -> tuple[int, int]:
        first, second = self.file.stored[self.name].shape
        return (second, first) if self.transposed else (first, second)

    def tiles(self) -> Iterator[tuple[slice, torch.Tensor]]:
        """Rows of the stored matrix in float32, with their places."""
        rows, columns = self.file.stored[self.name].shape
        step = max(1, _TILE // max(1, columns))
        for start in range(0, rows, step):
            stop = min(start + step, rows)
            yield slice(start, stop), self.file.rows(self.name, start, stop).float()

    def times(self, columns: torch.Tensor) -> torch.Tensor:
        return self._down(columns) if self.transposed else self._across(columns)

    def transposed_times(self, columns: torch.Tensor) -> torch.Tensor:
        return self._across(columns) if self.transposed else self._down(columns)

    def frobenius(self) -> float:
        squares = (
            float(torch.linalg.vector_norm(tile, dtype=torch.float64)) ** 2 for _, tile in self.tiles()
        )
        return float(sum(squares) ** 0.5)

    def _across(self, columns: torch.Tensor) -> torch.Tensor:
        return torch.cat([tile @ columns for _, tile in self.tiles()])

    def _down(self, columns: torch.Tensor) -> torch.Tensor:
        total = torch.zeros(self.file.stored[self.name].shape[1], columns.shape[1])
        for place, tile in self.tiles():
            total += tile.mT @ columns[place]
        return total


class BaseWeights:
    """A model folder's tensors by the paths of its modules."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.tree: LayerTree = introspect.layer_tree(folder)
        files = [TensorFile(file) for file in model_folder.weight_files(folder)]
        if not files:
            raise WorkbenchError(
                "{folder} has no weights, only a config.",
                hint="Choose a folder that holds the model's safetensors files.",
                kind="bad-weights",
                folder=folder,
            )
        self._files = {name: file for file in files for name in file.stored}

    @property
    def names(self) -> tuple[str, ...]:
        """Of every tensor in the files."""
        return tuple(self._files)

    def stored(self, path: str) -> tuple[TensorFile, str] | None:
        """The tensor of a parameter ("score.weight"), also where the file leaves out or adds a prefix."""
        name = path if path in self._files else self._by_end.get(path, "")
        if not name:
            name = next((n for n in (f"model.{path}", path.removeprefix("model.")) if n in self._files), "")
        return (self._files[name], name) if name else None

    def weight(self, path: str) -> Weight | None:
        """W of a linear layer or an embedding; None where the files hold no such matrix."""
        layer = self.tree.by_path.get(path)
        found = self.stored(f"{path}.weight") or self.stored(path)
        if found is None and layer is not None and layer.tied_to:
            found = self.stored(f"{layer.tied_to}.weight")
        if found is None or len(found[0].stored[found[1]].shape) != 2:
            return None
        turned = layer is not None and (layer.type == "Conv1D" or layer.is_embedding)
        return Weight(*found, transposed=turned)

    @cached_property
    def _by_end(self) -> dict[str, str]:
        """Names without everything before their first block, where that is unambiguous."""
        ends: dict[str, str] = {}
        for name in self._files:
            end = name.partition(".")[2]
            ends[end] = "" if end in ends else name
        return ends
