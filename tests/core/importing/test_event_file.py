"""TensorBoard's files are read as its own writer made them, and what is not one is said."""

import random
import struct
from pathlib import Path

import pytest

from tests.core.importing.written_event_file import content
from workbench.core.errors import WorkbenchError
from workbench.core.importing import event_file
from workbench.core.importing.event_file import Scalar


@pytest.fixture
def file(tmp_path: Path) -> Path:
    made = tmp_path / "events.out.tfevents.1795413000.host.1.0"
    made.write_bytes(content())
    return made


def test_crc32c_is_the_one_of_the_standard() -> None:
    """RFC 3720, B.4."""
    assert event_file.crc32c(b"123456789") == 0xE3069283
    assert event_file.crc32c(bytes(32)) == 0x8A9136AA
    assert event_file.crc32c(bytes(range(32))) == 0x46DD794E


def test_every_scalar_of_a_real_file_is_read(file: Path) -> None:
    found = list(event_file.scalars(file))
    assert {scalar.tag for scalar in found} == {
        "train/loss",
        "train/learning_rate",
        "eval/loss",
        "train/rewards/margins",
    }
    for tag, of, pause in (
        ("train/loss", lambda i: 3.0 / i, 0.0),
        ("train/learning_rate", lambda i: 2e-4 / i, 0.0),
        ("eval/loss", lambda i: 3.5 / i, 0.5),
        ("train/rewards/margins", lambda i: 0.1 * i, 0.0),
    ):
        mine = [scalar for scalar in found if scalar.tag == tag]
        assert [scalar.step for scalar in mine] == [10, 20, 30]
        assert [scalar.value for scalar in mine] == pytest.approx([of(i) for i in (1, 2, 3)], rel=1e-6)
        assert [scalar.at for scalar in mine] == [1795413000.0 + i + pause for i in (1, 2, 3)]


def test_a_file_that_is_still_written_is_read_as_far_as_it_is_whole(file: Path) -> None:
    whole = content()
    told = [len(list(event_file.scalars(_cut(file, whole, size)))) for size in range(40, len(whole), 37)]
    assert told == sorted(told)
    assert told[0] < told[-1] <= 12


@pytest.mark.parametrize("seed", range(40))
def test_a_changed_byte_is_found(file: Path, seed: int) -> None:
    """Or it was in a text that is not read: then every scalar is as it was."""
    whole, chance = content(), random.Random(seed)
    place = chance.randrange(len(whole))
    changed = bytearray(whole)
    changed[place] ^= 1 << chance.randrange(8)
    file.write_bytes(changed)
    with pytest.raises(WorkbenchError) as told:
        list(event_file.scalars(file))
    assert told.value.kind in ("damaged-import", "not-an-import")


@pytest.mark.parametrize("other", [b"", b"hello", b"PK\x03\x04 a zip of something", b"\x89PNG" * 20])
def test_what_is_something_else_is_said(tmp_path: Path, other: bytes) -> None:
    file = tmp_path / "events.out.tfevents.1"
    file.write_bytes(other)
    with pytest.raises(WorkbenchError, match="is not an event file of TensorBoard"):
        list(event_file.scalars(file))


def test_a_record_with_nonsense_in_it_is_said(tmp_path: Path) -> None:
    file = tmp_path / "events.out.tfevents.1"
    file.write_bytes(record(b"\x2a\xff\xff\xff\xff\x0f"))
    with pytest.raises(WorkbenchError, match="does not hold what it should"):
        list(event_file.scalars(file))


def test_pictures_are_stepped_over(tmp_path: Path) -> None:
    file = tmp_path / "events.out.tfevents.1"
    summary = b"\x0a\x07\x0a\x01l\x15" + struct.pack("<f", 1.5)
    summary = b"\x0a" + bytes([len(summary) - 2]) + summary[2:]
    scalar = b"\x09" + struct.pack("<d", 7.0) + b"\x10\x05\x2a" + bytes([len(summary)]) + summary
    file.write_bytes(record(scalar) + record(b"x" * 100_000) + record(scalar))
    assert list(event_file.scalars(file)) == [Scalar("l", 5, 1.5, 7.0)] * 2


def record(body: bytes) -> bytes:
    head = struct.pack("<Q", len(body))
    sums = [struct.pack("<I", event_file._masked(part)) for part in (head, body)]
    return head + sums[0] + body + sums[1]


def _cut(file: Path, whole: bytes, size: int) -> Path:
    file.write_bytes(whole[:size])
    return file
