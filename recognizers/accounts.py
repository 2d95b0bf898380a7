"""Numbers and names that a company gives to people: customers and employees."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from typing import ClassVar, Final

from slor.recognizers.dates import is_written_date
from slor.recognizers.recognizer import IdentifierRecognizer, Match
from slor.recognizers.scan import Run, Scan, is_range

_CODE: Final = re.compile(r"(?<![\w-])[A-ZÆØÅa-zæøå]{1,4}[- ]?\d{2,10}(?:-\d{1,6})?(?![\w-])")
_LINK: Final = re.compile(
    r"[\s:;.,)(\-–=]*(?:(?:er|e|nr|nummer|nummeret|mitt?|min|hendes|hans|hennar|hennes|var|lyder|som|med|hos jer|hos dere|hos dykk|"
    r"det er|siger|seier|sier|står|har|is)[\s:.,]+){0,4}"
)


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
            if run.plus or run.embedded:
                continue
            score = self._score(scan, run)
            if score > 0:
                yield Match(run.start, run.end, score)
        for signal in scan.signals:
            if signal.kind == "CUSTOMER":
                yield from _coded(scan, signal.end, 0.8)

    @staticmethod
    def _score(scan: Scan, run: Run) -> float:
        count = len(run.digits)
        kind, weight = scan.label(run)
        if kind == "CUSTOMER":
            if count < 6 and not _is_linked(scan, run, "CUSTOMER"):
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


class EmployeeIdRecognizer(IdentifierRecognizer):
    """Employee numbers and the initials that serve as a login, where the text says whose they are."""

    ENTITY: ClassVar[str] = "EMPLOYEE_ID"
    CONTEXT: ClassVar[tuple[str, ...]] = (
        "medarbejdernummer",
        "ansattnummer",
        "ansattnr",
        "tilsettnummer",
        "initialer",
        "kollega",
    )

    def find(self, scan: Scan) -> Iterable[Match]:
        """See `IdentifierRecognizer.find`."""
        for run in scan.runs:
            if run.plus or run.embedded or len(run.digits) > 8:
                continue
            kind, weight = scan.label(run)
            if kind != "EMPLOYEE" or weight < 0.7 or any(c in gap for gap in run.gaps for c in ".:/"):
                continue
            if (
                len(run.digits) > 3 and not _TIME_BEFORE.search(scan.lower, max(0, run.start - 12), run.start)
            ) or _is_linked(scan, run, "EMPLOYEE"):
                prefix = _PREFIX.search(scan.text, max(0, run.start - 5), run.start)
                yield Match(prefix.start() if prefix else run.start, run.end, 0.55 + 0.35 * weight)
        for signal in scan.signals:
            if signal.kind == "EMPLOYEE":
                yield from _coded(scan, signal.end, 0.85)
                yield from _initials_after(scan, signal.end)
        yield from _from_names(scan)
        for found in _INITIALS.finditer(scan.text):
            if found[1] not in _ACRONYMS and not _shouted(scan.text, found.start(1), found.end(1)):
                yield Match(found.start(1), found.end(1), 0.5)
        starts = None
        for found in _MAYBE_INITIALS.finditer(scan.text):
            if starts is None:
                starts = {word[:2].upper() for word in _CAPITALISED.findall(scan.text)}
            if (
                found[1][:2] in starts
                and found[1] not in _ACRONYMS
                and not _shouted(scan.text, found.start(1), found.end(1))
            ):
                yield Match(found.start(1), found.end(1), 0.5)


_TIME_BEFORE: Final = re.compile(r"(?<!\w)(?:kl\.?|klokken|klokka|den|d\.|inden|innan|før|til|siden|sidan|i) ?$")
_PREFIX: Final = re.compile(r"(?<!\w)[A-ZÆØÅ]{1,3}-$")
_NAMED_INITIALS: Final = re.compile(
    r"[A-ZÆØÅ]{3,6}\d{0,2}(?!\w)|[a-zæøå]{3,5}\d{1,3}(?!\w)|[A-ZÆØÅ](?: [A-ZÆØÅ]){2,4}(?!\w)|[A-ZÆØÅ]{2,4}-\d{1,3}(?!\w)"
)
_INITIALS: Final = re.compile(
    r"(?<!\w)(?i:har nummer|kollega|kollegaen|sign\.?|v/|notat fra|note fra|oppgi|oppgir|oppgje|opgiv|opgiver|initialer|ligger hos|ligg hos|skriv til|"
    r"min kode|mit login|signaturen min|modtaget af:|mottatt av:|jeg er|eg er|mitt er|mit er|mitt er for eksempel|skrev som|skreiv som|saka ligg hos \w+ \() ?"
    r"([A-ZÆØÅ]{4,5}\d{0,2}|[A-ZÆØÅ]{1,4}-\d{2,3}|[a-zæøå]{4}\d\d)(?!\w)"
)
_MAYBE_INITIALS: Final = re.compile(
    r"(?:\((?=[A-ZÆØÅ]{4}\d{0,2}\))|(?<!\w)(?:hos|at|av|af|til|fra) )([A-ZÆØÅ]{4,5}\d{0,2})(?!\w)"
)
_CAPITALISED: Final = re.compile(r"(?<!\w)[A-ZÆØÅ][a-zæøå]+")
_ACRONYMS: Final = frozenset(
    "IBAN IMEI ICCID IMSI NOTE VIPPS ADSL VDSL FTTH HTTP HTTPS WIFI SMS MMS HDMI USBC JPEG PDF AS ASA APS SIM ESIM PUK BANK COOP REMA OBOS NSB "
    "NAVN DANMARK NORGE VISA SKAT IKEA ELLER IKKE OGSÅ ALTID ALDRI NAV DSB BOKS HELE ALLE MEGET SNART HVAD HVOR HVEM FRAM TELIA TDC GDPR DPIA "
    "POST NETS MITID BANKID NEMID APPEN APP ROM LAGER BUTIK KUNDE TEAM HELP SALG GRATIS MAIL MAIN NATO".split()
)


_NAME: Final = re.compile(r"(?<!\w)([A-ZÆØÅ][a-zæøåéüöä]+)(?:[ -][A-ZÆØÅ][a-zæøåéüöä]*\.?)* ([A-ZÆØÅ][a-zæøåéüöä]+)")
_CAPITALS: Final = re.compile(r"(?<![\w-])[A-ZÆØÅ]{4,6}(?![\w-])")
_PARTS: Final = ((2, 2), (3, 1), (1, 3), (3, 2), (2, 3), (3, 3), (4, 2))


def _from_names(scan: Scan) -> Iterator[Match]:
    """Capitals that are put together from a name in the same text: `MEHO` beside Mette Holm."""
    capitals = list(_CAPITALS.finditer(scan.text))
    if not capitals:
        return
    codes = set()
    for name in _NAME.finditer(scan.text):
        first, last = name[1].upper(), name[2].upper()
        codes.update(first[:a] + last[:b] for a, b in _PARTS)
    for found in capitals:
        if found[0] in codes and found[0] not in _ACRONYMS:
            yield Match(found.start(), found.end(), 0.7)


def _is_linked(scan: Scan, run: Run, kind: str) -> bool:
    """Whether nothing but words such as "er" and "nummer" stand between a signal word and a number."""
    for signal in reversed(scan.signals[: bisect_left(scan.signals, (run.start,))][-4:]):
        if signal.kind == kind and run.start - signal.end < 40:
            link = _LINK.match(scan.lower, signal.end, run.start)
            year = (
                len(run.digits) == 4
                and run.digits[:2] in ("19", "20")
                and "n" not in scan.lower[signal.end - 3 : signal.end]
            )
            return bool(link and link.end() == run.start) and not year
    return False


def _coded(scan: Scan, position: int, score: float) -> Iterator[Match]:
    """A code of letters and digits right after a signal word."""
    link = _LINK.match(scan.lower, position, min(len(scan.lower), position + 40))
    if link and link.end() > position:
        code = _CODE.match(scan.text, link.end())
        if code and code[0].split()[0].lower() not in ("er", "nr", "og", "kl", "kr", "i", "på", "ca", "den", "de"):
            yield Match(code.start(), code.end(), score)


def _initials_after(scan: Scan, position: int) -> Iterator[Match]:
    """Initials right after a signal word; in small letters only with a number behind them."""
    link = _LINK.match(scan.lower, position, min(len(scan.lower), position + 40))
    if not link or link.end() == position:
        return
    found = _NAMED_INITIALS.match(scan.text, link.end())
    if found and found[0] not in _ACRONYMS and not _shouted(scan.text, found.start(), found.end()):
        yield Match(found.start(), found.end(), 0.75)


def _shouted(text: str, start: int, end: int) -> bool:
    """Whether the words around are in capitals too."""
    around = re.findall(r"[^\W\d_]{3,}", text[max(0, start - 30) : start] + " " + text[end : end + 30])
    return len(around) > 1 and sum(word.isupper() for word in around) > len(around) // 2
