"""Numbers in words, Danish, bokmål and nynorsk: words to digits and, in the same manner, digits to words.

One lexicon serves all three languages, because speakers mix them and a row's language is often wrong; what differs
is how `say_digits` builds a word. A numeral is a list of *groups*: what was said as one number ("toogtyve", "fire
hundrede og seks", "5"). Groups are identifiers' digits, not quantities: "niogfyrre hundrede" is 4900 and "nul to" is
02.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Literal, NamedTuple

from slor.recognizers.number_words import ARTICLES, COMPOUNDS, TEENS, TENS, TENS_FIRST, UNITS, split_word

Form = Literal["digits", "tens", "hundreds", "thousands", "figures"]

_WORD: Final = re.compile(r"\d+|[^\W\d_]+")


class Group(NamedTuple):
    """One number as it was said.

    Attributes:
        start, end: offsets into the text that was read.
        digits: what it stands for, in an identifier.
        form: how it was said; `say_digits` says another number the same way.
    """

    start: int
    end: int
    digits: str
    form: Form


@dataclass(frozen=True, slots=True)
class Style:
    """How a row of digits is said.

    Attributes:
        groups: form and number of digits of each group, in order.
        words: the original's words, which decide between "syv" and "sju", "nul" and "null", "tjueto" and "to og tyve".
    """

    groups: tuple[tuple[Form, int], ...]
    words: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Numeral:
    """A row of groups with nothing but spaces, commas and hyphens between them.

    Attributes:
        start, end: offsets into the text that was read, end exclusive.
        digits: all groups' digits.
        style: how they were said.
        groups: the groups, in order.
    """

    start: int
    end: int
    digits: str
    style: Style
    groups: tuple[Group, ...]


class Word(NamedTuple):
    """A number word, with its class and value as in `number_words`, or a row of figures (class `f`)."""

    start: int
    end: int
    kind: str
    number: int
    text: str


def read_groups(words: Sequence[Word], language: str | None = None) -> list[Group]:
    """Puts number words together to the numbers that were said.

    Args:
        words: number words that follow each other, `og` between them included.
        language: `da` keeps "tyve to" two numbers; Norwegian joins "tjue to" anyway.

    Returns:
        The groups, in order; an `og` that joins nothing belongs to none.
    """
    del language  # the word for the tens tells the manner better than the row's language
    out: list[Group] = []
    i, n = 0, len(words)
    while i < n:
        group, used = _read_group(words, i)
        if group is not None:
            out.append(group)
        i += used
    return out


def _read_group(words: Sequence[Word], i: int) -> tuple[Group | None, int]:
    first = words[i]
    kind = first.kind
    if kind == "f":
        return Group(first.start, first.end, first.text, "figures"), 1
    if kind == "z":
        return Group(first.start, first.end, "0", "digits"), 1
    if kind == "d":
        if i + 1 < len(words) and words[i + 1].kind in "zu":
            last = words[i + 1]
            return Group(first.start, last.end, str(last.number) * first.number, "digits"), 2
        return None, 1
    if kind in "op":
        return None, 1
    if kind == "u" and i + 1 < len(words) and words[i + 1].kind == "p" and first.number > 1:
        last = words[i + 1]
        return Group(first.start, last.end, str(last.number) * first.number, "digits"), 2
    value, used, form = _read_number(words, i)
    return Group(first.start, words[i + used - 1].end, str(value), form), used


def _read_small(words: Sequence[Word], i: int) -> tuple[int, int]:
    """Reads a number below 100 at i: its value and how many words it took; 0 words where there is none."""
    if i >= len(words):
        return 0, 0
    word = words[i]
    if word.kind == "u":
        if i + 2 < len(words) and words[i + 1].kind == "o" and words[i + 2].kind == "t":
            return word.number + words[i + 2].number, 3
        return word.number, 1
    if word.kind == "t":
        # "tjue to" is 22; the Danish words for tens never stand before the unit
        if (
            i + 1 < len(words)
            and words[i + 1].kind == "u"
            and word.text in TENS_FIRST
            and not _tens_follow(words, i + 1)
        ):
            return word.number + words[i + 1].number, 2
        return word.number, 1
    if word.kind in "ec":
        return word.number, 1
    return 0, 0


def _tens_follow(words: Sequence[Word], i: int) -> bool:
    """Whether the unit at i belongs to what follows it: "tjue to og tyve", "femti to hundre"."""
    if i + 1 >= len(words):
        return False
    if words[i + 1].kind in "hk":
        return True
    return words[i + 1].kind == "o" and i + 2 < len(words) and words[i + 2].kind == "t"


def _read_number(words: Sequence[Word], i: int) -> tuple[int, int, Form]:
    """Reads a number of any size at i: value, words used, form."""
    value, used = _read_small(words, i)
    form: Form = "digits" if used == 1 and value < 10 else "tens"
    j = i + used
    if j < len(words) and words[j].kind == "k":
        total, j, form = (value if used else 1) * 1000, j + 1, "thousands"
        rest, more = _read_hundreds(words, j)
        if not more and j + 1 < len(words) and words[j].kind == "o":
            rest, more = _read_small(words, j + 1)
            more += bool(more)
        return total + rest, j + more - i, form
    if j < len(words) and words[j].kind == "h":
        total, more = _read_hundreds(words, i)
        return total, more, "hundreds"
    return value, max(used, 1), form


def _read_hundreds(words: Sequence[Word], i: int) -> tuple[int, int]:
    """Reads "[n] hundrede [og] [nn]" at i: value and words used; 0 words where there is no hundred."""
    value, used = _read_small(words, i)
    j = i + used
    if j >= len(words) or words[j].kind != "h":
        return 0, 0
    total, j = (value if used else 1) * 100, j + 1
    k = j + 1 if j < len(words) and words[j].kind == "o" else j
    rest, more = _read_small(words, k)
    # "fire hundrede og seks seks hundrede" is 406, 600; "to hundrede seks hundrede" is 200, 600
    if more and k + more < len(words) and words[k + more].kind in "hk" and k == j:
        return total, j - i
    return (total + rest, k + more - i) if more else (total, j - i)


def number_words(text: str) -> Iterator[Word]:
    """Finds number words and figures.

    Args:
        text: any text.

    Yields:
        Each, in order; parts of one written word share its offsets.
    """
    for match in _WORD.finditer(text.lower() if len(text.lower()) == len(text) else text):
        word = match[0]
        if word[0].isdecimal():
            yield Word(match.start(), match.end(), "f", 0, word)
            continue
        for kind, number in split_word(word):
            yield Word(match.start(), match.end(), kind, number, word)


_JOINT: Final = re.compile(r"[\s,.\-–]{1,3}")


def parse_numerals(text: str, language: str | None = None) -> list[Numeral]:
    """Finds every row of numbers in words; rows of figures alone are left to the written recognisers.

    Args:
        text: any text.
        language: `da`, `nb`, `nn` or None.

    Returns:
        Rows in order. An article ("en", "et") alone is no number.
        >>> [(n.digits, n.style.groups) for n in parse_numerals("det er toogtyve nul fem", "da")]
        [('2205', (('tens', 2), ('digits', 1), ('digits', 1)))]
    """
    rows: list[list[Word]] = []
    for word in number_words(text):
        if rows and (
            word.start == rows[-1][-1].start or _JOINT.fullmatch(text, rows[-1][-1].end, word.start) is not None
        ):
            rows[-1].append(word)
        elif word.kind != "o":
            rows.append([word])
    out: list[Numeral] = []
    for row in rows:
        while row and row[-1].kind in "od":
            row.pop()
        groups = tuple(read_groups(row, language))
        if not groups or all(word.kind == "f" for word in row) or (len(row) == 1 and row[0].text in ARTICLES):
            continue
        out.append(
            Numeral(groups[0].start, groups[-1].end, "".join(g.digits for g in groups), style_of(groups, text), groups)
        )
    return out


def style_of(groups: Sequence[Group], text: str) -> Style:
    """Tells how groups were said.

    Args:
        groups: from `parse_numerals` or `read_groups`.
        text: the text that they point into.

    Returns:
        What `say_digits` needs to say other digits the same way.
    """
    words = frozenset(match[0] for group in groups for match in _WORD.finditer(text[group.start : group.end].lower()))
    return Style(tuple((group.form, len(group.digits)) for group in groups), words)


_DA_UNITS: Final = ["nul", "en", "to", "tre", "fire", "fem", "seks", "syv", "otte", "ni"]
_NB_UNITS: Final = ["null", "en", "to", "tre", "fire", "fem", "seks", "sju", "åtte", "ni"]
_NN_UNITS: Final = ["null", "ein", "to", "tre", "fire", "fem", "seks", "sju", "åtte", "ni"]
_DA_TEENS: Final = ["ti", "elleve", "tolv", "tretten", "fjorten", "femten", "seksten", "sytten", "atten", "nitten"]
_NN_TEENS: Final = ["ti", "elleve", "tolv", "trettan", "fjortan", "femtan", "sekstan", "syttan", "attan", "nittan"]
_DA_TENS: Final = ["tyve", "tredive", "fyrre", "halvtreds", "tres", "halvfjerds", "firs", "halvfems"]
_NB_TENS: Final = ["tjue", "tretti", "førti", "femti", "seksti", "sytti", "åtti", "nitti"]
_ONES: Final = ("et", "ét", "én", "ett", "eitt", "eit", "ei", "ein", "en")


class _Voice:
    """The words of one speaker: language and habits, read off what they said before."""

    def __init__(self, language: str | None, words: frozenset[str]) -> None:
        self.danish = language == "da" or (language is None and not words & {"null", "åtte", "sju", "tjue", "hundre"})
        self.units = list(_DA_UNITS if self.danish else _NN_UNITS if language == "nn" else _NB_UNITS)
        if "syv" in words and not self.danish:
            self.units[7] = "syv"
        if one := next((word for word in _ONES if word in words), None):
            self.units[1] = one
        nynorsk = any(word.endswith("tan") and word in TEENS for word in words)
        self.teens = _NN_TEENS if nynorsk or (language == "nn" and not words & set(_DA_TEENS[3:])) else _DA_TEENS
        self.tens = list(_DA_TENS if self.danish else _NB_TENS)
        if "tjuge" in words:
            self.tens[0] = "tjuge"
        # "to og tyve" or "to og tjue": unit first, in words of their own
        self.spaced = "og" in words and bool(words & set(TENS)) and bool(words & set(UNITS))
        self.unit_first = self.danish or self.spaced or any("og" in w and w in COMPOUNDS for w in words)
        self.apart = not self.danish and not self.spaced and bool(words & TENS_FIRST) and not words & set(COMPOUNDS)

    def below_100(self, number: int) -> str:
        if number < 10:
            return self.units[number]
        if number < 20:
            return self.teens[number - 10]
        ten, unit = self.tens[number // 10 - 2], number % 10
        if not unit:
            return ten
        if self.unit_first:
            one = "en" if unit == 1 and self.danish else self.units[unit]
            return f"{one} og {ten}" if self.spaced else f"{one}og{ten}"
        return f"{ten} {self.units[unit]}" if self.apart else f"{ten}{self.units[unit]}"

    def number(self, number: int) -> str:
        hundred, thousand = ("hundrede", "tusind") if self.danish else ("hundre", "tusen")
        if number >= 1000:
            head = f"{self.below_100(number // 1000)} {thousand}" if number < 100_000 else str(number // 1000)
            rest = number % 1000
            return head if not rest else f"{head} {'og ' if rest < 100 else ''}{self.number(rest)}"
        if number >= 100:
            head = hundred if number < 200 else f"{self.units[number // 100]} {hundred}"
            return head if not number % 100 else f"{head} og {self.below_100(number % 100)}"
        return self.below_100(number)

    def group(self, digits: str, form: Form) -> str:
        if form == "figures":
            return digits
        # a leading nought cannot be said inside a larger number, nor a number of more digits than the form holds
        if form == "digits" or digits[0] == "0" or len(digits) > 5:
            return " ".join(self.units[int(digit)] for digit in digits)
        if form == "hundreds" and len(digits) == 4:  # "niogfyrre hundrede"
            hundred, rest = "hundrede" if self.danish else "hundre", int(digits[2:])
            return f"{self.below_100(int(digits[:2]))} {hundred}" + (f" og {self.below_100(rest)}" if rest else "")
        return self.number(int(digits))


def say_digits(digits: str, like: Style | Numeral, language: str | None = None) -> str:
    """Says digits the way another number was said.

    Args:
        digits: ASCII digits; fewer or more than the pattern's are said in its last group's form, two by two.
        like: the numeral that they stand in for, or its style.
        language: `da`, `nb` or `nn`; None reads it off the words.

    Returns:
        Words, and figures where the original had figures.
        >>> say_digits("5501", parse_numerals("toogtyve nul fem", "da")[0], "da")
        'femoghalvtreds nul en'
    """
    style = like.style if isinstance(like, Numeral) else like
    voice = _Voice(language, style.words)
    out: list[str] = []
    at = 0
    groups = style.groups or (("digits", 1),)
    for form, width in groups:
        if part := digits[at : at + width]:
            out.append(voice.group(part, form))
        at += width
    last = groups[-1][0]
    while at < len(digits):
        width = 1 if last == "digits" else 2
        out.append(voice.group(digits[at : at + width], last))
        at += width
    return " ".join(out)
