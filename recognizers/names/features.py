"""What the names model sees of a word: rows of one embedding table, each with a weight."""

from __future__ import annotations

import math
import zlib

from .lexicon import Entry, Lexicon

WORDS = 1 << 15
GRAMS = 1 << 15
_BASE = WORDS + GRAMS
_SHAPES = 24
_FIELDS = (5, 5, 5, 5, 3, 6, 6, 64, 4, 4, 3, 3, 3, 6, 6, 6, 3)  # in the order of `lexicon_rows`
LEXICON_BASE = _BASE + _SHAPES
_OFFSETS = [LEXICON_BASE + sum(_FIELDS[:i]) for i in range(len(_FIELDS))]
STYLE_ROWS = range(_OFFSETS[8], _OFFSETS[10])  # of the word and of its stem
ROWS = LEXICON_BASE + sum(_FIELDS)
WIDTH = 48  # rows a word at most


def stem(word: str) -> str:
    """The word in lower case and without a genitive ending, where it is long enough to have one."""
    low = word.casefold()
    return low[:-1] if len(low) > 3 and low.endswith("s") else low


def shape(word: str) -> int:
    """How a word is written, 0 to 23: case, length where it is short, kind of mark."""
    if word.isalpha():
        if len(word) == 1:
            return 0 if word.islower() else 1
        if word.islower():
            return 2 + min(len(word), 5) - 2
        if word.isupper():
            return 6 + min(len(word), 5) - 2
        return 10 if word[1:].islower() else 11
    if word.isdigit():
        return 12 + min(len(word), 6) - 1
    return 18 + {"\n": 0, ".": 1, ",": 2, "-": 3, "_": 3, "@": 4}.get(word, 5)


def lexicon_rows(entry: Entry, base: Entry) -> list[int]:
    """The rows that say how the word, and the word without genitive, are listed."""
    common = max(entry.danish, entry.norwegian)
    both = (min(max(entry.first, base.first), 3) * 4 + min(max(entry.last, base.last), 3)) * 4 + (common + 1) // 2
    values = (
        *(entry.first, entry.last, base.first, base.last, entry.place, entry.danish, entry.norwegian, both),
        *(entry.style, base.style, max(entry.abroad_first, base.abroad_first)),
        *(max(entry.abroad_last, base.abroad_last), max(entry.world, base.world)),
        *(entry.nordic, base.nordic, max(entry.foreign, base.foreign), max(entry.other, base.other)),
    )
    return [offset + value for offset, value in zip(_OFFSETS, values, strict=True)]


def rows(word: str, lexicon: Lexicon) -> tuple[list[int], list[float]]:
    """The embedding rows of a word, and the weight of each.

    Args:
        word: a token as `tokenize` gives it.
        lexicon: the hashed lexicon.

    Returns:
        Rows below `ROWS`, the first two of them word rows, and weights of the same length.
    """
    low, base = word.casefold(), stem(word)
    listed = lexicon.find(low)
    found = [_row("w", low, WORDS), _row("w", base, WORDS), _BASE + shape(word)]
    found += lexicon_rows(listed, lexicon.find(base) if base != low else listed)
    weights = [1.0, 0.5] + [1.0] * (len(found) - 2)
    grams = _grams(low)[: WIDTH - len(found)]
    share = 1.0 / math.sqrt(len(grams)) if grams else 0.0
    return found + grams, weights + [share] * len(grams)


def _row(kind: str, text: str, size: int) -> int:
    return zlib.crc32(f"{kind}:{text}".encode()) % size


def _grams(low: str) -> list[int]:
    """Endings and beginnings first, then all pieces of three and four letters."""
    edged = f"<{low}>"
    pieces = [edged[:3], edged[:4], edged[:5], edged[-3:], edged[-4:], edged[-5:]]
    for size in (3, 4):
        pieces += [edged[i : i + size] for i in range(len(edged) - size + 1)]
    return [WORDS + _row("g", piece, GRAMS) for piece in dict.fromkeys(pieces)]
