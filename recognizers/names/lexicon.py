"""What is known of a word by itself: how common it is as a first name, a surname, a place and an ordinary word.

The shipped table holds 32-bit hashes and classes only, never the names: it answers about a word one already has.
"""

from __future__ import annotations

import unicodedata
import zlib
from functools import cache, lru_cache
from importlib import resources
from pathlib import Path
from typing import Literal, NamedTuple

import numpy as np
import numpy.typing as npt

_PLAIN = str.maketrans(
    {"đ": "d", "ł": "l", "ı": "i", "ð": "d", "þ": "th", "ß": "ss", "Đ": "D", "Ł": "L", "Ð": "D", "Þ": "Th"}
)


class Entry(NamedTuple):
    """Classes of a word, 0 = not listed; the higher the more common.

    Attributes:
        first, last: 0 to 4, bearers in Denmark and Norway.
        place: 0, 1 (a word of a street or a longer place name), 2 (a town).
        danish, norwegian: 0 to 5, frequency in film subtitles.
        gender: 0 unknown, 1 female, 2 male, 3 both.
        style: 0 unseen, 1 written with a capital inside sentences, 2 either way, 3 in lower case.
        abroad_first, abroad_last: 0 to 2, how common a name is in other countries.
        world: 0, 1 (a town abroad), 2 (a city of 100,000 or more).
        nordic, foreign: 0 to 5, frequency in writing of all kinds, in Danish, Norwegian and Swedish and in others.
        other: 0, 1 (a brand or product), 2 (an everyday word of another language).
    """

    first: int = 0
    last: int = 0
    place: int = 0
    danish: int = 0
    norwegian: int = 0
    gender: int = 0
    style: int = 0
    abroad_first: int = 0
    abroad_last: int = 0
    world: int = 0
    nordic: int = 0
    foreign: int = 0
    other: int = 0

    def pack(self) -> int:
        """All classes in 32 bits."""
        bits = at = 0
        for value, width in zip(self, _BITS, strict=True):
            bits |= value << at
            at += width
        return bits

    @classmethod
    def unpack(cls, bits: int) -> Entry:
        """The inverse of `pack`."""
        values = []
        for width in _BITS:
            values.append(bits & (1 << width) - 1)
            bits >>= width
        return cls(*values)


_BITS = (3, 3, 2, 3, 3, 2, 2, 2, 2, 2, 3, 3, 2)
UNLISTED = Entry()


def key(word: str) -> int:
    """The 32-bit hash under which a word is listed; case does not matter."""
    return zlib.crc32(b"lexicon:" + word.casefold().encode())


def unaccented(word: str) -> str:
    """The word without foreign accents; æ, ø and å are letters and stay.

    >>> unaccented("siobhán åse")
    'siobhan åse'
    """
    if word.isascii():
        return word
    kept = (
        c if c in "æøåÆØÅ" else "".join(d for d in unicodedata.normalize("NFD", c) if not unicodedata.combining(d))
        for c in word.translate(_PLAIN)
    )
    return "".join(kept)


class Lexicon:
    """The hashed table, looked up by binary search."""

    def __init__(self, hashes: npt.NDArray[np.uint32], classes: npt.NDArray[np.uint32]) -> None:
        """Args: hashes ascending, classes packed as `Entry.pack` does, of the same length."""
        self._hashes, self._classes = hashes, classes

    @classmethod
    def read(cls, path: Path) -> Lexicon:
        """Reads a table that `training.names` wrote."""
        with np.load(path) as data:
            return cls(data["hashes"], data["classes"])

    def find(self, word: str) -> Entry:
        """The word's classes; a word with foreign accents is also tried without."""
        for form in dict.fromkeys((word, unaccented(word))):
            wanted = np.uint32(key(form))
            place = int(np.searchsorted(self._hashes, wanted))
            if place < len(self._hashes) and self._hashes[place] == wanted:
                return Entry.unpack(int(self._classes[place]))
        return UNLISTED


@cache
def load_lexicon() -> Lexicon:
    """The lexicon shipped with this package."""
    with resources.as_file(resources.files(__package__) / "data" / "lexicon.npz") as path:
        return Lexicon.read(path)


@lru_cache(maxsize=20_000)
def gender_of(name: str) -> Literal["f", "m"] | None:
    """The gender that a first name is borne with in Denmark and Norway.

    Args:
        name: a first name, or a full name, whose first word then decides; a genitive is understood.

    Returns:
        f, m, or None where the name is unknown or borne by both.
    """
    words = name.replace("-", " ").split()
    if not words:
        return None
    lexicon = load_lexicon()
    for form in (words[0], words[0].removesuffix("s").rstrip("'’")):
        entry = lexicon.find(form)
        if entry.first:
            return {1: "f", 2: "m"}.get(entry.gender)  # type: ignore[return-value]
    return None


def is_listed(word: str) -> bool:
    """Whether a word, in any case, is listed as a first or last name."""
    entry = load_lexicon().find(word.casefold())
    return bool(entry.first or entry.last)
