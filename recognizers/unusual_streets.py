"""Streets, farms and flats whose names tell nothing, where the words before them say that somebody lives there."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from typing import Final

from slor.recognizers.common_words import common_words
from slor.recognizers.places import TOWN_STOPS
from slor.recognizers.recognizer import Match
from slor.recognizers.scan import Run, Scan
from slor.recognizers.streets import MODIFIERS
from slor.recognizers.towns import town_length

_LIVES: Final = re.compile(
    r"(?:bor|bur|boende|bosatt?|busett|flytt\w*|flytt?et|adr\w*|leveres?|leverast|sendes?|sendast|ligger|ligg)"
    r"(?: (?:min|mi|vår|hennes|hans|hendes|hennar|vores|nå|nu|no|her|fortsatt|stadig|framleis|jo|selv|sjøl))?"
    r"(?:[ :]{0,2}(?:\ber|\be|\bpå|\bi|\btil|\bhos|\bfra|\bfrå|:)){0,2}"
    r"(?: (?:nå|nu|no|fortsatt|stadig|fremdeles|framleis))?[ :]{1,2}"
)
"""What leads to where somebody lives: "bor på", "adressen er", "adr:"."""
_ASKED: Final = re.compile(
    r"[^\n?]{0,60}\?\s*\n(?:(?:ja|nei|nej|det er|den er|jeg bor på|eg bur på|øh|jo|jepp|hei|hej),? ){0,2}"
)
"""A question for it at the end of a turn, and how the next one may begin."""
_NAME: Final = re.compile(r"[^\W\d_]+(?:[.' -]{1,2}[^\W\d_]+){0,3}\.?,? {1,2}(?:nr\.? ?|nummer )?")
_NUMBER: Final = re.compile(r"\d{1,3}(?: ?[a-hj-zA-Z](?![\w.]))?")
_END: Final = re.compile(
    r"\s*(?:$|[\n,;!?)](?!\d)|\.(?! ?(?:\d|jan|feb|mar|apr|ma[ij]|jun|jul|aug|sep|okt|nov|de[cs]))|"
    r"(?:i|og|som|hvis|men|ikke|ikkje|oppg\w*|opg\w*)\b|\d{4}\b)"
)
_NO_PLACES: Final = frozenset(
    "afdeling avdeling afd avd etage etasje etg værelse rom lejlighed leilighet leilegheit opgang oppgang blok blokk "
    "sone zone bygg bygning hus huset sal stue kollegie kollegiet hybel gruppe linje postboks boks sted plads plass "
    "side uge uke veke dag dager mdr år kl klokken klokka nr nummer kasse hylde hylle rute spor bus buss tog kanal "
    "felt port porten parti niveau nivå trin trinn punkt pkt pos gate gade vej vei veg indgang inngang terminal rad "
    "række hal "
    "hall kontor mandag tirsdag onsdag torsdag fredag lørdag søndag måndag tysdag laurdag sundag januar februar marts "
    "mars april maj mai juni juli august september oktober november december desember uka veka ugen morgen morgon "
    "version versjon model modell butik butikk mail mailen sms epost pdf cirka omkring under over mellem mellom "
    "sammen saman alene aleine med uten uden udlandet utlandet".split()
)
"""What has a number too, and is no street."""
_FURTHEST: Final = 44


def unusual_streets(scan: Scan) -> Iterator[Match]:
    """Finds names with a house number behind the words for living there, or as the answer to where.

    Args:
        scan: the shared scan.

    Returns:
        Matches of name and number, without floor and door.
    """
    starts: list[int] | None = None
    for signal in scan.signals:
        if signal.kind != "ADDRESS":
            continue
        starts = [run.start for run in scan.runs] if starts is None else starts
        lead = _LIVES.match(scan.lower, signal.start, signal.start + 60)
        asked = _ASKED.match(scan.lower, signal.end)
        for found in (lead, asked):
            if found is None:
                continue
            at = bisect_left(starts, found.end())
            if at < len(starts) and starts[at] - found.end() <= _FURTHEST:
                match = _street(scan, found.end(), scan.runs[at])
                if match is not None:
                    yield match


def _street(scan: Scan, start: int, run: Run) -> Match | None:
    """The name from a position on and the number, if nothing says that they are something else."""
    name = _NAME.fullmatch(scan.text, start, run.start)
    number = _NUMBER.match(scan.text, run.start)
    if name is None or number is None or number.end() < run.groups[0][1] or scan.text[run.start] == "0":
        return None
    words = re.findall(r"[^\W\d_]+", name[0].lower())
    words = [word for word in words if word not in ("nr", "nummer")]
    if not words or not _NO_PLACES.isdisjoint(words) or not (TOWN_STOPS - MODIFIERS).isdisjoint(words):
        return None
    if all(word in common_words() or len(word) < 3 for word in words) or town_length(words) == len(words):
        return None
    if _END.match(scan.text, number.end()) is None:
        return None
    if scan.is_counted(number.end(), 3):
        return None
    return Match(start, number.end(), 0.65)


_FLAT: Final = re.compile(r"(?<![\w-])H ?0[1-9] ?0[1-9](?![\w-])")
"""A Norwegian flat number on its own (Kartverket: main floor, storey 1 to 9, flat 1 to 9)."""
_FLAT_ASKED: Final = re.compile(
    r"adress|bolignum|bustadnum|bolignr|leil\w*num|leil\w*nr|(?:og|hvilken|kva for ei) leil"
)
"""Words by which a flat number is told as part of an address, not as a door in a tale."""


def flats(scan: Scan) -> Iterator[Match]:
    """Finds flat numbers that stand alone, where the words before ask for one or tell an address, or in a table.

    Args:
        scan: the shared scan.

    Returns:
        Matches.
    """
    for door in _FLAT.finditer(scan.text) if "H" in scan.text else ():
        in_cell = scan.text[max(0, door.start() - 2) : door.start()] == "| " and scan.text.startswith(" |", door.end())
        if in_cell or _FLAT_ASKED.search(scan.lower, max(0, door.start() - 90), door.start()):
            yield Match(door.start(), door.end(), 0.6)
