"""What a conversation has stated once, found wherever its value stands again, typed, said, spelt or grouped anew."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from slor.recognizers.claims import Claim
from slor.recognizers.common_words import common_words
from slor.recognizers.cues import FIGURES, NUMBER, SEPARATOR, SEPARATORS
from slor.recognizers.number_words import split_word
from slor.recognizers.numerals import Word, read_groups
from slor.recognizers.words import Words

_KINDS: Final = frozenset(
    "USERNAME PASSWORD LICENSE_PLATE CUSTOMER_ID EMPLOYEE_ID MAC_ADDRESS IP_ADDRESS IBAN_CODE STREET_ADDRESS "
    "PHONE_NUMBER BANK_ACCOUNT DK_CPR NO_FODSELSNUMMER CREDIT_CARD IMEI ICCID".split()
)
_SURE: Final = 0.6
_SCORE: Final = 0.75
_SHORTEST: Final = 5
_SHORTEST_NUMBER: Final = 6
_LONGEST: Final = 48
_MOST: Final = 60
"""How many values of one conversation are looked for."""


@dataclass(frozen=True, slots=True)
class _Row:
    """A turn without spaces and signs, numbers in figures: where each of its pieces begins and ends, in both texts."""

    compact: str
    begins: list[int]
    ends: list[int]
    starts: list[int]
    stops: list[int]


def recall_values(words: Words, claims: Sequence[Claim]) -> list[Claim]:
    """Finds the values of what was found at their other places.

    Args:
        words: the document's words.
        claims: what was found so far, in any order.

    Returns:
        Claims with the type of the first that stated the value. Values of five letters and digits or more, six where
        they are digits alone; an everyday word is none.
    """
    rows = [_row(words, turn) for turn in range(len(words.turns) - 1)]
    values = _values(words, rows, claims)
    return [
        Claim(start, stop, entity_type, _SCORE, value)
        for value, entity_type in values.items()
        for row in rows
        for start, stop in _places(row, value)
    ]


def _values(words: Words, rows: Sequence[_Row], claims: Sequence[Claim]) -> dict[str, str]:
    """What is worth looking for, in the order in which it was stated."""
    values: dict[str, str] = {}
    first = [words.starts[turn] if turn < len(words.starts) else len(words.text) for turn in words.turns[:-1]]
    for claim in sorted(claims, key=lambda c: (c.start, c.end)):
        if claim.entity_type not in _KINDS or claim.score < _SURE:
            continue
        said = "".join(c for c in claim.value.lower() if c.isalnum()) if claim.value else ""
        turn = bisect_left(first, claim.start + 1) - 1
        for value in (said, _inside(rows[turn], claim)) if turn >= 0 else (said,):
            if _is_telling(value) and not (claim.entity_type == "STREET_ADDRESS" and value[1:].isdigit()):
                values.setdefault(value, claim.entity_type)
        if len(values) >= _MOST:
            break
    return values


def _is_telling(value: str) -> bool:
    """Whether a value says who is meant wherever it stands."""
    if not _SHORTEST <= len(value) <= _LONGEST:
        return False
    return len(value) >= _SHORTEST_NUMBER if value.isdigit() else value not in common_words()


def _inside(row: _Row, claim: Claim) -> str:
    """What a claim covers of a turn, without spaces and signs; nothing where it cuts a piece."""
    low, high = bisect_left(row.starts, claim.start), bisect_left(row.stops, claim.end)
    if low >= len(row.starts) or high >= len(row.stops) or row.starts[low] != claim.start or high < low:
        return ""
    return row.compact[row.begins[low] : row.ends[high]] if row.stops[high] == claim.end else ""


def _places(row: _Row, value: str) -> Iterator[tuple[int, int]]:
    """Where a value stands in a turn, from the beginning of a piece to the end of one."""
    at = row.compact.find(value)
    while at >= 0:
        low, high = bisect_left(row.begins, at), bisect_left(row.ends, at + len(value))
        if low < len(row.begins) and row.begins[low] == at and row.ends[high] == at + len(value):
            yield row.starts[low], row.stops[high]
        at = row.compact.find(value, at + 1)


def _row(words: Words, turn: int) -> _Row:
    row = _Row("", [], [], [], [])
    pieces: list[str] = []
    size = 0
    for start, stop, text in _pieces(words, turn):
        row.begins.append(size)
        size += len(text)
        row.ends.append(size)
        row.starts.append(start)
        row.stops.append(stop)
        pieces.append(text)
    return _Row("".join(pieces), row.begins, row.ends, row.starts, row.stops)


def _pieces(words: Words, turn: int) -> Iterator[tuple[int, int, str]]:
    """The words and numbers of a turn with their offsets; words for signs are left out."""
    said: list[Word] = []
    for k in range(words.turns[turn], words.turns[turn + 1]):
        word, mask = words.lower[k], words.masks[k]
        start, stop = words.starts[k], words.ends[k]
        if mask & FIGURES:
            yield from _numbers(said)
            yield start, stop, word
        elif mask & NUMBER and (word != "og" or said):
            said.extend(Word(start, stop, kind, number, word) for kind, number in split_word(word))
        elif mask & SEPARATOR and word in SEPARATORS:
            yield from _numbers(said)
        else:
            yield from _numbers(said)
            yield start, stop, word
    yield from _numbers(said)


def _numbers(said: list[Word]) -> list[tuple[int, int, str]]:
    """The numbers of a row of number words, which is emptied."""
    groups = [(group.start, group.end, group.digits) for group in read_groups(said)] if said else []
    said.clear()
    return groups
