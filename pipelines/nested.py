"""Columns inside columns: the leaves of `turns` and the items of lists, taken out flat and put back as they were."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pyarrow as pa
import pyarrow.compute as pc


def top(leaf: str) -> str:
    """Names the column that holds a leaf.

    >>> top("turns.text")
    'turns'
    """
    return leaf.partition(".")[0]


def is_list(kind: pa.DataType) -> bool:
    """Whether a canonical type is a list."""
    return bool(pa.types.is_list(kind))


def flatten(column: pa.ChunkedArray, leaf: str) -> tuple[pa.Array, pa.Array]:
    """Takes a leaf's values out of a list column.

    Args:
        column: list<T> or list<struct<…>>, n rows.
        leaf: `column` or `column.field`.

    Returns:
        The values of all rows one after another, and how many each row has (int32, null for a null row), shape (n,).
    """
    rows = _array(column)
    values = rows.flatten()
    if "." in leaf:
        values = pc.struct_field(values, leaf.split(".")[1])
    return values, pc.list_value_length(rows)


def unflatten(lengths: pa.Array, values: pa.Array) -> pa.Array:
    """Puts flat values back into lists.

    Args:
        lengths: values per row, null for a null list.
        values: all of them, one after another.
    """
    counts = pc.fill_null(lengths, 0).cast(pa.int32())
    offsets = pa.concat_arrays([pa.array([0], pa.int32()), pc.cumulative_sum(counts).cast(pa.int32())])
    return pa.ListArray.from_arrays(offsets, values, mask=pc.is_null(lengths))


def unflatten_structs(lengths: pa.Array, fields: Mapping[str, pa.Array]) -> pa.Array:
    """Puts flat fields back into lists of structs, in the order given."""
    return unflatten(lengths, pa.StructArray.from_arrays(list(fields.values()), names=list(fields)))


def split(values: Sequence[object], lengths: Sequence[int | None]) -> list[list[object]]:
    """Cuts a flat sequence into one list a row; a null row has an empty one."""
    result, at = [], 0
    for length in lengths:
        result.append(list(values[at : at + (length or 0)]))
        at += length or 0
    return result


def _array(column: pa.ChunkedArray | pa.Array) -> pa.Array:
    if isinstance(column, pa.Array):
        return column
    return column.combine_chunks() if column.num_chunks != 1 else column.chunk(0)
