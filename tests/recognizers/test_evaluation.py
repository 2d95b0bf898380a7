from __future__ import annotations

import io
import json
from collections.abc import Sequence
from pathlib import Path

import pytest
from rich.console import Console

from slor.recognizers.evaluation import evaluate
from slor.recognizers.marked import Mark, MarkedConversation, MarkedError, parse_marked, read_marked, unmark
from slor.recognizers.scoreboard import scoreboard
from slor.recognizers.spans import Conversation, Span

LINE = (
    '{"id": "a", "language": "da", "channel": "chat", "turns": '
    '[{"speaker": "agent", "text": "hej {{PERSON|Mette Holm}} fra {{?ORGANIZATION|Netto}} i dag"}]}\n'
)
DIALOGUES = sorted((Path(__file__).parents[2] / "benchmarks" / "dialogues").glob("*.jsonl"))


class Fixed:
    """Answers with given spans, by the text of a turn; else with the same ones for every turn."""

    def __init__(self, *spans: Span, **by_text: list[Span]) -> None:
        self.spans, self.by_text = list(spans), by_text

    def detect_many(self, conversations: Sequence[Conversation]) -> list[list[list[Span]]]:
        return [[self.by_text.get(turn.text, self.spans) for turn in talk.turns] for talk in conversations]


@pytest.fixture
def gold() -> list[MarkedConversation]:
    return [parse_marked(LINE)]


def test_marks_are_taken_out() -> None:
    assert unmark("{{?CITY|Bø}}, {{PERSON|Åse}}") == (
        "Bø, Åse",
        (Mark(0, 2, "CITY", False), Mark(4, 7, "PERSON", True)),
    )


@pytest.mark.parametrize(
    "text", ["{} { } }} {a|b}", 'fejl {"a": {"b": 1}}', "{PERSON}", "a{{PERSON|a\nb}}c", "{{?REFERENCE|{12}}}"]
)
def test_braces_that_are_no_bad_marks(text: str) -> None:
    unmark(text)


@pytest.mark.parametrize(
    "text",
    [
        "hej {{PERSON|Mette",  # not closed
        "hej {{PERSON|Mette} og {{PERSON|Bo}}",  # closed with one brace
        "hej {PERSON|Mette}}",  # opened with one
        "hej {{PERSON Mette}}",  # no bar
        "hej {{person|Mette}}",  # types are in capitals
        "hej {{PERSON|}}",  # marks nothing
        "på {{STREET_ADDRESS|{{PERSON|Holms}} vej 1}}",  # one within another
    ],
)
def test_bad_marks(text: str) -> None:
    with pytest.raises(MarkedError, match="a bad mark; write") as caught:
        unmark(text)
    assert "Mette" not in str(caught.value)


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
def test_figures(
    gold: list[MarkedConversation], spans: tuple[Span, ...], recall: float, precision: float, over: float
) -> None:
    report = evaluate(gold, Fixed(*spans))
    assert (report.recall(), report.precision(), report.over_redaction()) == (recall, precision, pytest.approx(over))


def test_figures_by_language_and_channel(gold: list[MarkedConversation]) -> None:
    report = evaluate(gold, Fixed(Span(4, 14, "PERSON", 0.9), Span(0, 3, "USERNAME", 0.5)))
    keys = ("PERSON", "ALL", "da:ALL", "da:PERSON", "chat:ALL", "chat:PERSON")
    assert report.found == dict.fromkeys(keys, 1)
    assert (report.precision("da:ALL"), report.precision("chat:PERSON"), report.precision("USERNAME")) == (0.5, 1.0, 0)
    assert report.over_redaction("da:ALL") == pytest.approx(3 / 10)
    assert report.as_json()["recall"]["chat:PERSON"] == 1.0


def test_counted_by_hand() -> None:
    """Three turns, every figure worked out on paper."""
    rows = [
        {
            "id": "1", "language": "da", "channel": "voice", "turns": [
                {"speaker": "customer", "text": "hej, I har opkrævet mig dobbelt. det er {{PERSON|signe thorup}}"},
                {"speaker": "agent", "text": "tak {{PERSON|signe}} og dit nummer er {{PHONE_NUMBER|22 33 44 55}}"},
            ],
        },
        {
            "id": "2", "language": "nn", "channel": "chat", "turns": [
                {"speaker": "customer", "text": "sak {{?CODE|4711}}, {{PHONE_NUMBER|91 23}} {{PHONE_NUMBER|45 67}}"},
            ],
        },
    ]  # fmt: skip
    texts = [unmark(t["text"])[0] for row in rows for t in row["turns"]]  # type: ignore[index]
    assert [len(text) for text in texts] == [52, 38, 21]
    detector = Fixed(**{
        texts[0]: [Span(40, 45, "PERSON", 0.9)],  # signe: half of it
        texts[1]: [Span(0, 9, "PERSON", 0.6), Span(27, 35, "CUSTOMER_ID", 0.8)],  # "tak signe"; the number but 55
        texts[2]: [Span(0, 3, "PERSON", 0.4), Span(10, 21, "PHONE_NUMBER", 1.0)],  # "sak" is none; both parts at once
    })  # fmt: skip
    report = evaluate([parse_marked(json.dumps(row)) for row in rows], detector)
    assert dict(report.required) == {
        "ALL": 5, "PERSON": 2, "PHONE_NUMBER": 3,
        "da:ALL": 3, "da:PERSON": 2, "da:PHONE_NUMBER": 1, "voice:ALL": 3, "voice:PERSON": 2, "voice:PHONE_NUMBER": 1,
        "nn:ALL": 2, "nn:PHONE_NUMBER": 2, "chat:ALL": 2, "chat:PHONE_NUMBER": 2,
    }  # fmt: skip
    assert {key: n for key, n in report.found.items() if n} == {
        "ALL": 3, "PERSON": 1, "PHONE_NUMBER": 2, "da:ALL": 1, "da:PERSON": 1, "voice:ALL": 1, "voice:PERSON": 1,
        "nn:ALL": 2, "nn:PHONE_NUMBER": 2, "chat:ALL": 2, "chat:PHONE_NUMBER": 2,
    }  # fmt: skip
    assert (report.partial["ALL"], report.partial["PERSON"], report.partial["PHONE_NUMBER"]) == (2, 1, 1)
    assert (report.typed["ALL"], report.typed["PERSON"], report.typed["PHONE_NUMBER"]) == (4, 2, 2)
    assert (report.detected["ALL"], report.false["ALL"], report.false["PERSON"]) == (5, 1, 1)
    assert report.precision() == pytest.approx(0.8)
    # letters and digits outside marks: "hej I har opkrævet mig dobbelt det er" 30, "tak og dit nummer er" 16, "sak" 3
    assert (report.unmarked["ALL"], report.covered["ALL"]) == (30 + 16 + 3, 3 + 3)
    assert [(f.id, f.turn, f.text) for f in report.misses] == [("1", 1, "signe thorup"), ("1", 2, "22 33 44 55")]
    assert [(f.id, f.turn, f.text) for f in report.false_alarms] == [("2", 1, "sak")]


def test_reliability_is_the_share_right_in_each_band(gold: list[MarkedConversation]) -> None:
    report = evaluate(
        gold, Fixed(Span(0, 3, "PERSON", 0.82), Span(4, 9, "PERSON", 0.86), Span(10, 14, "USERNAME", 1.0))
    )
    [low, high] = report.reliability()
    assert (low.low, low.spans, low.right, low.score) == (0.8, 2, 0.5, pytest.approx(0.84))
    assert (high.high, high.spans, high.right) == (1.0, 1, 1.0)
    assert [band.spans for band in report.reliability("USERNAME")] == [1]


def test_the_calibration_error_is_weighted_by_spans(gold: list[MarkedConversation]) -> None:
    # "hej" at 0.82 is wrong and "Mette" at 0.86 right: mean 0.84, half right; "Holm" at 1.0 is right
    spans = (Span(0, 3, "PERSON", 0.82), Span(4, 9, "PERSON", 0.86), Span(10, 14, "USERNAME", 1.0))
    report = evaluate(gold, Fixed(*spans))
    assert report.calibration_error("PERSON") == pytest.approx(0.34)
    assert report.calibration_error() == pytest.approx(0.34 * 2 / 3)
    assert report.calibration_error("DK_CPR") == 0
    figures = report.as_json()
    assert figures["calibration_error"] == {"PERSON": 0.34, "ALL": 0.2267}
    assert figures["reliability"]["PERSON"] == [{"from": 0.8, "to": 0.9, "score": 0.84, "right": 0.5, "spans": 2}]


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("not json", "is not JSON"),
        ("[]", "must be an object with an `id`"),
        ('{"turns": []}', "must be an object with an `id`"),
        ('{"id": 1}', "turns: must be a list"),
        ('{"id": 1, "turns": [{"speaker": "x"}]}', "turns: must be a list"),
        ('{"id": 1, "turns": 3}', "turns: must be a list"),
        ('{"id": 1, "language": 3, "turns": []}', "language: must be a string"),
        ('{"id": 1, "turns": [{"text": "a"}, {"text": "hemmelig {{PERSON|b"}]}', "turn 2: a bad mark"),
        ('{"id": "a", "turns": []}', r"the id is that of .*bad\.jsonl:1;"),
    ],
)
def test_a_bad_line_is_named_and_not_shown(tmp_path: Path, line: str, says: str) -> None:
    path = tmp_path / "bad.jsonl"
    path.write_text(LINE + "\n" + line, encoding="utf-8")
    with pytest.raises(MarkedError, match=rf"bad\.jsonl:3: {says}") as caught:
        list(read_marked([path]))
    assert "hemmelig" not in str(caught.value)


def test_bad_files_are_named(tmp_path: Path) -> None:
    with pytest.raises(MarkedError, match=r"none\.jsonl: cannot be read: No such file"):
        list(read_marked([tmp_path / "none.jsonl"]))
    (tmp_path / "latin.jsonl").write_bytes(LINE.replace("Holm", "Hælm").encode("latin-1"))
    with pytest.raises(MarkedError, match=r"latin\.jsonl: is not UTF-8"):
        list(read_marked([tmp_path / "latin.jsonl"]))


def test_line_ends_within_strings_and_a_mark_of_byte_order(tmp_path: Path) -> None:
    path = tmp_path / "odd.jsonl"
    path.write_bytes(b"\xef\xbb\xbf" + LINE.replace("i dag", "i\u2028dag\x85").encode() + b"\r\n")
    assert [one.conversation.turns[0].text for one in read_marked([path])] == [
        "hej Mette Holm fra Netto i\u2028dag\x85"
    ]


def test_the_public_dialogues_can_be_read() -> None:
    assert len(list(read_marked(DIALOGUES))) == 840


def shown(*reports: Fixed, verbose: bool = False) -> str:
    names = dict(zip(("slor", "presidio"), reports, strict=False))
    gold = [parse_marked(LINE)]
    console = Console(width=160, file=io.StringIO(), highlight=False)
    figures = {name: evaluate(gold, detector) for name, detector in names.items()}
    with console.capture() as capture:
        console.print(scoreboard(figures, verbose=verbose, plain=True, note="how"), soft_wrap=True)
    return capture.get()


def test_scoreboard_has_both_detectors() -> None:
    text = shown(Fixed(Span(4, 14, "PERSON", 0.9)), Fixed(Span(0, 3, "DATE_TIME", 0.6)), verbose=True)
    rows = {line.split()[0]: line.split() for line in text.splitlines() if line.strip()}
    assert rows["PERSON"] == ["PERSON", "1", "100.0%", "0.0%", "0", "100.0%", "0", "0", "100.0%", "–"]
    assert rows["DATE_TIME"] == ["DATE_TIME", "0", "–", "–", "0", "–", "0", "1", "–", "0.0%"]
    assert rows["da"] == ["da", "1", "100.0%", "0.0%", "100.0%", "0.0%", "100.0%", "0.0%", "0.00%", "30.00%"]
    assert rows["chat"][1:] == rows["da"][1:]
    assert "Missed: none" in text
    assert "how" in text


def test_findings_are_shown_where_they_stand() -> None:
    text = shown(Fixed(Span(0, 3, "USERNAME", 0.9)), verbose=True)
    assert "Missed: 1 (PERSON 1)\na turn 1 PERSON  hej [Mette Holm] fra Netto i dag" in text
    assert "False alarms: 1 (USERNAME 1)\na turn 1 USERNAME  [hej] Mette Holm" in text
    assert "Mette" not in shown(Fixed(Span(0, 3, "USERNAME", 0.9)))


def test_bars_show_shares_and_mean_scores() -> None:
    text = shown(Fixed(Span(0, 3, "PERSON", 0.82), Span(4, 9, "PERSON", 0.86), Span(10, 14, "USERNAME", 1.0)))
    lines = [line.split("  ") for line in text.splitlines() if " to " in line and line[0].isdigit()]
    rows = [[cell.strip() for cell in line if cell.strip()] for line in lines]
    assert rows == [
        ["0.80 to 0.90", "2", "0.84", "0.50", "##########", "|", "2", "0.84", "0.50", "##########", "|"],
        ["0.95 to 1.00", "0", "–", "–", "1", "1.00", "1.00", "###################|"],
    ]
    assert text.count("##########       |") == 2
