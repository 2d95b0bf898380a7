"""Whether a reading goes on: what stands between two pieces of one identifier."""

from __future__ import annotations

import re
from typing import Final

from slor.recognizers.chain import Chain
from slor.recognizers.cues import FILLER, HESITATIONS, NUMBER, REVISION
from slor.recognizers.readings import Piece
from slor.recognizers.words import Words

_PAUSE: Final = 7
_LONG_PAUSE: Final = 14
_SHORT_MESSAGE: Final = 8
_FEWEST: Final = 2
_DIGRESSION: Final = 24
_HALF: Final = 4
_TELEPHONES: Final = (("PHONE_NUMBER",), ("NUMBER",))
_WAITING: Final = frozenset({"vent"})
_LETTER_TYPES: Final = frozenset(
    {"MAC_ADDRESS", "IBAN_CODE", "LICENSE_PLATE", "EMPLOYEE_ID", "USERNAME", "PASSWORD", "CUSTOMER_ID"}
)
SENTENCE_END: Final = re.compile(r"[?!]|\.\W*\s+\W*[A-ZÆØÅ]")
_UNHEARD: Final = frozenset(
    "noget noe noko mere mer meir et eller andet annet anna resten kan jeg eg ikke ikkje "
    "ser mangler manglar hører høyrer får".split()
)
"""What may stand behind a number of which only the beginning is known."""
_AMOUNTS: Final = frozenset(
    "beløb beløbet beløp beløpet måleravlesning måleravlesningen måleravlesing målaravlesing målaravlesinga avlesning "
    "avlesningen avlesing avlesinga aflæsning aflæsningen målerstand målerstanden målarstand målarstanden "
    "målertal målertallet pris prisen kroner".split()
)
"""What is asked for by another number than the one that was begun: an amount, a meter's reading."""
_SAID: Final = frozenset("siger sier seier sagde sa står".split())
"""Verbs behind a digit that is read out: "og sju seier ho"."""
_AT: Final = frozenset({"på", "til", "i"})
_ENDS: Final = tuple([word] for word in "slutten slutt slut sidst sist enden".split())
"""What tells where a digit belongs: "seks på slutten"."""


def continues(words: Words, chain: Chain, piece: Piece, cue: tuple[int, str] | None, speaker: str) -> bool:
    """Whether a piece goes on with a chain."""
    last = chain.last
    if last is None or piece.unit:
        return False
    if speaker != chain.speaker:
        return _completes(words, chain, piece)
    if last.turn != piece.turn and not _AMOUNTS.isdisjoint(words.lower[last.last + 1 : piece.first]):
        return False
    if last.turn != piece.turn and chain.echoed and chain.cues[:1] == ("PHONE_NUMBER",) and chain.missing <= 0:
        return False  # it was read back: what comes now is another
    if cue is not None and cue[0] > last.last and (cue[1] not in chain.cues[:2] or chain.missing <= 0):
        return False
    lettered = bool(set(chain.cues[:2]) & _LETTER_TYPES)
    if not lettered and (not piece.digits or not any(char.isdigit() for char in chain.text)):
        return False
    if len(piece.text) <= 2 and len(piece.groups) == 1 and not set_apart(words, piece):
        return False
    if last.turn == piece.turn:
        begin = last.last + 1
    else:
        if piece.turn - last.turn > 4:
            return False
        begin = words.turns[piece.turn]
    pause = piece.first - begin
    exact = _fills(chain, piece)
    if pause > (_DIGRESSION if exact else _LONG_PAUSE):
        return False
    idle = sum(1 for i in range(begin, piece.first) if not words.masks[i] & (FILLER | REVISION | NUMBER))
    again = revised(words, chain, piece)
    if len(piece.text) > chain.room and not again:
        return False
    if exact and not piece.negative:
        return True
    if last.turn == piece.turn and ". " in words.text[last.end : piece.start] and pause > 3:
        return False
    if pause <= _PAUSE and idle == 0:
        return True
    if len(piece.text) == 1 and idle and not again:
        return False  # "abu er ni"
    fits = len(piece.text) <= chain.missing + 1 or again
    if again and pause <= _PAUSE:
        return True
    if piece.negative or not fits or chain.missing <= 0:
        return False
    return pause <= _LONG_PAUSE if chain.cues else idle <= 2 and pause <= _PAUSE


def _fills(chain: Chain, piece: Piece) -> bool:
    """Whether half a telephone number is all that lacked of the other half: it is one after a long digression too."""
    half = len(chain.text) >= _HALF and len(piece.groups) > 1 and piece.digits == len(piece.text)
    return half and chain.cues[:1] in _TELEPHONES and len(piece.text) == chain.missing and not piece.counted


def _completes(words: Words, chain: Chain, piece: Piece) -> bool:
    """Whether the other side says the rest of a number: "er det toogtyve tredive og så" - "fireogfyrre halvtreds"."""
    last = chain.last
    if last is None or piece.turn != last.turn + 1 or len(piece.text) != chain.missing:
        return False
    if piece.text in chain.text or piece.digits != len(piece.text) or len(chain.text) < _FEWEST:
        return False
    first, end = words.turns[piece.turn], words.turns[piece.turn + 1]
    behind = range(last.last + 1, first)
    before = range(first, piece.first)
    if not chain.cues and "resten" not in words.lower[last.last + 1 : first]:
        return False
    return (
        len(behind) > 0
        and all(words.masks[k] & FILLER or words.lower[k] in _UNHEARD for k in behind)
        and all(words.masks[k] & (FILLER | REVISION) for k in before)
        and end - piece.last - 1 <= _PAUSE
    )


def written_on(words: Words, chain: Chain, piece: Piece) -> bool:
    """Whether what is typed may go on with a chain: in the same sentence, or from one message's end to the next."""
    last = chain.last
    if last is None or last.turn != piece.turn:
        first, end = words.turns[piece.turn], words.turns[piece.turn + 1]
        return piece.first - first <= 1 or (end - first <= _SHORT_MESSAGE and chain.missing > 0)
    between = words.text[last.end : piece.start]
    return "\n" not in between and SENTENCE_END.search(between) is None


def set_apart(words: Words, piece: Piece) -> bool:
    """Whether a pause or a mere filler follows a piece: "to" in "to par" counts something."""
    after = piece.last + 1
    if after >= words.turns[piece.turn + 1] or words.gap(piece.last, after).strip():
        return True
    follows = words.lower[after]
    if follows in HESITATIONS or words.masks[after] & (REVISION | NUMBER):
        return True
    return follows in _SAID or (follows in _AT and words.lower[after + 1 : after + 2] in _ENDS)


def revised(words: Words, chain: Chain, piece: Piece) -> bool:
    """Whether somebody said "no" between a chain and a piece."""
    assert chain.last is not None
    goes_on = chain.last.turn != piece.turn and len(piece.text) <= chain.missing
    waits = _WAITING if goes_on else frozenset()  # "vent hunden vil ut", and on in another turn
    return any(
        words.masks[i] & REVISION and words.lower[i] not in waits for i in range(chain.last.last + 1, piece.first)
    )
