"""A conversation as one text: what the Presidio engine reads, and the way back to turns and original offsets."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import Final

from slor.recognizers.spans import Conversation, Span
from slor.recognizers.text import Folded, fold

SEPARATOR: Final = "\n"
"""Stands between two turns in a document's text."""


@dataclass(frozen=True, slots=True, order=True)
class Found:
    """What one recogniser says of a piece of a document.

    Attributes:
        start, end: offsets into the document's folded text, end exclusive.
        entity_type: a Presidio entity type.
        score: 0 to 1.
        recognizer: the class name of the recogniser that said it.
        value: the normal form of the whole identifier, where the recogniser knows more than the piece shows.
    """

    start: int
    end: int
    entity_type: str
    score: float
    recognizer: str = ""
    value: str | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """The folded turns of one conversation, joined.

    Attributes:
        conversation: what it was made from.
        text: the folded turns with `SEPARATOR` between them.
        turns: each turn's folded text with its own way back.
        starts: where each turn begins in `text`, ascending.
    """

    conversation: Conversation
    text: str
    turns: tuple[Folded, ...]
    starts: tuple[int, ...]

    @property
    def folded(self) -> Folded:
        """The text as one that needs no folding any more."""
        return Folded(self.text)

    def turn_at(self, position: int) -> int:
        """The number of the turn that holds a position of `text`."""
        return bisect_right(self.starts, position) - 1

    def bounds(self, turn: int) -> tuple[int, int]:
        """Start and end of one turn in `text`."""
        return self.starts[turn], self.starts[turn] + len(self.turns[turn].text)

    def spans(self, found: Found, value: str | None = None) -> list[tuple[int, Span]]:
        """The spans in original offsets that a piece of the document covers, one for each turn it touches.

        Args:
            found: a piece of the document; white space at its ends is left out.
            value: the normal form to give to each span, if it is known.

        Returns:
            Pairs of turn number and span, in order; empty where only white space is left.
        """
        out = []
        turn = self.turn_at(found.start)
        while turn < len(self.turns) and self.starts[turn] < found.end:
            low, high = self.bounds(turn)
            start, end = max(found.start, low), min(found.end, high)
            while start < end and self.text[start].isspace():
                start += 1
            while end > start and self.text[end - 1].isspace():
                end -= 1
            if start < end:
                begin, stop = self.turns[turn].original(start - low, end - low)
                out.append((turn, Span(begin, stop, found.entity_type, found.score, value)))
            turn += 1
        return out


def join_turns(conversation: Conversation) -> Document:
    """Folds the turns of a conversation and joins them to one document.

    Args:
        conversation: any conversation, also one without turns.

    Returns:
        The document; its text is as long as its folded turns and one separator between each two.
    """
    turns = tuple(fold(turn.text) for turn in conversation.turns)
    starts, position = [], 0
    for turn in turns:
        starts.append(position)
        position += len(turn.text) + len(SEPARATOR)
    return Document(conversation, SEPARATOR.join(turn.text for turn in turns), turns, tuple(starts))
