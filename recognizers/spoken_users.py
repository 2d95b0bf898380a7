"""User names that are agreed on in speech: "så kalder jeg dig knudholt 28", "i ett ord og så to fire"."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import Final

from slor.recognizers.asking import Asking
from slor.recognizers.claims import Claim
from slor.recognizers.common_words import common_words
from slor.recognizers.cues import CUE, FIGURES, FILLER, LETTER, MONTH, NEGATIVE, NUMBER, ORDINAL, STOP, UNIT
from slor.recognizers.recalled import recall_values
from slor.recognizers.words import Words

_SCORE: Final = 0.8
_PATIENCE: Final = 3
"""For how many turns after a word for it a user name may be agreed on."""
_CALLING: Final = frozenset("kaller kallar kalder kalle kalde kall kald kalla kalte kaldte".split())
_WHOM: Final = frozenset("deg dig det den meg mig dere dykk jeg eg vi du i bare berre os oss for".split())
_GETTING: Final = frozenset("får få fik fikk bliver blir blive bli vert verte være vere hedde hete heite".split())
_KNOWN: Final = frozenset({"gamle", "gammel", "gammelt", "gamalt"})
_MANNER: Final = frozenset("ud ut i et ett eitt ét én ord uden uten utan mellomrom mellemrum".split())
_THEN: Final = frozenset("og så derefter bagefter etterpå bak bag tallet tallene tala".split())
_MANNER_LONGEST: Final = 6
_NAME_LONGEST: Final = 3
_TYPED: Final = frozenset({"USERNAME", "PASSWORD", "EMAIL_ADDRESS"})
_NUMERALS: Final = frozenset("tallet tallene tala talet årstallet årstalet".split())
_NEAR: Final = 2
"""For how many turns after something typed its numbers may be told."""
_WANTED: Final = frozenset({"USERNAME", "LOGIN"})
_NO_NAME: Final = STOP | CUE | FILLER | NUMBER | FIGURES | UNIT | MONTH | ORDINAL | NEGATIVE


def read_users(words: Words, asking: Asking, claims: Sequence[Claim]) -> list[Claim]:
    """Finds user names that nobody asked for in so many words, and the numbers behind those that are known.

    Args:
        words: the document's words.
        asking: what is asked for.
        claims: what was found so far, in any order.

    Returns:
        Claims of user names in the turns around a word for them, and of the numbers behind a user name, behind how it
        is written too ("i ett ord og så to fire").
    """
    out: list[Claim] = []
    last = -_PATIENCE - 1
    for turn, cues in enumerate(asking.cues):
        first, end = words.turns[turn], words.turns[turn + 1]
        named = {cue for _, cue in cues}
        if "USERNAME" in named:
            last = turn
        if turn - last <= _PATIENCE:
            out += _agreed(words, first, end)
        if "PASSWORD" not in named and _WANTED.intersection(named | {*asking.asked[turn][:2]}):
            out += _run_on(words, first, end)
    again = recall_values(words, out)
    for claim in (*claims, *again):
        if claim.entity_type == "USERNAME":
            out += _numbered(words, claim)
    out += _told_numbers(words, asking, [*claims, *out])
    return [*out, *again]


def _told_numbers(words: Words, asking: Asking, claims: Sequence[Claim]) -> Iterator[Claim]:
    """Numbers that are called so where something typed is spoken of: "a l h a m så tallene nul og tre"."""
    typed = [(claim.start, claim.entity_type) for claim in claims if claim.entity_type in _TYPED]
    typed.sort()
    for turn in range(len(words.turns) - 1):
        first, end = words.turns[turn], words.turns[turn + 1]
        for k in range(first, end - 1):
            if words.lower[k] not in _NUMERALS:
                continue
            since = words.starts[words.turns[max(0, turn - _NEAR)]]
            before = typed[bisect_left(typed, (since,)) : bisect_left(typed, (words.starts[k],))]
            asked = [cue for cue in (*asking.asked[turn], *asking.lingering[turn]) if cue in _TYPED]
            entity_type = before[-1][1] if before else asked[0] if asked else None
            begin = k + 1 + (words.lower[k + 1] == "er")
            if entity_type is None or begin >= end:
                continue
            while (stop := _number(words, begin, end)) > begin:
                yield Claim(words.starts[begin], words.ends[stop - 1], entity_type, _SCORE)
                begin = stop + 1 if stop < end and words.lower[stop] == "og" else end


def _agreed(words: Words, first: int, end: int) -> Iterator[Claim]:
    """User names behind a verb of calling, and behind one of getting where a number belongs to them."""
    for k in range(first, end - 1):
        word = words.lower[k]
        if word in _CALLING:
            begin = k + 1
            while begin < end and words.lower[begin] in _WHOM:
                begin += 1
            if begin == k + 1:
                continue  # "kalle opp", "kall på ham"
            plain = True
        elif word in _GETTING or word in _KNOWN:
            begin, plain = k + 1, word in _KNOWN
        else:
            continue
        name = _name(words, begin, end)
        if name == begin:
            continue
        stop = _number(words, name, end)
        closes = name >= end or (word in _KNOWN and words.lower[name] in {"er", "var"}) or word in _CALLING
        if stop > name or (plain and closes):
            yield Claim(words.starts[begin], words.ends[stop - 1], "USERNAME", _SCORE)


def _run_on(words: Words, first: int, end: int) -> Iterator[Claim]:
    """User names told with that they are one word: "villads pilegård ud i et og så ni to"."""
    for k in range(first + 1, end - 1):
        if words.lower[k] != "i" or words.lower[k + 1] not in _MANNER:
            continue
        out = k - 1 if words.lower[k - 1] in {"ud", "ut"} else k
        if out == k and not (k + 2 < end and words.lower[k + 2] == "ord"):
            continue
        begin = out
        while begin > first and out - begin < _NAME_LONGEST and not words.masks[begin - 1] & (CUE | FILLER | NUMBER):
            if words.masks[begin - 1] & STOP and begin < out:
                break
            begin -= 1
        while begin < out and (words.masks[begin] & _NO_NAME or words.lower[begin] in common_words()):
            begin += 1
        if begin < out:
            yield from _with_number(words, begin, out, end)


def _with_number(words: Words, begin: int, name: int, end: int) -> Iterator[Claim]:
    """A name in one word and what is told to stand behind it."""
    claim = Claim(words.starts[begin], words.ends[name - 1], "USERNAME", _SCORE)
    yield claim
    yield from _numbered(words, claim)


def _name(words: Words, begin: int, end: int) -> int:
    """The end, exclusive, of one to three words that are no everyday words; letters read out may begin them."""
    k = begin
    while k < end and k - begin < _NAME_LONGEST and (k == begin or words.gap(k - 1, k) == " "):
        lettered = words.masks[k] & LETTER and words.lower[k] not in "iåæ"
        everyday = words.lower[k] in common_words() and not (begin < k == end - 1)  # "kalle det svein båt"
        if not lettered and (words.masks[k] & _NO_NAME or everyday):
            break
        k += 1
    return k if any(len(words.lower[m]) > 2 for m in range(begin, k)) else begin


def _number(words: Words, k: int, end: int) -> int:
    """The end, exclusive, of a number that begins at k; k where none does, or where it counts something."""
    stop = k
    while stop < end and words.masks[stop] & (NUMBER | FIGURES) and words.lower[stop] != "og":
        stop += 1
    return k if stop < end and words.masks[stop] & (UNIT | MONTH) else stop


def _numbered(words: Words, claim: Claim) -> Iterator[Claim]:
    """The number behind a user name, or behind how it is written."""
    k = bisect_left(words.ends, claim.end) + 1
    if k >= len(words.ends):
        return
    end = words.turns[bisect_left(words.turns, k)] if k not in words.turns else k
    if (stop := _number(words, k, end)) > k and words.lower[k - 1].isalpha():
        yield Claim(words.starts[k], words.ends[stop - 1], "USERNAME", _SCORE)
        return
    told = k
    while told < end and told - k < _MANNER_LONGEST and words.lower[told] in _MANNER:
        told += 1
    then = told
    while then < end and then - told < 2 and words.lower[then] in _THEN:
        then += 1
    if then > told > k and (stop := _number(words, then, end)) > then:
        yield Claim(words.starts[then], words.ends[stop - 1], "USERNAME", _SCORE)
