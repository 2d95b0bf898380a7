"""Calendar dates, and the dates of birth among them."""

from __future__ import annotations

import re
from calendar import monthrange
from functools import lru_cache
from typing import Final

_DAY_FIRST: Final = re.compile(r"(\d{1,2}) ?[./-] ?(\d{1,2}) ?[./-] ?(\d{4}|\d{2})")
_YEAR_FIRST: Final = re.compile(r"(\d{4})-?(\d{2})-?(\d{2})")


@lru_cache(maxsize=32_768)
def is_date(day: int, month: int, year: int) -> bool:
    """Whether a day exists in the Gregorian calendar."""
    return 1 <= month <= 12 and 1700 <= year <= 2200 and 1 <= day <= monthrange(year, month)[1]


def is_written_date(text: str) -> bool:
    """Whether a text is nothing but a date in figures, day or year first, of 1900 to 2100."""
    if found := _DAY_FIRST.fullmatch(text):
        year = int(found[3])
        return is_date(int(found[1]), int(found[2]), year if year > 99 else 2000 + year) and (
            year <= 99 or 1900 <= year <= 2100
        )
    if found := _YEAR_FIRST.fullmatch(text):
        return 1900 <= int(found[1]) <= 2100 and is_date(int(found[3]), int(found[2]), int(found[1]))
    return False
