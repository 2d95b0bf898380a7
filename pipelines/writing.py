"""Writing a release: Parquet for people who query it, hive-partitioned by date, each part under a name of its own."""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Iterator

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from slor.pipelines import storage
from slor.pipelines.batches import Batch, Part, Rejection
from slor.pipelines.books import Books, OutputFile
from slor.pipelines.inputs import Unit, staged
from slor.pipelines.nested import top
from slor.pipelines.plan import RunPlan
from slor.schemas.policy import Dataset, Policy, Release

ROW_GROUP_ROWS = 131_072
NO_DATE = "__HIVE_DEFAULT_PARTITION__"
REJECTS = pa.schema(
    [
        pa.field("file", pa.string(), metadata={"doc": "below INPUT"}),
        pa.field("row_group", pa.int32(), metadata={"doc": "counted from 0"}),
        pa.field("row", pa.int64(), metadata={"doc": "in the row group, counted from 0"}),
        pa.field("column", pa.string()),
        pa.field("reason", pa.string()),
    ]
)


def partition(table: pa.Table, time: str | None) -> Iterator[tuple[str, pa.Table]]:
    """Cuts treated rows by the UTC day of their released time.

    Args:
        table: treated rows.
        time: the column that dates them; without one, or where a treatment made it something else, nothing is cut.

    Yields:
        (folder such as `date=2026-11-21`, or empty; its rows, in the order they had).
    """
    if time is None or time not in table.column_names or not pa.types.is_timestamp(table.schema.field(time).type):
        if table.num_rows:
            yield "", table
        return
    days = table[time].cast(pa.timestamp("us", "UTC")).cast(pa.date32()).cast(pa.int32())
    numbers = pc.fill_null(days, np.iinfo(np.int32).min).to_numpy()
    order = np.argsort(numbers, kind="stable")
    ordered = table.take(pa.array(order))
    found, starts = np.unique(numbers[order], return_index=True)
    for day, start, end in zip(found, starts, [*starts[1:], table.num_rows], strict=True):
        name = NO_DATE if day == np.iinfo(np.int32).min else str(np.datetime64(int(day), "D"))
        yield f"date={name}", ordered.slice(start, end - start)


def describe(table: pa.Table, policy: Policy, release: Release, dataset: Dataset) -> pa.Schema:
    """Adds to a schema what was done: category and treatment to each column, purpose and limits to the file."""
    rules = release.datasets[dataset.name]
    leaves: dict[str, dict[str, tuple[str, str]]] = {}
    for column in dataset.columns:
        leaves.setdefault(top(column.name), {})[column.name] = (column.category, str(rules[column.name]))
    fields = []
    for field in table.schema:
        of = leaves[field.name]
        categories = {name: category for name, (category, _) in of.items()}
        treatments = {name: treatment for name, (_, treatment) in of.items()}
        fields.append(
            field.with_metadata(
                {
                    "slor.category": _one_or_json(categories),
                    "slor.treatment": _one_or_json(treatments),
                }
            )
        )
    about = {
        "system": policy.system,
        "release": release.name,
        "dataset": dataset.name,
        "purpose": release.purpose,
        "legal_basis": release.legal_basis,
        "recipients": [{"name": r.name, "region": r.region} for r in release.recipients],
        "retention": [rule.to_dict() for rule in policy.retentions(release.name, dataset.name)],
        "kept": policy.kept(release.name, dataset.name),
        "zone": policy.zone,
        "separate_by": release.separate_by,
        "columns": {
            name: {"category": c, "treatment": t}
            for of in leaves.values()
            for name, (c, t) in of.items()
            if t != "drop"
        },
    }
    return pa.schema(fields, metadata={"slor": json.dumps(about, ensure_ascii=False, sort_keys=True)})


def _one_or_json(values: dict[str, str]) -> str:
    return next(iter(values.values())) if len(values) == 1 else json.dumps(values, sort_keys=True)


def to_parquet(table: pa.Table) -> bytes:
    """Renders Parquet with statistics and zstd, the same bytes for the same rows."""
    sink = io.BytesIO()
    pq.write_table(table, sink, compression="zstd", row_group_size=ROW_GROUP_ROWS, write_statistics=True)
    return sink.getvalue()


def write_part(plan: RunPlan, unit: Unit, dataset: Dataset, release: Release, part: Part) -> list[OutputFile]:
    """Writes a treated part below the staging folder and says what was written."""
    if part.table is None or part.table.num_rows == 0:
        return []
    table = part.table.cast(describe(part.table, plan.policy, release, dataset))
    written = []
    for folder, rows in partition(table, dataset.time):
        data = to_parquet(rows)
        path = storage.join(dataset.name, folder, f"{unit.part}.parquet")
        storage.write(storage.join(plan.staging, release.name, staged(path, unit.digest)), data)
        written.append(OutputFile(path, rows.num_rows, len(data), hashlib.sha256(data).hexdigest()))
    return written


def write_rejects(plan: RunPlan, unit: Unit, dataset: Dataset, release: str, rejections: list[Rejection]) -> list[str]:
    """Writes where the rejected rows are and why, never what is in them; says which file."""
    if not rejections:
        return []
    places = [unit.locate(rejection.row) for rejection in rejections]
    table = pa.table(
        [
            [unit.file.name] * len(rejections),
            [group for group, _ in places],
            [row for _, row in places],
            [rejection.column for rejection in rejections],
            [rejection.reason for rejection in rejections],
        ],
        schema=REJECTS,
    )
    path = storage.join(dataset.name, f"{unit.part}.parquet")
    storage.write(storage.join(plan.staging, "_rejects", release, staged(path, unit.digest)), to_parquet(table))
    return [path]


def write_batch(plan: RunPlan, batch: Batch) -> tuple[dict[str, Books], dict[str, list[str]]]:
    """Writes a batch's share of every release.

    Returns:
        The books and the rejects' files of each release.
    """
    books, rejects = {}, {}
    for name, part in batch.parts.items():
        rejections = sorted([*batch.rejections, *part.rejections], key=lambda r: r.row)
        files = write_part(plan, batch.unit, batch.dataset, plan.release(name), part)
        rejects[name] = write_rejects(plan, batch.unit, batch.dataset, name, rejections)
        page = Books(
            rows_in=batch.unit.rows,
            rows_out=sum(file.rows for file in files),
            screened=part.screened,
            spans=part.spans,
            leaks=part.leaks,
            files=files,
        )
        page.rejected.update(f"{r.column}: {r.reason}" for r in rejections)
        books[name] = page
    return books, rejects
