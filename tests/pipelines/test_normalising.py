"""Columns' normal forms are the recognisers' own, value by value."""

from __future__ import annotations

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from slor.pipelines.normalising import normal_forms
from slor.recognizers.normal_forms import normal_form
from slor.schemas.categories import ENTITY_TYPES

COUNTRIES = (("DK", "NO"), ("DK",), ("NO",), ("SE",), ())
phone_like = st.from_regex(r"(sip:|tel:|SIP:)?(\+|00)?(45|47|46|1)?[0-9 \-]{0,10}(@h\.x|;ext=1)?", fullmatch=True)
anything = st.text() | st.text("Aaøß09 .-_@:,()\u0301\u00a0") | phone_like


@given(st.lists(anything, max_size=6), st.sampled_from(sorted(ENTITY_TYPES)), st.sampled_from(COUNTRIES))
def test_equal_to_one_by_one(values: list[str], category: str, countries: tuple[str, ...]) -> None:
    got = normal_forms(category, pa.array(values, pa.string()), countries).to_pylist()
    assert got == [normal_form(category, value, countries=countries) for value in values]


@given(st.lists(phone_like, max_size=6), st.sampled_from(COUNTRIES))
def test_phones_equal_to_one_by_one(values: list[str], countries: tuple[str, ...]) -> None:
    got = normal_forms("PHONE_NUMBER", pa.array(values, pa.string()), countries).to_pylist()
    assert got == [normal_form("PHONE_NUMBER", value, countries=countries) for value in values]


@pytest.mark.parametrize("kind", ["text", "code", "time"])
def test_plain_kinds_stay(kind: str) -> None:
    assert normal_forms(kind, pa.array(["  Å ", ""]), ("DK",)).to_pylist() == ["  Å ", ""]
