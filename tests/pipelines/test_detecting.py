"""`slor detect`: what a line may be, what it answers, and how it is shown."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from slor.pipelines import detecting
from slor.pipelines.errors import UsageError
from slor.recognizers.spans import Known, Turn

LINE = {"id": 1, "turns": [{"speaker": "customer", "text": "jeg hedder Mette Holm <3"}, {"text": "22 33 44 55"}]}


def test_a_line_is_a_conversation() -> None:
    text = {
        "id": "a",
        "language": "nb",
        "channel": "voice",
        "turns": [{"speaker": "x", "text": "hei"}],
        "known": ["Bo"],
    }
    line = detecting.parse(json.dumps(text), "here:1")
    told = line.conversation
    assert (line.id, told.language, told.channel) == ("a", "nb", "voice")
    assert (told.turns, told.known) == ((Turn("x", "hei"),), (Known("PERSON", "Bo"),))
    short = detecting.parse('{"id": 2, "text": "hej", "turns": null}', "here:2").conversation
    assert (short.turns, short.language, short.known) == ((Turn("", "hej"),), None, ())


MISTAKES = [
    ("{", "is not JSON"),
    ("[]", "must be an object with `turns`"),
    ('{"id": 1}', "must be an object with `turns`"),
    ('{"text": 5}', "must be an object with `turns`"),
    ('{"turns": "Mette Holm"}', "turns: must be a list of objects"),
    ('{"turns": [{"speaker": "x"}]}', "turns: must be a list of objects"),
    ('{"text": "Mette Holm", "language": 5}', "language: must be a string"),
    ('{"text": "Mette Holm", "channel": {"a": 1}}', "channel: must be a string"),
    ('{"text": "x", "known": ["Mette Holm", 5]}', "known: must be a list of strings"),
]


@pytest.mark.parametrize(("text", "message"), MISTAKES)
def test_a_line_of_another_form_is_told_by_its_place_and_not_quoted(text: str, message: str) -> None:
    with pytest.raises(UsageError) as error:
        detecting.parse(text, "here:3")
    assert str(error.value).startswith(f"here:3: {message}")
    assert "Mette" not in str(error.value)


def test_lines_come_from_files_or_standard_input(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "a.jsonl"
    file.write_text(f"{json.dumps(LINE)}\n\n", encoding="utf-8")
    detecting.run([file], html=None, as_json=True, threshold=0.4)
    said = capsys.readouterr().out
    (answer,) = [json.loads(line) for line in said.splitlines()]
    found = [[(s["start"], s["end"], s["entity_type"]) for s in turn] for turn in answer["turns"]]
    assert found == [[(11, 21, "PERSON")], [(0, 11, "PHONE_NUMBER")]]
    assert {type(s["score"]) for turn in answer["turns"] for s in turn} == {float}
    monkeypatch.setattr("sys.stdin", io.StringIO(json.dumps(LINE)))
    detecting.run([], html=None, as_json=True, threshold=0.4)
    assert capsys.readouterr().out == said


def test_a_page_and_colours(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file, page = tmp_path / "a.jsonl", tmp_path / "a.html"
    file.write_text(json.dumps(LINE), encoding="utf-8")
    detecting.run([file], html=page, as_json=False, threshold=0.4)
    assert capsys.readouterr().out == ""
    assert "Mette Holm<sub>PERSON</sub></mark> &lt;3" in page.read_text(encoding="utf-8")
    detecting.run([file], html=None, as_json=False, threshold=0.4)
    assert "Mette Holm PERSON " in capsys.readouterr().out


def test_what_cannot_be_done_is_said(tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl"
    file.write_bytes(b"\xff\xfe")
    cases = [
        ([tmp_path / "none"], None, 0.4, "none: cannot be read: No such file"),
        ([file], None, 0.4, "is not UTF-8 text"),
        ([], None, 7.0, "--threshold 7: is no score; give one from 0 to 1"),
    ]
    for files, html, threshold, message in cases:
        with pytest.raises(UsageError, match=message):
            detecting.run(files, html=html, as_json=True, threshold=threshold)
    file.write_text(json.dumps(LINE), encoding="utf-8")
    with pytest.raises(UsageError, match=r"--html .*x\.html: cannot be written: No such file or directory"):
        detecting.run([file], html=tmp_path / "nowhere" / "x.html", as_json=True, threshold=0.4)
