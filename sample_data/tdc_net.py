"""TDC NET's shape: the network's own records of traffic, sessions, equipment and faults, and calls with consent."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from slor.sample_data.banks import bank
from slor.sample_data.calls import CallFacts
from slor.sample_data.files import SampleFolder
from slor.sample_data.forms import reshape
from slor.sample_data.marks import plain
from slor.sample_data.own_shape import Columns, Row, own_table
from slor.sample_data.systems import System
from slor.sample_data.weeks import Week

_CAUSES = ("16", "17", "19", "31", "102")
_DAY = 86_400_000_000
_MOST_EQUIPMENT, _MOST_FAULTS = 200_000, 20_000


class TdcNet(System):
    """TDC NET: subscribers belong to other providers, whose account numbers run through every dataset."""

    form = "dictionary"

    def write(self, folder: SampleFolder) -> None:
        """Write every dataset of the system.

        Args:
            folder: where.
        """
        self.write_all_calls(folder, "mobile_traffic", self._traffic)
        self.write_sessions_as(folder, "ip_sessions", _upper_mac)
        self._write_equipment(folder)
        self.write_texts(folder, "service_calls", self.talks, self._service_calls)
        self.write_texts(folder, "faults", min(_MOST_FAULTS, self.talks), self._faults)

    def _traffic(self, facts: CallFacts, columns: Columns) -> Columns:
        index = facts.index
        cell = self.draw("cell", index, 9000)
        person = pa.array(self.people.imsis(facts.person))
        return {
            **columns,
            "b_number": pc.coalesce(columns["b_number"], pa.scalar("")),
            "cell_id": pc.binary_join_element_wise(
                "238-01", pc.cast(pa.array(1000 + cell % 90), pa.string()), pc.cast(pa.array(cell), pa.string()), "-"
            ),
            "imsi": pc.cast(person, pa.string()),
            "imei": pc.cast(pa.array(self.people.imeis(facts.person)), pa.string()),
            "disposition": pa.array(_CAUSES).take(pa.array(self.draw("cause", index, len(_CAUSES)))),
            "account_number": self.sessions.accounts(facts.person),
        }

    def _write_equipment(self, folder: SampleFolder) -> None:
        dataset = self.dataset("equipment")
        count = min(_MOST_EQUIPMENT, self.people.count)
        tables = (
            reshape(own_table(self._equipment(at, min(count, at + self.group)), dataset), self.form, at)
            for at in range(0, count, self.group)
        )
        folder.write_table(dataset.folder, self.weeks[-1].label, tables, plain=False)

    def _equipment(self, first: int, last: int) -> Columns:
        """Equipment by subscriber: of six in ten the service runs, of the others it ended up to a year ago."""
        ids = np.arange(first, last)
        people = [self.people.person(int(number)) for number in ids]
        ended = self._end - self.draw("ended", ids, 365) * _DAY
        models = bank("systems.da")["models"]
        return {
            "device_serial": pc.binary_join_element_wise("SN", _digits(self.draw("serial", ids, 900_000_000)), ""),
            "mac_address": pc.utf8_upper(self.sessions.hardware(ids)),
            "account_number": self.sessions.accounts(ids),
            "ip_address": self.sessions.addresses(ids),
            "model": pa.array(models).take(pa.array(self.draw("model", ids, len(models)))),
            "receiver_name": self.people.names(ids),
            "street_address": pa.array([person.street for person in people]),
            "postal_place": pa.array([person.postal for person in people]),
            "order_number": pc.binary_join_element_wise("NU", _digits(self.draw("order", ids, 9_000_000)), "-"),
            "service_ended_at": pa.array(ended, mask=self.draw("runs", ids, 10) < 6).cast(pa.timestamp("us", "UTC")),
        }

    def _service_calls(self, week: Week, count: int) -> Iterator[tuple[list[Row], Row]]:
        for (row,), marks in self.talks_of("voice")(week, count):
            number = int(str(row["conversation_id"])[1:])
            facts = self.calls.facts(np.array([number]))
            row["account_number"] = self.sessions.accounts(facts.person)[0].as_py()
            die = int(self.draw("withdrawn", facts.index, 100)[0])
            later = self.within(int(str(row["ended_at"])) + die * _DAY)
            row["consent_withdrawn_at"] = later if row["consent"] and die < 15 else None
            yield [row], marks

    def _faults(self, week: Week, count: int) -> Iterator[tuple[list[Row], Row]]:
        kinds = bank("systems.da")["technologies"]
        for facts, at, scene in self.scenes(week, count, "fault"):
            said = self.say(scene, "fault", sensitive=True)
            number = int(facts.index[at])
            row: Row = {
                "fault_id": f"T{number:08d}",
                "account_number": self.sessions.accounts(facts.person[at : at + 1])[0].as_py(),
                "reported_at": int(facts.start[at]),
                "street_address": scene.customer.street,
                "postal_place": scene.customer.postal,
                "technology": kinds[number % len(kinds)],
                "attenuation_db": None if number % 13 == 0 else round(8 + scene.roll.random() * 40, 1),
                "description": plain(said),
            }
            yield [row], self.gold(row["fault_id"], scene, [said])


def _upper_mac(columns: Columns) -> Columns:
    return {**columns, "mac_address": pc.replace_substring(pc.utf8_upper(columns["mac_address"]), ":", "-")}


def _digits(numbers: np.ndarray) -> pa.Array:
    return pc.cast(pa.array(numbers + 10**8), pa.string())
