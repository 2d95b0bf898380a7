"""How the names model cuts text: words, numbers, single marks and line ends, with their places in the text."""

from __future__ import annotations

import re
from collections.abc import Iterator

_TOKEN = re.compile(r"[^\W\d_]+|\d+|\n[\n\r\t ]*|[^\w\s]|_")
_HUMP = re.compile(r"[^\W\d_][^\W\d_A-ZÆØÅÄÖÜÉ]+|[A-ZÆØÅÄÖÜÉ]+(?=[A-ZÆØÅÄÖÜÉ][^\W\d_A-ZÆØÅÄÖÜÉ])|[^\W\d_]")
_APOSTROPHES = dict.fromkeys("´`’", "'")
"""Marks that are typed for an apostrophe; the model knows one of them."""


def tokenize(text: str) -> tuple[list[str], list[int]]:
    """Cuts a text into tokens; white space other than line ends belongs to none.

    Args:
        text: any text.

    Returns:
        The tokens and the character offset where each begins; an apostrophe of any form is "'", line ends are one.

    >>> tokenize("cv_MetteHolm.pdf")
    (['cv', '_', 'Mette', 'Holm', '.', 'pdf'], [0, 2, 3, 8, 12, 13])
    """
    words: list[str] = []
    starts: list[int] = []
    for match in _TOKEN.finditer(text):
        word = match.group()
        start = match.start()
        if word.islower():
            words.append(word)
            starts.append(start)
        elif len(word) > 3 and word.isalpha() and not (word[1:].islower() or word.isupper()):
            for part, offset in _humps(word):
                words.append(part)
                starts.append(start + offset)
        else:
            words.append("\n" if word[0] == "\n" else _APOSTROPHES.get(word, word))
            starts.append(start)
    return words, starts


def _humps(word: str) -> Iterator[tuple[str, int]]:
    """Cuts MetteHolm into Mette and Holm; McDonald and other short beginnings stay whole."""
    parts = [(m.group(), m.start()) for m in _HUMP.finditer(word)]
    if all(len(part) >= 3 for part, _ in parts) and sum(len(part) for part, _ in parts) == len(word):
        yield from parts
    else:
        yield word, 0
