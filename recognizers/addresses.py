"""Street addresses and postcodes with towns, in figures or read aloud."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from typing import ClassVar, Final, NamedTuple

from slor.recognizers.common_words import common_words
from slor.recognizers.places import TOWN_STOPS, House, Places, is_number, places, with_initials
from slor.recognizers.postcodes import told_codes
from slor.recognizers.recognizer import IdentifierRecognizer, Match
from slor.recognizers.scan import Scan
from slor.recognizers.streets import FLOOR, LETTER, MODIFIERS, POSITIONS, makes_street, street_strength, takes_place
from slor.recognizers.streets_abroad import CODE_ABROAD, streets_abroad
from slor.recognizers.unusual_streets import flats, unusual_streets

GAP: Final = re.compile(r"(?:[ ,;(]|\n|\b(?:i|på|og|øh|eh|ja|altså|så|det er|post er|er)\b){1,8}")


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


_YEAR_BEFORE: Final = re.compile(
    r"(?:\b(?:i|fra|frå|siden|sidan|år|året|anno|til|og|mot|før|efter|etter|innan|inden|sommeren|vinteren|høsten|"
    r"efteråret|våren|foråret|"
    r"jan\w*|feb\w*|mars|marts|apr\w*|ma[ij]|jun\w*|jul\w*|aug\w*|sep\w*|okt\w*|nov\w*|de[cs]\w*)\.?|[\d/.-]) ?$"
)
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
        for match, house in _streets(found):
            yield match
            if len(known) < _REMEMBERED:
                known.add(scan.lower[match.start : house.end])
        for street in known:
            yield from _again(scan.lower, street)
        yield from _others(found)
        if known:
            for number in _ONLY_NUMBER.finditer(scan.text):
                yield Match(number.start(1), number.end(1), 0.5)
                if other := _NOT_OTHER.match(scan.text, number.end(1)):
                    yield Match(other.start(1), other.end(1), 0.5)
        yield from flats(scan)

    @staticmethod
    def street(found: Places, house: House) -> Match | None:
        """The address that a number is the house of; None where it is none's."""
        street = _street_name(found, house)
        if street is None:
            return None
        scan, text = found.scan, found.scan.text
        start, end, word = scan.words[street.last]
        strength, named = street.strength, text[start].isupper()
        paired = _PAIRED.match(text, house.end)
        last = paired.end() if paired and not house.spoken else house.end
        tail = _tail(scan, last)
        digits = text[house.start : house.end]
        if not house.spoken:
            if len(digits) == 4 and (strength < 0.7 or digits[:2] in _CENTURIES or _is_postcode(found, house)):
                return None
            if digits[0] == "0" or (any(c.isupper() for c in text[start + 1 : end]) and not text[start:end].isupper()):
                return None
            if text[last : last + 1].isalpha() and tail == last:
                return None
        elif digits.lower() in _ARTICLES and (tail == house.end or strength < 0.7):
            return None
        score = strength + _place_behind(found, house, tail) + 0.15 * named
        if tail > last:
            score += 0.4 if tail - last > 2 else 0.15
        if any(kind == "ADDRESS" for _, kind in scan.before(scan.words[street.first][0], 60)):
            score += 0.2
        if strength and strength < 0.7 and word not in common_words() and _is_set(scan, street.first, tail):
            score += 0.2
        following = scan.after(tail, 4)
        if following and following[0][1] in ("MONEY", "UNIT"):
            return None
        if score < 0.4 or (strength < 0.7 and score < 0.55) or _NOT_HOUSE.match(text, last):
            return None
        village = _VILLAGE.match(text, tail)
        return Match(scan.words[street.first][0], village.end(1) if village else tail, min(score, 0.95))


def _is_postcode(found: Places, house: House) -> bool:
    """Whether four digits behind a street are its postcode, not its number: a town follows them."""
    return house.post != (house.start, house.end) or bool(found.town_after(house.end, spoken=False))


_CENTURIES: Final = ("18", "19", "20")
"""How years begin, which stand behind streets too."""


def _streets(found: Places) -> list[tuple[Match, House]]:
    """All streets with their houses, in order; looked for once."""
    if found.streets is None:
        each = ((StreetAddressRecognizer.street(found, house), house) for house in found.houses)
        found.streets = [(match, house) for match, house in each if match]
    return found.streets


def _others(found: Places) -> list[Match]:
    """Streets abroad, and those that only the words around tell; looked for once."""
    if found.others is None:
        found.others = [*streets_abroad(found.scan), *unusual_streets(found.scan)]
    return found.others


class _Street(NamedTuple):
    """A street's name: its first and last word, and how much it looks like one."""

    first: int
    last: int
    strength: float


def _street_name(found: Places, house: House) -> _Street | None:
    """What may be a street's name before a number; None where no word of one stands there."""
    scan, text = found.scan, found.scan.text
    i = found.word_before(house.start)
    if i < 0:
        return None
    start, end, word = scan.words[i]
    gap = text[end : house.start]
    if "\n" in gap or len(gap) > 5 or (gap not in (" ", ". ", ".", "  ") and gap.strip(" ,") not in ("", "nr", "nr.")):
        return None
    for _ in range(2):  # "strandbygade øh nummer 61"
        if word in _BEFORE_NUMBER and i:
            gap = text[scan.words[i - 1][1] : start]
            if gap.strip(" ,") or "\n" in gap:
                return None
            i -= 1
            start, end, word = scan.words[i]
    alone, strength, named = makes_street(word), street_strength(word), text[start].isupper()
    if gap.startswith(".") and not strength:
        if named and len(word) > 4 and word.endswith(_SHORT):
            strength = 0.6
        elif word not in ("gt", "v", "vn", "gd", "pl", "al"):
            return None
    if (not strength or alone) and (word in TOWN_STOPS or (is_number(word) and not named)):
        before = scan.words[i - 1][2] if i and word == "alle" else ""
        if not before.endswith("s") or before in common_words():
            return None
    first = with_initials(scan, _street_start(scan, i, alone=alone), i)
    if word in POSITIONS and i and text[scan.words[i - 1][1] : start] == " " and text[scan.words[i - 1][0]].isupper():
        return _Street(i - 1, i, 0.35)
    if alone:
        if first == i:
            return None
        genitive = scan.words[i - 1][2].endswith("s")
        strength = 0.7 if text[scan.words[i - 1][0]].isupper() or genitive else 0.15
        if word == "alle" and not named and not genitive:
            strength = 0.15
    return _Street(first, i, strength)


def _place_behind(found: Places, house: House, tail: int) -> float:
    """How much a postcode with a town behind a house number says."""
    text = found.scan.text
    bridge = GAP.match(text, tail)
    beyond = bridge.end() if bridge else tail
    if house.post and tail <= house.post[0] <= beyond + 1:
        return 0.45 * bool(found.town_after(house.post[1], spoken=house.spoken))
    if _postcode_at(found, beyond):
        return 0.45
    if text[beyond : beyond + 1].isalpha() and _spoken_postcode_at(found, beyond):
        return 0.3
    return 0.0


_SHORT: Final = ("gt", "gd", "vn", "v", "pl", "al", "str")
"""How streets are cut short before a full stop: "Storgt. 5", "Strandv. 12"."""
_BEFORE_NUMBER: Final = frozenset(("nummer", "nr", "øh", "eh", "øhm", "ehm", "æh", "æhm", "æ"))
_PLACED: Final = frozenset("på til i fra frå ved adressen bor bur adressa stadig fortsatt framleis fremdeles".split())
_VILLAGE: Final = re.compile(r",? ([A-ZÆØÅ][\w-]+)(?:, | )(?=\d{4} [^\W\d_])")
"""A village between the house number and the postcode ("supplerende bynavn")."""


def _is_set(scan: Scan, first: int, end: int) -> bool:
    """Whether a street and number stand as addresses do: after a preposition or alone, at the end of what is said."""
    start = scan.words[first][0]
    before = scan.words[first - 1][2] if first and scan.text[scan.words[first - 1][1] : start] == " " else ""
    left = before in _PLACED or not before or (before in ("er", "e") and scan.text[start].isupper())
    right = scan.text[end : end + 1] in ("", "\n", ",", ".", ")", "?", '"', "»", "”", ";")
    return (left and (right or before in _PLACED)) or scan.text[end : end + 1] in ("", "\n")


_NOT_HOUSE: Final = re.compile(r"[.,:-]\d|\. ?(?:jan|feb|mar|apr|maj|mai|jun|jul|aug|sep|okt|nov|dec|des)", re.I)
_PAIRED: Final = re.compile(r"-\d{1,3}(?![\w.,:/-]\w|\w)")
"""The second of two numbers of one house: "Gydevang 39-41"."""
_ONLY_NUMBER: Final = re.compile(
    r"(?<!\w)(?:[Bb]or|[Bb]ur|[Tt]il|[Ii]|[Pp]å|[Ee]r|[Ff]lytter|[Ff]lyttet|[Nn]abo(?:en)? i|"
    r"[Mm]en|[Nn]e[ij]|[Vv]ed|[Ff]oran|[Ff]orbi|[Ff]r[aå]) "
    r"((?:nr\.?|nummer) ?\d{1,3}[A-Za-z]?)"
    r"(?=[.,;)\n]|$| (?:ikke|ikkje|og|til|i samme|i same|har|er|sier|siger|seier|"
    r"kan|fik|fikk|fekk|tok|tog)\b)"
)
"""A house number alone, where its street was named: "til nr. 37, ikke 31"."""
_NOT_OTHER: Final = re.compile(r",? (?:ikke|ikkje|og ikke|og ikkje) (\d{1,3}[A-Za-z]?)(?!\w)")
_REMEMBERED: Final = 12


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
        if (word in TOWN_STOPS or word in _STREET_STOPS) and not (upper and word in MODIFIERS and capital):
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
        named = upper and capital and first == i and gap == " " and word not in common_words()
        named = named and not _BEGINS.search(text, max(0, start - 12), start)
        if (
            (word in MODIFIERS and (upper or not capital))
            or (upper and takes_place(words[first][2]) and first == i)
            or (named and street_strength(words[i][2]) > 0.7)
        ):
            first -= 1
            continue
        break
    return first


_BEGINS: Final = re.compile(r"(?:(?:Emne|Subject|Sak|Sag|Vedr|Ang|Re|Sv|Vs|Fw)\.?: )$", re.I)
"""Where any word has a capital: "Emne: Fraflytning Tørskindvej 5"."""
_COUNTRY: Final = re.compile(r"(?:DK|NO|N|FO|GL|SE|S|FI)-")
_STREET_STOPS: Final = frozenset(
    "bor boende bur adresse adressen adressa ny nye gammel min mit mitt vores vår vårt hos er på i til fra ved hej "
    "hei ja nej nei jeg eg vi du har ligger ligg "
    "leveres sendes flytter flyttet flyttar flytta nå no nu der her det den som og så altså øh eh deres din ditt "
    "dit stadig fortsatt framleis fremdeles huset "
    "jamen jo okay ok bare berre hedder heter heiter står gælder gjelder gjeld hvis viss mot mod forbi rundt bag "
    "bak".split()
)


def _postcode_at(found: Places, position: int) -> bool:
    """Whether four digits with a town stand at a position."""
    text = found.scan.text
    country = _COUNTRY.match(text, position)
    position = country.end() if country else position
    code = text[position : position + 4]
    if len(code) < 4 or not code.isdigit() or text[position + 4 : position + 5].isdigit():
        return False
    return bool(found.town_after(position + 4, spoken=False))


def _spoken_postcode_at(found: Places, position: int) -> bool:
    """Whether four spoken digits with a town stand at a position."""
    end = found.spoken_codes.get(position)
    return end is not None and bool(found.town_after(end, spoken=True))


_BARE_CODE: Final = re.compile(r"(?:,? |,? ?\n)((?:DK-|NO?-)?(?!20[12])\d{4})(?=\s*(?:$|[\n,.;)!?]))")
"""A postcode without its town right behind a street, at the end of what is said."""


class PostalPlaceRecognizer(IdentifierRecognizer):
    """A postcode with its town, where an address stands before it or the words around ask for one."""

    ENTITY: ClassVar[str] = "POSTAL_PLACE"
    CONTEXT: ClassVar[tuple[str, ...]] = ("postnummer", "postnr", "adresse", "by", "poststed")

    def find(self, scan: Scan) -> Iterable[Match]:
        """See `IdentifierRecognizer.find`."""
        found = places(scan)
        ends = sorted([street.end for street, _ in _streets(found)] + [street.end for street in _others(found)])
        for street_end in ends:
            behind = CODE_ABROAD.match(scan.text, street_end) or _BARE_CODE.match(scan.text, street_end)
            if behind:
                yield Match(behind.start(1), behind.end(1), 0.8)
        yield from told_codes(scan)
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
                or GAP.fullmatch(text, ends[i], start) is not None
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
            elif (capital and not year and not house.spoken and (start == 0 or text[start - 1] == "\n")) or (
                capital
                and not house.spoken
                and not year
                and text[max(0, start - 2) : start].strip(" ") in (",", "(", "i")
            ):
                score = 0.5
            if (
                score < 0.75
                and found.is_town(end)
                and not (year and _YEAR_BEFORE.search(scan.lower, max(0, start - 14), start))
            ):
                score = 0.75
        return Match(start, town, score) if score else None
