"""Numbers as they stand in a text, in figures, letters and words: read in order, written anew in the same manner."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from slor.recognizers.numerals import Numeral, parse_numerals, say_digits

_RUN: Final = re.compile(r"[0-9]+|[^\W\d_]+")
_JOINTS: Final = frozenset(
    "kolon punktum prik strek streg bindestrek bindestreg skråstrek skråstreg understrek pluss plus".split()
)
_WORD: Final = re.compile(r"[^\W\d_]{2}")
_CALLING_CODE: Final = 5  # digits, with the zeros before them: 00354
_FIGURES: Final = re.compile(r"[0-9]+")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a text that stands for some of an identifier's characters.

    Attributes:
        start, end: offsets into the text.
        said: the characters it stands for.
        numeral: how it was said, where it was said in words.
    """

    start: int
    end: int
    said: str
    numeral: Numeral | None = None


def read_pieces(text: str, language: str | None, *, letters: bool) -> list[Piece]:
    """Reads the characters of an identifier off a text.

    Args:
        text: folded text.
        language: `da`, `nb`, `nn` or None.
        letters: whether the identifier may hold letters, such as a plate, which count where they stand in ones or
            twos if anything is said in words; else only digits count.

    Returns:
        The pieces in order.
    """
    numerals = parse_numerals(text, language) if _WORD.search(text) else []
    taken = [(numeral.start, numeral.end) for numeral in numerals]
    pieces = [Piece(numeral.start, numeral.end, numeral.digits, numeral) for numeral in numerals]
    for run in (_RUN if letters else _FIGURES).finditer(text):
        if any(start < run.end() and run.start() < end for start, end in taken):
            continue
        if run[0].lower() in _JOINTS or (numerals and run[0].isalpha() and len(run[0]) > 2):
            continue  # a word between the numbers
        pieces.append(Piece(run.start(), run.end(), run[0]))
    return sorted(pieces, key=lambda piece: piece.start)


def write_pieces(text: str, pieces: list[Piece], said: str, language: str | None) -> str:
    """Puts other characters in the pieces' places, in order and in the manner of each.

    Args:
        text: what `read_pieces` read.
        pieces: what it found.
        said: as many characters as all pieces stand for.
        language: `da`, `nb`, `nn` or None.

    Returns:
        The text with the new characters; in capitals where all letters were.
    """
    letters = "".join(piece.said for piece in pieces if piece.numeral is None)
    said = said.upper() if letters.isupper() else said
    out, at, used = [], 0, 0
    for piece in pieces:
        new = said[used : used + len(piece.said)]
        used += len(piece.said)
        if piece.numeral is not None:
            new = say_digits(new, piece.numeral, language)
        out += [text[at : piece.start], new]
        at = piece.end
    return "".join([*out, text[at:]])


def fits(pieces: list[Piece], said: str) -> bool:
    """Whether there are as many characters as all pieces stand for, and digits wherever a number is said in words."""
    at = 0
    for piece in pieces:
        new = said[at : at + len(piece.said)]
        at += len(piece.said)
        if piece.numeral is not None and not new.isdecimal():
            return False
    return at == len(said)


def align(part: str, whole: str, stand_in: str) -> str | None:
    """The part of a stand-in that belongs to a part of the original.

    Args:
        part: what stands in the text.
        whole: the whole original, such as a number's normal form; its separators do not matter.
        stand_in: the whole's stand-in, character for character.

    Returns:
        As many characters as `part`; a calling code before the whole stays, and a whole that is said more than once
        changes each time; None where `part` is no part of the whole.

    >>> [align("4522334455", "22334455", "20987654"), align("3344", "22334455", "20987654")]
    ['4520987654', '9876']
    >>> align("22334455004522334455", "22334455", "20987654")
    '20987654004520987654'
    """
    part = part.lower()
    if whole and part.endswith(whole):
        between = part.split(whole)
        return stand_in.join(between) if max(map(len, between)) <= _CALLING_CODE else None
    at = whole.find(part)
    return stand_in[at : at + len(part)] if at >= 0 else None
