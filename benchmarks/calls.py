"""Input for the benchmarks: call detail records of a synthetic centre, written in bounded memory."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pyarrow.parquet as pq

from slor.sample_data.agents import Agents
from slor.sample_data.calls import Calls
from slor.sample_data.people import People
from slor.sample_data.weeks import Week

AS_OF = dt.date(2026, 11, 21)
ROW_GROUP = 65_536
SEED = 7


def write_calls(folder: Path, rows: int, weeks: int = 8, row_group: int = ROW_GROUP) -> int:
    """Writes one file a week below `folder/cdr`, as a nightly export leaves them.

    Args:
        folder: made if absent.
        rows: calls in all, spread evenly over the weeks; one customer for each eight calls.
        weeks: files; the last ends before `AS_OF`.
        row_group: rows of a row group.

    Returns:
        Bytes written.
    """
    target = folder / "cdr"
    target.mkdir(parents=True)
    monday = AS_OF - dt.timedelta(days=AS_OF.weekday())
    bounds = [rows * week // weeks for week in range(weeks + 1)]
    plan = [
        Week(monday - dt.timedelta(weeks=weeks - number), bounds[number], bounds[number + 1] - bounds[number], AS_OF)
        for number in range(weeks)
        if bounds[number + 1] > bounds[number]
    ]
    people = People(SEED, max(60, rows // 8), AS_OF)
    calls = Calls(SEED, people, Agents(SEED, min(1500, max(12, rows // 400)), AS_OF), plan)
    for week in plan:
        writer: pq.ParquetWriter | None = None
        for first in range(0, week.calls, row_group):
            table = calls.table(week.first + first, min(row_group, week.calls - first))
            if writer is None:
                writer = pq.ParquetWriter(target / f"{week.label}.parquet", table.schema, compression="zstd")
            writer.write_table(table, row_group_size=row_group)
        if writer is not None:
            writer.close()
    return sum(path.stat().st_size for path in target.iterdir())
