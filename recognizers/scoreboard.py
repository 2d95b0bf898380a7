"""Shows an evaluation as tables: figures by type, language and channel, what a score is worth, and what went wrong."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from rich import box
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from slor.recognizers.evaluation import ALL, Band, Finding, Report

_NONE: Final = "–"
_BAR: Final = 20
"""Characters of a bar that stands for all."""


def scoreboard(
    reports: Mapping[str, Report], *, verbose: bool = False, plain: bool = False, note: str = ""
) -> RenderableType:
    """Tables for one detector, or for several side by side.

    Args:
        reports: detector's name -> its figures, on the same dialogues; the first one is ours.
        verbose: also list the first detector's misses and false alarms with the text round them.
        plain: without rules, for pipes and files.
        note: a sentence under the tables.

    Returns:
        What `rich` prints.
    """
    ours = next(iter(reports.values()))
    parts: list[RenderableType] = [
        Text(f"{ours.dialogues:,} dialogues, {ours.turns:,} turns, {ours.required[ALL]:,} marks that must be found"),
        _by_type(reports, plain),
        _by_group(reports, plain),
        _reliability(ours, plain),
    ]
    if note:
        parts.append(Text(note, style="dim"))
    if verbose:
        parts += [_findings("Missed", ours.misses), _findings("False alarms", ours.false_alarms)]
    return Group(*parts)


def _table(title: str, columns: Iterable[str], plain: bool) -> Table:
    table = Table(
        title=title,
        title_justify="left",
        title_style="" if plain else "bold",
        header_style="" if plain else "dim",
        box=None if plain else box.SIMPLE_HEAD,
        pad_edge=False,
    )
    for number, column in enumerate(columns):
        table.add_column(column, justify="right" if number else "left", no_wrap=not number)
    return table


def _each(reports: Mapping[str, Report], *figures: str) -> list[str]:
    """Column heads: each figure for each detector, which is named only where there are several."""
    return [f"{figure} {name}" if len(reports) > 1 else figure for figure in figures for name in reports]


def _by_type(reports: Mapping[str, Report], plain: bool) -> Table:
    ours = next(iter(reports.values()))
    columns = ["", "marked", *_each(reports, "recall"), "in part", "right type"]
    table = _table("\nFound, of what is marked", [*columns, *_each(reports, "false alarms", "precision")], plain)
    kinds = {key for report in reports.values() for key in (*report.required, *report.detected) if ":" not in key}
    for kind in sorted(kinds, key=lambda k: (k != ALL, -ours.required[k], k)):
        marked = ours.required[kind]
        table.add_row(
            "all" if kind == ALL else kind,
            f"{marked:,}",
            *(_share(report.recall(kind), marked) for report in reports.values()),
            f"{ours.partial[kind]:,}",
            _share(ours.typed[kind] / max(1, marked), marked),
            *(f"{report.false[kind]:,}" for report in reports.values()),
            *(_share(report.precision(kind), report.detected[kind]) for report in reports.values()),
            style="bold" if kind == ALL and not plain else None,
        )
    return table


def _by_group(reports: Mapping[str, Report], plain: bool) -> Table:
    ours = next(iter(reports.values()))
    figures = ("recall", "PERSON", "precision", "over-redaction")
    table = _table("\nBy language and channel", ["", "marked", *_each(reports, *figures)], plain)
    groups = sorted({key.split(":")[0] for key in ours.unmarked if ":" in key})
    for group in [f"{name}:" for name in groups] + [""]:
        whole, person = f"{group}{ALL}", f"{group}PERSON"
        table.add_row(
            group.rstrip(":") or "all",
            f"{ours.required[whole]:,}",
            *(_share(report.recall(whole), report.required[whole]) for report in reports.values()),
            *(_share(report.recall(person), report.required[person]) for report in reports.values()),
            *(_share(report.precision(whole), report.detected[whole]) for report in reports.values()),
            *(f"{report.over_redaction(whole):.2%}" for report in reports.values()),
            style=None if group or plain else "bold",
        )
    return table


def _reliability(report: Report, plain: bool) -> Table:
    title = (
        "\nWhat a score is worth: in each band of scores, how many spans there are, their mean score (| in the bar),\n"
        "and the share that touches a mark (the bar's length); the mean distance of the two is "
        f"{report.calibration_error('PERSON'):.1%} for PERSON, {report.calibration_error():.1%} for all"
    )
    table = _table(title, ["score", *("spans", "mean", "right", "") * 2], plain)
    for first, name in ((1, "PERSON"), (5, "all")):
        table.columns[first].header = f"{name} spans"
        table.columns[first + 3].justify = "left"
        table.columns[first + 3].no_wrap = True
    names = {band.low: band for band in report.reliability("PERSON")}
    everything = {band.low: band for band in report.reliability()}
    for low, band in everything.items():
        row = [f"{low:.2f} to {band.high:.2f}"]
        for one in (names.get(low), band):
            row += _told(one, plain) if one else ["0", _NONE, _NONE, ""]
        table.add_row(*row)
    return table


def _told(band: Band, plain: bool) -> list[str]:
    """A band's spans, mean score and share, and the share as a bar that the mean score is marked in."""
    filled, at = round(band.right * _BAR), min(_BAR - 1, round(band.score * _BAR))
    bar = (("#" if plain else "█") * filled).ljust(at + 1)
    bar = bar[:at] + "|" + bar[at + 1 :]
    return [f"{band.spans:,}", f"{band.score:.2f}", f"{band.right:.2f}", bar]


def _share(share: float, of: int) -> str:
    return f"{share:.1%}" if of else _NONE


def _findings(title: str, findings: Sequence[Finding]) -> RenderableType:
    if not findings:
        return Text(f"\n{title}: none")
    counts = ", ".join(f"{kind} {n}" for kind, n in Counter(f.entity_type for f in findings).most_common())
    lines = Text(f"\n{title}: {len(findings)} ({counts})", style="bold")
    for finding in findings:
        lines.append(f"\n{finding.id} turn {finding.turn} ", style="not bold dim")
        lines.append(finding.entity_type, style="not bold cyan")
        lines.append(f"  {_line(finding.before)}", style="not bold")
        lines.append(f"[{_line(finding.text)}]", style="bold red")
        lines.append(_line(finding.after), style="not bold")
    return lines


def _line(text: str) -> str:
    """The text on one line, without characters that would steer a terminal."""
    return "".join(char if char.isprintable() else " " for char in text)
