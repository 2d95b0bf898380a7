"""Calendar dates, and the dates of birth among them."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import ClassVar, Final

from slor.recognizers.recognizer import IdentifierRecognizer, Match
from slor.recognizers.scan import Scan

_DAY_FIRST: Final = re.compile(r"(\d{1,2}) ?[./-] ?(\d{1,2}) ?[./-] ?(\d{4}|\d{2})")
_YEAR_FIRST: Final = re.compile(r"(\d{4})-?(\d{2})-?(\d{2})")


@lru_cache(maxsize=32_768)
def is_date(day: int, month: int, year: int) -> bool:
    """Whether a day exists in the Gregorian calendar."""
    return 1 <= month <= 12 and 1700 <= year <= 2200 and 1 <= day <= monthrange(year, month)[1]


def is_written_date(text: str) -> bool:
    """Whether a text is nothing but a date in figures, day or year first, of 1900 to 2100."""
    if found := _DAY_FIRST.fullmatch(text):
        year = int(found[3])
        return is_date(int(found[1]), int(found[2]), year if year > 99 else 2000 + year) and (
            year <= 99 or 1900 <= year <= 2100
        )
    if found := _YEAR_FIRST.fullmatch(text):
        return 1900 <= int(found[1]) <= 2100 and is_date(int(found[3]), int(found[2]), int(found[1]))
    return False


_MONTH: Final = (
    r"jan(?:uar)?|feb(?:ruar)?|mar(?:ts|s)?|apr(?:il)?|ma[ij]|jun[i]?|jul[i]?|aug(?:ust)?|sep(?:t|tember)?|"
    r"okt(?:ober)?|"
    r"nov(?:ember)?|de[cs](?:ember)?"
)
_ORDINAL: Final = (
    r"første|fyrste|anden|andre|tredje|fjerde|femte|sjette|syvende|sjuende|sjuande|syvande|ottende|åttende|åttande|"
    r"niende|niande|tiende|"
    r"tiande|ellevte|tolvte|trettende|trettande|fjortende|fjortande|femtende|femtande|sekstende|sekstande|"
    r"sejstende|syttende|syttande|"
    r"attende|attande|nittende|nittande|(?:(?:en|et|ein|to|tre|fire|fem|seks|syv|otte|ni)og)?ty(?:vende|vande)|"
    r"tjuende|tjuande|"
    r"tjue(?:første|fyrste|andre|tredje|fjerde|femte|sjette|syvende|sjuende|sjuande|åttende|åttande|niende|niande)|"
    r"(?:enog|toog|einog)?tredivte|tredivende|trettiende|trettiande|tretti(?:første|fyrste|ende|andre)|"
    r"(?:en|to|tre|fire|fem|seks|sju|syv|åtte|ni)ogtj?[uy][ev]ende"
)
_YEAR: Final = r"\d{4}|'?\d{2}"
_DATE: Final = re.compile(
    rf"(?<![\w.])(?:(?:den |d\. ?|d )?(?:\d{{1,2}}|{_ORDINAL})(?:\.|(?:-?e|te|de|ende))?(?: i)? "
    rf"?(?:{_MONTH})\.?,?(?: i)? ?(?:{_YEAR})?(?![\w])|"
    rf"\d{{1,2}}\.? i \d{{1,2}}\.?,? (?:{_YEAR})(?![\w/]|[.-]\d)|"
    rf"\d{{1,2}} ?[./-] ?\d{{1,2}}\.? ?[./ -] ?(?:{_YEAR})(?![\w/]|[.-]\d)|"
    rf"(?<![\w.])(?:{_MONTH})\.? (?:19|20)\d\d(?!\w)|\d{{1,2}} ?/ ?\d{{1,2}}(?![\w/]|[-.]\d| ?[-./] ?\d)|"
    rf"\d{{4}}[-./]\d{{2}}[-./]\d{{2}}(?!\d)|\d{{2}} \d{{1,2}} (?:19|20)?\d{{2}}(?![ .-]?\d)|\d{{1,2}} \d{{1,2}} "
    rf"(?:19|20)\d{{2}}(?![ .-]?\d)|"
    rf"(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])(?:(?:19|20)\d\d|\d\d)(?![\w]|[-./ ]\d))"
)
_OTHER_DATE: Final = re.compile(
    r"\b(?:sendt|sent|fra den|siden|sidan|flyt\w*|levering\w*|dateret|datert|skrev|skreiv|dato: |bestil\w*|møte\w*|"
    r"time|timen|oppsigelse|opsigelse|uke|uge|veke)\b"
)
_COMPACT: Final = 6
"""Digits of a date without marks and century: 120384."""
_LEAD: Final = re.compile(r"(?<!\w)(?:d\. ?|den )$")
_YEAR_AT_END: Final = re.compile(r"\d{2,4}$")


class DateOfBirthRecognizer(IdentifierRecognizer):
    """Dates that the text states, or was just asked, to be someone's date of birth; other dates stay."""

    ENTITY: ClassVar[str] = "DATE_OF_BIRTH"
    CONTEXT: ClassVar[tuple[str, ...]] = ("født", "fødd", "fødselsdato", "fødselsdag", "bursdag", "fødselsdata")

    def find(self, scan: Scan) -> Iterable[Match]:
        """See `IdentifierRecognizer.find`."""
        births = [
            s
            for s in scan.signals
            if s.kind == "BIRTH" and (s.end - s.start > 1 or scan.text[s.end : s.end + 1] == ".")
        ]
        for birth in births:
            if not _FEASTS.search(scan.lower, birth.start, birth.end):
                yield from self._near(scan, birth.end)
                yield from _before(scan, birth.start)
        if "til verden" in scan.lower:
            for come in _BORN.finditer(scan.lower):
                yield from self._near(scan, come.end())
        yield from _been(scan)
        yield from _beside_names(scan)

    @staticmethod
    def _near(scan: Scan, position: int) -> Iterator[Match]:
        """The first date after a word that asks for or states a birth, within the sentence or the next turn or two."""
        horizon = min(len(scan.text), position + 180)
        for found in _DATE.finditer(scan.lower, position, horizon):
            between = scan.lower[position : found.start()]
            lines = between.count("\n")
            if lines > 4 or (len(between) > 60 and not lines):
                return
            end = found.end()
            while not scan.text[end - 1].isalnum() or scan.text[end - 2 : end] == " i":
                end -= 1
            year = _YEAR_AT_END.search(found[0].rstrip(" ,."))
            alone = lines == 1 and between.endswith("\n") and scan.text[end : end + 1] in ("", "\n", ".")
            if not year and not alone and (lines or len(between) > 15):
                return
            if (
                year
                and len(year[0]) == 4
                and not (found[0].isdigit() and len(found[0]) == _COMPACT)
                and not 1900 <= int(year[0]) <= 2026
            ):
                continue
            if _OTHER_DATE.search(between):
                return
            start = found.start()
            lead = _LEAD.search(scan.lower, max(0, start - 4), start)
            yield Match(lead.start() if lead else start, end, 0.9 if not lines and len(between) < 25 else 0.75)
            return


_AM: Final = re.compile(r"(?<!\w)(?:jeg|eg|hun|ho|han|hen) (?:er|e) $")
_PARTS: Final = 3
"""Day, month and year."""
_WHOLE_DATE: Final = re.compile(r"(?:0?[1-9]|[12]\d|3[01])([./-]) ?(?:0?[1-9]|1[0-2])\1 ?(?:(?:19|20)\d\d|\d\d)")


_ITS: Final = re.compile(
    r" (?:(?:er|var|som) )?(?:dine?|dit|ditt|hans|hendes|hennes|hennar|min|mit|mitt|deres|jeres) \Z"
)
"""What leads from a date to the word for it: "er 19. april 1990 *din* fødselsdato"."""


def _before(scan: Scan, position: int) -> Iterator[Match]:
    """A whole date that stands right before the word for a date of birth, with whose it is."""
    its = _ITS.search(scan.lower, max(0, position - 16), position)
    if its is None:
        return
    for found in _DATE.finditer(scan.lower, max(0, its.start() - 24), its.start()):
        if found.end() == its.start() and _YEAR_AT_END.search(found[0]):
            yield Match(found.start(), found.end(), 0.9)


def _been(scan: Scan) -> Iterator[Match]:
    """Whole dates that somebody is: "eg er 18.1.49"."""
    for run in scan.runs:
        if (
            len(run.sizes) == _PARTS
            and _AM.search(scan.lower, max(0, run.start - 9), run.start)
            and _WHOLE_DATE.fullmatch(scan.text, run.start, run.end)
            and not run.right.isalpha()
        ):
            yield Match(run.start, run.end, 0.75)


_FEASTS: Final = re.compile(r"gave|kort|fest|hilsen|feiring|selskab|selskap|kage|kake|rabat")
"""What belongs to a birthday and is none."""
_BORN: Final = re.compile(r"(?<!\w)(?:kom|kommet|kommen|kommer) til verden")
_BESIDE: Final = re.compile(
    r"(?<!\w)[A-ZÆØÅ][^\W\d_]+(?:[ -][A-ZÆØÅ][^\W\d_]*\.?){0,2}[ -][A-ZÆØÅ][^\W\d_]+(?:,|;| \(| [-/|]) {0,2}"
    rf"((?i:\d{{1,2}}\.? (?:{_MONTH})\.?,? |\d{{1,2}} ?[./-] ?\d{{1,2}} ?[./-] ?)(?:19[2-9]|20[01])\d)$"
)
"""A whole name and a date of long ago right behind it."""
_LONGEST: Final = 70
_KIN: Final = (
    "mor|mora|moren|far|faren|mand|mann|mannen|kone|kona|søn|sønn|sønnen|son|sonen|datter|dattera|datteren|dotter|"
    "dottera|bror|broren|søster|søsteren|søstera|barnet|samlever|kæreste|kjæreste|mormor|farmor|farfar|morfar|"
    "bestemor|bestefar"
)
_RELATIVE: Final = re.compile(rf"(?<!\w)(?:{_KIN}) \((?:f\.? ?)?(\d{{1,2}}[./-]\d{{1,2}}[./-](?:\d{{4}}|\d{{2}}))\)")
"""A relative and a date in brackets: "min mor (12.4.41)"."""
_MINE: Final = "min|mi|hans|hendes|hennes|hennar|vår|vores"
_OF_LONG_AGO: Final = re.compile(
    rf"(?<!\w)((?:til|fra|frå|på|af|av|for|om|med|hos) )?(?:(?:{_MINE}) (?:{_KIN})|(?:{_KIN}) (?:{_MINE})) (?:er|e) "
    rf"(?:(?:vist|visst|jo|nok|selv|sjøl|sjølv) )?(?:(?:fra|frå) )?"
    rf"((?:\d{{1,2}}\.? (?:{_MONTH})\.? |\d{{1,2}}[./-]\d{{1,2}}[./-])(?:19[2-9]|200)\d|"
    rf"(?<=fra )(?:19[2-9]|200)\d|(?<=frå )(?:19[2-9]|200)\d)(?![\w-])"
)
"""A relative and when he is from: "min mand er fra 14.02.1951"; not what is to or from him."""


def _beside_names(scan: Scan) -> Iterator[Match]:
    """Dates that stand beside a person's name in a list or a form: "Eier: Kjartan Grødem, 29. januar 1951"."""
    years = False
    for run in scan.runs:
        years = years or run.digits[-4:-2] in ("19", "20")
        if run.sizes[-1] != len("1951") or run.digits[-4:-2] not in ("19", "20") or run.embedded:
            continue
        beside = _BESIDE.search(scan.text, max(0, run.end - _LONGEST), run.end)
        if beside is not None and "\n" not in beside[0]:
            yield Match(beside.start(1), beside.end(1), 0.6)
    for relative in _RELATIVE.finditer(scan.lower) if "(" in scan.text else ():
        yield Match(relative.start(1), relative.end(1), 0.6)
    for old in _OF_LONG_AGO.finditer(scan.lower) if years else ():
        if not old[1]:
            yield Match(old.start(2), old.end(2), 0.6)
