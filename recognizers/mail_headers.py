"""Mail headers inside a text: when a mail was sent, and the names of the fields, which identify nobody."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import Final, Protocol, TypeVar

_DATED: Final = r"sendt|sent|dato|date|gesendet|datum|skickat|mottatt|modtaget|motteke"
_OTHERS: Final = r"til|to|fra|frå|from|cc|bcc|kopi|emne|subject|an|von|svar til|reply-to"
_HEADER: Final = re.compile(
    rf"^[> \t*]{{0,9}}(?:(?:{_DATED})[*]?[ \t]?:[^\n]{{0,80}}|(?:{_OTHERS})[*]?[ \t]?:)", re.M | re.I
)


class Stretch(Protocol):
    """Anything with a start and an end."""

    @property
    def start(self) -> int:
        """First character."""

    @property
    def end(self) -> int:
        """One past the last."""


S = TypeVar("S", bound=Stretch)


def read_headers(text: str) -> list[tuple[int, int]]:
    r"""Finds what in a text is a mail's own bookkeeping.

    Args:
        text: one mail, or a conversation.

    Returns:
        Start and end of each line that dates a mail, and of each other field's name, in order.

    >>> read_headers("Fra: Mette\nSendt: 6. februar 2025 10:14\nTil: Per")
    [(0, 4), (11, 39), (40, 44)]
    """
    return [found.span() for found in _HEADER.finditer(text)] if ":" in text else []


def outside(found: Sequence[S], headers: Sequence[tuple[int, int]]) -> list[S]:
    """Those of what was found that touch no header.

    Args:
        found: in any order.
        headers: from `read_headers`.

    Returns:
        The rest, in the same order.
    """
    if not headers:
        return list(found)
    starts = [start for start, _ in headers]
    out = []
    for one in found:
        at = bisect_right(starts, one.end - 1) - 1
        if at < 0 or headers[at][1] <= one.start:
            out.append(one)
    return out
