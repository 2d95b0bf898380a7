"""Turns documents into the flat arrays that the network learns from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from slor.recognizers.names.features import GRAMS, LEXICON_BASE, ROWS, STYLE_ROWS, WIDTH, WORDS, rows, stem
from slor.recognizers.names.lexicon import Lexicon
from slor.recognizers.names.stretches import KINDS
from slor.recognizers.names.tokens import tokenize

from .documents import RAW, Document

IGNORE = -1
_KINDS = {kind: number for number, kind in enumerate(KINDS)}
_AUX = {"": 0, "PER": 1, "LOC": 2, "ORG": 3, "MISC": 4}


class Batch(NamedTuple):
    """Documents laid end to end, N tokens with U distinct words.

    Attributes:
        rows, weights: (U, WIDTH) embedding rows of each distinct word and their weights.
        whole: (U, WIDTH) the weights before any were dropped.
        word: (N,) which distinct word.
        glue: (N,) 0 after a space, 1 joined to the token before, 2 first of its document.
        segment: (N,) tokens of one document with the same stem share a number.
        document: (N,) which document, -1 is padding.
        tags: (N,) 0 outside, 1 begins a name, 2 inside, -1 not learnt.
        aux: (N,) kind of name, -1 not learnt.
        kinds: (N,) which of `KINDS` else, -1 not learnt.
    """

    rows: npt.NDArray[np.int32]
    weights: npt.NDArray[np.float32]
    whole: npt.NDArray[np.float32]
    word: npt.NDArray[np.int32]
    glue: npt.NDArray[np.int32]
    segment: npt.NDArray[np.int32]
    document: npt.NDArray[np.int32]
    tags: npt.NDArray[np.int32]
    aux: npt.NDArray[np.int32]
    kinds: npt.NDArray[np.int32]
    emphasis: npt.NDArray[np.float32]


@dataclass(slots=True)
class Encoded:
    """One document in tokens."""

    words: list[str]
    glue: npt.NDArray[np.int32]
    tags: npt.NDArray[np.int32]
    aux: npt.NDArray[np.int32]
    kinds: npt.NDArray[np.int32]
    emphasis: float


def glue_of(words: list[str], starts: npt.NDArray[np.int64]) -> npt.NDArray[np.int32]:
    """How each token stands to the one before it: 0 apart, 1 joined, 2 nothing before."""
    ends = starts + np.array([len(w) for w in words])
    glue = np.zeros(len(words), np.int32)
    glue[1:] = starts[1:] == ends[:-1]
    glue[0] = 2
    return glue


def encode(document: Document, emphasis: float = 1.0) -> Encoded | None:
    """Labels the tokens of a document; None where it has none."""
    text = document.text
    words, starts = tokenize(text)
    if not words:
        return None
    ends, labels, others = [], [], []
    place = 0
    for piece in document.pieces:
        place += len(piece.text)
        ends.append(place)
        labels.append(piece.label)
        others.append(_KINDS.get(piece.kind, IGNORE))
    known = {stem(w) for p in document.pieces if p.label == "PER" for w in tokenize(p.text)[0] if len(w) > 2}
    known |= {w.casefold() for p in document.pieces if p.label == "PER" for w in tokenize(p.text)[0] if len(w) > 2}
    begins = np.array(starts)
    which = np.searchsorted(np.array(ends), begins, side="right")
    tags = np.zeros(len(words), np.int32)
    aux = np.zeros(len(words), np.int32)
    kinds = np.full(len(words), IGNORE, np.int32) if document.kind == "made" else np.array(others, np.int32)[which]
    before = -1
    for i, piece in enumerate(which.tolist()):
        label = labels[piece]
        if label == "PER":
            tags[i], aux[i] = (2 if piece == before else 1), 1
        elif label == "ANY":
            tags[i] = aux[i] = IGNORE
        elif label == "LOOSE":
            named = words[i].casefold() in known
            tags[i], aux[i] = (1, 1) if named else (IGNORE, IGNORE)
        else:
            aux[i] = _AUX[label]
        before = piece
    if document.kind == RAW:
        tags[:] = aux[:] = kinds[:] = IGNORE
    return Encoded(words, glue_of(words, begins), tags, aux, kinds, emphasis)


class Packer:
    """Lays encoded documents end to end in batches of a fixed size."""

    def __init__(self, lexicon: Lexicon, tokens: int, distinct: int) -> None:
        self.lexicon, self.tokens, self.distinct = lexicon, tokens, distinct
        self._known: dict[str, tuple[npt.NDArray[np.int32], npt.NDArray[np.float32]]] = {}

    def features(self, word: str) -> tuple[npt.NDArray[np.int32], npt.NDArray[np.float32]]:
        """The padded rows and weights of a word."""
        found = self._known.get(word)
        if found is None:
            ids, weights = rows(word, self.lexicon)
            padded, share = np.full(WIDTH, ROWS, np.int32), np.zeros(WIDTH, np.float32)
            padded[: len(ids)], share[: len(ids)] = ids, weights
            found = self._known[word] = padded, share
        return found

    def pack(self, documents: list[Encoded], rng: np.random.Generator | None = None, drop: float = 0.0) -> Batch:
        """One batch of documents that fit; `drop` is the share of words that lose their lexicon or word rows."""
        count = self.tokens
        word, glue = np.zeros(count, np.int32), np.zeros(count, np.int32)
        segment = np.full(count, count - 1, np.int32)
        document = np.full(count, -1, np.int32)
        tags, aux, kinds = (np.full(count, IGNORE, np.int32) for _ in range(3))
        emphasis = np.zeros(count, np.float32)
        ids: dict[str, int] = {}
        stems: dict[tuple[int, str], int] = {}
        at = 0
        for number, doc in enumerate(documents):
            end = at + len(doc.words)
            word[at:end] = [ids.setdefault(w, len(ids)) for w in doc.words]
            segment[at:end] = [stems.setdefault((number, stem(w)), len(stems)) for w in doc.words]
            glue[at:end], tags[at:end], aux[at:end], kinds[at:end] = doc.glue, doc.tags, doc.aux, doc.kinds
            document[at:end], emphasis[at:end] = number, doc.emphasis
            at = end
        table, weights = np.full((self.distinct, WIDTH), ROWS, np.int32), np.zeros((self.distinct, WIDTH), np.float32)
        for text, i in ids.items():
            table[i], weights[i] = self.features(text)
        whole = weights
        if rng is not None and drop:
            weights = whole.copy()
            luck = rng.random((self.distinct, 3))
            weights[luck[:, 0] < 2 * drop, :2] = 0.0
            weights *= 1.0 - ((table >= LEXICON_BASE) & (table < ROWS) & (luck[:, 1] < drop)[:, None])
            # the corpora's own words are all listed with their style, new text's are not
            styled = (table >= STYLE_ROWS.start) & (table < STYLE_ROWS.stop)
            weights *= 1.0 - (styled & (luck[:, 2] < 0.3)[:, None])
            weights *= 1.0 - ((table < WORDS + GRAMS) & (rng.random(table.shape) < drop))
        return Batch(table, weights, whole, word, glue, segment, document, tags, aux, kinds, emphasis)

    def batches(self, documents: list[Encoded]) -> list[list[Encoded]]:
        """Groups documents, in their order, into batches that hold them."""
        groups: list[list[Encoded]] = []
        size, seen = self.tokens, set[str]()
        for doc in documents:
            fresh = set(doc.words)
            if size + len(doc.words) > self.tokens - 1 or len(seen | fresh) > self.distinct:
                groups.append([])
                size, seen = 0, set()
            if len(doc.words) < self.tokens and len(fresh) <= self.distinct:
                groups[-1].append(doc)
                size += len(doc.words)
                seen |= fresh
        return [group for group in groups if group]
