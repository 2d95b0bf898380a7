"""Street addresses and postcodes with their numbers in words: "nygade femten b", "niogfyrre hundrede nakskov"."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from slor.recognizers.asking import Asking
from slor.recognizers.common_words import common_words
from slor.recognizers.cues import (
    CUE,
    FIGURES,
    FILLER,
    LAST,
    LETTER,
    MONTH,
    NEGATIVE,
    NUMBER,
    ORDINAL,
    PURE_HESITATIONS,
    REVISION,
    SEPARATOR,
    STOP,
    STOPS,
    UNIT,
)
from slor.recognizers.doors import DOORS, door_end
from slor.recognizers.numerals import Group
from slor.recognizers.readings import Piece, read_pieces
from slor.recognizers.street_endings import STANDALONE, SUFFIX
from slor.recognizers.streets import street_strength, takes_place
from slor.recognizers.timetables import is_clock
from slor.recognizers.towns import town_length
from slor.recognizers.words import Words

_APARTMENT: Final = re.compile(r"\d{1,3}[a-z]?h0\d{3}")
_OPENERS: Final = frozenset(
    "gamle gammel store stor lille lill nordre søndre østre vestre øvre nedre nye ny sankt skt st dr doktor general "
    "kong kongens dronning prins prinsens ole hans peter jens niels olav olavs håkons kirke vester øster nørre "
    "sønder".split()
)
_OF_ITSELF: Final = frozenset(
    "torget torvet plassen pladsen tunet bakken hagen haugen moen lia åsen marka grend grenda grenden vollen "
    "brinken kroken marken".split()
)
"""Words that are a street's name after "nedre" or "gamle", or where somebody lives there."""
_SHORTEST: Final = 4
_CODE: Final = 4
"""Digits of a postcode."""
_LIVING: Final = frozenset("bor bur bo bu ligger ligg bodde budde boede".split())
_TOWN_TAILS: Final = frozenset(
    "falster mors sjælland fyn øst vest nord syd sør by st stationsby k c n ø s v nv sv nø sø m sydvest sydøst "
    "nordvest sørvest sørøst søraust nordaust centrum sentrum".split()
)
_HOW_MANY: Final = frozenset("to tre dobbelt dobbel bare en ett et".split())
_LETTERS: Final = 3
_BESIDE: Final = frozenset("ved bag bak over under".split())
"""What a street's name may begin with where an address is told: "på ved kæret toogtyve"."""
_NO_STREETS: Final = frozenset("årgang årgangen modell modellen model modellen".split())
"""Words before a number that name no street though an address was spoken of."""
_TOWARDS: Final = frozenset("på i til er e hedder heter heiter bor bur".split())


_REGIONS: Final = frozenset("rana telemark hordaland agder salten valdres lofoten vesterålen sogn hallingdal".split())


@dataclass(frozen=True, slots=True)
class Place:
    """A street address or a postcode with its town: offsets into the document's text, and how it is written."""

    start: int
    end: int
    entity_type: str
    written: str


def read_places(words: Words, asking: Asking) -> list[Place]:
    """Finds addresses whose numbers are spoken, or that are only known for addresses by what was asked.

    Args:
        words: the document's words.
        asking: what is asked for.

    Returns:
        In order.
    """
    out: list[Place] = []
    last_turn, last_word = -9, -99
    for turn in range(len(words.turns) - 1):
        asked = "PLACE" in asking.asked[turn] + asking.lingering[turn]
        for whole in (part for piece in read_pieces(words, turn) for part in _parted(words, piece)):
            beside = whole.first - 2 >= words.turns[turn] and words.lower[whole.first - 2] in _BESIDE
            if (not whole.spoken and not (beside and whole.digits < _CODE)) or _is_written(words, whole):
                continue  # figures are for the recognisers of written addresses
            if is_clock(words, words.turns[turn], whole) or _ends_number(words, whole):
                continue
            numbered = whole.first > words.turns[turn] and words.lower[whole.first - 1] in {"nummer", "nr"}
            cue = asking.before(turn, whole.first - numbered, 10)
            context = asked or (cue is not None and cue[1] == "PLACE")
            follows = last_turn == turn and whole.first - last_word <= 8
            rest: Piece | None = whole
            if (street := _street(words, whole, context=context)) is not None:
                first, number, rest = street
                end = number.end if rest is not None else words.ends[door_end(words, whole.last, words.turns[turn + 1])]
                out.append(_place(words, first, number, end, "STREET_ADDRESS"))
                last_turn, last_word, follows = turn, whole.last, True
            elif follows and out[-1].entity_type == "STREET_ADDRESS" and _corrects(words, last_word, whole):
                end = words.ends[door_end(words, whole.last, words.turns[turn + 1])]
                out.append(Place(whole.start, end, "STREET_ADDRESS", whole.text))
                last_word = whole.last
                continue
            elif out and turn - last_turn <= 2 and _is_house(words, whole):
                end = words.ends[door_end(words, whole.last, words.turns[turn + 1])]
                out.append(Place(words.starts[whole.first - 1], end, "STREET_ADDRESS", f"nummer {whole.text}"))
                last_turn, last_word = turn, whole.last
                continue
            near = context or follows or turn - last_turn <= 2
            if rest is not None and (town := _postal(words, rest, context=near, follows=follows)) is not None:
                begin = _taken_back(words, rest, out)
                out.append(_place(words, rest.first, rest, words.ends[town], "POSTAL_PLACE", start=begin))
                last_turn, last_word = turn, town
    return out


def _ends_number(words: Words, piece: Piece) -> bool:
    """Whether a count of last digits is meant: "dine egne fire sidste cifre"."""
    return piece.last + 1 < words.turns[piece.turn + 1] and words.lower[piece.last + 1] in LAST


def _is_written(words: Words, piece: Piece) -> bool:
    """Whether a flat's letter is all that is no figure: "244, H0201, 3057"."""
    return "," in words.text[piece.start : piece.end] and not any(
        group.form != "figures" and group.digits.isdigit() for group in piece.groups
    )


def _parted(words: Words, piece: Piece) -> Iterator[Piece]:
    """A piece, or the house and the postcode that a letter and "i" tied together: "sju b i tjue null åtte"."""
    groups = piece.groups
    at = next((g for g in range(1, len(groups) - 1) if groups[g].digits == "i" and groups[g - 1].digits.isalpha()), 0)
    if not at:
        yield piece
        return
    i = bisect_left(words.starts, groups[at].start)
    if at > 1:
        text = "".join(group.digits for group in groups[:at])
        yield piece._replace(groups=groups[:at], text=text, end=groups[at - 1].end, last=i - 1)
    yield piece.without(at + 1)._replace(first=i + 1)


def _taken_back(words: Words, piece: Piece, told: list[Place]) -> int:
    """Where a postcode begins, the one that it takes back included: "tjue ni og tredve nei tjue null åtte"."""
    before = piece.first - 1
    first = words.turns[piece.turn]
    if told and before > first and words.masks[before] & REVISION and told[-1].entity_type == "POSTAL_PLACE":
        while before > first and words.masks[before] & REVISION:
            before -= 1
        if words.ends[before] == told[-1].end:
            return told.pop().start
    return piece.start


def _place(words: Words, first: int, piece: Piece, end: int, entity_type: str, start: int | None = None) -> Place:
    begin = words.starts[first] if start is None else start
    head, tail = words.text[begin : piece.start], words.text[piece.end : end]
    return Place(begin, end, entity_type, f"{head}{piece.text}{tail}".lower())


def _corrects(words: Words, last: int, piece: Piece) -> bool:
    """Whether a house number takes back the one before it: "nej hov to hundrede enogtyve"."""
    between = range(last + 1, piece.first)
    said = any(words.masks[k] & REVISION for k in between) or all(words.lower[k] in PURE_HESITATIONS for k in between)
    return piece.digits <= 3 and not piece.unit and said


def _is_house(words: Words, piece: Piece) -> bool:
    """Whether a piece is only the number of a house in a street that was named: "nummer seksten b"."""
    k = piece.first - 1
    if (
        k < words.turns[piece.turn]
        or words.lower[k] not in {"nummer", "nr"}
        or not 1 <= piece.digits <= 3
        or piece.unit
    ):
        return False
    lettered = piece.digits == len(piece.text) - 1 and piece.text[-1:].isalpha()
    after = piece.last + 1
    return lettered or (after < len(words.masks) and len(words.lower[after]) == 1 and words.lower[after] in "abcdfgh")


def _capital(words: Words, k: int) -> bool:
    return words.text[words.starts[k]].isupper()


def _street(words: Words, piece: Piece, *, context: bool) -> tuple[int, Piece, Piece | None] | None:
    """The first word of a street address, its house number, and what is left of the piece: a postcode."""
    begin = words.turns[piece.turn]
    k = piece.first - 1
    if k < begin or words.gap(k, piece.first) != " " or piece.text[:1].isalpha():
        return None
    if words.lower[k] in {"nummer", "nr"} and k > begin and words.gap(k - 1, k) == " ":
        streets = STANDALONE | _OF_ITSELF
        k = _less_spelling(words, k, begin)
        opened = context and k - 2 >= begin and words.lower[k - 2] in _OPENERS
        if not opened and SUFFIX.fullmatch(words.lower[k - 1]) is None and words.lower[k - 1] not in streets:
            return None
        k -= 1
    word, mask = words.lower[k], words.masks[k]
    ending = SUFFIX.fullmatch(word) is not None or _led_to(words, k, begin)
    context = context or _before_town(words, piece)
    if (
        word in DOORS
        or word in _NO_STREETS
        or mask & (NUMBER | FIGURES | LETTER | MONTH | ORDINAL)
        or (mask & (FILLER | CUE) and not ending)
    ):
        return None
    first = k
    if ending and word not in STANDALONE:
        if word in common_words() and not _capital(words, k) and not context:
            return None
    elif word in STANDALONE | _OF_ITSELF and _lived_in(words, k, begin):
        pass  # "bur i tunet ni"
    elif word in STANDALONE or (word in _OF_ITSELF and k > begin and words.lower[k - 1] in _OPENERS):
        if k - 1 < begin or words.gap(k - 1, k) != " ":
            return None
        if words.masks[k - 1] & (STOP | FILLER | NUMBER | CUE) and words.lower[k - 1] not in _OPENERS:
            return None
        doing = words.lower[k - 1].endswith(("er", "ar", "ta")) and not context and not _capital(words, k - 1)
        if word == "alle" and len(piece.text) <= 2 and (doing or words.lower[k - 1] in common_words() | STOPS):
            return None  # "alle tre", "krediterer alle tolv"
        first = k - 1
        while first > max(begin, k - 3) and _plain(words, first - 1):
            first -= 1
    elif not context or mask & (STOP | NEGATIVE | UNIT | SEPARATOR) or not _may_name(words, k, begin):
        return None
    elif piece.counted and piece.text.endswith("00"):
        return None  # "vanlegvis ni hundre"
    split = _house_number(words, piece)
    if split is None or (split[1] is None and piece.unit):
        return None
    first -= first == k and takes_place(word) and first > begin and _is_town(words, k - 1, k)  # "vedbæk strandvej"
    while first > begin and words.gap(first - 1, first) in {" ", ". "} and words.lower[first - 1] in _OPENERS:
        first -= 1
    if context and first > begin and words.lower[first - 1] in _BESIDE:
        first -= first - 1 == begin or words.lower[first - 2] in _TOWARDS
    named = words.lower[first].endswith("s") and first < k
    while (
        named and first > max(begin, k - 5) and words.masks[first - 1] & LETTER and words.lower[first - 1] not in "iå"
    ):
        first -= 1  # "h c ørsteds vej"
    if first > begin and _capital(words, first) and _capital(words, first - 1) and words.gap(first - 1, first) == " ":
        first -= 0 if words.masks[first - 1] & (STOP | CUE) else 1
    return first, *split


def _less_spelling(words: Words, k: int, begin: int) -> int:
    """Where the telling of how a street is written begins, before k: "med to a", "med t h"; k where there is none."""
    m = k
    while m > begin and k - m < _LETTERS and (words.masks[m - 1] & LETTER or words.lower[m - 1] in _HOW_MANY):
        m -= 1
    return m - 1 if begin < m - 1 and m < k and words.lower[m - 1] == "med" and words.masks[k - 1] & LETTER else k


def _led_to(words: Words, k: int, begin: int) -> bool:
    """Whether a word that ends as few streets do is where something goes: "sendt til klovsteintoppen"."""
    word = words.lower[k]
    led = (k == begin or words.lower[k - 1] in _TOWARDS) and not words.masks[k]
    return led and word not in common_words() and street_strength(word) > 0


def _before_town(words: Words, piece: Piece) -> bool:
    """Whether a house number is read in one breath with a postcode and its town: "åtte seks ein fem to ørsta"."""
    k, end = piece.last + 1, words.turns[piece.turn + 1]
    if piece.unit:
        return False
    if piece.digits < _CODE and k < end and words.lower[k] == "i":
        k += 1
        first = k
        while k < end and k - first < 2 * _CODE and words.masks[k] & NUMBER:
            k += 1
        return k > first + 1 and _is_town(words, k, end)
    return piece.digits >= _CODE and _is_town(words, k, end)


def _is_town(words: Words, k: int, end: int) -> bool:
    """Whether a post town that is no everyday word stands at k."""
    return k < end and words.lower[k] not in common_words() and town_length(words.lower[k : min(end, k + 4)]) > 0


def _may_name(words: Words, k: int, begin: int) -> bool:
    """Whether a word that ends as no street does may be one where an address is told: also "øvre bø", "nordre haug"."""
    opened = k > begin and words.lower[k - 1] in _OPENERS | _BESIDE
    return opened or (len(words.lower[k]) >= _SHORTEST and words.lower[k] not in common_words())


def _lived_in(words: Words, k: int, begin: int) -> bool:
    """Whether somebody lives in what a word names: "bor i", "ligger på"."""
    return k - 2 >= begin and words.lower[k - 1] in {"i", "på"} and words.lower[k - 2] in _LIVING


def _plain(words: Words, k: int) -> bool:
    """Whether a word is no everyday word and directly joined to the next: "biskop krags vænge"."""
    return not words.masks[k] and words.gap(k, k + 1) == " " and words.lower[k] not in common_words()


def _tens_apart(words: Words, piece: Piece) -> Piece | None:
    """A piece whose first number is read as two: "tjue seks åtte null null" is 20 and 6800; None where it is one."""
    first = piece.groups[0]
    said = words.text[first.start : first.end].split(" ")
    if first.form != "tens" or len(said) != 2 or len(first.digits) != 2:
        return None
    ten = Group(first.start, first.start + len(said[0]), f"{first.digits[0]}0", "tens")
    unit = Group(first.end - len(said[1]), first.end, first.digits[1], "digits")
    groups = (ten, unit, *piece.groups[1:])
    return piece._replace(text="".join(group.digits for group in groups), groups=groups)


def _house_number(words: Words, piece: Piece) -> tuple[Piece, Piece | None] | None:
    """Parts a piece into house number and postcode: "hundrede femogfyrre | syvoghalvfjerds tooghalvtreds"."""
    groups = piece.groups
    if _APARTMENT.fullmatch(piece.text):
        return piece, None
    for count in range(1, len(groups) + 1):
        number = "".join(group.digits for group in groups[:count])
        digits = sum(char.isdigit() for char in number)
        rest = "".join(group.digits for group in groups[count:])
        if digits > 4 or len(number) - digits > 1:
            break
        if len(rest) == 4 and rest.isdigit() and digits <= 3 and number[:1] != "0":
            head = piece._replace(text=number, groups=groups[:count], end=groups[count - 1].end)
            return head, piece.without(count)
    digits = piece.digits
    if digits == 5 and piece.text.isdigit() and (apart := _tens_apart(words, piece)) is not None:
        return _house_number(words, apart)
    if not 1 <= digits <= 4 or (digits == 4 and groups[0].form == "thousands"):
        return None if len(groups) < 2 or "h" not in piece.text else (piece, None)
    return (piece, None) if len(piece.text) - digits <= 1 else None


def _postal(words: Words, piece: Piece, *, context: bool, follows: bool) -> int | None:
    """The last word of a postcode with its town; the code's own last word where a correction follows it."""
    if (piece.digits != 4 and not _in_hundreds(piece)) or piece.unit or any(char.isalpha() for char in piece.text):
        return None
    end = words.turns[piece.turn + 1]
    k = piece.last + 1
    while k < end and k - piece.last <= 2 and words.lower[k] in {"øh", "eh", "i"}:
        k += 1
    lead = words.lower[piece.first - 1] if piece.first > words.turns[piece.turn] else ""
    if k < end and words.masks[k] & REVISION and (follows or (context and lead == "i")):
        return piece.last
    if follows and (lead == "i" or _revises(words, piece.first)) and (k >= end or words.masks[k] or piece.digits != 4):
        return piece.last  # the town was not said, or not heard
    if k >= end or words.gap(k - 1, k) not in {" ", ", "}:
        return None
    word, mask = words.lower[k], words.masks[k]
    if mask & (STOP | FILLER | CUE | UNIT | NUMBER | FIGURES | LETTER) or len(word) < 2:
        return None
    known = piece.spoken and (_capital(words, k) or (_digit_by_digit(piece) and _is_town(words, k, end)))
    if (word in common_words() and not _capital(words, k)) or not (context or known):
        return None
    last = k
    while k + 1 < end and last - piece.last < 5 and words.gap(k, k + 1) == " ":
        following = words.lower[k + 1]
        if following in {"i", "på"}:
            return k + 2 if k + 2 < end and words.lower[k + 2] in _REGIONS else last
        if following not in _TOWN_TAILS or words.masks[k + 1] & UNIT:
            break
        last = k = k + 1
    return last


def _digit_by_digit(piece: Piece) -> bool:
    """Whether four digits were read as no year and no quantity is: "seks ein fem to", "nitti tretti"."""
    return (
        not piece.negative
        and not any(group.form in {"thousands", "hundreds"} for group in piece.groups)
        and (piece.text[:2] not in {"19", "20"} or len(piece.groups) == _CODE)
    )


def _revises(words: Words, k: int) -> bool:
    """Whether what begins at k takes back what was said before it."""
    return k > 0 and bool(words.masks[k - 1] & REVISION)


def _in_hundreds(piece: Piece) -> bool:
    """Whether a postcode was said as tens and hundreds: "nitti åtte hundre" is 98 00."""
    digits = [group.digits for group in piece.groups]
    return len(digits) == 2 and len(digits[0]) == 2 and digits[0][1] == "0" and digits[1][1:] == "00"
