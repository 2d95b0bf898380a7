"""Whether a turn asks for a user name or a password or only speaks of one."""

from __future__ import annotations

from typing import Final

from slor.recognizers.asking import Asking
from slor.recognizers.words import Words

CREDENTIALS: Final = {"USERNAME": "USERNAME", "PASSWORD": "PASSWORD", "LOGIN": "USERNAME", "CODE": "PASSWORD"}
"""Kind of cue → the entity type that it asks for."""
_WH: Final = frozenset("hva hvad kva hvilken hvilket hvilke".split())
_RECALLING: Final = frozenset("si sig sei seie oplys oplyse oppgi oppgje huske husker hugse hugsar".split())
"""What asks without a word of asking: "kan du si meg passordet", "et sikkerhedsord kan du huske det"."""
_BEFORE: Final = 5
_BEHIND: Final = 7
_LAST_WORDS: Final = 4


def is_question(words: Words, asking: Asking, turn: int) -> bool:
    """Whether a turn asks for a user name or password rather than speaks of one.

    Args:
        words: the document's words.
        asking: its cues.
        turn: the turn's number; -1 for none, which asks for nothing.
    """
    end = words.turns[turn + 1]
    at = max((at for at, cue in asking.cues[turn] if cue in CREDENTIALS), default=-1)
    if turn < 0 or at < 0:
        return False
    first = max(words.turns[turn], at - _BEFORE)
    return (
        end - at <= _LAST_WORDS
        or "?" in words.text[words.ends[at] : words.ends[end - 1] + 2]
        or any(words.lower[k] in _WH for k in range(first, at))
        or any(words.lower[k] in _RECALLING for k in range(first, min(at + _BEHIND, end)))
    )
