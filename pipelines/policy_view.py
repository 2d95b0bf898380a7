"""A policy as people read it: for each release, what it is for and what happens to every column, beside its passage."""

from __future__ import annotations

import html
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Final

from slor.pipelines.errors import UsageError
from slor.schemas.columns import arrow_type_name
from slor.schemas.policy import Dataset, Policy, Release, Treatment
from slor.schemas.treatment import TREATMENTS

Row = Sequence[str]


def view(policy: Policy, form: str = "text") -> str:
    """Shows a policy.

    Args:
        policy: the policy.
        form: `text` for a terminal, `md`, `html` (a page that needs nothing else) or `json`.

    Raises:
        UsageError: there is no such form.
    """
    if form not in _FORMS:
        raise UsageError(f"--format {form}: no such form; use {', '.join(_FORMS)}")
    return _FORMS[form](policy)


def _text(policy: Policy) -> str:
    lines = [policy.system, "=" * len(policy.system), ""]
    lines += _plain_table(("", ""), _about(policy))
    for release in policy.releases.values():
        lines += ["", release.name, "-" * len(release.name), ""]
        lines += _plain_table(("", ""), _about_release(policy, release))
        for name in release.datasets:
            lines += ["", *_plain_table((name, *_COLUMN_HEADS[1:]), _columns(policy, release, name))]
        if release.spans or release.special:
            lines += ["", *_plain_table(("in texts", "treatment"), _spans(release))]
    return "\n".join(line.rstrip() for line in lines)


def _markdown(policy: Policy) -> str:
    lines = [f"# {policy.system}", ""]
    lines += _markdown_table(("", ""), _about(policy))
    for release in policy.releases.values():
        lines += ["", f"## {release.name}", "", *_markdown_table(("", ""), _about_release(policy, release))]
        for name in release.datasets:
            lines += ["", f"### {name}", "", *_markdown_table(_COLUMN_HEADS, _columns(policy, release, name))]
        if release.spans or release.special:
            lines += ["", "### In texts", "", *_markdown_table(("found", "treatment"), _spans(release))]
    return "\n".join(lines)


def _html(policy: Policy) -> str:
    """A page to read beside the notice: each dataset once, with what every release does to each of its columns."""
    title = html.escape(policy.system)
    parts = [f"<h1>{title}</h1>", _html_table((), _about(policy)), _LEGEND]
    for release in policy.releases.values():
        parts += [f"<h2>Release: {html.escape(release.name)}</h2>", _html_table((), _about_release(policy, release))]
        if release.spans or release.special:
            parts += ["<h3>In texts</h3>", _html_table(("treatment", "of what is found"), _by_treatment(release))]
    for dataset in policy.datasets.values():
        parts += [f"<h2>Dataset: {html.escape(dataset.name)}</h2>", _matrix(policy, dataset)]
    return (
        f'<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>{title}</title>\n<style>{_STYLE}</style>'
        "</head>\n<body>\n" + "\n".join(parts) + "\n</body></html>"
    )


def _matrix(policy: Policy, dataset: Dataset) -> str:
    """One dataset's columns against the releases that have it."""
    releases = [release for release in policy.releases.values() if dataset.name in release.datasets]
    heads = ["column", "in the source", "what it is", "passage", *(release.name for release in releases)]
    rows = []
    for column in dataset.columns:
        source = "" if column.source == column.name else column.source
        cells = [f"<td>{html.escape(cell)}</td>" for cell in (column.name, source, column.category, column.notice)]
        for release in releases:
            rule = release.datasets[dataset.name][column.name]
            meaning = html.escape(TREATMENTS[rule.name].meaning)
            cells.append(f'<td class="{_kind(rule)}" title="{meaning}">{html.escape(_said(rule))}</td>')
        rows.append(f"<tr>{''.join(cells)}</tr>")
    limit = f"; kept at most {dataset.limit.retention}" if dataset.limit else ""
    about = f"Folder {dataset.folder}, about a {dataset.subject}. {dataset.notice}{limit}"
    head = "".join(f"<th>{html.escape(cell)}</th>" for cell in heads)
    return f"<p>{html.escape(about)}</p><table><tr>{head}</tr>\n" + "\n".join(rows) + "\n</table>"


def _said(rule: Treatment) -> str:
    """A treatment with the options that were chosen, as few words as tell it."""
    spec = TREATMENTS[rule.name]
    chosen = {name: value for name, value in rule.options.items() if value != spec.defaults.get(name)}
    told = [str(value) if name == spec.main else f"{name} {value}" for name, value in chosen.items()]
    return " ".join([rule.name, "to" if rule.name == "truncate" else "", *told]).replace("  ", " ")


def _kind(rule: Treatment) -> str:
    """How near to the person a treated value still is."""
    if rule.name in ("drop", "redact"):
        return "gone"
    if TREATMENTS[rule.name].reversible:
        return "sealed"
    return {"keep": "clear", "token": "token", "surrogate": "token", "spans": "token"}.get(rule.name, "coarse")


_LEGEND: Final = (
    '<p><span class="clear">in clear</span> <span class="coarse">coarser</span> <span class="token">pseudonym or '
    'stand-in</span> <span class="sealed">reversible with the key</span> <span class="gone">gone</span></p>'
)


def _json(policy: Policy) -> str:
    return json.dumps(as_data(policy), ensure_ascii=False, indent=2)


def as_data(policy: Policy) -> dict[str, Any]:
    """A policy as plain values, for `--format json` and for reports."""
    return {
        "system": policy.system,
        "notice": policy.notice,
        "controller": policy.controller,
        "regions": list(policy.regions),
        "zone": policy.zone,
        "countries": list(policy.countries),
        "purposes": dict(policy.purposes),
        "no_profiling": list(policy.no_profiling),
        "sha256": policy.sha256,
        "datasets": {
            dataset.name: {
                "folder": dataset.folder,
                "subject": dataset.subject,
                "time": dataset.time,
                "notice": dataset.notice,
                "limit": None if dataset.limit is None else dataset.limit.retention.to_dict(),
                "columns": {
                    column.name: {
                        "source": column.source,
                        "type": arrow_type_name(column.type),
                        "category": column.category,
                        "required": column.required,
                        "doc": column.doc,
                        "notice": column.notice,
                    }
                    for column in dataset.columns
                },
            }
            for dataset in policy.datasets.values()
        },
        "releases": {
            release.name: {
                "purpose": release.purpose,
                "legal_basis": release.legal_basis,
                "recipients": [{"name": each.name, "region": each.region} for each in release.recipients],
                "retention": release.retention.to_dict(),
                "consent": release.consent,
                "withdrawn": release.withdrawn,
                "separate_by": release.separate_by,
                "rights": list(release.rights),
                "reversible": release.reversible(),
                "notice": release.notice,
                "datasets": {
                    name: {column: str(rule) for column, rule in rules.items()}
                    for name, rules in release.datasets.items()
                },
                "spans": {kind: str(rule) for kind, rule in release.spans.items()},
                "special_categories": dict(release.special),
                "detect_threshold": release.detect_threshold,
                "gate": dict(release.gate),
            }
            for release in policy.releases.values()
        },
    }


def _about(policy: Policy) -> list[Row]:
    rows: list[Row] = [
        ("notice", policy.notice),
        ("controller", policy.controller),
        ("data in", ", ".join(policy.regions)),
        ("time zone", policy.zone),
        *((f"purpose {name}", passage) for name, passage in policy.purposes.items()),
    ]
    if policy.no_profiling:
        rows.append(("follows nobody", ", ".join(policy.no_profiling)))
    for dataset in policy.datasets.values():
        limit = f"; at most {dataset.limit.retention}" if dataset.limit else ""
        rows.append((f"dataset {dataset.name}", f"{dataset.notice or '-'}{limit}"))
    return rows


def _about_release(policy: Policy, release: Release) -> list[Row]:
    rows: list[Row] = [
        ("purpose", f"{release.purpose} ({policy.purposes[release.purpose]})"),
        ("legal basis", release.legal_basis),
        ("passage", release.notice or "-"),
        *(
            ("recipient", f"{each.name}, {each.region}{f' ({each.notice})' if each.notice else ''}")
            for each in release.recipients
        ),
        ("kept", f"{release.retention}{f' ({release.retention.notice})' if release.retention.notice else ''}"),
        ("rights", ", ".join(release.rights)),
        ("can be reversed", "with the key" if release.reversible() else "no"),
    ]
    if release.consent:
        withdrawn = f", not where {release.withdrawn} is set" if release.withdrawn else ""
        rows.append(("consent", f"rows where {release.consent} is true{withdrawn}"))
    if release.separate_by:
        rows.append(("kept apart", f"persons join within one {release.separate_by} only"))
    if release.gate:
        rows.append(("gate", ", ".join(f"{name} {value:g}" for name, value in release.gate.items())))
    return rows


_COLUMN_HEADS: Final = ("column", "in the source", "what it is", "treatment", "result", "passage")


def _columns(policy: Policy, release: Release, name: str) -> Iterable[Row]:
    rules = release.datasets[name]
    for column in policy.datasets[name].columns:
        rule = rules[column.name]
        source = "" if column.source == column.name else column.source
        yield (column.name, source, column.category, _said(rule), TREATMENTS[rule.name].meaning, column.notice)


def _spans(release: Release) -> list[Row]:
    rows: list[Row] = [(kind, _said(rule)) for kind, rule in release.spans.items()]
    return rows + [(kind, rule.replace("_", " the ")) for kind, rule in release.special.items()]


def _by_treatment(release: Release) -> list[Row]:
    kinds: dict[str, list[str]] = {}
    for kind, rule in _spans(release):
        kinds.setdefault(rule, []).append("anything else" if kind == "default" else kind)
    return [(rule, ", ".join(found)) for rule, found in kinds.items()]


def _plain_table(heads: Row, rows: Iterable[Row]) -> list[str]:
    rows = list(rows)
    shown = [heads, *rows] if any(heads) else rows
    widths = [max(len(row[column]) for row in shown) for column in range(len(heads))]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) for row in shown]
    if any(heads):
        lines.insert(1, "  ".join("-" * width for width in widths))
    return lines


def _markdown_table(heads: Row, rows: Iterable[Row]) -> list[str]:
    lines = [f"| {' | '.join(heads)} |", f"|{'---|' * len(heads)}"]
    return lines + [f"| {' | '.join(cell.replace('|', '&#124;') for cell in row)} |" for row in rows]


def _html_table(heads: Row, rows: Iterable[Row]) -> str:
    head = "".join(f"<th>{html.escape(cell)}</th>" for cell in heads)
    body = "".join("<tr>" + "".join(f"<td>{html.escape(cell)}</td>" for cell in row) + "</tr>\n" for row in rows)
    return f"<table>{f'<tr>{head}</tr>' if heads else ''}\n{body}</table>"


_STYLE: Final = (
    "body{font:15px/1.45 system-ui,sans-serif;max-width:75em;margin:2em auto;padding:0 1em;color:#1c2430}"
    "table{border-collapse:collapse;margin:.6em 0 1.4em}"
    "td,th{border-bottom:1px solid #d8dde5;padding:.25em .9em .25em 0;"
    "text-align:left;vertical-align:top}th{color:#556}h2{border-top:3px solid #2b4c7e;padding-top:.5em}"
    "td.clear,td.coarse,td.token,td.sealed,td.gone{padding-left:.6em}span{padding:.15em .6em;border-radius:3px}"
    ".clear{background:#fde9d0}.coarse{background:#fbf6cf}.token{background:#dcebfa}.sealed{background:#e7dcf5}"
    ".gone{color:#778;background:#f2f3f5}@media print{h2{break-before:page}}"
)

_FORMS: Final[Mapping[str, Callable[[Policy], str]]] = {"text": _text, "md": _markdown, "html": _html, "json": _json}
