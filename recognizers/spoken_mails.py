"""E-mail addresses that are told over several turns, and the parts of one that are read back or put right."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from slor.recognizers.claims import Claim
from slor.recognizers.common_words import common_words
from slor.recognizers.cues import CUE, FIGURES, FILLER, LETTER, NUMBER, REVISION, SEPARATOR, SEPARATORS, STOP
from slor.recognizers.spoken import AT_SIGNS, DOTS, ENDINGS, at_sign, write_out
from slor.recognizers.words import Words

_SCORE: Final = 0.92
_BACK: Final = 5
"""How many turns before its sign an address may begin, the other side's among them."""
_ON: Final = 5
_BESIDE: Final = 5
"""For how many turns after an address a part of it may be read back."""
_SHORT_TURN: Final = 9
_WORD_OF_OTHERS: Final = 5
_PLAIN: Final = 3
_LONGEST: Final = 14
_LEAST: Final = 4
_SIGN: Final = re.compile(r"[.@_+-]")
_MANNER: Final = frozenset("i et ett eitt ét ord med uden uten takk tak siger sier sagde sa ja sånn sådan".split())
_ONLY: Final = frozenset("jeg eg skriver skriv er det så ikke ikkje altså nei nej sa sagde".split())


@dataclass(frozen=True, slots=True)
class _Mail:
    """An address: the turns it begins and ends in, and how it is written."""

    first: int
    last: int
    written: str


def read_mail_parts(words: Words, speakers: Sequence[str], claims: Sequence[Claim]) -> list[Claim]:
    """Finds what of spoken addresses stands in other turns than their sign, and what of them is said again.

    Args:
        words: the document's words.
        speakers: who says each turn.
        claims: what was found so far, in any order.

    Returns:
        Claims of the parts, each in its turn.
    """
    if AT_SIGNS.isdisjoint(words.lower):
        return []
    told = sorted((c.start, c.end) for c in claims if c.entity_type == "EMAIL_ADDRESS")
    out: list[Claim] = []
    mails: list[_Mail] = []
    for turn in range(len(speakers)):
        first, end = words.turns[turn], words.turns[turn + 1]
        for i in range(first, end):
            if words.lower[i] in AT_SIGNS and (size := at_sign(words, i, end)):
                parts = list(_around(words, speakers, turn, i, size, told))
                if len({part_turn for part_turn, _, _ in parts}) > 1:
                    out += [_claim(words, low, high) for _, low, high in parts]
                written = "".join(
                    f"{write_out(words, low, i)}@{write_out(words, i + size, high)}"
                    if low <= i < high
                    else write_out(words, low, high)
                    for _, low, high in parts
                )
                mails.append(_Mail(parts[0][0], parts[-1][0], written))
                break
    out += [claim for mail in mails for claim in _again(words, mail)]
    return out


def _claim(words: Words, low: int, high: int) -> Claim:
    return Claim(words.starts[low], words.ends[high - 1], "EMAIL_ADDRESS", _SCORE)


def _around(
    words: Words, speakers: Sequence[str], turn: int, i: int, size: int, told: Sequence[tuple[int, int]]
) -> Iterator[tuple[int, int, int]]:
    """The parts of the address around a sign at i, in order: turn, first word and end, exclusive."""
    first, end = words.turns[turn], words.turns[turn + 1]
    low, high = _own(words, i, size, end, told)
    if low < i:
        low = min(low, _local_tail(words, first, i)[0])
    if all(words.masks[k] & (FILLER | REVISION) for k in range(first, low)):
        before = _before(words, speakers, turn)
        if low == i or (before and words.masks[before[-1][2] - 1] & SEPARATOR):
            yield from before  # "pia punktum" - "winther snabel a"
    yield turn, low, high
    if not any(words.lower[k] in DOTS for k in range(i + size, high)):
        yield from _after(words, speakers, turn)


def _own(words: Words, i: int, size: int, end: int, told: Sequence[tuple[int, int]]) -> tuple[int, int]:
    """The words of an address in its sign's own turn: what was found there, or the sign and a word behind it."""
    at = bisect_right(told, (words.starts[i], len(words.text))) - 1
    if at >= 0 and told[at][1] > words.starts[i]:
        return bisect_left(words.starts, told[at][0]), min(end, bisect_left(words.ends, told[at][1]) + 1)
    high = i + size
    while high < end and high - i - size < 2 and not words.masks[high] & (STOP | CUE | FILLER | REVISION):
        high += 1
    return i, high


def _before(words: Words, speakers: Sequence[str], turn: int) -> list[tuple[int, int, int]]:
    """What the same speaker told of an address before the turn that begins with its sign."""
    parts: list[tuple[int, int, int]] = []
    for before in range(turn - 1, max(-1, turn - _BACK - 1), -1):
        first, end = words.turns[before], words.turns[before + 1]
        if speakers[before] != speakers[turn]:
            if end - first > _WORD_OF_OTHERS:
                break
            continue
        low, high = _local_tail(words, first, end)
        if low == high:
            break
        parts.append((before, low, high))
        if any(not words.masks[k] & FILLER for k in range(first, low)):
            break
    return parts[::-1]


def _local_tail(words: Words, first: int, end: int) -> tuple[int, int]:
    """What of an address stands at the end of a turn: letters, numbers, signs and a few words."""
    high = end
    while high > first and end - high < _PLAIN and words.lower[high - 1] in _MANNER:
        high -= 1
    if end - high < 2:
        high = end
    k = high
    plain = 0
    while k > first and high - k < _LONGEST:
        if not _is_local(words, k - 1, first, high):
            if words.masks[k - 1] & (STOP | CUE | FILLER | REVISION) or plain >= _PLAIN:
                break
            plain += 1
        k -= 1
    while k < high and words.lower[k] in {"og", "så"}:
        k += 1
    return k, high


def _is_local(words: Words, k: int, first: int, high: int) -> bool:
    """Whether a word between `first` and `high` is a letter, a number or a sign, or only leads to one."""
    word, mask = words.lower[k], words.masks[k]
    if mask & LETTER:
        beside = (k > first and words.masks[k - 1] & LETTER) or (k + 1 < high and words.masks[k + 1] & LETTER)
        return bool(beside) or not mask & STOP
    if word in {"og", "så"}:
        return k + 1 < high and (bool(words.masks[k + 1] & NUMBER) or words.lower[k + 1] == "så")
    return bool(mask & (NUMBER | FIGURES)) or bool(mask & SEPARATOR and SEPARATORS[word] != "@")


def _after(words: Words, speakers: Sequence[str], turn: int) -> list[tuple[int, int, int]]:
    """The domain that the same speaker tells in the turns after the sign's."""
    parts: list[tuple[int, int, int]] = []
    for after in range(turn + 1, min(len(speakers), turn + _ON + 1)):
        first, end = words.turns[after], words.turns[after + 1]
        if speakers[after] != speakers[turn]:
            if end - first > _WORD_OF_OTHERS:
                break
            continue
        low = first
        while low < end and words.masks[low] & (FILLER | REVISION) and words.lower[low] not in ENDINGS:
            low += 1
        dot = next((k for k in range(low, min(low + _PLAIN, end)) if words.lower[k] in DOTS), -1)
        if dot < 0 and end - low == 1 and words.lower[low] not in common_words():
            parts.append((after, low, end))  # "gmail" alone, the rest is still to come
            continue
        if dot >= 0 and dot + 1 < end:
            high = dot + 2
            while high + 1 < end and words.lower[high] in DOTS:
                high += 2
            parts.append((after, low, high))
        break
    return parts


def _again(words: Words, mail: _Mail) -> Iterator[Claim]:
    """The parts of an address that short turns near it say again, by either side."""
    pieces = set(_SIGN.split(mail.written))
    for turn in range(max(0, mail.first - 2), min(len(words.turns) - 1, mail.last + _BESIDE + 1)):
        first, end = words.turns[turn], words.turns[turn + 1]
        if end - first > _SHORT_TURN:
            continue
        low, high = first, end
        while low < high and (words.masks[low] & (FILLER | REVISION) or words.lower[low] in _ONLY):
            low += 1
        while high > low and (words.masks[high - 1] & (FILLER | REVISION) or words.lower[high - 1] in _MANNER):
            high -= 1
        if low == high:
            continue
        said = write_out(words, low, high)
        single = _SIGN.search(said) is None
        local = said == mail.written.partition("@")[0] and turn <= mail.last + 2
        if single and (said not in pieces or (high - low == 1 and said in common_words())):
            continue
        if said in mail.written and (len(said) >= _LEAST or not single or high - low > 1 or local):
            yield _claim(words, low, high)
