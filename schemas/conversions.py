"""One column from any physical form to its canonical type, vectorised; what cannot be converted is marked."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final
from zoneinfo import ZoneInfo

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from slor.schemas.columns import AMOUNT, COUNT, FLAG, TEXT, TEXTS, TIME

BAD_TEXT: Final = "not UTF-8 text"
BAD_TIME: Final = "not an ISO 8601 time between the years 1 and 9999"
BAD_COUNT: Final = "not a whole number of 64 bits"
BAD_AMOUNT: Final = "not a finite number"
BAD_FLAG: Final = "neither true nor false"

_ZONED: Final = r"(?:[Zz]|[+-][0-9]{2}(?::?[0-9]{2})?)$"
_YEAR_1: Final = -62_135_596_800_000_000  # microseconds since 1970
_YEAR_10000: Final = 253_402_300_800_000_000
_ISO_TIME: Final = re.compile(
    r"(\d{4}-\d\d-\d\d)(?:[Tt ](\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?)\s?([Zz]|[+-]\d\d(?::?\d\d)?)?)?", re.ASCII
)


@dataclass(frozen=True, slots=True)
class Converted:
    """A column in its canonical type.

    Attributes:
        values: the values; null where `bad`.
        bad: which values could not be converted; None where all could.
        reason: why not.
    """

    values: pa.Array
    bad: pa.BooleanArray | None = None
    reason: str = ""


def fits(physical: pa.DataType, canonical: pa.DataType) -> bool:
    """Whether values of a physical type can become the canonical one at all."""
    types = pa.types
    if types.is_dictionary(physical):
        return fits(physical.value_type, canonical)
    if types.is_null(physical):
        return True
    if canonical == TEXTS:
        return is_list(physical) and fits(physical.value_type, TEXT)
    if canonical == TEXT:
        return is_text(physical) or types.is_integer(physical)
    if canonical == TIME:
        return types.is_timestamp(physical) or types.is_date(physical) or is_text(physical)
    if canonical == FLAG:
        return types.is_boolean(physical) or types.is_integer(physical) or is_text(physical)
    return bool(types.is_integer(physical) or types.is_floating(physical) or types.is_decimal(physical))


def is_text(physical: pa.DataType) -> bool:
    """Whether a type is one of Arrow's forms of text, or bytes that may be text."""
    types = pa.types
    kinds = (types.is_string, types.is_large_string, types.is_string_view, types.is_binary, types.is_large_binary,
             types.is_binary_view)  # fmt: skip
    return bool(any(is_kind(physical) for is_kind in kinds))


def is_list(physical: pa.DataType) -> bool:
    """Whether a type is one of Arrow's lists."""
    types = pa.types
    return bool(types.is_list(physical) or types.is_large_list(physical) or types.is_fixed_size_list(physical))


def convert(values: pa.Array, canonical: pa.DataType, zone: str) -> Converted:
    """Converts one column.

    Args:
        values: in a physical type that `fits`.
        canonical: one of `slor.schemas.columns.TYPES`.
        zone: IANA zone of times that carry none.
    """
    if pa.types.is_null(values.type):
        return Converted(pa.nulls(len(values), canonical))
    if pa.types.is_dictionary(values.type):
        return _through_dictionary(values, canonical, zone)
    if canonical == TEXTS:
        return _texts(values)
    if canonical == TEXT:
        return _text(values)
    if canonical == TIME:
        return _time(values, zone)
    if canonical == FLAG:
        return _flag(values)
    return _count(values) if canonical == COUNT else _amount(values)


def _through_dictionary(values: pa.DictionaryArray, canonical: pa.DataType, zone: str) -> Converted:
    done = convert(values.dictionary, canonical, zone)
    taken = done.values.take(values.indices)
    if done.bad is None:
        return Converted(taken)
    return Converted(taken, pc.fill_null(done.bad.take(values.indices), False), done.reason)


def _text(values: pa.Array) -> Converted:
    if pa.types.is_integer(values.type):
        return Converted(values.cast(TEXT))
    try:
        text = values.cast(TEXT)
        text.validate(full=True)
    except pa.ArrowInvalid:
        return _one_by_one(values.cast(pa.binary()), TEXT, _decode, BAD_TEXT)
    return Converted(text)


def _decode(value: bytes) -> str:
    return value.decode("utf-8")


def _texts(values: pa.Array) -> Converted:
    items = convert(values.flatten(), TEXT, "UTC")
    lengths = pc.fill_null(pc.list_value_length(values), 0).cast(pa.int32())
    offsets = pa.concat_arrays([pa.array([0], pa.int32()), pc.cumulative_sum(lengths)])
    lists = pa.ListArray.from_arrays(offsets, items.values, type=TEXTS, mask=values.is_null())
    if items.bad is None:
        return Converted(lists)
    rows = pc.unique(pc.list_parent_indices(values).filter(items.bad)).cast(pa.int64())
    return Converted(lists, pc.is_in(pa.array(np.arange(len(values))), value_set=rows), items.reason)


def _time(values: pa.Array, zone: str) -> Converted:
    if is_text(values.type):
        return _time_from_text(values, zone)
    if pa.types.is_date(values.type):
        values = values.cast(pa.timestamp("s"))
    ticks = values.cast(pa.int64())
    per_second = {"s": 1, "ms": 1_000, "us": 1_000_000, "ns": 1_000_000_000}[values.type.unit]
    low, high = _YEAR_1 // 1_000_000 * per_second, _YEAR_10000 // 1_000_000 * per_second
    bad = None
    if per_second < 1_000_000_000:  # 64 bits of nanoseconds lie within these years
        lowest = pc.min_max(ticks)
        if lowest["min"].is_valid and not (low <= lowest["min"].as_py() and lowest["max"].as_py() < high):
            inside = pc.and_(pc.greater_equal(ticks, low), pc.less(ticks, high))
            bad = pc.fill_null(pc.invert(inside), False)
            values = pc.if_else(bad, pa.scalar(None, values.type), values)
    local = values.cast(pa.timestamp("us", values.type.tz), safe=False)
    if values.type.tz is None:
        local = pc.assume_timezone(local, zone, ambiguous="earliest", nonexistent="latest")
    return Converted(local.cast(TIME), bad, BAD_TIME if bad is not None else "")


def _time_from_text(values: pa.Array, zone: str) -> Converted:
    text = _text(values)
    if text.bad is not None:
        return Converted(pa.nulls(len(values), TIME), text.bad, text.reason)
    zoned = pc.match_substring_regex(text.values, _ZONED)
    nothing = pa.scalar(None, TEXT)
    try:
        instants = pc.if_else(zoned, text.values, nothing).cast(TIME)
        local = pc.if_else(zoned, nothing, text.values).cast(pa.timestamp("us"))
        local = pc.assume_timezone(local, zone, ambiguous="earliest", nonexistent="latest").cast(TIME)
    except pa.ArrowInvalid:
        civil = ZoneInfo(zone)
        return _one_by_one(text.values, TIME, lambda value: _instant(value, civil), BAD_TIME)
    return Converted(pc.coalesce(instants, local))


def _instant(text: str, zone: ZoneInfo) -> datetime:
    """The instant that ISO 8601 text names.

    Raises:
        ValueError: it is none.
        OverflowError: it lies outside the years 1 to 9999.
    """
    found = _ISO_TIME.fullmatch(text.strip())
    if found is None:
        raise ValueError(BAD_TIME)
    day, clock, offset = found.groups()
    clock = re.sub(r"(\.\d{6})\d+", r"\1", clock or "00:00")
    parsed = datetime.fromisoformat(f"{day}T{clock}{(offset or '').upper()}")
    if parsed.tzinfo is not None:
        return parsed.astimezone(UTC)
    local = pa.scalar(parsed, pa.timestamp("us"))
    instant: datetime = pc.assume_timezone(local, str(zone), ambiguous="earliest", nonexistent="latest").as_py()
    return instant.astimezone(UTC)


def _count(values: pa.Array) -> Converted:
    try:
        return Converted(values.cast(COUNT))
    except pa.ArrowInvalid:
        return _one_by_one(values, COUNT, _whole, BAD_COUNT)


def _whole(value: object) -> int:
    number = int(value)  # type: ignore[call-overload]
    if number != value or not -(2**63) <= number < 2**63:
        raise ValueError(BAD_COUNT)
    return int(number)


def _amount(values: pa.Array) -> Converted:
    numbers = values.cast(AMOUNT, safe=False)
    bad = pc.invert(pc.fill_null(pc.is_finite(numbers), True))
    if not pc.any(bad).as_py():
        return Converted(numbers)
    return Converted(pc.if_else(bad, pa.scalar(None, AMOUNT), numbers), bad, BAD_AMOUNT)


_FLAGS: Final = {"true": True, "1": True, "false": False, "0": False}


def _flag(values: pa.Array) -> Converted:
    if pa.types.is_boolean(values.type):
        return Converted(values)
    return _one_by_one(values, FLAG, lambda value: _FLAGS[_spoken(value)], BAD_FLAG)


def _spoken(value: object) -> str:
    text = value.decode("utf-8") if isinstance(value, bytes) else str(value)
    return text.strip().lower()


def _one_by_one(values: pa.Array, canonical: pa.DataType, one: Callable[..., object], reason: str) -> Converted:
    """Converts each distinct value with a function; what it cannot convert is bad."""
    coded = values.dictionary_encode()
    done: list[object] = []
    wrong: list[bool] = []
    for value in coded.dictionary.to_pylist():
        try:
            done.append(one(value))
            wrong.append(False)
        except (ValueError, OverflowError, KeyError, ArithmeticError, pa.ArrowInvalid):
            done.append(None)
            wrong.append(True)
    taken = pa.array(done, canonical).take(coded.indices)
    if not any(wrong):
        return Converted(taken)
    return Converted(taken, pc.fill_null(pa.array(wrong, pa.bool_()).take(coded.indices), False), reason)
