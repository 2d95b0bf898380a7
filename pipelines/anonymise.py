"""Treating a release's rows: every column as the policy says, every span in its texts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

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

    def normal(self, values: pa.Array, category: str) -> pa.Array:
        """The normal forms of a column's values."""

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


def treat_apart(
    table: pa.Table,
    spans: Sequence[TextSpans] | None,
    leaves: Sequence[str],
    dataset: Dataset,
    release: Release,
    open_treater: Callable[[str | None], Treats],
) -> Treated:
    """Treats rows, each with the keys of its part where the release keeps parts apart, in the order they came.

    Args:
        table, spans, leaves, dataset, release: as for `treat`.
        open_treater: opens the treatments of a part; None for the whole domain. The column that tells parts apart is
            treated with the whole domain's keys, or nobody could tell whose part a seal is.
    """
    apart = release.separate_by
    if apart is None or apart not in table.column_names:
        return treat(table, spans, leaves, dataset, release, open_treater(None))
    # by its normal form: one client written in two ways is one, and its seal opens to no other form
    normal = open_treater(None).normal(table[apart], dataset.column(apart).category)
    parts = pc.fill_null(normal, "").to_numpy(zero_copy_only=False)
    pieces, order = [], []
    for part in sorted(set(parts)):
        index = np.flatnonzero(parts == part)
        own = [spans[i] for i in index.tolist()] if spans is not None else None
        pieces.append(treat(table.take(pa.array(index)), own, leaves, dataset, release, open_treater(part)))
        order.append(index)
    if not pieces:
        return treat(table, spans, leaves, dataset, release, open_treater(None))
    back = np.argsort(np.concatenate(order), kind="stable")
    whole = pa.concat_tables([piece.table for piece in pieces]).take(pa.array(back))
    rule = release.datasets[dataset.name][apart]
    if rule.name != "drop":
        column = dataset.column(apart)
        at = whole.column_names.index(apart)
        whole = whole.set_column(at, apart, open_treater(None).column(table[apart], column.category, rule))
    ranges = [row for piece in pieces for row in piece.replaced or []]
    replaced = [ranges[i] for i in back.tolist()] if spans is not None else None
    return Treated(whole, replaced, sum((piece.spans for piece in pieces), Counter()))
