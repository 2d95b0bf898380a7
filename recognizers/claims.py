"""Claims: what anybody says of a piece of a conversation, and how claims that overlap are settled."""

from __future__ import annotations

import re
from bisect import bisect_right, insort
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from slor.recognizers.cues import FILLER, MASK, PURE_HESITATIONS, REVISION

_CLEAR: Final = 0.6
"""A claim of this score takes in the shorter ones within it."""
# Types whose remainder identifies without digits
_WORDY: Final = frozenset({"PERSON", "EMAIL_ADDRESS", "URL", "STREET_ADDRESS", "POSTAL_PLACE"})


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


def settle_claims(claims: Sequence[Claim], text: str) -> list[Claim]:
    """Makes overlapping claims into a row without overlaps; what any of them covered stays covered.

    Args:
        claims: in any order.
        text: the document's text.

    Returns:
        Sorted by start. What lies within a longer clear claim belongs to it: a name in an address is the address.
        Of others the higher score keeps its whole extent, then the longer; of a lower one the rest
        remains where it still tells something.
    """
    out: list[Claim] = []
    cluster: list[Claim] = []
    reach = -1
    for claim in sorted(_outermost(claims), key=lambda c: (c.start, -c.end)):
        if claim.start >= reach:
            out.extend(_settle_cluster(cluster, text))
            cluster = []
        cluster.append(claim)
        reach = max(reach, claim.end)
    out.extend(_settle_cluster(cluster, text))
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


def _settle_cluster(claims: Sequence[Claim], text: str) -> list[Claim]:
    """Settles claims that overlap each other, few at a time."""
    if len(claims) < 2:
        return list(claims)
    kept: list[Claim] = []  # by start; no two of them overlap
    types: set[str] = set()
    for claim in sorted(claims, key=lambda c: (-c.score, c.start - c.end, c.start)):
        pieces = _uncovered(claim, kept)
        if pieces == [(claim.start, claim.end)]:
            insort(kept, claim, key=_start)
            types.add(claim.entity_type)
            continue
        for start, end in pieces:
            if _tells(claim, text[start:end], types):
                insort(kept, replace(claim, start=start, end=end), key=_start)
                types.add(claim.entity_type)
    return kept


def _start(claim: Claim) -> int:
    return claim.start


def _uncovered(claim: Claim, kept: Sequence[Claim]) -> list[tuple[int, int]]:
    """What of a claim none of those kept covers; they are sorted by start and do not overlap."""
    pieces = []
    begin = claim.start
    at = max(0, bisect_right(kept, claim.start, key=_start) - 1)
    while at < len(kept) and kept[at].start < claim.end:
        other = kept[at]
        if begin < other.start:
            pieces.append((begin, other.start))
        begin = max(begin, other.end)
        at += 1
    if begin < claim.end:
        pieces.append((begin, claim.end))
    return pieces


def _tells(claim: Claim, rest: str, types: set[str]) -> bool:
    """Whether what is left of a claim identifies anybody by itself."""
    if claim.entity_type in _WORDY or claim.entity_type in types:
        return any(char.isalnum() for char in rest)
    return any(char.isdigit() for char in rest)


_WORD: Final = re.compile(r"[^\W_]+")
_BREAK: Final = re.compile(r"[\n?!:;]|\. +[A-ZÆØÅ]")
_LONGEST_GAP: Final = 40
_FILLERS: Final = 3
_LINKS: Final = frozenset(
    "og å så i som med er stort stor lille liten lite bindestreg bindestrek streg strek understreg understrek kolon"
    " punktum prik plus pluss minus".split()
)
"""What links the parts of one identifier that is said: "fire en fem fem og så en en nul", "a som i anna".

Joined, the parts have one value; `asides` leaves the words between readable again."""
_STROKES: Final = frozenset("bindestreg bindestrek understreg understrek".split())
"""What links the names in a file's name that is said: "bergli understrek helge"."""
_DOTS: Final = frozenset("punktum prik prikk".split())
_WHOLE_DIGITS: Final = 6
_WHOLE_WORDS: Final = 4
_ENDS: Final = frozenset(("sidst", "slutt", "slut", "til"))


def join_claims(claims: Sequence[Claim], text: str, *, voice: bool = False) -> list[Claim]:
    """Joins the parts of one identifier between which there are only fillers or corrections.

    Args:
        claims: sorted by start, without overlaps.
        text: the document's text.
        voice: whether the text was spoken; then words such as "og så" link parts too.

    Returns:
        The same, fewer: "2 8 4 nej 9 1" is one number.
    """
    out: list[Claim] = []
    for claim in claims:
        last = out[-1] if out else None
        if last is not None and claim.entity_type == last.entity_type and claim.start - last.end <= _LONGEST_GAP:
            between = text[last.end : claim.start]
            if not _BREAK.search(between):
                said = _WORD.findall(between.lower())
                same = claim.value is not None and claim.value == last.value
                if (same and len(said) <= _FILLERS and all(map(_idle, said))) or (
                    voice and _are_one(last, claim, said, text)
                ):
                    value, part = (last.value, last.part) if last.value is not None else (claim.value, claim.part)
                    if claim.entity_type == "PERSON" and not same:
                        value = " ".join(named.value or text[named.start : named.end] for named in (last, claim))
                    score = max(last.score, claim.score)
                    out[-1] = replace(last, end=claim.end, score=score, value=value, part=part)
                    continue
        out.append(claim)
    return out


def _are_one(last: Claim, claim: Claim, said: Sequence[str], text: str) -> bool:
    """Whether two spoken parts are of one identifier by the words between; two whole ones are not."""
    if claim.entity_type == "PERSON":
        initial = last.end - last.start == 1
        return len(said) == 1 and (said[0] in _STROKES or (initial and said[0] in _DOTS))
    if not said or len(said) > _FILLERS:
        return False
    if claim.entity_type == "STREET_ADDRESS" and PURE_HESITATIONS.issuperset(said):
        return True
    if None not in (last.value, claim.value) and last.value != claim.value:
        return False
    if _is_whole(text[last.start : last.end]) and _is_whole(text[claim.start : claim.end]):
        return False
    return all(word in _LINKS or word in PURE_HESITATIONS for word in said)


def _is_whole(said: str) -> bool:
    """Whether so much is said that it need not be a part: six digits, or four words."""
    return sum(map(str.isdigit, said)) >= _WHOLE_DIGITS or len(said.split()) >= _WHOLE_WORDS


def _idle(word: str) -> bool:
    return word not in _ENDS and (bool(MASK.get(word, 0) & (FILLER | REVISION)) or word == "eller")
