"""The employees: who answers, and the directory that tells about them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pyarrow as pa

from slor.sample_data.banks import places
from slor.sample_data.people import People, Person, to_ascii
from slor.sample_data.randomness import Ints, dice

DIRECTORY = pa.schema(
    [(name, pa.string()) for name in ("employee_id", "user_id", "name", "title", "email", "phone", "team")]
)


@dataclass(frozen=True, slots=True)
class Agent:
    """One employee."""

    person: Person
    employee_id: str
    user_id: str
    title: str
    email: str
    phone: str
    team: str


class Agents:
    """All employees of one sample: even numbers answer in Danish, odd ones in Norwegian.

    Args:
        seed: the sample's seed.
        count: how many there are, even.
        as_of: the day of the sample.
    """

    def __init__(self, seed: int, count: int, as_of: dt.date) -> None:
        self.seed, self.count = seed, count
        self._people = People(seed, count, as_of, stream="agents")

    @cached_property
    def all(self) -> list[Agent]:
        """Every employee, in order of number."""
        waiting: dict[str, list[Person]] = {"DK": [], "NO": []}
        candidate = 0
        while min(len(found) for found in waiting.values()) < self.count // 2:
            person = self._people.person(candidate)
            waiting[person.country].append(person)
            candidate += 1
        taken: set[str] = set()
        return [
            self._employ(number, waiting["NO" if number % 2 else "DK"][number // 2], taken)
            for number in range(self.count)
        ]

    def _employ(self, number: int, person: Person, taken: set[str]) -> Agent:
        roll = dice(self.seed, "agents.employ", number)
        given, family = (to_ascii(part).replace("-", "") for part in (person.first, person.last))
        user_id = f"{given[:2]}{family[:2]}" if roll.random() < 0.7 else f"{given[:1]}{family[:3]}"
        while user_id in taken:
            user_id = f"{user_id[:4]}{roll.randrange(10, 9999)}"
        taken.add(user_id)
        lead = "+4723" if person.country == "NO" else "+4570"
        return Agent(
            person=person,
            employee_id=f"{41_000 + number * 7 % 997 + 1000 * (number // 997)}",
            user_id=user_id,
            title=roll.choice(places("titles")[person.country]),
            email=f"{given}.{family}{number if roll.random() < 0.3 else ''}@{places('centre_domain')}",
            phone=f"{lead}{(number * 7_919 + 104_729) % 1_000_000:06d}",
            team=roll.choice(places("teams")[person.country]),
        )

    @cached_property
    def user_ids(self) -> pa.Array:
        """Login names by employee number."""
        return pa.array([agent.user_id for agent in self.all])

    @cached_property
    def names(self) -> pa.Array:
        """Full names by employee number."""
        return pa.array([agent.person.name for agent in self.all])

    def choose(self, norwegian: np.ndarray, draws: Ints) -> Ints:
        """Choose who answers: someone of the caller's country.

        Args:
            norwegian: whether each caller lives in Norway.
            draws: random non-negative integers.

        Returns:
            Employee numbers.
        """
        chosen: Ints = draws % (self.count // 2) * 2 + norwegian
        return chosen

    def directory(self, first: int, last: int) -> pa.Table:
        """Write part of the directory; a few names stand surname first, a few fields are empty, as in real ones.

        Args:
            first: the first employee's number.
            last: the number after the last.

        Returns:
            A table of DIRECTORY's columns.
        """
        rows = []
        for number, agent in enumerate(self.all[first:last], first):
            person = agent.person
            rows.append(
                {
                    "employee_id": agent.employee_id,
                    "user_id": agent.user_id,
                    "name": f"{person.last}, {person.first}" if number % 11 == 7 else person.name,
                    "title": agent.title,
                    "email": agent.email,
                    "phone": None if number % 23 == 9 else agent.phone,
                    "team": agent.team,
                }
            )
        return pa.Table.from_pylist(rows, schema=DIRECTORY)
