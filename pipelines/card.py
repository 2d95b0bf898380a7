"""The dataset card: what a release is, for whom, until when, and what was done to each column."""

from __future__ import annotations

from slor.pipelines.policy_words import special_rules
from slor.schemas.policy import Policy, Release


def render_card(policy: Policy, release: Release) -> str:
    """Renders the README.md that lies beside a release's data; nothing in it depends on the rows."""
    recipients = ", ".join(f"{r.name} ({r.region})" for r in release.recipients)
    lines = [
        f"# {policy.system}: {release.name}",
        "",
        f"- **Purpose**: {release.purpose}",
        f"- **Legal basis**: {release.legal_basis}",
        f"- **Controller**: {policy.controller}",
        f"- **Recipients**: {recipients}",
        f"- **Kept**: {release.retention}; whoever receives this, and whom they pass it to, deletes each row by then",
        f"- **Consent**: {_consent(release)}",
        f"- **Rights it answers**: {', '.join(release.rights) or 'none named'}",
        "",
        f"Pseudonyms join within {_domain(release)} and with no other. How many rows came in, went out",
        "and were left out is in `_manifest.json`; without that file there is no release.",
    ]
    for name, rules in release.datasets.items():
        lines += [
            "",
            f"## {name}",
            "",
            f"Kept {policy.kept(release.name, name)}.",
            "",
            "| column | category | treatment |",
            "|---|---|---|",
        ]
        lines += [f"| {c.name} | {c.category} | {rules[c.name]} |" for c in policy.datasets[name].columns]
    if special := special_rules(release):
        lines += ["", "## Special categories in texts", "", "| what | treatment |", "|---|---|"]
        lines += [f"| {kind} | {rule} |" for kind, rule in sorted(special)]
    if release.spans:
        lines += ["", "## Identifiers in texts", "", "| what | treatment |", "|---|---|"]
        lines += [f"| {kind} | {rule} |" for kind, rule in sorted(release.spans.items())]
    return "\n".join(lines) + "\n"


def _domain(release: Release) -> str:
    return f"one {release.separate_by} of this release" if release.separate_by else "this release"


def _consent(release: Release) -> str:
    if release.consent is None:
        return "not its basis"
    withdrawn = f", and not where `{release.withdrawn}` is set" if release.withdrawn else ""
    return f"rows where `{release.consent}` is true{withdrawn}; absent is not given"
