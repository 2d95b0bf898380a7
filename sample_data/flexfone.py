"""Flexfone's shape: telephony sold through resellers, with recordings (*7), voicemail, enquiries and an address log."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from slor.sample_data.agents import Agent
from slor.sample_data.banks import bank
from slor.sample_data.calls import CallFacts
from slor.sample_data.files import SampleFolder
from slor.sample_data.grammar import render
from slor.sample_data.marks import Marked, Piece, marked, plain
from slor.sample_data.own_shape import Columns, Danes, Row, own_rows
from slor.sample_data.people import to_ascii
from slor.sample_data.randomness import dice
from slor.sample_data.systems import System, phrases
from slor.sample_data.weeks import Week

_FORGOTTEN_EVERY = 9
_MOST_VOICEMAILS = 20_000


class Flexfone(System):
    """Flexfone: the resellers' customers' employees answer; every ninth of them asked to be forgotten."""

    form = "pandas"

    @cached_property
    def resellers(self) -> Danes:
        """The resellers' contacts."""
        return Danes(self.seed, max(3, min(300, self.agents.count // 8)), self.as_of, stream="resellers")

    def write(self, folder: SampleFolder) -> None:
        """Write every dataset of the system.

        Args:
            folder: where.
        """
        calls = sum(week.calls for week in self.weeks)
        self._write_employees(folder)
        self._write_resellers(folder)
        self.write_all_calls(folder, "calls", self._call)
        self.write_texts(folder, "recordings", self.talks, self._recordings)
        self.write_texts(folder, "voicemails", min(_MOST_VOICEMAILS, self.talks // 2), self._voicemails)
        self.write_texts(folder, "tickets", min(calls, self.talks * 2 // 3), self._tickets)
        self.write_sessions_as(folder, "ip_sessions", lambda columns: columns)

    def forgotten(self, number: int) -> bool:
        """Whether an employee asked to be forgotten.

        Args:
            number: the employee's number.

        Returns:
            Every ninth did.
        """
        return number % (2 * _FORGOTTEN_EVERY) == 4

    def _write_employees(self, folder: SampleFolder) -> None:
        rows: list[Row] = [
            {
                "employee_id": str(200 + number // 2),
                "user_id": agent.user_id,
                "name": self.name_of(agent, number),
                "title": agent.title,
                "email": agent.email,
                "phone": None if number % 23 == 8 else agent.person.e164,
                "team": agent.team,
                "forgotten": self.forgotten(number) or (None if number % 23 == 8 else False),
            }
            for number, agent in enumerate(self.agents.all)
            if number % 2 == 0
        ]
        dataset = self.dataset("employees")
        folder.write_table(dataset.folder, self.weeks[-1].label, [own_rows(rows, dataset)])

    def name_of(self, agent: Agent, number: int) -> str:
        """An employee's name: of those who asked to be forgotten half are renamed in the source, half not yet.

        Args:
            agent: the employee.
            number: the employee's number.

        Returns:
            The name as the source has it.
        """
        gone = bank("systems.da")["gone"]
        renamed = self.forgotten(number) and number // (2 * _FORGOTTEN_EVERY) % 2 == 1
        return f"{gone['first']} {gone['last']}" if renamed else agent.person.name

    def _write_resellers(self, folder: SampleFolder) -> None:
        firms = bank("systems.da")["firms"]
        rows: list[Row] = []
        for number in range(self.resellers.count):
            contact = self.resellers.person(number)
            firm = f"{firms[number % len(firms)]} Tele{number // len(firms) or ''}"
            rows.append(
                {
                    "reseller_id": str(8000 + number),
                    "company": firm,
                    "contact_name": contact.name,
                    "phone": contact.national,
                    "email": f"{to_ascii(contact.first)}@{to_ascii(firm)}.example",
                }
            )
        dataset = self.dataset("resellers")
        folder.write_table(dataset.folder, self.weeks[-1].label, [own_rows(rows, dataset)])

    def _call(self, facts: CallFacts, columns: Columns) -> Columns:
        del facts
        return columns

    def _recordings(self, week: Week, count: int) -> Iterator[tuple[list[Row], Row]]:
        for (row,), marks in self.talks_of("voice")(week, count):
            yield [row], marks

    def _voicemails(self, week: Week, count: int) -> Iterator[tuple[list[Row], Row]]:
        for facts, at, scene in self.scenes(week, count, "voicemail", "voice"):
            said = self.say(scene, "voicemail", sensitive=True)
            silent = scene.roll.random() < 0.05
            row: Row = {
                "voicemail_id": f"m{int(facts.index[at]):09d}",
                "received_at": int(facts.start[at]),
                "from_number": scene.customer.e164 if scene.roll.random() < 0.9 else None,
                "user_id": scene.agent.user_id,
                "seconds": scene.roll.randint(2, 120),
                "language": None if silent else "da",
                "transcript": None if silent else plain(said),
            }
            yield [row], self.gold(row["voicemail_id"], scene, [] if silent else [said])

    def _tickets(self, week: Week, count: int) -> Iterator[tuple[list[Row], Row]]:
        for thread, marks in self.conversations.emails(week, count):
            first, turns = thread[0], marks["turns"]
            roll = dice(self.seed, "flexfone.tickets", int(str(first["thread_id"])[1:]))
            if roll.random() < 0.15 and first["body"] and isinstance(turns, list):
                told = _more(roll.choice(phrases("sensitive")))
                first["body"] = f"{first['body']}\n\n{plain(told)}"
                turns[0] = {**turns[0], "text": f"{turns[0]['text']}\n\n{marked(told)}"}
            yield thread, marks


def _more(phrase: str) -> Marked:
    """One sentence that tells of what nobody asked."""
    return render(phrase, dice(0, phrase, 0), lambda slot: [Piece(slot)])
