"""A policy in words: what its releases are for, what they ask, and what happens to a column, as rows for a table."""

from __future__ import annotations

from collections.abc import Sequence

from slor.schemas.categories import SPECIAL_CATEGORIES
from slor.schemas.policy import Dataset, Policy, Release, Treatment
from slor.schemas.treatment import TREATMENTS

Row = Sequence[str]


def said(rule: Treatment) -> str:
    """A treatment with the options that were chosen, as few words as tell it."""
    spec = TREATMENTS[rule.name]
    chosen = {name: value for name, value in rule.options.items() if value != spec.defaults.get(name)}
    told = [str(value) if name == spec.main else f"{name} {value}" for name, value in chosen.items()]
    return " ".join([rule.name, *(["to"] if rule.name == "truncate" else []), *told])


def demands(dataset: Dataset) -> list[str]:
    """What the notice asks of every use of a dataset."""
    found = []
    if dataset.limit:
        held = f" (for {', '.join(dataset.limit.hold_purposes)} alone)" if dataset.limit.hold_purposes else ""
        found.append(f"kept at most {dataset.limit.retention.words()}{held}")
    if dataset.consent:
        ended = f" and {dataset.withdrawn} is empty" if dataset.withdrawn else ""
        found.append(f"used only where {dataset.consent} is true{ended}")
    if dataset.separate_by:
        found.append(f"nobody joined over {dataset.separate_by}")
    if dataset.forgotten:
        found.append(f"neutral where {dataset.forgotten} is true")
    return found


def about(policy: Policy) -> list[Row]:
    """What a policy says before its releases: a word and what stands for it."""
    rows: list[Row] = [
        ("notice", policy.notice or "-"),
        ("controller", policy.controller),
        ("data in", ", ".join(policy.regions)),
        ("time zone", policy.zone),
        *((f"purpose {name}", passage) for name, passage in policy.purposes.items()),
    ]
    if policy.no_profiling:
        rows.append(("follows nobody", ", ".join(policy.no_profiling)))
    if policy.no_special:
        rows.append(("special categories", f"none is kept ({policy.no_special})"))
    if policy.agreement_ended:
        rows.append(("agreement ended", f"{policy.agreement_ended}: nothing is released after that day"))
    for dataset in policy.datasets.values():
        rows.append((f"dataset {dataset.name}", "; ".join([dataset.notice or "-", *demands(dataset)])))
    return rows


def about_release(policy: Policy, release: Release) -> list[Row]:
    """What a release is for, who gets it, and on which conditions."""
    rows: list[Row] = [
        ("purpose", f"{release.purpose} ({policy.purposes[release.purpose]})"),
        ("legal basis", release.legal_basis),
        ("passage", release.notice or "-"),
        *(
            ("recipient", f"{each.name}, {each.region}{f' ({each.notice})' if each.notice else ''}")
            for each in release.recipients
        ),
        ("kept", f"{release.retention.words()}{f' ({release.retention.notice})' if release.retention.notice else ''}"),
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


def span_rules(release: Release) -> list[tuple[str, str]]:
    """What is found in texts, and what happens to it."""
    rows = [(kind, said(rule)) for kind, rule in release.spans.items()]
    return rows + special_rules(release)


def special_rules(release: Release) -> list[tuple[str, str]]:
    """What happens to each special category in texts; what a policy does not decide on stays, and that is said."""
    if not release.detects():
        return []
    ruled = [(kind, rule.replace("_", " the ")) for kind, rule in release.special.items()]
    return ruled + [(kind, "not looked for") for kind in SPECIAL_CATEGORIES if kind not in release.special]
