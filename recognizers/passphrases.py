"""Passwords and user names of several everyday words: "lama hatt grønn seks", "viggo bandit i et ord"."""

from __future__ import annotations

from typing import Final

from slor.recognizers.cues import CUE, FIGURES, FILLER, LETTER, NUMBER, STOP, UNIT
from slor.recognizers.words import Words

_LONGEST: Final = 7
_PLAIN: Final = 4
_MANNER: Final = frozenset("uden uten utan stort store små lille liten alt".split())
"""What begins the telling of how a password is written."""
_ONE: Final = frozenset("et ét ett eitt eit én".split())
_NUMBERED: Final = frozenset({"nr", "nummer", "no"})
_CASES: Final = frozenset("stor stort store lille liten små".split())


def phrase_end(words: Words, first: int, end: int) -> int:
    """Where the words of a password end that was told in several.

    Args:
        words: the document's words.
        first: its first word.
        end: the end of the turn.

    Returns:
        The end, exclusive: behind a number that ends a row of words, or where words end with the turn, before how
        they are written ("uden mellemrum", "i et ord", "med stort l") or before the next credential; 0 where more is
        said of other things.
    """
    k = first
    plain = 0
    while k < end and k - first < _LONGEST:
        mask = words.masks[k]
        if k > first and words.gap(k - 1, k) != " ":
            break
        if mask & (NUMBER | FIGURES) and words.lower[k] != "og":
            number = k
            while number < end and words.masks[number] & (NUMBER | FIGURES) and words.lower[number] != "og":
                number += 1
            counted = number < end and words.masks[number] & UNIT
            return number if plain and not counted else 0
        if words.lower[k] == "og" and k > first and k + 1 < end and _is_plain(words, k + 1):
            k += 1
        if not _is_plain(words, k) or plain == _PLAIN:
            break
        plain += 1
        k += 1
    if plain > 1 and _ends(words, k, end):
        return k
    return 0


_WORD: Final = frozenset("ord ordet stikord stikkord".split())


def wants_word(words: Words, turn: int) -> bool:
    """Whether a turn that speaks of a code asks for a word: "koden blir et ord: hva vil du ha"."""
    return turn >= 0 and any(word in _WORD for word in words.lower[words.turns[turn] : words.turns[turn + 1]])


_JOINTS: Final = frozenset("med og i på uden uten utan av af under over ved".split())
_SAYING: Final = 5


def saying_end(words: Words, first: int, end: int) -> int:
    """Where a password ends that is a saying and all that a turn says: "rødgrød med fløde".

    Args:
        words: the document's words.
        first: its first word.
        end: the end of the turn.

    Returns:
        The end of the turn; 0 where other things are said too.
    """
    inner = range(first + 1, end)
    if not 3 <= end - first <= _SAYING or words.lower[end - 1] in _JOINTS:
        return 0
    if not any(words.lower[k] in _JOINTS for k in inner):
        return 0
    plain = all(words.lower[k] in _JOINTS or (_is_plain(words, k) and words.lower[k].isalpha()) for k in inner)
    return end if plain and all(words.gap(k - 1, k) == " " for k in inner) else 0


def _is_plain(words: Words, k: int) -> bool:
    other = words.masks[k] & (STOP | CUE | FILLER | LETTER | NUMBER | FIGURES) or words.lower[k] in _NUMBERED
    return not other and len(words.lower[k]) > 1


def _ends(words: Words, k: int, end: int) -> bool:
    """Whether what was told ends before k."""
    if k >= end:
        return True
    word, following = words.lower[k], words.lower[k + 1] if k + 1 < end else ""
    if word in _MANNER or "\n" in words.gap(k - 1, k):
        return True
    if word in {"med", "og"} and following in _CASES | {"mellomrom", "mellemrum"}:
        return True
    if word == "og" and k + 1 < end:
        return words.cue(k + 1) in {"PASSWORD", "USERNAME", "LOGIN"}
    if word in {"ud", "ut"}:
        return following == "i"
    return word == "i" and following in _ONE
