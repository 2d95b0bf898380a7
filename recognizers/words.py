"""A document as words with their classes: what the conversation layer reads instead of characters."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import accumulate
from typing import Any, Final

from slor.recognizers.cues import CUE, CUES, FIGURES, LETTER, MASK, NUMBER, STOP
from slor.recognizers.mail_headers import read_headers
from slor.recognizers.number_words import NOUGHTS, UNITS, is_glued, split_word

_WORD: Final = re.compile(r"([0-9]+|[^\W\d_]+)")
_COMPOSED: Final = ("nitten", "nittan", "atten", "attan", *NOUGHTS)
_GENERIC_ENDINGS: Final = ("nummer", "nummeret", "nummret")


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a document, one list for each property.

    Attributes:
        text: the document's folded text.
        lower: the words in lower case.
        starts, ends: offsets into `text`.
        masks: bits of `cues`; 0 for a word that nothing is known of.
        turns: for each turn the number of its first word, and one more for the end.
        pieces: what `read_pieces` has found so far, by turn and by what was expected.
    """

    text: str
    lower: list[str]
    starts: list[int]
    ends: list[int]
    masks: list[int]
    turns: list[int]
    pieces: dict[tuple[int, frozenset[str]], list[Any]] = field(default_factory=dict, repr=False, compare=False)

    def gap(self, left: int, right: int) -> str:
        """The text between two words."""
        return self.text[self.ends[left] : self.starts[right]]

    def cue(self, word: int) -> str | None:
        """The entity type that a word asks for; None for other words."""
        lower = self.lower[word]
        return CUES.get(lower) or ("NUMBER" if lower.endswith(_GENERIC_ENDINGS) else None)


def read_words(text: str, turn_starts: Sequence[int]) -> Words:
    """Splits a text into words: figures, or letters.

    Args:
        text: folded text, of a document or of anything else.
        turn_starts: where each turn begins, ascending, the first at 0.

    Returns:
        Its words with what is known of each.
    """
    low = text.lower()
    if len(low) != len(text):
        low = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    parts = _WORD.split(low)  # a gap, a word, a gap, a word …
    reached = list(accumulate(map(len, parts)))
    lower, starts, ends = parts[1::2], reached[:-1:2], reached[1::2]
    masks = list(map(_mask, lower))
    if "å" in lower:
        _join_dialect(lower, masks)
    for start, end in read_headers(text):
        for k in range(bisect_left(starts, start), bisect_left(starts, end)):
            masks[k] = STOP  # when a mail was sent answers nobody
    turns = [bisect_left(starts, start) for start in turn_starts]
    turns.append(len(starts))
    return Words(text, lower, starts, ends, masks, turns)


def _join_dialect(lower: list[str], masks: list[int]) -> None:
    """Reads "å" between two numbers as the *og* that it is in dialects: "hundre å førti", "sytti fire å så sju"."""
    for k in range(1, len(lower) - 1):
        if lower[k] != "å" or not masks[k - 1] & NUMBER:
            continue
        follows = k + 2 if lower[k + 1] == "så" else k + 1
        if follows < len(lower) and masks[follows] & NUMBER:
            lower[k], masks[k] = "og", _mask("og")


@lru_cache(maxsize=65_536)
def _mask(word: str) -> int:
    """The classes of a lower-case word."""
    mask = MASK.get(word)
    if mask is not None:
        return mask | LETTER if len(word) == 1 else mask
    if word[0] <= "9":
        return FIGURES
    if len(word) == 1:
        return LETTER
    if len(word) > 6 and word.endswith(_GENERIC_ENDINGS):
        return CUE
    if (word[-2:] == "og" and word[:-2] in UNITS) or is_glued(word):
        return NUMBER
    if len(word) > 4 and ("hundr" in word or "tus" in word or word.startswith(_COMPOSED)) and split_word(word):
        return NUMBER
    return 0


def only(words: Words, left: int, right: int, mask: int) -> bool:
    """Whether every word between two words is of one of these classes.

    Args:
        words: the document's words.
        left, right: word numbers, both exclusive.
        mask: the classes that may stand between.
    """
    masks: Sequence[int] = words.masks
    return all(masks[i] & mask for i in range(left + 1, right))
