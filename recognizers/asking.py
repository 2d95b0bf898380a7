"""What was asked: which identifiers a turn's words call for, and which the turns before it called for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from slor.recognizers.cues import CUE, CUES
from slor.recognizers.words import Words

# Words that may stand between a question and its answer without closing the question
_SHORT_TURN: Final = 9
_PATIENCE: Final = 4


@dataclass(frozen=True, slots=True)
class Asking:
    """The cues of a conversation.

    Attributes:
        cues: for each turn the numbers of its cue words with the entity type that each asks for, in order.
        asked: for each turn the types that were asked for just before it, the latest first.
    """

    cues: tuple[tuple[tuple[int, str], ...], ...]
    asked: tuple[tuple[str, ...], ...]

    def before(self, turn: int, word: int, reach: int) -> tuple[int, str] | None:
        """The nearest cue before a word in its own turn, at most `reach` words away."""
        nearest = None
        for at, entity_type in self.cues[turn]:
            if at >= word:
                break
            if word - at <= reach:
                nearest = (at, entity_type)
        return nearest


def _cue(words: Words, i: int, first: int) -> str | None:
    """What a cue word asks for, read with the word before it: "mac adressen" is no address, "kunde nummer" no number."""
    cue = words.cue(i)
    if cue not in {"PLACE", "NUMBER"} or i == first or words.gap(i - 1, i) not in {" ", "-", ""}:
        return cue
    before = words.lower[i - 1]
    if cue == "PLACE":
        return None if CUES.get(before) or before in {"post", "web"} else cue
    return CUES.get(f"{before}nummer") or CUES.get(before) or cue


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
    open_types: tuple[str, ...] = ()
    age = 0
    for turn in range(len(speakers)):
        first, end = words.turns[turn], words.turns[turn + 1]
        here = tuple((i, cue) for i in range(first, end) if words.masks[i] & CUE and (cue := words.cue(i)) is not None)
        cues.append(here)
        asked.append(open_types)
        if here:
            latest = [cue for _, cue in reversed(here)]
            open_types, age = tuple(dict.fromkeys(latest)), 0
            if end - first <= _SHORT_TURN and asked[-1]:
                open_types = tuple(dict.fromkeys((*latest, *asked[-1])))
        elif end - first > _SHORT_TURN or age >= _PATIENCE:
            open_types = ()
        age += 1
    return Asking(tuple(cues), tuple(asked))
