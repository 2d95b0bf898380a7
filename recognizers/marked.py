"""Dialogues with the right answer marked in their text, as files hold them.

One JSON object a line, `{"id", "language", "channel", "turns": [{"speaker", "text"}]}`; in the text `{{TYPE|surface}}`
must be found, `{{?TYPE|surface}}` may be, and all else must be left alone.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from slor.recognizers.spans import Conversation, Turn

_MARK: Final = re.compile(r"\{\{(\?)?([A-Z_]+)\|(.*?)\}\}", re.S)
_HALF: Final = re.compile(r"\{\{|\{\??[A-Z_]{3,}\|")
_FORM: Final = '{"id", "language", "channel", "turns": [{"speaker", "text"}]}'
_HOW: Final = "write {{TYPE|surface}} or {{?TYPE|surface}}, closed with }} and none within another"


class MarkedError(ValueError):
    """A dialogue file that cannot be read; the message names file and line and quotes no text."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A marked piece of a turn: offsets into the text without marks, and whether it must be found."""

    start: int
    end: int
    entity_type: str
    required: bool


@dataclass(frozen=True, slots=True)
class MarkedConversation:
    """A conversation with the right answer: the marks of each turn."""

    conversation: Conversation
    marks: tuple[tuple[Mark, ...], ...]


def unmark(text: str) -> tuple[str, tuple[Mark, ...]]:
    """Takes the marks out of a text.

    Raises:
        MarkedError: a mark that is not closed, is empty, or stands within another.

    >>> unmark("hej {{PERSON|Mette}}")
    ('hej Mette', (Mark(start=4, end=9, entity_type='PERSON', required=True),))
    """
    pieces: list[str] = []
    marks: list[Mark] = []
    size = last = 0
    for match in _MARK.finditer(text):
        optional, entity_type, surface = match.groups()
        if not surface or _HALF.search(surface) or _HALF.search(text, last, match.start()):
            raise MarkedError(f"a bad mark; {_HOW}")
        pieces += [text[last : match.start()], surface]
        size += match.start() - last
        marks.append(Mark(size, size + len(surface), entity_type, not optional))
        size += len(surface)
        last = match.end()
    if _HALF.search(text, last):
        raise MarkedError(f"a bad mark; {_HOW}")
    return "".join([*pieces, text[last:]]), tuple(marks)


def parse_marked(line: str) -> MarkedConversation:
    """Reads one line.

    Raises:
        MarkedError: it is not such an object; the message says which part of it is wrong.
    """
    try:
        row = json.loads(line)
    except ValueError:
        raise MarkedError(f"is not JSON; write one object a line: {_FORM}") from None
    if not isinstance(row, dict) or not isinstance(row.get("id"), str | int):
        raise MarkedError(f"must be an object with an `id`: {_FORM}")
    turns = row.get("turns")
    if not isinstance(turns, list) or not all(isinstance(t, dict) and isinstance(t.get("text"), str) for t in turns):
        raise MarkedError("turns: must be a list of objects with a string `text`")
    language, channel = _optional(row, "language"), _optional(row, "channel")
    texts, marks = [], []
    for number, turn in enumerate(turns, 1):
        try:
            text, found = unmark(turn["text"])
        except MarkedError as error:
            raise MarkedError(f"turn {number}: {error}") from None
        texts.append(Turn(str(turn.get("speaker") or ""), text))
        marks.append(found)
    return MarkedConversation(Conversation(tuple(texts), str(row["id"]), language, channel), tuple(marks))


def _optional(row: dict[str, Any], name: str) -> str | None:
    value = row.get(name)
    if value is not None and not isinstance(value, str):
        raise MarkedError(f"{name}: must be a string")
    return value


def read_marked(paths: Iterable[Path]) -> Iterator[MarkedConversation]:
    """Reads marked dialogues.

    Args:
        paths: JSON Lines files in UTF-8.

    Yields:
        Each conversation with its marks, in order.

    Raises:
        MarkedError: a file cannot be read, a line is not of the form, or an id comes twice; it names file and line.
    """
    seen: dict[str, str] = {}
    for path in paths:
        try:
            with path.open(encoding="utf-8-sig") as lines:
                for number, line in enumerate(lines, 1):
                    if not line.strip():
                        continue
                    where = f"{path}:{number}"
                    try:
                        one = parse_marked(line)
                    except MarkedError as error:
                        raise MarkedError(f"{where}: {error}") from None
                    first = seen.setdefault(one.conversation.id, where)
                    if first is not where:
                        raise MarkedError(f"{where}: the id is that of {first}; give each dialogue its own")
                    yield one
        except OSError as error:
            raise MarkedError(f"{path}: cannot be read: {error.strerror}") from None
        except UnicodeDecodeError:
            raise MarkedError(f"{path}: is not UTF-8 text; save it as UTF-8") from None
