"""`slor detect`: spans of conversations that come as JSON lines, as JSON, in colour, or as a page."""

from __future__ import annotations

import html as markup
import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from slor.pipelines.errors import UsageError
from slor.recognizers.spans import Conversation, Known, Span, Turn

AT_ONCE = 64
COLOURS = ("cyan", "magenta", "green", "yellow", "blue", "red")


@dataclass(frozen=True)
class Line:
    """One line of input: its id as given, and the conversation."""

    id: Any
    conversation: Conversation


def parse(text: str, where: str) -> Line:
    """Reads one line.

    Args:
        text: `{"id", "language", "channel", "turns": [{"speaker", "text"}], "known": […]}`, or `text` for `turns`.
        where: file and line, for messages.

    Raises:
        UsageError: it is not of that form; nothing of it is quoted.
    """
    try:
        value = json.loads(text)
    except ValueError:
        raise UsageError(f"{where}: is not JSON; write one object a line") from None
    if not isinstance(value, dict) or (value.get("turns") is None and not isinstance(value.get("text"), str)):
        raise UsageError(f"{where}: must be an object with `turns` (a list of {{speaker, text}}) or `text` (a string)")
    turns = [{"text": value["text"]}] if value.get("turns") is None else value["turns"]
    if not isinstance(turns, list) or not all(isinstance(t, dict) and isinstance(t.get("text"), str) for t in turns):
        raise UsageError(f"{where}: turns: must be a list of objects with a string `text`")
    for key in ("language", "channel"):
        if not isinstance(value.get(key), str | None):
            raise UsageError(f"{where}: {key}: must be a string")
    known = value.get("known") or []
    if not isinstance(known, list) or not all(isinstance(item, str) for item in known):
        raise UsageError(f"{where}: known: must be a list of strings")
    conversation = Conversation(
        turns=tuple(Turn(str(turn.get("speaker") or ""), turn["text"]) for turn in turns),
        id=str(value.get("id", "")),
        language=value.get("language"),
        channel=value.get("channel"),
        known=tuple(Known(kind_of(item), item) for item in known),
    )
    return Line(value.get("id"), conversation)


def kind_of(value: str) -> str:
    """Guesses what a known value is from its shape.

    >>> kind_of("mette@firma.example"), kind_of("+45 22 33 44 55"), kind_of("Mette Holm"), kind_of("K500123")
    ('EMAIL_ADDRESS', 'PHONE_NUMBER', 'PERSON', 'CUSTOMER_ID')
    """
    if "@" in value:
        return "EMAIL_ADDRESS"
    digits = sum(char.isdigit() for char in value)
    if digits >= 8 and digits >= sum(char.isalpha() for char in value):
        return "PHONE_NUMBER"
    return "CUSTOMER_ID" if digits else "PERSON"


def read(files: Sequence[Path]) -> Iterator[Line]:
    """Reads lines from files, or from standard input where there are none.

    Raises:
        UsageError: a file cannot be read, or a line is not of the form.
    """
    sources: Iterable[Path | None] = files or [None]
    for source in sources:
        name = str(source) if source else "standard input"
        try:
            stream = source.open(encoding="utf-8") if source else sys.stdin
            for number, text in enumerate(stream, 1):
                if text.strip():
                    yield parse(text, f"{name}:{number}")
        except OSError as error:
            raise UsageError(f"{name}: cannot be read: {error.strerror}") from None
        except UnicodeDecodeError:
            raise UsageError(f"{name}: is not UTF-8 text; save it as UTF-8") from None


def run(files: Sequence[Path], *, html: Path | None, as_json: bool, threshold: float) -> None:
    """Detects and shows.

    Args:
        files: JSON lines; standard input where there are none.
        html: the page to write, instead of showing.
        as_json: show JSON lines, not colours.
        threshold: score from which a detection counts.

    Raises:
        UsageError: what is given cannot be read, or the page not be written; a threshold that is no score.
    """
    check_threshold(threshold)
    from slor.recognizers.analyzer import Detector

    detector = Detector(threshold=threshold)
    pages = []
    for lines in _chunks(read(files)):
        found = detector.detect_many([line.conversation for line in lines])
        for line, spans in zip(lines, found, strict=True):
            if html is not None:
                pages.append(to_html(line, spans))
            elif as_json:
                sys.stdout.write(json.dumps(to_dict(line, spans), ensure_ascii=False) + "\n")
            else:
                _colour(line, spans)
    if html is not None:
        write_page(html, _PAGE.format(body="\n".join(pages)))


def check_threshold(threshold: float) -> None:
    """Raises a `UsageError` where `--threshold` is no score."""
    if not 0 <= threshold <= 1:
        raise UsageError(f"--threshold {threshold:g}: is no score; give one from 0 to 1")


def write_page(file: Path, page: str) -> None:
    """Writes what `--html` asked for; raises a `UsageError` where it cannot be written."""
    try:
        file.write_text(page, encoding="utf-8", errors="replace")
    except OSError as error:
        raise UsageError(f"--html {file}: cannot be written: {error.strerror}") from None


def to_dict(line: Line, spans: Sequence[Sequence[Span]]) -> dict[str, Any]:
    """Renders the contract's form."""
    turns = [
        [{"start": s.start, "end": s.end, "entity_type": s.entity_type, "score": round(s.score, 2)} for s in turn]
        for turn in spans
    ]
    return {"id": line.id, "turns": turns}


def to_html(line: Line, spans: Sequence[Sequence[Span]]) -> str:
    """Renders a conversation with its spans marked."""
    rows = [f"<h2>{markup.escape(str(line.id))}</h2>"]
    for turn, found in zip(line.conversation.turns, spans, strict=True):
        parts, at = [], 0
        for span in found:
            parts.append(markup.escape(turn.text[at : span.start]))
            marked = markup.escape(turn.text[span.start : span.end])
            title = f"{span.entity_type} {span.score:.2f}"
            parts.append(f'<mark class="{_class(span)}" title="{title}">{marked}<sub>{span.entity_type}</sub></mark>')
            at = span.end
        parts.append(markup.escape(turn.text[at:]))
        rows.append(f"<p><b>{markup.escape(turn.speaker)}</b> {''.join(parts)}</p>")
    return "\n".join(rows)


def _class(span: Span) -> str:
    return "name" if span.entity_type == "PERSON" else "other"


def _colour(line: Line, spans: Sequence[Sequence[Span]]) -> None:
    from rich.console import Console
    from rich.text import Text

    console = Console(highlight=False)
    console.print(Text(str(line.id), style="bold"))
    for turn, found in zip(line.conversation.turns, spans, strict=True):
        text = Text(f"{turn.speaker:>9}  ", style="dim")
        at = 0
        for span in found:
            text.append(turn.text[at : span.start], style="not dim")
            colour = COLOURS[sum(span.entity_type.encode()) % len(COLOURS)]
            text.append(turn.text[span.start : span.end], style=f"bold not dim {colour}")
            text.append(f" {span.entity_type} {span.score:.2f}", style=f"dim {colour}")
            at = span.end
        text.append(turn.text[at:], style="not dim")
        console.print(text)


def _chunks(lines: Iterator[Line]) -> Iterator[list[Line]]:
    chunk: list[Line] = []
    for line in lines:
        chunk.append(line)
        if len(chunk) == AT_ONCE:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


_PAGE = """<!doctype html><html lang="da"><meta charset="utf-8"><title>slor detect</title>
<style>
body {{ font: 16px/1.6 system-ui, sans-serif; max-width: 46em; margin: 2em auto; padding: 0 1em; color: #222 }}
b {{ color: #888; font-weight: 500; margin-right: .5em }}
mark {{ padding: .1em .25em; border-radius: .25em; background: #cfe8ff }}
mark.name {{ background: #ffe1a8 }}
sub {{ font-size: .6em; color: #555; margin-left: .3em }}
</style>
{body}
</html>
"""
