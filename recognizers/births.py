"""Birth dates that a conversation states or is asked for, in words or figures, whole or in parts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from slor.recognizers.asking import Asking
from slor.recognizers.cues import (
    FIGURES,
    FILLER,
    MONTH,
    MONTHS,
    NEGATIVE,
    NUMBER,
    ORDINAL,
    ORDINALS,
    PURE_HESITATIONS,
    REVISION,
    UNIT,
)
from slor.recognizers.number_words import split_word
from slor.recognizers.numerals import Word, read_groups
from slor.recognizers.words import Words

_REACH: Final = 9
_ANSWER_REACH: Final = 30
_SHORT_TURN: Final = 8
_HEARD: Final = 3
"""For how many turns a date may be read back without its year."""
_WRITTEN: Final = re.compile(r"\d{1,2} ?[./-] ?\d{1,2} ?[./ -] ?(?:\d{4}|\d{2})")
_CLOCK: Final = re.compile(r"\d{1,2}[.:]\d{2}|\d{1,3}[. ]000")
_PERSONAL: Final = frozenset({"DK_CPR", "NO_FODSELSNUMMER"})
_AGES: Final = frozenset("bliver blir fylder fyller blei vert er på om".split())
_TIES: Final = frozenset({"i", "den", "og", "af", "av", "te", "på"})
_DATE: Final = FIGURES | MONTH | NUMBER | ORDINAL


@dataclass(frozen=True, slots=True)
class Birth:
    """A birth date or a part of one: offsets into the document's text, and the date where it is whole (ISO 8601)."""

    start: int
    end: int
    date: str | None


@dataclass(frozen=True, slots=True)
class _Run:
    """Words of a date: first and last, day, month and year as far as said; whether it is written as dates are."""

    first: int
    last: int
    numbers: tuple[int, ...]
    named: bool
    texts: tuple[str, ...]
    written: bool = False


def read_births(words: Words, asking: Asking) -> list[Birth]:
    """Finds birth dates.

    Args:
        words: the document's words.
        asking: what is asked for.

    Returns:
        In order; a date that is only repeated is found again.
    """
    out: list[Birth] = []
    dates: set[tuple[int, int]] = set()
    begun = -9  # the turn in which only a part was said
    told = -9  # the turn in which one was said last
    answered = False
    for turn, cues in enumerate(asking.cues):
        first, end = words.turns[turn], words.turns[turn + 1]
        limits = [(at + 1, min(at + _REACH, end)) for at, cue in cues if cue == "DATE_OF_BIRTH"]
        answered = answered and not limits
        open_questions = asking.asked[turn] + asking.lingering[turn]
        if "DATE_OF_BIRTH" in open_questions and not answered:
            limits.insert(0, (first, min(first + _ANSWER_REACH, end)))
        elif not answered and _PERSONAL.intersection(open_questions):
            # whoever is asked for a personal number may begin with the day of birth: "elvte januar otteogtredive"
            limits.extend(_named_dates(words, first, min(first + _ANSWER_REACH, end)))
        for at, cue in cues:
            if cue in _PERSONAL and not answered:
                limits.extend(
                    (low, high)
                    for low, high in _named_dates(words, at + 1, end)
                    if low - at <= _REACH or words.masks[low - 1] & REVISION
                )
        if not limits and turn - begun <= 3 and end - first <= _SHORT_TURN:
            limits.append((first, first + 1 + _fillers(words, first, end)))  # "og årstal" - "nitten fireogtres"
        if not limits and not dates and turn - begun > 3:
            continue
        done = first
        for low, high in limits:
            k = max(low, done)
            stop = high
            while k < stop:
                run = _run(words, k, end)
                if run is None:
                    k += 1
                    continue
                k = done = run.last + 1
                if (
                    not (turn - begun <= 4 and run.named and len(run.numbers) == 3 and _day(run))
                    and not (turn - begun <= 3 and _is_rest(words, run, end))
                    and not _is_date(words, run, end, asked=low == first)
                ):
                    continue
                corrected = _corrected(words, run, end)
                out.append(_birth(words, run, corrected))
                k = done = corrected + 1
                if len(run.numbers) > 1 and (day := _day(run)):
                    dates.add(day)
                    dates.update(_days(words, run.last + 1, corrected, end))
                    told = turn
                    answered = _year(run) is not None
                closed = not run.named and len(run.numbers) <= 2 and turn - begun <= 4  # the year, which comes last
                answered = answered or closed or (len(run.numbers) == 1 and not run.named)
                begun = turn if _year(run) is None and not closed else -9
                listed = low == first and _year(run) is not None  # others may be told too
                stop = min(max(high, end), k + _REACH) if listed else min(high, k + 6)
        recent = turn - begun <= 3
        if dates or recent:
            out.extend(_repeated(words, done, end, dates, recent=recent))
        if dates and 0 < turn - told <= _HEARD and (heard := _heard(words, first, end, dates)) is not None:
            out.append(heard)
    return out


def _days(words: Words, k: int, last: int, end: int) -> Iterator[tuple[int, int]]:
    """Day and month of a date that puts right the one before it; none where only its year does."""
    while k <= last:
        run = _run(words, k, end)
        if run is not None and len(run.numbers) > 1 and (day := _day(run)):
            yield day
        k = run.last + 1 if run is not None else k + 1


def _heard(words: Words, first: int, end: int, dates: set[tuple[int, int]]) -> Birth | None:
    """A date that reads back one that was told, less its year, where the turn says little else: "ellevte i sjette"."""
    k = first
    while k < end and (words.masks[k] & (FILLER | REVISION) or words.lower[k] in _TIES) and not words.masks[k] & _DATE:
        k += 1
    run = _run(words, k, end) if k < end and words.masks[k] & ORDINAL else None
    if run is None or not run.named or len(run.numbers) != 2 or _day(run) not in dates:
        return None
    return _birth(words, run) if end - run.last - 1 <= _SHORT_TURN // 2 else None


def _named_dates(words: Words, first: int, end: int) -> list[tuple[int, int]]:
    """Where dates begin that are said with a month's name or an ordinal, whole or as all that a turn says."""
    out = []
    k = first
    while k < end:
        run = _run(words, k, end) if words.masks[k] & (ORDINAL | FIGURES | NUMBER) else None
        if run is not None and run.named:
            alone = run.last + 1 >= end and run.numbers[0] <= 31 and k - first <= _fillers(words, first, end)
            if alone or (len(run.numbers) >= 3 and _day(run)):
                out.append((k, k + 1))
        k = run.last + 1 if run is not None else k + 1
    return out


def _fillers(words: Words, first: int, end: int) -> int:
    """How many fillers a turn begins with."""
    k = first
    while k < end and words.masks[k] & (FILLER | REVISION) and not words.masks[k] & _DATE:
        k += 1
    return k - first


def _corrected(words: Words, run: _Run, end: int) -> int:
    """The last word of a date with its correction: "fjortende marts toogfyrre nej tooghalvtreds"."""
    k = run.last + 1
    while k < end and k - run.last <= 3 and words.masks[k] & REVISION and "?" not in words.gap(k - 1, k):
        k += 1
    if k == run.last + 1 or k >= end or not words.masks[k] & _DATE:
        return run.last
    again = _run(words, k, end)
    if again is None or len(again.numbers) > 3:
        return run.last
    after = words.masks[again.last + 1] if again.last + 1 < end else 0
    year = len(again.numbers) == 1 and not again.named and len(again.texts[0]) in {2, 4}
    return again.last if (year or _day(again) is not None) and not after & UNIT else run.last


def _repeated(words: Words, first: int, end: int, dates: set[tuple[int, int]], *, recent: bool) -> list[Birth]:
    out = []
    k = first
    while k < end:
        if not words.masks[k] & (ORDINAL | FIGURES | NUMBER):
            k += 1
            continue
        run = _run(words, k, end)
        if run is None:
            k += 1
            continue
        k = run.last + 1
        if len(run.numbers) >= 3 and (_day(run) in dates or (recent and run.named and _day(run))):
            out.append(_birth(words, run))
    return out


def _run(words: Words, k: int, end: int) -> _Run | None:
    """Reads the date that begins at a word, "den" and "i" included."""
    first = k
    if words.lower[k] in {"den", "i"}:
        k += 1
        if k >= end or not words.masks[k] & (ORDINAL | MONTH | FIGURES):
            return None
    if k >= end or not words.masks[k] & _DATE or words.lower[k] == "og":
        return None
    last = k - 1
    numbers: list[int] = []
    texts: list[str] = []
    pending: list[Word] = []
    named = False

    while k < end and k - first < 14:
        gap = words.gap(k - 1, k) if k > first else ""
        if len(gap) > 3 or "\n" in gap or "?" in gap or (". " in gap and not words.masks[k - 1] & (FIGURES | ORDINAL)):
            break
        mask, word = words.masks[k], words.lower[k]
        if mask & FIGURES and len(word) <= 8:
            _close(pending, numbers, texts)
            numbers.append(int(word))
            texts.append(word)
        elif mask & ORDINAL:
            _close(pending, numbers, texts)
            numbers.append(ORDINALS[word])
            texts.append(f"{ORDINALS[word]:02d}")
            named = True
        elif mask & MONTH:
            _close(pending, numbers, texts)
            numbers.append(MONTHS[word])
            texts.append(f"{MONTHS[word]:02d}")
            named = True
        elif mask & NUMBER and (word != "og" or pending):
            pending.extend(Word(0, 0, kind, value, word) for kind, value in split_word(word))
        elif (word in _TIES or word in PURE_HESITATIONS) and k + 1 < end and words.masks[k + 1] & _DATE:
            k += 1
            continue
        else:
            break
        if word != "og":
            last = k
        k += 1
    _close(pending, numbers, texts)
    if not numbers:
        return None
    written = _WRITTEN.fullmatch(words.text, words.starts[first], words.ends[last]) is not None
    return _Run(first, last, tuple(numbers), named, tuple(texts), written)


def _close(pending: list[Word], numbers: list[int], texts: list[str]) -> None:
    """Adds the numbers of a row of number words, which is emptied; "nul fem" is one number of a date."""
    joins = False
    for group in read_groups(pending):
        if joins and len(group.digits) == 1:
            texts[-1] += group.digits
            numbers[-1] = int(texts[-1])
            joins = False
            continue
        numbers.append(int(group.digits))
        texts.append(group.digits)
        joins = group.digits == "0"
    pending.clear()


def _is_date(words: Words, run: _Run, end: int, *, asked: bool) -> bool:
    """Whether a run of numbers can be a date of birth, or a part of one."""
    after = words.masks[run.last + 1] if run.last + 1 < end else 0
    if after & UNIT or (run.first and words.masks[run.first - 1] & NEGATIVE):
        return False
    digits = "".join(run.texts)
    spoken = not any(words.masks[k] & FIGURES for k in range(run.first, run.last + 1))
    if _CLOCK.fullmatch(words.text, words.starts[run.first], words.ends[run.last]):
        return False
    if run.named:
        if len(run.numbers) == 2 and not spoken and run.last + 1 < end:
            return False  # a date without a year, written: an appointment
        if len(run.numbers) >= 2:
            return _day(run) is not None
        # "født seksogtyvende" and "det er den anden i": the rest follows in another turn
        broken_off = run.last + 1 >= end or (run.last + 2 == end and words.lower[run.last + 1] == "i")
        return (asked and bool(after & FILLER)) or (broken_off and run.numbers[0] <= 31)
    if not 4 <= len(digits) <= 8:
        return asked and len(run.numbers) == 1 and len(digits) == 2 and run.last + 1 >= end
    if len(digits) == 4 and len(run.numbers) == 1:
        return not asked and 1900 <= int(digits) <= 2030
    return _day(run) is not None


def _is_rest(words: Words, run: _Run, end: int) -> bool:
    """Whether a run can go on with a date that was begun: a month, a year or both."""
    after = words.masks[run.last + 1] if run.last + 1 < end else 0
    before = words.lower[run.first - 1] if run.first else ""
    if after & UNIT or len(run.numbers) > 3 or before in _AGES:
        return False
    if run.named:
        return run.numbers[0] <= 12
    return len(run.numbers) <= 2 and len("".join(run.texts)) in {2, 4}


def _day(run: _Run) -> tuple[int, int] | None:
    """Day and month; None where they make no date."""
    if (run.named and len(run.numbers) >= 2) or (
        len(run.numbers) >= 3
        and all(len(text) <= 2 for text in run.texts[:2])
        and (run.written or len(run.texts[0]) + len(run.texts[1]) > 2)
    ):
        day, month = run.numbers[0], run.numbers[1]
        if day > 31 and len(run.numbers) >= 3 and not run.written:
            day, month = run.numbers[1], run.numbers[2]  # "i otteogtredive den ottende maj"
    else:
        digits = "".join(run.texts)
        if len(digits) < 4:
            return None
        day, month = int(digits[:2]), int(digits[2:4])
        if len(run.texts[0]) == 4 and run.numbers[0] > 1900 and len(run.numbers) >= 3:
            day, month = run.numbers[2], run.numbers[1]
    if not 1 <= month <= 12 and 1 <= day <= 12 and run.named:
        day, month = month, day
    return (day, month) if 1 <= day <= 31 and 1 <= month <= 12 else None


def _birth(words: Words, run: _Run, last: int = -1) -> Birth:
    day = _day(run)
    year = _year(run) if day else None
    date = f"{year}-{day[1]:02d}-{day[0]:02d}" if day and year else None
    first = run.first
    back = first
    while back and words.masks[back - 1] & REVISION and words.gap(back - 1, back) == " ":
        back -= 1
    if run.named and 0 < back < first and words.masks[back - 1] & (ORDINAL | MONTH):
        first = back - 1  # "elvte nej tolvte februar"
    if first and words.lower[first - 1] == "den" and words.gap(first - 1, first) == " ":
        first -= 1
    return Birth(words.starts[first], words.ends[max(last, run.last)], date)


def _year(run: _Run) -> str | None:
    """The year as it was said, two or four digits; None where it is still to come."""
    if run.named and len(run.numbers) == 3 and run.numbers[0] > 31 and not run.written:
        rest = run.texts[0]  # "i otteogtredive den ottende maj"
    elif run.named or (len(run.numbers) >= 3 and len(run.texts[0]) <= 2 and len(run.texts[1]) <= 2):
        rest = "".join(run.texts[2:])
    else:
        rest = "".join(run.texts)[4:]
    return rest if len(rest) in {2, 4} else None
