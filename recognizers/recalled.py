"""What a conversation has stated once, found wherever its value stands again, typed, said, spelt or grouped anew."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import Final

from slor.recognizers.claims import Claim
from slor.recognizers.common_words import common_words
from slor.recognizers.cues import NUMBER, SEPARATOR, SEPARATORS
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
_FEWEST_LETTERS: Final = 3
_SIGNED: Final = frozenset({"EMPLOYEE_ID", "USERNAME"})
_SHORTEST_NUMBER: Final = 6
_LONGEST: Final = 48
_SPECIAL: Final = NUMBER | SEPARATOR
_MOST: Final = 60
"""How many values of one conversation are looked for."""


@dataclass(frozen=True, slots=True)
class _Row:
    """A text without spaces and signs, numbers in figures, with a line end between two turns.

    Attributes:
        compact: the text.
        begins, ends: where each of its pieces stands in it.
        starts, stops: where each stands in the document.
    """

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
    told = [claim for claim in claims if claim.entity_type in _KINDS and claim.score >= _SURE]
    if not told:
        return []
    row = _row(words)
    return [
        Claim(start, stop, entity_type, _SCORE, value)
        for value, entity_type in _values(row, told).items()
        for start, stop in _places(row, value)
    ]


def _values(row: _Row, claims: Sequence[Claim]) -> dict[str, str]:
    """What is worth looking for, in the order in which it was stated."""
    values: dict[str, str] = {}
    for claim in sorted(claims, key=lambda c: (c.start, c.end)):
        said = "".join(c for c in claim.value.lower() if c.isalnum()) if claim.value else ""
        for value in (said, _inside(row, claim)):
            if (_is_telling(value) or _is_spelt(value, claim)) and not (
                claim.entity_type == "STREET_ADDRESS" and value[1:].isdigit()
            ):
                values.setdefault(value, claim.entity_type)
        if len(values) >= _MOST:
            break
    return values


def _is_telling(value: str) -> bool:
    """Whether a value says who is meant wherever it stands."""
    if not _SHORTEST <= len(value) <= _LONGEST:
        return False
    return len(value) >= _SHORTEST_NUMBER if value.isdigit() else value not in common_words()


def _is_spelt(value: str, claim: Claim) -> bool:
    """Whether a value is somebody's initials, read out letter by letter: "m h o l", then "mhol"."""
    return (
        claim.entity_type in _SIGNED
        and value.isalpha()
        and _FEWEST_LETTERS <= len(value) < _SHORTEST
        and claim.end - claim.start >= 2 * len(value) - 1
        and value not in common_words()
    )


def _inside(row: _Row, claim: Claim) -> str:
    """What a claim covers within a turn, without spaces and signs; nothing where it cuts a piece."""
    low, high = bisect_left(row.starts, claim.start), bisect_left(row.stops, claim.end)
    if low >= len(row.starts) or high >= len(row.stops) or row.starts[low] != claim.start or high < low:
        return ""
    value = row.compact[row.begins[low] : row.ends[high]] if row.stops[high] == claim.end else ""
    return "" if "\n" in value else value


def _places(row: _Row, value: str) -> Iterator[tuple[int, int]]:
    """Where a value stands in a turn, from the beginning of a piece to the end of one, in the document's offsets."""
    at = row.compact.find(value)
    while at >= 0:
        low, high = bisect_left(row.begins, at), bisect_left(row.ends, at + len(value))
        if low < len(row.begins) and row.begins[low] == at and row.ends[high] == at + len(value):
            yield row.starts[low], row.stops[high]
        at = row.compact.find(value, at + 1)


def _row(words: Words) -> _Row:
    """The words and numbers of all turns; words for signs are left out."""
    pieces: list[tuple[int, int, str]] = []
    said: list[Word] = []
    plain = list(zip(words.starts, words.ends, words.lower, strict=True))
    special = [k for k, mask in enumerate(words.masks) if mask & _SPECIAL]
    for first, end in pairwise(words.turns):
        at = first
        for k in special[bisect_left(special, first) : bisect_left(special, end)]:
            start, stop, word = plain[k]
            if at < k:
                pieces += _numbers(said)
                pieces += plain[at:k]
            at = k + 1
            if words.masks[k] & NUMBER and (word != "og" or said):
                said.extend(Word(start, stop, kind, number, word) for kind, number in split_word(word))
                continue
            pieces += _numbers(said)
            if word not in SEPARATORS:
                pieces.append((start, stop, word))
        pieces += _numbers(said)
        pieces += plain[at:end]
        if pieces:
            pieces.append((pieces[-1][1], pieces[-1][1], "\n"))
    texts = [text for _, _, text in pieces]
    ends = list(accumulate(map(len, texts)))
    return _Row(
        "".join(texts),
        [end - len(text) for end, text in zip(ends, texts, strict=True)],
        ends,
        [start for start, _, _ in pieces],
        [stop for _, stop, _ in pieces],
    )


def _numbers(said: list[Word]) -> list[tuple[int, int, str]]:
    """The numbers of a row of number words, which is emptied."""
    if not said:
        return []
    groups = [(group.start, group.end, group.digits) for group in read_groups(said)]
    said.clear()
    return groups
