"""What is common to all pseudonyms: labels, placeholders, values that nobody owns, and format-preserving encryption."""

from __future__ import annotations

import re
from typing import Final

import pyarrow as pa
import pyarrow.compute as pc

from slor.pipelines.domain_keys import DomainKeys
from slor.recognizers.normal_forms import WITHHELD

SHARED_NUMBERS: Final = frozenset(
    {"110", "112", "113", "114", "1812", "1813", "116000", "116006", "116111", "116117", "116123"}
)
"""Emergency and help lines of Denmark and Norway, and the EU's harmonised 116 numbers: everybody's, so nobody's."""
MIN_FPE_DIGITS: Final = 6
_NATIONAL: Final = 8
_COUNTRY: Final = re.compile(r"^\s*(?:sips?:|tel:)?\s*(?:\+|00)\s*(45|47)")
_LABELS: Final = {"EMPLOYEE_ID": "USERNAME"}  # an agent's login stands in one column as this, in another as that


def key_label(category: str) -> str:
    """The label under which a category's values are keyed: equal digits of two kinds give unlike pseudonyms."""
    return _LABELS.get(category, category)


def placeholder(category: str) -> str:
    """What stands for a value that is not told.

    >>> placeholder("PERSON")
    '<PERSON>'
    """
    return f"<{category.upper()}>"


def is_shared(category: str, normal: str) -> bool:
    """Whether a normal form identifies nobody and so stays as it is: nothing, a withheld number, an emergency line."""
    return not normal or (category == "PHONE_NUMBER" and (normal == WITHHELD or normal in SHARED_NUMBERS))


def shared_values(category: str, normal: pa.StringArray) -> pa.BooleanArray:
    """`is_shared` of each value, shape (n,)."""
    nobody = ["", WITHHELD, *sorted(SHARED_NUMBERS)] if category == "PHONE_NUMBER" else [""]
    return pc.is_in(normal, value_set=pa.array(nobody, pa.string()))


def encrypt_formats(keys: DomainKeys, category: str, values: pa.StringArray, normal: pa.StringArray) -> pa.StringArray:
    """Encrypts digits as digits (FF1), letters left out: shape and length stay.

    The digits of the normal form are encrypted together; its other characters and a phone number's country prefix
    stay in their places. A value with fewer than `MIN_FPE_DIGITS` digits, or with other letters and digits than
    ASCII ones, becomes a token instead: its domain would be too small, or its format would tell it.

    Args:
        keys: the domain's keys.
        category: an entity type.
        values: as they were given, shape (n,).
        normal: their normal forms, shape (n,).

    Returns:
        Shape (n,).
    """
    label = key_label(category)
    parts = [_split(category, value, form) for value, form in zip(values.to_pylist(), normal.to_pylist(), strict=True)]
    bodies = ["".join(c for c in body if c.isdigit()) for _, body in parts]
    able = [len(digits) >= MIN_FPE_DIGITS and body.isascii() for digits, (_, body) in zip(bodies, parts, strict=True)]
    rows = [row for row, can in enumerate(able) if can]
    encrypted = keys.ff1.encrypt_digits([bodies[row] for row in rows], label.encode())
    rest = [row for row, can in enumerate(able) if not can]
    tokens = keys.tokens(label, [normal[row].as_py() for row in rest]).to_pylist()
    out = [""] * len(parts)
    for row, digits in zip(rows, encrypted, strict=True):
        out[row] = parts[row][0] + fill_digits(parts[row][1], digits)
    for row, token in zip(rest, tokens, strict=True):
        out[row] = token
    return pa.array(out, pa.string())


def decrypt_format(keys: DomainKeys, category: str, value: str) -> str:
    """Undoes `encrypt_formats` of one value; a token stays, because no key leads back from it."""
    head, body = _split(category, value, value)
    digits = "".join(c for c in body if c.isdigit())
    if len(digits) < MIN_FPE_DIGITS or not body.isascii():
        return value
    return head + fill_digits(body, keys.ff1.decrypt_digits([digits], key_label(category).encode())[0])


def fill_digits(pattern: str, digits: str) -> str:
    """Puts digits in the places of a pattern's digits, in order.

    >>> fill_digits("22 33-44", "987654")
    '98 76-54'
    """
    left = iter(digits)
    return "".join(next(left) if c.isdigit() else c for c in pattern)


def _split(category: str, value: str, normal: str) -> tuple[str, str]:
    """A normal form as what stays in front and what is encrypted."""
    if category != "PHONE_NUMBER":
        return "", normal
    if normal.startswith("+"):
        from slor.pipelines.coarsening import calling_code

        code = calling_code(normal)
        return code, normal.removeprefix(code)
    # eight digits alone may begin with 0045, as one encrypted number in five thousand does: no country is stated there
    longer = sum(c.isdigit() for c in value) > _NATIONAL
    stated = _COUNTRY.match(value) if longer and len(normal) == _NATIONAL else None
    return f"+{stated[1]}" if stated else "", normal
