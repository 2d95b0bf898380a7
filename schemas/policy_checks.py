"""What a policy may not say, however well it is written: the limits of the notice, checked before any data is read."""

from __future__ import annotations

import re
from typing import Final

from slor.schemas.categories import DIRECT_IDENTIFIERS, RECORD_IDS, SPECIAL_CATEGORIES
from slor.schemas.columns import FLAG, TEXT, TIME
from slor.schemas.policy import EEA, Dataset, Policy, Release, in_eea
from slor.schemas.policy_parts import UNREAD
from slor.schemas.policy_yaml import Findings, suggest
from slor.schemas.retention import Retention, is_longer
from slor.schemas.treatment import TREATMENTS, Treatment

_NAME: Final = re.compile(r"[a-z][a-z0-9_]{0,63}", re.ASCII)
_FOLDER: Final = re.compile(r"[^/\\_.][^/\\]{0,254}")


def check_policy(policy: Policy, findings: Findings) -> None:
    """Checks everything that takes more than one line of a policy to see.

    Args:
        policy: as read; parts that were wrong are missing from it.
        findings: what is wrong goes here.
    """
    _check_names(policy, findings)
    for release in policy.releases.values():
        path = f"releases.{release.name}"
        if release.purpose and policy.purposes and release.purpose not in policy.purposes:
            findings.add(f"{path}.purpose", f"the notice names no purpose {release.purpose}",
                         suggest(release.purpose, policy.purposes))  # fmt: skip
        _check_recipients(policy, release, path, findings)
        _check_retention(policy, release, path, findings)
        _check_consent(policy, release, path, findings)
        _check_texts(policy, release, path, findings)
        if policy.no_special:
            _check_no_special(policy, release, path, findings)
        if release.purpose in policy.no_profiling:
            _check_no_profiling(policy, release, path, findings)
        if release.separate_by is not None:
            _check_apart(policy, release, path, findings)
            _check_openable(release, path, findings)
        for name, rules in release.datasets.items():
            where = f"{path}.datasets.{name}"
            _check_columns(policy.datasets[name], release, where, findings)
            _check_demands(policy.datasets[name], release, path, findings)
            for column, rule in rules.items():
                _check_shift(policy.datasets[name], column, rule, f"{where}.{column}", findings)


def _check_names(policy: Policy, findings: Findings) -> None:
    """Names become folders, steps and labels of keys."""
    mend = "use small letters, digits and _, beginning with a letter"
    if policy.system and not _NAME.fullmatch(policy.system):
        findings.add("system", f"{policy.system} is no name", mend)
    folders: dict[str, str] = {}
    for dataset in policy.datasets.values():
        path = f"datasets.{dataset.name}"
        if not _NAME.fullmatch(dataset.name):
            findings.add(path, f"{dataset.name} is no name", mend)
        if not _FOLDER.fullmatch(dataset.folder):
            findings.add(f"{path}.folder", "is no folder of the input", "name a folder that does not begin with _ or .")
        if dataset.folder in folders:
            findings.add(f"{path}.folder", f"{dataset.folder} is read by {folders[dataset.folder]} too",
                         "give each dataset a folder of its own")  # fmt: skip
        folders[dataset.folder] = dataset.name
        ignored = set(dataset.ignore) & {column.source.partition(".")[0] for column in dataset.columns}
        for column in sorted(ignored):
            findings.add(f"{path}.ignore", f"{column} is both read and ignored", "keep it in columns or in ignore")
        if not dataset.columns:
            continue
        _check_type(dataset, dataset.time, "a time", f"{path}.time", findings)
        _check_exists(dataset, dataset.forgotten, "a flag", f"{path}.forgotten", findings)
        _check_exists(dataset, dataset.consent, "a flag", f"{path}.consent", findings)
        _check_exists(dataset, dataset.withdrawn, "a time", f"{path}.withdrawn", findings)
        if dataset.separate_by is not None and dataset.separate_by not in {column.name for column in dataset.columns}:
            findings.add(f"{path}.separate_by", f"{dataset.name} has no column {dataset.separate_by}",
                         suggest(dataset.separate_by, {column.name for column in dataset.columns}))  # fmt: skip
        if dataset.limit is not None:
            _check_retention_columns(dataset, dataset.limit.retention, f"{path}.limit", findings)
            for purpose in dataset.limit.hold_purposes:
                if policy.purposes and purpose not in policy.purposes:
                    findings.add(f"{path}.limit.hold_purposes", f"the notice names no purpose {purpose}",
                                 suggest(purpose, policy.purposes))  # fmt: skip
    for name in policy.releases:
        if not _NAME.fullmatch(name):
            findings.add(f"releases.{name}", f"{name} is no name", mend)


def _check_type(dataset: Dataset, name: str | None, what: str, path: str, findings: Findings) -> None:
    column = next((column for column in dataset.columns if column.name == name), None)
    if column is not None and column.type != (TIME if what == "a time" else FLAG):
        findings.add(path, f"{name} is not {what}", f"name a column that is {what}")


def _check_exists(dataset: Dataset, name: str | None, what: str, path: str, findings: Findings) -> None:
    names = {column.name for column in dataset.columns}
    if name is not None and name not in names:
        findings.add(path, f"{dataset.name} has no column {name}", suggest(name, names))
    _check_type(dataset, name, what, path, findings)


def _check_retention_columns(dataset: Dataset, retention: Retention, path: str, findings: Findings) -> None:
    for key, what in (("counted_from", "a time"), ("hold", "a flag"), ("resolved", "a time")):
        _check_type(dataset, getattr(retention, key), what, f"{path}.{key}", findings)


def _check_recipients(policy: Policy, release: Release, path: str, findings: Findings) -> None:
    """Regions are those of the notice, and what leaves the EEA can be led back by nobody there."""
    for number, recipient in enumerate(release.recipients):
        if policy.regions and recipient.region and not _allowed(recipient.region, policy.regions):
            findings.add(f"{path}.recipients.{number}.region", f"the notice does not allow {recipient.region}",
                         f"use one of {', '.join(policy.regions)}")  # fmt: skip
    if not release.outside_eea():
        return
    away = next(recipient for recipient in release.recipients if not in_eea(recipient.region))
    if len(release.recipients) > 1:
        findings.add(f"{path}.recipients", f"{away.name}, outside the EEA, would share keys with another recipient",
                     "give each recipient outside the EEA a release of its own")  # fmt: skip
    for where, category, rule in _rules(policy, release, path):
        if TREATMENTS[rule.name].reversible:
            findings.add(where, f"{rule.name} can be reversed, and {away.name} is outside the EEA",
                         "use token, surrogate, redact or drop")  # fmt: skip
        if rule.name == "keep" and (category in DIRECT_IDENTIFIERS or category == "default"):
            findings.add(where, f"{category} in clear identifies a person, and {away.name} is outside the EEA",
                         "use token, surrogate, redact or drop")  # fmt: skip
        elif rule.name == "keep" and category in RECORD_IDS:
            findings.add(where, f"{category} in clear leads back to the source, and {away.name} is outside the EEA",
                         "use token, redact or drop")  # fmt: skip


def _rules(policy: Policy, release: Release, path: str) -> list[tuple[str, str, Treatment]]:
    """Every treatment of a release: where it stands, what it is of, and the treatment."""
    rules = [(f"{path}.datasets.{name}.{column}", policy.datasets[name].column(column).category, rule)
             for name, columns in release.datasets.items() for column, rule in columns.items()]  # fmt: skip
    return rules + [(f"{path}.spans.{entity_type}", entity_type, rule) for entity_type, rule in release.spans.items()]


def _allowed(region: str, regions: tuple[str, ...]) -> bool:
    return region in regions or ("eea" in regions and region in EEA)


def _check_retention(policy: Policy, release: Release, path: str, findings: Findings) -> None:
    retention = release.retention
    tables = [policy.datasets[name] for name in release.datasets if policy.datasets[name].columns]
    for key in ("counted_from", "hold", "resolved"):
        name = getattr(retention, key)
        if name and tables and not any(column.name == name for table in tables for column in table.columns):
            known = sorted({column.name for table in tables for column in table.columns})
            findings.add(
                f"{path}.retention.{key}", f"no dataset of the release has a column {name}", suggest(name, known)
            )
    for table in tables:
        _check_retention_columns(table, retention, f"{path}.retention", findings)
        if table.limit is None:
            continue
        limit = table.limit.retention
        unread = limit.keep is UNREAD or retention.keep is UNREAD
        if not unread and is_longer(retention.keep, limit.keep):
            findings.add(f"{path}.retention.keep", f"{retention.keep} is longer than the notice keeps {table.name}",
                         f"use {limit.keep} or less")  # fmt: skip
        held = retention.hold in {column.name for column in table.columns}
        if held and (limit.hold != retention.hold or release.purpose not in table.limit.hold_purposes):
            findings.add(f"{path}.retention.hold", f"the notice lets no {table.name} be held for {release.purpose}",
                         "leave the hold out, or name the purpose in the dataset's limit")  # fmt: skip


def _check_consent(policy: Policy, release: Release, path: str, findings: Findings) -> None:
    """Where consent is needed, every row about a customer must be able to show it."""
    if release.consent is None:
        if release.withdrawn is not None:
            findings.add(f"{path}.withdrawn", "nobody asks for the consent it ends", "add consent: with its column")
        return
    for name in release.datasets:
        table = policy.datasets[name]
        if not table.columns:
            continue
        has = any(column.name == release.consent for column in table.columns)
        if not has and table.subject == "customer":
            findings.add(f"{path}.consent", f"{name} has no column {release.consent}",
                         "leave the dataset out, or name a consent column that it has")  # fmt: skip
        _check_type(table, release.consent, "a flag", f"{path}.consent", findings)
        if has and release.withdrawn is not None:
            _check_exists(table, release.withdrawn, "a time", f"{path}.withdrawn", findings)


def _check_no_profiling(policy: Policy, release: Release, path: str, findings: Findings) -> None:
    """Where the notice rules profiling out, nobody can be followed from row to row."""
    for name, rules in release.datasets.items():
        if policy.datasets[name].subject != "customer":
            continue
        for column, rule in rules.items():
            category = policy.datasets[name].column(column).category
            if category in DIRECT_IDENTIFIERS and rule.name not in ("drop", "redact", "prefix", "truncate"):
                findings.add(f"{path}.datasets.{name}.{column}",
                             f"{rule.name} lets a person be followed, and the notice rules profiling out",
                             "use drop, redact or prefix")  # fmt: skip


def _check_texts(policy: Policy, release: Release, path: str, findings: Findings) -> None:
    """Free text goes out only through detection, and every span that is found is treated."""
    told = any(f" {path}.datasets" in message for _, message in findings.found)
    decided = not told and all(policy.datasets[name].columns for name in release.datasets)
    if release.detects() and not release.spans:
        findings.add(f"{path}.spans", "text is released and its spans are not treated",
                     "add spans: with a treatment for default")  # fmt: skip
    elif release.spans and "default" not in release.spans:
        findings.add(
            f"{path}.spans", "default is missing", "say what happens to spans of any other kind, such as redact"
        )
    elif release.detects() and all(rule.name == "keep" for rule in release.spans.values()):
        findings.add(f"{path}.spans", "text is released and its spans are all kept",
                     "use surrogate, token, seal or redact for default")  # fmt: skip
    if release.spans and not release.detects() and decided:
        findings.add(
            f"{path}.spans", "no text of the release is treated by its spans", "use spans on a text, or drop this"
        )
    if release.special and not release.detects() and decided:
        findings.add(
            f"{path}.special_categories", "no text of the release is looked at", "use spans on a text, or drop this"
        )


def _check_no_special(policy: Policy, release: Release, path: str, findings: Findings) -> None:
    """Where the notice lets no special category be kept, every text is looked at and none stays."""
    kept = [name for name in SPECIAL_CATEGORIES if release.special.get(name, "keep") == "keep"]
    if release.detects() and kept:
        findings.add(f"{path}.special_categories", f"the notice lets no special category be kept: {', '.join(kept)}",
                     "write {default: redact} or drop_row")  # fmt: skip
    for name, rules in release.datasets.items():
        for column, rule in rules.items():
            if rule.name == "seal" and policy.datasets[name].column(column).category == "text":
                findings.add(f"{path}.datasets.{name}.{column}", "the notice lets no special category be kept, and "
                             "seal keeps the whole text", "use spans, redact or drop")  # fmt: skip


def _check_columns(dataset: Dataset, release: Release, path: str, findings: Findings) -> None:
    separate = release.separate_by
    if separate is None:
        return
    column = next((column for column in dataset.columns if column.name == separate), None)
    if column is None or "." in separate or column.type != TEXT:
        findings.add(path, f"{dataset.name} has no text column {separate} to separate by",
                     "leave the dataset out, or separate by a column that it has")  # fmt: skip
    elif release.datasets[dataset.name].get(separate, Treatment("drop")).name == "keep":
        findings.add(f"{path}.{separate}", "is what persons are separated by, and stands in clear",
                     "use token, redact or drop")  # fmt: skip


def _check_apart(policy: Policy, release: Release, path: str, findings: Findings) -> None:
    """Where persons are kept apart, nothing in clear joins them again, and nothing says whose they are."""
    own = {f"{path}.datasets.{name}.{release.separate_by}" for name in release.datasets}
    for where, category, rule in _rules(policy, release, path):
        if rule.name == "keep" and where not in own and (
            category in DIRECT_IDENTIFIERS or category in ("CLIENT_ID", "ORGANIZATION", "default")
        ):  # fmt: skip
            findings.add(where, f"{category} in clear lets persons be joined or told by {release.separate_by}",
                         "use token, surrogate, redact or drop")  # fmt: skip


def _check_openable(release: Release, path: str, findings: Findings) -> None:
    """A seal made with the keys of one part opens only for who can tell which part it is."""
    for name, columns in release.datasets.items():
        rule = columns.get(str(release.separate_by))
        used = [*columns.values()]
        if any(each.name == "spans" for each in used):
            used += release.spans.values()
        if rule is not None and rule.name != "seal" and any(TREATMENTS[each.name].reversible for each in used):
            findings.add(f"{path}.datasets.{name}.{release.separate_by}", "tells whose key opens the seals beside it, "
                         "and is not sealed", "use seal here, or seal nothing in this dataset")  # fmt: skip


def _check_demands(dataset: Dataset, release: Release, path: str, findings: Findings) -> None:
    """What the notice asks of every use of a dataset: consent, and persons kept apart."""
    for key, why in (
        ("consent", "may be used with consent only"),
        ("withdrawn", "may not be used once consent is withdrawn"),
        ("separate_by", f"may let nobody be joined over {dataset.separate_by}"),
    ):
        asked = getattr(dataset, key)
        if asked is not None and getattr(release, key) != asked:
            findings.add(f"{path}.{key}" if getattr(release, key) else path, f"{dataset.name} {why}",
                         f"add {key}: {asked}, or leave the dataset out")  # fmt: skip


def _check_shift(dataset: Dataset, column: str, rule: Treatment, path: str, findings: Findings) -> None:
    by = rule.options.get("by") if rule.name == "shift" else None
    names = {each.name for each in dataset.columns if "." not in each.name}
    if isinstance(by, str) and by not in names:
        findings.add(path, f"{dataset.name} has no column {by} to shift {column} by", suggest(by, names))
