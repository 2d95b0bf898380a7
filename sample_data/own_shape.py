"""A system's own shape: the columns that its policy knows by their own names in the source, in Danish codes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from slor.sample_data.banks import bank
from slor.sample_data.people import People
from slor.sample_data.randomness import Ints
from slor.schemas.columns import TIME
from slor.schemas.policy import Dataset

Row = dict[str, object]
Columns = Mapping[str, pa.Array | pa.ChunkedArray]


class Danes(People):
    """Customers of a Danish system: all live in Denmark; a few have foreign numbers."""

    def norwegian(self, ids: Ints) -> np.ndarray:
        """Tell who lives in Norway.

        Args:
            ids: people's numbers.

        Returns:
            False for each.
        """
        return np.zeros(len(ids), dtype=np.bool_)


def own_table(columns: Columns, dataset: Dataset, extra: Columns | None = None) -> pa.Table:
    """Name columns as the source system does.

    Args:
        columns: by the policy's names, in any order; more than the dataset has are left out.
        dataset: what the policy says of it.
        extra: columns that the policy ignores, by the source's names.

    Returns:
        A table in the policy's order.

    Raises:
        KeyError: a column of the dataset is missing.
    """
    return pa.table({**{c.source: columns[c.name] for c in dataset.columns}, **(extra or {})})


def own_rows(rows: Sequence[Row], dataset: Dataset) -> pa.Table:
    """Name rows' fields as the source system does, those of lists of structs too.

    Args:
        rows: by the policy's names.
        dataset: what the policy says of it.

    Returns:
        A table in the policy's order and types.

    Raises:
        KeyError: a row lacks a column of the dataset.
    """
    arrays: dict[str, pa.Array] = {}
    for column in dataset.columns:
        if "." not in column.name:
            arrays[column.source] = pa.array([row[column.name] for row in rows], column.type)
    for top in dict.fromkeys(column.top for column in dataset.columns if "." in column.name):
        leaves = [column for column in dataset.columns if column.top == top and "." in column.name]
        names = [(leaf.name.partition(".")[2], leaf.source.partition(".")[2]) for leaf in leaves]
        element = pa.struct([(own, leaf.type) for (_, own), leaf in zip(names, leaves, strict=True)])
        lists = [_renamed(row[top], names) for row in rows]
        arrays[leaves[0].source.partition(".")[0]] = pa.array(lists, pa.list_(element))
    return pa.table(arrays)


def _renamed(items: object, names: Sequence[tuple[str, str]]) -> list[Row] | None:
    if items is None:
        return None
    assert isinstance(items, list)
    return [{own: item[name] for name, own in names} for item in items]


def own_codes(values: pa.Array | pa.ChunkedArray, kind: str) -> pa.Array:
    """Say codes as Danish systems do.

    Args:
        values: codes, as they are or as a dictionary.
        kind: a key of `codes` in the bank of systems.

    Returns:
        Strings.
    """
    words: Mapping[str, str] = bank("systems.da")["codes"][kind]
    plain = values.cast(pa.string())
    plain = plain.combine_chunks() if isinstance(plain, pa.ChunkedArray) else plain
    place = pc.index_in(plain, pa.array(list(words)))
    return pa.array(list(words.values())).take(place)


def column_of(table: pa.Table) -> dict[str, pa.Array]:
    """The columns of a table as plain arrays: dictionaries written out.

    Args:
        table: any.

    Returns:
        Arrays by name.
    """
    found = {}
    for name in table.column_names:
        column = table.column(name).combine_chunks()
        found[name] = column.cast(column.type.value_type) if pa.types.is_dictionary(column.type) else column
    return found


def times(micros: Iterable[int | None] | Ints) -> pa.Array:
    """Instants from microseconds since 1970.

    Args:
        micros: whole numbers; None for no time.

    Returns:
        Timestamps in UTC.
    """
    return pa.array(micros, pa.int64()).cast(TIME)
