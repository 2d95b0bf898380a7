"""What the commands show in the terminal, and in a log where there is none."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.table import Table

if TYPE_CHECKING:
    from slor.pipelines.batch import Released
    from slor.pipelines.keys import KeyEntry
    from slor.pipelines.preflight import Preflight
    from slor.sample_data.files import SampleSummary
    from slor.schemas.policy import Policy


LOG_WIDTH = 200


def _console() -> Console:
    return Console(file=sys.stdout, highlight=False, width=None if sys.stdout.isatty() else LOG_WIDTH)


def _table(*columns: str, title: str | None = None) -> Table:
    table = Table(
        title=title, title_justify="left", box=None, header_style="bold", pad_edge=False, padding=(0, 3, 0, 0)
    )
    for name in columns:
        table.add_column(name.strip(), justify="right" if name.startswith(" ") else "left")
    return table


def _counts(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{number:,} {name}" for name, number in sorted(counts.items(), key=lambda c: -c[1])) or "–"


def released(result: Released) -> None:
    """Shows what a run released: rows by dataset and release, spans by kind, and where the files lie."""
    console, preflight_ = _console(), result.preflight
    for run in result.recovered:
        console.print(f"Finished the commit that run {run} had begun.")
    _left_alone(console, preflight_)
    if preflight_.finished:
        console.print(f"{preflight_.finished} input files were finished already and skipped.")
    table = _table("release", "dataset", " rows in", " out", " screened", " rejected", " leaks", " files")
    for release, manifest in result.manifests.items():
        for dataset, books in manifest["datasets"].items():
            numbers = (
                books["rows_in"], books["rows_out"], sum(books["screened"].values()), sum(books["rejected"].values()),
                books["leaks"], len(books["files"]),
            )  # fmt: skip
            table.add_row(release, dataset, *(f"{number:,}" for number in numbers))
    console.print(table)
    reasons: Counter[str] = Counter()
    for manifest in result.manifests.values():
        for books in manifest["datasets"].values():
            reasons.update({f"screened by {reason}": n for reason, n in books["screened"].items()})
            reasons.update({f"rejected ({reason})": n for reason, n in books["rejected"].items()})
    if reasons:
        console.print(f"Left out: {_counts(reasons)}")
    for release, manifest in result.manifests.items():
        spans: Counter[str] = Counter()
        for books in manifest["datasets"].values():
            spans.update(books["spans"])
        if spans:
            console.print(f"Replaced in the texts of {release}: {_counts(spans)}")
    rows = sum(preflight_.rows.values())
    console.print(f"{rows:,} rows in {result.seconds:,.1f} s. Releases are in {preflight_.plan.output}")


def preflight(found: Preflight) -> None:
    """Shows what a run would do."""
    console, plan = _console(), found.plan
    console.print(f"Policy {plan.policy.system}: {plan.policy.source}")
    table = _table("dataset", " files", " rows", " MiB")
    files: Counter[str] = Counter(file.dataset for file in found.files)
    sizes: Counter[str] = Counter()
    for file in found.files:
        sizes[file.dataset] += file.size
    for dataset, number in files.items():
        table.add_row(dataset, f"{number:,}", f"{found.rows.get(dataset, 0):,}", f"{sizes[dataset] / (1 << 20):,.1f}")
    console.print(table)
    _left_alone(console, found)
    if found.finished:
        console.print(f"{found.finished} input files are finished already and would be skipped.")
    for name in plan.releases:
        release = plan.release(name)
        who = ", ".join(recipient.name for recipient in release.recipients)
        console.print(f"Would release {name} ({', '.join(release.datasets)}) for {release.purpose}, to {who}")
    if not found.problems:
        console.print("Nothing stands against a run.")


def _left_alone(console: Console, found: Preflight) -> None:
    for folder, number in sorted(found.left_alone.items()):
        console.print(f"Left alone: {folder} ({_files(number)}): no dataset of the policy names it.")
    for folder, number in sorted(found.misnamed.items()):
        console.print(f"Left alone in {folder}: {_files(number)} whose names do not end in .parquet.")


def _files(number: int) -> str:
    return f"{number:,} file{'s' * (number != 1)}"


def keys(entries: Sequence[KeyEntry]) -> None:
    """Shows the keys of a keyring."""
    table = _table("system", "release", " epoch", "created", "status")
    for entry in entries:
        table.add_row(entry.system, entry.release, str(entry.epoch), str(entry.created), entry.status)
    _console().print(table)


def policies(found: Sequence[Policy]) -> None:
    """Shows the shipped policies."""
    table = _table("policy", "releases", "datasets")
    for policy in found:
        table.add_row(policy.system, ", ".join(policy.releases), ", ".join(policy.datasets))
    _console().print(table)


def sampled(summary: SampleSummary, out: Path) -> None:
    """Shows what a sample holds."""
    console = _console()
    table = _table("dataset", " rows")
    for dataset, rows in summary.rows.items():
        table.add_row(dataset, f"{rows:,}")
    console.print(table)
    console.print(f"Synthetic people in {out}; the marks of the dialogues are in {out / '_gold'}")


def dialogue(title: str, turns: Sequence[Mapping[str, Any]]) -> None:
    """Shows a dialogue, one line a turn."""
    console = _console()
    console.print(f"[bold]{title}[/bold]")
    for turn in turns:
        console.print(f"  {turn['speaker'] or '?':>9}  {turn['text'] or ''}", markup=False)


def text(*lines: str) -> None:
    """Shows lines as they are."""
    console = _console()
    for line in lines:
        console.print(line, markup=False)
