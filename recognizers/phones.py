"""Phone numbers as Danes and Norwegians type them, national and foreign."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import ClassVar, Final

from slor.recognizers.dates import is_written_date
from slor.recognizers.recognizer import IdentifierRecognizer, Match
from slor.recognizers.scan import Run, Scan, is_range

_NATIONAL_SHAPES: Final = {
    (2, 2, 2, 2): 0.72,
    (3, 2, 3): 0.7,
    (4, 4): 0.62,
    (8,): 0.5,
    (5, 3): 0.55,
    (3, 5): 0.5,
    (3, 3, 2): 0.55,
    (2, 3, 3): 0.5,
    (4, 2, 2): 0.55,
    (2, 2, 4): 0.55,
    (2, 4, 2): 0.5,
    (2, 6): 0.45,
    (6, 2): 0.45,
    (1, 1, 1, 1, 1, 1, 1, 1): 0.6,
}
"""How eight digits are grouped, and how much that grouping alone says."""
_CALLING_CODES: Final = frozenset(("45", "47", "46", "358", "354", "298", "299"))
_EXTENSION: Final = re.compile(r"[ ,;]{0,3}(?:lokal|lok|ext|linje|intern|x)\.?(?:nr\.?|nummer)? ?\d{1,5}\b", re.I)
_URI: Final = re.compile(r"\b(?:sips?|tel|callto):\+?[\w.+-]+(?:@[\w.-]+)?", re.I)
_ENOUGH: Final = 5
_MASKED: Final = re.compile(r"(?<!\w)(?:\+?4[57] ?)?(?:[\dxX*#•]{1,2}[ .-]?){3}[\dxX*#•]{1,2}(?!\w)")
_PAIR: Final = re.compile(r"\d\d|xx|XX|\*\*|••|##")
_BRACKETED: Final = re.compile(r"(?<!\w)(?:\+|00)\d{1,3} ?\(\d{1,4}\) ?\d(?:[ .-]?\d){4,11}(?!\w)")
"""An area code, or the zero that is left out from abroad, in brackets: "+44 (0) 20 7946 0958"."""
_OTHERS: Final = frozenset(("CUSTOMER", "REFERENCE", "THING", "ORG", "ACCOUNT", "MONEY", "CODE", "EMPLOYEE", "UNIT"))


class NordicPhoneRecognizer(IdentifierRecognizer):
    """Phone numbers in every grouping, with and without calling codes, as `tel:` and `sip:`, masked ones too.

    Eight digits alone prove little (two thirds of all are "valid" Danish numbers), so the grouping and the words
    around decide; a stated calling code is proof enough.
    """

    ENTITY: ClassVar[str] = "PHONE_NUMBER"
    CONTEXT: ClassVar[tuple[str, ...]] = (
        "telefon",
        "tlf",
        "mobil",
        "nummer",
        "ring",
        "sms",
        "tel",
        "kontaktnummer",
        "sentralbord",
    )

    def find(self, scan: Scan) -> Iterable[Match]:
        """See `IdentifierRecognizer.find`."""
        for run in scan.runs:
            if run.embedded and not run.plus:
                continue
            match = self._abroad(scan, run) or self._national(scan, run)
            if match:
                extension = _EXTENSION.match(scan.text, match.end, match.end + 30)
                yield Match(match.start, extension.end() if extension else match.end, match.score)
            elif len(run.digits) > 8:
                yield from self._inside(scan, run)
        if any(sign in scan.text for sign in "xX*#•"):
            yield from self._masked(scan)
        if "(" in scan.text:
            for found in _BRACKETED.finditer(scan.text):
                yield Match(found.start(), found.end(), 0.95)
        if ":" in scan.text:
            for uri in _URI.finditer(scan.text):
                if sum(c.isdigit() for c in uri[0]) >= 6 or "@" in uri[0]:
                    yield Match(uri.start(), uri.end(), 0.9)

    @staticmethod
    def _masked(scan: Scan) -> Iterator[Match]:
        """Numbers with some digits hidden: five left are enough to tell a person among a centre's customers."""
        for found in _MASKED.finditer(scan.text):
            digits = sum(char.isdigit() for char in found[0])
            hidden = sum(char in "xX*#•" for char in found[0])
            said = found[0].startswith("+") or scan.named(found.start(), ("PHONE", "NUMBER"), 40)
            pairs = digits > _ENOUGH and all(_PAIR.fullmatch(pair) for pair in found[0].split(" "))
            if hidden > 1 and digits >= _ENOUGH and (said or pairs):
                yield Match(found.start(), found.end(), 0.6)

    @staticmethod
    def _abroad(scan: Scan, run: Run) -> Match | None:
        """A number that states its calling code."""
        digits = run.digits
        count = len(digits)
        start = run.start
        if run.plus:
            start = scan.text.rindex("+", 0, run.start)
            if start and scan.text[start - 1] == "(":
                start -= 1
            if 7 <= count <= 15:
                return Match(start, run.end, 0.95)
            return None
        if (digits.startswith("00") and 10 <= count <= 17 and run.sizes[0] >= 4) or (
            run.sizes[:2] in ((2, 2), (2, 3)) and digits.startswith("00")
        ):
            code = digits[2:5]
            known = any(code.startswith(c) for c in _CALLING_CODES)
            kind, weight = scan.label(run)
            if kind in _OTHERS and weight > 0.85 and not known:
                return None
            if 10 <= count <= 17:
                return Match(_opened(scan, start), run.end, 0.9 if known else 0.75)
        if count == 10 and digits[:2] in ("45", "47") and run.sizes[0] in (2, 10, 6, 4):
            kind, weight = scan.label(run)
            if (
                run.left == "("
                or kind in ("PHONE", "NUMBER")
                or (run.sizes in ((2, 2, 2, 2, 2), (2, 8), (2, 4, 4)) and kind not in _OTHERS)
            ):
                return Match(_opened(scan, start), run.end, 0.8 if kind == "PHONE" else 0.6)
        return None

    @staticmethod
    def _national(scan: Scan, run: Run) -> Match | None:
        """Eight digits, or a foreign national number that the text calls a phone number."""
        count = len(run.digits)
        kind, weight = scan.label(run)
        if count == 8:
            score = _NATIONAL_SHAPES.get(run.sizes, 0.4)
            if any(":" in gap for gap in run.gaps):
                return None
            if is_written_date(scan.text[run.start : run.end]) or _is_times(run):
                return None
            if run.right in "%°" or (
                any("." in gap or ":" in gap or "/" in gap for gap in run.gaps)
                and run.sizes not in ((2, 2, 2, 2), (3, 2, 3), (4, 4))
            ):
                score -= 0.3
            if kind != "PHONE" and is_range(run):
                return None
            if kind == "PHONE":
                score = max(score, 0.7) + 0.25 * weight
            elif kind == "NUMBER":
                score = max(score, 0.65) + 0.1 * weight
            elif kind in ("MONEY", "UNIT") and weight == 1.0:
                return None
            elif kind in _OTHERS and not (kind in ("CODE", "ACCOUNT", "EMPLOYEE") and len(run.groups) > 2):
                score -= 0.35 * weight
            if run.digits[0] == "0" and kind != "PHONE":
                score -= 0.1
            return Match(run.start, run.end, min(score, 0.97)) if score >= 0.2 else None
        if kind == "PHONE" and 9 <= count <= 12 and weight > 0.7 and run.digits[0] in "0789":
            return Match(run.start, run.end, 0.7)
        if kind == "PHONE" and 5 <= count <= 7 and weight > 0.9 and not (len(run.sizes) == 2 and run.sizes[1] == 3):
            return Match(run.start, run.end, 0.5)
        return None

    @staticmethod
    def _inside(scan: Scan, run: Run) -> Iterator[Match]:
        """A well-grouped number with other digits beside it."""
        sizes = run.sizes
        for i in range(len(sizes)):
            for shape in ((2, 2, 2, 2), (3, 2, 3), (8,)):
                if sizes[i : i + len(shape)] == shape and scan.text[run.groups[i][0]] != "0":
                    yield Match(run.groups[i][0], run.groups[i + len(shape) - 1][1], 0.42)


def _opened(scan: Scan, start: int) -> int:
    """Takes the bracket before a calling code into the number."""
    return start - 1 if start and scan.text[start - 1] == "(" else start


def _is_times(run: Run) -> bool:
    """Whether a run reads as two times of day, e.g. 16.20-17.00."""
    if (
        run.sizes != (2, 2, 2, 2)
        or run.gaps[0] not in (".", ":")
        or run.gaps[2] != run.gaps[0]
        or run.gaps[1] == run.gaps[0]
    ):
        return False
    hour, minute, hour2, minute2 = (int(run.digits[i : i + 2]) for i in range(0, 8, 2))
    return hour < 25 and hour2 < 25 and minute < 60 and minute2 < 60
