"""What is written like something found beside it: numbers of one series, birth dates of a list, "047, ikkje 045"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from slor.recognizers.claims import Claim

_SCORE: Final = 0.7
_CODES: Final = frozenset({"CUSTOMER_ID", "EMPLOYEE_ID"})
_TOLD_APART: Final = _CODES | {"USERNAME", "PASSWORD"}
_SERIES: Final = re.compile(r"(?<![\w/-])([A-ZÆØÅ]{1,4}-?)\d{3,6}(?:-\d{1,2})?(?![\w/-])")
_DATE: Final = re.compile(r"\d{1,2}([./-])\d{1,2}([./-])(\d{4}|\d{2})")
_ANY_DATE: Final = re.compile(rf"(?<![\w./-]){_DATE.pattern}(?![\w/-]|[.]\d)")
_BORN: Final = range(1915, 2011)
"""The years in which those are born of whom a contact centre's list tells."""
_NOT: Final = re.compile(r",? \(?(?:ikke|ikkje|og ikke|og ikkje) ([^\s,;:()\"']{3,24})(?<![.!?])", re.I)


def read_likenesses(text: str, claims: Sequence[Claim]) -> list[Claim]:
    """Finds what a written text holds besides that is like what was found.

    Args:
        text: the document's text.
        claims: what was found so far, in any order.

    Returns:
        Numbers of the same series as a customer's or an employee's ("HY-1181" beside "HY-1180"), whole dates of the
        same form as a date of birth with a year in which one is born, and what is told apart from a number, a user
        name or a password that was found: "kaao (ikke kao)".
    """
    out: list[Claim] = []
    series: dict[tuple[str, int], str] = {}
    forms: set[tuple[str, str, int]] = set()
    for claim in claims:
        if claim.entity_type in _TOLD_APART:
            out.extend(_told_apart(text, claim))
        if claim.entity_type in _CODES and (code := _SERIES.fullmatch(text, claim.start, claim.end)):
            series.setdefault((code[1], claim.end - claim.start), claim.entity_type)
        elif claim.entity_type == "DATE_OF_BIRTH" and (date := _DATE.fullmatch(text, claim.start, claim.end)):
            forms.add((date[1], date[2], len(date[3])))
    for found in _SERIES.finditer(text) if series else ():
        if entity_type := series.get((found[1], len(found[0]))):
            out.append(Claim(found.start(), found.end(), entity_type, _SCORE))
    for found in _ANY_DATE.finditer(text) if forms else ():
        year = int(found[3]) + (0 if len(found[3]) > 2 else 1900)
        if (found[1], found[2], len(found[3])) in forms and year in _BORN:
            out.append(Claim(found.start(), found.end(), "DATE_OF_BIRTH", _SCORE))
    return out


def _told_apart(text: str, claim: Claim) -> Iterator[Claim]:
    """What a claim is said not to be, if it is like it: as many digits, or letters that begin alike."""
    if (other := _NOT.match(text, claim.end)) is None:
        return
    said = text[claim.start : claim.end]
    alike = len(other[1]) == len(said) and other[1].isdigit() and said.isdigit()
    alike = alike or (said[:2].lower() == other[1][:2].lower() and abs(len(said) - len(other[1])) <= len(said) // 3)
    if alike:
        yield Claim(other.start(1), other.end(1), claim.entity_type, _SCORE)
