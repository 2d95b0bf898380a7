"""Postcodes that answer a question for one: alone, read back, or in two parts with the town behind the second."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from slor.recognizers.claims import Claim
from slor.recognizers.common_words import common_words
from slor.recognizers.cues import FILLER, REVISION
from slor.recognizers.readings import Piece, read_pieces
from slor.recognizers.words import Words

_SCORE: Final = 0.8
_DIGITS: Final = 4
_PATIENCE: Final = 3
"""For how many turns after the question its answer may be read back."""
_OTHER_WORDS: Final = 4
_ASKING: Final = frozenset("postnummer postnummeret postnr postkode postkoden postnummera".split())


def read_postcodes(words: Words) -> list[Claim]:
    """Finds the postcodes that a conversation asked for.

    Args:
        words: the document's words.

    Returns:
        Claims of four digits that stand nearly alone in a turn, and of two and two digits in turns near each other.
    """
    asked = -_PATIENCE - 1
    begun: list[Piece] = []  # the first two digits, and their being read back
    out: list[Claim] = []
    for turn in range(len(words.turns) - 1):
        first, end = words.turns[turn], words.turns[turn + 1]
        if turn - asked <= _PATIENCE:
            for piece in _alone(words, turn):
                if piece.digits == _DIGITS:
                    out.append(_claim(words, piece, end))
                elif begun and turn - begun[-1].turn == 1 and piece.text == begun[-1].text and len(begun) == 1:
                    begun.append(piece)
                elif begun and turn - begun[-1].turn <= _PATIENCE:
                    out += [*(_claim(words, part, 0) for part in begun), _claim(words, piece, end)]
                    begun = []
                else:
                    begun = [piece]
        if not _ASKING.isdisjoint(words.lower[first:end]):
            asked = turn
    return out


def _alone(words: Words, turn: int) -> Iterator[Piece]:
    """The pieces of two or four digits that begin a turn, behind no more than fillers."""
    first, end = words.turns[turn], words.turns[turn + 1]
    for piece in read_pieces(words, turn):
        if piece.unit or piece.negative or piece.digits != len(piece.text) or piece.digits not in {2, _DIGITS}:
            continue
        if end - first - (piece.last - piece.first) - 1 > _OTHER_WORDS:
            continue
        if all(words.masks[k] & (FILLER | REVISION) for k in range(first, piece.first)):
            yield piece


def _claim(words: Words, piece: Piece, end: int) -> Claim:
    """A part of a postcode, with the town behind it."""
    k = piece.last + 1
    stop = piece.end
    if k < end and words.gap(k - 1, k) == " " and not words.masks[k] and words.lower[k] not in common_words():
        stop = words.ends[k]
    return Claim(piece.start, stop, "POSTAL_PLACE", _SCORE)
