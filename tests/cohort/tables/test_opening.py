"""Opening a table by its ending; Parquet; columns of the same name."""

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from cardecide.cohort.tables.opening import open_table
from cardecide.language.messages import say
from cardecide.reading.problem import InputError


def test_parquet_values_become_texts_and_nothing_becomes_empty(tmp_path: Path) -> None:
    table = pa.table(
        {
            "id": ["a", "b"],
            "Hb": pa.array([9.8, float("nan")], pa.float32()),
            "n": pa.array([3, None], pa.int64()),
            "day": pa.array([0, None], pa.timestamp("us")),
            "yes": pa.array([True, None]),
            "word": pa.array(["x", None]).dictionary_encode(),
        }
    )
    path = tmp_path / "t.parquet"
    pq.write_table(table, path)
    read = open_table(path)
    assert list(read.frame.iloc[0]) == ["a", "9.8", "3", "1970-01-01", "true", "x"]
    assert list(read.frame.iloc[1]) == ["b", "", "", "", "", ""]
    assert list(read.rows) == [1, 2]


def test_a_parquet_column_of_lists_is_refused_by_its_name(tmp_path: Path) -> None:
    path = tmp_path / "t.parquet"
    pq.write_table(pa.table({"drugs": [["a"], ["b"]]}), path)
    with pytest.raises(InputError, match="'drugs' holds list"):
        open_table(path)


def test_columns_of_the_same_name_and_without_one(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("id,Hb,Hb,,Hb (2)\n1,9,8,x,7\n", encoding="utf-8")
    table = open_table(path)
    assert len(set(table.columns)) == 5
    assert table.columns[:3] == ("id", "Hb", "Hb (2)")
    assert table.duplicates == {"Hb", "Hb (2)"}
    said = " ".join(say(note, "en") for note in table.notes)
    assert "“Hb” stands over several columns (2, 3)" in said
    assert "Column 4 has no name" in said


@pytest.mark.parametrize("name", ["t.pdf", "t"])
def test_another_kind_of_file_is_refused(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_text("x", encoding="utf-8")
    with pytest.raises(InputError, match="kind of table"):
        open_table(path)


def test_a_missing_file_and_a_folder(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such file"):
        open_table(tmp_path / "none.csv")
    (tmp_path / "folder.csv").mkdir()
    with pytest.raises(InputError, match="folder"):
        open_table(tmp_path / "folder.csv")


def test_a_text_that_is_no_parquet_file(tmp_path: Path) -> None:
    path = tmp_path / "t.parquet"
    path.write_text("id,Hb", encoding="utf-8")
    with pytest.raises(InputError, match="no Parquet file"):
        open_table(path)


def test_a_parquet_file_whose_groups_claim_more_rows_than_the_file_has(tmp_path: Path) -> None:
    """Found by fuzzing: one row, and a group that claims eight thousand million of them."""
    path = tmp_path / "t.parquet"
    kept = Path(__file__).parents[2] / "data" / "fuzz" / "parquet" / "7d124bdd06288fbe"
    path.write_bytes(kept.read_bytes())
    with pytest.raises(InputError, match="no Parquet file"):
        open_table(path)
