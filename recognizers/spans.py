"""What is read and what is found: conversations of turns, and spans in them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Turn:
    """One message of a chat or mail thread, or one utterance of a transcript."""

    speaker: str
    text: str


@dataclass(frozen=True, slots=True)
class Known:
    """A value that a row's own columns or the directory already tell: it is found in the text in any form."""

    entity_type: str
    value: str


@dataclass(frozen=True, slots=True)
class Conversation:
    """A whole chat, call transcript or mail thread, with what is known of the people in it.

    Attributes:
        turns: in the order they were said.
        id: the caller's own; not used for detection.
        language: `da`, `nb` or `nn`; None where nobody said.
        channel: `chat`, `voice` or `email`; None where nobody said.
        known: the deny list of this conversation.
    """

    turns: tuple[Turn, ...]
    id: str = ""
    language: str | None = None
    channel: str | None = None
    known: tuple[Known, ...] = ()


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A piece of one turn that identifies a person.

    Attributes:
        start, end: character offsets into the turn's original text, end exclusive.
        entity_type: a Presidio entity type such as `PERSON` or `DK_CPR`.
        score: 0 to 1.
        value: the normal form of the whole identifier where the span shows only a part or a spoken or spelt form
            of it; None where the text itself tells.
    """

    start: int
    end: int
    entity_type: str
    score: float
    value: str | None = None
