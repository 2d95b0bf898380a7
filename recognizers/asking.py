"""What was asked: which identifiers a turn's words call for, and which the turns before it called for."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from slor.recognizers.cues import CUE, CUES, FIGURES, FILLER, LAST, LETTER, MONTH, NUMBER, ORDINAL, REVISION
from slor.recognizers.words import Words

_SHORT_TURN: Final = 9
"""A turn of no more words does not close a question: "ja, vent litt"."""
_INITIALS: Final = frozenset(word[0] for word in ("imei", "ip", "mac", "cpr", "sim", "iccid", "fnr"))
_SELF: Final = frozenset("jeg eg du mig meg deg dig vi jæ æ i dere de".split())
_CALLED: Final = frozenset("heter hedder heiter hete hedde heite kaldt kalt kalla kalder kaller kallar".split())
_ONESELF: Final = frozenset({"sig", "seg", "mig", "meg"})
_SITES: Final = frozenset(
    "appen app siden portalen nettbutikken nettbutikkjen webshoppen webbutikken systemet forumet nettsiden "
    "nettsida".split()
)
"""Where one goes by another name: "hva heter du i appen"."""
_MAKING: Final = frozenset(
    "opretter oprettet oprette oppretter opprettet opprette opprettar oppretta registrerer".split()
)
_INTO: Final = frozenset({"ind", "inn"})
_COMING: Final = frozenset("komme kommer kom kommet kjem log logg logget logga komma".split())
_NOBODYS: Final = frozenset("det eingong engang gang".split())
"""Before "født": "det blev født 84 børn" in a year is nobody's birth, nor is what was before one was "eingong fødd"."""
_LAST_COUNTS: Final = {"fire": "DK_CPR", "4": "DK_CPR", "fem": "NO_FODSELSNUMMER", "5": "NO_FODSELSNUMMER"}
_OTHERS: Final = frozenset(
    "CREDIT_CARD PHONE_NUMBER BANK_ACCOUNT CUSTOMER_ID ICCID IMEI IBAN_CODE NOTHING NUMBER".split()
)
_BEGINNINGS: Final = _CALLED | _MAKING | _INTO | LAST | _INITIALS
"""What a question can begin with besides the words for what is asked."""
_PATIENCE: Final = 4
"""For how many turns an unanswered question may still be answered."""
_LONG_ANSWER: Final = 16
_PART: Final = 4
_TOLD: Final = NUMBER | FIGURES | ORDINAL
_SAID: Final = _TOLD | MONTH | LETTER | FILLER | REVISION


@dataclass(frozen=True, slots=True)
class Asking:
    """The cues of a conversation.

    Attributes:
        cues: for each turn the numbers of its cue words with the entity type that each asks for, in order.
        asked: for each turn the types that were asked for just before it, the latest first.
        lingering: for each turn the types that were asked for earlier, or that its own speaker spoke of.
        questions: for each turn the latest turn before it in which somebody else asked for something; -1 for none.
    """

    cues: tuple[tuple[tuple[int, str], ...], ...]
    asked: tuple[tuple[str, ...], ...]
    lingering: tuple[tuple[str, ...], ...]
    questions: tuple[int, ...]

    def before(self, turn: int, word: int, reach: int) -> tuple[int, str] | None:
        """The nearest cue before a word in its own turn, at most `reach` words away."""
        cues = self.cues[turn]
        at = bisect_left(cues, (word,)) - 1
        return cues[at] if at >= 0 and word - cues[at][0] <= reach else None


@dataclass(slots=True)
class _Question:
    """What one turn asked for, whether it ended on that, and whether no long turn has passed since.

    `heard` is the last turn that was a bare part of an answer: while one is read out, the question stays open.
    """

    turn: int
    speaker: str
    types: tuple[str, ...]
    trailing: bool = False
    fresh: bool = True
    heard: int = -1


def read_asking(words: Words, speakers: Sequence[str]) -> Asking:
    """Finds the cues of a conversation and carries them to the turns that answer.

    Args:
        words: the document's words.
        speakers: who says each turn.

    Returns:
        The cues; a question stays open over short turns ("ja, vent litt").
    """
    cues: list[tuple[tuple[int, str], ...]] = []
    asked: list[tuple[str, ...]] = []
    lingering: list[tuple[str, ...]] = []
    questions: list[int] = []
    recent: list[_Question] = []
    for turn, speaker in enumerate(speakers):
        recent = [q for q in recent if turn - max(q.turn, q.heard) <= _PATIENCE and turn - q.turn <= _LONG_ANSWER]
        others = [question for question in reversed(recent) if question.speaker != speaker]
        fresh = dict.fromkeys(cue for question in others if question.fresh for cue in question.types)
        stale = dict.fromkeys(
            cue
            for question in [*others, *(own for own in reversed(recent) if own.trailing)]
            for cue in question.types
            if cue not in fresh
        )
        asked.append(tuple(fresh))
        lingering.append(tuple(stale))
        questions.append(others[0].turn if others else -1)
        first, end = words.turns[turn], words.turns[turn + 1]
        named = any(_OTHERS.intersection(question.types) for question in recent)
        here = tuple(sorted(_cues(words, first, end, named=named)))
        cues.append(here)
        if recent and not here and _is_part(words, first, end):
            recent[-1].heard = turn
        if here or end - first > _SHORT_TURN:
            for question in recent:
                question.fresh = question.fresh and (end - first <= _SHORT_TURN or question.turn == turn)
        if here:
            types = tuple(dict.fromkeys(cue for _, cue in reversed(here)))
            recent.append(_Question(turn, speaker, types, trailing=end - here[-1][0] <= 4))
    return Asking(tuple(cues), tuple(asked), tuple(lingering), tuple(questions))


def _cues(words: Words, first: int, end: int, *, named: bool) -> Iterator[tuple[int, str]]:
    """The cues of one turn; `named` where another number was asked for just before, whose last digits are meant."""
    i = first
    while i < end:
        mask = words.masks[i]
        if not mask & CUE and words.lower[i] not in _BEGINNINGS:
            pass
        elif mask & CUE:
            if (cue := _cue(words, i, first)) is not None:
                yield i, cue
        elif (
            words.lower[i] in _CALLED
            and _oneself(words, i, first, end)
            and any(word in _SITES for word in words.lower[i + 1 : min(end, i + 7)])
        ):
            yield i, "USERNAME"
        elif (
            words.lower[i] in _CALLED
            and i + 2 < end
            and words.lower[i + 1] in _ONESELF
            and any(words.masks[k] & (NUMBER | FIGURES) for k in range(i + 3, min(i + 6, end)))
        ):
            yield i + 1, "USERNAME"  # "han kalder sig cykel bent ni otte"
        elif words.lower[i] in _MAKING and "som" in (near := words.lower[i + 1 : min(end, i + 4)]):
            yield i + near.index("som"), "LOGIN"
        elif words.lower[i] in _INTO and i + 1 < end and words.lower[i + 1] in {"med", "som"}:
            logs = words.lower[i + 1] == "med" or words.lower[i - 1].startswith("log")  # "kom inn som innbytar"
            if i > first and words.lower[i - 1] in _COMING and logs:
                yield i, "LOGIN"
        elif words.lower[i] in LAST and not named and (cue := _last_digits(words, i, first, end)):
            yield i, cue
        elif mask & LETTER and words.lower[i] in _INITIALS:
            k = i
            while k < end and words.masks[k] & LETTER and k - i < 6:
                k += 1
            if (cue := CUES.get("".join(words.lower[i:k]))) is not None and k - i > 1:
                yield k - 1, cue
                i = k - 1
        i += 1


def _is_part(words: Words, first: int, end: int) -> bool:
    """Whether a turn is nothing but a part of a number or of a date: "ja og så femte"."""
    if end - first > _SHORT_TURN:
        return False
    told = [words.lower[k] for k in range(first, end) if words.masks[k] & _TOLD]
    few = 0 < len(told) <= _PART and all(len(word) <= _PART or not word.isdigit() for word in told)
    return few and all(words.masks[k] & _SAID for k in range(first, end))


def _oneself(words: Words, i: int, first: int, end: int) -> bool:
    """Whether a verb of being called speaks of a person."""
    return any(word in _SELF for word in words.lower[max(first, i - 2) : min(end, i + 2)])


def _last_digits(words: Words, i: int, first: int, end: int) -> str | None:
    """What "de sidste fire" and "de fem siste" ask for, where nothing else with digits is named."""
    near = words.lower[max(first, i - 1) : min(end, i + 2)]
    count = next((word for word in near if word in _LAST_COUNTS), None)
    if count is None or any(words.masks[k] & CUE and words.cue(k) in _OTHERS for k in range(max(first, i - 12), end)):
        return None
    return _LAST_COUNTS[count]


def _ranks(words: Words, i: int) -> bool:
    """Whether a word for a number only tells a rank: "ble nummer tre på 100 meter"."""
    if i + 2 >= len(words.lower) or words.gap(i, i + 1) != " " or words.gap(i + 1, i + 2) != " ":
        return False
    return (
        bool(words.masks[i + 1] & NUMBER)
        and words.lower[i + 1] != "og"
        and not words.masks[i + 2] & (_SAID | NUMBER | ORDINAL)
    )


def _cue(words: Words, i: int, first: int) -> str | None:
    """What a cue word asks for, read with the word before it: "mac adressen" is no address."""
    cue = words.cue(i)
    if (cue == "DATE_OF_BIRTH" and not _NOBODYS.isdisjoint(words.lower[max(first, i - 2) : i])) or (
        cue == "NUMBER" and _ranks(words, i)
    ):
        return None
    if cue not in {"PLACE", "NUMBER"} or i == first or words.gap(i - 1, i) not in {" ", "-", ""}:
        return cue
    before = words.lower[i - 1]
    if cue == "PLACE":
        return None if CUES.get(before) or before in {"post", "web"} else cue
    return CUES.get(f"{before}nummer") or CUES.get(before) or cue
