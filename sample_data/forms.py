"""The physical forms in which tools write one and the same table: naive times, texts, dictionaries, an index."""

from __future__ import annotations

import json
from collections.abc import Callable

import pyarrow as pa
import pyarrow.compute as pc

ZONE_NAME = "Europe/Copenhagen"
FORMS = ("plain", "dictionary", "naive", "text", "pandas", "decimal")
"""From the newest week back; weeks older than these are plain."""


def reshape(table: pa.Table, form: str, first: int = 0) -> pa.Table:
    """Write a table the way another tool would.

    Args:
        table: in canonical types, dictionary columns allowed.
        form: one of FORMS.
        first: row number of the first row in its file.

    Returns:
        The same values in other types; `pandas` has an index column besides.
    """
    if form == "dictionary":
        return table
    table = _flatten(table)
    if form == "naive":
        return _each(table, _naive_and_large)
    if form == "text":
        return _each(table, _text_and_narrow)
    if form == "pandas":
        table = _each(table, _nanoseconds)
        index = "__index_level_0__"
        table = table.append_column(index, pa.array(range(first, first + table.num_rows), pa.int64()))
        meta = json.dumps({"index_columns": [index], "column_indexes": [], "columns": [], "creator": {}})
        return table.replace_schema_metadata({"pandas": meta})
    if form == "decimal":
        return _each(table, _decimals)
    return table


def spoil(table: pa.Table, column: str, rows: list[int]) -> pa.Table:
    """Put a time that no calendar has into rows of a text column, as a broken exporter does.

    Args:
        table: a table whose `column` is text.
        column: its name.
        rows: row numbers to spoil.

    Returns:
        The table with those rows unreadable.
    """
    values = table.column(column).to_pylist()
    for row in rows:
        values[row] = "2026-13-45T27:61:00"
    return table.set_column(table.schema.get_field_index(column), column, pa.array(values, pa.string()))


def _each(table: pa.Table, change: Callable[[pa.ChunkedArray], pa.ChunkedArray]) -> pa.Table:
    return pa.table({name: change(table.column(name)) for name in table.column_names})


def _flatten(table: pa.Table) -> pa.Table:
    return _each(table, lambda c: c.cast(c.type.value_type) if pa.types.is_dictionary(c.type) else c)


def _naive_and_large(column: pa.ChunkedArray) -> pa.ChunkedArray:
    kind = column.type
    if pa.types.is_timestamp(kind):
        return pc.local_timestamp(column.cast(pa.timestamp("us", tz=ZONE_NAME)))
    if pa.types.is_string(kind):
        return column.cast(pa.large_string())
    if pa.types.is_list(kind):
        return column.cast(pa.large_list(_large(kind.value_type)))
    return column


def _large(kind: pa.DataType) -> pa.DataType:
    if pa.types.is_struct(kind):
        return pa.struct([(field.name, _large(field.type)) for field in kind])
    return pa.large_string() if pa.types.is_string(kind) else kind


def _text_and_narrow(column: pa.ChunkedArray) -> pa.ChunkedArray:
    if pa.types.is_timestamp(column.type):
        local = column.cast(pa.timestamp("ms", tz=ZONE_NAME))
        text = pc.strftime(local, format="%Y-%m-%dT%H:%M:%S%z")
        return pc.replace_substring_regex(text, r"(\d\d)$", r":\1")
    return column.cast(pa.int32()) if pa.types.is_int64(column.type) else column


def _nanoseconds(column: pa.ChunkedArray) -> pa.ChunkedArray:
    return column.cast(pa.timestamp("ns", tz="UTC")) if pa.types.is_timestamp(column.type) else column


def _decimals(column: pa.ChunkedArray) -> pa.ChunkedArray:
    if pa.types.is_floating(column.type):
        return pc.round(column, 2).cast(pa.decimal128(12, 2))
    return column
