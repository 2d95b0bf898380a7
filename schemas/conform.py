"""Input as the world writes it, made canonical: any physical form that Parquet writers use for a column.

A file whose columns do not fit is refused with a message; a value that cannot be converted rejects its row, with the
column and a reason and never the value.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from slor.schemas.categories import DIRECT_IDENTIFIERS
from slor.schemas.columns import TEXT, Column, arrow_type_name
from slor.schemas.conversions import Converted, convert, fits, is_list
from slor.schemas.policy import Dataset

NEUTRAL_NAME: Final = "Tidligere medarbejder"  # "former employee", in Danish and Norwegian alike
NO_TIME: Final = "no time: the row cannot be dated"
_PANDAS_INDEX: Final = re.compile(r"__index_level_\d+__")


@dataclass(frozen=True, slots=True)
class Reject:
    """A row that cannot be made canonical: its number in the table, the column, and why."""

    row: int
    column: str
    reason: str


@dataclass(frozen=True, slots=True)
class Conformed:
    """A table in the canonical form.

    Attributes:
        table: canonical names, types and column order.
        kept: for each of its rows, the row's number in the table that came in, ascending, int64.
        rejects: the other rows, ascending, one reject a row.
    """

    table: pa.Table
    kept: pa.Int64Array
    rejects: tuple[Reject, ...]


def check_schema(physical: pa.Schema, dataset: Dataset) -> list[str]:
    """Says what keeps a file from being read as this dataset.

    Args:
        physical: the file's Arrow schema.
        dataset: what the policy says of it.

    Returns:
        One line a problem, which names the column and how to mend it; empty where there is none.
    """
    problems = []
    doubled = {name for name in physical.names if physical.names.count(name) > 1}
    problems += [f"column {name} stands twice; write it once" for name in sorted(doubled)]
    for column in dataset.columns:
        if column.source.partition(".")[0] in doubled:
            continue
        found = _physical_type(physical, column.source)
        if found is None:
            if column.required:
                problems.append(f"column {column.source} is missing; add it, or mark it required: false in the policy")
        elif not fits(found, column.type):
            wanted = arrow_type_name(column.type)
            problems.append(f"column {column.source} is {found}, which cannot become {wanted}; write it as {wanted}")
    sources = {column.source for column in dataset.columns}
    for name in _leaves(physical, {source.partition(".")[0] for source in sources if "." in source}):
        if name not in sources and name.partition(".")[0] not in dataset.ignore and not _PANDAS_INDEX.fullmatch(name):
            problems.append(f"column {name} is undecided; list it under the dataset's columns or ignore in the policy")
    return problems


def conform(table: pa.Table, dataset: Dataset, zone: str) -> Conformed:
    """Makes a table canonical.

    Rows of people who asked to be forgotten (`dataset.forgotten`) come out under a neutral name and without any other
    direct identifier, whatever the release does with the columns.

    Args:
        table: rows as a file holds them; `check_schema` found nothing wrong with their schema.
        dataset: what the policy says of them.
        zone: IANA zone of times that carry none. A time that the zone's clocks show twice is taken as the first, one
            that they skip as the instant at which they go on.
    """
    rows = table.num_rows
    columns: dict[str, pa.Array] = {}
    bad: list[tuple[str, Converted]] = []
    nested: dict[str, list[Column]] = {}
    for column in dataset.columns:
        if "." in column.name:
            nested.setdefault(column.top, []).append(column)
            columns[column.top] = pa.nulls(0)  # keeps the place
            continue
        done = _plain(table, column, zone)
        columns[column.name] = done.values
        bad.append((column.name, done))
    for top, leaves in nested.items():
        columns[top], lists_bad = _nested(table, leaves, zone)
        bad += lists_bad
    if dataset.time is not None:  # after the others, so that a time that could not be read is told as that
        undated = pc.is_null(columns[dataset.time])
        bad.append((dataset.time, Converted(columns[dataset.time], undated, NO_TIME)))
    if dataset.forgotten is not None:
        columns |= _forget(columns, dataset)
    schema = dataset.schema()
    whole = pa.Table.from_arrays([columns[name] for name in schema.names], schema=schema)
    return _set_aside(whole, bad, rows)


def _plain(table: pa.Table, column: Column, zone: str) -> Converted:
    if column.source not in table.column_names:
        return Converted(pa.nulls(table.num_rows, column.type))
    return convert(_one_chunk(table.column(column.source)), column.type, zone)


def _nested(table: pa.Table, leaves: list[Column], zone: str) -> tuple[pa.Array, list[tuple[str, Converted]]]:
    """Rebuilds a list of structs from converted leaves; a bad leaf is told for the row that holds it."""
    element = pa.struct([pa.field(leaf.name.partition(".")[2], leaf.type) for leaf in leaves])
    list_type = pa.list_(pa.field("element", element))
    source = leaves[0].source.partition(".")[0]
    if source not in table.column_names:
        return pa.nulls(table.num_rows, list_type), []
    lists = _one_chunk(table.column(source))
    structs = lists.flatten()
    parents = pc.list_parent_indices(lists)
    missing = structs.is_null()
    bad: list[tuple[str, Converted]] = []
    children = []
    for leaf in leaves:
        index = structs.type.get_field_index(leaf.source.partition(".")[2])
        if index < 0:
            children.append(pa.nulls(len(structs), leaf.type))
            continue
        done = convert(pc.struct_field(structs, index), leaf.type, zone)
        children.append(done.values)
        if done.bad is not None and pc.any(done.bad).as_py():
            rows = pc.unique(parents.filter(done.bad))
            of_row = pc.is_in(pa.array(np.arange(len(lists))), value_set=rows.cast(pa.int64()))
            bad.append((leaf.name, Converted(lists, of_row, done.reason)))
    rebuilt = pa.StructArray.from_arrays(children, fields=list(element), mask=missing)
    lengths = pc.fill_null(pc.list_value_length(lists), 0).cast(pa.int32())
    ends = pc.cumulative_sum(lengths)
    offsets = pa.concat_arrays([pa.array([0], pa.int32()), ends])
    return pa.ListArray.from_arrays(offsets, rebuilt, type=list_type, mask=lists.is_null()), bad


def _forget(columns: dict[str, pa.Array], dataset: Dataset) -> dict[str, pa.Array]:
    """Puts a neutral name, and nothing else, where a row's person asked to be forgotten."""
    forgotten = pc.fill_null(columns[str(dataset.forgotten)], False)
    found = {}
    for column in dataset.columns:
        if column.category in DIRECT_IDENTIFIERS and column.type == TEXT and "." not in column.name:
            neutral = pa.scalar(NEUTRAL_NAME if column.category == "PERSON" else None, TEXT)
            found[column.name] = pc.if_else(forgotten, neutral, columns[column.name])
    return found


def _set_aside(whole: pa.Table, bad: list[tuple[str, Converted]], rows: int) -> Conformed:
    """Takes out each row that is bad in any column, for the first such column."""
    reasons: dict[int, Reject] = {}
    for name, done in bad:
        if done.bad is None or not pc.any(done.bad).as_py():
            continue
        for row in pc.indices_nonzero(done.bad).to_pylist():
            reasons.setdefault(row, Reject(row, name, done.reason))
    numbers = pa.array(np.arange(rows, dtype=np.int64))
    if not reasons:
        return Conformed(whole, numbers, ())
    kept = pc.invert(pc.is_in(numbers, value_set=pa.array(sorted(reasons), pa.int64())))
    return Conformed(whole.filter(kept), numbers.filter(kept), tuple(reasons[row] for row in sorted(reasons)))


def _one_chunk(column: pa.ChunkedArray) -> pa.Array:
    return column.chunk(0) if column.num_chunks == 1 else column.combine_chunks()


def _physical_type(physical: pa.Schema, source: str) -> pa.DataType | None:
    """The type of a column, or of a leaf in a list of structs; None where there is none."""
    top, _, leaf = source.partition(".")
    index = physical.get_field_index(top)
    if index < 0:
        return None
    found = physical.field(index).type
    if not leaf:
        return found
    if not is_list(found) or not pa.types.is_struct(found.value_type):
        return found if is_list(found) else pa.list_(found)  # neither fits a leaf
    index = found.value_type.get_field_index(leaf)
    return found.value_type.field(index).type if index >= 0 else None


def _leaves(physical: pa.Schema, nested: set[str]) -> list[str]:
    names = []
    for field in physical:
        if field.name in nested and is_list(field.type) and pa.types.is_struct(field.type.value_type):
            names += [f"{field.name}.{leaf.name}" for leaf in field.type.value_type]
        elif field.name not in nested:
            names.append(field.name)
    return names
