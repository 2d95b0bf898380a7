"""Treating a release's rows: every column as the policy says, every span in its texts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

import pyarrow as pa

from slor.pipelines import nested
from slor.pipelines.batches import TextSpans
from slor.recognizers.spans import Span
from slor.schemas.policy import Dataset, Release
from slor.schemas.treatment import Treatment

Ranges = list[tuple[int, int]]


class Treats(Protocol):
    """What treats values: the `Treater` of one domain."""

    def column(self, values: pa.Array, category: str, treatment: Treatment, *, by: pa.Array | None = None) -> pa.Array:
        """Treats a column's values."""

    def texts(
        self,
        texts: Sequence[str | None],
        spans: Sequence[Sequence[Span]],
        rules: Mapping[str, Treatment],
        languages: Sequence[str | None],
    ) -> tuple[list[str | None], Counter[str], list[Ranges]]:
        """Treats the spans of texts."""


@dataclass
class Treated:
    """A release's rows after treatment.

    Attributes:
        table: the columns that are released.
        replaced: for each row and text, the ranges in the new text that a treatment wrote.
        spans: how many were replaced, by entity type.
    """

    table: pa.Table
    replaced: list[list[Ranges]] | None
    spans: Counter[str]


def treat(
    table: pa.Table,
    spans: Sequence[TextSpans] | None,
    leaves: Sequence[str],
    dataset: Dataset,
    release: Release,
    treater: Treats,
) -> Treated:
    """Treats the rows that a release keeps.

    Args:
        table: canonical columns, n rows.
        spans: what was found in each row's texts, shape (n,), each in the order of `leaves`.
        leaves: the text columns that `spans` follow.
        dataset: what the rows are.
        release: what happens to each column and entity type.
        treater: the release's keys and treatments.
    """
    rules = release.datasets[dataset.name]
    columns: dict[str, pa.Array] = {}
    inner: dict[str, dict[str, pa.Array]] = {}
    replaced: list[list[Ranges]] | None = [[] for _ in range(table.num_rows)] if spans is not None else None
    counts: Counter[str] = Counter()
    languages = table["language"].to_pylist() if "language" in table.column_names else [None] * table.num_rows
    before = [0] * table.num_rows  # texts of earlier leaves, a row
    for column in dataset.columns:
        rule, name = rules[column.name], nested.top(column.name)
        source = table[name]
        is_list = nested.is_list(source.type)
        values, lengths = nested.flatten(source, column.name) if is_list else (source, None)
        per_row = (
            [1] * table.num_rows
            if lengths is None
            else [n or 0 for n in lengths.to_pylist()]
            if column.name in leaves
            else []
        )
        if rule.name == "spans":
            if spans is None or replaced is None:
                raise ValueError(f"{dataset.name}.{column.name}: nothing was detected in it")
            flat = [s for row, at, n in zip(spans, before, per_row, strict=True) for s in row[at : at + n]]
            spoken = [language for language, n in zip(languages, per_row, strict=True) for _ in range(n)]
            texts, found, ranges = treater.texts(values.to_pylist(), flat, release.spans, spoken)
            counts.update(found)
            for row, cell in zip(replaced, nested.split(ranges, per_row), strict=True):
                row.extend(cell)  # type: ignore[arg-type]
            new = pa.array(texts, pa.string())
        elif rule.name != "drop":
            by = rule.options.get("by")
            new = treater.column(values, column.category, rule, by=table[str(by)] if by else None)
        if column.name in leaves:
            before = [at + n for at, n in zip(before, per_row, strict=True)]
        if rule.name == "drop":
            continue
        if "." in column.name:
            inner.setdefault(name, {})[column.name.partition(".")[2]] = new
            columns[name] = nested.unflatten_structs(lengths, inner[name])
        else:
            columns[name] = new if lengths is None else nested.unflatten(lengths, new)
    return Treated(pa.table(columns), replaced, counts)
