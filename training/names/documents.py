"""What the model learns from: texts cut into pieces, each with a label, from the corpora and the marked dialogues."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from slor.recognizers.names.stretches import KINDS

MARK = re.compile(r"\{\{(\?)?([A-Z_]+)\|(.*?)\}\}", re.S)
_CORPUS_LABELS = {"PER": "PER", "LOC": "LOC", "GPE_LOC": "LOC", "GPE_ORG": "LOC", "ORG": "ORG", "PROD": "MISC"}
_CORPUS_LABELS |= {"EVT": "MISC", "DRV": "MISC", "MISC": "MISC"}
_DIALOGUE_LABELS = {"LOCATION": "LOC", "POSTAL_PLACE": "LOC", "STREET_ADDRESS": "LOC", "ORGANIZATION": "ORG"}
LOOSE = ("EMAIL_ADDRESS", "USERNAME", "URL", "EMPLOYEE_ID", "PASSWORD")


RAW = "raw"
"""The kind of a document of which nothing is marked."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text with one label.

    Attributes:
        text: the stretch.
        label: PER, LOC, ORG, MISC; LOOSE where a name may stand inside (an e-mail address, a user name);
            ANY where names are neither right nor wrong; empty elsewhere.
        kind: what else than a name identifies here, an entity type of `KINDS`; ANY where it is neither right nor
            wrong; empty elsewhere.
    """

    text: str
    label: str = ""
    kind: str = ""

    @property
    def marked(self) -> bool:
        """Whether anything is said of the stretch."""
        return bool(self.label or self.kind)


@dataclass(frozen=True, slots=True)
class Document:
    """A conversation, a sentence or a few, in pieces.

    Attributes:
        kind: chat, voice, email, or the corpus it is from.
    """

    pieces: tuple[Piece, ...]
    language: str
    kind: str
    id: str = ""

    @property
    def text(self) -> str:
        """The whole text."""
        return "".join(piece.text for piece in self.pieces)


def read_dialogues(paths: Iterable[Path]) -> list[Document]:
    """Reads marked dialogues; turns are joined by line ends, as the detector does."""
    found = []
    for path in paths:
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            pieces: list[Piece] = []
            for turn in row["turns"]:
                pieces += [*_marked(turn["text"]), Piece("\n")]
            found.append(Document(tuple(pieces[:-1]), row["language"], row["channel"], row["id"]))
    return found


def read_folder(folder: Path) -> list[Document]:
    """The marked dialogues of all files of a folder, in the order of their names."""
    return read_dialogues(sorted(folder.glob("*.jsonl")))


def _marked(text: str) -> list[Piece]:
    pieces, last = [], 0
    for mark in MARK.finditer(text):
        optional, kind, surface = mark.groups()
        label = "LOOSE" if kind in LOOSE else _DIALOGUE_LABELS.get(kind, "")
        if kind == "PERSON":
            label = "ANY" if optional else "PER"
        pieces += [Piece(text[last : mark.start()]), Piece(surface, label, _kind(kind, optional=bool(optional)))]
        last = mark.end()
    pieces.append(Piece(text[last:]))
    return [piece for piece in pieces if piece.text]


def _kind(entity_type: str, *, optional: bool) -> str:
    """What the structured head learns of a marked stretch; a required name is none of its business."""
    if entity_type == "PERSON" and not optional:
        return ""
    return entity_type if entity_type in KINDS and not optional else "ANY"


def read_corpus(path: Path) -> list[Document]:
    """Reads a corpus file, one document a sentence."""
    found = []
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            pieces, last = [], 0
            for span in sorted(row["spans"], key=lambda s: s["start"]):
                label = _CORPUS_LABELS.get(span["label"], "")
                surface = Piece(row["text"][span["start"] : span["end"]], label)
                pieces += [Piece(row["text"][last : span["start"]]), surface]
                last = span["end"]
            pieces.append(Piece(row["text"][last:]))
            kept = tuple(piece for piece in pieces if piece.text)
            found.append(Document(kept, row["language"], path.name.split(".")[0], row["id"]))
    return found


def read_raw(path: Path) -> list[Document]:
    """Reads unmarked text, one document a line; the file's name tells its language: *xsid-nb-dialects*."""
    language = next(part for part in path.name.split(".")[0].split("-") if part in {"da", "nb", "nn"})
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [Document((Piece(line.strip()),), language, RAW) for line in lines if line.strip()]


def join(documents: list[Document]) -> Document:
    """Sentences that follow each other, as one document."""
    pieces = list(documents[0].pieces)
    for _, after in pairwise(documents):
        pieces += [Piece(" "), *after.pieces]
    return Document(tuple(pieces), documents[0].language, documents[0].kind, documents[0].id)
