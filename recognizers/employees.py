"""Employee numbers and initials that serve as a login."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import ClassVar, Final

from slor.recognizers.accounts import LINK, coded, is_linked
from slor.recognizers.common_words import common_words
from slor.recognizers.credentials import short_answer
from slor.recognizers.initials import ACRONYMS, is_shouted, read_initials
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
            if len(run.digits) < 4 and _HIRED.search(scan.lower, max(0, run.start - 40), run.start):
                continue
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
                told = scan.lower.startswith(_INITIALS, signal.start)
                if told and (answer := short_answer(scan, signal.end)):
                    yield Match(*answer, 0.7)
                yield from _initials_after(scan, signal.end, small=told)
            elif signal.kind == "IDENT" and _MINE.search(scan.lower, max(0, signal.start - 24), signal.start):
                yield from coded(scan, signal.end, 0.6)
            elif (
                signal.kind == "ROLE"
                and (number := _NUMBER.match(scan.text, signal.end))
                and not scan.is_counted(number.end(), 3)
            ):
                yield Match(number.start(1), number.end(1), 0.65)
        if "(" in scan.text:
            yield from _colleagues(scan)
        if "(id" in scan.lower:
            yield from (Match(found.start(1), found.end(1), 0.65) for found in _IN_BRACKETS.finditer(scan.text))
        if "skilt" in scan.lower:
            yield from _on_badges(scan)
        yield from _signed(scan)
        yield from read_initials(scan)


_TIME_BEFORE: Final = re.compile(
    r"(?<!\w)(?:kl\.?|klokken|klokka|den|d\.|inden|innan|før|til|siden|sidan|sia|sida|frå|fra|i) ?$"
)
_HIRED: Final = re.compile(
    r"(?<!\w)(?:bli\w*|ble|blev|blei|vart|vorte|er|var|har|ny|nye) (?:\w{1,12} )?(?:tilsett|tilset|ansatt|ansat) $"
)
"""How many were employed: "det har blitt tilsett 15 nye"."""
_MINE: Final = re.compile(r"(?<!\w)(?:mitt?|min|mi|hans|hendes|hennes|hennar|ditt?|din|di) (?:\w{3,12} )?$")
"""Whose identity is told: "mit lokale id er ab4471"."""
_NUMBER: Final = re.compile(r" ?\(?((?:[A-ZÆØÅ]{1,3}-)?\d{3,6}|[A-ZÆØÅ]{1,3}\d{3,6})(?![\w:/-]|[.,]\d)")
"""What a person is numbered by right behind what he is: "vakt 4407", "agent NB-204"."""
_IN_BRACKETS: Final = re.compile(r"[^\W\d_] \((?:id|ID|Id)[: ]{1,2}([A-ZÆØÅ]{1,3}-?\d{3,6}|\d{4,6})\)")
"""What somebody is numbered by behind the name: "Torben (id T4471)"."""
_PREFIX: Final = re.compile(r"(?<!\w)[A-ZÆØÅ]{1,3}-$")
_NAMED_INITIALS: Final = re.compile(
    r"[A-ZÆØÅ]{3,6}\d{0,2}(?!\w)|[a-zæøå]{3,5}\d{1,3}(?!\w)|[A-ZÆØÅ](?: [A-ZÆØÅ]){2,4}(?!\w)|"
    r"[A-ZÆØÅ]{2,4}-\d{1,3}(?!\w)"
)


_WHOSE: Final = r"(?:hans|hendes|hennes|hennar|dit|ditt|sit|sitt|mit|mitt)"
_BADGE: Final = re.compile(
    rf"(?<!\w)(?:({_WHOSE}) )?(?:nummer(?:et)?|nr\.?)(?: ({_WHOSE}))? på (?:({_WHOSE}) )?(navne|namne|id-)?"
    rf"skilt\w{{0,4}}(?: ({_WHOSE}))?,?(?: (?:er|var|det|sier|siger|seier|står|stod|sto)){{0,2}}:? "
    rf"(\d{{3,6}})(?![\w.,-]\w)|"
    rf"(?<![\w.,-])(\d{{3,6}}) på (?:{_WHOSE} (?:navne|namne|id-)?|navne|namne|id-)skilt"
)
"""A number that somebody wears: "nummeret på skiltet hans er 4471", "4471 på hendes navneskilt"."""


def _on_badges(scan: Scan) -> Iterator[Match]:
    """Numbers on the badges that people wear, not on a car or a door."""
    for found in _BADGE.finditer(scan.lower):
        if found[7]:
            yield Match(found.start(7), found.end(7), 0.75)
        elif any(found.group(1, 2, 3, 4, 5)):
            yield Match(found.start(6), found.end(6), 0.75)


_SIGNED: Final = re.compile(
    r"(?<!\w)(?:[Hh]ilsen|[Hh]elsing|[Mm]vh|MVH|[Vv]h)[,.!]?[ \n]{1,2}"
    r"([A-ZÆØÅ])[^\W\d_]*(?: [A-ZÆØÅ][^\W\d_]*){0,2} \(([a-zæøå]{2,5}\d{0,3})\)"
)
"""A name below a message with its initials: "Hilsen / Ib (ibk3)"."""


def _signed(scan: Scan) -> Iterator[Match]:
    """Initials in small letters in brackets behind the name of whoever signs."""
    if ")" not in scan.text:
        return
    for found in _SIGNED.finditer(scan.text):
        code = found[2]
        if code[-1].isdigit() or (len(code) > 2 and code[0] == found[1].lower() and code not in common_words()):
            yield Match(found.start(2), found.end(2), 0.7)


_COLLEAGUE: Final = re.compile(
    r"(?:[Kk]ollega\w*(?: (?:min|vår|vores))?|(?<!\w)(?P<name>[A-ZÆØÅ][a-zæøå]{2,})(?: hos (?:oss|os|jer|dere|dykk))?) "
    r"\((?P<code>[A-ZÆØÅ]{3,8}\d{0,2})\)"
)
"""Initials in brackets behind whom they are of: "kollegaen min (NHOL2)", "Yngve hos oss (YNGVSOL)"."""
_OF_NAME: Final = 4
"""Fewer capitals in brackets are an office's: "Finansdepartementet (FIN)"."""


def _colleagues(scan: Scan) -> Iterator[Match]:
    """Initials behind a colleague or behind the name that they begin as."""
    for found in _COLLEAGUE.finditer(scan.text):
        name, code = found["name"], found["code"]
        if code in ACRONYMS or (
            name and (len(code) < _OF_NAME or code[:2] != name[:2].upper() or code == name.upper())
        ):
            continue
        yield Match(found.start("code"), found.end("code"), 0.7)


_INITIALS: Final = ("initial", "signatur")
_SMALL: Final = re.compile(r"[a-zæøå]{3,5}(?=[\s.,;)!?]|$)")


def _initials_after(scan: Scan, position: int, *, small: bool) -> Iterator[Match]:
    """Initials right after a signal word; in small letters with a number behind them, or where initials were named."""
    link = LINK.match(scan.lower, position, min(len(scan.lower), position + 40))
    if not link or link.end() == position:
        return
    found = _NAMED_INITIALS.match(scan.text, link.end())
    if found and found[0] not in ACRONYMS and not is_shouted(scan.text, found.start(), found.end()):
        yield Match(found.start(), found.end(), 0.75)
    elif small and (word := _SMALL.match(scan.text, link.end())) and word[0] not in common_words():
        yield Match(word.start(), word.end(), 0.6)
