"""What a name has at its edges: initials and particles, and the words that introduce one."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from .lexicon import is_listed, load_lexicon

_PARTICLES = frozenset("abu al bin ben del della der den dos el ibn la los ten ter van von zu zur".split())
_LEADING = _PARTICLES - {"der", "den", "la", "los"}  # "de" and "la" alone are words: "Sigurd la på"
_DE_LA = (["de", "la"], ["de", "los"], ["de", "las"], ["van", "der"], ["van", "den"], ["von", "der"])
_WORDS_OF_ONE_LETTER = frozenset("iåoeæø")
_INTRODUCE = frozenset("hedder heter heiter hed het heitte".split())
_AT_EDGES = frozenset(
    {*_LEADING, *map(str.title, _LEADING), *map(str.upper, _LEADING), "la", "La", "LA", "las", "los", "Los"}
    | {letter for lower in "abcdefghijklmnopqrstuvwxyzæøåäöü" for letter in (lower, lower.upper())}
) - {*_WORDS_OF_ONE_LETTER}
_QUOTES = frozenset("\"'«»“”")
_NAMED = frozenset("efternavn efternavnet etternavn etternavnet etternamn etternamnet".split())
_LINKS = frozenset("er e det mitt mit hans hendes hennes hennar".split())
_CUES = _INTRODUCE | _NAMED | {"c", "C"}
_LEAST = 0.03  # probability from which any listed name is taken for one where it is introduced
_INTRODUCED = 0.6


class Stretch(NamedTuple):
    """Tokens of one name, both inclusive."""

    first: int
    last: int


def introduced(words: Sequence[str], probabilities: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    """Raises the probability of listed names behind "hedder", "heter", "c/o" and "efternavnet er".

    Args:
        words: tokens.
        probabilities: (tokens, 3) outside, begins, inside.

    Returns:
        The same array where nothing is raised, a changed copy otherwise.
    """
    if _CUES.isdisjoint(words):
        return probabilities
    raised = [
        at
        for i, word in enumerate(words)
        if word in _CUES
        and (at := _after_cue(words, i, word))
        and (likely := 1.0 - probabilities[at, 0]) < _INTRODUCED
        and _is_meant(words[at], surname=word in _NAMED, likely=likely >= _LEAST)
    ]
    if raised:
        probabilities = probabilities.copy()
        probabilities[raised] = (1.0 - _INTRODUCED, _INTRODUCED, 0.0)
    return probabilities


def _after_cue(words: Sequence[str], i: int, word: str) -> int:
    """The token that the words at i introduce; 0 where they introduce none."""
    at = 0
    if word in _INTRODUCE:
        at = i + 1
    elif word in _NAMED:
        at = next((k for k in range(i + 1, min(i + 4, len(words))) if words[k] not in _LINKS), 0)
    elif word in {"c", "C"} and i + 2 < len(words):
        if words[i + 1] in {"o", "O"}:
            at = i + 2
        elif words[i + 1] == "/" and words[i + 2] in {"o", "O"}:
            at = i + 3
    return at if at < len(words) and len(words[at]) > 2 and words[at].isalpha() else 0


def _is_meant(word: str, *, surname: bool, likely: bool) -> bool:
    """Whether a word that is introduced is a name: a listed one where that is likely, or a telling one."""
    if likely or surname:
        return is_listed(word) and (likely or not _is_ordinary(word))
    return _is_first_name(word)


def _is_first_name(word: str) -> bool:
    """Whether many bear it and it is hardly a word of any other kind."""
    return load_lexicon().find(word.casefold()).first > 1 and not _is_ordinary(word)


def widen(words: Sequence[str], starts: Sequence[int], spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Takes initials and particles into names: "E. Kristoffer Sørbø", "Quist I L", "Noor van der Velde".

    Args:
        words, starts: what `tokenize` gives.
        spans: character offsets of names, in order, not overlapping.

    Returns:
        As many spans; those that grew together are the same.
    """
    if not spans or _AT_EDGES.isdisjoint(words):
        return list(spans)
    ends = [start + len(word) for word, start in zip(words, starts, strict=True)]
    found = [Stretch(bisect_left(ends, start + 1), bisect_left(ends, end)) for start, end in spans]
    wide = [Stretch(_before(words, starts, ends, s.first), _behind(words, starts, ends, s.last)) for s in found]
    for i in range(len(wide) - 1):
        if wide[i].last < wide[i + 1].first and _joined_by_letter(words, starts, ends, wide[i].last, wide[i + 1].first):
            wide[i] = Stretch(wide[i].first, wide[i + 1].last)
    for i in range(1, len(wide)):
        if wide[i].first <= wide[i - 1].last:
            wide[i] = Stretch(wide[i - 1].first, max(wide[i].last, wide[i - 1].last))
    for i in range(len(wide) - 1, 0, -1):
        if wide[i].first == wide[i - 1].first:
            wide[i - 1] = wide[i]
    return [
        (
            min(start, starts[new.first]) if new.first != old.first else start,
            end if new.last == old.last else ends[new.last],
        )
        for (start, end), old, new in zip(spans, found, wide, strict=True)
    ]


def nicknames(words: Sequence[str], starts: Sequence[int], spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """What stands in quotes between two names: *Bamse* in "Bjørnar «Bamse» Pedersen".

    Args:
        words, starts: what `tokenize` gives.
        spans: character offsets of names, in order, not overlapping.

    Returns:
        Start and end of each.
    """
    if _QUOTES.isdisjoint(words):
        return []
    begins = {start for start, _ in spans}
    found = []
    for _, end in spans:
        at = bisect_left(starts, end)
        if at + 3 >= len(words) or words[at] not in _QUOTES or not words[at + 1][0].isupper():
            continue
        close = next((k for k in (at + 2, at + 3) if words[k] in _QUOTES), 0)
        if close and close + 1 < len(words) and starts[close + 1] in begins:
            found.append((starts[at + 1], starts[close - 1] + len(words[close - 1])))
    return found


def _apart(starts: Sequence[int], ends: Sequence[int], left: int) -> bool:
    """Whether one character stands between a token and the next, which a token would be if it were no space."""
    return starts[left + 1] == ends[left] + 1


def _is_initial(word: str) -> bool:
    return len(word) == 1 and word.isupper()


def _before(words: Sequence[str], starts: Sequence[int], ends: Sequence[int], first: int) -> int:
    """The first token of a name with the initials that stand before it, or two particles: *de la* Cour."""
    before = [word.casefold() for word in words[max(0, first - 2) : first]]
    if before in _DE_LA and _apart(starts, ends, first - 1):
        return first - 2
    while first and words[first][0].isupper():
        at = first - 1
        dotted = words[at] == "." and at > 0 and starts[at] == ends[at - 1]
        at -= dotted
        if not _is_initial(words[at]) or (not dotted and (words[at] in "IÅ" or not _apart(starts, ends, at))):
            return first
        if at and starts[at] == ends[at - 1] and words[at - 1] not in "\n\"'«»„“”‘’(>-.":
            return first  # "6B Abel"
        if at and words[at - 1].casefold() in {"plan", "type", "klasse", "opgang", "oppgang", "bygg", "bygning"}:
            return first
        first = at
    return first


def _behind(words: Sequence[str], starts: Sequence[int], ends: Sequence[int], last: int) -> int:
    """The last token of a name with the particles, their name and the initials that stand behind it."""
    at, begun = last + 1, words[last].casefold() in _PARTICLES
    if [word.casefold() for word in words[at : at + 2]] in _DE_LA and _apart(starts, ends, last):
        at, begun = at + 2, True
    while at < len(words) and at - last < 4:
        if words[at].casefold() not in (_PARTICLES if begun else _LEADING) or not _apart(starts, ends, at - 1):
            break
        at, begun = at + 1, True
    if begun:
        named = at < len(words) and words[at].isalpha() and len(words[at]) > 2 and _apart(starts, ends, at - 1)
        same_case = named and (words[at][0].isupper() or (words[last].islower() and not _is_ordinary(words[at])))
        return at if same_case else last
    while at < len(words) and _is_initial(words[at]) and words[last][0].isupper() and _apart(starts, ends, at - 1):
        at += 1
    whole = at == len(words) or words[at] in "\n\"'«»”“’,;:)|."
    return at - 1 if at > last + 1 and whole else last


def _is_ordinary(word: str) -> bool:
    entry = load_lexicon().find(word.casefold())
    return max(entry.danish, entry.norwegian) > 2


def _joined_by_letter(words: Sequence[str], starts: Sequence[int], ends: Sequence[int], left: int, right: int) -> bool:
    """Whether only an initial stands between two names: "kolbein v støyva", "Anna K. Berg"."""
    letter = words[left + 1] if right > left + 1 else ""
    if len(letter) != 1 or not letter.isalpha() or letter.casefold() in _WORDS_OF_ONE_LETTER:
        return False
    dotted = right == left + 3 and words[left + 2] == "." and starts[left + 2] == ends[left + 1]
    return (right == left + 2 or dotted) and _apart(starts, ends, left) and _apart(starts, ends, right - 1)
