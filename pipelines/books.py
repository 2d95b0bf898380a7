"""The books of a run: what came in, what went out, and why the rest did not. They must balance."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True, order=True)
class OutputFile:
    """A file of a release: its path below the release's folder, rows, bytes and SHA-256."""

    path: str
    rows: int
    bytes: int
    sha256: str


@dataclass(slots=True)
class Books:
    """What happened to the rows of one dataset in one release.

    Attributes:
        rows_in: read.
        rows_out: released.
        screened: left out as the policy wants, by reason.
        rejected: set aside because they could not be treated safely, by reason.
        spans: replaced in text, by entity type.
        leaks: values that survived treatment and were caught by the audit; their rows are rejected.
        files: what was written.
    """

    rows_in: int = 0
    rows_out: int = 0
    screened: Counter[str] = field(default_factory=Counter)
    rejected: Counter[str] = field(default_factory=Counter)
    spans: Counter[str] = field(default_factory=Counter)
    leaks: int = 0
    files: list[OutputFile] = field(default_factory=list)

    @property
    def balanced(self) -> bool:
        """Whether every row that came in is accounted for."""
        return self.rows_in == self.rows_out + self.screened.total() + self.rejected.total()

    def add(self, other: Books) -> None:
        """Takes another part's books into these."""
        self.rows_in += other.rows_in
        self.rows_out += other.rows_out
        self.screened.update(other.screened)
        self.rejected.update(other.rejected)
        self.spans.update(other.spans)
        self.leaks += other.leaks
        self.files.extend(other.files)

    def to_dict(self) -> dict[str, Any]:
        """Renders the manifest's form: the same bytes whatever the order in which parts came in."""
        return {
            "rows_in": self.rows_in,
            "rows_out": self.rows_out,
            "screened": dict(sorted(self.screened.items())),
            "rejected": dict(sorted(self.rejected.items())),
            "spans": dict(sorted(self.spans.items())),
            "leaks": self.leaks,
            "files": [
                {"path": f.path, "rows": f.rows, "bytes": f.bytes, "sha256": f.sha256} for f in sorted(self.files)
            ],
        }

    @classmethod
    def from_dict(cls, value: Mapping[str, Any]) -> Books:
        """Reads the manifest's form back."""
        return cls(
            rows_in=value["rows_in"],
            rows_out=value["rows_out"],
            screened=Counter(value["screened"]),
            rejected=Counter(value["rejected"]),
            spans=Counter(value["spans"]),
            leaks=value["leaks"],
            files=[OutputFile(f["path"], f["rows"], f["bytes"], f["sha256"]) for f in value["files"]],
        )


def total(parts: Iterable[Books]) -> Books:
    """Adds books up."""
    result = Books()
    for part in parts:
        result.add(part)
    return result
