"""Names in mail headers: what stands between `Fra:` and an address is one name, whatever its words mean elsewhere."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import Protocol

_FIELDS = "fra|frå|from|til|to|cc|kopi|kopi til|svar til|reply-to"
_HEADER = re.compile(rf"^[> \t*]{{0,9}}(?:{_FIELDS})[ \t]*:[ \t]*([^\n]{{3,400}})", re.M | re.I)
_DISPLAYED = re.compile(r"\s*['\"]?([^\W\d_][^\d<>@;,\[\](){}|/\n\"]{2,60}?)['\"]?\s*(?:<|\[mailto|\(|;|,|$)")
_TITLE = r" (?:MR|MRS|MS|MISS|MSTR|CHD|INF)"
_PASSENGER = re.compile(
    r"(?<![\w/])([^\W\d_a-zæøå][^\W\d_a-zæøå' -]{1,24}/[^\W\d_a-zæøå]+(?:[ -][^\W\d_a-zæøå]+){0,2}?)"
    rf"(?={_TITLE}(?!\w))"
)
_TITLED = re.compile(rf"/[^/\n]*?({_TITLE})\Z")
_PARTICLES = frozenset("af av da de den der di do du el la le van von og bin al".split())


class Stretch(Protocol):
    """Anything with a start and an end."""

    @property
    def start(self) -> int:
        """First character."""

    @property
    def end(self) -> int:
        """One past the last."""


def displayed(text: str, found: Sequence[Stretch]) -> list[tuple[int, int]]:
    """The display names in mail headers of which a part was found to be a name and more words belong to it.

    Args:
        text: one mail, or a conversation.
        found: names, in order, not overlapping.

    Returns:
        Start and end of each whole display name that is longer than what was found of it.

    >>> from collections import namedtuple
    >>> displayed("Fra: Kirsten Eg <ke@firma.example>", [namedtuple("Name", "start end")(5, 12)])
    [(5, 15)]
    """
    whole = []
    starts, ends = [name.start for name in found], [name.end for name in found]
    for header in _HEADER.finditer(text):
        for shown in _DISPLAYED.finditer(text, header.start(1), header.end(1)):
            start, end = shown.span(1)
            words = shown[1].split()
            if not 2 <= len(words) <= 4 or not all(w[0].isupper() or w in _PARTICLES for w in words):
                continue
            inside = found[bisect_right(ends, start) : bisect_left(starts, end)]
            if inside and (min(n.start for n in inside) > start or max(n.end for n in inside) < end or len(inside) > 1):
                whole.append((start, end))
    return whole


def passengers(text: str) -> list[tuple[int, int]]:
    """Names as tickets and bookings write them, with a title behind.

    Args:
        text: one mail, or a conversation.

    Returns:
        Start and end of each, the title left out.

    >>> passengers("06 LEE/JAE-HYUN MR")
    [(3, 15)]
    """
    return [found.span(1) for found in _PASSENGER.finditer(text)] if "/" in text else []


def without_title(text: str, start: int, end: int) -> int:
    """The end of a name without the title that a ticket writes behind it.

    >>> without_title("LEE/JAE-HYUN MR", 0, 15)
    12
    """
    titled = _TITLED.search(text[start:end])
    return start + titled.start(1) if titled else end
