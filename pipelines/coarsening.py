"""Coarser values: times truncated, numbers bucketed, series, networks and postcodes cut to a prefix."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Callable, Mapping
from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from slor.schemas.treatment import Option, bucket_edges

HIDDEN: Final = 3  # characters of an identifier that a prefix leaves out at least
_ISO_DATE: Final = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
_CALLING_CODE: Final = re.compile(r"\+(?:1|7|2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58]|\d{3})")


def truncate(values: pa.Array, unit: str) -> pa.Array:
    """Floors times to a unit, in UTC; weeks begin on Monday.

    Args:
        values: timestamps, dates, or dates as ISO 8601 strings, shape (n,).
        unit: one of `slor.schemas.treatment.TRUNCATE_UNITS`.

    Returns:
        The same type; of strings the year, year and month, or day. What is no date becomes null.
    """
    if pa.types.is_string(values.type):
        floored = pc.floor_temporal(parse_dates(values), unit=unit if unit not in ("minute", "hour") else "day")
        return pc.strftime(floored, format={"year": "%Y", "quarter": "%Y-%m", "month": "%Y-%m"}.get(unit, "%Y-%m-%d"))
    return pc.floor_temporal(values, unit=unit).cast(values.type)


def parse_dates(values: pa.StringArray) -> pa.Array:
    """ISO 8601 dates as date32; what is no date becomes null."""
    looks = pc.match_substring_regex(values, _ISO_DATE)
    times = pc.strptime(pc.if_else(looks, values, None), format="%Y-%m-%d", unit="s", error_is_null=True)
    dates = times.cast(pa.date32())
    # strptime takes 31 February for 3 March
    return pc.if_else(pc.equal(pc.strftime(dates, format="%Y-%m-%d"), values), dates, None)


def bucket(values: pa.Array, options: Mapping[str, Option]) -> pa.Array:
    """Puts the lower edge of its bucket in place of each number.

    Args:
        values: integers, floats or decimals, shape (n,).
        options: `width`, or `edges`; what lies under the first edge counts as the first.

    Returns:
        The same type; nulls stay null.
    """
    whole = pa.types.is_integer(values.type)
    numbers = values if whole else values.cast(pa.float64())
    missing = pc.is_null(numbers).to_numpy(zero_copy_only=False)
    plain = pc.fill_null(numbers, 0).to_numpy(zero_copy_only=False)
    edges = bucket_edges(options)
    if edges:
        steps = np.asarray(edges).astype(plain.dtype if whole else np.float64)
        found = steps[np.clip(np.searchsorted(np.asarray(edges), plain, side="right") - 1, 0, None)]
        if not whole:
            found = np.where(np.isnan(plain), np.nan, found)
    else:
        wide = plain.astype(np.int64) if plain.dtype.kind == "i" else plain
        width = wide.dtype.type(int(options["width"]))
        with np.errstate(invalid="ignore", over="ignore"):
            found = np.floor_divide(wide, width) * width
        if plain.dtype.kind == "i":  # the lowest bucket of a type begins with its lowest number
            lowest = np.iinfo(plain.dtype).min
            found = np.where((found > wide) | (found < lowest), lowest, found)
    return pa.array(found, mask=missing, type=numbers.type).cast(values.type)


def prefix(category: str, normal: str, options: Mapping[str, Option]) -> str | None:
    """The first part of one identifier.

    Args:
        category: an entity type, or `code`.
        normal: the value's normal form.
        options: `length`, and for IPv6 `length6`.

    Returns:
        The country code and the first digits of a phone number, the network of an IP address, the first digits of
        a postcode, the first characters of the rest; None where at least `HIDDEN` characters cannot be left out.
    """
    length = int(options["length"])
    return _PREFIXES.get(category, _identifier)(normal, length, int(options.get("length6", 48)))


def calling_code(e164: str) -> str:
    """The country code of an E.164 number with its plus sign (ITU-T E.164); nothing where there is none.

    >>> calling_code("+4522334455")
    '+45'
    """
    code = _CALLING_CODE.match(e164)
    return code[0] if code else ""


def _code(normal: str, length: int, _: int) -> str | None:
    return normal[:length]


def _identifier(normal: str, length: int, _: int) -> str | None:
    return normal[:length] if len(normal) >= length + HIDDEN else None


def _phone(normal: str, length: int, _: int) -> str | None:
    if not normal.removeprefix("+").isascii() or not normal.removeprefix("+").isdigit():
        return None
    country = calling_code(normal)
    national = normal.removeprefix(country)
    return country + national[:length] if len(national) >= length + HIDDEN else None


def _ip(normal: str, length: int, length6: int) -> str | None:
    try:
        address = ipaddress.ip_address(normal)
    except ValueError:
        return None
    bits = length if address.version == 4 else length6
    return str(ipaddress.ip_network((address, bits), strict=False))


def _postcode(normal: str, length: int, _: int) -> str | None:
    code = re.match(r"\d{3,5}\b", normal)
    return code[0][:length] if code else None


_PREFIXES: Final[dict[str, Callable[[str, int, int], str | None]]] = {
    "code": _code,
    "PHONE_NUMBER": _phone,
    "IP_ADDRESS": _ip,
    "POSTAL_PLACE": _postcode,
}
