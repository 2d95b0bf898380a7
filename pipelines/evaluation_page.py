"""An evaluation as one page of HTML: figures by type, language and channel, and curves of what scores are worth."""

from __future__ import annotations

import html
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from slor.recognizers.evaluation import ALL, Band, Finding, Report

_NONE: Final = "–"
_WIDTH, _HEIGHT = 430.0, 300.0
_LEFT, _TOP, _RIGHT, _BOTTOM = 46.0, 36.0, 12.0, 44.0
_DEVIATE: Final = 1.96
"""Of the normal distribution, for an interval that holds the true share 95 times in 100."""


def page(reports: Mapping[str, Report], *, threshold: float, verbose: bool = False, note: str = "") -> str:
    """Writes a page that needs nothing else and can be printed.

    Args:
        reports: detector's name -> its figures, on the same dialogues; the first one is ours.
        threshold: score from which a span counted.
        verbose: also the first detector's misses and false alarms, which quote the dialogues.
        note: a sentence about the peer.

    Returns:
        HTML; without `verbose` no text of the dialogues is in it.
    """
    ours = next(iter(reports.values()))
    about = (
        f"{ours.dialogues:,} dialogues, {ours.turns:,} turns, {ours.required[ALL]:,} marks that must be found. A mark "
        "is found when all its letters and digits are covered by spans of any type; a span that touches no mark is a "
        "false alarm; over-redaction is the share of unmarked letters and digits that were covered. "
        f"Spans with a score of {threshold:g} or more count."
    )
    parts = [
        "<h1>slor evaluate</h1>",
        f"<p>{about}</p>",
        f"<p>{html.escape(note)}</p>" if note else "",
        "<h2>Found, of what is marked</h2>",
        _by_type(reports),
        "<h2>By language and channel</h2>",
        _by_group(reports),
        "<h2>What a score is worth</h2>",
        "<p>Bars: of the spans with scores in a band, the share that touches a mark; above each how many spans there "
        "are. Dots stand at the band's mean score, with the interval in which the true share lies 95 times in 100 "
        "(Wilson). Where scores are honest, dots stand on the dashed line.</p>",
        f'<div class="curves">{_curve("PERSON", ours, "PERSON")}{_curve("all types", ours)}</div>',
    ]
    if verbose:
        parts += [_findings("Missed", ours.misses), _findings("False alarms", ours.false_alarms)]
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>slor evaluate</title>\n'
        f"<style>{_STYLE}</style></head>\n<body>\n" + "\n".join(part for part in parts if part) + "\n</body></html>\n"
    )


def _by_type(reports: Mapping[str, Report]) -> str:
    ours = next(iter(reports.values()))
    kinds = {key for report in reports.values() for key in (*report.required, *report.detected) if ":" not in key}
    rows = []
    for kind in sorted(kinds, key=lambda k: (k != ALL, -ours.required[k], k)):
        marked = ours.required[kind]
        rows.append(
            [
                "all" if kind == ALL else kind,
                f"{marked:,}",
                *(_share(report.recall(kind), marked) for report in reports.values()),
                f"{ours.partial[kind]:,}",
                _share(ours.typed[kind] / max(1, marked), marked),
                *(f"{report.false[kind]:,}" for report in reports.values()),
                *(_share(report.precision(kind), report.detected[kind]) for report in reports.values()),
            ]
        )
    heads = ["", "marked", *_each(reports, "recall"), "in part", "right type"]
    return _table([*heads, *_each(reports, "false alarms", "precision")], rows)


def _by_group(reports: Mapping[str, Report]) -> str:
    ours = next(iter(reports.values()))
    rows = []
    for group in ["", *sorted({key.split(":")[0] + ":" for key in ours.unmarked if ":" in key})]:
        whole, person = f"{group}{ALL}", f"{group}PERSON"
        rows.append(
            [
                group.rstrip(":") or "all",
                f"{ours.required[whole]:,}",
                *(_share(report.recall(whole), report.required[whole]) for report in reports.values()),
                *(_share(report.recall(person), report.required[person]) for report in reports.values()),
                *(_share(report.precision(whole), report.detected[whole]) for report in reports.values()),
                *(f"{report.over_redaction(whole):.2%}" for report in reports.values()),
            ]
        )
    figures = ("recall", "PERSON recall", "precision", "over-redaction")
    return _table(["", "marked", *_each(reports, *figures)], rows)


def _each(reports: Mapping[str, Report], *figures: str) -> list[str]:
    return [f"{figure}, {name}" if len(reports) > 1 else figure for figure in figures for name in reports]


def _share(share: float, of: int) -> str:
    return f"{share:.1%}" if of else _NONE


def _curve(title: str, report: Report, *entity_types: str) -> str:
    """A reliability diagram as SVG, and its figures as a table."""
    bands = report.reliability(*entity_types)
    if not bands:
        return f"<figure><figcaption>{html.escape(title)}: no span was found</figcaption></figure>"
    error = report.calibration_error(*entity_types)
    rows = [
        [f"{b.low:.2f} to {b.high:.2f}", f"{b.spans:,}", f"{b.score:.3f}", f"{b.right:.3f}", f"{low:.3f} to {high:.3f}"]
        for b in bands
        for low, high in [interval(b.right, b.spans)]
    ]
    caption = f"{title}: {sum(b.spans for b in bands):,} spans, calibration error {error:.1%}"
    table = _table(["score", "spans", "mean", "right", "95 %"], rows)
    return f"<figure><figcaption>{html.escape(caption)}</figcaption>{_diagram(bands)}{table}</figure>"


def _diagram(bands: Sequence[Band]) -> str:
    least = min(0.9, int(min(band.score for band in bands) * 10 + 1e-9) / 10)

    def x(score: float) -> float:
        return _LEFT + (max(score, least) - least) / (1 - least) * (_WIDTH - _LEFT - _RIGHT)

    def y(share: float) -> float:
        return _TOP + (1 - share) * (_HEIGHT - _TOP - _BOTTOM)

    out = [f'<svg viewBox="0 0 {_WIDTH:g} {_HEIGHT:g}" role="img" aria-label="share right by score">']
    for tick in range(0, 11, 2):
        out.append(f'<path class="grid" d="M{_LEFT:g} {y(tick / 10):.1f}H{_WIDTH - _RIGHT:g}"/>')
        out.append(f'<text class="end" x="{_LEFT - 6:g}" y="{y(tick / 10) + 4:.1f}">{tick / 10:.1f}</text>')
    for tick in range(round(least * 10), 11):
        out.append(f'<text x="{x(tick / 10):.1f}" y="{_HEIGHT - _BOTTOM + 16:g}">{tick / 10:.1f}</text>')
    for number, band in enumerate(bands):
        left, right = x(band.low), x(band.high)
        low, high = interval(band.right, band.spans)
        middle, above = x(band.score), _TOP - 8 - number % 2 * 12
        out += [
            f'<rect x="{left + 1:.1f}" y="{y(band.right):.1f}" width="{right - left - 2:.1f}" '
            f'height="{y(0) - y(band.right):.1f}"/>',
            f'<text class="count" x="{(left + right) / 2:.1f}" y="{above:g}">{band.spans:,}</text>',
            f'<path class="range" d="M{middle:.1f} {y(low):.1f}V{y(high):.1f}"/>',
            f'<circle cx="{middle:.1f}" cy="{y(band.right):.1f}" r="3.5"/>',
        ]
    out += [
        f'<path class="even" d="M{x(least):.1f} {y(least):.1f}L{x(1):.1f} {y(1):.1f}"/>',
        f'<text x="{(_LEFT + _WIDTH - _RIGHT) / 2:g}" y="{_HEIGHT - 8:g}">score</text>',
        f'<text transform="translate(12 {(_TOP + _HEIGHT - _BOTTOM) / 2:g}) rotate(-90)">share right</text>',
        "</svg>",
    ]
    return "".join(out)


def interval(share: float, number: int) -> tuple[float, float]:
    """Wilson's interval for a share (E. B. Wilson, JASA 1927), at 95 %.

    Args:
        share: what was seen, 0 to 1.
        number: of how many, at least 1.

    Returns:
        Its ends, 0 to 1.

    >>> [round(edge, 3) for edge in interval(0.9, 10)]
    [0.596, 0.982]
    """
    squared = _DEVIATE**2
    middle = (share + squared / (2 * number)) / (1 + squared / number)
    spread = _DEVIATE * (share * (1 - share) / number + squared / (4 * number**2)) ** 0.5 / (1 + squared / number)
    return max(0.0, middle - spread), min(1.0, middle + spread)


def _findings(title: str, findings: Sequence[Finding]) -> str:
    if not findings:
        return f"<h2>{title}: none</h2>"
    rows = "\n".join(
        f"<tr><td>{html.escape(f.id)}</td><td>{f.turn}</td><td>{f.entity_type}</td><td>{html.escape(f.before)}"
        f"<mark>{html.escape(f.text)}</mark>{html.escape(f.after)}</td></tr>"
        for f in findings
    )
    head = "<tr><th>dialogue</th><th>turn</th><th>type</th><th>text</th></tr>"
    return f'<h2>{title}: {len(findings)}</h2>\n<table class="findings">{head}{rows}</table>'


def _table(heads: Iterable[str], rows: Iterable[Sequence[str]]) -> str:
    head = "".join(f"<th>{html.escape(each)}</th>" for each in heads)
    body = "\n".join(f"<tr>{''.join(f'<td>{html.escape(cell)}</td>' for cell in row)}</tr>" for row in rows)
    return f"<table><thead><tr>{head}</tr></thead><tbody>\n{body}\n</tbody></table>"


_STYLE: Final = (
    "body{font:15px/1.45 system-ui,sans-serif;max-width:68em;margin:2em auto;padding:0 1.5em;color:#1c2430}"
    "table{border-collapse:collapse;margin:.4em 0 1.4em;font-variant-numeric:tabular-nums}"
    "td,th{border-bottom:1px solid #d8dde5;padding:.25em .55em;text-align:right}th{color:#445;background:#eef1f6}"
    "td:first-child,th:first-child,.findings td,.findings th{text-align:left}td:first-child{font-weight:600}"
    "h2{border-top:2px solid #2b4c7e;padding-top:.6em;margin-top:1.6em}mark{background:#ffe1a8;border-radius:.2em}"
    ".curves{display:flex;flex-wrap:wrap;gap:2em}figure{margin:0;width:30em;max-width:100%}"
    "figcaption{font-weight:600;margin:.4em 0}figure table{font-size:.85em}"
    "svg{width:100%;height:auto;font:12px system-ui,sans-serif}svg text{text-anchor:middle;fill:#445}"
    "svg text.end{text-anchor:end}svg .count{font-size:10.5px;fill:#667}rect{fill:#b9d3ee}circle{fill:#1d4f8f}"
    ".grid{stroke:#e3e7ee}.range{stroke:#1d4f8f;stroke-width:1.5}.even{stroke:#b4552d;stroke-dasharray:5 4;fill:none}"
    "@media print{body{font-size:11px;max-width:none;margin:0}figure{break-inside:avoid}"
    "rect,mark,th{print-color-adjust:exact;-webkit-print-color-adjust:exact}}"
)
