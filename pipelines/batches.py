"""What travels between the steps: one unit's rows as Arrow tables, and how it is encoded where a runner must."""

from __future__ import annotations

import pickle
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

import apache_beam as beam
import numpy as np
import numpy.typing as npt
import pyarrow as pa

from slor.pipelines.inputs import Unit
from slor.recognizers.spans import Known, Span
from slor.schemas.policy import Dataset

Rows = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]
TextSpans = list[list[Span]]
"""Spans of each text of one row, in the order of the dataset's text columns."""


@dataclass(frozen=True, slots=True)
class Rejection:
    """A row set aside: its number in the file, the column at fault, and a reason that holds no value."""

    row: int
    column: str
    reason: str


@dataclass
class Part:
    """One release's share of a batch.

    Attributes:
        keep: which rows of the batch's table go on, one flag a row.
        table: the treated rows; None until they are treated.
        rows: their numbers in the file.
        screened: rows left out, by reason.
        rejections: rows set aside for this release alone.
        spans: replaced, by entity type.
        leaks: values that the audit found.
        replaced: for each treated row and text, the (start, end) ranges that a treatment wrote.
    """

    keep: Mask
    table: pa.Table | None = None
    rows: Rows = field(default_factory=lambda: np.empty(0, np.int64))
    screened: Counter[str] = field(default_factory=Counter)
    rejections: list[Rejection] = field(default_factory=list)
    spans: Counter[str] = field(default_factory=Counter)
    leaks: int = 0
    replaced: list[list[list[tuple[int, int]]]] | None = None


@dataclass
class Batch:
    """A unit's rows on their way.

    Attributes:
        unit: where they come from.
        dataset: what they are.
        table: canonical columns, for the rows that conform.
        rows: their numbers in the file, shape (table rows,).
        rejections: rows that no release can have.
        parts: each release's share, once screened.
        spans: what was found, one entry a row (None for rows that no release keeps); None where nothing is to detect.
        special: the same for special categories; None where no release asks for them.
        known: what each row's own columns and the directory tell of its people.
        knew: which state of the directory that was, by release; of those whose share of the rows depends on it.
    """

    unit: Unit
    dataset: Dataset
    table: pa.Table
    rows: Rows
    rejections: list[Rejection] = field(default_factory=list)
    parts: dict[str, Part] = field(default_factory=dict)
    spans: list[TextSpans | None] | None = None
    special: list[TextSpans | None] | None = None
    known: list[tuple[Known, ...]] | None = None
    knew: dict[str, str] = field(default_factory=dict)


class BatchCoder(beam.coders.Coder):
    """Encodes a batch with its tables as Arrow IPC: a pickled slice would drag the whole table along."""

    def encode(self, value: Batch) -> bytes:
        """Encodes a batch."""
        tables = [value.table, *(part.table for part in value.parts.values())]
        state: dict[str, Any] = {**value.__dict__, "table": None}
        state["parts"] = {name: Part(**{**part.__dict__, "table": None}) for name, part in value.parts.items()}
        return pickle.dumps((state, [None if t is None else _to_ipc(t) for t in tables]), protocol=5)

    def decode(self, encoded: bytes) -> Batch:
        """Decodes a batch."""
        state, buffers = pickle.loads(encoded)  # noqa: S301 - Beam's own data plane, never input
        tables = [None if b is None else pa.ipc.open_stream(b).read_all() for b in buffers]
        batch = Batch(**{**state, "table": tables[0]})
        for part, table in zip(batch.parts.values(), tables[1:], strict=True):
            part.table = table
        return batch

    def estimate_size(self, value: Batch) -> int:
        """Tells about how many bytes a batch weighs; runners ask often, and encoding it to count them is dear."""
        tables = [value.table, *(part.table for part in value.parts.values())]
        return sum(table.nbytes for table in tables if table is not None)

    def is_deterministic(self) -> bool:
        """Is not used as a key."""
        return False


def _to_ipc(table: pa.Table) -> bytes:
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, table.schema) as writer:
        writer.write_table(table)
    return bytes(sink.getvalue())


beam.coders.registry.register_coder(Batch, BatchCoder)
