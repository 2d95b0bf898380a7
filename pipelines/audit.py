"""The audit: treated text is looked at again, by other means than those that found the spans.

Two things may not be left between the stand-ins: a value that the row's own columns told (of a name also one rare word
of it), and an identifier that no context could make harmless (an e-mail address, a personal number whose date and
control digits hold, an IBAN).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Final

from stdnum import iban
from stdnum.dk import cpr
from stdnum.no import fodselsnummer

from slor.recognizers.names.lexicon import load_lexicon
from slor.recognizers.spans import Known

_WORDS: Final = re.compile(r"\w+")
_EMAIL: Final = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}")
_PERSONAL_NUMBER: Final = re.compile(r"(?<![\d-])\d{6}[- ]?\d{4,5}(?![\d-])")
_IBAN: Final = re.compile(r"(?<!\w)[A-Z]{2}\d{2}[A-Z0-9]{11,30}(?!\w)")
_NUMBER_BREAKS: Final = re.compile(r"[\s.\-/()\u00a0]")
_EXACT: Final = frozenset({"EMAIL_ADDRESS", "CUSTOMER_ID", "EMPLOYEE_ID", "USERNAME"})
MIN_DIGITS: Final = 8
MIN_EXACT: Final = 5
MIN_NAME: Final = 5


def leaks(text: str, replaced: Sequence[tuple[int, int]], known: Iterable[Known]) -> int:
    """Counts what survived in a treated text.

    Args:
        text: after treatment.
        replaced: ranges that a treatment wrote; they are stand-ins and are not looked at.
        known: what the row's own columns and the directory tell.
    """
    rest = _between(text, replaced)
    return _known_left(rest, known) + _identifiers_left(rest)


def _between(text: str, replaced: Sequence[tuple[int, int]]) -> str:
    parts, at = [], 0
    for start, end in sorted(replaced):
        parts.append(text[at:start])
        at = max(at, end)
    parts.append(text[at:])
    return "\n\x1f\n".join(parts)  # nothing is run together; a number whose halves stand around a stand-in counts


def _known_left(rest: str, known: Iterable[Known]) -> int:
    folded = rest.casefold()
    said = _WORDS.findall(folded)
    words = f" {' '.join(said)} "
    digits = _NUMBER_BREAKS.sub("", folded)
    left = 0
    for item in set(known):
        value = item.value.casefold().strip()
        if item.entity_type == "PERSON":
            name = " ".join(_WORDS.findall(value))
            whole = " " in name and f" {name} " in words
            left += whole or not _rare(name).isdisjoint(said)
        elif item.entity_type == "PHONE_NUMBER":
            number = re.sub(r"\D", "", value)[-MIN_DIGITS:]
            left += len(number) == MIN_DIGITS and number in digits
        elif item.entity_type in _EXACT:
            left += len(value) >= MIN_EXACT and _stands_alone(value, folded)
    return left


@lru_cache(maxsize=65_536)
def _rare(name: str) -> frozenset[str]:
    """The words of a name that are nothing but a name, so that each of them tells, and their genitives."""
    rare = set()
    for word in name.split():
        entry = load_lexicon().find(word)
        if len(word) >= MIN_NAME and not (entry.danish or entry.norwegian or entry.place):
            rare |= {word, f"{word}s"}
    return frozenset(rare)


def _stands_alone(value: str, text: str) -> bool:
    at = text.find(value)
    while at >= 0:
        before, after = text[at - 1 : at], text[at + len(value) : at + len(value) + 1]
        if not (before.isalnum() or after.isalnum()):
            return True
        at = text.find(value, at + 1)
    return False


def _identifiers_left(rest: str) -> int:
    left = sum(1 for _ in _EMAIL.finditer(rest)) if "@" in rest else 0
    for match in _PERSONAL_NUMBER.finditer(rest):
        number = match[0].replace("-", "").replace(" ", "")
        left += bool(cpr.is_valid(number) if len(number) == 10 else fodselsnummer.is_valid(number))
    return left + sum(bool(iban.is_valid(match[0])) for match in _IBAN.finditer(rest))
