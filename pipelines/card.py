"""The dataset card: what a release is, for whom, until when, and what was done to each column."""

from __future__ import annotations

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
        f"- **Kept**: {release.retention.keep}; whoever receives this deletes each row when that has passed",
        f"- **Consent**: {f'rows where `{release.consent}` is true' if release.consent else 'not its basis'}",
        f"- **Rights it answers**: {', '.join(release.rights) or 'none named'}",
        "",
        "Pseudonyms join within this release and with no other. How many rows came in, went out and were left out is",
        "in `_manifest.json`; without that file there is no release.",
    ]
    for name, rules in release.datasets.items():
        lines += ["", f"## {name}", "", "| column | category | treatment |", "|---|---|---|"]
        lines += [f"| {c.name} | {c.category} | {rules[c.name]} |" for c in policy.datasets[name].columns]
    if release.spans:
        lines += ["", "## Identifiers in texts", "", "| what | treatment |", "|---|---|"]
        lines += [f"| {kind} | {rule} |" for kind, rule in sorted(release.spans.items())]
    return "\n".join(lines) + "\n"
