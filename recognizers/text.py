"""Folding of text to the plain form that the recognisers read, with the way back to the original characters."""

from __future__ import annotations

import re
import unicodedata
from array import array
from dataclasses import dataclass
from typing import Final

_PLAIN: Final = re.compile(r"[\t\n\x20-\x7e\xa1-\xa8\xaa\xab\xae-\xb1\xb6-\xb8\xbb-\xff\u2026\u20ac\u2022\u2122]*")
"""Text made of these characters only is its own folded form."""

_SPACES: Final = dict.fromkeys(
    map(chr, (0x0B, 0x0C, 0x0D, 0x85, 0xA0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000)), " "
)
_NOTHING: Final = dict.fromkeys(
    map(
        chr,
        (
            0xAD,
            0x34F,
            0x61C,
            0x180E,
            *range(0x200B, 0x2010),
            *range(0x202A, 0x202F),
            *range(0x2060, 0x2070),
            *range(0xFE00, 0xFE10),
            0xFEFF,
        ),
    ),
    "",
)
_DASHES: Final = dict.fromkeys(map(chr, (*range(0x2010, 0x2016), 0x2043, 0x2212, 0xFE58, 0xFE63, 0xFF0D)), "-")
_QUOTES: Final = {
    "\u2018": "'",
    "\u2019": "'",
    "\u201b": "'",
    "\u02bc": "'",
    "\u00b4": "'",
    "\u201c": '"',
    "\u201d": '"',
    "\u201e": '"',
}
_LINES: Final = {"\u2028": "\n", "\u2029": "\n"}
_DOTS: Final = {"\u2024": ".", "\u3002": ".", "\uff61": ".", "\u2215": "/", "\u2044": "/"}
_FIXED: Final = {**_SPACES, **_NOTHING, **_DASHES, **_QUOTES, **_LINES, **_DOTS}

_LOOK_ALIKES: Final = dict(
    zip(
        "авекмнорстухѕіјԁһΑΒΕΖΗΙΚΜΝΟΡΤΥΧονрАВЕКМНОРСТУХЅІЈ",
        "abekmhopctyxsijdhABEZHIKMNOPTYXovpABEKMHOPCTYXSIJ",
        strict=True,
    )
)
_STROKES: Final = {"o\u0338": "ø", "O\u0338": "Ø", "o\u0337": "ø", "O\u0337": "Ø"}
_COMPATIBLE: Final = ((0xFF01, 0xFF5E), (0x1D400, 0x1D7FF), (0x249C, 0x24E9))


@dataclass(frozen=True, slots=True)
class Folded:
    """A text in plain form and where each of its characters came from.

    Attributes:
        text: the folded text.
        starts, ends: for each folded character the original characters `[start, end)` it stands for; None where
            the text was plain already.
    """

    text: str
    starts: array[int] | None = None
    ends: array[int] | None = None

    def original(self, start: int, end: int) -> tuple[int, int]:
        """Where a piece of the folded text stands in the original.

        Args:
            start: offset into the folded text.
            end: offset into the folded text, exclusive, greater than `start`.

        Returns:
            Start and end in characters of the original text.
        """
        if self.starts is None or self.ends is None:
            return start, end
        return self.starts[start], self.ends[end - 1]


def fold(text: str) -> Folded:
    """Folds what looks the same to what is the same: digits, spaces, dashes, quotes, accents, look-alike letters.

    Full-width and foreign digits become ASCII, no-break and thin spaces a space, soft hyphens and zero-width
    characters nothing, every dash a hyphen, a letter with combining marks its composed letter, and a Cyrillic or
    Greek look-alike the Latin letter where it stands in a word with Latin letters or digits. Case stays.

    Args:
        text: any text.

    Returns:
        The folded text with its way back; linear in the length of the text.

    >>> fold("ring ２２ 33\u00a044\u20115\u200b5").text
    'ring 22 33 44-55'
    """
    if _PLAIN.fullmatch(text):
        return Folded(text)
    out: list[str] = []
    starts = array("l")
    ends = array("l")
    position, size = 0, len(text)
    while position < size:
        plain_end = _end_of_plain(text, position)
        if plain_end > position:
            out.append(text[position:plain_end])
            starts.extend(range(position, plain_end))
            ends.extend(range(position + 1, plain_end + 1))
            position = plain_end
            continue
        begin, char = position, text[position]
        position += 1
        while position < size and unicodedata.combining(text[position]):
            position += 1
        plain = _composed(text[begin:position]) if position - begin > 1 else _single(char)
        out.append(plain)
        for _ in plain:
            starts.append(begin)
            ends.append(position)
    return Folded(_latinised("".join(out)), starts, ends)


def _end_of_plain(text: str, position: int) -> int:
    """Where plain characters end that no combining mark follows."""
    match = _PLAIN.match(text, position)
    end = match.end() if match else position
    return end - 1 if position < end < len(text) and unicodedata.combining(text[end]) else end


def _single(char: str) -> str:
    """The plain form of one character that carries no combining marks."""
    if char < "\x7f" and char not in _FIXED:
        return char
    fixed = _FIXED.get(char)
    if fixed is not None:
        return fixed
    if unicodedata.combining(char):
        return ""
    if char.isdecimal():
        return str(unicodedata.decimal(char))
    if any(low <= ord(char) <= high for low, high in _COMPATIBLE):
        compatible = unicodedata.normalize("NFKC", char)
        return compatible if len(compatible) == 1 else char
    return char


def _composed(cluster: str) -> str:
    """The composed form of a character and its combining marks; marks that do not compose are dropped."""
    stroked = _STROKES.get(cluster[:2])
    if stroked:
        return stroked
    composed = unicodedata.normalize("NFC", cluster[:8])[0]
    return _single(composed)


_WORD: Final = re.compile(r"\w+")
_LOOKS_LATIN: Final = re.compile(f"[{''.join(_LOOK_ALIKES)}]")


def _latinised(text: str) -> str:
    """Puts Latin letters for look-alikes inside words that also have Latin letters or digits."""

    def latin(match: re.Match[str]) -> str:
        word = match[0]
        if word.isascii() or not any(c < "\u0250" and c.isalnum() for c in word):
            return word
        return "".join(_LOOK_ALIKES.get(c, c) for c in word)

    return _WORD.sub(latin, text) if _LOOKS_LATIN.search(text) else text
