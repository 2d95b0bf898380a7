"""Text that knows which of its parts identify a person, and keeps knowing it while the text is changed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

_NAMED = re.compile(r"\{\{(\?)?([A-Z_]+)\|(.*?)\}\}", re.S)


@dataclass(frozen=True, slots=True)
class Piece:
    """Part of a text.

    Attributes:
        text: as it stands there.
        type: the entity type, empty where the part identifies nobody.
        required: whether a detector must find it; an optional mark is neither missed nor wrong.
    """

    text: str
    type: str = ""
    required: bool = True


Marked = list[Piece]


def plain(pieces: Iterable[Piece]) -> str:
    """Write the text without its marks.

    Args:
        pieces: the text's parts.

    Returns:
        What a reader sees.
    """
    return "".join(piece.text for piece in pieces)


def marked(pieces: Iterable[Piece]) -> str:
    """Write the text with its marks, as gold files have it.

    Args:
        pieces: the text's parts.

    Returns:
        Text with `{{TYPE|…}}` and `{{?TYPE|…}}`.

    >>> marked([Piece("hej "), Piece("Mette", "PERSON")])
    'hej {{PERSON|Mette}}'
    """
    return "".join(
        f"{{{{{'' if p.required else '?'}{p.type}|{p.text}}}}}" if p.type and p.text else p.text for p in pieces
    )


def unmark(text: str) -> tuple[str, list[tuple[int, int, str, bool]]]:
    """Read a marked text back.

    Args:
        text: as `marked` writes it.

    Returns:
        The plain text, and start, end, type and whether required of each mark.
    """
    out: list[str] = []
    spans: list[tuple[int, int, str, bool]] = []
    last = size = 0
    for match in _NAMED.finditer(text):
        out.append(text[last : match.start()])
        size += match.start() - last
        spans.append((size, size + len(match[3]), match[2], not match[1]))
        out.append(match[3])
        size += len(match[3])
        last = match.end()
    out.append(text[last:])
    return "".join(out), spans


def change(pieces: Iterable[Piece], words: Callable[[str], str], names: Callable[[str], str] | None = None) -> Marked:
    """Change the texts of parts, never their marks.

    Args:
        pieces: the text's parts.
        words: for parts that identify nobody.
        names: for marked parts; left as they are where None.

    Returns:
        New parts.
    """
    return [
        Piece((names(p.text) if names else p.text) if p.type else words(p.text), p.type, p.required) for p in pieces
    ]


def join(texts: Iterable[Marked], between: str) -> Marked:
    """Put texts behind each other.

    Args:
        texts: each a list of parts; empty ones are left out.
        between: what stands between two.

    Returns:
        One text.
    """
    out: Marked = []
    for text in texts:
        if text:
            if out:
                out.append(Piece(between))
            out += text
    return out
