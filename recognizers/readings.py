"""Readings: rows of figures, number words and single letters as they are read aloud, each in one piece of a turn."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from slor.recognizers.common_words import common_words
from slor.recognizers.cues import (
    CUE,
    FIGURES,
    LETTER,
    NEGATIVE,
    NUMBER,
    ORDINAL,
    PURE_HESITATIONS,
    STOP,
    UNIT,
)
from slor.recognizers.number_words import ARTICLES, WORDS, split_word
from slor.recognizers.numerals import Group, Word, read_groups
from slor.recognizers.shapes import IBAN_COUNTRIES
from slor.recognizers.words import Words

_VALUE: Final = FIGURES | NUMBER | LETTER
# Letters that are words of their own: "i", "å", "e" and "æ" in dialects
_AMBIGUOUS: Final = frozenset("iåaeæøou")
_HEX: Final = frozenset("abcdef")
_BARE: Final = frozenset({"tusen", "tusind", "tusinde", "hundre", "hundrede"})
DOTS: Final = frozenset({"punktum", "prik", "dot", "punkt"})
_PLUS: Final = frozenset({"plus", "pluss"})
_JOINTS: Final = frozenset(" ,.-/:'\"\t()")


@dataclass(frozen=True, slots=True)
class Piece:
    """One uninterrupted reading.

    Attributes:
        turn: the number of its turn.
        first, last: its words, both inclusive.
        start, end: offsets into the document's text.
        text: what it stands for: digits and lower-case letters.
        groups: what was said together, in order; a letter is a group of its own.
        unit: it counts something: "to uger".
        negative: what stands before it says that it is no identifier: "fejl fem nul tre".
        dots: how many spoken full stops stand in it.
    """

    turn: int
    first: int
    last: int
    start: int
    end: int
    text: str
    groups: tuple[Group, ...]
    unit: bool
    negative: bool
    dots: int = 0

    @property
    def counted(self) -> bool:
        """Whether all of it is hundreds and thousands, as quantities are said."""
        return all(group.form in {"thousands", "hundreds"} for group in self.groups)

    def without(self, count: int) -> Piece:
        """The piece less its first groups."""
        groups = self.groups[count:]
        text = "".join(group.digits for group in groups)
        return replace(self, start=groups[0].start, text=text, groups=groups)

    @property
    def digits(self) -> int:
        """How many digits it has, a plus sign aside."""
        return sum(char.isdigit() for char in self.text)

    @property
    def spoken(self) -> bool:
        """Whether any of it is words or letters rather than figures."""
        return any(group.form != "figures" for group in self.groups)


def read_pieces(words: Words, turn: int, *, hexadecimal: bool = False) -> Iterator[Piece]:
    """Finds the readings of one turn.

    Args:
        words: the document's words.
        turn: the turn's number.
        hexadecimal: also read pairs of letters such as "fe" and lone "a" and "e" as hexadecimal digits.

    Yields:
        The pieces, in order.
    """
    first, end = words.turns[turn], words.turns[turn + 1]
    masks = words.masks
    i = first
    while i < end:
        if masks[i] & _VALUE and _is_value(words, i, first, end, hexadecimal):
            j = _extend(words, i, first, end, hexadecimal)
            piece = _piece(words, turn, i, j)
            if piece is not None:
                yield piece
            i = j + 1
        elif hexadecimal and _hex_pair(words.lower[i]):
            j = _extend(words, i, first, end, hexadecimal)
            if j > i and (piece := _piece(words, turn, i, j)) is not None:
                yield piece
            i = j + 1
        else:
            i += 1


def _hex_pair(word: str) -> bool:
    return 2 <= len(word) <= 4 and not set(word) - _HEX


def _is_value(words: Words, i: int, first: int, end: int, hexadecimal: bool) -> bool:
    """Whether a word of a value's class is one here."""
    mask = words.masks[i]
    if mask & FIGURES:
        return True
    if mask & NUMBER:
        return words.lower[i] != "og"
    if mask & LETTER:
        if words.lower[i] not in _AMBIGUOUS:
            return True
        if hexadecimal and words.lower[i] in _HEX:
            return True
        return any(
            first <= k < end and words.masks[k] & LETTER and _joined(words, min(i, k), max(i, k))
            for k in (i - 1, i + 1)
        ) and _letters_around(words, i, first, end)
    return False


def _letters_around(words: Words, i: int, first: int, end: int) -> bool:
    """Whether the row of letters around i has at least three letters or one that is no word."""
    low = high = i
    while low > first and words.masks[low - 1] & LETTER and i - low < 40:
        low -= 1
    while high + 1 < end and words.masks[high + 1] & LETTER and high - i < 40:
        high += 1
    return high - low >= 2 or any(words.lower[k] not in _AMBIGUOUS for k in range(low, high + 1))


def _joined(words: Words, left: int, right: int) -> bool:
    """Whether only a joint stands between two neighbouring words; a full stop before a space ends a sentence."""
    gap = words.gap(left, right)
    if not gap or gap == " ":
        return True
    return len(gap) <= 3 and all(char in _JOINTS for char in gap) and ". " not in gap


def _extend(words: Words, i: int, first: int, end: int, hexadecimal: bool) -> int:
    """The last word of the piece that begins at i."""
    lower, masks = words.lower, words.masks
    last = i
    k = i + 1
    skipped = 0
    while k < end and _joined(words, k - 1, k):
        if masks[k] & _VALUE and (lower[k] == "og" or _is_value(words, k, first, end, hexadecimal)):
            if lower[k] == "og":
                skipped += 1
                if skipped > 2:
                    break
            else:
                last, skipped = k, 0
        elif hexadecimal and _hex_pair(lower[k]):
            last, skipped = k, 0
        elif lower[k] in PURE_HESITATIONS | DOTS and skipped < 2:
            skipped += 1
        else:
            break
        k += 1
    return last


def _piece(words: Words, turn: int, i: int, j: int) -> Piece | None:
    """Reads the words i to j, both inclusive."""
    read: list[Word] = []
    groups: list[Group] = []
    dots = 0
    for k in range(i, j + 1):
        word, mask = words.lower[k], words.masks[k]
        start, end = words.starts[k], words.ends[k]
        if mask & FIGURES:
            read.append(Word(start, end, "f", 0, word))
        elif mask & NUMBER:
            read.extend(
                Word(start, end, kind, number, word)
                for kind, number in (WORDS.get(word) and (WORDS[word],)) or split_word(word)
            )
        elif word in PURE_HESITATIONS:
            continue
        elif word in DOTS:
            dots += 1
            groups.extend(read_groups(read))
            read = []
        else:
            double = bool(read) and read[-1].kind == "d"
            if double:
                start = read.pop().start
            groups.extend(read_groups(read))
            read = []
            said = ("w" if word == "v" else word * 2) if double else word
            groups.append(Group(start, end, said, "digits"))
    groups.extend(read_groups(read))
    if len(groups) > 1 and words.lower[i] in ARTICLES and groups[1].digits.isalpha():
        groups, i = groups[1:], i + 1  # "en d k 69": the article is none of it
    if not groups or all(words.lower[k] in _BARE for k in range(i, j + 1)):
        return None
    if i == j and words.lower[i] in ARTICLES:
        return None
    begin = words.turns[turn]
    prefix, i = _prefix(words, begin, i, groups)
    before = words.masks[i - 1] if i > begin else 0
    after = words.masks[j + 1] if j + 1 < words.turns[turn + 1] and words.gap(j, j + 1).strip() in {"", "-"} else 0
    return Piece(
        turn,
        i,
        j,
        words.starts[i],
        groups[-1].end,
        prefix + "".join(group.digits for group in groups),
        tuple(groups),
        bool(after & UNIT) or (bool(after & CUE) and words.cue(j + 1) == "NOTHING"),
        bool(before & (NEGATIVE | ORDINAL)),
        dots,
    )


def _prefix(words: Words, begin: int, i: int, groups: list[Group]) -> tuple[str, int]:
    """What belongs before a piece: "plus", or the two letters of an IBAN or a number plate.

    Returns:
        Its text, and the word that the piece begins with.
    """
    k = i - 1
    if k < begin:
        return "", i
    word, gap = words.lower[k], words.gap(k, i)
    if word in _PLUS and gap in {" ", ""}:
        return "+", k
    if gap.endswith("+") and gap[:-1] in {"", " "}:
        return "+", i
    if len(word) != 2 or not word.isalpha() or gap not in {"", " "}:
        return "", i
    digits = sum(len(group.digits) for group in groups if group.digits.isdigit())
    if word in IBAN_COUNTRIES and (not gap or digits >= 10 or words.text[words.starts[k] : words.ends[k]].isupper()):
        return word, k
    upper = words.text[words.starts[k] : words.ends[k]].isupper()
    plain = words.masks[k] & (STOP | NEGATIVE) or word in common_words()
    counted = all(group.form in {"thousands", "hundreds"} for group in groups)
    if digits in {4, 5} and not counted and (upper or not gap or not plain):
        return word, k
    return "", i
