"""Postcodes without a town that the words before them tell."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from slor.recognizers.recognizer import Match
from slor.recognizers.scan import Scan

_TOLD: Final = re.compile(
    r"(?:et|a)?(?: mitt?| min| vårt| vores| her| hos oss| hos os)?(?: er| e)?[ :=]{1,2}(\d{4})(?![\d:/-]|[.,]\d)"
)
"""A postcode behind the word for it."""
_MOVED: Final = re.compile(
    r"flyt\w{0,6} (?:(?:ned|op|opp|inn|ut|ud|hjem|heim|nå|nu|no) )?(?:fra|frå|til) ((?!19|20)\d{4})"
    r"(?: (?:og )?til ((?!19|20)\d{4}))?(?![\w:/-]|[.,]\d)"
)
"""Postcodes of where somebody moved: "flyttet fra 5034 til 5052"; not years."""


def told_codes(scan: Scan) -> Iterator[Match]:
    """Finds postcodes behind the word for one, and those that somebody moved from or to.

    Args:
        scan: the shared scan.

    Returns:
        Matches of four digits each.
    """
    for signal in scan.signals:
        if signal.kind == "POSTCODE" and (told := _TOLD.match(scan.lower, signal.end)):
            yield Match(told.start(1), told.end(1), 0.7)
        elif (
            signal.kind == "ADDRESS"
            and (moved := _MOVED.match(scan.lower, signal.start))
            and not scan.is_counted(moved.end(), 3)
        ):
            yield from (Match(*moved.span(k), 0.6) for k in (1, 2) if moved[k])
