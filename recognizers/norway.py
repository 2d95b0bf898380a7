"""Norwegian identifiers: fødselsnummer with its relatives and organisasjonsnummer."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar, Final

from slor.recognizers.dates import is_date
from slor.recognizers.denmark import last_digits, masked
from slor.recognizers.recognizer import IdentifierRecognizer, Match
from slor.recognizers.scan import Scan

_SHAPES: Final = {
    (6, 5): 0.75,
    (2, 2, 2, 5): 0.75,
    (6, 3, 2): 0.7,
    (6, 2, 3): 0.7,
    (2, 2, 2, 3, 2): 0.7,
    (2, 2, 2, 2, 3): 0.65,
}
_FIRST_WEIGHTS: Final = (3, 7, 6, 1, 8, 9, 4, 5, 2)
_SECOND_WEIGHTS: Final = (5, 4, 3, 2, 7, 6, 5, 4, 3, 2)
_MONTH_OFFSETS: Final = (0, 40, 65, 80)
"""Added to the month: 40 for H-numbers and NAV's test persons, 65 and 80 for NAV's and Skatteetaten's (Tenor)."""


class NoFodselsnummerRecognizer(IdentifierRecognizer):
    """Fødselsnummer, D-number (day + 40), H-number (month + 40) and test numbers (month + 40, 65 or 80).

    The control digits are checked by the rules of before and after 2032, when the first one's remainder may be 0 to
    3; where they fail, grouping or context must speak for the number.
    """

    ENTITY: ClassVar[str] = "NO_FODSELSNUMMER"
    COUNTRY_CODE: ClassVar[str] = "no"
    CONTEXT: ClassVar[tuple[str, ...]] = (
        "fødselsnummer",
        "fødselsnr",
        "fnr",
        "personnummer",
        "d-nummer",
        "født",
        "fødd",
    )

    def find(self, scan: Scan) -> Iterable[Match]:
        """See `IdentifierRecognizer.find`."""
        for run in scan.runs:
            if run.embedded:
                continue
            if len(run.digits) == 11:
                kind, weight = scan.label(run)
                named = kind in ("FNR", "CPR")
                if is_birth_number(run.digits):
                    score = _SHAPES.get(run.sizes, 0.45)
                    if has_control_digits(run.digits):
                        score = max(score, 0.65) + 0.2
                    if named:
                        score = max(score, 0.88 + 0.1 * weight)
                    elif kind in ("ACCOUNT", "REFERENCE", "CUSTOMER", "THING") and run.sizes not in _SHAPES:
                        score -= (0.5 if run.sizes == (4, 2, 5) else 0.3) * weight
                    yield Match(run.start, run.end, score)
                elif named and weight > 0.6:
                    yield Match(run.start, run.end, 0.7)
            elif len(run.digits) == 5 and len(run.groups) == 1:
                yield from last_digits(scan, run, "FNR", ("5", "fem"))
        yield from masked(scan, 5)


def is_birth_number(digits: str) -> bool:
    """Whether eleven digits begin with a date, shifted as D-, H- and test numbers shift it.

    Args:
        digits: eleven digits.

    Returns:
        True where day, month and year make a date in one of the centuries that the individual number allows.
    """
    day, month, year, individual = int(digits[:2]), int(digits[2:4]), int(digits[4:6]), int(digits[6:9])
    if day > 40:
        day -= 40
    for offset in _MONTH_OFFSETS:
        if 1 <= month - offset <= 12:
            month -= offset
            break
    if individual < 500:
        centuries: tuple[int, ...] = (1900,)
    elif individual < 750:
        centuries = (1800, 2000)
    elif individual < 900:
        centuries = (2000,)
    else:
        centuries = (1900, 2000)
    return any(is_date(day, month, century + year) for century in centuries)


def has_control_digits(digits: str) -> bool:
    """Whether both control digits of eleven digits hold, by the rule of today or by that of 2032.

    From 2032 the weighted sum with the first control digit may leave 0, 1, 2 or 3 (Skatteetaten, nye fødselsnummer).
    """
    numbers = [int(d) for d in digits]
    first = (sum(n * w for n, w in zip(numbers, _FIRST_WEIGHTS, strict=False)) + numbers[9]) % 11
    second = (sum(n * w for n, w in zip(numbers, _SECOND_WEIGHTS, strict=False)) + numbers[10]) % 11
    return first <= 3 and second == 0


class NoOrganisasjonsnummerRecognizer(IdentifierRecognizer):
    """Organisasjonsnummer: nine digits with a checksum, where the text names them."""

    ENTITY: ClassVar[str] = "NO_ORGANISASJONSNUMMER"
    COUNTRY_CODE: ClassVar[str] = "no"
    CONTEXT: ClassVar[tuple[str, ...]] = ("organisasjonsnummer", "orgnr", "org.nr", "foretaksnummer", "mva")

    def find(self, scan: Scan) -> Iterable[Match]:
        """See `IdentifierRecognizer.find`."""
        from stdnum.no import orgnr

        for run in scan.runs:
            if len(run.digits) == 9 and (not run.embedded or scan.lower[run.end : run.end + 3] == "mva"):
                kind, weight = scan.label(run)
                valid = orgnr.is_valid(run.digits)
                if kind == "ORG":
                    yield Match(run.start, run.end, 0.8 + 0.1 * weight + 0.1 * valid)
                elif scan.lower[run.end : run.end + 4].strip().startswith("mva") and valid:
                    yield Match(run.start, run.end, 0.85)
