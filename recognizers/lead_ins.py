"""What leads in to a number: its name spelt, or words by which it is an age, a year, a time, a price or a count."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from slor.recognizers.cues import CUES, FIGURES, LAST
from slor.recognizers.number_words import WORDS
from slor.recognizers.words import Words

_BEING: Final = frozenset({"er", "e", "var"})
_CLOCKS: Final = frozenset("klokken klokka kloka prisen zonen zone".split())
_SUMS: Final = frozenset(
    "prisen beløpet beløbet egenandelen eigendelen selvrisikoen saldoen gebyret husleien "
    "huslejen kontingenten summen stillingen scoren stillinga fartsgrensen måleren målaren".split()
)
_LEADING: Final = frozenset("er e var det den blev ble blei bliver blir på viser vart".split())
_AGEING: Final = frozenset("fyller fylder fylte fyldte siden sidan".split())
_BECOMING: Final = frozenset("bliver blir vert".split())
_PERSONS: Final = frozenset("jeg eg æ hun ho han du mor far vi me de dei".split())
_LONGEST_NAME: Final = 5
_LONGEST_LEAD: Final = 3


def is_age(words: Words, begin: int, i: int) -> bool:
    """Whether two digits say how old somebody is, or since which year: "hun er nitti", "siden niogtres".

    Args:
        words: the document's words.
        begin: the first word of the turn.
        i: the first word of the number.
    """
    if i - 1 < begin:
        return False
    being = i - 2 >= begin and words.lower[i - 1] in _BEING | _BECOMING
    return words.lower[i - 1] in _AGEING or (being and words.lower[i - 2] in _PERSONS)


def counts_already(words: Words, begin: int, i: int) -> bool:
    """Whether what a number is was named before a verb of being: "klokka er", "prisen er".

    Args:
        words, begin, i: as for `is_age`.
    """
    if i - 2 >= begin and words.lower[i - 1] in _BEING and words.lower[i - 2] in _CLOCKS:
        return True
    k = i - 1
    while k > begin and i - k <= _LONGEST_LEAD and words.lower[k] in _LEADING:
        k -= 1
    return begin <= k < i - 1 and words.lower[k] in _SUMS


def name_spelt(words: Words, i: int, groups: Sequence[str]) -> int:
    """How many letters at the beginning of a reading only spell what it is: "i p" before "192".

    Args:
        words: the document's words.
        i: the reading's first word.
        groups: its digits and letters.

    Returns:
        The number of letters; 0 where none are a name, or nothing follows it.
    """
    letters = 0
    while letters < min(len(groups) - 1, _LONGEST_NAME) and groups[letters].isalpha():
        letters += 1
    said = words.lower[i : i + letters]
    return letters if letters > 1 and all(len(word) == 1 for word in said) and "".join(said) in CUES else 0


def tells_how_many(words: Words, i: int, first: int, end: int) -> bool:
    """Whether a number word says how many figures come: "de sidste fire: 1146", "siste fem 11462".

    Args:
        words: the document's words.
        i: a number word.
        first, end: the first word of its turn, and one past the last.
    """
    if i == first or words.lower[i - 1] not in LAST:
        return False
    figures = words.lower[i + 1] if i + 1 < end and words.masks[i + 1] & FIGURES else ""
    return words.text.startswith(":", words.ends[i]) or WORDS.get(words.lower[i], ("", 0))[1] == len(figures) > 1
