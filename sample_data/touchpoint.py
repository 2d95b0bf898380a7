"""TDC CC Touchpoint's shape: call lists, chats and mails of the customers' employees, and the bills for all of it."""

from __future__ import annotations

from collections.abc import Iterator

import pyarrow as pa

from slor.sample_data.banks import bank
from slor.sample_data.calls import CallFacts
from slor.sample_data.files import SampleFolder
from slor.sample_data.marks import plain
from slor.sample_data.own_shape import Columns, Row, own_codes, own_rows
from slor.sample_data.systems import System
from slor.sample_data.weeks import Week

_MOST_BILLS = 50_000
_LONG_CLOSED = 8 * 365 * 86_400_000_000
_YEAR = 365 * 86_400_000_000


class Touchpoint(System):
    """CC Touchpoint: times are local without a zone, amounts are decimal."""

    form = "naive"

    def write(self, folder: SampleFolder) -> None:
        """Write every dataset of the system.

        Args:
            folder: where.
        """
        calls = sum(week.calls for week in self.weeks)
        self._write_employees(folder)
        self.write_all_calls(folder, "call_lists", self._call)
        self.write_texts(folder, "chats", self.talks, self.talks_of("chat"))
        self.write_texts(folder, "mails", min(calls, self.talks * 2 // 3), self.conversations.emails)
        self.write_texts(folder, "bills", min(_MOST_BILLS, max(1, calls // 20)), self._bills)

    def _write_employees(self, folder: SampleFolder) -> None:
        """The customers' employees; every seventh's service has ended, some of them eight years ago."""
        rows: list[Row] = []
        for number, agent in enumerate(self.agents.all):
            if number % 2:
                continue
            ended = number % 14 == 6
            rows.append(
                {
                    "employee_id": agent.employee_id,
                    "user_id": agent.user_id,
                    "name": agent.person.name if number % 22 != 8 else f"{agent.person.last}, {agent.person.first}",
                    "title": agent.title,
                    "email": agent.email,
                    "phone": agent.phone if number % 26 != 10 else None,
                    "team": agent.team,
                    "service_ended_at": self._end - (_LONG_CLOSED if number % 28 == 6 else _YEAR) if ended else None,
                }
            )
        dataset = self.dataset("employees")
        folder.write_table(dataset.folder, self.weeks[-1].label, [own_rows(rows, dataset)])

    def _call(self, facts: CallFacts, columns: Columns) -> Columns:
        del facts
        return {
            **columns,
            "direction": own_codes(columns["direction"], "direction"),
            "disposition": own_codes(columns["disposition"], "disposition"),
            "charge": columns["charge"].cast(pa.decimal128(12, 2), safe=False),
        }

    def _bills(self, week: Week, count: int) -> Iterator[tuple[list[Row], Row]]:
        products = bank("systems.da")["products"]
        for facts, at, scene in self.scenes(week, count, "bills"):
            number = int(facts.index[at])
            said = self.say(scene, "note") if scene.roll.random() < 0.5 else []
            row: Row = {
                "bill_id": f"F{number:08d}",
                "order_id": f"{700_000 + number // 3}",
                "issued_at": int(facts.end[at]),
                "customer_id": scene.customer.customer_id,
                "customer_name": scene.customer.name,
                "street_address": scene.customer.street,
                "postal_place": scene.customer.postal,
                "product": products[number % len(products)],
                "amount": round(49 + scene.roll.random() * 2000, 2),
                "currency": "DKK",
                "note": plain(said) or None,
            }
            yield [row], self.gold(row["bill_id"], scene, [said] if said else [])
