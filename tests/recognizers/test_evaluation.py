from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from rich.console import Console

from slor.recognizers.evaluation import Mark, MarkedError, evaluate, read_marked, unmark
from slor.recognizers.scoreboard import scoreboard
from slor.recognizers.spans import Conversation, Span

LINE = (
    '{"id": "a", "language": "da", "channel": "chat", "turns": '
    '[{"speaker": "agent", "text": "hej {{PERSON|Mette Holm}} fra {{?ORGANIZATION|Netto}} i dag"}]}\n'
)


class Fixed:
    """Answers with the same spans for every turn."""

    def __init__(self, *spans: Span) -> None:
        self.spans = list(spans)

    def detect_many(self, conversations: Sequence[Conversation]) -> list[list[list[Span]]]:
        return [[self.spans for _ in talk.turns] for talk in conversations]


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    path = tmp_path / "gold.jsonl"
    path.write_text(LINE, encoding="utf-8")
    return path


def test_marks_are_taken_out() -> None:
    assert unmark("{{?CITY|Bø}}, {{PERSON|Åse}}") == (
        "Bø, Åse",
        (Mark(0, 2, "CITY", False), Mark(4, 7, "PERSON", True)),
    )


@pytest.mark.parametrize(
    ("spans", "recall", "precision", "over"),
    [
        ((Span(4, 14, "PERSON", 0.9),), 1.0, 1.0, 0.0),
        ((Span(4, 9, "PERSON", 0.9), Span(10, 14, "USERNAME", 0.9)), 1.0, 1.0, 0.0),  # any types, and the space is free
        ((Span(4, 9, "PERSON", 0.9),), 0.0, 1.0, 0.0),  # half a name is a miss
        ((Span(19, 24, "PERSON", 0.9),), 0.0, 1.0, 0.0),  # optional: neither right nor wrong
        ((Span(0, 3, "PERSON", 0.9),), 0.0, 0.0, 3 / 10),
        ((), 0.0, 1.0, 0.0),
    ],
)
def test_figures(gold: Path, spans: tuple[Span, ...], recall: float, precision: float, over: float) -> None:
    report = evaluate([gold], Fixed(*spans))
    assert (report.recall(), report.precision, report.over_redaction) == (recall, precision, pytest.approx(over))


def test_figures_by_language_and_channel(gold: Path) -> None:
    report = evaluate([gold], Fixed(Span(4, 14, "PERSON", 0.9)))
    assert report.found == dict.fromkeys(("PERSON", "ALL", "da:ALL", "da:PERSON", "chat:ALL", "chat:PERSON"), 1)
    assert report.as_json()["recall"]["chat:PERSON"] == 1.0


def test_misses_tell_where(gold: Path) -> None:
    report = evaluate([gold], Fixed())
    assert [(f.id, f.entity_type, f.text) for f in report.misses] == [("a", "PERSON", "Mette Holm")]


@pytest.mark.parametrize(
    "line", ["not json", "[]", '{"id": 1}', '{"id": 1, "turns": [{"speaker": "x"}]}', '{"turns": 3, "id": 1}']
)
def test_a_bad_line_is_named_and_not_shown(tmp_path: Path, line: str) -> None:
    path = tmp_path / "bad.jsonl"
    path.write_text(LINE + line, encoding="utf-8")
    with pytest.raises(MarkedError, match=r"bad\.jsonl:2: not a marked dialogue") as caught:
        list(read_marked([path]))
    assert line not in str(caught.value)


def test_scoreboard_has_both_detectors(gold: Path) -> None:
    console = Console(record=True, width=120, file=None, quiet=False)
    ours, theirs = evaluate([gold], Fixed(Span(4, 14, "PERSON", 0.9))), evaluate([gold], Fixed())
    console.print(scoreboard({"slør": ours, "presidio": theirs}, verbose=True))
    text = console.export_text()
    assert "100.0 %" in text
    assert "0.0 %" in text
    assert "Missed: none" in text
