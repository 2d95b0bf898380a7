"""House numbers of streets that a conversation has named: said anew, put right, or read back alone."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from slor.recognizers.claims import Claim
from slor.recognizers.common_words import common_words
from slor.recognizers.cues import CUE, FIGURES, FILLER, NUMBER, ORDINAL, PURE_HESITATIONS, REVISION
from slor.recognizers.doors import door_end
from slor.recognizers.readings import Piece, read_pieces
from slor.recognizers.streets import street_strength
from slor.recognizers.words import Words

_SCORE: Final = 0.75
_NEAR: Final = 3
_POSTCODE: Final = 4
_BESIDE: Final = 5
_RECENT: Final = 2
_LONGEST_NAME: Final = 4
_NOT: Final = frozenset("ikke ikkje itj inte".split())
_NUMBER: Final = frozenset({"nummer", "nr"})
_ONLY: Final = frozenset({"bare", "berre", "eller"})


@dataclass(frozen=True, slots=True)
class _Street:
    """A street address that was found: its turn, its words and the name without the number."""

    turn: int
    first: int
    last: int
    name: tuple[str, ...]


def read_houses(words: Words, speakers: Sequence[str], claims: Sequence[Claim], *, voice: bool) -> list[Claim]:
    """Finds further numbers of streets that are known.

    Args:
        words: the document's words.
        speakers: who says each turn.
        claims: what was found so far, in any order.
        voice: whether it was spoken; what is typed is not put right in the same breath.

    Returns:
        A known street with another number, everywhere; in speech also a number that takes back the one before it
        ("vinnesvegen 31 nei 331", "atten ikke åtte"), one that is read back alone ("18 ja notert"), and the number
        of a house in a street that was just named ("nygårdsgaten utenfor nummer 114").
    """
    streets = [
        street for claim in claims if claim.entity_type == "STREET_ADDRESS" and (street := _street(words, claim))
    ]
    out = list(_again(words, {street.name for street in streets if street.name}))
    if voice:
        ends = {street.last for street in streets}
        turns = {street.turn for street in streets}  # and the turns that answer them
        for turn in range(len(words.turns) - 1):
            for piece in read_pieces(words, turn):
                house = _before_postcode(piece)
                if _may_be_house(words, house) and _is_house(words, house, ends, turns, speakers):
                    numbered = piece.first > words.turns[turn] and words.lower[piece.first - 1] in _NUMBER
                    out.append(_house(words, piece.first - numbered, house))
                    turns.add(turn)
    return out


def _before_postcode(piece: Piece) -> Piece:
    """A piece without the postcode that was read in one breath with it: "åtte 5911"."""
    last = piece.groups[-1]
    head = piece.groups[:-1]
    if not head or len(last.digits) != _POSTCODE or last.form != "figures":
        return piece
    text = "".join(group.digits for group in head)
    return piece._replace(text=text, groups=head, end=head[-1].end, last=piece.last - 1)


def _street(words: Words, claim: Claim) -> _Street | None:
    """The street of an address; None where its name is not all words."""
    first = bisect_left(words.starts, claim.start)
    last = bisect_left(words.ends, claim.end)
    if first >= len(words.starts) or last < first:
        return None
    name = []
    for k in range(first, min(last + 1, first + _LONGEST_NAME + 1)):
        if words.masks[k] & (NUMBER | FIGURES):
            break
        if words.lower[k] not in _NUMBER and words.lower[k] not in PURE_HESITATIONS:
            name.append(words.lower[k])
    turn = bisect_left(words.turns, first + 1) - 1
    told = 0 < len(name) <= _LONGEST_NAME and any(len(word) > 3 for word in name)
    return _Street(turn, first, last, tuple(name) if told else ())


def _again(words: Words, names: Collection[tuple[str, ...]]) -> Iterator[Claim]:
    """A street's name with a number behind it, wherever it stands."""
    if not names:
        return
    sizes = sorted({len(name) for name in names})
    for turn in range(len(words.turns) - 1):
        for piece in read_pieces(words, turn):
            k = piece.first
            if k > words.turns[turn] and words.lower[k - 1] in _NUMBER:
                k -= 1
            for size in sizes:
                begins = k - size >= words.turns[turn] and tuple(words.lower[k - size : k]) in names
                if begins and _may_be_house(words, piece) and words.gap(k - 1, k) in {" ", ", "}:
                    yield _house(words, k - size, piece)


def _house(words: Words, first: int, piece: Piece) -> Claim:
    end = max(piece.end, words.ends[door_end(words, piece.last, words.turns[piece.turn + 1])])
    return Claim(words.starts[first], end, "STREET_ADDRESS", _SCORE)


def _may_be_house(words: Words, piece: Piece) -> bool:
    lettered = piece.digits == len(piece.text) - 1 and piece.text[-1:].isalpha()
    return (
        1 <= piece.digits <= 4
        and (lettered or piece.digits == len(piece.text))
        and piece.text[:1] != "0"
        and not piece.unit
        and not piece.is_quantity(words)
    )


def _is_house(
    words: Words, piece: Piece, ends: Collection[int], turns: Collection[int], speakers: Sequence[str]
) -> bool:
    """Whether a number can only be that of a house by what was said before it: `ends` and `turns` are the streets'."""
    first, end = words.turns[piece.turn], words.turns[piece.turn + 1]
    before = words.lower[max(first, piece.first - _NEAR) : piece.first]
    if before and before[-1] in _NUMBER:
        named = words.lower[max(first, piece.first - 1 - _BESIDE) : piece.first - 1]
        if any(street_strength(word) and word not in common_words() for word in named):
            return True
    for k in range(piece.first - 2, max(first - 1, piece.first - 2 - _NEAR), -1):
        if k in ends:
            between = range(k + 1, piece.first)
            if all(words.masks[k] & (REVISION | FILLER) or words.lower[k] in _NOT | _NUMBER for k in between):
                return any(words.masks[k] & REVISION or words.lower[k] in _NOT for k in between)
    answers = piece.turn - 1 in turns and speakers[piece.turn - 1] != speakers[piece.turn]
    return answers and _leads(words, first, piece) and _closes(words, piece.last + 1, end)


def _leads(words: Words, first: int, piece: Piece) -> bool:
    """Whether a turn begins with a number, but for a yes or a no."""
    return piece.first - first <= _RECENT and all(
        words.masks[k] & (REVISION | FILLER) or words.lower[k] in _NUMBER | _ONLY for k in range(first, piece.first)
    )


def _closes(words: Words, k: int, end: int) -> bool:
    """Whether no more is said of a number: the turn ends, or a filler or a floor follows it."""
    return k >= end or (bool(words.masks[k] & (FILLER | ORDINAL)) and not words.masks[k] & CUE)
