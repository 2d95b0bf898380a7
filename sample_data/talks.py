"""Chats and calls, built move by move: opening, problem, who are you, digressions, an answer, goodbye."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial

from slor.sample_data.banks import Topic, lines, places, topics
from slor.sample_data.grammar import render
from slor.sample_data.marks import Marked, Piece, join
from slor.sample_data.scene import Scene
from slor.sample_data.spoken import say_digits
from slor.sample_data.styles import Style, heard, typed

SPEAKERS = {"A": "agent", "C": "customer", "B": "agent2", "S": "system"}
_TURN = re.compile(r"^([ACBS]): ")
_IDENTITY = ("name", "phone", "cid", "natid", "natend", "dob", "address", "email")


@dataclass(frozen=True, slots=True)
class Said:
    """One turn."""

    speaker: str
    text: Marked


class Talk:
    """A chat or call that is being made.

    Args:
        scene: who and what it is about.
        topic: why the customer comes.
    """

    def __init__(self, scene: Scene, topic: Topic) -> None:
        self.scene, self.topic, self.roll = scene, topic, scene.roll
        self._turns: list[Said] = []
        self._helper = "A"
        self._same = ""
        self._used: set[str] = set()

    def build(self) -> list[Said]:
        """Make the whole conversation.

        Returns:
            Its turns, in the ways in which these people write or speak.
        """
        moves = self._plan()
        self._open()
        for move in moves:
            move()
        self._end()
        return self._style(self._merge())

    def _plan(self) -> list[Callable[[], None]]:
        roll = self.roll
        wanted = list(dict.fromkeys(roll.sample(self.topic.ids, roll.randint(1, len(self.topic.ids)))))
        if roll.random() < 0.5:
            wanted.append(roll.choice(_IDENTITY))
        identify: list[Callable[[], None]] = [partial(self._identify, key) for key in dict.fromkeys(wanted)]
        roll.shuffle(identify)
        middle: list[Callable[[], None]] = [
            partial(self._exchange, line)
            for line in roll.sample(self.topic.detail, roll.randint(0, min(3, len(self.topic.detail))))
        ]
        for section, odds in (("digress", 0.32), ("third", 0.38), ("wait", 0.4), ("digress", 0.12)):
            if roll.random() < odds:
                middle.append(partial(self._exchange, self._line(section)))
        roll.shuffle(middle)
        if roll.random() < 0.14:
            middle.insert(roll.randint(0, len(middle)), self._transfer)
        if roll.random() < 0.6:
            moves = identify + middle
        else:
            moves = middle + identify
            if roll.random() < 0.5:
                roll.shuffle(moves)
        moves.append(partial(self._say, "A", roll.choice(self.topic.fix)))
        if roll.random() < 0.35:
            moves.append(partial(self._exchange, self._line("contact")))
        return moves

    def _line(self, path: str) -> str:
        """A phrase of one kind, not the same exchange twice in one conversation."""
        choices = [line for line in lines(self.scene.language, path) if line not in self._used]
        line = self.roll.choice(choices or lines(self.scene.language, path))
        if ">>" in line:
            self._used.add(line)
        return line

    def _fill(self, slot: str) -> Marked:
        if slot == "same":
            return self.scene.fill("c.name" if self._same == "name" else self._same)
        if slot == "team":
            team = self.roll.choice(places("teams")[self.scene.customer.country])
            return [Piece(str(team))]
        if self._helper == "B" and slot[:2] in ("a.", "b."):
            slot = ("b" if slot[0] == "a" else "a") + slot[1:]
        return self.scene.fill(slot)

    def _say(self, speaker: str, phrase: str) -> None:
        text = render(phrase, self.roll, self._fill)
        self._turns.append(Said(self._helper if speaker == "A" else speaker, text))

    def _exchange(self, line: str) -> None:
        speaker = "A"
        for part in line.split(">>"):
            said = part.strip()
            named = _TURN.match(said)
            if named:
                speaker, said = named[1], said[named.end() :]
            self._say(speaker, said)
            speaker = "A" if speaker == "C" else "C"

    def _open(self) -> None:
        roll, voice = self.roll, self.scene.voice
        channel = "voice" if voice else "chat"
        if roll.random() < (0.04 if voice else 0.2):
            self._say("S", self._line("open.system"))
        if roll.random() < (0.88 if voice else 0.45):
            self._say("A", self._line(f"open.agent_{channel}"))
            if voice or roll.random() < 0.5:
                self._say("C", self._line(f"open.customer_{channel}"))
        elif roll.random() < 0.8:
            self._say("C", self._line(f"open.customer_{channel}"))
        if roll.random() < 0.25:
            self._say("C", self._line("intro"))
        self._say("C", roll.choice(self.topic.problem))
        if roll.random() < 0.15:
            self._say("C", roll.choice(self.topic.problem))
        if roll.random() < (0.12 if voice else 0.3):
            self._say("C", self._line("intro"))
        if not any(turn.speaker == "A" for turn in self._turns) and roll.random() < 0.6:
            self._say("A", self._line("open.agent_chat"))
        if roll.random() < 0.6:
            self._say("A", self._line("ack"))

    def _end(self) -> None:
        roll = self.roll
        if roll.random() < 0.4:
            self._exchange(self._line("offer"))
        if roll.random() < 0.8:
            self._say("C", self._line("close.customer"))
        if roll.random() < 0.7:
            self._say("A", self._line("close.agent"))

    def _transfer(self) -> None:
        self._exchange(self._line("transfer"))
        self._helper = "B"

    def _identify(self, key: str) -> None:
        roll = self.roll
        self._same = key
        if roll.random() < 0.85:
            self._say("A", self._line(f"ask.{key}"))
        way = roll.random()
        if way < 0.14 and self.scene.digits(key)[0]:
            self._split(key)
            return
        if way < 0.22:
            self._mistake(key)
            return
        if way < 0.29 and key in _IDENTITY:
            self._exchange(self._line("refuse"))
            return
        self._say("C", self._line(f"give.{key}"))
        if way < 0.48:
            self._say("A", self._line("readback"))
            self._say("C", self._line("confirm"))
        elif way < 0.56:
            self._exchange(self._line("hearing"))
        elif key == "name" and way < 0.8:
            self._exchange(self._line("spelling"))

    def _split(self, key: str) -> None:
        """A number in parts, the agent's "yes" between them."""
        digits, kind = self.scene.digits(key)
        sizes = self.roll.choice(((2, 2), (4, 4), (3, 3), (2, 3), (4, 2), (6, 4)))
        at, place = 0, 0
        while at < len(digits):
            size = sizes[min(place, 1)]
            part = digits[at : at + size]
            spoken = self.scene.voice and self.roll.random() < 0.7
            text = say_digits(part, self.scene.language, self.roll) if spoken else part
            self._turns.append(Said("C", [Piece(text, kind)]))
            at, place = at + size, place + 1
            if at < len(digits):
                self._say("A", self._line("going_on"))
        if self.roll.random() < 0.5:
            self._say("A", self._line("readback"))

    def _mistake(self, key: str) -> None:
        """Something wrong first, then the right value."""
        wrong = [_garbled(piece, self.roll) if piece.type else piece for piece in self._fill("same")]
        self._turns.append(Said("C", wrong))
        if self.roll.random() < 0.5:
            self._turns.append(Said(self._helper, [*wrong, Piece("?")]))
        self._say("C", self._line("correct"))

    def _merge(self) -> list[Said]:
        """Put what one person says in a row together: always in a call, often in a chat."""
        out: list[Said] = []
        for turn in self._turns:
            glue = self.scene.voice or self.roll.random() < 0.6
            if out and out[-1].speaker == turn.speaker and glue:
                between = "\n" if not self.scene.voice and self.roll.random() < 0.15 else " "
                out[-1] = replace(out[-1], text=join((out[-1].text, turn.text), between))
            else:
                out.append(turn)
        return out

    def _style(self, turns: list[Said]) -> list[Said]:
        language, roll = self.scene.language, self.roll
        styles: dict[str, Style] = {"S": lambda text: text}
        if self.scene.voice:
            listen = heard(language, roll)
            styles |= {"A": listen, "B": listen, "C": listen}
        else:
            customer = typed(language, roll)
            agent: Style = typed(language, roll) if roll.random() < 0.06 else lambda text: text
            styles |= {"A": agent, "B": lambda text: text, "C": customer}
        return [Said(SPEAKERS[turn.speaker], styles[turn.speaker](turn.text)) for turn in turns]


def _garbled(piece: Piece, roll: random.Random) -> Piece:
    """A mis-said value: two characters swapped, or its end missing. It may be found or not."""
    text = piece.text
    swappable = [
        at for at in range(len(text) - 1) if text[at].isdigit() and text[at + 1].isdigit() and text[at] != text[at + 1]
    ]
    if swappable:
        at = roll.choice(swappable)
        return Piece(text[:at] + text[at + 1] + text[at] + text[at + 2 :], piece.type, required=False)
    words = text.split(" ")
    kept = " ".join(words[: max(1, len(words) - 1)])
    return Piece(kept, piece.type, required=piece.type == "PERSON")


def choose_topic(language: str, roll: random.Random) -> Topic:
    """Choose what a conversation is about.

    Args:
        language: da, nb or nn.
        roll: dice.

    Returns:
        A topic.
    """
    return roll.choice(topics(language))
