"""A policy as people read it: for each release, what it is for and what happens to every column, beside its passage."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final

from slor.pipelines.errors import UsageError
from slor.pipelines.policy_page import page
from slor.pipelines.policy_words import Row, about, about_release, said, span_rules
from slor.schemas.columns import arrow_type_name
from slor.schemas.policy import Limit, Policy, Release
from slor.schemas.treatment import TREATMENTS

_NARROWEST: Final = 8


def view(policy: Policy, form: str = "text", width: int | None = None) -> str:
    """Shows a policy.

    Args:
        policy: the policy.
        form: `text` for a terminal, `md`, `html` (a page that needs nothing else) or `json`.
        width: how wide the text may be; None: as wide as it is.

    Raises:
        UsageError: there is no such form.
    """
    if form not in _FORMS:
        raise UsageError(f"--format {form}: no such form; use {', '.join(_FORMS)}")
    return _text(policy, width) if form == "text" else _FORMS[form](policy)


def _text(policy: Policy, width: int | None = None) -> str:
    lines = [policy.system, "=" * len(policy.system), ""]
    lines += _plain_table(("", ""), about(policy), width)
    for release in policy.releases.values():
        lines += ["", release.name, "-" * len(release.name), ""]
        lines += _plain_table(("", ""), about_release(policy, release), width)
        for name in release.datasets:
            lines += ["", *_plain_table((name, *_COLUMN_HEADS[1:]), _columns(policy, release, name), width)]
        if release.spans or release.special:
            lines += ["", *_plain_table(("in texts", "treatment"), span_rules(release), width)]
    return "\n".join(line.rstrip() for line in lines)


def _markdown(policy: Policy) -> str:
    lines = [f"# {policy.system}", ""]
    lines += _markdown_table(("", ""), about(policy))
    for release in policy.releases.values():
        lines += ["", f"## {release.name}", "", *_markdown_table(("", ""), about_release(policy, release))]
        for name in release.datasets:
            lines += ["", f"### {name}", "", *_markdown_table(_COLUMN_HEADS, _columns(policy, release, name))]
        if release.spans or release.special:
            lines += ["", "### In texts", "", *_markdown_table(("found", "treatment"), span_rules(release))]
    return "\n".join(lines)


def _json(policy: Policy) -> str:
    return json.dumps(as_data(policy), ensure_ascii=False, indent=2)


def _limit(limit: Limit) -> dict[str, Any]:
    return {**limit.retention.to_dict(), "hold_purposes": list(limit.hold_purposes)}


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
        "no_special_categories": policy.no_special or None,
        "agreement_ended": None if policy.agreement_ended is None else policy.agreement_ended.isoformat(),
        "sha256": policy.sha256,
        "datasets": {
            dataset.name: {
                "folder": dataset.folder,
                "subject": dataset.subject,
                "time": dataset.time,
                "notice": dataset.notice,
                "limit": None if dataset.limit is None else _limit(dataset.limit),
                "kind": dataset.kind or None,
                "channel": dataset.channel,
                "ignore": list(dataset.ignore),
                "consent": dataset.consent,
                "withdrawn": dataset.withdrawn,
                "separate_by": dataset.separate_by,
                "forgotten": dataset.forgotten,
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
                "recipients": [
                    {"name": each.name, "region": each.region, "notice": each.notice} for each in release.recipients
                ],
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


_COLUMN_HEADS: Final = ("column", "in the source", "what it is", "treatment", "result", "passage")


def _columns(policy: Policy, release: Release, name: str) -> Iterable[Row]:
    rules = release.datasets[name]
    for column in policy.datasets[name].columns:
        rule = rules[column.name]
        source = "" if column.source == column.name else column.source
        yield (column.name, source, column.category, said(rule), TREATMENTS[rule.name].meaning, column.notice)


def _plain_table(heads: Row, rows: Iterable[Row], width: int | None) -> list[str]:
    rows = list(rows)
    shown = [heads, *rows] if any(heads) else rows
    widths = [max(len(row[column]) for row in shown) for column in range(len(heads))]
    while width and sum(widths) + 2 * len(widths) - 2 > width and max(widths) > _NARROWEST:
        widths[widths.index(max(widths))] -= 1
    lines = []
    for number, row in enumerate(shown):
        wrapped = [textwrap.wrap(cell, size) or [""] for cell, size in zip(row, widths, strict=True)]
        for part in range(max(map(len, wrapped))):
            cells = (cell[part] if part < len(cell) else "" for cell in wrapped)
            lines.append("  ".join(cell.ljust(size) for cell, size in zip(cells, widths, strict=True)))
        if number == 0 and any(heads):
            lines.append("  ".join("-" * size for size in widths))
    return lines


def _markdown_table(heads: Row, rows: Iterable[Row]) -> list[str]:
    lines = [f"| {' | '.join(heads)} |", f"|{'---|' * len(heads)}"]
    return lines + [f"| {' | '.join(cell.replace('|', '&#124;') for cell in row)} |" for row in rows]


_FORMS: Final[Mapping[str, Callable[[Policy], str]]] = {"text": _text, "md": _markdown, "html": page, "json": _json}
