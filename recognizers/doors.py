"""Floors and doors behind a house number, as they are said: "tredje til venstre", "anden t v", "h null to null en"."""

from __future__ import annotations

from typing import Final

from slor.recognizers.cues import FIGURES, LETTER, MONTH, NUMBER, ORDINAL, REVISION, UNIT
from slor.recognizers.words import Words

_FLOORS: Final = frozenset("stuen stue kælderen kjelleren kælder kjeller sal etasje etage".split())
DOORS: Final = frozenset(
    "til venstre højre høyre høgre midtfor midten tv th mf dør lejlighed leilighet leilegheit oppgang opgang "
    "opp".split()
)
_SPELT_DOORS: Final = frozenset({"tv", "th", "mf"})


def door_end(words: Words, last: int, end: int) -> int:
    """The last word of letter, floor and door after a house number.

    Args:
        words: the document's words.
        last: the last word of the number.
        end: the end of its turn.

    Returns:
        The number of that word; `last` itself where none follow.
    """
    number = last
    k = last + 1
    while k < end and k - last <= 9 and words.gap(k - 1, k) in {" ", ", ", ". ", ""}:
        word, mask = words.lower[k], words.masks[k]
        following = words.lower[k + 1] if k + 1 < end else ""
        if word == "h" and mask & LETTER and (flat := _flat(words, k + 1, end)):
            last = k = flat
        elif (
            len(word) == 1
            and word + following in _SPELT_DOORS
            and words.masks[k - 1] & (ORDINAL | LETTER | NUMBER | FIGURES)
        ):
            last = k = k + 1
        elif (
            (
                mask & LETTER
                and word not in "iåeæ"
                and (words.lower[k - 1] in {"oppgang", "opgang", "liten", "stor", "lille"} or k == last + 1)
            )
            or (word in _FLOORS and (k == last + 1))
            or (
                mask & ORDINAL
                and (following in _FLOORS | DOORS or following + "".join(words.lower[k + 2 : k + 3]) in _SPELT_DOORS)
                and not (following == "til" and not _side(words, k + 2, end))
            )
        ):
            last = k
        elif word == "til" and _side(words, k + 1, end):
            last = k + 1
            k += 1
        elif word in DOORS - {"til", "opp"} and k == last + 1:
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
        elif last > number and mask & REVISION and (again := _again(words, k, end)):
            last = k = again
        else:
            break
        k += 1
    return last


def _again(words: Words, k: int, end: int) -> int:
    """The last word of a floor or a flat that takes back the one before it: "nei tre"; 0 where there is none."""
    while k < end and words.masks[k] & REVISION:
        k += 1
    if k >= end:
        return 0
    following = words.lower[k + 1] if k + 1 < end else ""
    if words.masks[k] & ORDINAL:
        return k + 1 if following in _FLOORS else 0
    small = words.masks[k] & (NUMBER | FIGURES) and words.lower[k] != "og"
    return k if small and not (k + 1 < end and words.masks[k + 1] & (NUMBER | FIGURES | UNIT | MONTH)) else 0


def _flat(words: Words, k: int, end: int) -> int:
    """The last word of a flat's four digits behind "h"; 0 where there are none."""
    first = k
    while k < end and k - first < 4 and words.masks[k] & (NUMBER | FIGURES) and words.lower[k] != "og":
        k += 1
    return k - 1 if k - first >= 3 or (k > first and words.masks[first] & FIGURES) else 0


def _side(words: Words, k: int, end: int) -> bool:
    return k < end and words.lower[k] in {"venstre", "højre", "høyre", "høgre", "midten"}
