"""What a column is: name, Arrow type, category, and whether a source must have it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import pyarrow as pa

TEXT: Final = pa.string()
TIME: Final = pa.timestamp("us", tz="UTC")
COUNT: Final = pa.int64()
AMOUNT: Final = pa.float64()
FLAG: Final = pa.bool_()
TEXTS: Final = pa.list_(pa.string())

TYPES: Final[dict[str, pa.DataType]] = {
    "string": TEXT,
    "timestamp": TIME,
    "integer": COUNT,
    "number": AMOUNT,
    "boolean": FLAG,
    "list<string>": TEXTS,
}


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a dataset, or one leaf of a nested one.

    Attributes:
        name: the canonical name; a leaf of a list of structs is dotted, `turns.text`.
        type: the canonical Arrow type, one of `TYPES`.
        category: an entity type (`PHONE_NUMBER`) or a plain kind (`time`, `measure`, `code`, `flag`, `text`).
        doc: what stands in it, one line.
        source: its name in the source system; empty where that is `name`.
        required: a file without it is refused; otherwise it is read as nulls.
        notice: the passage of the privacy notice that names it; empty where none does.
    """

    name: str
    type: pa.DataType
    category: str
    doc: str = ""
    source: str = ""
    required: bool = True
    notice: str = ""

    def __post_init__(self) -> None:
        if not self.source:
            object.__setattr__(self, "source", self.name)

    @property
    def top(self) -> str:
        """The name of the top-level column that holds this one."""
        return self.name.partition(".")[0]


@dataclass(frozen=True, slots=True)
class CanonicalDataset:
    """One of the five kinds of table that every contact centre has.

    Attributes:
        name: its folder in the input and the output.
        doc: what one row is.
        subject: whom a row is about, `customer` or `employee`.
        time: the column that dates a row; None for a register without dates.
        columns: in canonical order.
        channel: which of its columns says `chat` or `voice`, or the channel itself; None for no text.
    """

    name: str
    doc: str
    subject: str
    time: str | None
    columns: tuple[Column, ...]
    channel: str | None = None

    def column(self, name: str) -> Column | None:
        """The column of that name, or None."""
        return next((column for column in self.columns if column.name == name), None)


def arrow_type_name(data_type: pa.DataType) -> str:
    """The word that a policy uses for a canonical Arrow type."""
    return next((name for name, known in TYPES.items() if known == data_type), str(data_type))


def arrow_schema(columns: tuple[Column, ...]) -> pa.Schema:
    """The canonical Arrow schema of these columns; dotted leaves become one list of structs.

    >>> arrow_schema((Column("turns.at", TIME, "time"), Column("turns.text", TEXT, "text"))).field("turns").type
    ListType(list<element: struct<at: timestamp[us, tz=UTC], text: string>>)
    """
    fields: dict[str, pa.Field | list[pa.Field]] = {}
    for column in columns:
        top, dot, leaf = column.name.partition(".")
        if not dot:
            fields[top] = pa.field(top, column.type)
            continue
        leaves = fields.setdefault(top, [])
        if isinstance(leaves, list):
            leaves.append(pa.field(leaf, column.type))
    return pa.schema(
        pa.field(name, pa.list_(pa.field("element", pa.struct(found)))) if isinstance(found, list) else found
        for name, found in fields.items()
    )
