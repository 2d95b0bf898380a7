"""Parts of addresses that a turn says alone: floor and door, a house number that was asked for behind the street."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import Final

from slor.recognizers.claims import Claim
from slor.recognizers.common_words import common_words
from slor.recognizers.cues import FILLER, LETTER, NUMBER, ORDINAL, REVISION
from slor.recognizers.doors import door_end
from slor.recognizers.readings import Piece, read_pieces
from slor.recognizers.street_endings import has_street_ending
from slor.recognizers.words import Words

_SCORE: Final = 0.75
_PATIENCE: Final = 3
"""For how many turns after an address its floor, or after a street its number, may be told."""
_OTHER_WORDS: Final = 3
_LEADS: Final = frozenset("på i det er e bare berre bor bur nummer nr".split())
_GROUND: Final = frozenset("stuen kælderen kjelleren underetasjen".split())
_LONGEST_NAME: Final = 3
_OPENERS: Final = frozenset("gamle gammel store lille nordre søndre østre vestre øvre nedre nye ny sankt".split())


def read_doors(words: Words, claims: Sequence[Claim]) -> list[Claim]:
    """Finds the parts of spoken addresses that stand alone.

    Args:
        words: the document's words.
        claims: what was found so far, in any order.

    Returns:
        Claims of floors and doors near an address ("stuen til højre"), and of streets with the numbers that were
        asked for after them ("på vestre strandvej" - "nummer" - "hundrede og seks").
    """
    told = {_turn(words, claim) for claim in claims if claim.entity_type == "STREET_ADDRESS"}
    out: list[Claim] = []
    street: Claim | None = None
    since = -_PATIENCE - 1
    for turn in range(len(words.turns) - 1):
        first, end = words.turns[turn], words.turns[turn + 1]
        if first == end:
            continue
        if turn not in told and any(before in told for before in range(turn - _PATIENCE, turn)):
            found = list(_floor(words, first, end))
            out += found
            told.update([turn] * bool(found))
        if street is not None and 0 < turn - since <= _PATIENCE and turn not in told:
            numbers = list(_number(words, turn))
            if numbers:
                out += [street, *numbers]
                told.add(turn)
                street = None
        if turn not in told and (named := _unnumbered(words, first, end)) is not None:
            street, since = named, turn
    return out


def _turn(words: Words, claim: Claim) -> int:
    return bisect_right(words.turns, bisect_right(words.starts, claim.start) - 1) - 1


def _lead(words: Words, first: int, end: int) -> int:
    """The first word of a turn that is more than a lead-in."""
    k = first
    while k < end and (words.masks[k] & (FILLER | REVISION) or words.lower[k] in _LEADS):
        k += 1
    return k


def _floor(words: Words, first: int, end: int) -> Iterator[Claim]:
    """A floor with a door or a side, where a turn says no more."""
    k = _lead(words, first, end)
    if k >= end or not (words.lower[k] in _GROUND or words.masks[k] & ORDINAL):
        return
    last = door_end(words, k, end)
    if last > k and end - last - 1 <= 1:
        yield Claim(words.starts[k], words.ends[last], "STREET_ADDRESS", _SCORE)


def _number(words: Words, turn: int) -> Iterator[Claim]:
    """A house number that is all a turn says."""
    first, end = words.turns[turn], words.turns[turn + 1]
    pieces: list[Piece] = read_pieces(words, turn)
    if not pieces:
        return
    piece = pieces[0]
    house = 1 <= piece.digits <= 3 and len(piece.text) - piece.digits <= 1 and piece.text[:1].isdigit()
    if not house or piece.unit or piece.negative or piece.first > _lead(words, first, end):
        return
    last = door_end(words, piece.last, end)
    if end - last - 1 <= _OTHER_WORDS:
        yield Claim(piece.start, max(piece.end, words.ends[last]), "STREET_ADDRESS", _SCORE)


def _unnumbered(words: Words, first: int, end: int) -> Claim | None:
    """A street that ends a turn, its number still to come: "jeg bor på vestre strandvej"."""
    k = end - 1
    word = words.lower[k]
    if words.masks[k] or not has_street_ending(word) or len(word) < len("aavej") or word in common_words():
        return None
    start = k
    while start > first and k - start < _LONGEST_NAME and words.lower[start - 1] in _OPENERS:
        start -= 1
    if any(words.masks[m] & (NUMBER | LETTER) for m in range(start, k + 1)):
        return None
    led = _lead(words, first, end) >= start or words.lower[start - 1] in {"på", "i"}
    return Claim(words.starts[start], words.ends[k], "STREET_ADDRESS", _SCORE) if led else None
