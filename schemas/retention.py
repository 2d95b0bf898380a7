"""How long a row may be kept: periods, the instants at which they run out, holds, and consent. Pure functions on Arrow.

A row of local date *d* under period *P* may be used up to and including the day *d + P*; counting goes forward from the
row, so the last of a month runs out on the last of a shorter month and 29 February on the 28th. `current calendar year
+ n` keeps the year of the as-of date and the n years before it. Dates are those of the policy's zone.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

import pyarrow as pa
import pyarrow.compute as pc

_ISO: Final = re.compile(r"P(?=\d)(?:(\d{1,3})Y)?(?:(\d{1,4})M)?(?:(\d{1,4})W)?(?:(\d{1,5})D)?", re.ASCII)
_EXAMPLE_DAYS: Final = tuple(date(2027, 1, 1) + timedelta(days=day) for day in range(4 * 366))


@dataclass(frozen=True, slots=True)
class Period:
    """A length of time, in calendar units.

    Attributes:
        years, months, days: all count (ISO 8601 `P1Y6M`).
        calendar_years: the running calendar year and this many before it; then the others are 0.
    """

    years: int = 0
    months: int = 0
    days: int = 0
    calendar_years: int | None = None

    def __str__(self) -> str:
        if self.calendar_years is not None:
            return f"current calendar year + {self.calendar_years}"
        parts = ((self.years, "Y"), (self.months, "M"), (self.days, "D"))
        return "P" + ("".join(f"{number}{unit}" for number, unit in parts if number) or "0D")

    def words(self) -> str:
        """The period as a person says it.

        >>> Period(years=1, months=6).words()
        '1 year and 6 months'
        """
        if self.calendar_years is not None:
            return str(self)
        parts = ((self.years, "year"), (self.months, "month"), (self.days, "day"))
        said = [f"{number} {unit}{'s' if number > 1 else ''}" for number, unit in parts if number]
        return " and ".join(said) or "the day itself"


def parse_period(text: str) -> Period:
    """Reads an ISO 8601 period of years, months, weeks and days.

    Raises:
        ValueError: it is none.

    >>> parse_period("P1Y6M")
    Period(years=1, months=6, days=0, calendar_years=None)
    """
    found = _ISO.fullmatch(text)
    if found is None:
        raise ValueError("not an ISO 8601 period of years, months, weeks or days")
    years, months, weeks, days = (int(part or 0) for part in found.groups())
    return Period(years, months, 7 * weeks + days)


def add_period(day: date, period: Period) -> date:
    """The date `period` after `day`, clamped to the end of the month.

    >>> add_period(date(2028, 2, 29), Period(years=1))
    datetime.date(2029, 2, 28)
    """
    if period.calendar_years is not None:
        return date(min(day.year + period.calendar_years, 9999), 12, 31)
    month = day.year * 12 + day.month - 1 + period.years * 12 + period.months
    year, month = divmod(month, 12)
    if year > 9999:
        return date.max
    clamped = date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
    return clamped + timedelta(days=min(period.days, (date.max - clamped).days))


def first_kept(as_of: date, period: Period) -> date:
    """The oldest date whose rows may still be used on `as_of`.

    >>> first_kept(date(2026, 5, 31), Period(months=3))  # 28 February ran out on 28 May
    datetime.date(2026, 3, 1)
    """
    if period.calendar_years is not None:
        return date(max(as_of.year - period.calendar_years, 1), 1, 1)
    earliest = max(as_of.year - period.years - period.months // 12 - 1, 1)
    low, high = date(earliest, 1, 1) - timedelta(days=min(period.days, date(earliest, 1, 1).toordinal() - 1)), as_of
    while low < high:  # add_period never goes back as the day goes on
        middle = low + (high - low) // 2
        low, high = (low, middle) if add_period(middle, period) >= as_of else (middle + timedelta(days=1), high)
    return low


def is_longer(period: Period, limit: Period) -> bool:
    """Whether `period` keeps anything, on any day of four years, that `limit` does not."""
    return period != limit and any(first_kept(day, period) < first_kept(day, limit) for day in _EXAMPLE_DAYS)


def cutoff(as_of: date, period: Period, zone: str) -> datetime:
    """The instant before which a row has run out on `as_of`: local midnight of the first date that is kept."""
    first = first_kept(as_of, period)
    if first == date.min:  # before every row there can be; a zone's offset would lead out of the calendar
        return datetime.min.replace(tzinfo=UTC)
    return datetime.combine(first, time(), ZoneInfo(zone)).astimezone(UTC)


@dataclass(frozen=True, slots=True)
class Retention:
    """How long a release may keep a row, and from when.

    Attributes:
        keep: the period.
        counted_from: the column it counts from; None: the dataset's `time` column, and a dataset without one is kept
            as long as its source keeps it.
        open: a row without that time is still counting (a service that has not ended), so it is kept; else it is
            rejected, because nobody can say that it may be kept.
        hold: a flag column; where it is true the row is kept past its time.
        resolved: the time column at which a hold ended; null while it lasts.
        notice: the passage that says so.
    """

    keep: Period
    counted_from: str | None = None
    open: bool = False
    hold: str | None = None
    resolved: str | None = None
    notice: str = ""

    def __str__(self) -> str:
        return self._said(str(self.keep))

    def words(self) -> str:
        """The rule as a person says it."""
        return self._said(self.keep.words())

    def _said(self, said: str) -> str:
        if self.counted_from:
            said += f" from {self.counted_from}"
        if self.open:
            said += ", and as long as that is empty"
        if self.hold:
            said += f"; longer while {self.hold} is true"
            said += f" and {self.resolved} has not passed" if self.resolved else ""
        return said

    def to_dict(self) -> dict[str, str | bool | None]:
        """The rule as plain values, for what travels with a release."""
        return {
            "keep": str(self.keep),
            "counted_from": self.counted_from,
            "open": self.open,
            "hold": self.hold,
            "resolved": self.resolved,
            "notice": self.notice,
        }


def expired(
    times: pa.Array | pa.ChunkedArray,
    as_of: date,
    retention: Retention,
    zone: str,
    *,
    hold: pa.Array | pa.ChunkedArray | None = None,
    resolved: pa.Array | pa.ChunkedArray | None = None,
) -> pa.BooleanArray | pa.ChunkedArray:
    """Which rows have run out.

    Args:
        times: the column that retention counts from, `timestamp[us, UTC]`.
        as_of: the date on which the release is made.
        retention: the rule.
        zone: IANA name of the zone whose dates count.
        hold: the values of `retention.hold`; None where there is no such column.
        resolved: the values of `retention.resolved`; None where there is no such column.

    Returns:
        True: run out. False: may be used. Null: the row has no time and `retention.open` is false.
    """
    limit = pa.scalar(cutoff(as_of, retention.keep, zone), pa.timestamp("us", "UTC"))
    over = pc.less(times, limit)
    if retention.open:
        over = pc.fill_null(over, False)
    if retention.hold is None or hold is None:
        return over
    held = pc.fill_null(hold, False)
    if resolved is not None:
        end = pa.scalar(cutoff(as_of, Period(), zone), pa.timestamp("us", "UTC"))
        held = pc.and_(held, pc.fill_null(pc.greater_equal(resolved, end), True))
    return pc.and_not(over, held)


def unconsented(
    consent: pa.Array | pa.ChunkedArray,
    withdrawn: pa.Array | pa.ChunkedArray | None = None,
) -> pa.BooleanArray | pa.ChunkedArray:
    """Which rows lack consent: absent is not given, and one that was withdrawn, on any day, is gone.

    Args:
        consent: flags.
        withdrawn: when consent was withdrawn, null where it was not; None where nobody noted it.
    """
    lacking = pc.invert(pc.fill_null(consent, False))
    return lacking if withdrawn is None else pc.or_(lacking, pc.is_valid(withdrawn))
