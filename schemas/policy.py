"""A policy: one source system's privacy notice as data. Frozen, loaded once, sent to the workers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final

import pyarrow as pa

from slor.schemas.columns import Column, arrow_schema
from slor.schemas.retention import Period, Retention
from slor.schemas.treatment import TREATMENTS, Treatment

__all__ = [
    "EEA",
    "Column",
    "Dataset",
    "Limit",
    "Period",
    "Policy",
    "PolicyError",
    "Recipient",
    "Release",
    "Retention",
    "Treatment",
    "in_eea",
]

# fmt: off
EEA: Final = frozenset({
    "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IS", "IT", "LI", "LT",
    "LU", "LV", "MT", "NL", "NO", "PL", "PT", "RO", "SE", "SI", "SK",
})
# fmt: on


class PolicyError(Exception):
    """A policy has mistakes; all of them are told at once.

    Attributes:
        problems: one line each: file, line, path in the YAML, what is wrong, how to mend it.
    """

    def __init__(self, problems: tuple[str, ...]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems

    def __reduce__(self) -> tuple[type[PolicyError], tuple[tuple[str, ...]]]:
        return PolicyError, (self.problems,)


def in_eea(region: str) -> bool:
    """Whether a region (`eea`, or an ISO 3166 code) lies in the European Economic Area."""
    return region == "eea" or region in EEA


@dataclass(frozen=True, slots=True)
class Recipient:
    """Who gets a release, and where: `eea` or an ISO 3166 code."""

    name: str
    region: str
    notice: str = ""


@dataclass(frozen=True, slots=True)
class Limit:
    """How long the notice lets a dataset be kept, and what a hold past that is for.

    Attributes:
        retention: the longest that any release may keep its rows; its `hold` is what the notice allows.
        hold_purposes: purposes for which a held row may be kept past its time.
    """

    retention: Retention
    hold_purposes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Dataset:
    """One kind of table of the source system.

    Attributes:
        name: the name in releases and manifests.
        folder: the folder in the input.
        subject: whom its rows are about, `customer`, `employee` or `client`.
        time: the column that dates a row and names its partition; None for a register without dates.
        columns: in canonical order; the leaves of `turns` are columns of their own.
        ignore: columns of the source that are known and never read.
        channel: the column that says `chat` or `voice`, or the channel itself; None where nothing tells.
        kind: the canonical dataset that it is a form of; empty for one that the policy declares.
        limit: what the notice says on its retention; None where it says nothing.
        forgotten: the flag column of rows about people who asked to be forgotten; None where there is none.
        notice: the passage that names it.
        consent: the flag column without which no release may have a row; None where the notice asks for none.
        withdrawn: the time column at which that consent was withdrawn.
        separate_by: the column whose values' persons no release may let join; None where there is none.
    """

    name: str
    folder: str
    subject: str
    time: str | None
    columns: tuple[Column, ...]
    ignore: tuple[str, ...] = ()
    channel: str | None = None
    kind: str = ""
    limit: Limit | None = None
    forgotten: str | None = None
    notice: str = ""
    consent: str | None = None
    withdrawn: str | None = None
    separate_by: str | None = None

    def column(self, name: str) -> Column:
        """The column of that canonical name.

        Raises:
            KeyError: there is none.
        """
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(name)

    def schema(self) -> pa.Schema:
        """The canonical Arrow schema, as `conform` makes it."""
        return arrow_schema(self.columns)

    def texts(self) -> tuple[str, ...]:
        """The names of the columns of free text."""
        return tuple(column.name for column in self.columns if column.category == "text")


@dataclass(frozen=True, slots=True)
class Release:
    """One output for one purpose and its recipients, with keys of its own.

    Attributes:
        name: the folder in the output.
        purpose: a key of the policy's `purposes`.
        legal_basis: what the processing rests on.
        recipients: who gets it.
        retention: how long its rows may be kept; see `retention_of` for what holds in one dataset.
        consent: the flag column that must be true (absent is not given); None where the purpose needs none.
        withdrawn: the time column at which consent was withdrawn, null where it was not; None for no such column.
        rights: the rights of the person that the release answers.
        datasets: for each dataset, the treatment of every column.
        spans: entity type, or `default`, to the treatment of such a span in a text.
        special: special category to `redact`, `drop_row` or `keep`; empty: not looked for.
        detect_threshold: score from which a detection counts.
        gate: what the release must meet before it is published.
        separate_by: a column whose values have keys of their own, so that persons join only within one value.
        notice: the passage that allows it.
    """

    name: str
    purpose: str
    legal_basis: str
    recipients: tuple[Recipient, ...]
    retention: Retention
    consent: str | None
    rights: tuple[str, ...]
    datasets: Mapping[str, Mapping[str, Treatment]]
    spans: Mapping[str, Treatment] = field(default_factory=dict)
    special: Mapping[str, str] = field(default_factory=dict)
    detect_threshold: float = 0.4
    gate: Mapping[str, float] = field(default_factory=dict)
    separate_by: str | None = None
    withdrawn: str | None = None
    notice: str = ""

    def outside_eea(self) -> bool:
        """Whether any recipient lies outside the European Economic Area."""
        return not all(in_eea(recipient.region) for recipient in self.recipients)

    def detects(self) -> bool:
        """Whether any column of the release is text whose spans are treated."""
        return any(rule.name == "spans" for rules in self.datasets.values() for rule in rules.values())

    def reversible(self) -> bool:
        """Whether the holder of the key could go back from any value of the release."""
        rules = [rule for columns in self.datasets.values() for rule in columns.values()] + list(self.spans.values())
        return any(TREATMENTS[rule.name].reversible for rule in rules)


@dataclass(frozen=True, slots=True)
class Policy:
    """One source system's privacy notice as data.

    Attributes:
        system: the source system; names the domain of its pseudonyms.
        controller: who is controller, and who processor.
        regions: where the data may be processed: `eea` or ISO 3166 codes.
        zone: IANA zone of times that carry none, and of the dates that retention counts.
        countries: telephone plans of bare national numbers, likeliest first.
        purposes: purposes that the notice names, each with its passage.
        datasets: the tables of the system.
        releases: what is made of them.
        no_profiling: purposes whose releases may follow no customer: no pseudonym of a person or a line stands in them.
        no_special: the passage by which no special category is kept: every text is looked at, and none may stay;
            empty where the notice does not say so.
        sha256: hash of the policy file's bytes.
        source: where it was read from, for messages.
        notice: which notice it was written from.
        agreement_ended: the day on which the agreement under which the data is processed ended: no row of it may be
            used after that day; None while it runs.
    """

    system: str
    controller: str
    regions: tuple[str, ...]
    zone: str
    countries: tuple[str, ...]
    purposes: Mapping[str, str]
    datasets: Mapping[str, Dataset]
    releases: Mapping[str, Release]
    sha256: str
    source: str
    no_profiling: tuple[str, ...] = ()
    no_special: str = ""
    notice: str = ""
    agreement_ended: date | None = None

    def retentions(self, release: str, dataset: str) -> tuple[Retention, ...]:
        """Every retention rule that a row of `dataset` must pass in `release`; one that fails screens the row.

        The release's own rule comes first and counts only where the dataset can be dated: from the column that it
        names, or from the dataset's `time` where there is no such column. The notice's limit on the dataset follows,
        with its hold only where the release's purpose may use held rows.
        """
        rules = []
        table, chosen = self.datasets[dataset], self.releases[release]
        names = {column.name for column in table.columns}
        start = chosen.retention.counted_from if chosen.retention.counted_from in names else table.time
        if start in names:
            rules.append(_for_columns(chosen.retention, start, names))
        if table.limit is not None:
            limit = table.limit.retention
            allowed = chosen.purpose in table.limit.hold_purposes
            rules.append(
                limit if allowed else Retention(limit.keep, limit.counted_from, limit.open, notice=limit.notice)
            )
        return tuple(rules)

    def kept(self, release: str, dataset: str) -> str:
        """How long the rows of `dataset` may be kept in `release`, in words; every rule that is told holds."""
        said = dict.fromkeys(str(rule) for rule in self.retentions(release, dataset))
        return "; and ".join(said) or "as long as its source keeps it"


def _for_columns(retention: Retention, start: str | None, names: set[str]) -> Retention:
    hold = retention.hold if retention.hold in names else None
    resolved = retention.resolved if hold and retention.resolved in names else None
    still_open = retention.open and retention.counted_from in (None, start)
    return Retention(retention.keep, start, still_open, hold, resolved, retention.notice)
