"""Street addresses and postcodes with towns, in figures or read aloud."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import ClassVar, Final, NamedTuple

from slor.recognizers.number_words import WORDS, split_word
from slor.recognizers.numerals import Word, read_groups
from slor.recognizers.recognizer import IdentifierRecognizer, Match
from slor.recognizers.scan import Scan
from slor.recognizers.streets import FLOOR, LETTER, MODIFIERS, makes_street, street_strength, takes_place

_GAP: Final = re.compile(r"(?:[ ,;(]|\n|\b(?:i|på|og|øh|eh|ja|altså|så|det er|post er|er)\b){1,8}")
_TOWN_STOPS: Final = frozenset(
    "kilometer vart mennesker personar medlemmer tonn kr kroner krone og i er på til det den de som for med fra men har ikke ikkje kan skal hvis når så at en et jeg eg du vi han hun ho ja nej nei jo "
    "km gb mb mbit kwh kg stk timer minutter dage dager dagar år uger uker veker gange ganger gonger personer pakker point poeng prosent procent meter "
    "din min mit mitt dit ditt sin vår vores deres hans hendes hennes dykkar mange flere fleire hver kvar alle dem meg mig deg dig seg sig oss jer dere dykk eller samt under over ved efter etter før inden innan om per pr ca kl der her nu nå no bare berre kun også også januar februar marts mars april maj mai "
    "juni juli august september oktober november december desember tlf telefon mobil mvh hilsen venlig hei hej sendt kundenummer kunde sag sak ordre faktura "
    "takk tak siden var blev blei ble vil må står sier siger mens da dkk nok sek eur euro inkl ekskl moms mva alt mot mod via hos fejl feil error tusind "
    "tusen millioner mio mia grader stykker stykk linjer sider ord tegn bytes nej vent øh eh og hun hos visninger emne dato from re sv til fra fører".split()
)
_DISTRICTS: Final = frozenset(
    "k v s n ø c nv sv nø sø m j l f h b t øst vest nord syd sør aust fyn sydfyn sj mors odde strand by havn i".split()
)
_NUMBER: Final = re.compile(r"\d{1,4}")


class House(NamedTuple):
    """A number that may be a house's, in figures or words.

    Attributes:
        start, end: offsets of the number; of the house's part, where a postcode was read in one breath with it.
        spoken: whether it is in words.
        post: start and end of four digits right behind it that may be a postcode, if any.
    """

    start: int
    end: int
    spoken: bool
    post: tuple[int, int] | None


class Places:
    """The numbers of one text that may belong to addresses; computed once for both recognisers."""

    def __init__(self, scan: Scan) -> None:
        self.scan = scan
        self.word_starts = [word[0] for word in scan.words]

    @cached_property
    def houses(self) -> list[House]:
        """Numbers with a word before them, by start."""
        return sorted([*self._written(), *self._spoken()])

    def _written(self) -> Iterator[House]:
        text = self.scan.text
        for run in self.scan.runs:
            if run.plus:
                continue
            sizes = run.sizes
            if len(sizes) > 1 and sizes[-1] == 4 and run.gaps[-1] == " " and (sizes[0] > 4 or run.left.isalpha()):
                yield House(*run.groups[-1], False, run.groups[-1])
            if run.left.isalpha() or run.left in "_-/#.,$€£" or sizes[0] > 4:
                continue
            post = None
            if len(sizes) > 1 and sizes[-1] == 4 and run.gaps[-1] == " " and sizes[0] < 4:
                post = run.groups[-1]
            elif sizes == (4,):
                post = run.groups[0]
            elif sizes in ((2, 2), (1, 2, 2), (2, 2, 2), (3, 2, 2)) and set(run.gaps) == {" "}:
                post = (run.groups[-2][0], run.groups[-1][1])
            if run.groups[0][0] > 1 and text[run.start - 1] in " \n,":
                yield House(run.groups[0][0], run.groups[0][1], False, post)

    def _spoken(self) -> Iterator[House]:
        words = self.scan.words
        i, n = 0, len(words)
        while i < n:
            if not _is_number(words[i][2]):
                i += 1
                continue
            j = i
            row: list[Word] = []
            while j < n and (words[j][2] == "og" or _is_number(words[j][2])):
                start, end, word = words[j]
                if row and (start - row[-1].end > 2 or "\n" in self.scan.text[row[-1].end : start]):
                    break
                row.extend(Word(start, end, kind, number, word) for kind, number in split_word(word))
                j += 1
            while row and row[-1].kind in "od":
                row.pop()
            if row:
                yield from self._said(row)
            i = max(j, i + 1)

    @staticmethod
    def _said(row: list[Word]) -> Iterator[House]:
        groups = read_groups(row)
        if not groups:
            return
        total, first = 0, len(groups)
        while first and total < 4:
            first -= 1
            total += len(groups[first].digits)
        post = (groups[first].start, groups[-1].end) if total == 4 else None
        if post and first:
            yield House(groups[0].start, groups[first - 1].end, True, post)
        yield House(groups[0].start, groups[-1].end, True, post if not first else None)

    def word_before(self, position: int) -> int:
        """The number of the last word that ends at or before a position; -1 where there is none."""
        i = bisect_right(self.word_starts, position - 1) - 1
        return i if i >= 0 and self.scan.words[i][1] <= position else i - 1

    def town_after(self, position: int, *, spoken: bool) -> int:
        """Where the town after a postcode ends; 0 where none stands there."""
        text = self.scan.text
        start = position
        while start < len(text) and text[start] in " ," and start - position < 2:
            start += 1
        i = bisect_right(self.word_starts, start) - 1
        if start == position or i < 0 or self.scan.words[i][0] != start:
            return 0
        _, end, word = self.scan.words[i]
        if (
            word in _TOWN_STOPS
            or _is_number(word)
            or len(word) < 2
            or (not spoken and len(word) < 3 and not text[start].isupper())
        ):
            return 0
        capital = text[start].isupper()
        taken = 0
        while taken < 3 and i + 1 < len(self.scan.words):
            begin, stop, word = self.scan.words[i + 1]
            gap = text[end:begin]
            if gap == "-" or (
                gap in (" ", ". ")
                and word in ("i", "på")
                and capital
                and i + 2 < len(self.scan.words)
                and text[self.scan.words[i + 2][0]].isupper()
                and taken == 0
            ):
                pass
            elif gap != " " or not (
                (word in _DISTRICTS and word != "i" and (capital is False or text[begin].isupper() or len(word) > 2))
                or (capital and text[begin].isupper() and word not in _TOWN_STOPS and len(word) > 3 and taken == 0)
            ):
                break
            end, i, taken = stop, i + 1, taken + 1
        return end


_latest: tuple[Scan | None, Places | None] = (None, None)


def places(scan: Scan) -> Places:
    """The places of a scan, kept for the second recogniser that asks."""
    global _latest  # noqa: PLW0603  one slot, replaced as a whole: safe between threads
    known, found = _latest
    if known is not scan or found is None:
        found = Places(scan)
        _latest = (scan, found)
    return found


def _is_number(word: str) -> bool:
    """Whether a lower-case word is a number word."""
    return word in WORDS or (("hundr" in word or "tusi" in word) and bool(split_word(word)))


def _tail(scan: Scan, position: int) -> int:
    """Where letter, floor and door after a house number end; the position itself where there are none."""
    text = scan.text
    end = position
    letter = LETTER.match(text, end)
    if letter and text[end : end + 3].lower() not in (" st", " kl", " th", " tv"):
        end = letter.end()
    for _ in range(3):
        floor = FLOOR.match(text, end)
        if not floor or floor.end() == end or "\n" in floor[0]:
            break
        end = floor.end()
    while end > position and text[end - 1] in " ,":
        end -= 1
    return end


_CLOCK: Final = re.compile(r"\b(?:kl|klokka|klokken|kloka|år|året|siden|sidan)\.? ?$")


class StreetAddressRecognizer(IdentifierRecognizer):
    """Streets with house number, letter, floor and door.

    The street's ending, a floor or door, a postcode with town behind it and a word such as "adressen" before it all
    speak for an address; farm names and unusual streets need two of them.
    """

    ENTITY: ClassVar[str] = "STREET_ADDRESS"
    CONTEXT: ClassVar[tuple[str, ...]] = (
        "adresse",
        "adressen",
        "adressa",
        "bor",
        "bur",
        "flytter",
        "leveres",
        "levering",
    )

    def find(self, scan: Scan) -> Iterable[Match]:
        """See `IdentifierRecognizer.find`."""
        found = places(scan)
        known: set[str] = set()
        for house in found.houses:
            match = self._street(found, house)
            if match:
                yield match
                if len(known) < _REMEMBERED:
                    known.add(scan.lower[match.start : house.end])
        for street in known:
            yield from _again(scan.lower, street)
        for door in _FLAT.finditer(scan.text):
            yield Match(door.start(), door.end(), 0.6)

    @staticmethod
    def _street(found: Places, house: House) -> Match | None:
        scan = found.scan
        text = scan.text
        i = found.word_before(house.start)
        if i < 0:
            return None
        start, end, word = scan.words[i]
        gap = text[end : house.start]
        if gap not in (" ", ". ", ".", "  ", "  ") and gap.strip(" ,") not in ("", "nr", "nr."):
            return None
        if "\n" in gap or len(gap) > 5:
            return None
        alone = makes_street(word)
        strength = street_strength(word)
        named = text[start].isupper()
        if gap.startswith(".") and word not in ("gt", "v", "vn", "gd", "pl", "al") and not strength:
            return None
        if word == "gt" or (gap.startswith(".") and strength == 0 and word in ("gt",)):
            alone = True
        if (not strength or alone) and (word in _TOWN_STOPS or _is_number(word) and not named):
            return None
        first = _street_start(scan, i, alone=alone)
        if alone:
            if first == i:
                return None
            genitive = scan.words[i - 1][2].endswith("s")
            strength = 0.7 if text[scan.words[i - 1][0]].isupper() or genitive else 0.15
            if word == "alle" and not named:
                strength = 0.15
        tail = _tail(scan, house.end)
        score = strength
        digits = text[house.start : house.end]
        if not house.spoken:
            if len(digits) == 4 and (house.post == (house.start, house.end) or strength < 0.7):
                return None
            if digits[0] == "0" or any(c.isupper() for c in text[start + 1 : end]) and not text[start:end].isupper():
                return None
            if text[house.end : house.end + 1].isalpha() and tail == house.end:
                return None
        elif digits.lower() in _ARTICLES and (tail == house.end or strength < 0.7):
            return None
        if tail > house.end:
            score += 0.4 if tail - house.end > 2 else 0.15
        bridge = _GAP.match(text, tail)
        beyond = bridge.end() if bridge else tail
        if house.post and house.post[0] >= tail and house.post[0] <= beyond + 1:
            score += 0.45 * bool(found.town_after(house.post[1], spoken=house.spoken))
        elif _postcode_at(found, beyond):
            score += 0.45
        elif text[beyond : beyond + 1].isalpha() and _spoken_postcode_at(found, beyond):
            score += 0.3
        if named:
            score += 0.15
        if any(kind == "ADDRESS" for _, kind in scan.before(scan.words[first][0], 60)):
            score += 0.2
        following = scan.after(tail, 4)
        if following and following[0][1] in ("MONEY", "UNIT"):
            return None
        if score < 0.4 or (strength < 0.7 and score < 0.55) or _NOT_HOUSE.match(text, house.end):
            return None
        return Match(scan.words[first][0], tail, min(score, 0.95))


_NOT_HOUSE: Final = re.compile(r"[.,:-]\d|\. ?(?:jan|feb|mar|apr|maj|mai|jun|jul|aug|sep|okt|nov|dec|des)", re.I)
_REMEMBERED: Final = 12
_FLAT: Final = re.compile(r"(?<![\w-])H ?0[1-9] ?0[1-9](?![\w-])")
"""A Norwegian flat number on its own (Kartverket: main floor, storey 1 to 9, flat 1 to 9)."""


def _again(lower: str, street: str) -> Iterator[Match]:
    """Other places where a street and number that were found stand."""
    at = lower.find(street)
    while at >= 0:
        end = at + len(street)
        if not lower[end : end + 1].isalnum() and (at == 0 or not lower[at - 1].isalnum()):
            yield Match(at, end, 0.6)
        at = lower.find(street, end)


_ARTICLES: Final = frozenset(("en", "et", "ein", "ei", "eit", "ett", "to", "ti"))


def _street_start(scan: Scan, i: int, *, alone: bool) -> int:
    """The first word of a street's name, given the last."""
    text, words = scan.text, scan.words
    first = i
    capital = text[words[i][0]].isupper()
    while first > 0 and i - first < 4:
        start, end, word = words[first - 1]
        gap = text[end : words[first][0]]
        if gap not in (" ", ". ", ".", "-", ".-"):
            break
        if gap.startswith(".") and end - start > 3:
            break
        upper = text[start].isupper()
        if (word in _TOWN_STOPS or word in _STREET_STOPS) and not (upper and word in MODIFIERS and capital):
            break
        if alone:
            named = text[words[first][0]].isupper()
            if (
                first == i
                or (upper and named)
                or (not upper and not named and first == i - 1 and words[first][2].endswith("s"))
            ):
                first -= 1
                continue
            break
        if (word in MODIFIERS and (upper or not capital)) or (upper and takes_place(words[first][2]) and first == i):
            first -= 1
            continue
        break
    return first


_STREET_STOPS: Final = frozenset(
    "bor boende bur adresse adressen adressa ny nye gammel min mit mitt vores vår vårt hos er på i til fra ved hej hei ja nej nei jeg eg vi du har ligger ligg "
    "leveres sendes flytter flyttet flyttar flytta nå no nu der her det den som og så altså øh eh deres din ditt dit stadig fortsatt framleis fremdeles huset "
    "jamen jo okay ok bare berre hedder heter heiter står gælder gjelder gjeld hvis viss mot mod forbi rundt bag bak".split()
)


def _postcode_at(found: Places, position: int) -> bool:
    """Whether four digits with a town stand at a position."""
    text = found.scan.text
    code = text[position : position + 4]
    if len(code) < 4 or not code.isdigit() or text[position + 4 : position + 5].isdigit():
        return False
    return bool(found.town_after(position + 4, spoken=False))


def _spoken_postcode_at(found: Places, position: int) -> bool:
    """Whether four spoken digits with a town stand at a position."""
    return any(
        house.spoken
        and house.start == position
        and house.post
        and house.post[0] == position
        and found.town_after(house.post[1], spoken=True)
        for house in found.houses
    )


class PostalPlaceRecognizer(IdentifierRecognizer):
    """A postcode with its town, where an address stands before it or the words around ask for one."""

    ENTITY: ClassVar[str] = "POSTAL_PLACE"
    CONTEXT: ClassVar[tuple[str, ...]] = ("postnummer", "postnr", "adresse", "by", "poststed")

    def find(self, scan: Scan) -> Iterable[Match]:
        """See `IdentifierRecognizer.find`."""
        found = places(scan)
        streets = [
            found_street for house in found.houses if (found_street := StreetAddressRecognizer._street(found, house))
        ]
        ends = sorted(street.end for street in streets)
        for house in found.houses:
            if house.post:
                match = self._place(found, house, ends)
                if match:
                    yield match

    @staticmethod
    def _place(found: Places, house: House, ends: list[int]) -> Match | None:
        scan = found.scan
        assert house.post is not None
        start, end = house.post
        text = scan.text
        town = found.town_after(end, spoken=house.spoken)
        if not town:
            return None
        i = bisect_right(ends, start) - 1
        near = (
            i >= 0
            and start - ends[i] <= 16
            and (
                start == ends[i]
                or _GAP.fullmatch(text, ends[i], start) is not None
                or text[ends[i] : start].strip(" ,\n•·|-") == ""
            )
        )
        capital = text[end : end + 2].strip()[:1].isupper()
        if near and not capital and text[start : start + 2] in ("19", "20") and text[ends[i] : start].strip(" ,\n"):
            near = False
        score = 0.9 if near else 0.0
        if not near:
            signals = scan.before(start, 140)
            asked = any(kind in ("ADDRESS", "POSTCODE") and distance < 110 for distance, kind in signals)
            code = text[start:end] if not house.spoken else ""
            year = code[:2] in ("19", "20") and code.isdigit()
            line = (start == 0 or text[start - 1] == "\n") and (town == len(text) or text[town] in "\n,.")
            clock = _CLOCK.search(scan.lower, max(0, start - 14), start) is not None
            if clock:
                return None
            said = house.spoken and " " in text[start:end]
            if (
                asked
                and not (year and not line)
                and (said or (not house.spoken and end - start == 4 and (capital or line)))
            ):
                score = 0.7
            elif line and capital:
                score = 0.75
            elif capital and not year and not house.spoken and (start == 0 or text[start - 1] == "\n"):
                score = 0.5
            elif (
                capital
                and not house.spoken
                and not year
                and text[max(0, start - 2) : start].strip(" ") in (",", "(", "i")
            ):
                score = 0.5
        return Match(start, town, score) if score else None
