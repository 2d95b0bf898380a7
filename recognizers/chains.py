"""Chains: the pieces of one identifier, read out over pauses, turns, confirmations and corrections."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate
from typing import Final

from slor.recognizers.asking import Asking
from slor.recognizers.chain import Chain
from slor.recognizers.continuing import SENTENCE_END, continues, revised, set_apart, written_on
from slor.recognizers.cues import FILLER, REVISION
from slor.recognizers.products import is_product
from slor.recognizers.readings import Piece, read_pieces
from slor.recognizers.shapes import WHOLE, settle
from slor.recognizers.timetables import is_clock, is_timetable
from slor.recognizers.words import Words

_CUE_REACH: Final = 12
_PERSONAL_REACH: Final = 18
_PERSONAL: Final = frozenset({"DK_CPR", "NO_FODSELSNUMMER"})
_ASKED_REACH: Final = 40
_ANSWER_REACH: Final = 8
_GENERIC: Final = frozenset({"NUMBER"})
_SHORT_HEARING: Final = 4
_FEW: Final = 3
_SHARED: Final = 4
_LONG_NUMBER: Final = 6
"""Digits that are hardly a price or a model."""
_NEVER_COUNTED: Final = frozenset(
    "PHONE_NUMBER DATE_OF_BIRTH DK_CPR NO_FODSELSNUMMER CREDIT_CARD IMEI ICCID IMSI MAC_ADDRESS".split()
)
"""What nobody reads out in thousands and hundreds."""
_DATING: Final = frozenset("fra frå siden sidan sia sida året".split())
_YEAR: Final = re.compile(r"19\d\d|20[0-3]\d")
_HEARING: Final = frozenset(
    "sagde sa sier siger seier sei hørte høyrde bare berre ikke ikkje til slut slutt der".split()
)


def read_chains(
    words: Words,
    asking: Asking,
    speakers: Sequence[str],
    language: str | None,
    claimed: Iterable[tuple[int, int]] = (),
    *,
    voice: bool = True,
    told: Iterable[tuple[int, str]] = (),
) -> list[Chain]:
    """Finds the numbers that are read aloud in a conversation.

    Args:
        words: the document's words.
        asking: what is asked for.
        speakers: who says each turn.
        language: `da`, `nb`, `nn` or None.
        claimed: pieces of the document, as offsets, that are something else already.
        voice: whether it was spoken; what is typed states its figures in one place, for other recognisers.
        told: where other recognisers found something, and its type: what is typed there has been answered.

    Returns:
        The chains that are identifiers, with their types.
    """
    taken = sorted(claimed)
    answers = sorted(told)
    reached = list(accumulate((end for _, end in taken), max))
    chains: list[Chain] = []
    open_chain: Chain | None = None
    for turn in range(len(speakers)):
        for piece in read_pieces(words, turn, expects=_expected(words, asking, turn, open_chain)):
            rest = _unclaimed(taken, reached, piece)
            if rest is None or rest.is_quantity(words):
                continue
            open_chain = _place(words, asking, chains, open_chain, rest, speakers, voice=voice, told=answers)
        if open_chain is not None and _closed(words, open_chain, turn, speakers[turn]):
            open_chain = None
    for chain in chains:
        chain.entity_type = _judge(chain, language)
    found = [chain for chain in chains if chain.entity_type is not None]
    _reclaim(chains, found)
    return found


def _reclaim(chains: Sequence[Chain], found: Sequence[Chain]) -> None:
    """Gives false starts to the number that was begun: "fire en fem ... fire en fem sytti to hundre"."""
    at = 0
    for chain in chains:
        if chain.entity_type is not None or not len(chain.text) > 2 or not chain.text.isdigit():
            continue
        turn = chain.parts[0].piece.turn
        while at < len(found) and found[at].parts[0].piece.turn < turn - 1:
            at += 1
        for other in found[at : at + 8]:
            if abs(other.parts[0].piece.turn - turn) > 1:
                continue
            offset = other.text.find(chain.text)
            if offset < 0 and not chain.cues and _alike(chain.text, other.text):
                for part in chain.parts:
                    if not part.piece.negative and not part.piece.unit:
                        other.repeat(part.piece, -1)  # what was noted down wrong
                break
            if offset >= 0:
                for part in chain.parts:
                    if not part.piece.negative and not part.piece.unit:
                        other.repeat(part.piece, offset + max(part.at, 0))
                break


def _alike(text: str, other: str) -> bool:
    """Whether two numbers are the same but for a few digits in the midst or at one end."""
    return len(text) >= _SHARED + 2 and (text[:_SHARED] == other[:_SHARED] or text[-_SHARED:] == other[-_SHARED:])


def _expected(words: Words, asking: Asking, turn: int, chain: Chain | None) -> frozenset[str]:
    """The types that a turn's numbers may be by what is spoken of."""
    types = {cue for _, cue in asking.cues[turn]}
    if "kolon" in words.lower[words.turns[turn] : words.turns[turn + 1]]:
        types.add("MAC_ADDRESS")
    types.update(asking.asked[turn], asking.lingering[turn], chain.cues[:1] if chain is not None else ())
    return frozenset(types)


def _unclaimed(taken: Sequence[tuple[int, int]], reached: Sequence[int], piece: Piece) -> Piece | None:
    """What is left of a piece behind what is something else: the last four digits behind a date; None for nothing.

    `taken` is sorted, and `reached` says how far it has gone at each of its entries.
    """
    at = bisect_right(reached, piece.start)
    if at == len(taken) or taken[at][0] >= piece.end:
        return piece
    start, end = taken[at]
    skip = sum(group.start < end for group in piece.groups)
    rest = piece.without(skip) if start <= piece.start and 0 < skip < len(piece.groups) else None
    return rest._replace(negative=False) if rest is not None else None


def _place(
    words: Words,
    asking: Asking,
    chains: list[Chain],
    open_chain: Chain | None,
    piece: Piece,
    speakers: Sequence[str],
    *,
    voice: bool,
    told: Sequence[tuple[int, str]],
) -> Chain | None:
    """Gives a piece its place: it goes on with the open chain, repeats an earlier one, or begins one.

    Returns:
        The chain that is open now.
    """
    if _counts(words, piece) if voice else is_product(words, piece):
        return open_chain
    speaker = speakers[piece.turn]
    cue = asking.before(piece.turn, piece.first, _CUE_REACH)
    if cue is None and (far := asking.before(piece.turn, piece.first, _PERSONAL_REACH)) and far[1] in _PERSONAL:
        cue = far  # a date in words stands between: "cpr er den tolvte februar ... og så nul otte toogtyve"
    asked_anew = (
        open_chain is not None
        and open_chain.last is not None
        and asking.questions[piece.turn] > open_chain.last.turn
        and not set(asking.asked[piece.turn]) & set(open_chain.cues)
    )
    if (
        open_chain is not None
        and not asked_anew
        and (voice or (speaker == open_chain.speaker and written_on(words, open_chain, piece)))
        and continues(words, open_chain, piece, cue, speaker)
    ):
        between = revised(words, open_chain, piece)
        at = open_chain.text.find(piece.text)
        if at >= 0 and len(piece.text) >= 3 and (between or open_chain.missing <= 0):
            open_chain.repeat(piece, at)
        else:
            open_chain.add(piece, revised=between)
        return open_chain
    for skip in range(min(len(piece.groups), 4)):
        part = piece.without(skip) if skip else piece
        if skip and (len(part.text) < 4 or _answers(asking, piece)):
            break
        apart = len(part.text) > 2 or set_apart(words, part)
        if apart and (echo := _echo(chains, part, speaker, voice=voice)) is not None:
            chain, at = echo
            whole = skip and len(piece.text) == len(chain.text) and not (piece.unit or piece.negative)
            whole = whole or (skip == 1 and at == 0 and piece.text[0] == "0")  # a day was said without its nought
            chain.repeat(piece if whole else part, -1 if whole else at)  # one group of it was heard otherwise
            return open_chain
    if voice and open_chain is not None and _heard(words, asking, open_chain, piece, speaker):
        open_chain.repeat(piece, -1)
        return open_chain
    if piece.unit or (piece.negative and (cue is None or piece.first - cue[0] > 3 or cue[1] == "LOGIN")):
        return open_chain
    if len(piece.text) <= 2 and len(piece.groups) == 1 and not set_apart(words, piece):
        return open_chain
    if not voice and not piece.spoken:
        if piece.first - words.turns[piece.turn] > _ANSWER_REACH or piece.digits < 2:
            return open_chain
        cue = None
    cues = _cues(words, asking, piece, cue)
    if not voice and not piece.spoken and not _stands_alone(words, piece):
        # what is typed within other words answers what was asked just before and not yet told, or nothing
        since = words.starts[words.turns[max(0, asking.questions[piece.turn])]]
        given = {kind for _, kind in told[bisect_left(told, (since,)) : bisect_left(told, (piece.start,))]}
        long = piece.digits == len(piece.text) >= _LONG_NUMBER
        cues = tuple(cue for cue in asking.asked[piece.turn] if cue not in given or long)
    asked = asking.asked[piece.turn][:1]
    answers = len(piece.text) > 4 and asked and asked[0] in WHOLE and asking.questions[piece.turn] == piece.turn - 1
    if piece.counted and len(piece.groups) <= 2 and not answers and (cue is None or piece.first - cue[0] > 4):
        return open_chain  # a price or a quantity, as far as anybody can tell
    if voice and not cues and (is_product(words, piece) or is_timetable(words, piece)):
        return open_chain
    if not cues and len(piece.text) < 3 and not piece.digits:
        return open_chain
    chain = Chain(cues, speaker, near=cue is not None and piece.first - cue[0] <= 4)
    chain.add(piece)
    chains.append(chain)
    # a lone small number does not interrupt what is being read
    if open_chain is not None and not cues and len(piece.text) < 3:
        return open_chain
    return chain


def _counts(words: Words, piece: Piece) -> bool:
    """Whether what is said is a sum of thousands, a year or a time: "otteogfyrre tusind", "siden nitten ti"."""
    if piece.counted and len(piece.text) > _FEW and piece.text.endswith("000"):
        return True
    begin = words.turns[piece.turn]
    dated = piece.first > begin and words.lower[piece.first - 1] in _DATING
    return (dated and bool(_YEAR.fullmatch(piece.text))) or (piece.spoken and is_clock(words, begin, piece))


def _cues(words: Words, asking: Asking, piece: Piece, cue: tuple[int, str] | None) -> tuple[str, ...]:
    """What a new chain may be: the cue in its own turn first, then what was asked before."""
    cues: list[str] = []
    if cue is not None:
        own = asking.cues[piece.turn]
        near = own[bisect_left(own, (cue[0] - 3,)) : bisect_left(own, (cue[0] + 1,))]
        cues.extend(entity_type for _, entity_type in reversed(near))
    broken = cue is not None and _sentence_ends(words, cue[0], piece)
    if broken and cue is not None and cue[1] == "NOTHING":
        cues.clear()
    if cue is None or cue[1] in _GENERIC or broken:
        cues.extend(asking.asked[piece.turn])
        cues.extend(asking.lingering[piece.turn])
    return tuple(dict.fromkeys(cues))


def _sentence_ends(words: Words, word: int, piece: Piece) -> bool:
    """Whether a sentence ends between a word and a piece."""
    between = words.text[words.ends[word] : piece.start]
    return SENTENCE_END.search(between) is not None


def _stands_alone(words: Words, piece: Piece) -> bool:
    """Whether a turn begins with digits, and no more is said of them: "07 og så 96"."""
    begins = piece.first - words.turns[piece.turn] <= 1
    return begins and piece.digits == len(piece.text) and set_apart(words, piece)


def _echo(chains: Sequence[Chain], piece: Piece, speaker: str, *, voice: bool) -> tuple[Chain, int] | None:
    """The chain that a piece repeats, and where in it; few digits that are typed repeat nothing."""
    if piece.unit:
        return None
    for chain in reversed(chains[-40:]):
        last = chain.last
        if last is None or len(chain.text) > 40 or not (chain.cues or len(chain.text) >= 5):
            continue
        near = piece.turn - last.turn <= 2
        least = (
            2 if near and speaker != chain.speaker and not piece.negative else 3 if near and not piece.negative else 4
        )
        least = least if voice or piece.spoken else 4
        if len(piece.text) >= least and (at := chain.text.find(piece.text.lstrip("+"))) >= 0:
            return chain, at
    return None


def _answers(asking: Asking, piece: Piece) -> bool:
    """Whether a piece is all of what was asked for just before, as long as that is."""
    asked = asking.asked[piece.turn][:1]
    return bool(asked) and asking.questions[piece.turn] == piece.turn - 1 and len(piece.text) == WHOLE.get(asked[0])


def _heard(words: Words, asking: Asking, chain: Chain, piece: Piece, speaker: str) -> bool:
    """Whether a turn is only what the other side heard of what was just read: "otteoghalvfems sagde du"."""
    last = chain.last
    if last is None or speaker == chain.speaker or piece.turn - last.turn != 1 or not chain.cues or piece.unit:
        return False
    if asking.questions[piece.turn] == last.turn:
        return False  # it answers
    if not 0 < piece.digits == len(piece.text) <= _SHORT_HEARING or chain.missing <= 0:
        return False
    first, end = words.turns[piece.turn], words.turns[piece.turn + 1]
    others = [k for k in range(first, end) if not piece.first <= k <= piece.last]
    behind = words.turns[last.turn + 1] - last.last - 1
    return behind <= _FEW and all(words.masks[k] & (FILLER | REVISION) or words.lower[k] in _HEARING for k in others)


def _closed(words: Words, chain: Chain, turn: int, speaker: str) -> bool:
    """Whether a chain cannot go on after a turn."""
    last = chain.last
    if last is None:
        return True
    if last.turn == turn:
        return words.turns[turn + 1] - last.last > 8 and chain.missing <= 0
    if turn - last.turn > 3:
        return True
    heard = any(part.piece.turn == turn for part in chain.parts[-_FEW:])
    return speaker != chain.speaker and words.turns[turn + 1] - words.turns[turn] > 14 and not heard


def _judge(chain: Chain, language: str | None) -> str | None:
    """What a chain is; None where it is no identifier."""
    if len(chain.parts) == 1 and chain.parts[0].piece.dots in {1, 2} and len(chain.text) < 7:
        return None  # a version, a clause
    dots = sum(part.piece.dots for part in chain.parts if part.at >= 0)
    if dots and chain.text.isdigit() and (dots == 3 or "IP_ADDRESS" in chain.cues[:1]):
        return "IP_ADDRESS" if len(chain.text) >= 4 else None
    entity_type = settle(chain.text, chain.cues, language)
    if entity_type is None:
        return None
    pieces = [part.piece for part in chain.parts]
    counted = all(piece.counted for piece in pieces)
    if counted and len(chain.text) <= 4 and not chain.near:
        return None
    if counted and len(pieces) == 1:
        if entity_type in _NEVER_COUNTED and not _YEAR.fullmatch(chain.text):
            return None
        if chain.text.endswith("000" if entity_type == "BANK_ACCOUNT" else "00"):
            return None  # a round sum, also right behind a word for a number
    if not chain.cues or chain.cues[0] == "NOTHING":
        if not any(piece.spoken for piece in pieces) and len({piece.turn for piece in pieces}) == 1:
            return None  # figures in one place are for the recognisers of written numbers
        if any(piece.negative for piece in pieces[:1]):
            return None
        if counted:
            return None
    return entity_type
