"""Bits of numbers that are put right or spoken of: "nej, det sidste er enoghalvfems", "sytti, ikke sytten"."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import Final

from slor.recognizers.asking import Asking
from slor.recognizers.claims import Claim, settle_claims
from slor.recognizers.cues import FIGURES, FILLER, NUMBER, REVISION
from slor.recognizers.readings import Piece, read_pieces
from slor.recognizers.shapes import PLAUSIBLE
from slor.recognizers.words import Words

_SCORE: Final = 0.75
_LEADS: Final = frozenset(
    "sidste siste slutter sluttar ender endar starter begynder begynner byrjar startar slutten starten".split()
)
_TRAILS: Final = frozenset(
    "sidst slutt slut slutten sidste siste starten begyndelsen begynnelsen byrjinga først fyrst forrest".split()
)
_ENDING: Final = frozenset("slutter sluttar ender endar".split())
_AT: Final = frozenset({"på", "til", "i"})
_NOT: Final = frozenset({"ikke", "ikkje", "itj", "inte"})
_ASKED_FOR: Final = frozenset(
    "PHONE_NUMBER DK_CPR NO_FODSELSNUMMER BANK_ACCOUNT CUSTOMER_ID CREDIT_CARD NUMBER".split()
)
_NEAR: Final = 3
_CUE_NEAR: Final = 6
_SHORT_TURN: Final = 10
_RECENT: Final = 2


def read_corrections(words: Words, asking: Asking, speakers: Sequence[str], claims: Sequence[Claim]) -> list[Claim]:
    """Finds the bits of a number that is known or asked for.

    Args:
        words: the document's words.
        asking: what is asked for.
        speakers: who says each turn.
        claims: what was found so far, in any order.

    Returns:
        Claims of the same type as the number that is spoken of.
    """
    told = [c for c in claims if c.entity_type in PLAUSIBLE or c.entity_type == "STREET_ADDRESS"]
    numbers = settle_claims(told, words.text)
    starts = [claim.start for claim in numbers]
    out: list[Claim] = []
    put_right: dict[str, tuple[int, str]] = {}
    for turn in range(len(speakers)):
        first, end = words.turns[turn], words.turns[turn + 1]
        short = end - first <= _SHORT_TURN and any(words.masks[k] & REVISION for k in range(first, min(first + 2, end)))
        for piece in read_pieces(words, turn):
            if piece.unit or not 1 <= piece.digits <= 6 or piece.digits != len(piece.text) or piece.is_quantity(words):
                continue
            at = bisect_right(starts, piece.start) - 1
            if at >= 0 and numbers[at].end > piece.start:
                continue
            known = numbers[at] if at >= 0 else None
            if short and out and _turn(words, out[-1]) == turn - 1:
                known = out[-1]  # a bit is put right: "nei ni ni null to"
            entity_type = _type(words, asking, piece, turn, known, short=short, speakers=speakers)
            since, again = put_right.get(piece.text, (-9, ""))
            if not entity_type and turn - since == 1 and piece.first - first <= _RECENT:
                entity_type = again  # "otteoghalvfems godt"
            if entity_type:
                out.append(Claim(piece.start, piece.end, entity_type, _SCORE))
                put_right[piece.text] = turn, entity_type
    return out


def _type(
    words: Words,
    asking: Asking,
    piece: Piece,
    turn: int,
    known: Claim | None,
    *,
    short: bool,
    speakers: Sequence[str],
) -> str | None:
    """What a bit belongs to; None where it is only a number."""
    first, end = words.turns[turn], words.turns[turn + 1]
    before = words.lower[max(first, piece.first - _NEAR) : piece.first]
    after = words.lower[piece.last + 1 : min(end, piece.last + 1 + _NEAR)]
    asked = (
        words.lower[max(words.turns[turn - 1], first - _NEAR) : first] if turn and piece.first - first <= _NEAR else []
    )
    told = piece.digits > 1 and not (_LEADS.isdisjoint([*before, *asked]) and _TRAILS.isdisjoint(after))
    if known is not None:
        since = turn - _turn(words, known)
        if known.entity_type == "STREET_ADDRESS":
            beside = since == 0 and before[-1:] and before[-1] in _NOT and piece.digits <= _NEAR
            return known.entity_type if beside and piece.first - _word(words, known.end) <= _NEAR else None
        opposed = (
            after[:1] and after[0] in _NOT and after[1:2] and bool(words.masks[piece.last + 2] & (NUMBER | FIGURES))
        )
        if since <= _RECENT and piece.digits > 1 and opposed:
            return known.entity_type  # "sytten ikke seksten"
        if since <= _RECENT and (told or (since == 0 and before[-1:] and before[-1] in _NOT and piece.digits > 1)):
            return known.entity_type
        if short and since == 1 and piece.digits > 1 and speakers[turn] != speakers[turn - 1]:
            return known.entity_type
    if _broken_off(words, asking, piece, turn):
        wanted = next((cue for cue in asking.asked[turn] if cue in _ASKED_FOR), None)
        return "PHONE_NUMBER" if wanted == "NUMBER" else wanted
    if not told:
        return None
    cue = asking.before(turn, piece.first, _CUE_NEAR)
    ends = not _ENDING.isdisjoint(before) or (after[:1] and after[0] in _AT and after[1:2] and after[1] in _TRAILS)
    if cue is None and ends and _is_bit(piece):
        wanted = next((cue for cue in asking.asked[turn] if cue in _ASKED_FOR), "NUMBER")
        return "PHONE_NUMBER" if wanted == "NUMBER" else wanted  # "jeg har ni ni null en på slutten"
    if cue is None or cue[1] not in PLAUSIBLE:
        return None
    return "PHONE_NUMBER" if cue[1] == "NUMBER" else cue[1]


def _is_bit(piece: Piece) -> bool:
    """Whether a reading is a few digits one by one or in pairs, and no version and no row of noughts."""
    told = piece.spoken and len(piece.groups) > 1 and len(set(piece.text)) > 1
    return told and not (piece.counted or piece.dots or piece.negative)


def _broken_off(words: Words, asking: Asking, piece: Piece, turn: int) -> bool:
    """Whether an answer is begun with and at once taken back: "53 66 nei vent"."""
    first, end = words.turns[turn], words.turns[turn + 1]
    after = piece.last + 1
    return (
        piece.digits > 1
        and not any(at <= piece.last for at, _ in asking.cues[turn])
        and piece.first - first <= _RECENT
        and all(words.masks[k] & FILLER for k in range(first, piece.first))
        and after < end
        and bool(words.masks[after] & REVISION)
    )


def _word(words: Words, position: int) -> int:
    """The number of the word at or after a position."""
    return bisect_right(words.starts, position - 1)


def _turn(words: Words, claim: Claim) -> int:
    return bisect_right(words.turns, _word(words, claim.start)) - 1
