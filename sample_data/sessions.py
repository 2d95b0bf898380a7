"""Data sessions of the customers' broadband and mobile subscriptions."""

from __future__ import annotations

from functools import cache

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from slor.sample_data.calls import TIME
from slor.sample_data.people import People
from slor.sample_data.randomness import Ints, below
from slor.sample_data.weeks import Week

SESSION = pa.schema(
    [(name, pa.string()) for name in ("session_id", "account_number", "subscriber_id", "ip_address", "mac_address")]
    + [(name, pa.string()) for name in ("device_serial", "cell_id")]
    + [("start_time", TIME), ("end_time", TIME)]
    + [(name, pa.int64()) for name in ("bytes_up", "bytes_down", "signal_dbm")]
)


@cache
def _pairs(mark: str) -> pa.Array:
    """All two-byte groups: `1.2` for addresses, `0a:1f` for hardware, `1f2a` for version 6."""
    if mark == ".":
        return pa.array([f"{high}.{low}" for high in range(256) for low in range(256)])
    if mark == ":":
        return pa.array([f"{high:02x}:{low:02x}" for high in range(256) for low in range(256)])
    return pa.array([f"{group:x}" for group in range(65536)])


class Sessions:
    """All data sessions of one sample.

    Args:
        seed: the sample's seed.
        people: the customers.
        weeks: how the sessions lie in time, from `plan_weeks`.
    """

    def __init__(self, seed: int, people: People, weeks: list[Week]) -> None:
        self.seed, self.people, self.weeks = seed, people, weeks

    def _draw(self, what: str, index: Ints, limit: int) -> Ints:
        return below(self.seed, f"sessions.{what}", index, limit)

    def accounts(self, person: Ints) -> pa.Array:
        """Make account numbers, one for each person.

        Args:
            person: customers' numbers.

        Returns:
            Strings of eight digits.
        """
        return pc.cast(pa.array(70_000_000 + self.people.customer_numbers(person)), pa.string())

    def hardware(self, person: Ints) -> pa.Array:
        """Make each person's router's MAC address.

        Args:
            person: customers' numbers.

        Returns:
            Six pairs with colons.
        """
        parts = [
            _pairs(":").take(pa.array(self._draw(f"mac{n}", person, 65536) & (0xFEFF if n == 0 else 0xFFFF)))
            for n in range(3)
        ]
        return pc.binary_join_element_wise(*parts, ":")

    def addresses(self, index: Ints) -> pa.Array:
        """Make IP addresses, a fifth of them of version 6.

        Args:
            index: session numbers.

        Returns:
            Strings.
        """
        host = [self._draw(f"ip{n}", index, 65536) for n in range(2)]
        lead = pa.array(["80.62", "83.94", "87.49", "176.22", "85.167", "92.220"]).take(
            pa.array(self._draw("net", index, 6))
        )
        four = pc.binary_join_element_wise(lead, _pairs(".").take(pa.array(host[0])), ".")
        groups = [_pairs("").take(pa.array(group)) for group in host]
        six = pc.binary_join_element_wise("2a02:2121", groups[0], pc.binary_join_element_wise("", groups[1], ":"), ":")
        return pc.if_else(self._draw("version", index, 10) < 2, six, four)

    def table(self, week: Week, first: int, count: int) -> pa.Table:
        """Write consecutive sessions as rows.

        Args:
            week: the week they lie in.
            first: number of the first session.
            count: how many.

        Returns:
            A table of SESSION's columns.
        """
        index = np.arange(first, first + count, dtype=np.int64)
        start = week.start_times(self.seed, "sessions", index - week.first, week.calls)
        person = self._draw("person", index, self.people.count)
        lasted = 60 + self._draw("lasted", index, 30_000)
        mobile = self._draw("mobile", index, 10) < 4
        cell = np.where(self.people.norwegian(person), 24_201, 23_801) * 100_000 + self._draw("cell", index, 60_000)
        down = lasted * (20_000 + self._draw("rate", index, 400_000))
        return pa.table(
            {
                "session_id": pc.binary_join_element_wise("s", pc.cast(pa.array(index + 10**9), pa.string()), "-"),
                "account_number": self.accounts(person),
                "subscriber_id": pc.binary_join_element_wise(
                    "K", pc.cast(pa.array(self.people.customer_numbers(person)), pa.string()), ""
                ),
                "ip_address": self.addresses(index),
                "mac_address": pc.if_else(mobile, None, self.hardware(person)),
                "device_serial": pc.binary_join_element_wise(
                    "SN",
                    pc.cast(pa.array(10**8 + below(self.seed, "people.serial", person, 10**8 * 9)), pa.string()),
                    "",
                ),
                "cell_id": pc.if_else(mobile, pc.cast(pa.array(cell), pa.string()), None),
                "start_time": pa.array(start).cast(TIME),
                "end_time": pa.array(start + lasted * 1_000_000).cast(TIME),
                "bytes_up": pa.array(down // (3 + self._draw("ratio", index, 60))),
                "bytes_down": pa.array(down),
                "signal_dbm": pa.array(-50 - self._draw("signal", index, 65), mask=~mobile),
            },
            schema=SESSION,
        )
