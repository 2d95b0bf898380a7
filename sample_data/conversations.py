"""Dialogues and e-mails as rows, each beside its marked text: the same customers, agents and calls as in the CDRs."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial

import numpy as np
import pyarrow as pa

from slor.sample_data.banks import places
from slor.sample_data.calls import TIME, CallFacts, Calls
from slor.sample_data.letters import Thread
from slor.sample_data.marks import marked, plain
from slor.sample_data.oddities import odd_talk
from slor.sample_data.people import People, Person
from slor.sample_data.randomness import dice
from slor.sample_data.scene import Scene
from slor.sample_data.talks import Said, Talk, choose_topic
from slor.sample_data.weeks import Week

TURN = pa.struct([("at", TIME), ("speaker", pa.string()), ("text", pa.string())])
DIALOGUE = pa.schema(
    [(name, pa.string()) for name in ("conversation_id", "channel", "call_id")]
    + [("started_at", TIME), ("ended_at", TIME)]
    + [(name, pa.string()) for name in ("queue", "language", "agent_id", "agent_name", "agent_email")]
    + [(name, pa.string()) for name in ("customer_id", "customer_name", "customer_phone", "customer_email")]
    + [("consent", pa.bool_()), ("dispute", pa.bool_()), ("turns", pa.list_(TURN))]
)
EMAIL = pa.schema(
    [("message_id", pa.string()), ("thread_id", pa.string()), ("sent_at", TIME)]
    + [(name, pa.string()) for name in ("direction", "from_name", "from_address")]
    + [("to", pa.list_(pa.string())), ("cc", pa.list_(pa.string())), ("subject", pa.string()), ("body", pa.string())]
    + [("attachments", pa.list_(pa.string()))]
    + [(name, pa.string()) for name in ("queue", "language", "agent_id", "customer_id")]
    + [("consent", pa.bool_()), ("dispute", pa.bool_())]
)
Row = dict[str, object]
_LOOK = 24
_ACQUAINTANCES = 4000


class Conversations:
    """All chats, transcripts and mail threads of one sample.

    Args:
        seed: the sample's seed.
        people: the customers.
        calls: the calls that some of them belong to.
        as_of: the sample's last day.
    """

    def __init__(self, seed: int, people: People, calls: Calls, as_of: dt.date) -> None:
        self.seed, self.people, self.calls = seed, people, calls
        self._others = People(seed, _ACQUAINTANCES, as_of, stream="others")
        self._end = int(dt.datetime.combine(as_of, dt.time(), dt.UTC).timestamp()) * 1_000_000

    def anchors(self, week: Week, count: int, salt: int) -> CallFacts:
        """Choose calls of known customers who were spoken to, spread over the week, in order.

        Args:
            week: the week.
            count: how many; fewer come where the week has fewer calls.
            salt: another number, other calls.

        Returns:
            Their facts.
        """
        count = min(count, week.calls)
        starts = week.first + (np.arange(count, dtype=np.int64) * week.calls) // max(1, count)
        width = min(_LOOK, max(1, week.calls // max(1, count)))
        nearby = (starts[:, None] + (np.arange(width) + salt) % width).reshape(-1)
        order = np.argsort(nearby, kind="stable")
        facts = self.calls.facts(nearby[order])
        good = (facts.known & (facts.disposition <= 1) & (facts.talk > 5))[np.argsort(order, kind="stable")]
        good = good.reshape(count, width)
        picked = (starts[:, None] + (np.arange(width) + salt) % width)[np.arange(count), good.argmax(axis=1)]
        return self.calls.facts(np.sort(picked[good.any(axis=1)]))

    def scene(self, facts: CallFacts, at: int, channel: str, stream: str) -> Scene:
        """Bring together who one conversation is about.

        Args:
            facts: some calls.
            at: which of them.
            channel: chat, voice or email.
            stream: what is made of it; another name, other dice.

        Returns:
            The caller, who answers, and others who may be mentioned.
        """
        number = int(facts.index[at])
        roll = dice(self.seed, stream, number)
        person = self.people.person(int(facts.person[at]))
        other = self._near(person, roll.randrange(_ACQUAINTANCES))
        if (roll.random() < 0.55 and person.immigrant != other.immigrant) or roll.random() < 0.5:
            other = replace(other, last=person.last)
        agents = self.calls.agents.all
        agent = int(facts.agent[at])
        second = (agent + 2 * roll.randint(1, max(1, len(agents) // 2 - 1))) % len(agents)
        stranger = self._near(person, roll.randrange(_ACQUAINTANCES))
        return Scene(roll, person.language, channel, person, agents[agent], agents[second], other, stranger)

    def _near(self, person: Person, number: int) -> Person:
        """Somebody from the same country."""
        other = self._others.person(number)
        while other.country != person.country:
            number += 1
            other = self._others.person(number)
        return other

    def dialogues(
        self, week: Week, count: int, only: str = "", firm: Callable[[int], str] | None = None
    ) -> Iterator[tuple[Row, dict[str, object]]]:
        """Make a week's chats and transcripts.

        Args:
            week: the week.
            count: how many; fewer come where the week has fewer calls.
            only: chat or voice, where the system has but one of them.
            firm: in whose name a call is answered, by its number; None where that is any company's.

        Yields:
            A row of DIALOGUE and its marked form.
        """
        facts = self.anchors(week, count, salt=3)
        consents = self.calls.consents(facts.person).to_pylist()
        disputes = self.calls.disputes(facts.index)
        for at in range(len(facts.index)):
            number = int(facts.index[at])
            roll = dice(self.seed, "dialogues.kind", number)
            channel = "voice" if roll.random() < 0.52 and facts.talk[at] > 20 else "chat"
            channel = only or channel
            scene = self.scene(facts, at, channel, "dialogues")
            if firm is not None:
                scene.value("org", partial(firm, number))
            turns, odd = odd_talk(Talk(scene, choose_topic(scene.language, scene.roll)).build(), scene, roll)
            start = int(facts.answer[at]) if channel == "voice" else int(facts.start[at]) + 600_000_000
            length = int(facts.talk[at]) * 1_000_000 if channel == "voice" else 40_000_000 * (len(turns or ()) + 1)
            start = min(start, self._end - length - 1_000_000)
            row: Row = {
                "conversation_id": f"{channel[0]}{number:09d}",
                "channel": channel,
                "call_id": f"c{number:09d}" if channel == "voice" else None,
                "started_at": start,
                "ended_at": start + length,
                "queue": self._queue(facts, at),
                "language": None if odd == "no language" else scene.language,
                "agent_id": scene.agent.user_id,
                "agent_name": scene.agent.person.name,
                "agent_email": scene.agent.email if roll.random() < 0.9 else None,
                "customer_id": scene.customer.customer_id,
                "customer_name": scene.customer.name if roll.random() < 0.92 else None,
                "customer_phone": scene.customer.e164 if roll.random() < 0.85 else None,
                "customer_email": scene.customer.email if roll.random() < 0.8 else None,
                "consent": consents[at],
                "dispute": bool(disputes[at]),
                "turns": None if turns is None else _timed(turns, start, length),
            }
            yield row, self._gold(row["conversation_id"], scene, turns or [])

    def _queue(self, facts: CallFacts, at: int) -> str:
        teams = places("teams")["NO" if facts.norwegian[at] else "DK"]
        return str(teams[int(facts.queue[at])])

    @staticmethod
    def _gold(name: object, scene: Scene, turns: list[Said]) -> dict[str, object]:
        return {
            "id": name,
            "conversation_id": name,
            "language": scene.language,
            "channel": scene.channel,
            "turns": [{"speaker": turn.speaker, "text": marked(turn.text)} for turn in turns],
        }

    def emails(self, week: Week, count: int) -> Iterator[tuple[list[Row], dict[str, object]]]:
        """Make a week's mail threads.

        Args:
            week: the week.
            count: how many threads.

        Yields:
            The rows of EMAIL of one thread and its marked form.
        """
        facts = self.anchors(week, count, salt=11)
        consents = self.calls.consents(facts.person).to_pylist()
        disputes = self.calls.disputes(facts.index)
        centre = f"kundeservice@{places('centre_domain')}"
        for at in range(len(facts.index)):
            number = int(facts.index[at])
            scene = self.scene(facts, at, "email", "emails")
            roll = dice(self.seed, "emails.kind", number)
            letters = Thread(scene, choose_topic(scene.language, scene.roll)).build()
            sent = min(int(facts.end[at]) + 3_600_000_000, self._end - 6 * 3_600_000_000)
            rows: list[Row] = []
            for place, letter in enumerate(letters):
                inbound = letter.speaker == "customer"
                customer, agent = scene.customer, scene.agent
                rows.append(
                    {
                        "message_id": f"m{number:09d}-{place}",
                        "thread_id": f"t{number:09d}",
                        "sent_at": sent,
                        "direction": "inbound" if inbound else "outbound",
                        "from_name": customer.name if inbound else agent.person.name,
                        "from_address": customer.email if inbound else agent.email,
                        "to": [centre] if inbound else [customer.email],
                        "cc": [scene.other.email] if roll.random() < 0.1 else [],
                        "subject": plain(letter.subject),
                        "body": plain(letter.body) if roll.random() < 0.995 else None,
                        "attachments": list(letter.attachments) if roll.random() < 0.97 else None,
                        "queue": self._queue(facts, at),
                        "language": scene.language,
                        "agent_id": None if inbound and place == 0 else agent.user_id,
                        "customer_id": customer.customer_id,
                        "consent": consents[at],
                        "dispute": bool(disputes[at]),
                    }
                )
                sent += roll.randint(600, 5400) * 1_000_000
            turns = [
                Said(letter.speaker, letter.body if row["body"] is not None else [])
                for letter, row in zip(letters, rows, strict=True)
            ]
            gold = self._gold(f"t{number:09d}", scene, turns)
            gold["subjects"] = [marked(letter.subject) for letter in letters]
            yield rows, gold


def _timed(turns: list[Said], start: int, length: int) -> list[Row]:
    """Spread turns over the conversation; a turn without parts has no text."""
    step = length // max(1, len(turns))
    return [
        {"at": start + place * step, "speaker": turn.speaker, "text": plain(turn.text) if turn.text else None}
        for place, turn in enumerate(turns)
    ]
