"""`slor evaluate`, as a user types it."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from xml.etree import ElementTree

import pytest

from slor.pipelines import evaluating
from slor.pipelines.cli import main
from slor.pipelines.evaluation_page import interval, page
from slor.recognizers.evaluation import Report
from slor.recognizers.spans import Conversation, Span

GOLD = {
    "id": "da-1",
    "language": "da",
    "channel": "chat",
    "turns": [
        {"speaker": "agent", "text": "Hej, hvad er dit telefonnummer?"},
        {"speaker": "customer", "text": "det er {{PHONE_NUMBER|22 33 44 55}} og {{CREDIT_CARD|4111 1111 1111 1111}}"},
        {"speaker": "customer", "text": "og {{PERSON|zzqx}} på sag {{?REFERENCE|2024-117}}"},
    ],
}


class Blind:
    """A detector that finds nothing."""

    def __init__(self, *, threshold: float) -> None:
        self.threshold = threshold

    def detect_many(self, conversations: Sequence[Conversation]) -> list[list[list[Span]]]:
        return [[[] for _ in talk.turns] for talk in conversations]


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    path = tmp_path / "gold.jsonl"
    path.write_text(json.dumps(GOLD, ensure_ascii=False) + "\n", encoding="utf-8")
    return path


def test_tables_are_plain_in_a_pipe(gold: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["evaluate", str(gold)]) == 0
    out = capsys.readouterr().out
    assert "1 dialogues, 3 turns, 3 marks" in out
    assert ["PHONE_NUMBER", "1", "100.0%", "0", "100.0%", "0", "100.0%"] in [line.split() for line in out.splitlines()]
    assert not {"\x1b", "│", "─", "━"} & set(out)
    assert "zzqx" not in out


def test_misses_are_shown_with_v(
    gold: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("slor.recognizers.analyzer.Detector", Blind)
    assert main(["evaluate", str(gold), "-v"]) == 0
    out = capsys.readouterr().out
    assert "Missed: 3" in out
    assert "da-1 turn 3 PERSON  og [zzqx] på sag 2024-117" in out


def test_presidio_stands_beside(gold: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["evaluate", str(gold), "--against", "presidio", "--json"]) == 0
    figures = json.loads(capsys.readouterr().out)
    assert list(figures["detectors"]) == ["slor", "presidio"]
    assert figures["detectors"]["presidio"]["recall"]["CREDIT_CARD"] == 1.0
    assert figures["detectors"]["slor"]["recall"]["PHONE_NUMBER"] == 1.0
    assert figures["note"].startswith("presidio: Presidio 2.")
    assert "phone regions DK and NO" in figures["note"]
    assert "misses" not in figures["detectors"]["slor"]


def test_findings_go_into_json_where_asked_for(
    gold: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("slor.recognizers.analyzer.Detector", Blind)
    assert main(["evaluate", str(gold), "-v", "--json"]) == 0
    figures = json.loads(capsys.readouterr().out)["detectors"]["slor"]
    assert [(f["turn"], f["text"]) for f in figures["misses"]] == [
        (2, "22 33 44 55"), (2, "4111 1111 1111 1111"), (3, "zzqx"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("{", "gold.jsonl:3: is not JSON"),
        (json.dumps(GOLD), "gold.jsonl:3: the id is that of"),
        ('{"id": 2, "turns": [{"text": "{{PERSON|hemmelig"}]}', "gold.jsonl:3: turn 1: a bad mark"),
    ],
)
def test_mistakes_name_file_and_line(gold: Path, line: str, says: str, capsys: pytest.CaptureFixture[str]) -> None:
    gold.write_text(gold.read_text(encoding="utf-8") + "\n" + line, encoding="utf-8")
    assert main(["evaluate", str(gold)]) == 2
    told = capsys.readouterr().err
    assert says in told
    assert "hemmelig" not in told
    assert told.count("\n") == 1


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--against", "spacy"], "--against spacy: is not known; there is: presidio"),
        (["--pipeline", "x"], "--pipeline: is for the names of --against presidio"),
        (["--threshold", "40"], "--threshold 40: is no score; give one from 0 to 1"),
        (["--threshold", "nan"], "--threshold nan: is no score"),
        (["--html", "/no/such/folder/page.html"], "--html /no/such/folder/page.html: cannot be written: No such file"),
        (["--against", "presidio", "--pipeline", "no_such"], "--pipeline no_such: spaCy has no such pipeline"),
    ],
)
def test_bad_usage(gold: Path, arguments: list[str], says: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["evaluate", str(gold), *arguments]) == 2
    assert says in capsys.readouterr().err


def test_nothing_to_measure(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "empty.jsonl").touch()
    assert main(["evaluate", str(tmp_path / "empty.jsonl")]) == 2
    assert "no dialogues in it" in capsys.readouterr().err


def test_a_terminal_gets_colours_and_rules(gold: Path) -> None:
    command = f"[sys.executable, '-m', 'slor.pipelines.cli', 'evaluate', {str(gold)!r}]"
    script = f"import pty, sys; sys.exit(pty.spawn({command}) >> 8)"
    environment = {"TERM": "xterm-256color", "COLUMNS": "100", "PATH": "/usr/bin:/bin"}
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, stdin=subprocess.DEVNULL, check=True, env=environment
    )
    assert b"\x1b[" in done.stdout
    assert "─" in done.stdout.decode()


def test_a_pipeline_of_ones_own_finds_names_for_the_peer(gold: Path, tmp_path: Path) -> None:
    import spacy

    nlp = spacy.blank("da")
    nlp.add_pipe("entity_ruler").add_patterns([{"label": "PER", "pattern": "zzqx"}])  # type: ignore[attr-defined]
    nlp.to_disk(tmp_path / "pipeline")
    detector, made_of = evaluating.stock(str(tmp_path / "pipeline"), 0.4)
    from slor.recognizers.evaluation import evaluate
    from slor.recognizers.marked import read_marked

    assert evaluate(read_marked([gold]), detector).recall("PERSON") == 1.0
    assert "names by spaCy's" in made_of


def report_of(*pairs: tuple[float, bool]) -> Report:
    report = Report(dialogues=1, turns=1)
    report.scores["PERSON"] = list(pairs)
    return report


def test_a_page_needs_nothing_else_and_quotes_nothing(gold: Path, tmp_path: Path) -> None:
    target = tmp_path / "page.html"
    assert main(["evaluate", str(gold), "--against", "presidio", "--html", str(target)]) == 0
    text = target.read_text(encoding="utf-8")
    assert "recall, slor" in text
    assert "recall, presidio" in text
    assert "zzqx" not in text
    assert "22 33 44 55" not in text
    assert not re.search(r"""(?:src|href|url)\s*[=(]""", text)


def test_a_page_shows_what_was_missed_where_asked_for(
    gold: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("slor.recognizers.analyzer.Detector", Blind)
    gold.write_text(gold.read_text(encoding="utf-8").replace("zzqx", "<b>zzqx"), encoding="utf-8")
    target = tmp_path / "page.html"
    assert main(["evaluate", str(gold), "-v", "--html", str(target)]) == 0
    assert "og <mark>&lt;b&gt;zzqx</mark> på sag 2024-117" in target.read_text(encoding="utf-8")


def test_a_curve_has_a_bar_and_a_dot_for_each_band() -> None:
    report = report_of(*[(0.55, True)] * 6, *[(0.55, False)] * 4, *[(0.97, True)] * 30)
    [first, _] = re.findall(r"<svg.*?</svg>", page({"slor": report}, threshold=0.4))
    svg = ElementTree.fromstring(first)
    bars, dots = svg.findall("rect"), svg.findall("circle")
    assert len(bars) == len(dots) == 2
    heights = [float(bar.attrib["height"]) for bar in bars]
    assert heights[0] / heights[1] == pytest.approx(0.6, abs=0.01)
    assert [float(dot.attrib["cy"]) for dot in dots] == [float(bar.attrib["y"]) for bar in bars]
    assert [text.text for text in svg.iter("text") if text.attrib.get("class") == "count"] == ["10", "30"]
    for bar, dot in zip(bars, dots, strict=True):
        left = float(bar.attrib["x"])
        assert left < float(dot.attrib["cx"]) < left + float(bar.attrib["width"])


@pytest.mark.parametrize(
    ("share", "number", "low", "high"),
    [(0.9, 10, 0.596, 0.982), (0.5, 100, 0.404, 0.596), (1.0, 5, 0.566, 1.0), (0.0, 5, 0.0, 0.434)],
)
def test_wilsons_interval(share: float, number: int, low: float, high: float) -> None:
    """Worked out by hand: 5 of 5 is (1 + 3.8416 / 10 ± 1.96 · √(3.8416 / 100)) / (1 + 3.8416 / 5)."""
    assert interval(share, number) == (pytest.approx(low, abs=0.001), pytest.approx(high, abs=0.001))
