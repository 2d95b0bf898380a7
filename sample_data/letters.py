"""E-mail threads: letters with greetings and signatures, answers that quote them, headers, automatic replies."""

from __future__ import annotations

from dataclasses import dataclass

from slor.sample_data.banks import Topic, lines, places
from slor.sample_data.grammar import render
from slor.sample_data.marks import Marked, Piece, change, join, plain
from slor.sample_data.people import to_ascii
from slor.sample_data.scene import Scene
from slor.sample_data.styles import Style, typed


@dataclass(frozen=True, slots=True)
class Letter:
    """One message of a thread."""

    speaker: str
    subject: Marked
    body: Marked
    attachments: tuple[str, ...]


class Thread:
    """An e-mail thread that is being made.

    Args:
        scene: who and what it is about.
        topic: why the customer writes.
    """

    def __init__(self, scene: Scene, topic: Topic) -> None:
        self.scene, self.topic, self.roll = scene, topic, scene.roll
        self._letters: list[Letter] = []
        self._subject = self._say("mail.subject")
        self._writes: Style = typed(scene.language, scene.roll)

    def build(self) -> list[Letter]:
        """Make the whole thread.

        Returns:
            One to four messages, the customer's and the centre's.
        """
        self._customer()
        length = self.roll.choice((1, 1, 2, 2, 2, 3, 3, 4))
        if length > 1 and self.roll.random() < 0.12:
            self._add("agent", self._lines(self._say("mail.auto")))
        while len(self._letters) < length:
            if self._letters[-1].speaker == "customer":
                self._answer()
            else:
                self._customer(again=True)
        return self._letters

    def _say(self, path: str) -> Marked:
        return self._render(self.roll.choice(lines(self.scene.language, path)))

    def _render(self, phrase: str) -> Marked:
        return render(phrase, self.roll, self._fill)

    def _fill(self, slot: str) -> Marked:
        mine = bool(self._letters) and self._letters[-1].speaker == "agent"
        centre = [Piece(f"kundeservice@{places('centre_domain')}", "EMAIL_ADDRESS", required=False)]
        if slot == "who":
            return self.scene.fill("a.name" if mine else "c.name")
        if slot == "whomail":
            return centre if mine else [Piece(self.scene.customer.email, "EMAIL_ADDRESS")]
        if slot == "towhom":
            return self.scene.fill("c.name") if mine else centre
        if slot == "topic":
            return self._subject
        if slot == "number":
            return [Piece(str(self.roll.randrange(100, 99_999)))]
        if slot == "clastname":
            return [Piece(to_ascii(self.scene.customer.last), "PERSON")]
        return self.scene.fill(slot)

    @staticmethod
    def _lines(text: Marked) -> Marked:
        return change(text, lambda part: part.replace(" // ", "\n"))

    def _add(self, speaker: str, body: Marked) -> None:
        again = bool(self._letters)
        answer = "SV: " if self.roll.random() < 0.8 else "Re: "
        subject = [Piece(answer), *self._subject] if again else self._subject
        count = (
            self.roll.choice((0, 0, 0, 1, 2)) if speaker == "customer" and not again else int(self.roll.random() < 0.1)
        )
        attachments = tuple(plain(self._say("mail.attachment")) for _ in range(count))
        self._letters.append(Letter(speaker, subject, body, attachments))

    def _customer(self, *, again: bool = False) -> None:
        roll = self.roll
        paragraphs: list[Marked] = []
        if roll.random() < 0.88:
            paragraphs.append([*self._say("mail.greeting"), Piece(roll.choice((",", "", "", "!")))])
        story = [self._render(roll.choice(self.topic.problem))] if not again else [self._reply_to_question()]
        if not again and roll.random() < 0.4:
            story.append(self._render(roll.choice(self.topic.problem)))
        if roll.random() < 0.3:
            story.append(self._aside())
        paragraphs.append(join(story, " "))
        facts = [self._say("mail.ident") for _ in range(roll.choice((0, 1, 1, 2, 3)))]
        if facts:
            paragraphs.append(join(facts, roll.choice((" ", "\n", "\n"))))
        if roll.random() < 0.6:
            paragraphs.append(self._say("mail.request"))
        between = roll.choice(("\n\n", "\n\n", "\n", " "))
        body = self._writes(join(paragraphs, between))
        body = join((body, self._signed("mail.signature")), "\n\n" if between != " " else "\n")
        self._add("customer", self._quoting(body) if again else body)

    def _reply_to_question(self) -> Marked:
        """What the customer answers to the topic's own question."""
        detail = self.roll.choice(self.topic.detail)
        parts = [part.strip() for part in detail.split(">>")]
        said = parts[0].removeprefix("C: ") if detail.startswith("C:") else parts[1].removeprefix("C: ")
        return self._render(said)

    def _aside(self) -> Marked:
        """The customer's half of a digression or of something about a third person."""
        roll = self.roll
        section = roll.choice(("digress", "third"))
        own = [line for line in lines(self.scene.language, section) if line.startswith("C:")]
        return self._render(roll.choice(own).split(">>")[0].removeprefix("C: ").strip())

    def _answer(self) -> None:
        roll = self.roll
        hello = self.roll.choice(
            {"da": ("Hej", "Kære"), "nb": ("Hei", "Kjære"), "nn": ("Hei", "Kjære")}[self.scene.language]
        )
        name = self.scene.fill(roll.choice(("c.first", "c.first", "c.name")))
        paragraphs = [[Piece(f"{hello} "), *name]]
        body = [self._say("mail.reply_open"), self._render(roll.choice(self.topic.fix))]
        body += [self._say("mail.reply_note") for _ in range(roll.choice((0, 1, 1, 2)))]
        if roll.random() < 0.3:
            question = next((line for line in self.topic.detail if not line.startswith("C:")), None)
            if question:
                body.append(self._render(question.split(">>")[0].strip()))
        paragraphs.append(join(body, roll.choice((" ", " ", "\n\n"))))
        paragraphs.append(self._signed("mail.agent_signature"))
        self._add("agent", self._quoting(join(paragraphs, "\n\n")))

    def _signed(self, path: str) -> Marked:
        signature = self._lines(self._say(path))
        if self.roll.random() < 0.85:
            return join((self._say("mail.signoff"), signature), "\n")
        return signature

    def _quoting(self, body: Marked) -> Marked:
        """The message with the one before it below, as mail programs add it."""
        if self.roll.random() < 0.4:
            return body
        head = self._lines(self._say("mail.quote"))
        before = self._letters[-1].body
        if self.roll.random() < 0.6:
            before = [Piece("> "), *change(before, _arrows, _arrows)]
        return join((body, join((head, before), "\n")), "\n\n")


def _arrows(text: str) -> str:
    return text.replace("\n", "\n> ")
