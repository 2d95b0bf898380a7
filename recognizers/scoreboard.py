"""Shows an evaluation as tables: figures by type, language and channel, reliability, and what went wrong."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from .evaluation import Finding, Report


def scoreboard(reports: Mapping[str, Report], *, verbose: bool = False) -> RenderableType:
    """Tables for one detector, or for several side by side.

    Args:
        reports: detector's name -> its figures, on the same dialogues; the first one is ours.
        verbose: also list the first detector's misses and false positives with the text round them.

    Returns:
        What `rich` prints.
    """
    names = list(reports)
    ours = reports[names[0]]
    parts: list[RenderableType] = [_recall(reports), _summary(reports), _reliability(ours)]
    if verbose:
        parts += [_findings("Missed", ours.misses), _findings("False positives", ours.false_positives)]
    return Group(*parts)


def _recall(reports: Mapping[str, Report]) -> Table:
    table = Table(title="Found of what must be found")
    table.add_column("")
    table.add_column("marked", justify="right")
    for name in reports:
        table.add_column(name, justify="right")
    required = next(iter(reports.values())).required
    keys = sorted(required, key=lambda k: (":" in k, k != "ALL", k.split(":")[-1] != "ALL", -required[k], k))
    for key in (k for k in keys if ":" not in k or k.endswith((":ALL", ":PERSON"))):
        shown = key.replace(":ALL", "").replace(":", " ").replace("ALL", "all")
        table.add_row(shown, str(required[key]), *(f"{100 * r.recall(key):.1f} %" for r in reports.values()))
    return table


def _summary(reports: Mapping[str, Report]) -> Table:
    table = Table(title="Left alone of what must be left alone")
    for column in ("", "spans", "false positives", "precision", "over-redaction"):
        table.add_column(column, justify="left" if not column else "right")
    for name, report in reports.items():
        wrong = len(report.false_positives)
        figures = (f"{100 * report.precision:.1f} %", f"{100 * report.over_redaction:.2f} %")
        table.add_row(name, str(report.detected), str(wrong), *figures)
    return table


def _reliability(report: Report) -> Table:
    table = Table(title="What a score means (PERSON)")
    for column in ("mean score", "right", "spans"):
        table.add_column(column, justify="right")
    for score, right, number in report.reliability():
        table.add_row(f"{score:.2f}", f"{right:.2f}", str(number))
    return table


def _findings(title: str, findings: list[Finding]) -> RenderableType:
    if not findings:
        return Text(f"{title}: none")
    counts = ", ".join(f"{kind} {n}" for kind, n in Counter(f.entity_type for f in findings).most_common())
    table = Table(title=f"{title}: {counts}")
    for column in ("dialogue", "type", "text", "where"):
        table.add_column(column)
    for finding in findings:
        table.add_row(finding.id, finding.entity_type, Text(finding.text), Text(finding.context))
    return table
