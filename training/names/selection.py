"""Tells how well a network finds names, to choose the one that the shipped one sets out from."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import accumulate

from slor.recognizers.names.model import NamesModel
from slor.recognizers.names.recognizer import find_names

from .documents import Document

_LEAST = 0.4  # the detector's threshold


def exact_f1(model: NamesModel, documents: Iterable[Document]) -> float:
    """F1 of names whose both ends are right; what they leave open is neither right nor wrong."""
    right = wrong = missed = 0
    for document in documents:
        ends = [0, *accumulate(len(piece.text) for piece in document.pieces)]
        spans = {label: _spans(document, ends, label) for label in ("PER", "ANY", "LOOSE")}
        found = {(name.start, name.end) for name in find_names(document.text, model, _LEAST)}
        right += len(found & spans["PER"])
        missed += len(spans["PER"] - found)
        left_open = spans["ANY"] | spans["LOOSE"]
        wrong += sum(not any(s < end and start < e for s, e in left_open) for start, end in found - spans["PER"])
    return 2 * right / max(1, 2 * right + wrong + missed)


def _spans(document: Document, ends: list[int], label: str) -> set[tuple[int, int]]:
    pieces = zip(document.pieces, ends, strict=False)
    return {(start, start + len(piece.text)) for piece, start in pieces if piece.label == label}
