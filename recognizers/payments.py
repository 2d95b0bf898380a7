"""Payment numbers: bank accounts, IBANs and cards."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import ClassVar, Final

from slor.recognizers.norway import is_birth_number
from slor.recognizers.recognizer import IdentifierRecognizer, Match
from slor.recognizers.scan import Run, Scan

_ACCOUNT_WEIGHTS: Final = (5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1)
_CARD_PREFIXES: Final = ("4", "50", "51", "52", "53", "54", "55", "56", "57", "58", "6", "34", "37", "2")
_IBAN_LENGTHS: Final = {
    "AD": 24, "AE": 23, "AL": 28, "AT": 20, "BA": 20, "BE": 16, "BG": 22, "CH": 21, "CY": 28, "CZ": 24, "DE": 22,
    "DK": 18, "EE": 20, "ES": 24, "FI": 18, "FO": 18, "FR": 27, "GB": 22, "GE": 22, "GI": 23, "GL": 18, "GR": 27,
    "HR": 21, "HU": 28, "IE": 22, "IL": 23, "IS": 26, "IT": 27, "KW": 30, "KZ": 20, "LB": 28, "LI": 21, "LT": 20,
    "LU": 20, "LV": 21, "MC": 27, "MD": 24, "ME": 22, "MK": 19, "MT": 31, "NL": 18, "NO": 15, "PK": 24, "PL": 28,
    "PT": 25, "QA": 29, "RO": 24, "RS": 22, "SA": 24, "SE": 24, "SI": 19, "SK": 24, "SM": 27, "TN": 24, "TR": 26,
    "UA": 29, "XK": 20,
}  # fmt: skip
"""Length of an IBAN by country (SWIFT, IBAN Registry)."""
_IBAN_DIGITS: Final = 7
"""What the shortest has: two to check, five of the bank; an account may be all letters (Malta)."""
_IBAN_START: Final = re.compile(r"(?<![^\W_])([a-z]{2}|[a-z] [a-z]) ?-?\d ?\d")


class NordicBankAccountRecognizer(IdentifierRecognizer):
    """Norwegian accounts of eleven digits and Danish ones of a registration number and up to ten digits.

    Modulus 11 and the grouping 4-2-5 speak for a Norwegian account, the grouping 4-10 for a Danish one; any other
    form needs words that say so.
    """

    ENTITY: ClassVar[str] = "BANK_ACCOUNT"
    CONTEXT: ClassVar[tuple[str, ...]] = (
        "konto",
        "kontonummer",
        "kontonr",
        "kto",
        "reg",
        "regnr",
        "registreringsnummer",
        "bank",
    )

    def find(self, scan: Scan) -> Iterable[Match]:
        """See `IdentifierRecognizer.find`."""
        for run in scan.runs:
            if run.embedded or run.plus or any("/" in gap for gap in run.gaps):
                continue
            count = len(run.digits)
            kind, weight = scan.label(run)
            named = kind == "ACCOUNT"
            score = 0.0
            if count == 11:
                score = self._norwegian(run, named, kind)
            elif run.sizes[0] == 4 and 9 <= count <= 14:
                score = self._danish(run, named)
            elif named and 9 <= count <= 15:
                score = 0.5
            if named and (score or (5 <= count <= 15 and weight > 0.6) or (count == 4 and weight > 0.9)):
                score = max(score, 0.6 if count < 9 else 0.7) + 0.25 * weight
            elif kind in ("CUSTOMER", "REFERENCE", "THING", "CARD") and run.sizes != (4, 2, 5):
                score -= 0.3 * weight
            if score > 0:
                yield Match(run.start, run.end, min(score, 0.98))

    @staticmethod
    def _norwegian(run: Run, named: bool, kind: str) -> float:
        if run.sizes == (4, 2, 5):
            return 0.85
        score = 0.55 if has_account_checksum(run.digits) else 0.42
        if is_birth_number(run.digits) and not named:
            score -= 0.4 if kind in ("FNR", "CPR") else 0.1
        return score

    @staticmethod
    def _danish(run: Run, named: bool) -> float:
        if run.sizes == (4, 10) or (run.sizes in ((4, 7), (4, 8), (4, 9)) and named):
            return 0.65
        if len(run.digits) == 14 and len(run.gaps) and set(run.gaps) <= {" ", "-"}:
            return 0.55
        return 0.45 if named else 0.2


def has_account_checksum(digits: str) -> bool:
    """Whether eleven digits fulfil modulus 11 as Norwegian account numbers do."""
    return sum(int(d) * w for d, w in zip(digits, _ACCOUNT_WEIGHTS, strict=True)) % 11 == 0


class NordicIbanRecognizer(IdentifierRecognizer):
    """IBANs in one piece or in groups, upper or lower case; the check digits raise the score."""

    ENTITY: ClassVar[str] = "IBAN_CODE"
    CONTEXT: ClassVar[tuple[str, ...]] = ("iban", "konto", "swift", "bic")

    def find(self, scan: Scan) -> Iterable[Match]:
        """See `IdentifierRecognizer.find`."""
        for start in _IBAN_START.finditer(scan.lower) if scan.digits >= _IBAN_DIGITS else ():
            country = start[1].replace(" ", "").upper()
            length = _IBAN_LENGTHS.get(country)
            if length:
                yield from self._read(scan.lower, start.start(), start.end(1), country, length)

    @staticmethod
    def _read(lower: str, start: int, position: int, country: str, length: int) -> Iterator[Match]:
        """Reads groups until the country's length is reached; gaps are a space or a hyphen."""
        taken: list[str] = []
        digits_only = country in (
            "DK",
            "NO",
            "SE",
            "DE",
            "FI",
            "PL",
            "BE",
            "AT",
            "EE",
            "LT",
            "CZ",
            "ES",
            "PT",
            "IS",
            "FO",
            "GL",
            "UA",
        )
        size, end = len(lower), position
        while position < size and len(taken) < length - 2:
            char = lower[position]
            if char.isdigit() or (char.isalpha() and char.isascii() and not digits_only):
                taken.append(char)
                end = position + 1
            elif char not in " -." or (position + 1 < size and lower[position + 1] in " -."):
                break
            position += 1
        if len(taken) < length - 2 or (end < size and lower[end].isalnum()):
            return
        value = country + "".join(taken).upper()
        if has_iban_checksum(value):
            yield Match(start, end, 0.98)
        elif 2 * sum(map(str.isdigit, taken)) >= len(taken):  # "gi 30.000 offentlig ansatte" is no IBAN of Gibraltar's
            yield Match(start, end, 0.88)


def has_iban_checksum(value: str) -> bool:
    """Whether an IBAN without spaces leaves 1 modulo 97 (ISO 7064)."""
    return int("".join(str(int(c, 36)) for c in value[4:] + value[:4])) % 97 == 1


class NordicCardRecognizer(IdentifierRecognizer):
    """Payment cards of 13 to 19 digits in any grouping; Luhn raises the score."""

    ENTITY: ClassVar[str] = "CREDIT_CARD"
    CONTEXT: ClassVar[tuple[str, ...]] = (
        "kort",
        "kortnummer",
        "dankort",
        "visa",
        "mastercard",
        "betalingskort",
        "bankkort",
    )

    def find(self, scan: Scan) -> Iterable[Match]:
        """See `IdentifierRecognizer.find`."""
        for run in scan.runs:
            count = len(run.digits)
            if run.embedded or run.plus or count < _SHORTEST_CARD:
                continue
            if len(run.sizes) > len(_FOURS) and (card := _leading_card(scan, run)):
                yield card
                continue
            if count > _LONGEST_CARD:
                continue
            kind, weight = scan.label(run)
            valid = has_luhn(run.digits)
            score = 0.0
            if count == 16 and run.digits.startswith(_CARD_PREFIXES):
                score = 0.8 if run.sizes == (4, 4, 4, 4) else 0.7
            elif run.sizes == (4, 6, 5) and run.digits[:2] in ("34", "37"):
                score = 0.8
            elif valid and run.digits.startswith(_CARD_PREFIXES) and count not in (15, 18, 19):
                score = 0.5
            if kind == "CARD":
                score = max(score, 0.6) + 0.2 * weight
            elif kind in ("REFERENCE", "THING", "CUSTOMER", "IMEI", "ICCID") and not valid:
                score -= 0.3 * weight
            if score > 0:
                yield Match(run.start, run.end, min(score + 0.1 * valid, 0.98))
        if any(sign in scan.text for sign in ("***", "xxx", "XXX", "•••")):
            for masked in _MASKED_CARD.finditer(scan.text):
                yield Match(masked.start(), masked.end(), 0.7)


_FOURS: Final = (4, 4, 4, 4)
_SHORTEST_CARD: Final = 13
_LONGEST_CARD: Final = 19


def _leading_card(scan: Scan, run: Run) -> Match | None:
    """A card with other digits behind it: its expiry, a date."""
    digits = run.digits[: sum(_FOURS)]
    if run.sizes[: len(_FOURS)] != _FOURS or not digits.startswith(_CARD_PREFIXES):
        return None
    named = scan.named(run.start, ("CARD",), 40)
    if not named and not has_luhn(digits):
        return None
    return Match(run.start, run.groups[len(_FOURS) - 1][1], 0.8)


_MASKED_CARD: Final = re.compile(r"(?<![\w*])[3-6]\d{3}[ -]?(?:\d\d[*xX•]{2}|[*xX•]{4})[ -]?[*xX•]{4}[ -]?\d{4}(?!\w)")
"""A card whose middle is hidden, as receipts and banks write it."""


def has_luhn(digits: str) -> bool:
    """Whether the last digit is the Luhn check digit of the others (ISO/IEC 7812-1)."""
    total = 0
    for place, char in enumerate(reversed(digits)):
        number = int(char) << (place % 2)
        total += number - 9 if number > 9 else number
    return total % 10 == 0
