"""A policy as a page to read beside the notice: the releases side by side, then each dataset."""

from __future__ import annotations

import html
from collections.abc import Iterable, Sequence
from typing import Final

from slor.pipelines.policy_words import about, about_release, demands, said, span_rules
from slor.schemas.categories import SPECIAL_CATEGORIES
from slor.schemas.policy import Dataset, Policy, Release, Treatment
from slor.schemas.treatment import TREATMENTS

_NEARNESS: Final = {"keep": "clear", "token": "token", "surrogate": "token"}
_LEGEND: Final = (
    ("clear", "in clear"),
    ("sealed", "reversible with the key"),
    ("coarse", "coarser"),
    ("token", "pseudonym or stand-in"),
    ("gone", "gone"),
)


def page(policy: Policy) -> str:
    """Writes a page of HTML that needs nothing else and can be printed."""
    releases = tuple(policy.releases.values())
    title = html.escape(policy.system)
    parts = [
        f"<h1>{title}</h1>",
        _rows([(word, told) for word, told in about(policy) if not word.startswith(("purpose ", "dataset "))]),
        "<h2>Purposes that the notice names</h2>",
        _rows(policy.purposes.items()),
        "<h2>Releases</h2>",
        _conditions(policy, releases),
    ]
    texts = [release for release in releases if release.spans or release.special]
    if texts:
        parts += ["<h2>What is found in texts</h2>", _legend(), _found(texts)]
    for dataset in policy.datasets.values():
        parts += [f"<h2>Dataset {html.escape(dataset.name)}</h2>", _about_dataset(dataset)]
        using = [release for release in releases if dataset.name in release.datasets]
        parts += [_legend(), _columns(dataset, using)] if using else ["<p>No release has it.</p>"]
    return (
        f'<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>{title}</title>\n<style>{_STYLE}</style>'
        "</head>\n<body>\n" + "\n".join(parts) + "\n</body></html>"
    )


def _conditions(policy: Policy, releases: Sequence[Release]) -> str:
    """The releases side by side: purpose, basis, recipients, retention and the rest."""
    told = [_together(about_release(policy, release)) for release in releases]
    words = list(dict.fromkeys(word for each in told for word in each))
    order = [word for word in told[0] if word in words] if told else []
    words = order + [word for word in words if word not in order]
    body = [[word, *(each.get(word, "") for each in told)] for word in words]
    return _table(["", *(release.name for release in releases)], [[_cell(cell) for cell in row] for row in body])


def _together(rows: Iterable[Sequence[str]]) -> dict[str, str]:
    found: dict[str, str] = {}
    for word, told in rows:
        found[word] = f"{found[word]}; {told}" if word in found else told
    return found


def _found(releases: Sequence[Release]) -> str:
    """What is found in texts against the releases that have texts."""
    rules = [dict(span_rules(release)) for release in releases]
    kinds = list(dict.fromkeys(kind for each in rules for kind in each if kind != "default"))
    rows = []
    for kind in [*sorted(kinds, key=lambda kind: kind in SPECIAL_CATEGORIES), "default"]:
        cells = [_cell("anything else" if kind == "default" else kind)]
        for release, each in zip(releases, rules, strict=True):
            if kind in release.special:
                cells.append(_cell(each[kind], "clear" if release.special[kind] == "keep" else "gone"))
            elif rule := release.spans.get(kind):
                cells.append(_treated(rule, release))
            elif kind in SPECIAL_CATEGORIES:
                cells.append(_cell("not looked for", "clear"))
            else:
                cells.append(_treated(release.spans["default"], release))
        rows.append(cells)
    return _table(["found", *(release.name for release in releases)], rows)


def _about_dataset(dataset: Dataset) -> str:
    told = [f"Folder {dataset.folder}, about a {dataset.subject}", *demands(dataset)]
    return f"<p>{html.escape('; '.join(told))}.</p><p><i>{html.escape(dataset.notice)}</i></p>"


def _columns(dataset: Dataset, releases: Sequence[Release]) -> str:
    """A dataset's columns against the releases that have it."""
    rows = []
    for column in dataset.columns:
        source = "" if column.source == column.name else column.source
        cells = [_cell(column.name), _cell(source), _cell(column.category)]
        cells += [_treated(release.datasets[dataset.name][column.name], release) for release in releases]
        rows.append([*cells, _cell(column.notice, "passage")])
    heads = ["column", "in the source", "what it is", *(release.name for release in releases), "passage"]
    return _table(heads, rows)


def _treated(rule: Treatment, release: Release) -> str:
    return _cell(said(rule), _nearness(rule, release), TREATMENTS[rule.name].meaning)


def _nearness(rule: Treatment, release: Release) -> str:
    """How near to the person a treated value still is; a text is as near as the nearest of its spans."""
    if rule.name == "spans":
        inside = {_nearness(each, release) for each in release.spans.values()}
        return next(kind for kind, _ in _LEGEND if kind in inside)
    if rule.name in ("drop", "redact"):
        return "gone"
    return "sealed" if TREATMENTS[rule.name].reversible else _NEARNESS.get(rule.name, "coarse")


def _legend() -> str:
    spans = (f'<span class="{kind}">{words}</span>' for kind, words in _LEGEND)
    return f'<p class="legend">{" ".join(spans)}</p>'


def _cell(text: str, kind: str = "", title: str = "") -> str:
    attributes = f' class="{kind}"' if kind else ""
    attributes += f' title="{html.escape(title)}"' if title else ""
    return f"<td{attributes}>{html.escape(text)}</td>"


def _rows(rows: Iterable[Sequence[str]]) -> str:
    return _table([], [[_cell(cell) for cell in row] for row in rows])


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    head = f"<thead><tr>{''.join(f'<th>{html.escape(each)}</th>' for each in heads)}</tr></thead>" if heads else ""
    body = "\n".join(f"<tr>{''.join(cells)}</tr>" for cells in rows)
    return f"<table>{head}<tbody>\n{body}\n</tbody></table>"


_STYLE: Final = (
    "body{font:15px/1.45 system-ui,sans-serif;max-width:80em;margin:2em auto;padding:0 1.5em;color:#1c2430}"
    "table{border-collapse:collapse;margin:.4em 0 1.4em}"
    "td,th{border-bottom:1px solid #d8dde5;padding:.3em 1em .3em .5em;text-align:left;vertical-align:top}"
    "th{color:#445;background:#eef1f6;position:sticky;top:0}td:first-child{font-weight:600}"
    "h1{margin-bottom:.2em}h2{border-top:2px solid #2b4c7e;padding-top:.6em;margin-top:1.6em}p{margin:.3em 0}"
    ".legend{font-size:.85em}.legend span{padding:.1em .6em;border-radius:3px}td.passage{color:#556;font-style:italic}"
    ".clear{background:#fde9d0}.coarse{background:#fbf6cf}.token{background:#dcebfa}.sealed{background:#e7dcf5}"
    ".gone{color:#667;background:#f2f3f5}"
    "@media print{body{font-size:11px;max-width:none;margin:0}tr{break-inside:avoid}th{position:static}"
    "td,th,span{print-color-adjust:exact;-webkit-print-color-adjust:exact}}"
)
