"""A release is queried with the tools people have: real types, statistics, and columns that say what they are."""

from __future__ import annotations

import io
import json

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from slor.pipelines.writing import ROW_GROUP_ROWS, to_parquet

KEPT = {
    "start_time": "TIMESTAMP WITH TIME ZONE", "talk_seconds": "BIGINT", "charge": "DOUBLE", "dispute": "BOOLEAN",
    "a_number": "VARCHAR", "date": "DATE",
}  # fmt: skip


@pytest.fixture(scope="module")
def calls(whole):
    """The calls of the statistics as a glob, and how many they are."""
    books = whole.manifests["statistics"]["datasets"]["cdr"]
    return f"{whole.output}/statistics/cdr/**/*.parquet", books["rows_out"]


def test_duckdb_sees_real_types(calls):
    glob, rows = calls
    source = f"read_parquet('{glob}', hive_partitioning=true)"
    types = dict(duckdb.sql(f"select column_name, column_type from (describe select * from {source})").fetchall())
    assert {name: types[name] for name in KEPT} == KEPT
    assert duckdb.sql(f"select count(*) from {source}").fetchall() == [(rows,)]
    days = duckdb.sql(f"select count(*) from {source} where (start_time at time zone 'UTC')::date <> date").fetchall()
    assert days == [(0,)], "the partition is the day of the time, in UTC"


def test_pandas_and_polars_read_the_same(calls):
    glob, rows = calls
    frame = pd.read_parquet(glob.partition("/**")[0])
    assert len(frame) == rows
    assert isinstance(frame["start_time"].dtype, pd.DatetimeTZDtype)
    assert frame["talk_seconds"].dtype == "int64"
    scanned = pl.scan_parquet(glob, hive_partitioning=True)
    assert scanned.collect_schema()["start_time"] == pl.Datetime("us", "UTC")
    assert scanned.select(pl.len(), pl.col("talk_seconds").sum()).collect().row(0) == (
        rows,
        frame["talk_seconds"].sum(),
    )


@pytest.mark.parametrize("release", ["statistics", "training", "error_correction"])
@pytest.mark.parametrize("dataset", ["cdr", "dialogue", "email", "directory"])
def test_every_column_says_its_category_and_treatment(whole, release, dataset):
    files = whole.tables(release, dataset)
    assert files
    for file in files:
        schema = file.schema_arrow
        about = json.loads(schema.metadata[b"slor"])
        assert (about["release"], about["dataset"]) == (release, dataset)
        for field in schema:
            told = {key: field.metadata[f"slor.{key}".encode()].decode() for key in ("category", "treatment")}
            leaves = {n: c for n, c in about["columns"].items() if n == field.name or n.startswith(f"{field.name}.")}
            if field.name in leaves:
                assert leaves == {field.name: told}
            else:
                inside = {n: {key: json.loads(told[key])[n] for key in told} for n in leaves}
                assert inside == leaves != {}


def test_statistics_and_row_groups(whole):
    for file in whole.tables("statistics", "cdr"):
        assert file.metadata.num_row_groups == 1, "a day of this few calls is one row group"
        group = file.metadata.row_group(0)
        for number in range(group.num_columns):
            column = group.column(number)
            assert column.is_stats_set, column.path_in_schema
            assert column.compression == "ZSTD"


def test_a_row_group_holds_no_more_than_a_reader_likes():
    file = pq.ParquetFile(io.BytesIO(to_parquet(pa.table({"n": range(ROW_GROUP_ROWS + 1)}))))
    assert [file.metadata.row_group(i).num_rows for i in range(file.num_row_groups)] == [ROW_GROUP_ROWS, 1]
