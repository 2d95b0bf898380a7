"""Danish identifiers: the CPR number and the CVR number."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import ClassVar, Final

from slor.recognizers.dates import is_date
from slor.recognizers.recognizer import IdentifierRecognizer, Match
from slor.recognizers.scan import Run, Scan

_CPR_SHAPES: Final = {
    (6, 4): 0.75,
    (2, 2, 2, 4): 0.75,
    (10,): 0.5,
    (6, 2, 2): 0.6,
    (2, 2, 2, 2, 2): 0.5,
    (4, 2, 4): 0.5,
    (6, 1, 3): 0.5,
    (6, 3, 1): 0.5,
}
_NUMBERED: Final = frozenset("CARD PHONE IMEI ICCID ACCOUNT IBAN CUSTOMER REFERENCE THING NUMBER CODE".split())
"""Signals of things other than the personal number that have last digits too."""
_DECIMALS: Final = re.compile(r",\d\d(?!\d)")
_ENDS_ON: Final = re.compile(r"(?:slutter|sluttar|ender|endar) (?:på|med) ?$")
_LAST_ASKED: Final = {
    count: re.compile(
        rf"(?:de|dei) (?:(?:sidste|siste|seneste) (?:{words})|(?:{words}) (?:sidste|siste|seneste))"
        r"(?: (?:cifre|tal|siffer|sifrene|sifra|tall|tala))?(?: (?:i|av|på) [\w-]*(?:cpr|person|fødsels)[\w-]*(?: "
        r"ditt| dit)?)?"
        r"(?:[: ]+(?:er|e)?[: ]*|[^\n\d]{0,24}\n)$"
    )
    for count, words in (("4", "4|fire"), ("5", "5|fem"))
}
"""Questions for the last digits, or the words that lead to them, right before them."""
_PERSONAL_BEFORE: Final = re.compile(
    r"pers(?:on)?\.? ?n(?:umme)?r\w*\.?(?: mitt?| hans| hennes| hennar)?(?: er| e)?[: ]{1,2}$"
)
"""In Norway the personal number is, to most, the five digits behind the date."""
_CPR_WEIGHTS: Final = (4, 3, 2, 7, 6, 5, 4, 3, 2, 1)


class DkCprRecognizer(IdentifierRecognizer):
    """CPR numbers: a real date of birth by the century digit, replacement numbers (day + 60) included.

    Modulus 11 raises the score; its absence does not clear a number, because it has not been guaranteed since
    2007-10-01. The last four digits alone are found where the text asks for or states them.
    """

    ENTITY: ClassVar[str] = "DK_CPR"
    COUNTRY_CODE: ClassVar[str] = "dk"
    CONTEXT: ClassVar[tuple[str, ...]] = ("cpr", "cpr-nummer", "cprnr", "personnummer", "fødselsdag", "født")

    def find(self, scan: Scan) -> Iterable[Match]:
        """See `IdentifierRecognizer.find`."""
        for run in scan.runs:
            count = len(run.digits)
            if count == 10 and not run.embedded:
                yield from self._whole(scan, run)
            elif count == 4 and not run.embedded and len(run.groups) == 1:
                yield from last_digits(scan, run, "CPR", ("4", "fire"))
            elif count > 10 and not run.embedded:
                yield from self._inside(scan, run)
        yield from masked(scan, 4)

    def _whole(self, scan: Scan, run: Run) -> Iterator[Match]:
        if _DECIMALS.match(scan.text, run.end):
            return
        if not is_cpr_date(run.digits):
            kind, weight = scan.label(run)
            if kind in ("CPR", "FNR") and weight > 0.7:
                yield Match(run.start, run.end, 0.7)
            return
        score = _CPR_SHAPES.get(run.sizes, 0.3)
        if run.sizes == (6, 4) and "-" in run.gaps[0]:
            score = 0.8
        if has_cpr_checksum(run.digits):
            score += 0.1
        kind, weight = scan.label(run)
        if kind in ("CPR", "FNR"):
            score = max(score, 0.85 + 0.1 * weight)
        elif kind in ("REFERENCE", "THING", "CUSTOMER", "MONEY", "PHONE") and run.sizes not in ((6, 4), (2, 2, 2, 4)):
            score -= 0.25 * weight
        yield Match(run.start, run.end, min(score, 1.0))

    @staticmethod
    def _inside(scan: Scan, run: Run) -> Iterator[Match]:
        """A hyphenated or grouped number with other digits beside it."""
        for i in range(len(run.groups)):
            for length, sizes in ((2, (6, 4)), (4, (2, 2, 2, 4))):
                if run.sizes[i : i + length] == sizes:
                    start, end = run.groups[i][0], run.groups[i + length - 1][1]
                    digits = "".join(scan.text[a:b] for a, b in run.groups[i : i + length])
                    if is_cpr_date(digits):
                        yield Match(start, end, 0.6)


def last_digits(scan: Scan, run: Run, kind: str, counts: tuple[str, ...]) -> Iterator[Match]:
    """The last digits of a personal number alone, where the words before say that they are.

    Args:
        scan: the shared scan.
        run: a run of as many digits as the personal number ends on.
        kind: `CPR` or `FNR`: a signal of it must stand before.
        counts: how the number of digits is written, e.g. `4` and `fire`.

    Returns:
        A match, if the words say so.
    """
    before = scan.lower[max(0, run.start - 200) : run.start]
    near = before[-90:]
    if not any(
        word in near
        for word in ("sidste", "siste", "seneste", "slut", "ender", "endar", "løbenummer", "pers", kind.lower())
    ):
        return
    if _LAST_ASKED[counts[0]].search(before):
        yield Match(run.start, run.end, 0.8)
        return
    if kind == "FNR" and _PERSONAL_BEFORE.search(near):
        yield Match(run.start, run.end, 0.7)
        return
    kinds = {k for _, k in scan.before(run.start, 220)}
    if kind not in kinds and not (kind == "FNR" and "CPR" in kinds):
        # "de sidste fire: 1234" means the personal number where nothing else with digits is spoken of
        phrases = tuple(f"{last} {count}" for last in ("sidste", "siste") for count in counts)
        if not kinds & _NUMBERED and near.rstrip(" :").endswith(phrases):
            yield Match(run.start, run.end, 0.5)
        return
    if (
        any(f" {count} " in near.replace("\n", " ") for count in counts)
        or scan.label(run)[0] == kind
        or _ENDS_ON.search(near)
    ):
        yield Match(run.start, run.end, 0.8)


_MASKED: Final = re.compile(r"(?<!\w)(\d{6})[ -]?([xX]{4,5}|\*{4,5})(?!\w)")


def masked(scan: Scan, hidden: int) -> Iterator[Match]:
    """Personal numbers of which the last digits are hidden: "120378-xxxx".

    Args:
        scan: the shared scan.
        hidden: how many digits are.

    Returns:
        Matches of the date and what stands for the rest.
    """
    if "xxx" in scan.lower or "***" in scan.text:
        for found in _MASKED.finditer(scan.text):
            day, month = int(found[1][:2]), int(found[1][2:4])
            if len(found[2]) == hidden and 1 <= day % 40 <= 31 and 1 <= month <= 12:
                yield Match(found.start(), found.end(), 0.8)


def is_cpr_date(digits: str) -> bool:
    """Whether ten digits begin with a day that exists in the century that the seventh digit tells.

    Args:
        digits: ten digits.

    Returns:
        True for a real date, also where 60 is added to the day (replacement numbers).
    """
    day, month, year, century = int(digits[:2]), int(digits[2:4]), int(digits[4:6]), int(digits[6])
    if day > 60:
        day -= 60
    if century <= 3:
        year += 1900
    elif century in (4, 9):
        year += 2000 if year <= 36 else 1900
    else:
        year += 2000 if year <= 57 else 1800
    return is_date(day, month, year)


def has_cpr_checksum(digits: str) -> bool:
    """Whether ten digits fulfil modulus 11, which numbers given before October 2007 do."""
    return sum(int(d) * w for d, w in zip(digits, _CPR_WEIGHTS, strict=True)) % 11 == 0


class DkCvrRecognizer(IdentifierRecognizer):
    """CVR numbers of Danish businesses: eight digits with a checksum, where the text names them."""

    ENTITY: ClassVar[str] = "DK_CVR"
    COUNTRY_CODE: ClassVar[str] = "dk"
    CONTEXT: ClassVar[tuple[str, ...]] = ("cvr", "cvr-nr", "cvrnr", "se-nr", "virksomhedsnummer")

    def find(self, scan: Scan) -> Iterable[Match]:
        """See `IdentifierRecognizer.find`."""
        from stdnum.dk import cvr

        for run in scan.runs:
            if len(run.digits) == 8 and (not run.embedded or scan.lower[max(0, run.start - 2) : run.start] == "dk"):
                kind, weight = scan.label(run)
                if kind == "ORG":
                    yield Match(run.start, run.end, 0.8 + 0.1 * weight + 0.1 * cvr.is_valid(run.digits))
