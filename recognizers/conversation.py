"""The layer that reads a whole conversation: what one recogniser alone cannot see, and one answer from many.

It adds what is spoken, spelt, split over turns, asked for or known of the people beforehand, and settles what
overlaps. `docs/conversation.md` tells how it decides.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from slor.recognizers.asking import read_asking
from slor.recognizers.births import read_births
from slor.recognizers.chains import read_chains
from slor.recognizers.document import Document, Found
from slor.recognizers.spans import Span
from slor.recognizers.spoken import spoken_addresses
from slor.recognizers.spoken_places import read_places
from slor.recognizers.stated import read_stated
from slor.recognizers.words import read_words

_ASKED_SCORE: Final = 0.9
_SHAPE_SCORE: Final = 0.75
_CREDENTIAL_SCORE: Final = 0.8
_CLEAR: Final = 0.6
"""A claim of this score takes in the shorter ones within it."""
_WORD: Final = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Claim:
    """A piece of a document that somebody says is an identifier.

    Attributes:
        start, end: offsets into the document's text.
        entity_type: what it is said to be.
        score: 0 to 1.
        value: the whole identifier's normal form, where this is a part or a spoken form of it.
        part: which characters of `value` it stands for.
    """

    start: int
    end: int
    entity_type: str
    score: float
    value: str | None = None
    part: tuple[int, int] | None = None


def resolve(document: Document, results: Sequence[Found]) -> list[list[Span]]:
    """Decides what in a conversation identifies people.

    Args:
        document: the conversation's turns, folded and joined.
        results: what the recognisers found in its text, in any order, overlapping as they like.

    Returns:
        One list a turn: spans in original offsets, sorted, not overlapping, without white space at the ends.
    """
    claims = [Claim(found.start, found.end, found.entity_type, found.score, found.value) for found in results]
    claims.extend(_read(document, results))
    out: list[list[Span]] = [[] for _ in document.turns]
    for claim in settle_claims(claims):
        found = Found(claim.start, claim.end, claim.entity_type, claim.score)
        for turn, span in document.spans(found, claim.value):
            out[turn].append(span)
    return out


def _read(document: Document, results: Sequence[Found]) -> list[Claim]:
    """Everything that this layer finds itself."""
    words = read_words(document.text, document.starts)
    speakers = [turn.speaker for turn in document.conversation.turns]
    asking = read_asking(words, speakers)
    names = frozenset(
        word
        for found in results
        if found.entity_type == "PERSON"
        for word in _WORD.findall(document.text[found.start : found.end].lower())
    )
    claims = [Claim(a.start, a.end, a.entity_type, _ASKED_SCORE, a.written) for a in spoken_addresses(words, names)]
    claims += [Claim(b.start, b.end, "DATE_OF_BIRTH", _ASKED_SCORE, b.date) for b in read_births(words, asking)]
    claims += [Claim(p.start, p.end, p.entity_type, _ASKED_SCORE, p.written) for p in read_places(words, asking)]
    claims += [Claim(c.start, c.end, c.entity_type, _CREDENTIAL_SCORE, c.written) for c in read_stated(words, asking)]
    claimed = [(claim.start, claim.end) for claim in claims]
    for chain in read_chains(words, asking, speakers, document.conversation.language, claimed):
        assert chain.entity_type is not None
        for part in chain.parts:
            span = (part.at, part.at + len(part.piece.text)) if part.at >= 0 else None
            score = _ASKED_SCORE if chain.cues else _SHAPE_SCORE
            claims.append(Claim(part.piece.start, part.piece.end, chain.entity_type, score, chain.text, span))
    return claims


def settle_claims(claims: Sequence[Claim]) -> list[Claim]:
    """Makes overlapping claims into a row without overlaps; what any of them covered stays covered.

    Args:
        claims: in any order.

    Returns:
        Sorted by start. What lies within a longer clear claim belongs to it: a name in an address is the address.
        Of others the higher score keeps its whole extent, then the longer; of a lower one the rest remains.
    """
    out: list[Claim] = []
    cluster: list[Claim] = []
    reach = -1
    for claim in sorted(_outermost(claims), key=lambda c: (c.start, -c.end)):
        if claim.start >= reach:
            out.extend(_settle_cluster(cluster))
            cluster = []
        cluster.append(claim)
        reach = max(reach, claim.end)
    out.extend(_settle_cluster(cluster))
    return out


def _outermost(claims: Sequence[Claim]) -> list[Claim]:
    """The claims that do not lie within a longer one that is clear of itself."""
    out = []
    cover, covered = -1, -1
    for claim in sorted(claims, key=lambda c: (c.start, -c.end, -c.score)):
        if claim.end <= cover and (claim.start, claim.end) != (covered, cover):
            continue
        out.append(claim)
        if claim.score >= _CLEAR and claim.end > cover:
            covered, cover = claim.start, claim.end
    return out


def _settle_cluster(claims: Sequence[Claim]) -> list[Claim]:
    """Settles claims that overlap each other, few at a time."""
    if len(claims) < 2:
        return list(claims)
    kept: list[Claim] = []
    for claim in sorted(claims, key=lambda c: (-c.score, c.start - c.end, c.start)):
        pieces = [(claim.start, claim.end)]
        for other in kept:
            pieces = [
                rest
                for start, end in pieces
                for rest in ((start, min(end, other.start)), (max(start, other.end), end))
                if rest[0] < rest[1]
            ]
        if pieces == [(claim.start, claim.end)]:
            kept.append(claim)
        else:
            kept.extend(Claim(start, end, claim.entity_type, claim.score) for start, end in pieces)
    return sorted(kept, key=lambda c: c.start)
