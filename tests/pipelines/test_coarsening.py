"""Coarser times, numbers and identifiers, each result written by hand."""

from __future__ import annotations

import datetime as dt
import ipaddress
from decimal import Decimal
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from slor.pipelines.coarsening import bucket, prefix, truncate
from slor.schemas.treatment import parse_treatment

AT = dt.datetime(2026, 11, 19, 14, 28, 13, 929545, tzinfo=dt.UTC)  # a Thursday


@pytest.mark.parametrize(
    ("unit", "expected"),
    [
        ("minute", (2026, 11, 19, 14, 28)), ("hour", (2026, 11, 19, 14)), ("day", (2026, 11, 19)),
        ("week", (2026, 11, 16)), ("month", (2026, 11, 1)), ("quarter", (2026, 10, 1)), ("year", (2026, 1, 1)),
    ],
)  # fmt: skip
def test_times(unit: str, expected: Any) -> None:
    kind = pa.timestamp("us", tz="UTC")
    floored = truncate(pa.array([AT, None], kind), unit)
    assert floored.type == kind
    assert floored.to_pylist() == [dt.datetime(*expected, tzinfo=dt.UTC), None]


@pytest.mark.parametrize(
    ("unit", "expected"),
    [
        ("year", ["1977", None, None, None]),
        ("month", ["1977-03", None, None, None]),
        ("day", ["1977-03-08"] + [None] * 3),
    ],
)
def test_birth_dates_in_strings(unit: str, expected: list[str | None]) -> None:
    assert truncate(pa.array(["1977-03-08", "1977-02-31", "marts", None]), unit).to_pylist() == expected


def test_birth_dates() -> None:
    assert truncate(pa.array([dt.date(1977, 3, 8)]), "year").to_pylist() == [dt.date(1977, 1, 1)]


BUCKETS = [
    (10, [0, 9, 10, -1, None], pa.int64(), [0, 0, 10, -10, None]),
    (10, [7, 255], pa.uint8(), [0, 250]),
    (5, [7.5, -0.1, None], pa.float64(), [5.0, -5.0, None]),
    (1, [Decimal("3.16"), None], pa.decimal128(9, 2), [Decimal("3.00"), None]),
    ({"edges": [0, 30, 60]}, [-5, 0, 29, 30, 900, None], pa.int32(), [0, 0, 0, 30, 60, None]),
    ({"edges": [0, 0.5]}, [0.4, 0.5, 7.0], pa.float64(), [0.0, 0.5, 0.5]),
]


@pytest.mark.parametrize(("options", "values", "kind", "expected"), BUCKETS)
def test_buckets(options: Any, values: list[Any], kind: pa.DataType, expected: list[Any]) -> None:
    coarse = bucket(pa.array(values, kind), parse_treatment({"bucket": options}).options)
    assert coarse.type == kind
    assert coarse.to_pylist() == expected


instants = st.datetimes(dt.datetime(1900, 1, 1), dt.datetime(2200, 1, 1), timezones=st.just(dt.UTC))
STEPS = {
    "minute": dt.timedelta(minutes=1), "hour": dt.timedelta(hours=1), "day": dt.timedelta(days=1),
    "week": dt.timedelta(days=7), "month": dt.timedelta(days=31), "quarter": dt.timedelta(days=92),
    "year": dt.timedelta(days=366),
}  # fmt: skip


@given(st.lists(st.none() | instants, max_size=9), st.sampled_from(sorted(STEPS)))
def test_a_truncated_time_is_the_start_of_its_unit(times: list[dt.datetime | None], unit: str) -> None:
    kind = pa.timestamp("us", tz="UTC")
    floored = truncate(pa.array(times, kind), unit)
    assert truncate(floored, unit).equals(floored)
    for time, start in zip(times, floored.to_pylist(), strict=True):
        if time is None:
            assert start is None
            continue
        assert start <= time < start + STEPS[unit]
        assert start.second == start.microsecond == 0
        assert unit == "minute" or start.minute == 0
        assert unit in ("minute", "hour") or start.hour == 0
        assert unit != "week" or start.weekday() == 0
        assert unit not in ("month", "quarter", "year") or (start.year, start.day) == (time.year, 1)
        assert unit != "month" or start.month == time.month
        assert unit != "quarter" or start.month in (1, 4, 7, 10)
        assert unit != "year" or start.month == 1


@given(
    st.lists(st.none() | st.dates() | st.text(max_size=10), max_size=9), st.sampled_from(["year", "quarter", "month"])
)
def test_birth_dates_tell_the_unit_or_nothing(values: list[dt.date | str | None], unit: str) -> None:
    texts = [value.isoformat() if isinstance(value, dt.date) else value for value in values]
    for value, told in zip(values, truncate(pa.array(texts, pa.string()), unit).to_pylist(), strict=True):
        if not isinstance(value, dt.date):
            assert told is None
        elif unit == "year":
            assert told == f"{value.year:04d}"
        else:
            month = value.month if unit == "month" else (value.month - 1) // 3 * 3 + 1
            assert told == f"{value.year:04d}-{month:02d}"


@given(
    st.lists(st.none() | st.floats(-1e6, 1e6)), st.lists(st.integers(-1000, 1000), min_size=1, unique=True).map(sorted)
)
def test_an_edge_is_the_last_at_or_under_its_number(values: list[float | None], edges: list[int]) -> None:
    coarse = bucket(pa.array(values, pa.float64()), parse_treatment({"bucket": {"edges": edges}}).options).to_pylist()
    under = [None if v is None else max((e for e in edges if e <= v), default=edges[0]) for v in values]
    assert coarse == under


@given(st.lists(st.integers(-128, 127)), st.integers(1, 100_000))
def test_a_bucket_fits_its_type(values: list[int], width: int) -> None:
    coarse = bucket(pa.array(values, pa.int8()), parse_treatment({"bucket": width}).options).to_pylist()
    assert coarse == [max(value // width * width, -128) for value in values]


def test_the_lowest_number_there_is() -> None:
    lowest = -(2**63)
    assert bucket(pa.array([lowest]), parse_treatment({"bucket": 10}).options).to_pylist() == [lowest]


identifiers = st.text("0123456789abcdef:", max_size=20) | st.from_regex(r"\+?[0-9]{1,15}", fullmatch=True)
HIDING = ["PHONE_NUMBER", "IMSI", "IMEI", "ICCID", "IBAN_CODE", "CREDIT_CARD", "MAC_ADDRESS"]


@given(identifiers, st.sampled_from(HIDING), st.integers(1, 5))
def test_a_prefix_begins_the_value_and_leaves_three_characters_out(normal: str, category: str, length: int) -> None:
    told = prefix(category, normal, parse_treatment({"prefix": length}).options)
    if told is not None:
        assert normal.startswith(told)
        assert len(normal) - len(told) >= 3


@given(st.ip_addresses(), st.integers(8, 24), st.integers(16, 48))
def test_a_prefix_of_an_address_is_its_network(address: Any, bits: int, bits6: int) -> None:
    options = {"prefix": {"length": bits, "length6": bits6}}
    told = prefix("IP_ADDRESS", str(address), parse_treatment(options).options)
    assert told is not None
    network = ipaddress.ip_network(told)
    assert address in network
    assert network.prefixlen == (bits if address.version == 4 else bits6)


@given(st.lists(st.none() | st.integers(-(2**63), 2**63 - 1)), st.integers(1, 1000))
def test_a_bucket_holds_its_numbers(values: list[int | None], width: int) -> None:
    coarse = bucket(pa.array(values, pa.int64()), parse_treatment({"bucket": width}).options).to_pylist()
    for value, low in zip(values, coarse, strict=True):
        if value is None:
            assert low is None
        else:
            assert low == max(value // width * width, -(2**63))


PREFIXES = [
    ("PHONE_NUMBER", 4, "22334455", "2233"),
    ("PHONE_NUMBER", 4, "+4522334455", "+452233"),
    ("PHONE_NUMBER", 3, "+3547654321", "+354765"),
    ("PHONE_NUMBER", 4, "1881", None),
    ("PHONE_NUMBER", 4, "anna@pbx", None),
    ("IP_ADDRESS", 24, "203.0.113.77", "203.0.113.0/24"),
    ("IP_ADDRESS", 16, "203.0.113.77", "203.0.0.0/16"),
    ("IP_ADDRESS", 24, "2001:db8:1:2::77", "2001:db8:1::/48"),
    ("IP_ADDRESS", 24, "pc-anna", None),
    ("POSTAL_PLACE", 2, "2100 københavn ø", "21"),
    ("POSTAL_PLACE", 2, "københavn", None),
    ("IMSI", 5, "238011730679860", "23801"),
    ("IMSI", 5, "238011", None),
    ("code", 3, "238-01", "238"),
    ("code", 9, "238-01", "238-01"),
]


@pytest.mark.parametrize(("category", "length", "normal", "expected"), PREFIXES)
def test_prefixes(category: str, length: int, normal: str, expected: str | None) -> None:
    assert prefix(category, normal, parse_treatment({"prefix": length}).options) == expected
