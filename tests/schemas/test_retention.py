"""What a notice's period means on a given day."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from slor.schemas.retention import (
    Period,
    Retention,
    add_period,
    cutoff,
    expired,
    first_kept,
    is_longer,
    parse_period,
    unconsented,
)

YEAR, COPENHAGEN = Period(years=1), "Europe/Copenhagen"


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("P2Y", Period(years=2)),
        ("P3M", Period(months=3)),
        ("P90D", Period(days=90)),
        ("P1Y6M", Period(years=1, months=6)),
        ("P2W", Period(days=14)),
        ("P0D", Period()),
    ],
)
def test_reads_iso_periods(text, period):
    assert parse_period(text) == period


@pytest.mark.parametrize("text", ["", "P", "2Y", "P2", "P2H", "PT5H", "p2y", "P-1Y", "P1.5Y", "P2Y ", "P9999Y"])
def test_refuses_what_is_no_period(text):
    with pytest.raises(ValueError, match="ISO 8601"):
        parse_period(text)


@pytest.mark.parametrize(
    ("period", "said"),
    [
        (Period(years=2), "P2Y"),
        (Period(1, 6, 3), "P1Y6M3D"),
        (Period(), "P0D"),
        (Period(calendar_years=5), "current calendar year + 5"),
    ],
)
def test_says_what_it_is(period, said):
    assert str(period) == said


@pytest.mark.parametrize(
    ("as_of", "period", "first", "why"),
    [
        ("2026-11-21", "P2Y", "2024-11-21", "the day itself two years ago is the last that is kept"),
        ("2028-02-29", "P1Y", "2027-03-01", "28 February 2027 ran out on 28 February 2028"),
        ("2029-02-28", "P1Y", "2028-02-28", "29 February 2028 runs out on 28 February 2029"),
        ("2029-03-01", "P1Y", "2028-03-01", "and is gone the day after"),
        ("2026-05-31", "P3M", "2026-03-01", "28 February ran out on 28 May; there is no 31 February"),
        ("2026-02-28", "P3M", "2025-11-28", "30 November runs out on 28 February too"),
        ("2026-03-01", "P3M", "2025-12-01", "and is gone the day after"),
        ("2026-04-10", "P90D", "2026-01-10", "days are days"),
        ("2024-03-30", "P90D", "2023-12-31", "over a leap day"),
        ("2026-01-31", "P1M", "2025-12-31", "over a new year"),
    ],
)
def test_the_oldest_date_kept(as_of, period, first, why):
    assert first_kept(date.fromisoformat(as_of), parse_period(period)) == date.fromisoformat(first), why


@pytest.mark.parametrize(("as_of", "first"), [("2026-01-01", 2021), ("2026-12-31", 2021), ("2027-01-01", 2022)])
def test_calendar_years_run_out_all_at_once_at_new_year(as_of, first):
    assert first_kept(date.fromisoformat(as_of), Period(calendar_years=5)) == date(first, 1, 1)


@given(
    st.dates(date(1990, 1, 1), date(2090, 12, 31)),
    st.builds(Period, st.integers(0, 10), st.integers(0, 30), st.integers(0, 400)),
)
def test_what_is_kept_is_exactly_what_has_not_run_out(as_of, period):
    first = first_kept(as_of, period)
    assert add_period(first, period) >= as_of
    assert add_period(date.fromordinal(first.toordinal() - 1), period) < as_of


def test_dates_are_those_of_the_zone():
    assert cutoff(date(2026, 7, 1), YEAR, COPENHAGEN) == datetime(2025, 6, 30, 22, tzinfo=UTC)  # summer: +02:00
    assert cutoff(date(2026, 12, 1), YEAR, COPENHAGEN) == datetime(2025, 11, 30, 23, tzinfo=UTC)  # winter: +01:00
    assert cutoff(date(2026, 7, 1), YEAR, "UTC") == datetime(2025, 7, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("zone", "as_of", "first"),
    [
        ("Europe/Copenhagen", "2027-03-28", "2026-03-28T00:00+01:00"),  # clocks go forward the day after the first kept
        ("Europe/Copenhagen", "2027-03-30", "2026-03-30T00:00+02:00"),
        ("Europe/Oslo", "2027-10-25", "2026-10-25T00:00+02:00"),  # clocks go back that day: it began in summer time
        ("Europe/Oslo", "2027-10-26", "2026-10-26T00:00+01:00"),
        ("America/Sao_Paulo", "2019-11-04", "2018-11-04T01:00-02:00"),  # no midnight: the day began at one
        ("America/Havana", "2027-11-01", "2026-11-01T00:00-04:00"),  # two midnights: the first
    ],
)
def test_a_day_begins_when_it_does_where_clocks_change(zone, as_of, first):
    assert cutoff(date.fromisoformat(as_of), YEAR, zone) == datetime.fromisoformat(first)


def test_the_longest_period_goes_back_to_the_beginning_in_every_zone():
    for zone in ("Europe/Copenhagen", "Pacific/Auckland", "America/New_York"):
        for period in (parse_period("P999Y9999M99999D"), Period(years=999, months=9999)):
            assert cutoff(AS_OF, period, zone) <= datetime(200, 1, 1, tzinfo=UTC)


def test_the_longest_periods_do_not_overflow():
    assert first_kept(date(2026, 1, 1), parse_period("P999Y")) == date(1027, 1, 1)
    assert first_kept(date(50, 1, 1), Period(years=999, days=99999)) == date(1, 1, 1)
    assert add_period(date(9990, 1, 1), Period(years=50)) == date.max


ZONES = st.sampled_from(["Europe/Copenhagen", "Europe/Oslo", "UTC", "America/St_Johns", "Pacific/Kiritimati"])
PERIODS = st.one_of(
    st.builds(Period, st.integers(0, 6), st.integers(0, 30), st.integers(0, 400)),
    st.builds(Period, calendar_years=st.integers(0, 10)),
)
DAYS = st.dates(date(2012, 1, 1), date(2032, 12, 31))
INSTANTS = st.datetimes(datetime(2004, 1, 1), datetime(2033, 1, 1), timezones=st.just(UTC))


@given(st.lists(st.one_of(st.none(), INSTANTS), max_size=20), DAYS, PERIODS, ZONES)
def test_a_row_has_run_out_when_its_local_date_and_the_period_lie_before_the_day(instants, as_of, period, zone):
    rows = pa.array(instants, pa.timestamp("us", "UTC"))
    said = [None if at is None else add_period(at.astimezone(ZoneInfo(zone)).date(), period) < as_of for at in instants]
    assert expired(rows, as_of, Retention(period), zone).to_pylist() == said
    opened = expired(rows, as_of, Retention(period, open=True), zone).to_pylist()
    assert opened == [bool(over) for over in said]


@given(INSTANTS, DAYS, st.integers(0, 3000), PERIODS, ZONES)
def test_what_has_run_out_never_comes_back(instant, as_of, later, period, zone):
    row = pa.array([instant], pa.timestamp("us", "UTC"))
    after = date.fromordinal(as_of.toordinal() + later)
    once, again = (expired(row, day, Retention(period), zone)[0].as_py() for day in (as_of, after))
    assert again or not once


@given(PERIODS, PERIODS, DAYS)
def test_a_period_that_is_not_longer_keeps_no_day_more(period, limit, as_of):
    if not is_longer(period, limit):
        assert first_kept(as_of, period) >= first_kept(as_of, limit)


FLAGS = st.sampled_from([True, False, None])


@given(INSTANTS, DAYS, FLAGS, st.one_of(st.none(), INSTANTS), PERIODS, ZONES)
def test_a_hold_keeps_a_row_until_the_day_after_it_is_resolved_and_no_other(at, as_of, hold, resolved, period, zone):
    rows, ends = (pa.array([value], pa.timestamp("us", "UTC")) for value in (at, resolved))
    rule = Retention(period, hold="dispute", resolved="dispute_resolved_at")
    over = expired(rows, as_of, Retention(period), zone)[0].as_py()
    lasts = hold is True and (resolved is None or resolved.astimezone(ZoneInfo(zone)).date() >= as_of)
    held = expired(rows, as_of, rule, zone, hold=pa.array([hold], pa.bool_()), resolved=ends)
    assert held.to_pylist() == [over and not lasts]


@pytest.mark.parametrize(
    ("period", "limit", "longer"),
    [
        ("P24M", "P2Y", False),
        ("P730D", "P2Y", False),
        ("P731D", "P2Y", True),  # longer outside leap years
        ("P3M", "P90D", True),
        ("P89D", "P3M", False),
        ("P90D", "P3M", True),  # February makes some three months 89 days
    ],
)
def test_tells_which_of_two_periods_keeps_more(period, limit, longer):
    assert is_longer(parse_period(period), parse_period(limit)) is longer


def test_calendar_years_compare_with_years():
    assert is_longer(Period(calendar_years=5), Period(years=5))
    assert not is_longer(Period(years=5), Period(calendar_years=5))
    assert not is_longer(Period(calendar_years=4), Period(years=5))


def times(*texts: str | None) -> pa.Array:
    zone = ZoneInfo(COPENHAGEN)
    values = [None if text is None else datetime.fromisoformat(text).replace(tzinfo=zone) for text in texts]
    return pa.array(values, pa.timestamp("us", "UTC"))


AS_OF = date(2026, 11, 21)


def test_a_row_runs_out_at_local_midnight():
    rows = times("2025-11-20T23:59:59.999999", "2025-11-21T00:00", "2026-11-22T00:00")
    assert expired(rows, AS_OF, Retention(YEAR), COPENHAGEN).to_pylist() == [True, False, False]


def test_a_row_without_time_is_unknown_unless_its_service_is_still_open():
    assert expired(times(None), AS_OF, Retention(YEAR), COPENHAGEN).to_pylist() == [None]
    assert expired(times(None), AS_OF, Retention(YEAR, open=True), COPENHAGEN).to_pylist() == [False]


def test_a_dispute_holds_a_row_past_its_time():
    rows = times(*["2020-01-01"] * 3, "2026-11-01")
    hold = pa.array([True, False, None, True])
    rule = Retention(YEAR, hold="dispute")
    assert expired(rows, AS_OF, rule, COPENHAGEN, hold=hold).to_pylist() == [False, True, True, False]
    assert expired(rows, AS_OF, Retention(YEAR), COPENHAGEN, hold=hold).to_pylist() == [True, True, True, False]


def test_a_hold_ends_when_the_dispute_is_resolved():
    rows = times(*["2020-01-01"] * 3)
    hold, resolved = pa.array([True] * 3), times("2026-11-20T12:00", "2026-11-21T12:00", None)
    rule = Retention(YEAR, hold="dispute", resolved="dispute_resolved_at")
    assert expired(rows, AS_OF, rule, COPENHAGEN, hold=hold, resolved=resolved).to_pylist() == [True, False, False]


def test_absent_consent_is_not_given():
    assert unconsented(pa.array([True, False, None])).to_pylist() == [False, True, True]


def test_consent_once_withdrawn_is_gone_on_whatever_day():
    given_, withdrawn = pa.array([True, True, True, None]), times(None, "2026-11-20", "2030-01-01", None)
    assert unconsented(given_, withdrawn).to_pylist() == [False, True, True, True]


def test_works_on_chunks_and_on_nothing():
    chunked = pa.chunked_array([times("2020-01-01"), times("2026-01-01")])
    assert expired(chunked, AS_OF, Retention(YEAR), COPENHAGEN).to_pylist() == [True, False]
    assert expired(times(), AS_OF, Retention(YEAR), COPENHAGEN).to_pylist() == []
