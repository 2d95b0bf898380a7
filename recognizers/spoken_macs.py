"""MAC addresses as they are read aloud: "a null seksti f null", "b syv kolon enogfirs", "cd 1a 40", over turns too."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from slor.recognizers.asking import Asking
from slor.recognizers.cues import FIGURES, NUMBER, PURE_HESITATIONS, UNIT
from slor.recognizers.number_words import ARTICLES, split_word
from slor.recognizers.numerals import Word, read_groups
from slor.recognizers.words import Words

_WHOLE: Final = 12
_WORDS: Final = frozenset("da de af be ad fa ca".split())
"""Words that could be two digits: they belong to an address only between others."""
_HEX: Final = frozenset("abcdef")
_SIGNS: Final = frozenset(
    "kolon bindestreg bindestrek streg strek mellemrum mellomrom prik punktum punkt minus".split()
)
_BETWEEN: Final = frozenset("og så deretter derefter siste sidste altså tallet".split()) | PURE_HESITATIONS
_DOUBLE: Final = frozenset("dobbelt dobbel".split())
_TIMES: Final = frozenset("gange ganger gonger".split())
_AROUND: Final = _SIGNS | _BETWEEN | _DOUBLE | _TIMES
_LONGEST_PART: Final = 4
_PATIENCE: Final = 4
"""For how many turns an address that was begun may go on."""
_NEAR: Final = 2


@dataclass(frozen=True, slots=True)
class Mac:
    """A part of a MAC address: offsets into the document's text, and the twelve digits where all were read."""

    start: int
    end: int
    written: str | None


@dataclass(slots=True)
class _Run:
    """Hexadecimal digits read in a row: first and last word, the digits by parts, and whether colons were said."""

    first: int
    last: int
    digits: str
    parts: tuple[str, ...]
    signed: bool

    @property
    def mixed(self) -> bool:
        return self.digits.isalnum() and not self.digits.isdigit() and not self.digits.isalpha()


def read_macs(words: Words, asking: Asking, speakers: Sequence[str]) -> list[Mac]:
    """Finds MAC addresses that are read aloud, whole, in parts, and read back.

    Args:
        words: the document's words.
        asking: what is asked for.
        speakers: who says each turn.

    Returns:
        In order. Twelve digits with letters among them are found anywhere; parts where a MAC address is spoken of.
    """
    out: list[tuple[_Run, str]] = []
    known = ""  # the address as far as it was read
    reader, last_turn = "", -9
    spoken_of = "kolon" in words.lower or any(cue == "MAC_ADDRESS" for cues in asking.cues for _, cue in cues)
    for turn, speaker in enumerate(speakers):
        if not (spoken_of or known or _has_letters(words, words.turns[turn], words.turns[turn + 1])):
            continue  # only a whole address counts here
        cues = [at for at, cue in asking.cues[turn] if cue == "MAC_ADDRESS"]
        asked = "MAC_ADDRESS" in asking.asked[turn] + asking.lingering[turn]
        for run in _runs(words, words.turns[turn], words.turns[turn + 1]):
            open_ = 0 < len(known) < _WHOLE and turn - last_turn <= _PATIENCE
            context = open_ or asked or any(at < run.first for at in cues)
            again = (
                len(run.digits) >= (2 if turn - last_turn <= _NEAR else 4)
                and run.digits in known
                and (run.mixed or len(run.parts) > 1)
            )
            context = context or (run.signed and run.mixed and len(run.digits) >= _NEAR * 2)
            if again and (speaker != reader or len(run.digits) >= 4) and not (open_ and speaker == reader):
                out.append((run, known))
                last_turn = turn
            elif len(run.digits) == _WHOLE and run.mixed and (context or not _is_worded(run)):
                known, reader, last_turn = run.digits, speaker, turn
                out.append((run, known))
            elif context and _may_be_part(words, run, begun=open_ and turn - last_turn <= _NEAR):
                goes_on = open_ and speaker == reader and len(known) + len(run.digits) <= _WHOLE
                known = known + run.digits if goes_on else run.digits
                reader, last_turn = speaker, turn
                out.append((run, known))
    whole = next((found for _, found in reversed(out) if len(found) == _WHOLE), None)
    return [
        Mac(words.starts[run.first], words.ends[run.last], whole if whole and run.digits in whole else None)
        for run, _ in out
    ]


def _has_letters(words: Words, first: int, end: int) -> bool:
    """Whether letters that are hexadecimal digits stand beside anything that belongs to an address."""
    return any(
        len(word) <= _LONGEST_PART
        and not set(word) - _HEX
        and any(
            words.masks[k] & (NUMBER | FIGURES) or words.lower[k] in _AROUND or not set(words.lower[k]) - _HEX
            for k in (k - 1, k + 1)
            if first <= k < end
        )
        for k, word in enumerate(words.lower[first:end], first)
    )


def _is_worded(run: _Run) -> bool:
    """Whether all its letters are a word before or behind a number: "... null en da"."""
    return run.digits[:-2].isdigit() or run.digits[2:].isdigit()


def _may_be_part(words: Words, run: _Run, *, begun: bool) -> bool:
    """Whether a run of fewer than twelve digits is a part where a MAC address is spoken of."""
    after = run.last + 1
    if after < len(words.masks) and words.masks[after] & UNIT:
        return False
    size = len(run.digits)
    if not 2 <= size <= _WHOLE or len(run.parts) < 2:
        return begun and size == 2 and (run.mixed or run.digits.isdigit())
    if run.digits.isalpha():
        return begun and size % 2 == 0 and all(len(part) == 1 for part in run.parts)
    return run.mixed or (begun and size % 2 == 0)


def _runs(words: Words, first: int, end: int) -> Iterator[_Run]:
    """The rows of hexadecimal digits of one turn."""
    k = first
    while k < end:
        run = _run(words, k, end) if _begins(words, k, end) else None
        if run is None:
            k += 1
        else:
            yield run
            k = run.last + 1


def _begins(words: Words, k: int, end: int) -> bool:
    """Whether a row of digits may begin at a word."""
    word, mask = words.lower[k], words.masks[k]
    if mask & FIGURES:
        return len(word) <= _WHOLE
    if mask & NUMBER:
        return word != "og"
    return 0 < len(word) <= _NEAR and not set(word) - _HEX and word not in _WORDS and k + 1 < end


def _run(words: Words, k: int, end: int) -> _Run | None:
    """Reads the row that begins at a word, to twelve digits at the most."""
    first, last = k, k - 1
    parts: list[str] = []
    at: list[int] = []  # the word that each part ends on
    idle = size = 0
    numbers: list[Word] = []
    while k < end and size < _WHOLE + 2 and idle <= _NEAR:
        if k > first and not _joined(words, k):
            break
        word, mask = words.lower[k], words.masks[k]
        if mask & NUMBER and word != "og" and word not in _DOUBLE:
            if k + 1 < end and words.lower[k + 1] in _TIMES and parts:
                last, k, idle = k + 1, k + 2, 0
                parts.append(parts[-1])
                at.append(last)
                continue
            numbers = [Word(0, 0, kind, value, word) for kind, value in split_word(word)]
            while k + 1 < end and words.masks[k + 1] & NUMBER and _joined(words, k + 1) and len(numbers) < _WHOLE:
                if words.lower[k + 1] == "og" and not (k + 2 < end and words.masks[k + 2] & NUMBER):
                    break
                k += 1
                numbers += [Word(0, 0, kind, value, words.lower[k]) for kind, value in split_word(words.lower[k])]
            groups = read_groups(numbers)
            if not groups or any(group.form in {"hundreds", "thousands"} for group in groups):
                break
            said = "".join(group.digits for group in groups)
        elif (mask & FIGURES and len(word) <= _WHOLE) or (0 < len(word) <= _LONGEST_PART and not set(word) - _HEX):
            said = word * 2 if len(word) == 1 and k > first and words.lower[k - 1] in _DOUBLE else word
        elif word in _SIGNS or word in _BETWEEN or word in _DOUBLE:
            idle += word not in _SIGNS
            k += 1
            continue
        else:
            break
        parts.append(said)
        at.append(k)
        size += len(said)
        last, idle = k, 0
        k += 1
    return _trimmed(words, first, parts, at) if parts else None


def _trimmed(words: Words, first: int, parts: list[str], at: list[int]) -> _Run | None:
    """Drops an article before the digits and words behind them that only look like digits."""
    if len(parts) > 1 and words.lower[first] in ARTICLES and sum(map(len, parts)) == _WHOLE + 1:
        parts, first = parts[1:], at[0] + 1
        at = at[1:]
    while len(parts) > 1 and sum(map(len, parts)) > _WHOLE:
        parts, at = parts[:-1], at[:-1]
    # "e" and "a" behind a row of an even number are "er" and "jeg" in dialects
    while len(parts) > 1 and parts[-1] in {"e", "a"} and sum(map(len, parts)) % 2 and parts[-2].isdigit():
        parts, at = parts[:-1], at[:-1]
    while len(parts) > 1 and words.lower[at[-1]] in _WORDS and sum(map(len, parts)) != _WHOLE:
        parts, at = parts[:-1], at[:-1]
    signed = any(words.lower[k] == "kolon" for k in range(first, at[-1]))
    return _Run(first, at[-1], "".join(parts), tuple(parts), signed)


def _joined(words: Words, k: int) -> bool:
    """Whether a word follows the one before it within a reading."""
    gap = words.gap(k - 1, k)
    return len(gap) <= 3 and "\n" not in gap and not any(sign in gap for sign in "?!;")
