"""Pictures and histograms of A, B and ΔW, against the dense matrices."""

import base64

import numpy as np
import pytest
import torch

from tests.adapters import making
from workbench.adapters import inspecting, pictures, reader
from workbench.core.errors import WorkbenchError
from workbench.engine import jobs

OUT, RANK, INSIDE = 37, 3, 53


def drawn(*shape: int) -> torch.Tensor:
    return torch.randn(*shape, generator=torch.Generator().manual_seed(sum(shape)))


@pytest.fixture
def folder(tmp_path):
    return making.one_module(tmp_path / "a", drawn(RANK, INSIDE), drawn(OUT, RANK))


def dense(what: str) -> np.ndarray:
    a, b = drawn(RANK, INSIDE).double(), drawn(OUT, RANK).double()
    return {"A": a, "B": b, "delta": 2.0 * b @ a}[what].numpy()


def shown(**asked):
    told = jobs.perform("module_picture", {"module": making.Q0, **asked})
    values = np.frombuffer(base64.b64decode(told["values"]), "<f4")
    return told, values.reshape(told["rows"], told["columns"])


def pooled(matrix: np.ndarray, rows: int, columns: int) -> np.ndarray:
    """The same means, entry by entry."""
    places = [np.arange(n) * count // n for n, count in zip(matrix.shape, (rows, columns), strict=True)]
    return np.array(
        [[matrix[places[0] == i][:, places[1] == j].mean() for j in range(columns)] for i in range(rows)]
    )


@pytest.mark.parametrize("what", ["A", "B", "delta"])
@pytest.mark.parametrize("size", [(500, 500), (10, 7), (1, 1)], ids=str)
def test_a_picture_is_the_matrix_or_its_means(what, size, folder):
    told, values = shown(source=str(folder), what=what, size=size)
    matrix = dense(what)
    rows, columns = min(size[1], matrix.shape[0]), min(size[0], matrix.shape[1])
    assert told["shape"] == list(matrix.shape)
    assert values.shape == (rows, columns)
    np.testing.assert_allclose(values, pooled(matrix, rows, columns), rtol=1e-5, atol=1e-6)
    assert told["limit"] == pytest.approx(np.quantile(np.abs(values), 0.995), rel=1e-4)


def test_zoomed_in_every_entry_is_there(folder):
    told, values = shown(source=str(folder), rect=[10, 5, 8, 6], size=[100, 100])
    np.testing.assert_allclose(values, dense("delta")[5:11, 10:18], rtol=1e-5)
    assert told["rect"] == [10, 5, 8, 6]


def test_a_rectangle_outside_is_brought_inside(folder):
    told, values = shown(source=str(folder), rect=[-5, 30, 1000, 1000], size=[9, 9])
    assert told["rect"] == [0, 30, INSIDE, OUT - 30]
    assert values.shape == (7, 9)


def test_the_picture_of_two_adapters_is_their_difference(folder, tmp_path):
    other = making.one_module(tmp_path / "b", drawn(RANK, INSIDE), drawn(OUT, RANK) * 3)
    _, values = shown(source=str(folder), other=str(other), size=[99, 99])
    np.testing.assert_allclose(values, 2 * dense("delta"), rtol=1e-5, atol=1e-6)
    strange = making.one_module(tmp_path / "c", drawn(RANK, 9), drawn(OUT, RANK))
    with pytest.raises(WorkbenchError, match=r"37×53 in .* and 37×9 in"):
        shown(source=str(folder), other=str(strange))


@pytest.mark.parametrize("what", ["A", "B", "delta"])
def test_a_histogram_counts_every_entry_of_a_small_matrix(what, folder):
    told = jobs.perform(
        "module_histogram", {"source": str(folder), "module": making.Q0, "what": what, "bins": 11}
    )
    matrix = dense(what)
    counts, _ = np.histogram(matrix, 11, (told["low"], told["high"]))
    assert np.abs(counts - told["counts"]).max() <= 1  # an entry on an edge
    assert sum(told["counts"]) == told["counted"] == told["entries"] == matrix.size
    assert told["high"] == -told["low"] == pytest.approx(np.abs(matrix).max())
    assert told["mean"] == pytest.approx(matrix.mean())
    assert told["deviation"] == pytest.approx(matrix.std())


def test_the_largest_entry_is_found_where_it_is_asked_for(folder):
    adapter = reader.open_adapter(folder)
    assert inspecting.inspect(adapter, entries=True).modules[0].largest == pytest.approx(
        np.abs(dense("delta")).max()
    )
    assert np.isnan(inspecting.inspect(adapter).modules[0].largest)


def test_numbers_that_are_not_finite_stay_visible(tmp_path):
    a = drawn(RANK, INSIDE)
    a[0, 3] = float("nan")
    folder = making.one_module(tmp_path / "a", a, drawn(OUT, RANK))
    told, values = shown(source=str(folder), size=[100, 100])
    assert np.isnan(values[:, 3]).all()
    assert np.isfinite(np.delete(values, 3, 1)).all()
    assert np.isfinite(told["limit"])


WRONG = [
    ({"module": "no"}, "no module no"),
    ({"what": "C"}, "“C” cannot be shown"),
    ({"rect": [1, 2]}, "4 whole numbers"),
    ({"size": ["a", 2]}, "2 whole numbers"),
    ({"expert": 7}, "has no expert 7"),
]


@pytest.mark.parametrize(("asked", "said"), WRONG, ids=[said for _, said in WRONG])
def test_what_cannot_be_shown_is_said(asked, said, folder):
    with pytest.raises(WorkbenchError, match=said):
        shown(source=str(folder), **asked)


def test_pooling_never_mixes_rows_of_other_runs():
    matrix = torch.arange(10.0)[:, None].double()
    torch.testing.assert_close(
        pictures._pooled(matrix, 5).flatten(), torch.tensor([0.5, 2.5, 4.5, 6.5, 8.5]).double()
    )
