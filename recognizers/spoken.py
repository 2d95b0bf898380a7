"""E-mail addresses and web addresses as they are said: "mette punktum holm snabel-a firma punktum dk"."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from slor.recognizers.common_words import common_words
from slor.recognizers.cues import CUE, FIGURES, FILLER, LETTER, NUMBER, REVISION, SEPARATOR, SEPARATORS, STOP
from slor.recognizers.emails import LEADS
from slor.recognizers.number_words import split_word
from slor.recognizers.numerals import Word, read_groups
from slor.recognizers.recognizer import IdentifierRecognizer, Match
from slor.recognizers.scan import Scan
from slor.recognizers.words import Words, read_words

_TRIGGER: Final = re.compile(r"snabel|krøll|kroell|krull|alfa|\bat\b|\batt\b|skråst|slash", re.I)
_SLASHES: Final = frozenset(word for word, sign in SEPARATORS.items() if sign == "/")
DOTS: Final = frozenset(word for word, sign in SEPARATORS.items() if sign == ".")
_AT_WORDS: Final = frozenset({"snabela", "krøllalfa", "krøllealfa", "alfakrøll", "krøllalf", "krullalfa", "krøllalpha"})
_AT_PAIRS: Final = frozenset(
    {("snabel", "a"), ("krøll", "alfa"), ("krølle", "alfa"), ("alfa", "krøll"), ("krøllet", "a"), ("krøll", "a")}
)
_MARKS: Final = _SLASHES | _AT_WORDS | {first for first, _ in _AT_PAIRS} | {"at", "att"}
"""The words that an address can be told by."""
AT_SIGNS: Final = _MARKS - _SLASHES - {"at", "att"}
"""The words that a spoken "@" begins with."""
ENDINGS: Final = frozenset("no dk com se net org eu example".split())
_OWN: Final = frozenset({"min", "mit", "mitt", "mine", "mi", "din", "dit", "ditt"})
_ONE: Final = frozenset({"et", "ét", "ett", "eitt", "eit"})
_NO_DOMAIN: Final = frozenset({"ja", "jo", "altså", "haha"})
"""What is said behind the sign and begins no domain: "snabel-a ja altså seun punktum adeyemi"."""
_WITHOUT: Final = frozenset({"uten", "uden", "utan"})
_PLAIN_WORDS: Final = 2
_LONGEST: Final = 12


@dataclass(frozen=True, slots=True)
class Address:
    """A spoken address: offsets into the text, its entity type and how it is written."""

    start: int
    end: int
    entity_type: str
    written: str


def spoken_addresses(words: Words, names: Collection[str] = ()) -> list[Address]:
    """Finds spoken e-mail addresses and those spoken web addresses that point to a person.

    Args:
        words: the words of a text.
        names: lower-case words that are known to be people's names; a web address with one of them is personal.

    Returns:
        The addresses, in order, not overlapping.
    """
    if _MARKS.isdisjoint(words.lower):
        return []
    out: list[Address] = []
    for turn in range(len(words.turns) - 1):
        first, end = words.turns[turn], words.turns[turn + 1]
        done = first
        for i in [k for k in range(first, end) if words.lower[k] in _MARKS]:
            if i < done:
                continue
            address = None
            if at := at_sign(words, i, end):
                address, last = _email(words, done, i, at, end)
            elif words.lower[i] in _SLASHES:
                address, last = _web(words, done, i, end, names)
            if address is not None:
                out.append(address)
                done = last + 1
    return out


def at_sign(words: Words, i: int, end: int) -> int:
    """How many words the spoken "@" at i takes; 0 where there is none.

    Args:
        words: the words of a text.
        i: a word.
        end: the end of its turn.
    """
    word = words.lower[i]
    if word in _AT_WORDS:
        return 1
    if i + 1 < end and (word, words.lower[i + 1]) in _AT_PAIRS and words.gap(i, i + 1) in {" ", "-"}:
        return 2
    if word in {"at", "att"} and any(words.lower[k] in DOTS for k in range(i + 2, min(i + 5, end))):
        return 1 if words.gap(i, i + 1) == " " else 0
    return 0


def _breaks(words: Words, left: int, right: int) -> bool:
    """Whether a sentence, a clause or a line ends between two neighbouring words."""
    gap = words.gap(left, right)
    return gap not in {" ", "", "-", ".", "_", "  "}


def _local_start(words: Words, floor: int, i: int) -> int:
    """The first word of what stands before a sign at i: a row of words tied by spoken signs."""
    k = i
    plain = 0
    tied = True
    while k > floor and i - k < _LONGEST:
        word, mask = words.lower[k - 1], words.masks[k - 1]
        if _breaks(words, k - 1, k):
            break
        sign = k < i and words.lower[k] in SEPARATORS and words.lower[k] != "alfa"
        if mask & SEPARATOR and SEPARATORS[word] not in "@+":
            tied = True
        elif sign or not words.gap(k - 1, k) or (word in ENDINGS and k > floor + 1 and words.lower[k - 2] in DOTS):
            plain = 0
        elif len(word) == 1 and _tells_how(words, floor, k, i):
            break
        elif (mask & (FIGURES | LETTER) and tied) or (mask & NUMBER and not mask & STOP and tied):
            pass
        elif (
            mask & (STOP | CUE | FILLER) or word in LEADS or plain >= _PLAIN_WORDS or (k < i and _has_sign(words, k, i))
        ):
            break
        else:
            plain += 1
        k -= 1
    while k < i and words.masks[k] & SEPARATOR:
        k += 1
    return k


def _tells_how(words: Words, floor: int, k: int, i: int) -> bool:
    """Whether the letter before k says how something is written: "uten ø krøllalfa", "med o e sunniva punktum boe"."""
    first = k - 1
    while first > floor and len(words.lower[first - 1]) == 1:
        first -= 1
    before = words.lower[first - 1] if first > floor else ""
    return before in _WITHOUT or (before == "med" and k < i and not words.masks[k] & SEPARATOR)


def _has_sign(words: Words, low: int, high: int) -> bool:
    return any(words.masks[k] & SEPARATOR for k in range(low, high))


def _domain_end(words: Words, i: int, end: int) -> int:
    """The last word of a domain that begins at i; i - 1 where there is none."""
    k, last = i, i - 1
    while k < end and k - i < _LONGEST:
        if k > i and _breaks(words, k - 1, k):
            break
        if words.lower[k] in DOTS and k + 1 < end and not _breaks(words, k, k + 1):
            last = k + 1
            k += 2
            continue
        if (last < i and words.masks[k] & REVISION) or words.lower[k] in _NO_DOMAIN:
            break
        if last >= i and not (k < end and words.masks[k] & SEPARATOR and SEPARATORS[words.lower[k]] in ".-"):
            break
        k += 1
        if last < i and k - i > 6:
            break
    return last


def _one_word(words: Words, floor: int, i: int) -> int:
    """Where the words before a sign at i end, less the telling that they are one: "mette holm i et ord"."""
    told = words.lower[max(floor, i - 3) : i]
    if len(told) == 3 and told[0] == "i" and told[1] in _ONE and told[2] == "ord":
        return i - 3
    return i - 2 if told[-2:-1] == ["i"] and told[-1] in _ONE | {"små"} else i


def _email(words: Words, floor: int, i: int, at: int, end: int) -> tuple[Address | None, int]:
    """Reads the address around a spoken "@" at i."""
    told = _one_word(words, floor, i)
    start = _local_start(words, floor, told)
    domain = i + at
    last = _domain_end(words, domain, end)
    if last < domain and domain < end and not _breaks(words, domain - 1, domain) and not words.masks[domain] & STOP:
        last = domain
    if last < domain or (start == i and last == domain):
        return None, i
    local = write_out(words, start, told)
    return Address(
        words.starts[start if start < told else i],
        words.ends[last],
        "EMAIL_ADDRESS",
        f"{local}@{write_out(words, domain, last + 1)}",
    ), last


def _web(words: Words, floor: int, i: int, end: int, names: Collection[str]) -> tuple[Address | None, int]:
    """Reads the web address around the first spoken slash at i."""
    start = _local_start(words, floor, i)
    if start > floor and not words.masks[start - 1] & ~SEPARATOR and not _breaks(words, start - 1, start):
        start -= words.lower[start - 1] not in common_words()
    while start > floor and words.lower[start - 1] in _OWN and not _breaks(words, start - 1, start):
        start -= 1
    last = i
    personal = False
    k = i
    while k < end and words.lower[k] in _SLASHES:
        segment_end, rich = _segment(words, k + 1, end)
        if segment_end <= k:
            break
        segment = words.lower[k + 1 : segment_end + 1]
        personal = personal or rich or any(word in names for word in segment)
        last, k = segment_end, segment_end + 1
    if last == i or not personal:
        return None, i
    return Address(words.starts[start], words.ends[last], "URL", write_out(words, start, last + 1)), last


def _segment(words: Words, i: int, end: int) -> tuple[int, bool]:
    """The last word of a path's segment at i, and whether it looks like a person's: two words or a number."""
    last, plain, rich = i - 1, 0, False
    k = i
    while k < end and k - i < _LONGEST and not (k > i and _breaks(words, k - 1, k)):
        word, mask = words.lower[k], words.masks[k]
        if word in _SLASHES:
            break
        if mask & SEPARATOR and k + 1 < end and SEPARATORS[word] in "-._" and not words.masks[k + 1] & SEPARATOR:
            rich = rich or SEPARATORS[word] != "."
            last, k = k + 1, k + 2
            continue
        if word == "og" and k + 1 < end and words.masks[k + 1] & words.masks[k - 1] & NUMBER and k > i:
            k += 1
            continue
        if mask & FIGURES or (mask & NUMBER and word != "og" and (plain or last >= i)):
            rich = True
        elif k > i and (mask & (STOP | CUE | FILLER) or plain >= _PLAIN_WORDS):
            break
        else:
            plain += 1
            rich = rich or plain == 2
        last = k
        k += 1
    return last, rich


def write_out(words: Words, first: int, end: int) -> str:
    """Writes a spoken address the way it is typed.

    Args:
        words: the words of a text.
        first, end: the words of the address, end exclusive.

    Returns:
        Signs for their words, digits for numbers, no spaces: "mette punktum holm" is "mette.holm".
    """
    out: list[str] = []
    numbers: list[Word] = []
    for k in range(first, end):
        word, mask = words.lower[k], words.masks[k]
        parts = split_word(word) if mask & NUMBER else ()
        if parts and (numbers or word != "og"):
            numbers.extend(Word(0, 0, kind, value, word) for kind, value in parts)
            continue
        out.extend(group.digits for group in read_groups(numbers))
        numbers = []
        if mask & SEPARATOR:
            out.append(SEPARATORS[word])
        elif not mask & FILLER or mask & STOP:
            gap = words.gap(k - 1, k) if k > first else ""
            out.append((gap if gap in {".", "-", "_"} else "") + word)
    out.extend(group.digits for group in read_groups(numbers))
    return "".join(out)


class _SpokenRecognizer(IdentifierRecognizer):
    """Reads spoken addresses line by line."""

    def find(self, scan: Scan) -> Iterable[Match]:
        """The spoken addresses of this recogniser's type in a scanned text."""
        if not _TRIGGER.search(scan.text):
            return []
        starts = [0, *(match.end() for match in re.finditer("\n", scan.text))]
        return list(self._matches(read_words(scan.text, starts)))

    def _matches(self, words: Words) -> Iterator[Match]:
        for address in spoken_addresses(words):
            if address.entity_type == self.ENTITY:
                yield Match(address.start, address.end, 0.9)


class SpokenEmailRecognizer(_SpokenRecognizer):
    """E-mail addresses in words, "snabel-a", "krøllalfa", "alfakrøll" or "at" for the sign, spelt or not."""

    ENTITY = "EMAIL_ADDRESS"
    CONTEXT = ("mail", "e-post", "epost", "adresse")


class SpokenUrlRecognizer(_SpokenRecognizer):
    """Web addresses in words that carry a person's name or number: "firma punktum dk skråstreg mette holm"."""

    ENTITY = "URL"
    CONTEXT = ("link", "lenke", "side", "adresse")
