"""TopCall's shape: it answers for some hundred clients; calls, messages, transcripts, and visits to its website."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from slor.sample_data.banks import bank
from slor.sample_data.calls import INBOUND, OUTBOUND, CallFacts
from slor.sample_data.files import SampleFolder
from slor.sample_data.forms import reshape
from slor.sample_data.marks import plain
from slor.sample_data.own_shape import Columns, Danes, Row, own_codes, own_table, times
from slor.sample_data.people import to_ascii
from slor.sample_data.systems import System
from slor.sample_data.weeks import Week, plan_weeks

_MOST_CLIENTS = 400
_MOST_MESSAGES = 50_000
_THREE_MONTHS = 93 * 86_400_000_000
_MONTH = 30 * 86_400_000_000
_WITHHELD = ("skjult", "Hemmeligt nummer", "")


class TopCall(System):
    """TopCall: one caller may call several clients; a call has the client's number, a message the client's employee."""

    form = "text"

    @cached_property
    def clients(self) -> int:
        """How many clients there are."""
        return max(5, min(_MOST_CLIENTS, sum(week.calls for week in self.weeks) // 100))

    @cached_property
    def staff(self) -> Danes:
        """The clients' employees, who are sent messages and log in to the portal: three a client."""
        return Danes(self.seed, self.clients * 3, self.as_of, stream="clients")

    def write(self, folder: SampleFolder) -> None:
        """Write every dataset of the system.

        Args:
            folder: where.
        """
        calls = sum(week.calls for week in self.weeks)
        self.write_all_calls(folder, "calls", self._call)
        self.write_texts(folder, "messages", min(_MOST_MESSAGES, calls // 4), self._messages)
        self.write_texts(folder, "recordings", self.talks, self._recordings)
        self._write_visits(folder, max(1, calls // 4))

    def client_of(self, index: np.ndarray) -> np.ndarray:
        """On whose behalf calls were answered; the first clients have most.

        Args:
            index: call numbers.

        Returns:
            Clients' numbers.
        """
        spread = self.draw("client", index, 1 << 20)
        client: np.ndarray = ((spread * spread >> 20) * self.clients) >> 20
        return client

    @staticmethod
    def client_id(client: int) -> str:
        """A client's number as the system writes it.

        Args:
            client: counted from 0.

        Returns:
            Such as `TC-0417`.
        """
        return f"TC-{client + 101:04d}"

    @cached_property
    def _ids(self) -> pa.Array:
        return pa.array([self.client_id(client) for client in range(self.clients)])

    @cached_property
    def _numbers(self) -> pa.Array:
        leads = np.arange(self.clients)
        return pc.cast(pa.array(70_200_000 + self.draw("number", leads, 1000) + 1000 * leads), pa.string())

    def _call(self, facts: CallFacts, columns: Columns) -> Columns:
        index = facts.index
        client = pa.array(self.client_of(index))
        service = self._numbers.take(client)
        known = columns["a_number"], columns["b_number"]
        secret = pa.array(_WITHHELD).take(pa.array(self.draw("secret", index, len(_WITHHELD))))
        a_number = pc.coalesce(pc.if_else(pa.array(facts.direction == OUTBOUND), service, known[0]), secret)
        b_number = pc.coalesce(pc.if_else(pa.array(facts.direction == INBOUND), service, known[1]), secret)
        recorded = pa.array(facts.talk > 0)
        return {
            **columns,
            "client_id": self._ids.take(client),
            "a_number": a_number,
            "b_number": b_number,
            "direction": own_codes(columns["direction"], "direction"),
            "disposition": own_codes(columns["disposition"], "disposition"),
            "recording_id": pc.if_else(recorded, _with_lead("v", index), None),
        }

    def _messages(self, week: Week, count: int) -> Iterator[tuple[list[Row], Row]]:
        for facts, at, scene in self.scenes(week, count, "messages"):
            number = int(facts.index[at])
            client = int(self.client_of(facts.index[at : at + 1])[0])
            receiver = self.staff.person(client * 3 + scene.roll.randrange(3))
            said = self.say(scene, "message")
            empty = scene.roll.random() < 0.01
            row: Row = {
                "message_id": f"b{number:09d}",
                "call_id": f"c{number:09d}",
                "client_id": self.client_id(client),
                "sent_at": self.within(int(facts.end[at]) + scene.roll.randint(5, 400) * 1_000_000),
                "medium": "sms" if scene.roll.random() < 0.4 else "mail",
                "caller_name": scene.customer.name if scene.roll.random() < 0.9 else None,
                "caller_phone": scene.customer.national if scene.roll.random() < 0.93 else "skjult",
                "receiver_name": receiver.name,
                "receiver_address": f"{to_ascii(receiver.first)}@{self._domain(client)}",
                "body": "" if empty else plain(said),
            }
            yield [row], self.gold(row["message_id"], scene, [] if empty else [said])

    @staticmethod
    def client_name(client: int) -> str:
        """What a client is called, and what the receptionist answers with.

        Args:
            client: counted from 0.

        Returns:
            Such as `Murerfirmaet`, or `Murerfirmaet Vejle` where there are several.
        """
        firms, towns = bank("systems.da")["firms"], bank("systems.da")["towns"]
        again, firm = divmod(client, len(firms))
        if not again:
            return str(firms[firm])
        round_trip, town = divmod(again - 1, len(towns))
        return f"{firms[firm]} {towns[town]}" + (f" {round_trip + 1}" if round_trip else "")

    @staticmethod
    def _domain(client: int) -> str:
        firms = bank("systems.da")["firms"]
        return f"{to_ascii(firms[client % len(firms)])}{client // len(firms) or ''}.example"

    def _recordings(self, week: Week, count: int) -> Iterator[tuple[list[Row], Row]]:
        def answered_for(number: int) -> int:
            return int(self.client_of(np.array([number]))[0])

        greets = self.talks_of("voice", lambda number: self.client_name(answered_for(number)))
        for (row,), marks in greets(week, count):
            number = int(str(row["conversation_id"])[1:])
            row["client_id"] = self.client_id(answered_for(number))
            row["client_name"] = self.client_name(answered_for(number))
            yield [row | self._dispute(number, int(str(row["started_at"])))], marks

    def _dispute(self, number: int, started: int) -> Row:
        """What the source still has past three months is mostly in dispute; some of it was forgotten there."""
        die = int(self.draw("dispute", np.array([number]), 100)[0])
        old = self._end - started > _THREE_MONTHS
        dispute = die < 60 if old else die < 3
        resolved = None
        if dispute and die % 3 == 0:
            resolved = self.within(started + _MONTH) if die % 2 else self._end + _MONTH
        return {"dispute": None if die == 99 else dispute, "dispute_resolved_at": resolved}

    def _write_visits(self, folder: SampleFolder, total: int) -> None:
        dataset = self.dataset("web_visits")
        for week in plan_weeks(total, self.as_of):
            groups = (
                reshape(
                    own_table(self._visits(week, week.first + at, min(self.group, week.calls - at)), dataset),
                    self.form,
                    at,
                )
                for at in range(0, week.calls, self.group)
            )
            folder.write_table(dataset.folder, week.label, groups, plain=False)

    def _visits(self, week: Week, first: int, count: int) -> Columns:
        index = np.arange(first, first + count)
        banks = bank("systems.da")

        def choose(what: str, words: str) -> pa.Array:
            return pa.array(banks[words]).take(pa.array(self.draw(f"visits.{what}", index, len(banks[words]))))

        user = self.draw("visits.user", index, self.staff.count)
        logged_in = self.draw("visits.in", index, 10) < 6
        names = [f"{to_ascii(p.first)}.{to_ascii(p.last)}" for p in map(self.staff.person, range(self.staff.count))]
        starts = week.start_times(self.seed, "visits", index - week.first, week.calls)
        return {
            "visit_id": _with_lead("w", index),
            "user_id": pc.if_else(pa.array(logged_in), pa.array(names).take(pa.array(user)), None),
            "ip_address": self.sessions.addresses(index),
            "browser": choose("browser", "browsers"),
            "operating_system": choose("device", "devices"),
            "page": choose("page", "pages"),
            "link": pc.if_else(pa.array(self.draw("visits.clicked", index, 10) < 4), choose("link", "links"), None),
            "place": choose("town", "towns"),
            "visited_at": times(starts),
            "seconds": pa.array(3 + self.draw("visits.seconds", index, 900)),
        }


def _with_lead(letter: str, index: np.ndarray) -> pa.Array:
    digits = pc.utf8_lpad(pc.cast(pa.array(index), pa.string()), 9, "0")
    return pc.binary_join_element_wise(letter, digits, "")
