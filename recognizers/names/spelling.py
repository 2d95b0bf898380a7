"""Names spelt with words for their letters: "n o o r z som i zebra a i", "q som quebec u som ulf"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

_BETWEEN = frozenset({",", "-", "og", "så", "å"})
_MARKS = frozenset("hale tak prik prikk streg strek ring krok bolle tødler".split())
_GATE = re.compile(rf"(?<!\w)[^\W\d_] (?:som (?:i )?[^\W\d_]|med (?:{'|'.join(sorted(_MARKS))})\b)", re.I)
_LEAST_LETTERS = 3


def spelt_out(text: str, words: Sequence[str], starts: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Rows of three letters and more of which one at least is told by a word that begins with it, or by its marks.

    Args:
        text: the whole text.
        words, starts: what `tokenize` gives for it.

    Yields:
        Character offsets, in order; the words for the letters are inside.
    """
    if not _GATE.search(text):
        return
    i = 0
    while i < len(words):
        last, letters, told = _row(words, i)
        if letters >= _LEAST_LETTERS and told and not (last + 1 < len(words) and words[last + 1].isdigit()):
            yield starts[i], starts[last] + len(words[last])
        i = max(last, i) + 1


def _row(words: Sequence[str], first: int) -> tuple[int, int, int]:
    """The last token of the row that begins at `first`, its letters, and how many were told by a word."""
    last, letters, told = first - 1, 0, 0
    at = first
    while at < len(words):
        word = words[at]
        if len(word) == 1 and word.isalpha():
            size = _likened(words, at)
            letters, told = letters + 1, told + bool(size)
            last = at + size
            if words[last + 1 : last + 2] == ["med"] and words[last + 2 : last + 3] and words[last + 2] in _MARKS:
                last, told = last + 2, told + 1
            at = last + 1
        elif letters and word in _BETWEEN and at - last <= 2:
            at += 1
        else:
            break
    return last, letters, told


def _likened(words: Sequence[str], at: int) -> int:
    """How many tokens tell which letter was meant: "som i anna" after "a"."""
    if words[at + 1 : at + 2] != ["som"]:
        return 0
    size = 3 if words[at + 2 : at + 3] == ["i"] else 2
    told = words[at + size] if at + size < len(words) else ""
    return size if len(told) > 1 and told[0].casefold() == words[at].casefold() else 0
