"""Measures a detector on marked dialogues: what must be found, what must be left alone.

A dialogue file has one JSON object a line, `{"id", "language", "channel", "turns": [{"speaker", "text"}]}`; in the text
`{{TYPE|surface}}` must be found, `{{?TYPE|surface}}` may be, and all else must be left alone.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any, Protocol

from .spans import Conversation, Span, Turn

MARK = re.compile(r"\{\{(\?)?([A-Z_]+)\|(.*?)\}\}", re.S)
_BATCH = 64


class DetectorLike(Protocol):
    """What is measured: `slor.recognizers.analyzer.Detector`, or a peer with the same method."""

    def detect_many(self, conversations: Sequence[Conversation]) -> list[list[list[Span]]]:
        """Spans of each turn of each conversation."""
        ...  # pragma: no cover


class MarkedError(ValueError):
    """A dialogue file that cannot be read; the message names file and line and no text."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A marked piece of a turn: offsets into the text without marks, and whether it must be found."""

    start: int
    end: int
    entity_type: str
    required: bool


@dataclass(frozen=True, slots=True)
class MarkedConversation:
    """A conversation with the right answer."""

    conversation: Conversation
    marks: tuple[tuple[Mark, ...], ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """A miss or a false positive, with the text round it; to be shown, never to be logged."""

    id: str
    entity_type: str
    text: str
    context: str


@dataclass(slots=True)
class Report:
    """The figures of one detector on one set of dialogues.

    Attributes:
        required, found, partial: counts by key: a type, ALL, `chat:ALL`, `da:PERSON`, ...
        typed: found with the right type, by type.
        detected: spans that were detected.
        misses, false_positives: what went wrong, in order.
        unmarked, covered: letters and digits outside marks, and those of them that were covered.
        sure: by type, (score, right) of each detected span of that type, for the reliability of scores.
    """

    required: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    partial: Counter[str] = field(default_factory=Counter)
    typed: Counter[str] = field(default_factory=Counter)
    detected: int = 0
    misses: list[Finding] = field(default_factory=list)
    false_positives: list[Finding] = field(default_factory=list)
    unmarked: int = 0
    covered: int = 0
    sure: dict[str, list[tuple[float, bool]]] = field(default_factory=dict)

    def recall(self, key: str = "ALL") -> float:
        """The share of required spans of which every letter and digit was covered."""
        return self.found[key] / self.required[key] if self.required[key] else 1.0

    @property
    def precision(self) -> float:
        """The share of detected spans that touch a marked one."""
        return 1.0 - len(self.false_positives) / self.detected if self.detected else 1.0

    @property
    def over_redaction(self) -> float:
        """The share of unmarked letters and digits that were covered."""
        return self.covered / self.unmarked if self.unmarked else 0.0

    def reliability(
        self, entity_type: str = "PERSON", edges: Sequence[float] = (0, 0.5, 0.7, 0.8, 0.9, 0.95, 1.01)
    ) -> list[tuple[float, float, int]]:
        """Mean score, share right and number of the spans in each band of scores that has any."""
        bands = []
        for low, high in pairwise(edges):
            inside = [(score, right) for score, right in self.sure.get(entity_type, ()) if low <= score < high]
            if inside:
                count = len(inside)
                bands.append((sum(s for s, _ in inside) / count, sum(r for _, r in inside) / count, count))
        return bands

    def as_json(self) -> dict[str, Any]:
        """The figures without any text of the dialogues."""
        return {
            "recall": {key: round(self.recall(key), 4) for key in sorted(self.required)},
            "required": dict(sorted(self.required.items())),
            "precision": round(self.precision, 4),
            "over_redaction": round(self.over_redaction, 4),
            "detected": self.detected,
            "false_positives": dict(Counter(f.entity_type for f in self.false_positives).most_common()),
        }


def unmark(text: str) -> tuple[str, tuple[Mark, ...]]:
    """Takes the marks out of a text.

    >>> unmark("hej {{PERSON|Mette}}")
    ('hej Mette', (Mark(start=4, end=9, entity_type='PERSON', required=True),))
    """
    pieces: list[str] = []
    marks: list[Mark] = []
    size = last = 0
    for match in MARK.finditer(text):
        optional, entity_type, surface = match.groups()
        pieces += [text[last : match.start()], surface]
        size += match.start() - last
        marks.append(Mark(size, size + len(surface), entity_type, not optional))
        size += len(surface)
        last = match.end()
    return "".join([*pieces, text[last:]]), tuple(marks)


def read_marked(paths: Iterable[Path]) -> Iterator[MarkedConversation]:
    """Reads marked dialogues.

    Args:
        paths: JSON Lines files in UTF-8.

    Yields:
        Each conversation with its marks, in order.

    Raises:
        MarkedError: if a line is not such an object; it names file and line.
    """
    for path in paths:
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if not line.strip():
                continue
            try:
                row = json.loads(line)
                texts = [unmark(turn["text"]) for turn in row["turns"]]
                turns = tuple(
                    Turn(t.get("speaker", ""), text) for t, (text, _) in zip(row["turns"], texts, strict=True)
                )
                talk = Conversation(turns, str(row["id"]), row.get("language"), row.get("channel"))
            except (ValueError, KeyError, TypeError, AttributeError):
                raise MarkedError(
                    f'{path}:{number}: not a marked dialogue; a line is {{"id", "language", "channel", "turns": [..]}}'
                ) from None
            yield MarkedConversation(talk, tuple(marks for _, marks in texts))


def evaluate(paths: Iterable[Path], detector: DetectorLike, *, progress: Callable[[int], None] | None = None) -> Report:
    """Measures a detector.

    Args:
        paths: marked dialogues.
        detector: what is measured.
        progress: called with the number of dialogues done.

    Returns:
        The figures. A required span counts as found when all its letters and digits are covered by spans of any type.
    """
    report = Report()
    marked = list(read_marked(paths))
    for begin in range(0, len(marked), _BATCH):
        some = marked[begin : begin + _BATCH]
        for one, turns in zip(some, detector.detect_many([m.conversation for m in some]), strict=True):
            for turn, marks, spans in zip(one.conversation.turns, one.marks, turns, strict=True):
                count(report, one.conversation, turn.text, marks, spans)
        if progress is not None:
            progress(min(begin + _BATCH, len(marked)))
    return report


def count(report: Report, talk: Conversation, text: str, marks: Sequence[Mark], spans: Sequence[Span]) -> None:
    """Adds one turn to a report.

    Args:
        report: is added to.
        talk: the conversation, for its id, language and channel.
        text: the turn's text without marks.
        marks: the right answer.
        spans: what was detected.
    """
    covered = bytearray(len(text))
    for span in spans:
        covered[span.start : span.end] = b"\1" * (span.end - span.start)
    inside = bytearray(len(text))
    for mark in marks:
        inside[mark.start : mark.end] = b"\1" * (mark.end - mark.start)
        if mark.required:
            _count_required(report, talk, text, mark, covered, spans)
    report.detected += len(spans)
    for span in spans:
        right = any(span.start < m.end and span.end > m.start for m in marks)
        report.sure.setdefault(span.entity_type, []).append((span.score, right))
        if not right:
            report.false_positives.append(_finding(talk, span.entity_type, text, span.start, span.end))
    clean = [i for i, char in enumerate(text) if char.isalnum() and not inside[i]]
    report.unmarked += len(clean)
    report.covered += sum(covered[i] for i in clean)


def _count_required(
    report: Report, talk: Conversation, text: str, mark: Mark, covered: bytearray, spans: Sequence[Span]
) -> None:
    kind = mark.entity_type
    letters = [covered[i] for i in range(mark.start, mark.end) if text[i].isalnum()]
    for key in (kind, "ALL", *(f"{part}:{k}" for part in (talk.language, talk.channel) if part for k in ("ALL", kind))):
        report.required[key] += 1
        report.found[key] += all(letters)
        report.partial[key] += any(letters) and not all(letters)
    if not all(letters):
        report.misses.append(_finding(talk, kind, text, mark.start, mark.end))
    report.typed[kind] += any(s.entity_type == kind and s.start < mark.end and s.end > mark.start for s in spans)


def _finding(talk: Conversation, kind: str, text: str, start: int, end: int) -> Finding:
    context = text[max(0, start - 40) : end + 30].replace("\n", " ")
    return Finding(talk.id, kind, text[start:end], context)
