"""Measures a detector on marked dialogues: what must be found, what must be left alone.

The counting: a required mark counts as found when all its letters and digits are covered by spans of any type; a span
that touches no mark is a false alarm; over-redaction is the share of unmarked letters and digits that were covered.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any, Final, Protocol

from slor.recognizers.marked import Mark, MarkedConversation
from slor.recognizers.spans import Conversation, Span

ALL: Final = "ALL"
BANDS: Final = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1.01)
"""Edges of the bands of scores in which reliability is told."""
_BATCH: Final = 64
_CURVES: Final[dict[str, tuple[str, ...]]] = {"PERSON": ("PERSON",), ALL: ()}
"""What reliability is told of: names, whose scores are calibrated, and everything."""


class DetectorLike(Protocol):
    """What is measured: `slor.recognizers.analyzer.Detector`, or a peer with the same method."""

    def detect_many(self, conversations: Sequence[Conversation]) -> list[list[list[Span]]]:
        """Spans of each turn of each conversation."""
        ...  # pragma: no cover


@dataclass(frozen=True, slots=True)
class Finding:
    """A miss or a false alarm, with the text round it; to be shown to who owns the text, never to be logged.

    Attributes:
        id: the dialogue's.
        turn: the number of the turn, from 1.
        entity_type: what was marked, or what was detected.
        before, text, after: the piece and what stands beside it.
    """

    id: str
    turn: int
    entity_type: str
    before: str
    text: str
    after: str


@dataclass(frozen=True, slots=True)
class Band:
    """The spans with scores in one band: how many, their mean score, and the share that touches a mark."""

    low: float
    high: float
    spans: int
    score: float
    right: float


@dataclass(slots=True)
class Report:
    """The figures of one detector on one set of dialogues.

    All counters have the keys ALL, `da:ALL` (each language) and `chat:ALL` (each channel); those that can, have
    a type, `da:PERSON` and `chat:PERSON` as well.

    Attributes:
        dialogues, turns: how many were read.
        required, found, partial: marks that must be found, and those that were, wholly or in part.
        typed: required marks that a span of the right type touches.
        detected, false: spans, and those of them that touch no mark.
        unmarked, covered: letters and digits outside marks, and those of them that were covered.
        misses, false_alarms: what went wrong, in order.
        scores: by type, (score, right) of each detected span of that type.
    """

    dialogues: int = 0
    turns: int = 0
    required: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    partial: Counter[str] = field(default_factory=Counter)
    typed: Counter[str] = field(default_factory=Counter)
    detected: Counter[str] = field(default_factory=Counter)
    false: Counter[str] = field(default_factory=Counter)
    unmarked: Counter[str] = field(default_factory=Counter)
    covered: Counter[str] = field(default_factory=Counter)
    misses: list[Finding] = field(default_factory=list)
    false_alarms: list[Finding] = field(default_factory=list)
    scores: dict[str, list[tuple[float, bool]]] = field(default_factory=dict)

    def recall(self, key: str = ALL) -> float:
        """The share of required marks of which every letter and digit was covered; 1 where there is none."""
        return self.found[key] / self.required[key] if self.required[key] else 1.0

    def precision(self, key: str = ALL) -> float:
        """The share of detected spans that touch a mark; 1 where there is none."""
        return 1 - self.false[key] / max(1, self.detected[key])

    def over_redaction(self, key: str = ALL) -> float:
        """The share of unmarked letters and digits that were covered."""
        return self.covered[key] / max(1, self.unmarked[key])

    def reliability(self, *entity_types: str, edges: Sequence[float] = BANDS) -> list[Band]:
        """What scores are worth: each band of scores that has any span.

        Args:
            entity_types: only spans of these types; all without.
            edges: of the bands, ascending.
        """
        kinds = entity_types or tuple(self.scores)
        pairs = [pair for kind in kinds for pair in self.scores.get(kind, ())]
        bands = []
        for low, high in pairwise(edges):
            inside = [(score, right) for score, right in pairs if low <= score < high]
            if inside:
                size = len(inside)
                mean, share = sum(s for s, _ in inside) / size, sum(right for _, right in inside) / size
                bands.append(Band(low, min(high, 1.0), size, mean, share))
        return bands

    def calibration_error(self, *entity_types: str) -> float:
        """How far scores are from the share that is right: the mean over the bands, weighted by their spans.

        Args:
            entity_types: only spans of these types; all without.

        Returns:
            The expected calibration error (Naeini et al., AAAI 2015), 0 to 1; 0 without any span.
        """
        bands = self.reliability(*entity_types)
        return sum(b.spans * abs(b.score - b.right) for b in bands) / max(1, sum(b.spans for b in bands))

    def as_json(self, *, findings: bool = False) -> dict[str, Any]:
        """The figures; without any text of the dialogues unless findings are asked for."""
        kinds = sorted({*self.required, *self.detected})
        groups = [k for k in kinds if k.endswith(ALL)]
        figures: dict[str, Any] = {
            "recall": {k: round(self.recall(k), 4) for k in sorted(self.required)},
            "precision": {k: round(self.precision(k), 4) for k in sorted(self.detected)},
            "over_redaction": {k: round(self.over_redaction(k), 4) for k in groups},
            "required": dict(sorted(self.required.items())),
            "found": {k: self.found[k] for k in sorted(self.required)},
            "partial": {k: self.partial[k] for k in sorted(self.required)},
            "right_type": {k: self.typed[k] for k in sorted(self.required)},
            "detected": dict(sorted(self.detected.items())),
            "false_alarms": {k: self.false[k] for k in sorted(self.detected)},
            "reliability": {name: [_band(b) for b in self.reliability(*types)] for name, types in _CURVES.items()},
            "calibration_error": {n: round(self.calibration_error(*types), 4) for n, types in _CURVES.items()},
        }
        if findings:
            figures["misses"] = [_plain(finding) for finding in self.misses]
            figures["alarms"] = [_plain(finding) for finding in self.false_alarms]
        return figures


def evaluate(
    marked: Iterable[MarkedConversation], detector: DetectorLike, *, progress: Callable[[int], None] | None = None
) -> Report:
    """Measures a detector.

    Args:
        marked: dialogues with the right answer.
        detector: what is measured.
        progress: called with the number of dialogues done.

    Returns:
        The figures.
    """
    report = Report()
    everything = list(marked)
    for begin in range(0, len(everything), _BATCH):
        some = everything[begin : begin + _BATCH]
        for one, spans in zip(some, detector.detect_many([m.conversation for m in some]), strict=True):
            count(report, one, spans)
        if progress is not None:
            progress(begin + len(some))
    return report


def count(report: Report, one: MarkedConversation, spans: Sequence[Sequence[Span]]) -> None:
    """Adds one dialogue to a report.

    Args:
        report: is added to.
        one: the dialogue with the right answer.
        spans: what was detected, one list a turn.
    """
    report.dialogues += 1
    report.turns += len(one.conversation.turns)
    for number, (turn, marks, found) in enumerate(zip(one.conversation.turns, one.marks, spans, strict=True), 1):
        _count_turn(report, one.conversation, number, turn.text, marks, found)


def _count_turn(
    report: Report, talk: Conversation, number: int, text: str, marks: Sequence[Mark], spans: Sequence[Span]
) -> None:
    covered = bytearray(len(text))
    for span in spans:
        covered[span.start : span.end] = b"\1" * (span.end - span.start)
    inside = bytearray(len(text))
    for mark in marks:
        inside[mark.start : mark.end] = b"\1" * (mark.end - mark.start)
        if mark.required:
            letters = [covered[i] for i in range(mark.start, mark.end) if text[i].isalnum()]
            typed = any(s.entity_type == mark.entity_type and s.start < mark.end and s.end > mark.start for s in spans)
            for key in _keys(talk, mark.entity_type):
                report.required[key] += 1
                report.found[key] += all(letters)
                report.partial[key] += any(letters) and not all(letters)
                report.typed[key] += typed
            if not all(letters):
                report.misses.append(_finding(talk, number, mark.entity_type, text, mark.start, mark.end))
    for span in spans:
        right = any(span.start < mark.end and span.end > mark.start for mark in marks)
        report.scores.setdefault(span.entity_type, []).append((span.score, right))
        for key in _keys(talk, span.entity_type):
            report.detected[key] += 1
            report.false[key] += not right
        if not right:
            report.false_alarms.append(_finding(talk, number, span.entity_type, text, span.start, span.end))
    clean = [i for i, char in enumerate(text) if char.isalnum() and not inside[i]]
    for key in _keys(talk):
        report.unmarked[key] += len(clean)
        report.covered[key] += sum(covered[i] for i in clean)


def _keys(talk: Conversation, *entity_types: str) -> list[str]:
    kinds = [ALL, *entity_types]
    return [*kinds, *(f"{part}:{kind}" for part in (talk.language, talk.channel) if part for kind in kinds)]


def _finding(talk: Conversation, number: int, kind: str, text: str, start: int, end: int) -> Finding:
    return Finding(talk.id, number, kind, text[max(0, start - 40) : start], text[start:end], text[end : end + 30])


def _band(band: Band) -> dict[str, Any]:
    figures = {"from": band.low, "to": band.high, "score": round(band.score, 3), "right": round(band.right, 3)}
    return {**figures, "spans": band.spans}


def _plain(finding: Finding) -> dict[str, Any]:
    return {
        "id": finding.id,
        "turn": finding.turn,
        "entity_type": finding.entity_type,
        "text": finding.text,
        "context": finding.before + finding.text + finding.after,
    }
