"""Lists of people with a number each, one a line: what stands beside their names in such a list is theirs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from slor.recognizers.claims import Claim

_SCORE: Final = 0.6
_BEFORE: Final = re.compile(r"(?<![\w.,/:-])(\d{4,6})[ :;–|\t-]{1,4}$")
_BEHIND: Final = re.compile(
    r" ?(?:\([^()\n]{1,40}\))?[ ,:;–|\t-]{1,4}(\d{4,6})(?![\w%/:-]|[.,]\d)(?! ?(?:kr|[A-ZÆØÅ]))"
)
_YEARS: Final = ("19", "20")
_YEAR: Final = 4


@dataclass(frozen=True, slots=True)
class _Row:
    """One line of a list: the number of its line, where its number stands, and on which side of the name."""

    line: int
    start: int
    end: int
    behind: bool

    def belongs(self, other: _Row) -> bool:
        """Whether another line is of the same list."""
        return (
            0 < abs(other.line - self.line) <= 2
            and other.behind == self.behind
            and other.end - other.start == self.end - self.start
        )


def read_rosters(text: str, claims: Sequence[Claim]) -> list[Claim]:
    """Finds the numbers of people that are listed.

    Args:
        text: the document's text.
        claims: what was found so far; the names among them are looked at.

    Returns:
        Employee numbers: four to six digits right beside a name, in lines near each other, at least two alike.
        Years, prices and postcodes are none.
    """
    rows = list(_rows(text, claims))
    out = []
    for i, row in enumerate(rows):
        if any(row.belongs(other) for other in rows[max(0, i - 2) : i + 3]):
            out.append(Claim(row.start, row.end, "EMPLOYEE_ID", _SCORE))
    return out


def _rows(text: str, claims: Sequence[Claim]) -> Iterator[_Row]:
    """The lines that have a number beside a name, in order."""
    line, at = 0, 0
    for name in sorted((c for c in claims if c.entity_type == "PERSON"), key=lambda c: c.start):
        if name.start < at:
            continue
        line += text.count("\n", at, name.start)
        at = name.start
        before = _BEFORE.search(text, max(0, name.start - 12), name.start)
        found = before or _BEHIND.match(text, name.end, min(len(text), name.end + 56))
        if found and not (len(found[1]) == _YEAR and found[1].startswith(_YEARS)):
            yield _Row(line, *found.span(1), found is not before)
