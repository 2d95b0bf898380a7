"""When calls come: which weeks a sample covers, and the busy hours inside a week in Copenhagen's and Oslo's time."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cached_property
from zoneinfo import ZoneInfo

import numpy as np

from slor.sample_data.randomness import Ints, below

ZONE = ZoneInfo("Europe/Copenhagen")
_HOURS = (2, 1, 1, 1, 1, 3, 12, 60, 300, 520, 560, 470, 400, 450, 430, 350, 230, 150, 110, 100, 75, 45, 20, 8)
_DAYS = (125, 105, 100, 95, 85, 25, 15)
_OLD = {14: 30, 53: 25, 104: 20, 131: 10, 307: 5}
"""Weeks before the last, and how many in a thousand of the calls they hold: past 90 days, past one year, the week in
which a two-year retention ends, past it, and the turn of the year in which five calendar years end."""
_MICRO = 1_000_000
_QUARTER = 900 * _MICRO


@dataclass(frozen=True)
class Week:
    """One ISO week of one sample.

    Attributes:
        monday: its first day, local time.
        first: number of its first call in the sample.
        calls: how many calls begin in it.
        as_of: nothing begins at or after this day's midnight, UTC.
    """

    monday: dt.date
    first: int
    calls: int
    as_of: dt.date

    @property
    def label(self) -> str:
        """The week as file names write it, such as `2026-w46`."""
        year, week, _ = self.monday.isocalendar()
        return f"{year}-w{week:02d}"

    @cached_property
    def _bins(self) -> tuple[Ints, Ints, Ints]:
        """Start in UTC microseconds, weight, and weight before, of each quarter of an hour."""
        starts, weights = [], []
        end = int(dt.datetime.combine(self.as_of, dt.time(), dt.UTC).timestamp())
        for quarter in range(7 * 96):
            day, slot = divmod(quarter, 96)
            naive = dt.datetime.combine(self.monday + dt.timedelta(days=day), dt.time(slot // 4, slot % 4 * 15))
            local = naive.replace(tzinfo=ZONE)
            stamp = int(local.timestamp())
            exists = dt.datetime.fromtimestamp(stamp, ZONE).replace(tzinfo=None) == naive
            starts.append(stamp * _MICRO)
            weights.append(_DAYS[day] * _HOURS[slot // 4] if exists and stamp < end else 0)
        cumulative = np.concatenate([[0], np.cumsum(weights)])
        return np.array(starts, dtype=np.int64), np.array(weights, dtype=np.int64), cumulative.astype(np.int64)

    def start_times(self, seed: int, stream: str, index: Ints, rows: int) -> Ints:
        """Spread rows over the week's busy hours, in order: the n-th row begins after the one before it.

        Args:
            seed: the sample's seed.
            stream: what begins.
            index: row numbers within the week.
            rows: how many rows the week has.

        Returns:
            Microseconds since 1970 in UTC, whole milliseconds, ascending with the index.
        """
        starts, weights, cumulative = self._bins
        step = rows << 16
        place = (index * 65536 + below(seed, f"{stream}.{self.label}", index, 65536)) * cumulative[-1]
        whole, rest = place // step, place % step
        number = np.searchsorted(cumulative, whole, side="right") - 1
        into = (whole - cumulative[number]) * 4096 + rest * 4096 // step
        offset = into * (_QUARTER // 4096) // weights[number]
        times: Ints = starts[number] + offset // 1000 * 1000
        return times


def plan_weeks(calls: int, as_of: dt.date) -> list[Week]:
    """Divide calls over weeks: most in the last weeks, a few old enough for every retention to bite.

    Args:
        calls: in all.
        as_of: the day of the sample.

    Returns:
        Weeks in order of time, each with at least one call.
    """
    last = as_of - dt.timedelta(days=as_of.weekday())
    recent = 6 if calls < 50_000 else min(26, calls // 20_000 + 6)
    shares = dict(_OLD) | {back: (1000 - sum(_OLD.values())) // recent for back in range(recent)}
    total = sum(shares.values())
    weeks, first, seen = [], 0, 0
    for back in sorted(shares, reverse=True):
        seen += shares[back]
        until = calls * seen // total
        if until > first:
            weeks.append(Week(last - dt.timedelta(weeks=back), first, until - first, as_of))
            first = until
    return weeks
