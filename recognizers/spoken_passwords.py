"""Passwords read out sign by sign: "stort s som i søren lille o l tolv", "fjellrev seks seks utropstegn"."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import Final

from slor.recognizers.asking import Asking
from slor.recognizers.claims import Claim
from slor.recognizers.common_words import common_words
from slor.recognizers.cues import (
    CUE,
    FIGURES,
    FILLER,
    LETTER,
    MONTH,
    NEGATIVE,
    NUMBER,
    PURE_HESITATIONS,
    REVISION,
    SEPARATOR,
    STOP,
    UNIT,
)
from slor.recognizers.readings import likened
from slor.recognizers.words import Words

_SCORE: Final = 0.95
_WEAK_SCORE: Final = 0.75
_CASES: Final = frozenset("stort stor store lille liten lite små".split())
_SIGNS: Final = frozenset(
    "udråbstegn udråbstegnet utropstegn utropsteikn spørgsmålstegn spørsmålstegn spørjeteikn stjerne stjernetegn "
    "havelåge hashtag firkant nummertegn dollartegn prosenttegn procenttegn pluss plus punktum bindestreg bindestrek "
    "understreg understrek skråstreg skråstrek".split()
)
_END_SIGNS: Final = _SIGNS - frozenset("stjerne firkant pluss plus punktum".split())
"""Signs that end a password though nothing says that more follows."""
_WITHIN: Final = frozenset("bindestreg bindestrek understreg understrek skråstreg skråstrek".split())
"""Signs that stand in user names and addresses too."""
_ONLY_SIGNS: Final = _END_SIGNS - _WITHIN
_TO_SIGNS: Final = frozenset({"og", "å", "så", "et", "ett", "eit", "eitt"})
_ASKED_WITH: Final = frozenset(
    {"noget", "noe", "noko", "hvilket", "hvilke", "hvad", "hva", "kva", "uden", "uten", "utan"}
)
"""What, before a sign, tells of none: "er der noget udråbstegn"."""
_SPACES: Final = frozenset({"mellemrum", "mellomrom", "bogstaver", "bokstaver", "bokstavar"})
_MANNER: Final = frozenset({"med", "uden", "uten", "utan"} | _SPACES | {"og"})
"""What leads to how a password is written, which was told before: "med stort t og stort s"."""
_LEADS: Final = frozenset({"og", "så", "tallet", "tallene", "tala"})
"""What leads from a word to the number behind it."""
_WANTED: Final = frozenset({"PASSWORD", "CODE"})
_NOT_WORDS: Final = STOP | CUE | FILLER | REVISION | UNIT | MONTH | NEGATIVE | SEPARATOR
_TYPED: Final = frozenset({"USERNAME", "PASSWORD"})
_AS_IN: Final = 3
"""The words of "som i lars"."""
_YEARS: Final = frozenset("årstallet årstalet årstall årstal fødselsåret fødselsår fødeåret".split())
_PLAIN: Final = 3
_SHORT_NUMBER: Final = 3
"""The letters of "tre" in "med stor b og tre kaffe": so little tells of no password by itself."""
_LEAST: Final = 2
_LONGEST: Final = 24
_RECENT: Final = 3
_LINGERS: Final = 4
"""Turns after the word for it in which an unheard-of word with a number is a password."""


def read_passwords(words: Words, asking: Asking, claims: Sequence[Claim]) -> list[Claim]:
    """Finds passwords whose letters are told with their case, and the signs at the end of those that were found.

    Args:
        words: the document's words.
        asking: what is asked for.
        claims: what was found so far, in any order.

    Returns:
        Claims that take in what others have found of the same password.
    """
    told = [claim for claim in claims if claim.entity_type == "PASSWORD"]
    near = {bisect_right(words.turns, bisect_left(words.starts, claim.start)) - 1 for claim in told}
    out = [wider for claim in told if (wider := _with_sign(words, claim)) is not None]
    out += [wider for claim in claims if claim.entity_type in _TYPED and (wider := _with_letters(words, claim))]
    cued = -_LINGERS - 1
    for turn in range(len(words.turns) - 1):
        first, end = words.turns[turn], words.turns[turn + 1]
        spoken_of = {cue for _, cue in asking.cues[turn]} | set(asking.asked[turn]) | set(asking.lingering[turn])
        cued = turn if any(cue == "PASSWORD" for _, cue in asking.cues[turn]) else cued
        recent = any(turn - back in near for back in range(_RECENT + 1))
        if recent:
            out += _signs(words, first, end)
        out += _without_spaces(words, first, end)
        if not spoken_of & _WANTED and not recent:
            out += _told_unasked(words, first, end)
            if turn - cued <= _LINGERS:
                out += _then_numbers(words, first, end, sure=False)
            continue
        out += _then_numbers(words, first, end)
        k = first
        while k + 1 < end:
            if words.lower[k] in _CASES and words.masks[k + 1] & LETTER:
                low, high = _back(words, first, k), _on(words, k, end)
                manner = low > first and words.lower[low - 1] in _MANNER
                if capital := _with_capital(words, first, k, end):
                    out += capital
                    near.add(turn)
                if not manner and high - low - 2 >= _LEAST:
                    out.append(Claim(words.starts[low], words.ends[high - 1], "PASSWORD", _SCORE))
                    near.add(turn)
                k = high
            else:
                k += 1
    return out


def _with_capital(words: Words, first: int, k: int, end: int) -> list[Claim]:
    """The word of which a case is told at k, and the number behind: "skibsrev med stort s og nittenåttifem"."""
    letter = words.lower[k + 1]
    at = k - 2
    if at < first or words.lower[k - 1] != "med" or words.lower[at][0] != letter or len(words.lower[at]) < _PLAIN:
        return []
    if words.masks[at] & _NOT_WORDS or any(words.gap(m, m + 1) != " " for m in range(at, k)):
        return []
    out = [Claim(words.starts[at], words.ends[at], "PASSWORD", _SCORE)]
    low = k + 2
    while low < end and words.lower[low] in _LEADS:
        low += 1
    high = low
    while high < end and (size := _element(words, high, end)):
        high += size
    while high > low and words.lower[high - 1] in _TO_SIGNS:
        high -= 1
    if low > k + 2 and high > low:
        out.append(Claim(words.starts[low], words.ends[high - 1], "PASSWORD", _SCORE))
    return out


def _without_spaces(words: Words, first: int, end: int) -> list[Claim]:
    """Unheard-of words of which it is told that they are typed without spaces: "havregrød uden mellemrum"."""
    if _SPACES.isdisjoint(words.lower[first:end]):
        return []
    out = []
    for k in range(first, end - 2):
        if words.lower[k + 1] not in _MANNER or words.lower[k + 2] not in _SPACES:
            continue
        if _is_chosen(words, k) and words.lower[k] not in common_words():
            out.append(Claim(words.starts[k], words.ends[k], "PASSWORD", _WEAK_SCORE))
            out += _number_behind(words, k + 3, end)
    return out


def _number_behind(words: Words, k: int, end: int) -> list[Claim]:
    """The number that is said at k, or behind words that lead to it."""
    while k < end and words.lower[k] in _LEADS:
        k += 1
    last = k
    while last < end and words.masks[last] & (NUMBER | FIGURES) and words.lower[last] not in _TO_SIGNS:
        last += 1
    return [Claim(words.starts[k], words.ends[last - 1], "PASSWORD", _SCORE)] if last > k else []


def _is_chosen(words: Words, k: int) -> bool:
    """Whether a word may be one that somebody chose: no number, no letter, none that only leads to others."""
    return (
        len(words.lower[k]) > _PLAIN
        and words.lower[k] not in _SPACES
        and not words.masks[k] & (_NOT_WORDS | NUMBER | FIGURES | LETTER)
    )


def _then_numbers(words: Words, first: int, end: int, *, sure: bool = True) -> list[Claim]:
    """Words behind which a number follows: "havsula og så nitten åttito", "solskinn og så årstallet"."""
    out = []
    for k in range(first, end - 3):
        if words.lower[k + 2] != "så" or words.lower[k + 1] not in ("og", "å") or not _is_chosen(words, k):
            continue
        behind, told = words.lower[k + 3], words.masks[k + 3] & (NUMBER | FIGURES)
        if (sure and behind in _YEARS) or (told and words.lower[k] not in common_words()):
            out.append(Claim(words.starts[k], words.ends[k], "PASSWORD", _SCORE))
            out += _number_behind(words, k + 3, end)
    return out


def _told_unasked(words: Words, first: int, end: int) -> list[Claim]:
    """What can be nothing but a password: a word whose case is told, with a number or a sign behind it."""
    if _CASES.isdisjoint(words.lower[first:end]):
        return []
    out: list[Claim] = []
    for k in range(first + 2, end - 1):
        if words.lower[k] in _CASES and words.masks[k + 1] & LETTER:
            told = _with_capital(words, first, k, end)
            numbered = len(told) > 1 and _is_long_number(words, told[1])
            if told and (numbered or _is_chain(words, k + 2, end) or _is_signed(words, k + 2, end)):
                out += told
    return out + _signs(words, first, end) if out else out


def _is_long_number(words: Words, told: Claim) -> bool:
    counts = words.masks[bisect_left(words.starts, told.start)] & (NUMBER | FIGURES)
    return bool(counts) and told.end - told.start > _SHORT_NUMBER


def _is_chain(words: Words, k: int, end: int) -> bool:
    """Whether the next word has its case told too: "bergen med liten b regn med stor r"."""
    return k + 3 < end and words.lower[k + 1] == "med" and words.lower[k + 2] in _CASES and len(words.lower[k + 3]) == 1


def _is_signed(words: Words, k: int, end: int) -> bool:
    """Whether a sign is said at k, or behind words that lead to it: "og så et utropstegn"."""
    while k < end and words.lower[k] in _TO_SIGNS:
        k += 1
    return k < end and words.lower[k] in _ONLY_SIGNS


def _signs(words: Words, first: int, end: int) -> list[Claim]:
    """The signs of a password that was told shortly before, and the numbers in front: "og tjuefem og så nummertegn"."""
    out = []
    for k in range(first, end):
        if words.lower[k] not in _ONLY_SIGNS or (k > first and words.lower[k - 1] in _ASKED_WITH):
            continue
        out.append(Claim(words.starts[k], words.ends[k], "PASSWORD", _SCORE))
        high = k
        while high > first and words.lower[high - 1] in _TO_SIGNS:
            high -= 1
        low = high
        while low > first and words.masks[low - 1] & (NUMBER | FIGURES) and words.lower[low - 1] not in _TO_SIGNS:
            low -= 1
        if low < high:
            out.append(Claim(words.starts[low], words.ends[high - 1], "PASSWORD", _SCORE))
    return out


def _with_sign(words: Words, claim: Claim) -> Claim | None:
    """A password with the sign that is said behind it; None where none is."""
    k = bisect_left(words.starts, claim.end)
    turn_end = words.turns[bisect_right(words.turns, max(k - 1, 0))] if k else 0
    last = k
    while last < turn_end and words.lower[last] in _END_SIGNS and words.gap(last - 1, last) == " ":
        last += 1
    return Claim(claim.start, words.ends[last - 1], "PASSWORD", claim.score) if last > k else None


def _with_letters(words: Words, claim: Claim) -> Claim | None:
    """A user name or password with the letters that are read out before it; None where none are."""
    first = k = bisect_left(words.starts, claim.start)
    if k >= len(words.starts):
        return None
    begin = words.turns[bisect_right(words.turns, k) - 1]
    while k > begin and words.gap(k - 1, k) == " ":
        signed = words.masks[k] & SEPARATOR
        if words.masks[k - 1] & LETTER and (signed or (words.masks[k] & LETTER and not words.masks[k - 1] & STOP)):
            k -= 1
        elif k - 4 >= begin and words.masks[k - 4] & LETTER and likened(words, k - 3, k) == _AS_IN:
            k -= _AS_IN + 1  # "l som i lars"
        else:
            break
    return Claim(words.starts[k], claim.end, claim.entity_type, claim.score) if k < first else None


def _element(words: Words, k: int, end: int) -> int:
    """How many words the sign of a password at k takes: a letter with its case, a letter, a number, a sign."""
    word, mask = words.lower[k], words.masks[k]
    size = 0
    if word in _CASES and k + 1 < end and words.masks[k + 1] & LETTER:
        size = 2
    elif mask & LETTER and (word not in "ieåæ" or (k + 1 < end and words.masks[k + 1] & (LETTER | NUMBER | FIGURES))):
        size = 1
    if size:
        return size + likened(words, k + size, end)
    return int(bool(mask & (NUMBER | FIGURES) and word != "og") or word in _SIGNS)


def _on(words: Words, first: int, end: int) -> int:
    """The end, exclusive, of a password that begins with a letter and its case."""
    k = last = first
    plain = 0
    while k < end and k - first < _LONGEST:
        if size := _element(words, k, end):
            k = last = k + size
        elif words.lower[k] in PURE_HESITATIONS | {"og", "så"} and k + 1 < end:
            k += 1
            if not _element(words, k, end) and words.lower[k] != "så":
                break
        elif not words.masks[k] & _NOT_WORDS and plain < _PLAIN:
            plain += 1
            k = last = k + 1
        else:
            break
    return last


def _back(words: Words, first: int, k: int) -> int:
    """The first word of a password in which a letter's case is told at k."""
    low = k
    plain = 0
    while low > first and k - low < _LONGEST:
        mask = words.masks[low - 1]
        if mask & (NUMBER | FIGURES) or (mask & LETTER and not mask & STOP):
            low -= 1
        elif not mask & _NOT_WORDS and plain < _PLAIN and words.lower[low - 1] not in _SPACES:
            plain += 1
            low -= 1
        else:
            break
    return low + 1 if low < k and words.lower[low] == "og" else low
