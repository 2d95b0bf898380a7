"""Readings: rows of figures, number words and single letters as they are read aloud, each in one piece of a turn."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from slor.recognizers.cues import (
    COUNTED,
    CUE,
    FIGURES,
    LETTER,
    MONTH,
    NEGATIVE,
    NUMBER,
    ORDINAL,
    PURE_HESITATIONS,
    TIMES,
    UNIT,
)
from slor.recognizers.lead_ins import counts_already, is_age, name_spelt, tells_how_many
from slor.recognizers.number_words import ARTICLES, WORDS, split_word
from slor.recognizers.numerals import Group, Word, read_groups
from slor.recognizers.prefixes import prefix_of
from slor.recognizers.shapes import IBAN_COUNTRIES
from slor.recognizers.words import Words

_VALUE: Final = FIGURES | NUMBER | LETTER
# Letters that are words of their own: "i", "å", "e" and "æ" in dialects
_AMBIGUOUS: Final = frozenset("iåaeæøou")
_HEX: Final = frozenset("abcdef")
_OTHER_ONES: Final = frozenset({"andet", "andre", "siste", "sidste"})
"""Ordinals that do not count what follows: "det andet, tres femten"."""
_CLOCK: Final = r"\d{1,2}(?:[.:]\d{2})?"
_QUANTITY: Final = re.compile(
    rf"{_CLOCK}\s?-\s?{_CLOCK}|\d{{1,2}}[.:]\d{{2}}(?:[.:]\d{{2}})?|\d{{1,3}}(?:[. ]\d{{3}})*,\d\d?|\d{{1,3}}\.\d{{3}}|"
    r"\d{1,2}/\d{1,2}(?:[ -]+\d{2,4})?|\d{1,4}/\d{1,4}|\d{1,2}\.\d{1,2}\.(?:\d{2}|\d{4})|(?:19|20)\d\d|\d{4}-\d\d-\d\d"
)
_DATE: Final = re.compile(r"(?<![\d./-])(?:0?[1-9]|[12]\d|3[01])([./-])(?:0?[1-9]|1[0-2])\1(?:\d{4}|\d{2})\Z")
_MONEY: Final = re.compile(r"\s?(?:%|€|\$|,-|:-|kr\b|x\s?\d|[×*+=]\s?\d)")
_BARE: Final = frozenset({"tusen", "tusind", "tusinde", "hundre", "hundrede"})
SIGNS: Final = frozenset({"kolon", "bindestreg", "bindestrek", "streg", "strek", "mellemrum", "mellomrom"})
_LONGEST: Final = 64
_OFTEN: Final = 5
DOTS: Final = frozenset({"punktum", "prik", "dot", "punkt"})
_JOINTS: Final = frozenset(" ,.-/:'\"\t()")


class Piece(NamedTuple):
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
        return self._replace(start=groups[0].start, text=text, groups=groups)

    def is_quantity(self, words: Words) -> bool:
        """Whether figures are written as a time, a date, a price or a share."""
        raw = words.text[self.start : self.end]
        if self.spoken or len(raw) > 24:
            return False
        after = self.last + 1
        month = (
            after < len(words.masks) and words.masks[after] & MONTH and words.gap(self.last, after) in {". ", " ", "."}
        )
        return bool(month) or bool(_QUANTITY.fullmatch(raw)) or bool(_MONEY.match(words.text, self.end))

    @property
    def digits(self) -> int:
        """How many digits it has, a plus sign aside."""
        return sum(char.isdigit() for char in self.text)

    @property
    def spoken(self) -> bool:
        """Whether any of it is words or letters rather than figures."""
        return any(group.form != "figures" for group in self.groups)


_CHANGING: Final = frozenset({"MAC_ADDRESS", "IBAN_CODE", "LICENSE_PLATE"})
"""Types whose being expected changes what is read."""


def read_pieces(words: Words, turn: int, *, expects: frozenset[str] = frozenset()) -> list[Piece]:
    """Finds the readings of one turn, once for all who ask.

    Args:
        words: the document's words.
        turn: the turn's number.
        expects: entity types that are spoken of: for a MAC address pairs of letters such as "fe" and lone "a" and "e"
            are hexadecimal digits, for an IBAN or a number plate two letters before a number belong to it.

    Returns:
        The pieces, in order.
    """
    key = turn, expects & _CHANGING
    found = words.pieces.get(key)
    if found is None:
        found = words.pieces[key] = list(_read_turn(words, *key))
    return found


def _read_turn(words: Words, turn: int, expects: frozenset[str]) -> Iterator[Piece]:
    first, end = words.turns[turn], words.turns[turn + 1]
    masks = words.masks
    hexadecimal = "MAC_ADDRESS" in expects
    i = first
    while i < end:
        if masks[i] & _VALUE and _is_value(words, i, first, end, hexadecimal=hexadecimal):
            j = _extend(words, i, first, end, hexadecimal=hexadecimal)
            piece = _piece(words, turn, i, _less_count(words, i, _less_article(words, i, j), end), expects)
            if piece is not None:
                yield piece
            i = j + 1
        elif hexadecimal and _hex_pair(words.lower[i]):
            j = _extend(words, i, first, end, hexadecimal=hexadecimal)
            if j > i and (piece := _piece(words, turn, i, j, expects)) is not None:
                yield piece
            i = j + 1
        else:
            i += 1


def _hex_pair(word: str) -> bool:
    return 2 <= len(word) <= 4 and not set(word) - _HEX


def _is_value(words: Words, i: int, first: int, end: int, *, hexadecimal: bool) -> bool:
    """Whether a word of a value's class is one here."""
    mask = words.masks[i]
    if mask & FIGURES:
        return True
    if mask & NUMBER:
        thanks = words.lower[i] in _BARE and i + 1 < end and words.lower[i + 1] in {"tak", "takk"}
        return words.lower[i] != "og" and not thanks and not tells_how_many(words, i, first, end)
    if mask & LETTER:
        if words.lower[i] not in _AMBIGUOUS:
            return True
        if hexadecimal and words.lower[i] in _HEX:
            return True
        if i + 1 < end and _begins_with_capital(words, i + 1) and not _begins_with_capital(words, i):
            return False  # "i B-404"
        if likened(words, i + 1, end):
            return True
        return any(
            first <= k < end and words.masks[k] & LETTER and _joined(words, min(i, k), max(i, k))
            for k in (i - 1, i + 1)
        ) and _letters_around(words, i, first, end)
    return False


def _begins_with_capital(words: Words, k: int) -> bool:
    return words.text[words.starts[k]].isupper()


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
    if ". " in gap or ": " in gap or " /" in gap:
        return False
    if gap.startswith(",") and (_is_date(words, left) or _is_cut(words, right)):
        return False
    return len(gap) <= 3 and all(char in _JOINTS for char in gap)


def _is_date(words: Words, last: int) -> bool:
    """Whether figures with a day and a month before them end at a word: "30.09.98"."""
    end = words.ends[last]
    return bool(words.masks[last] & FIGURES and _DATE.search(words.text, max(0, end - 11), end))


def _is_cut(words: Words, k: int) -> bool:
    """Whether a letter is a word cut short: "f. 30.09.2001"."""
    return bool(words.masks[k] & LETTER) and words.text.startswith(". ", words.ends[k])


def _extend(words: Words, i: int, first: int, end: int, *, hexadecimal: bool) -> int:
    """The last word of the piece that begins at i."""
    lower, masks = words.lower, words.masks
    last = i
    k = i + 1
    skipped = 0
    while k < end and _joined(words, k - 1, k):
        if masks[k] & _VALUE and (lower[k] == "og" or _is_value(words, k, first, end, hexadecimal=hexadecimal)):
            if lower[k] == "og":
                skipped += 1
                if skipped > 2 or not _adds(words, k, end):
                    break
            else:
                last, skipped = k, 0
        elif hexadecimal and _hex_pair(lower[k]):
            last, skipped = k, 0
        elif skip := likened(words, k, end) or _times(words, k, end):
            k, skipped = k + skip, 0
            last = k - 1
            continue
        elif (
            lower[k] in PURE_HESITATIONS
            or lower[k] in DOTS
            or lower[k] in SIGNS
            or (lower[k] in {"æ", "ø"} and k + 1 < end and masks[k - 1] & masks[k + 1] & NUMBER)
        ):
            skipped += 1
            if skipped > 2:
                break
        elif (
            lower[k] in _HEX
            and k - i >= 2
            and k + 1 < end
            and masks[k - 1] & (NUMBER | LETTER)
            and masks[k + 1] & (NUMBER | LETTER)
            and any(masks[m] & LETTER for m in range(i, k))
        ):
            last, skipped = k, 0  # "b f fire a fem e fem": lone letters of a MAC address nobody announced
        else:
            break
        k += 1
    return last


def _less_article(words: Words, i: int, j: int) -> int:
    """The last word of i to j less the article after figures: "41 98 45 67 en time", "41 98 45 67 og et andet"."""
    said = j - 2 if words.lower[j - 1] == "og" else j - 1
    if said >= i and words.lower[j] in ARTICLES and words.masks[said] & FIGURES and len(words.lower[said]) > 1:
        return said
    return j


def _less_count(words: Words, i: int, j: int, end: int) -> int:
    """The last word of i to j less how many they are: "sju to åtte tjue siffer"."""
    if j + 1 == end or words.lower[j + 1] not in COUNTED or words.gap(j, j + 1) != " ":
        return j
    last = j - 1
    while last > i and words.lower[last] in {"og", "er", "det"}:
        last -= 1
    return last if last > i else j


def likened(words: Words, k: int, end: int) -> int:
    """How many words at k only say which letter was meant: "som i anna" after "a"; 0 where there are none."""
    if not words.masks[k - 1] & LETTER or k + 1 >= end:
        return 0
    if words.lower[k] == "som":
        size = 3 if words.lower[k + 1] == "i" else 2
    elif words.lower[k] == "for":
        size = 2
    else:
        return 0
    last = k + size - 1
    return size if last < end and words.lower[last][0] == words.lower[k - 1] else 0


def _times(words: Words, k: int, end: int) -> int:
    """How many words at k say a digit as often as the word before them tells: "ganger null" in "tre ganger null"."""
    if words.lower[k] not in TIMES or k + 1 >= end or words.gap(k, k + 1) != " ":
        return 0
    count, digit = WORDS.get(words.lower[k - 1], ("", 0)), WORDS.get(words.lower[k + 1], ("", 0))
    counted = k + 2 < end and (words.masks[k + 2] & UNIT or words.lower[k + 2] in TIMES)
    return 2 if count[0] == "u" and 2 <= count[1] <= _OFTEN and digit[0] in {"z", "u"} and not counted else 0


def _adds(words: Words, k: int, end: int) -> bool:
    """Whether "og" at k joins a number: "to og tyve", "hundrede og fire"; not "seksten og tre"."""
    if k + 1 >= end or not words.masks[k + 1] & NUMBER:
        return False
    left, right = WORDS.get(words.lower[k - 1]), WORDS.get(words.lower[k + 1])
    if left is None:
        return True  # "tohundre og førti"
    return left[0] in "hk" or (left[0] == "u" and right is not None and right[0] == "t")


def _say(words: Words, k: int, last: int, read: list[Word]) -> int:
    """Reads the number word at k; the number of words that it takes: two for "tre ganger", before the digit."""
    word, start, end = words.lower[k], words.starts[k], words.ends[k]
    if k < last and _times(words, k + 1, last + 1):
        read.append(Word(start, end, "d", WORDS[word][1], word))
        return 2
    kinds = (WORDS[word],) if word in WORDS else split_word(word)
    read.extend(Word(start, end, kind, number, word) for kind, number in kinds)
    return 1


def _piece(words: Words, turn: int, i: int, j: int, expects: frozenset[str]) -> Piece | None:
    """Reads the words i to j, both inclusive."""
    read: list[Word] = []
    groups: list[Group] = []
    dots = commas = 0
    until = i
    for k in range(i, j + 1):
        if k < until:
            continue
        if k > i and (skip := likened(words, k, j + 1)):
            until = k + skip
            continue
        word, mask = words.lower[k], words.masks[k]
        start, end = words.starts[k], words.ends[k]
        if mask & FIGURES:
            read.append(Word(start, end, "f", 0, word))
        elif mask & NUMBER:
            until = k + _say(words, k, j, read)
        elif word in SIGNS or (word in PURE_HESITATIONS and word != "komma"):
            continue
        elif word == "komma":
            commas += 1
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
    if len(groups) > 2 and words.lower[i] in ARTICLES and groups[1].digits + groups[2].digits in IBAN_COUNTRIES:
        groups, i = groups[1:], i + 1  # "en d k 69": the article is none of it
    named = name_spelt(words, i, [group.digits for group in groups])
    groups, i = groups[named:], i + named
    if len(groups) == 2 and words.lower[i] in ARTICLES and groups[1].digits.isalpha():
        groups, i = groups[1:], i + 1  # "en q"
    if not groups or all(words.lower[k] in _BARE for k in range(i, j + 1)):
        return None
    if i == j and words.lower[i] in ARTICLES:
        return None
    figures = sum(len(group.digits) for group in groups if group.digits.isdigit())
    letters = sum(group.digits.isalpha() for group in groups)
    if figures + letters > _LONGEST:
        return None
    begin = words.turns[turn]
    prefix, i = prefix_of(words, begin, i, groups, expects)
    before = words.masks[i - 1] if i > begin else 0
    if counts_already(words, begin, i):
        before |= NEGATIVE
    after = words.masks[j + 1] if j + 1 < words.turns[turn + 1] and words.gap(j, j + 1).strip() in {"", "-"} else 0
    return Piece(
        turn,
        i,
        j,
        words.starts[i],
        groups[-1].end,
        prefix + "".join(group.digits for group in groups),
        tuple(groups),
        (bool(after & UNIT) and figures < 7 and letters < 2)
        or (figures == 2 and len(groups) == 1 and is_age(words, begin, i))
        or (commas == 1 and figures < 7)
        or (bool(after & CUE) and words.cue(j + 1) == "NOTHING"),
        bool(before & (NEGATIVE | ORDINAL)) and words.lower[i - 1] not in _OTHER_ONES,
        dots,
    )
