"""Times of day that are read out in a row and are no number: "vi har ledig ni femten ti tretti og tolv"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from slor.recognizers.numerals import Group
from slor.recognizers.readings import Piece
from slor.recognizers.words import Words

_TIMES: Final = frozenset(
    "klokken klokka klokkå kloka kl tid tiden tider tida tidene tidspunkt tidspunkter ledig ledige ledigt åbner åpner "
    "opnar åben åbent åpent opent lukker lukkar stenger stengjer stengt lukket åbningstid åbningstider åpningstid "
    "åpningstider opningstid opningstider bussen toget tog buss bus ferga fergen færgen ferja båten flyet afgang "
    "afgange avgang avganger avgangar vagt vakt vagten vakten mellem mellom imellom time timen timar møde møte bestilt "
    "formiddag eftermiddag ettermiddag kveld aften morgen morgon morgenen".split()
)
_CLOCKS: Final = frozenset("klokken klokka klokkå klokkan kloka kl".split())
_TO_THE_CLOCK: Final = frozenset("er var e blir ca cirka omkring rundt".split())
_BACK: Final = 14
"""How many words before times, their own turn's and the end of the turn before, may tell that they are times."""
_HOURS: Final = 24
_MINUTES: Final = 60
_STEP: Final = 5
_CLOCK_DIGITS: Final = 2


def is_timetable(words: Words, piece: Piece) -> bool:
    """Whether a piece is one or more times of day, and what is spoken of are times.

    Args:
        words: the document's words.
        piece: what was read.

    Returns:
        True where hours with minutes in steps of five make up all of it and a word for times stands before it or
        behind it in its turn, or at the end of the turn before.
    """
    if not piece.spoken or not _is_clock(piece.groups):
        return False
    first, end = words.turns[piece.turn], words.turns[piece.turn + 1]
    before = words.lower[max(0, min(first, piece.first) - _BACK) : piece.first]
    return not _TIMES.isdisjoint(before) or not _TIMES.isdisjoint(words.lower[piece.last + 1 : end])


def is_clock(words: Words, begin: int, piece: Piece) -> bool:
    """Whether one time of day is told right behind the word for it: "klokka er fjorten tjueto".

    Args:
        words: the document's words.
        begin: the first word of the turn.
        piece: what was read.
    """
    at = piece.first - 1
    if at > begin and words.lower[at] in _TO_THE_CLOCK:
        at -= 1
    named = at >= begin and words.lower[at] in _CLOCKS
    return named and len(piece.text) <= 2 * _CLOCK_DIGITS and _is_hour(piece.groups[0].digits)


def _is_clock(read: Sequence[Group]) -> bool:
    """Whether numbers are hours, each alone or with its minutes, and one at least has them: 9 15, 10, 11 0 0."""
    groups = [part for group in read for part in _apart(group)]
    k = 0
    minutes = 0
    while k < len(groups):
        if not _is_hour(groups[k]):
            return False
        k += 1
        size = _minutes(groups, k)
        minutes += size > 0
        k += size
    return minutes > 0


def _is_hour(digits: str) -> bool:
    return digits.isdigit() and len(digits) <= _CLOCK_DIGITS and int(digits) <= _HOURS


def _apart(group: Group) -> tuple[str, ...]:
    """A number, or the minutes and the hour that were said as one: 39 in "åtte tretti ni femten"."""
    digits = group.digits
    joined = len(digits) == _CLOCK_DIGITS and digits[0] in "2345" and digits[1] not in "05"
    return (f"{digits[0]}0", digits[1]) if joined else (digits,)


def _minutes(groups: Sequence[str], k: int) -> int:
    """How many numbers at k are minutes: one for "femten", two for "nul nul" and "nul fem"; 0 where none are."""
    digits = list(groups[k : k + 2])
    if digits[:1] == ["0"]:
        return 2 if digits[1:] in (["0"], ["5"]) else 0
    told = digits and digits[0].isdigit() and len(digits[0]) == _CLOCK_DIGITS
    return 1 if told and int(digits[0]) < _MINUTES and int(digits[0]) % _STEP == 0 else 0
