"""Employee numbers and initials that serve as a login."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import ClassVar, Final

from slor.recognizers.accounts import LINK, coded, is_linked
from slor.recognizers.recognizer import IdentifierRecognizer, Match
from slor.recognizers.scan import Scan


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
            ) or is_linked(scan, run, "EMPLOYEE"):
                prefix = _PREFIX.search(scan.text, max(0, run.start - 5), run.start)
                yield Match(prefix.start() if prefix else run.start, run.end, 0.55 + 0.35 * weight)
        for signal in scan.signals:
            if signal.kind == "EMPLOYEE":
                yield from coded(scan, signal.end, 0.85)
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
    r"[A-ZÆØÅ]{3,6}\d{0,2}(?!\w)|[a-zæøå]{3,5}\d{1,3}(?!\w)|[A-ZÆØÅ](?: [A-ZÆØÅ]){2,4}(?!\w)|"
    r"[A-ZÆØÅ]{2,4}-\d{1,3}(?!\w)"
)
_INITIALS: Final = re.compile(
    r"(?<!\w)(?i:har nummer|kollega|kollegaen|sign\.?|v/|notat fra|note fra|oppgi|oppgir|oppgje|opgiv|opgiver|"
    r"initialer|ligger hos|ligg hos|skriv til|"
    r"min kode|mit login|signaturen min|modtaget af:|mottatt av:|jeg er|eg er|mitt er|mit er|mitt er for eksempel|"
    r"skrev som|skreiv som|saka ligg hos \w+ \() ?"
    r"([A-ZÆØÅ]{4,5}\d{0,2}|[A-ZÆØÅ]{1,4}-\d{2,3}|[a-zæøå]{4}\d\d)(?!\w)"
)
_MAYBE_INITIALS: Final = re.compile(
    r"(?:\((?=[A-ZÆØÅ]{4}\d{0,2}\))|(?<!\w)(?:hos|at|av|af|til|fra) )([A-ZÆØÅ]{4,5}\d{0,2})(?!\w)"
)
_CAPITALISED: Final = re.compile(r"(?<!\w)[A-ZÆØÅ][a-zæøå]+")
_ACRONYMS: Final = frozenset(
    "IBAN IMEI ICCID IMSI NOTE VIPPS ADSL VDSL FTTH HTTP HTTPS WIFI SMS MMS HDMI USBC JPEG PDF AS ASA APS SIM ESIM "
    "PUK BANK COOP REMA OBOS NSB "
    "NAVN DANMARK NORGE VISA SKAT IKEA ELLER IKKE OGSÅ ALTID ALDRI NAV DSB BOKS HELE ALLE MEGET SNART HVAD HVOR "
    "HVEM FRAM TELIA TDC GDPR DPIA "
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
    codes: set[str] = set()
    for name in _NAME.finditer(scan.text):
        first, last = name[1].upper(), name[2].upper()
        codes.update(first[:a] + last[:b] for a, b in _PARTS)
    for found in capitals:
        if found[0] in codes and found[0] not in _ACRONYMS:
            yield Match(found.start(), found.end(), 0.7)


def _initials_after(scan: Scan, position: int) -> Iterator[Match]:
    """Initials right after a signal word; in small letters only with a number behind them."""
    link = LINK.match(scan.lower, position, min(len(scan.lower), position + 40))
    if not link or link.end() == position:
        return
    found = _NAMED_INITIALS.match(scan.text, link.end())
    if found and found[0] not in _ACRONYMS and not _shouted(scan.text, found.start(), found.end()):
        yield Match(found.start(), found.end(), 0.75)


def _shouted(text: str, start: int, end: int) -> bool:
    """Whether the words around are in capitals too."""
    around = re.findall(r"[^\W\d_]{3,}", text[max(0, start - 30) : start] + " " + text[end : end + 30])
    return len(around) > 1 and sum(word.isupper() for word in around) > len(around) // 2
