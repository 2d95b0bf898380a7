"""Call detail records, made in columns: a row depends on its number alone, so chunks of any size agree."""

from __future__ import annotations

import statistics
from dataclasses import dataclass
from functools import cached_property
from math import exp

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from slor.sample_data.agents import Agents
from slor.sample_data.banks import places
from slor.sample_data.people import People
from slor.sample_data.randomness import Ints, below
from slor.sample_data.weeks import Week

TIME = pa.timestamp("us", tz="UTC")
CDR = pa.schema(
    [(name, pa.string()) for name in ("call_id", "direction", "a_number", "b_number", "c_number")]
    + [(name, TIME) for name in ("start_time", "answer_time", "end_time")]
    + [(name, pa.int64()) for name in ("ring_seconds", "talk_seconds", "hold_seconds")]
    + [(name, pa.string()) for name in ("queue", "agent_id", "agent_name", "customer_id", "customer_name")]
    + [(name, pa.string()) for name in ("disposition", "cell_id", "imsi", "imei")]
    + [("charge", pa.float64()), ("currency", pa.string()), ("recording_id", pa.string())]
    + [("consent", pa.bool_()), ("dispute", pa.bool_())]
)
INBOUND, OUTBOUND, INTERNAL = 0, 1, 2
DIRECTIONS = pa.array(["inbound", "outbound", "internal"])
DISPOSITIONS = pa.array(["answered", "transferred", "abandoned", "busy", "voicemail", "failed"])
_CODES = (45, 47, 46, 48, 49, 44, 370)
_WITHHELD = ("anonymous", "withheld", "sip:anonymous@anonymous.invalid", "Hemmeligt nummer", "skjult", None)
_MILLION = 1_000_000


def _quantiles(middle: float, spread: float) -> Ints:
    """A log-normal distribution as 4,096 equally likely whole numbers."""
    normal = statistics.NormalDist()
    return np.array([round(exp(middle + spread * normal.inv_cdf((i + 0.5) / 4096))) for i in range(4096)], np.int64)


@dataclass(frozen=True)
class CallFacts:
    """What other datasets need to know of some calls, as arrays of one length."""

    index: Ints
    week: Ints
    start: Ints
    answer: Ints
    end: Ints
    direction: Ints
    disposition: Ints
    person: Ints
    agent: Ints
    queue: Ints
    norwegian: np.ndarray
    known: np.ndarray
    recorded: np.ndarray
    ring: Ints
    talk: Ints


class Calls:
    """All calls of one sample.

    Args:
        seed: the sample's seed.
        people: the customers.
        agents: the employees.
        weeks: from `plan_weeks`.
    """

    def __init__(self, seed: int, people: People, agents: Agents, weeks: list[Week]) -> None:
        self.seed, self.people, self.agents, self.weeks = seed, people, agents, weeks

    @cached_property
    def _talk(self) -> Ints:
        return _quantiles(5.3, 0.85)

    @cached_property
    def _ring(self) -> Ints:
        return _quantiles(2.5, 0.7)

    @cached_property
    def _firsts(self) -> Ints:
        return np.array([week.first for week in self.weeks], dtype=np.int64)

    def _draw(self, what: str, index: Ints, limit: int) -> Ints:
        return below(self.seed, f"calls.{what}", index, limit)

    def facts(self, index: Ints) -> CallFacts:
        """Work out the numbers behind some calls.

        Args:
            index: call numbers, ascending.

        Returns:
            Their facts.
        """
        week = np.searchsorted(self._firsts, index, side="right") - 1
        start = np.empty(len(index), dtype=np.int64)
        for number in np.unique(week):
            mine = week == number
            place = self.weeks[int(number)]
            start[mine] = place.start_times(self.seed, "calls", index[mine] - place.first, place.calls)
        die = self._draw("direction", index, 1000)
        direction = np.where(die < 815, INBOUND, np.where(die < 968, OUTBOUND, INTERNAL))
        die = self._draw("disposition", index, 1000)
        disposition = np.searchsorted(np.array([760, 850, 930, 955, 985]), die, side="right")
        talked = disposition <= 1
        spread = self._draw("person", index, 1 << 20)
        person = ((spread * spread >> 20) * self.people.count) >> 20
        norwegian = self.people.norwegian(person)
        ring = self._ring[self._draw("ring", index, 4096)]
        talk = np.where(talked, self._talk[self._draw("talk", index, 4096)], 0)
        answer = start + ring * _MILLION
        return CallFacts(
            index=index,
            week=week,
            start=start,
            answer=answer,
            end=answer + talk * _MILLION,
            direction=direction,
            disposition=disposition,
            person=person,
            agent=self.agents.choose(norwegian, self._draw("agent", index, 1 << 30)),
            queue=self._draw("queue", index, 5),
            norwegian=norwegian,
            known=(direction != INTERNAL) & (self._draw("known", index, 100) < 88),
            recorded=talked & (self._draw("recorded", index, 100) < 78),
            ring=ring,
            talk=talk,
        )

    def table(self, first: int, count: int) -> pa.Table:
        """Write consecutive calls as rows.

        Args:
            first: number of the first call.
            count: how many; at most some hundred thousand keep memory small.

        Returns:
            A table of CDR's columns; columns of few values are dictionaries.
        """
        f = self.facts(np.arange(first, first + count, dtype=np.int64))
        index = f.index
        talked, inside = f.disposition <= 1, f.direction == INTERNAL
        party = self._numbers("party", f.person, index)
        service = self._service(f)
        away = f.direction == OUTBOUND
        extension_a, extension_b = (pc.cast(pa.array(4000 + self._draw(x, index, 900)), pa.string()) for x in "ab")
        a_number = pc.if_else(inside, extension_a, pc.if_else(away, service, party))
        b_number = pc.if_else(inside, extension_b, pc.if_else(away, party, service))
        third = ((f.person + 1) * 7919 + index) % self.people.count
        onward = (f.disposition == 1) | (self._draw("third", index, 1000) < 25)
        mobile = ~inside & (self._draw("mobile", index, 100) < 40)
        charge = np.where(talked, f.talk * (12 + f.norwegian * 3) // 10, 0) / 100
        queues = [team for country in ("DK", "NO") for team in places("teams")[country]]
        consent = self.consents(f.person)
        columns: dict[str, pa.Array] = {
            "call_id": _prefixed("c", index, 9),
            "direction": _coded(f.direction, DIRECTIONS),
            "a_number": a_number,
            "b_number": b_number,
            "c_number": pc.if_else(onward, self._numbers("onward", third, index), None),
            "start_time": pa.array(f.start).cast(TIME),
            "answer_time": pa.array(f.answer, mask=~talked).cast(TIME),
            "end_time": pa.array(f.end).cast(TIME),
            "ring_seconds": pa.array(f.ring),
            "talk_seconds": pa.array(f.talk),
            "hold_seconds": pa.array(np.minimum(f.talk, self._draw("hold", index, 60) * talked)),
            "queue": _coded(f.queue + 5 * f.norwegian, pa.array(queues)),
            "agent_id": _coded(f.agent, self.agents.user_ids, talked),
            "agent_name": _coded(f.agent, self.agents.names, talked & (self._draw("named", index, 100) < 94)),
            "customer_id": pc.if_else(f.known, _prefixed("K", self.people.customer_numbers(f.person), 7), None),
            "customer_name": pc.if_else(
                f.known & (self._draw("name", index, 100) < 90), self.people.names(f.person), None
            ),
            "disposition": _coded(f.disposition, DISPOSITIONS),
            "cell_id": pc.if_else(mobile, self._cells(f), None),
            "imsi": pc.if_else(mobile, pc.cast(pa.array(self.people.imsis(f.person)), pa.string()), None),
            "imei": pc.if_else(
                mobile & (index % 2 == 0), pc.cast(pa.array(self.people.imeis(f.person)), pa.string()), None
            ),
            "charge": pa.array(charge),
            "currency": _coded(f.norwegian.astype(np.int64), pa.array(["DKK", "NOK"])),
            "recording_id": pc.if_else(f.recorded, _prefixed("r", index, 9), None),
            "consent": pc.if_else(inside, None, consent),
            "dispute": pa.array(self._draw("dispute", index, 1000) < 8, mask=self._draw("unsaid", index, 100) < 4),
        }
        return pa.table(columns)

    def consents(self, person: Ints) -> pa.Array:
        """Tell whether people agreed to be recorded: of a hundred 74 did, 14 did not, the others were not asked.

        Args:
            person: customers' numbers.

        Returns:
            Booleans with nulls.
        """
        die = below(self.seed, "people.consent", person, 100)
        return pa.array(die < 74, mask=die >= 88)

    def disputes(self, index: Ints) -> np.ndarray:
        """Tell which calls gave rise to a dispute.

        Args:
            index: call numbers.

        Returns:
            Booleans.
        """
        return self._draw("dispute", index, 1000) < 8

    def _numbers(self, what: str, person: Ints, index: Ints) -> pa.Array:
        """The same subscribers' numbers as switches write them: with +, 00, neither, as SIP addresses, withheld."""
        code = self.people.diallings(person)
        die = self._draw(f"{what}.form", index, 100)
        form = np.searchsorted(np.array([55, 70, 84, 93, 95]), die, side="right")
        form = np.where((form == 2) & (code != 45) & (code != 47), 0, form)
        place = np.searchsorted(np.array(sorted(_CODES)), code)
        prefixes = [f"{lead}{c}" if c else lead for lead, c in self._leads()]
        prefix = pa.array(prefixes).take(pa.array(form * len(_CODES) + place))
        suffix = pa.array(["", "", "", "@sbc1.sentral.example", "", ""]).take(pa.array(form))
        number = pc.binary_join_element_wise(
            prefix, pc.cast(pa.array(self.people.nationals(person)), pa.string()), suffix, ""
        )
        secret = pa.array(_WITHHELD).take(pa.array(self._draw(f"{what}.secret", index, len(_WITHHELD))))
        return pc.if_else(form == 5, secret, number)

    @staticmethod
    def _leads() -> list[tuple[str, str]]:
        codes = [str(code) for code in sorted(_CODES)]
        leads = [("+", True), ("00", True), ("", False), ("sip:+", True), ("tel:+", True), ("", True)]
        return [(lead, code if coded else "") for lead, coded in leads for code in codes]

    def _service(self, f: CallFacts) -> pa.Array:
        numbers = [number for country in ("DK", "NO") for number in places("service_numbers")[country]]
        place = self._draw("service", f.index, 6) + 6 * f.norwegian
        return pa.array(numbers).take(pa.array(place))

    def _cells(self, f: CallFacts) -> pa.Array:
        cell = (np.where(f.norwegian, 24_201, 23_801) * 10_000 + self._draw("cell", f.index, 6000)) * 10
        return pc.cast(pa.array(cell + self._draw("sector", f.index, 3) + 1), pa.string())


def _prefixed(letter: str, numbers: Ints, width: int) -> pa.Array:
    """Numbers with leading zeros behind a letter."""
    padded = pc.utf8_slice_codeunits(pc.cast(pa.array(numbers + 10**width), pa.string()), 1)
    return pc.binary_join_element_wise(letter, padded, "")


def _coded(codes: Ints, values: pa.Array, present: np.ndarray | None = None) -> pa.Array:
    """A dictionary column from codes; each value stands in the dictionary once, or Parquet's bytes would vary."""
    distinct = values.dictionary_encode()
    places_of = distinct.indices.to_numpy(zero_copy_only=False)
    mask = None if present is None else ~present
    return pa.DictionaryArray.from_arrays(pa.array(places_of[codes], mask=mask), distinct.dictionary)
