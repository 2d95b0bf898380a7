"""Tables of text → spans: `[[…]]` marks in a text what a recogniser must find, and everything else it must leave."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from presidio_analyzer import EntityRecognizer

from slor.recognizers.analyzer import THRESHOLD, Detector
from slor.recognizers.spans import Conversation, Turn

_SPEAKERS = {"c": "customer", "a": "agent"}
_MARK = re.compile(r"\[\[(.*?)\]\]", re.S)

Table = Callable[[type[EntityRecognizer], str], tuple[list[str], list[str]]]


def unmark(marked: str) -> tuple[str, list[tuple[int, int]]]:
    """The text without its marks, and the marked pieces as offsets."""
    out, spans, last, size = [], [], 0, 0
    for match in _MARK.finditer(marked):
        out.append(marked[last : match.start()])
        size += match.start() - last
        spans.append((size, size + len(match[1])))
        out.append(match[1])
        size += len(match[1])
        last = match.end()
    return "".join([*out, marked[last:]]), spans


def mark(text: str, spans: list[tuple[int, int]]) -> str:
    """A text with pieces marked, so that a failure shows what was found."""
    out, last = [], 0
    for start, end in sorted(set(spans)):
        if start >= last:
            out += [text[last:start], "[[", text[start:end], "]]"]
            last = end
    return "".join([*out, text[last:]])


def merged(results: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Overlapping finds of one recogniser as one piece, as the conversation layer settles them."""
    out: list[tuple[int, int]] = []
    for start, end in sorted(results):
        if out and start < out[-1][1]:
            out[-1] = (out[-1][0], max(end, out[-1][1]))
        else:
            out.append((start, end))
    return out


@pytest.fixture
def found() -> Callable[[type[EntityRecognizer], str], str]:
    """What one recogniser alone marks in a text, given with or without marks."""

    def run(recognizer: type[EntityRecognizer], marked: str) -> str:
        text, _ = unmark(marked)
        results = recognizer().analyze(text, [recognizer.ENTITY])
        return mark(text, merged([(r.start, r.end) for r in results if r.score >= THRESHOLD]))

    return run


@pytest.fixture(scope="session")
def structured() -> Detector:
    """A detector without names: what they are is not asked of it."""
    return Detector(names=False)


@pytest.fixture
def talk(structured: Detector) -> Callable[..., list[str]]:
    """What is marked in a conversation that is given with its marks, in the same form.

    A line begins with who says it, `c` for the customer, `a` for the agent; `/` inside a line is a line break.
    """

    def run(channel: str, *lines: str, language: str = "da") -> list[str]:
        said = [line.split(": ", 1) for line in lines]
        turns = tuple(Turn(_SPEAKERS[who], unmark(text)[0].replace(" / ", "\n")) for who, text in said)
        found = structured.detect(Conversation(turns, language=language, channel=channel))
        return [
            f"{who}: {mark(turn.text, [(s.start, s.end) for s in spans])}".replace("\n", " / ")
            for (who, _), turn, spans in zip(said, turns, found, strict=True)
        ]

    return run


@pytest.fixture
def heard(talk: Callable[..., list[str]]) -> Callable[[str, tuple[str, ...]], tuple[str, ...]]:
    """The same of a spoken conversation in a language."""
    return lambda language, lines: tuple(talk("voice", *lines, language=language))
