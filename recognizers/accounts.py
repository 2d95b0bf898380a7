"""Numbers that a company gives to its customers, members and subscribers."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from typing import ClassVar, Final

from slor.recognizers.dates import is_written_date
from slor.recognizers.recognizer import IdentifierRecognizer, Match
from slor.recognizers.scan import Run, Scan, is_range

_CODE: Final = re.compile(
    r"(?<![\w-])(?:[A-ZÆØÅa-zæøå]{1,4}[- ]?\d{2,10}(?:-\d{1,6})?|\d{2,8}-[A-ZÆØÅ]{1,4}(?:-\d{1,6})?|"
    r"[A-ZÆØÅ]{1,4} \d{2,4}(?: \d{1,4}){1,3})(?![\w-])"
)
_BEGINNING: Final = re.compile(
    r"(?:^|[\n:,]|(?<!\w)(?:er|e|ja|jo|ditt?|mitt?|hans|hendes|hennes|hennar|stadig|fortsatt|framleis)|[nN](?:umme)?r\.?)"
    r" ?((?!NR|KR|NO|DK|ID|TLF)[A-ZÆØÅ]{1,4}[ -])$"
)
"""Capitals that begin a number that was asked for: "TG 663 201 8"."""
_AGREED: Final = re.compile(r"[A-ZÆØÅ]{1,4}[- ]?\d{3,10}(?:[- ]\d{2,6}){0,2}(?![\w-])")
"""How what was agreed upon is numbered, in capitals: "avtale FT-209 443"."""
LINK: Final = re.compile(
    r"[\s:;.,)(\-–=]*(?:(?:er|e|nr|nummer|nummeret|mitt?|min|hendes|hans|hennar|hennes|vår|vårt|våre|vores|var|lyder|som|med|"
    r"ditt?|stadig|fortsatt|framleis|skal|være|vere|vera|blir|bliver|hos jer|hos dere|hos dykk|"
    r"i systemet|det er|siger|seier|sier|står|har|is)[\s:.,]+){0,4}"
)


_OCTETS: Final = (".", ".", ".")
"""What stands between the numbers of an IP address."""
_NAMED: Final = 0.6
"""The score of a number of which the text says what it is."""


class CustomerIdRecognizer(IdentifierRecognizer):
    """Customer, member and subscription numbers by what the text says of them.

    A bare number of six to thirteen digits that nothing else explains is found with a low score: in a contact
    centre's text it is most likely someone's.
    """

    ENTITY: ClassVar[str] = "CUSTOMER_ID"
    CONTEXT: ClassVar[tuple[str, ...]] = (
        "kundenummer",
        "kundenr",
        "kunde-id",
        "medlemsnummer",
        "abonnementsnummer",
        "knr",
    )

    def find(self, scan: Scan) -> Iterable[Match]:
        """See `IdentifierRecognizer.find`."""
        for run in scan.runs:
            if run.plus or run.embedded or run.gaps[:3] == _OCTETS:
                continue
            score = self._score(scan, run)
            if score > 0:
                first = _BEGINNING.search(scan.text, max(0, run.start - 10), run.start) if score > _NAMED else None
                yield Match(first.start(1) if first else run.start, run.end, score)
        for signal in scan.signals:
            if signal.kind == "CUSTOMER":
                yield from coded(scan, signal.end, 0.8)
            elif signal.kind == "AGREEMENT":
                yield from coded(scan, signal.end, 0.8, _AGREED)

    @staticmethod
    def _score(scan: Scan, run: Run) -> float:
        count = len(run.digits)
        kind, weight = scan.label(run)
        if kind == "CUSTOMER":
            if count < 6 and not is_linked(scan, run, "CUSTOMER"):
                return 0.0
            return 0.6 + 0.35 * weight if not is_written_date(scan.text[run.start : run.end]) else 0.1
        if (
            not 6 <= count <= 13
            or run.digits.endswith("000")
            or is_range(run)
            or is_written_date(scan.text[run.start : run.end])
        ):
            return 0.0
        if kind in ("MONEY", "UNIT", "THING", "REFERENCE", "CODE") and weight > 0.5:
            return 0.0
        grouped = any(gap not in (" ", "-") for gap in run.gaps) or (len(run.groups) > 1 and set(run.sizes[1:]) == {3})
        if (
            grouped
            or (len(run.groups) > 1 and count < 7)
            or run.right in "%°"
            or run.left in "/=#.,€$£"
            or run.right in "/"
        ):
            return 0.0
        return 0.42


def is_linked(scan: Scan, run: Run, kind: str) -> bool:
    """Whether nothing but words such as "er" and "nummer" stand between a signal word and a number."""
    for signal in reversed(scan.signals[: bisect_left(scan.signals, (run.start,))][-4:]):
        if signal.kind == kind and run.start - signal.end < 40:
            link = LINK.match(scan.lower, signal.end, run.start)
            year = (
                len(run.digits) == 4
                and run.digits[:2] in ("19", "20")
                and "n" not in scan.lower[signal.end - 3 : signal.end]
            )
            return bool(link and link.end() == run.start) and not year
    return False


def coded(scan: Scan, position: int, score: float, shape: re.Pattern[str] = _CODE) -> Iterator[Match]:
    """A code of letters and digits right after a signal word."""
    link = LINK.match(scan.lower, position, min(len(scan.lower), position + 40))
    if link and link.end() > position:
        code = shape.match(scan.text, link.end())
        if code and code[0].split()[0].lower() not in ("er", "nr", "og", "kl", "kr", "i", "på", "ca", "den", "de"):
            yield Match(code.start(), code.end(), score)
