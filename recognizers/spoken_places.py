"""Street addresses and postcodes with their numbers in words: "nygade femten b", "niogfyrre hundrede nakskov"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from slor.recognizers.asking import Asking
from slor.recognizers.common_words import common_words
from slor.recognizers.cues import CUE, FIGURES, FILLER, LETTER, MONTH, NEGATIVE, NUMBER, ORDINAL, SEPARATOR, STOP, UNIT
from slor.recognizers.readings import Piece, read_pieces
from slor.recognizers.words import Words

_SUFFIX: Final = re.compile(
    r".*(?:vej|veje|vejen|gade|gaden|allé|alle|alléen|alleen|vænge|vænget|vang|vangen|stræde|plads|pladsen|torv|torvet|parken|bakken|"
    r"bakke|toften|toft|lunden|lund|haven|krogen|svinget|sving|stien|sti|engen|marken|højen|dal|dalen|"
    r"vei|veien|veg|vegen|gate|gata|gaten|plass|plassen|svingen|kroken|tunet|tun|kollen|åsen|haugen|ringen|løkka|løkken|"
    r"brygge|bryggen|brygga|kaj|kajen|kai|kaien|strand|stranden|stranda|bakkane|lia|moen|jordet|skrenten|terrasse|terrassen|terasse)s?"
)
_OPENERS: Final = frozenset(
    [
        "gamle",
        "gammel",
        "store",
        "stor",
        "lille",
        "lill",
        "nordre",
        "søndre",
        "østre",
        "vestre",
        "øvre",
        "nedre",
        "nye",
        "ny",
        "sankt",
        "skt",
        "st",
        "dr",
        "doktor",
        "general",
        "kong",
        "kongens",
        "dronning",
        "prins",
        "prinsens",
        "ole",
        "hans",
        "peter",
        "jens",
        "niels",
        "olav",
        "olavs",
        "håkons",
        "kirke",
        "vester",
        "øster",
        "nørre",
        "sønder",
    ]
)
_STANDALONE: Final = frozenset(
    "vej allé alle gade plads vei veg gate gata plass vænge vang torv stræde kaj brygge parken tun tunet".split()
)
_FLOORS: Final = frozenset("stuen stue kælderen kjelleren kælder kjeller sal etasje etage".split())
_DOORS: Final = frozenset(
    "til venstre højre høyre høgre midtfor midten tv th mf dør lejlighed leilighet leilegheit oppgang opgang opp".split()
)
_TOWN_TAILS: Final = frozenset(
    "falster mors sjælland fyn øst vest nord syd sør by st stationsby k c n ø s v nv sv nø sø m i på".split()
)


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
    last_place = (-9, -99)
    for turn in range(len(words.turns) - 1):
        asked = "PLACE" in asking.asked[turn]
        for piece in read_pieces(words, turn):
            cue = asking.before(turn, piece.first, 10)
            context = asked or (cue is not None and cue[1] == "PLACE")
            follows = last_place[0] == turn and piece.first - last_place[1] <= 7
            if (town := _postal(words, piece, context=context or follows or turn - last_place[0] <= 2)) is not None:
                first, end = town
                out.append(_place(words, piece, first, end, "POSTAL_PLACE"))
                last_place = (turn, end)
            elif (street := _street(words, piece, context=context)) is not None:
                first, end = street
                out.append(_place(words, piece, first, end, "STREET_ADDRESS"))
                last_place = (turn, end)
    return out


def _place(words: Words, piece: Piece, first: int, end: int, entity_type: str) -> Place:
    head = words.text[words.starts[first] : piece.start]
    tail = words.text[piece.end : words.ends[end]]
    return Place(words.starts[first], words.ends[end], entity_type, f"{head}{piece.text}{tail}".lower())


def _capital(words: Words, k: int) -> bool:
    return words.text[words.starts[k]].isupper()


def _street(words: Words, piece: Piece, *, context: bool) -> tuple[int, int] | None:
    """First and last word of a street address around a house number."""
    digits = piece.digits
    begin = words.turns[piece.turn]
    k = piece.first - 1
    if not 1 <= digits <= 4 or k < begin or words.gap(k, piece.first) not in {" ", ", "} or piece.unit:
        return None
    if piece.text[:1].isalpha() or len(piece.text) - digits > 1:
        return None
    word, mask = words.lower[k], words.masks[k]
    ending = _SUFFIX.fullmatch(word) is not None
    if mask & (NUMBER | FIGURES | LETTER | MONTH | ORDINAL) or (mask & (FILLER | CUE) and not ending):
        return None
    first = k
    if ending and word not in _STANDALONE:
        if word in common_words() and not _capital(words, k) and not context:
            return None
    elif word in _STANDALONE:
        if k - 1 < begin or words.gap(k - 1, k) != " " or words.masks[k - 1] & (STOP | FILLER | NUMBER | CUE):
            return None
        first = k - 1
    elif not context or mask & (STOP | NEGATIVE | UNIT | SEPARATOR) or len(word) < 4 or word in common_words():
        return None
    if digits == 4 and not (ending and piece.groups[0].form in {"hundreds", "figures"}):
        return None
    while first > begin and words.gap(first - 1, first) in {" ", ". "} and words.lower[first - 1] in _OPENERS:
        first -= 1
    if first > begin and _capital(words, first) and _capital(words, first - 1) and words.gap(first - 1, first) == " ":
        first -= 0 if words.masks[first - 1] & (STOP | CUE) else 1
    return first, _door(words, piece.last, words.turns[piece.turn + 1])


def _door(words: Words, last: int, end: int) -> int:
    """The last word of letter, floor and door after a house number."""
    k = last + 1
    while k < end and k - last <= 9 and words.gap(k - 1, k) in {" ", ", ", ". ", ""}:
        word, mask = words.lower[k], words.masks[k]
        following = words.lower[k + 1] if k + 1 < end else ""
        if (
            (
                mask & LETTER
                and word not in "iåeæ"
                and (words.lower[k - 1] in {"oppgang", "opgang", "liten", "stor", "lille"} or k == last + 1)
            )
            or (word in _FLOORS and (k == last + 1))
            or (
                mask & ORDINAL
                and (following in _FLOORS | _DOORS)
                and not (following == "til" and not _side(words, k + 2, end))
            )
        ):
            last = k
        elif word == "til" and _side(words, k + 1, end):
            last = k + 1
            k += 1
        elif word in _DOORS - {"til", "opp"} and k == last + 1:
            last = k
        elif word in {"med", "oppgang", "opgang"} or (
            word in {"liten", "lille", "stor"} and words.lower[k - 1] == "med"
        ):
            if word == "med" and following not in {"liten", "lille", "stor"}:
                break
        elif mask & (NUMBER | FIGURES) and words.lower[k - 1] in {
            "dør",
            "lejlighed",
            "leilighet",
            "leilegheit",
            "oppgang",
        }:
            last = k
        else:
            break
        k += 1
    return last


def _side(words: Words, k: int, end: int) -> bool:
    return k < end and words.lower[k] in {"venstre", "højre", "høyre", "høgre", "midten"}


def _postal(words: Words, piece: Piece, *, context: bool) -> tuple[int, int] | None:
    """First and last word of a postcode with its town."""
    if piece.digits != 4 or piece.unit or any(char.isalpha() for char in piece.text):
        return None
    end = words.turns[piece.turn + 1]
    k = piece.last + 1
    if k < end and words.masks[k] & FILLER and words.lower[k] in {"øh", "eh", "i"}:
        k += 1
    if k >= end or words.gap(k - 1, k) not in {" ", ", "}:
        return None
    word, mask = words.lower[k], words.masks[k]
    town = not mask & (STOP | FILLER | CUE | UNIT | NUMBER | FIGURES | LETTER) and len(word) >= 2
    if not town or (word in common_words() and not _capital(words, k)):
        return None
    if not context and not (_capital(words, k) and piece.spoken):
        return None
    last = k
    while k + 1 < end and last - piece.last < 5 and words.gap(k, k + 1) == " ":
        following = words.lower[k + 1]
        if following in {"i", "på"}:
            if (k + 2 < end and _capital(words, k + 2) and words.lower[k] in {"mo", "nes", "sand", "vik"}) or (
                k + 2 < end and words.lower[k + 2] in {"rana", "telemark", "hordaland", "agder", "salten", "valdres"}
            ):
                last = k + 2
            break
        if following in _TOWN_TAILS and not (words.masks[k + 1] & UNIT):
            last = k + 1
            k += 1
            continue
        break
    return piece.first, last
