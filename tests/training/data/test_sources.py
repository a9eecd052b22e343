"""Which files a path means, what kind they are of, and the forms in which each kind is read."""

import gzip
import hashlib
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from pyarrow import feather, parquet

from workbench.core.errors import WorkbenchError
from workbench.training.data.rows import BadRow, Message, Row, read

ROWS = [{"instruction": f"Frage {i} ä", "input": "", "output": f"A{i}\nzwei"} for i in range(5)]
SEEN = [(f"Frage {i} ä", f"A{i}\nzwei") for i in range(5)]


def as_csv(separator: str) -> str:
    lines = [f'"{row["instruction"]}"{separator}""{separator}"{row["output"]}"\r\n' for row in ROWS]
    return separator.join(("instruction", "input", "output")) + "\r\n" + "".join(lines)


def write_parquet(path: Path) -> None:
    parquet.write_table(pa.Table.from_pylist(ROWS), path, row_group_size=2)


def write_feather(path: Path) -> None:
    feather.write_feather(pa.Table.from_pylist(ROWS), path)


def write_stream(path: Path) -> None:
    table = pa.Table.from_pylist(ROWS)
    with pa.ipc.new_stream(str(path), table.schema) as out:
        out.write_table(table, max_chunksize=2)


def write_text(text: str) -> Callable[[Path], None]:
    return lambda path: path.write_bytes(text.encode()) and None


LINES = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in ROWS)
FORMS: dict[str, Callable[[Path], None]] = {
    "d.jsonl": write_text(LINES),
    "d.ndjson": write_text(LINES),
    "d.json": write_text(json.dumps(ROWS, ensure_ascii=False, indent=1)),
    "d.csv": write_text(as_csv(",")),
    "semicolons.csv": write_text(as_csv(";")),
    "d.tsv": write_text(as_csv("\t")),
    "d.parquet": write_parquet,
    "d.feather": write_feather,
    "d.arrow": write_stream,
    "with blanks and ß.txt": write_text(LINES),
}
TEXTS = [name for name in FORMS if not name.endswith((".parquet", ".feather", ".arrow"))]


def seen(path: Path) -> list[tuple[str, str]]:
    table = read(path)
    assert (table.format, table.bad) == ("alpaca", ())
    return [(row.messages[0].content, row.messages[1].content) for row in table.rows]


@pytest.mark.parametrize("packed", ["", ".gz", ".zst"])
@pytest.mark.parametrize("name", FORMS)
def test_every_kind_of_file_gives_the_same_rows_also_packed(tmp_path: Path, name: str, packed: str) -> None:
    path = tmp_path / name
    FORMS[name](path)
    if packed:
        plain = path.read_bytes()
        path = tmp_path / (name + packed)
        path.write_bytes(
            gzip.compress(plain) if packed == ".gz" else pa.compress(plain, "zstd", asbytes=True)
        )
    assert seen(path) == SEEN
    table = read(path)
    assert table.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert {row.file for row in table.rows} == {path.name} == set(table.files)
    assert table.columns == ("instruction", "input", "output")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
@pytest.mark.parametrize("name", TEXTS)
def test_files_with_a_byte_order_mark_are_read(tmp_path: Path, name: str, encoding: str) -> None:
    FORMS[name](tmp_path / name)
    (tmp_path / name).write_bytes((tmp_path / name).read_bytes().decode().encode(encoding))
    assert seen(tmp_path / name) == SEEN


def test_a_row_of_csv_is_named_by_the_line_on_which_it_begins(tmp_path: Path) -> None:
    (tmp_path / "d.csv").write_text('prompt,completion\n\n"a\nb",c\n1,2,3\nd,\n"e,f\n')
    table = read(tmp_path / "d.csv")
    assert table.numbering == "line"
    assert table.rows == (Row((Message("user", "a\nb"), Message("assistant", "c")), 3, file="d.csv"),)
    assert table.bad == (
        BadRow(5, "a row of another length", "it has 3 fields, the header 2 columns", "d.csv"),
        BadRow(6, "no answer", "the answer is empty", "d.csv"),
        BadRow(7, "a quote that is never closed", "line 7 is inside it", "d.csv"),
    )


def test_a_folder_is_read_in_the_order_of_its_names_and_rows_keep_their_file(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    pair = json.dumps({"prompt": "Q", "completion": "A"})
    (tmp_path / "b" / "one.jsonl").write_text(f"{pair}\nnot JSON\n")
    (tmp_path / "a.json").write_text(f"[{pair}, 3]")
    (tmp_path / "README.md").write_text("# About")
    (tmp_path / "dataset_info.json").write_text("{}")
    (tmp_path / ".hidden.jsonl").write_text("broken")
    table = read(tmp_path)
    assert [(row.file, row.line) for row in table.rows] == [("a.json", 1), ("b/one.jsonl", 1)]
    assert [(bad.file, bad.line) for bad in table.bad] == [("a.json", 2), ("b/one.jsonl", 2)]
    assert table.why.startswith(
        "A folder of 2 JSON files; not read: README.md, dataset_info.json. All of the first 2 rows"
    )
    before = table.sha256
    (tmp_path / "a.json").rename(tmp_path / "c.json")
    assert read(tmp_path).sha256 != before


def test_a_folder_of_texts_has_a_document_for_each_file(tmp_path: Path) -> None:
    (tmp_path / "one.md").write_bytes(b"# One\r\n\r\ntext\r\n")
    (tmp_path / "two.txt").write_text("Two\n\nparagraphs")
    (tmp_path / "zero.txt").write_text(" \n")
    table = read(tmp_path)
    assert table.format == "text"
    assert [row.text for row in table.rows] == ["# One\n\ntext\n", "Two\n\nparagraphs"]
    assert all(row.messages == () for row in table.rows)
    assert table.bad == (BadRow(1, "no text", "it is empty", "zero.txt"),)
    assert "each file is one document, because" in table.why


def saved(folder: Path, name: str = "data-00000-of-00001.arrow") -> Path:
    """What `Dataset.save_to_disk` leaves."""
    folder.mkdir(parents=True)
    write_stream(folder / "data-00000-of-00001.arrow")
    (folder / "state.json").write_text(json.dumps({"_data_files": [{"filename": name}], "_split": None}))
    (folder / "dataset_info.json").write_text("{}")
    return folder


def test_a_saved_dataset_is_read_and_so_is_its_split_train(tmp_path: Path) -> None:
    assert seen(saved(tmp_path / "one")) == SEEN
    both = tmp_path / "both"
    saved(both / "train")
    (both / "dataset_dict.json").write_text('{"splits": ["test", "train"]}')
    assert seen(both) == SEEN
    assert read(both).why.startswith("A saved dataset, split train; not read: test.")
    (both / "dataset_dict.json").write_text('{"splits": ["dev", "test"]}')
    with pytest.raises(WorkbenchError, match="several splits and none is called train: dev, test"):
        read(both)


@pytest.mark.parametrize("name", ["../../etc/passwd", "/etc/passwd", "..", "", 7, None, "a\0b"])
def test_a_saved_dataset_leads_nowhere_else(tmp_path: Path, name: Any) -> None:
    with pytest.raises(WorkbenchError, match="does not describe a saved dataset"):
        read(saved(tmp_path / "one", name))


def test_files_of_several_kinds_are_not_mixed(tmp_path: Path) -> None:
    for name in ("d.jsonl", "d.csv", "semicolons.csv"):
        FORMS[name](tmp_path / name)
    with pytest.raises(WorkbenchError, match="2 × CSV, 1 × JSON"):
        read(tmp_path)


def test_pyarrow_waits_until_such_a_file_is_read(tmp_path: Path) -> None:
    FORMS["d.csv"](tmp_path / "d.csv")
    FORMS["d.parquet"](tmp_path / "d.parquet")
    code = """if True:
        import sys
        from pathlib import Path
        from workbench.training.data import rows
        rows.read(Path(sys.argv[1]) / "d.csv")
        assert "pyarrow" not in sys.modules
        rows.read(Path(sys.argv[1]) / "d.parquet")
        assert "pyarrow" in sys.modules
    """
    subprocess.run([sys.executable, "-c", code, tmp_path], check=True)
