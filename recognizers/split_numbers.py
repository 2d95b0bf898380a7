"""Numbers that are typed in pieces: one a line or one a message, with "ja" and "og så" between them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from slor.recognizers.asking import Asking
from slor.recognizers.cues import FIGURES, FILLER, REVISION
from slor.recognizers.document import Document
from slor.recognizers.shapes import PLAUSIBLE, by_length, national
from slor.recognizers.words import Words

_GAPS: Final = re.compile(r"[ .\-/]{0,3}")
_LEADS: Final = frozenset(
    "først fyrst start starter begynner begynder så så siste sidste slut slutt til og derefter deretter er e".split()
)
_LONGEST: Final = 8
_WHOLE: Final = 6
_IDLE_LINES: Final = 3


@dataclass(frozen=True, slots=True)
class SplitPart:
    """A piece of a number: offsets into the document's text, its type, and all digits of the number."""

    start: int
    end: int
    entity_type: str
    written: str


@dataclass(slots=True)
class _Number:
    """A number that is being typed: who types it, what it may be, its pieces, and lines since the last one."""

    speaker: str
    cues: tuple[str, ...]
    parts: list[tuple[int, int, str]] = field(default_factory=list)
    idle: int = 0

    @property
    def digits(self) -> str:
        return "".join(part[2] for part in self.parts)


def read_split_numbers(words: Words, asking: Asking, document: Document) -> list[SplitPart]:
    """Finds numbers whose pieces stand on lines or in messages of their own.

    Args:
        words: the document's words.
        asking: what is asked for.
        document: the conversation.

    Returns:
        The pieces in order. A first piece may end a sentence ("nummeret er 59"); those after it stand alone on their
        line but for fillers; something must say what the number is.
    """
    out: list[SplitPart] = []
    open_number: _Number | None = None
    language = document.conversation.language
    for turn, first, end in _lines(words):
        speaker = document.conversation.turns[turn].speaker
        piece, alone, opening = _figures(words, first, end)
        cues = _cues(asking, turn, end) if piece or not open_number else ()
        if piece is not None and alone and open_number is not None and speaker == open_number.speaker:
            open_number.parts.append(piece)
            open_number.idle = 0
            continue
        if (
            piece is None
            and open_number is not None
            and open_number.idle < _IDLE_LINES
            and _only_fillers(words, first, end)
        ):
            open_number.idle += 1
            continue
        out.extend(_close(open_number, language))
        open_number = _Number(speaker, cues, [piece]) if piece is not None and cues and opening else None
    out.extend(_close(open_number, language))
    return out


def _lines(words: Words) -> Iterator[tuple[int, int, int]]:
    """Turn, first word and end of every line that has words."""
    for turn in range(len(words.turns) - 1):
        first, stop = words.turns[turn], words.turns[turn + 1]
        k = first
        while k < stop:
            begin = k
            k += 1
            while k < stop and "\n" not in words.text[words.ends[k - 1] : words.starts[k]]:
                k += 1
            yield turn, begin, k


def _figures(words: Words, first: int, end: int) -> tuple[tuple[int, int, str] | None, bool, bool]:
    """The one row of figures of a line, whether but for fillers it stands alone, and whether it ends the line."""
    at = [k for k in range(first, end) if words.masks[k] & FIGURES]
    if not at or at[-1] - at[0] + 1 != len(at):
        return None, False, False
    if any(not _GAPS.fullmatch(words.text, words.ends[k - 1], words.starts[k]) for k in at[1:]):
        return None, False, False
    digits = "".join(words.lower[k] for k in at)
    if not 2 <= len(digits) <= _LONGEST:
        return None, False, False
    start = words.starts[at[0]]
    if start and words.text[start - 1] == "+":
        start, digits = start - 1, "+" + digits
    rest = [k for k in range(first, end) if not at[0] <= k <= at[-1]]
    if at[0] == first and end - at[-1] > 1 and words.text[words.ends[at[-1]] : words.ends[at[-1]] + 2] in (". ", ", "):
        return (start, words.ends[at[-1]], digits), True, False  # the last piece, and a sentence after it
    alone = len(rest) <= 4 and all(words.masks[k] & (FILLER | REVISION) or words.lower[k] in _LEADS for k in rest)
    return (start, words.ends[at[-1]], digits), alone, alone or at[-1] == end - 1


def _only_fillers(words: Words, first: int, end: int) -> bool:
    return end - first <= 4 and all(words.masks[k] & (FILLER | REVISION) for k in range(first, end))


def _cues(asking: Asking, turn: int, end: int) -> tuple[str, ...]:
    """What a number may be: what was named before it in its turn, the nearest first, then what was asked for."""
    own = [cue for at, cue in reversed(asking.cues[turn]) if at < end][:2]
    return tuple(cue for cue in dict.fromkeys([*own, *asking.asked[turn]]) if cue in PLAUSIBLE)


def _close(number: _Number | None, language: str | None) -> Sequence[SplitPart]:
    """The pieces of a number that has ended; none where they are no identifier together."""
    if number is None or len(number.parts) < 2:
        return ()
    digits = number.digits.lstrip("+")
    if not _WHOLE <= len(digits) <= PLAUSIBLE["ICCID"][1]:
        return ()
    entity_type = None
    for cue in number.cues:
        low, high = PLAUSIBLE[cue]
        if low <= len(digits) <= high:
            entity_type = by_length(digits, language) if cue == "NUMBER" else national(cue, len(digits), language)
            break
    if entity_type is None:
        return ()
    return [SplitPart(start, end, entity_type, number.digits) for start, end, _ in number.parts]
