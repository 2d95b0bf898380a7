"""User names and passwords that a conversation states or asks for, however they are said.

`credentials.py` reads those that one text states by itself; this reads answers, spoken signs and spoken numbers.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from slor.recognizers.asking import Asking
from slor.recognizers.common_words import common_words
from slor.recognizers.cues import CUE, FIGURES, FILLER, LETTER, NEGATIVE, NUMBER, SEPARATOR, SEPARATORS, STOP, UNIT
from slor.recognizers.spoken import write_out
from slor.recognizers.words import Words

_TYPES: Final = frozenset({"USERNAME", "PASSWORD"})
_COPULAS: Final = frozenset(
    "er e var hedder hed heter heiter het hette hete bare berre som stod står sto blir bliver skrev skrevet".split()
)
# Cues that say little by themselves: what follows must look strange
_WEAK: Final = frozenset(
    "bruger brugeren bruker brukeren brukar brukaren logge logga logger login koden kode innlogging innlogginga "
    "innlogget".split()
)
_REACH: Final = 12
_ANSWER_REACH: Final = 14
_LONGEST: Final = 9


@dataclass(frozen=True, slots=True)
class Stated:
    """A user name or password: offsets into the document's text, its type and how it is typed."""

    start: int
    end: int
    entity_type: str
    written: str


def read_stated(words: Words, asking: Asking) -> list[Stated]:
    """Finds user names and passwords by what is said of them.

    Args:
        words: the document's words.
        asking: what is asked for.

    Returns:
        In order.
    """
    out: list[Stated] = []
    for turn, cues in enumerate(asking.cues):
        end = words.turns[turn + 1]
        done = words.turns[turn]
        found = False
        for at, entity_type in cues:
            if entity_type not in _TYPES or at < done:
                continue
            candidate = _after(words, at, end, weak=words.lower[at] in _WEAK)
            if candidate is not None:
                out.append(_stated(words, candidate, entity_type))
                done, found = candidate[1], True
        asked = next((cue for cue in asking.asked[turn] if cue in _TYPES), None)
        if asked and not found and asking.asked[turn][0] in _TYPES:
            candidate = _answer(words, words.turns[turn], end)
            if candidate is not None:
                out.append(_stated(words, candidate, asked))
    return out


def _stated(words: Words, candidate: tuple[int, int], entity_type: str) -> Stated:
    first, end = candidate
    return Stated(words.starts[first], words.ends[end - 1], entity_type, write_out(words, first, end))


def _ends_sentence(words: Words, left: int, right: int) -> bool:
    gap = words.gap(left, right)
    return any(sign in gap for sign in "?!\n") or ". " in gap


def _strange(words: Words, first: int, end: int) -> bool:
    """Whether a row of words looks chosen rather than said: digits, signs or letters in it."""
    if any(words.masks[k] & (FIGURES | SEPARATOR | NUMBER) for k in range(first + 1, end)):
        return True
    if words.masks[first] & FIGURES:
        return end - first > 1
    return any(words.gap(k, k + 1) not in {" ", ", "} for k in range(first, end - 1))


def _uncommon(words: Words, k: int) -> bool:
    lower = words.lower[k]
    return not words.masks[k] and len(lower) >= 3 and lower not in common_words()


def _skipped(words: Words, k: int, end: int) -> bool:
    """Whether a word leads up to a value rather than being it."""
    return bool(words.masks[k] & (STOP | FILLER | CUE | NEGATIVE | UNIT)) and not _signed(words, k, end)


def _after(words: Words, at: int, end: int, *, weak: bool) -> tuple[int, int] | None:
    """What is stated after a cue: "brukernavnet mitt er kårunn 71"."""
    copula = False
    for k in range(at + 1, min(at + _REACH, end)):
        gap, mask = words.gap(k - 1, k), words.masks[k]
        if _ends_sentence(words, k - 1, k):
            return None
        if ":" in gap or words.lower[k] in _COPULAS or words.lower[k - 1] in _COPULAS:
            copula = True
        if mask & CUE and k > at + 1 and not mask & STOP:
            return None
        if _skipped(words, k, end) and ":" not in gap:
            continue
        stop = _extent(words, k, end)
        strange = _strange(words, k, stop)
        if strange:
            if (not mask & NUMBER and (copula or k <= at + 2)) or (stop - k > 1 and copula and not mask & NUMBER):
                return k, stop
            continue
        if not weak and _uncommon(words, k) and (copula or k == at + 1):
            return k, stop
        if _uncommon(words, k) and not copula:
            return None
    return None


def _signed(words: Words, k: int, end: int) -> bool:
    """Whether a sign ties a word to the next: "min.side", "og understrek ..."."""
    return k + 1 < end and (
        words.gap(k, k + 1) in {"_", "-", "@"}
        or (bool(words.masks[k + 1] & SEPARATOR) and not words.masks[k] & (FILLER | STOP))
    )


def _answer(words: Words, first: int, end: int) -> tuple[int, int] | None:
    """What answers a question for it: "den er øh gry bindestreg torvet"."""
    for k in range(first, min(first + _ANSWER_REACH, end)):
        if k > first and any(sign in words.gap(k - 1, k) for sign in "?\n"):
            return None
        mask = words.masks[k]
        if mask & CUE and not mask & STOP:
            return None
        if _skipped(words, k, end):
            continue
        stop = _extent(words, k, end)
        if (_strange(words, k, stop) and not mask & NUMBER) or _uncommon(words, k):
            return k, stop
    return None


def _extent(words: Words, first: int, end: int) -> int:
    """The end, exclusive, of what begins at a word: signs, digits, numbers and lone letters belong to it."""
    k = first + 1
    while k < end and k - first < _LONGEST:
        gap, mask = words.gap(k - 1, k), words.masks[k]
        if gap and gap != " ":
            if len(gap) > 1 or gap not in "._-@#!&+*/":
                break
            k += 1
        elif not gap:
            k += 1
        elif mask & SEPARATOR and k + 1 < end and SEPARATORS[words.lower[k]] != ":":
            k += 2
        elif (
            mask & FIGURES
            or (mask & NUMBER and words.lower[k] not in {"og", "en", "et", "ei", "ein"})
            or (mask & LETTER and words.lower[k] not in "iåæe" and not mask & STOP)
            or (words.lower[k] == "og" and _number_follows(words, k, end))
        ):
            k += 1
        else:
            break
    return min(k, end)


def _number_follows(words: Words, k: int, end: int) -> bool:
    follows = [m for m in range(k + 1, min(k + 3, end)) if words.masks[m] & (FIGURES | NUMBER)]
    return bool(follows) and all(words.lower[m] in {"så", "og"} for m in range(k + 1, follows[0]))
