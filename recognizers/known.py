"""What a row's own columns and the directory tell of its people, found in the text in any form."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final

from slor.recognizers.document import SEPARATOR, Document, Found
from slor.recognizers.names.memory import recall
from slor.recognizers.normal_forms import normal_form
from slor.recognizers.spans import Known
from slor.recognizers.text import fold

RECOGNIZER: Final = "known"
_BREAK: Final = r"[\s.,\-/()_·]{0,3}"
"""What may stand between two digits of a number: a space, a hyphen, a bracket, the end of a turn."""
_CALLING: Final = rf"(?:\(?(?:\+|00)?[\s(]?4[5-7]\)?{_BREAK})?"
_MIN_PHONE: Final = 6
_MIN_COMPACT: Final = 5
_MIN_TAIL: Final = 6
_LITERAL: Final = frozenset({"EMAIL_ADDRESS", "URL", "STREET_ADDRESS", "POSTAL_PLACE", "DATE_OF_BIRTH"})
_WORD: Final = re.compile(r"\w+")
_FORMS_OF_COMPANIES: Final = frozenset(
    {"a/s", "aps", "i/s", "k/s", "ivs", "p/s", "as", "asa", "ans", "da", "enk", "amba", "a.m.b.a."}
)
_DIGITS: Final = re.compile(r"[^0-9]")
_ID: Final = re.compile(r"[0-9]+|[^\W\d_]+")


def find_known(document: Document) -> list[Found]:
    """Finds known values: names by any of their parts and in any case, numbers however their digits are grouped.

    Args:
        document: a conversation and what is known of its people.

    Returns:
        In any order; they may overlap.
    """
    known = document.conversation.known
    if not known or not document.text:
        return []
    low = document.text.lower()
    text = low if len(low) == len(document.text) else document.text
    found = [found for item in known for found in _literally(item, text)]
    return found + _names(document.text, known)


def _literally(item: Known, text: str) -> Iterator[Found]:
    """One value where it stands as it is, or with its digits grouped in another way."""
    for pattern, value in _patterns(item.entity_type, item.value):
        for match in pattern.finditer(text):
            shown = SEPARATOR not in match[0] and _compact(match[0]).endswith(_compact(value or ""))
            yield Found(match.start(), match.end(), item.entity_type, 1.0, RECOGNIZER, None if shown else value)


def _compact(text: str) -> str:
    return "".join(_ID.findall(text.lower()))


def _names(text: str, known: Sequence[Known]) -> list[Found]:
    """Parts of known names, inflected, misspelt, spelt or inside user names."""
    names = [fold(item.value).text for item in known if item.entity_type == "PERSON"]
    return [
        Found(place.start, place.end, "PERSON", place.score, RECOGNIZER, place.value)
        for place in (recall(text, (), names) if names else ())
    ]


@lru_cache(maxsize=65_536)
def _patterns(entity_type: str, value: str) -> tuple[tuple[re.Pattern[str], str | None], ...]:
    """What to look for in lower-case text, and the normal form that each shows, where the match does not tell it."""
    plain = fold(value).text.lower().strip()
    if len(plain) < 3:
        return ()
    if entity_type == "PHONE_NUMBER":
        return _phone(value)
    if entity_type == "ORGANIZATION":
        return _organization(plain)
    literal = re.compile(rf"(?<!\w){re.escape(plain)}(?!\w)", re.IGNORECASE)
    pieces = _ID.findall(plain)
    compact = "".join(pieces)
    if entity_type in _LITERAL or entity_type == "PERSON" or not any(c.isdigit() for c in compact):
        return ((literal, None),)
    if len(compact) < _MIN_COMPACT:
        return () if compact.isdigit() and len(compact) < 4 else ((literal, None),)
    grouped = re.compile(rf"(?<!\w){_BREAK.join(map(re.escape, compact))}(?!\w)", re.IGNORECASE)
    found: list[tuple[re.Pattern[str], str | None]] = [(grouped, plain)]
    if len(pieces) > 1 and pieces[-1].isdigit() and len(pieces[-1]) >= _MIN_TAIL:
        found.append(
            (re.compile(rf"(?<![0-9]){_BREAK.join(pieces[-1])}(?![0-9])"), plain)
        )  # K7301944 said as 730 19 44
    return tuple(found)


def _phone(value: str) -> tuple[tuple[re.Pattern[str], str | None], ...]:
    normal = normal_form("PHONE_NUMBER", value, countries=("DK", "NO"))
    digits = _DIGITS.sub("", normal)
    if len(digits) < _MIN_PHONE:
        return ()  # a short or withheld number is nobody's
    calling = _CALLING if not normal.startswith("+") else r"(?:\+|00)?"
    return ((re.compile(rf"(?<![0-9]){calling}{_BREAK.join(digits)}(?![0-9])"), normal),)


def _organization(plain: str) -> tuple[tuple[re.Pattern[str], str | None], ...]:
    """A company's name as people say it: without its legal form, its words however joined, in the genitive too."""
    words = plain.split()
    while len(words) > 1 and words[-1].strip(",") in _FORMS_OF_COMPANIES:
        words.pop()
    parts = [part for part in re.split(r"\s+og\s+|\s*[&+]\s*", " ".join(words)) if _WORD.search(part)]
    if len("".join(_WORD.findall(" ".join(parts)))) < 3:
        return ()
    names = [r"[\s.'\-]{0,3}".join(map(re.escape, _WORD.findall(part))) for part in parts]
    name = r"\s{0,2}(?:og|[&+])?\s{0,2}".join(names)
    return ((re.compile(rf"(?<!\w){name}(?:['’]?s|['’])?(?!\w)", re.IGNORECASE), None),)
