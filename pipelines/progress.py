"""Progress of a run, read off the markers that finished units leave in staging, so that it works on every runner."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

from slor.pipelines import storage
from slor.pipelines.errors import UsageError
from slor.pipelines.plan import RunPlan
from slor.pipelines.steps import DONE

POLL_SECONDS = 0.5
LINE_SECONDS = 5.0


def rows_done(plan: RunPlan) -> int:
    """Counts the rows of the units that are written; 0 where nobody can tell just now."""
    try:
        markers = storage.find(storage.join(plan.staging, DONE, "*"))
    except UsageError:
        return 0
    return sum(int(path.rpartition(".")[2]) for path, _ in markers)


@contextmanager
def show(plan: RunPlan, *, quiet: bool) -> Iterator[None]:
    """Shows progress on standard error while the body runs: a bar on a terminal, else a line every few seconds."""
    total = sum((plan.rows or {}).values())
    if quiet or not total:
        yield
        return
    stop = threading.Event()
    draw = _bar if sys.stderr.isatty() else _lines
    thread = threading.Thread(target=draw, args=(plan, total, stop), daemon=True)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()


def _bar(plan: RunPlan, total: int, stop: threading.Event) -> None:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("rows · {task.fields[speed]:,.0f} rows/s ·"),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("Releasing", total=total, speed=0.0)
        started = time.monotonic()
        while not stop.wait(POLL_SECONDS):
            done = rows_done(plan)
            progress.update(task, completed=done, speed=done / (time.monotonic() - started))


def _lines(plan: RunPlan, total: int, stop: threading.Event) -> None:
    started = time.monotonic()
    while not stop.wait(LINE_SECONDS):
        done, passed = rows_done(plan), time.monotonic() - started
        left = f"{passed / done * (total - done):,.0f} s left" if done else "starting"
        print(f"{done:,} of {total:,} rows, {done / passed:,.0f} rows/s, {left}", file=sys.stderr, flush=True)
