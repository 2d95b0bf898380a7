"""Coarser times, numbers and identifiers, each result written by hand."""

from __future__ import annotations

import datetime as dt
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


@given(st.lists(st.none() | st.integers(-(2**40), 2**40)), st.integers(1, 1000))
def test_a_bucket_holds_its_numbers(values: list[int | None], width: int) -> None:
    coarse = bucket(pa.array(values, pa.int64()), parse_treatment({"bucket": width}).options).to_pylist()
    for value, low in zip(values, coarse, strict=True):
        assert (value is None and low is None) or (value is not None and low % width == 0 and 0 <= value - low < width)


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
