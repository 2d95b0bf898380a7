"""Fits how often spans of a given probability are names, or identifiers, on text the model has not seen."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import numpy.typing as npt

from slor.recognizers.names.model import NamesModel

from .documents import Document

_LEAST, _BINS = 0.3, 24


def judged(model: NamesModel, documents: Iterable[Document]) -> list[tuple[float, bool]]:
    """Each name's probability, and whether it touches one; where names are neither right nor wrong, none."""
    found = []
    for document in documents:
        labels = [piece.label for piece in document.pieces for _ in piece.text]
        for span in model.find(document.text, _LEAST):
            inside = set(labels[span.start : span.end])
            if "PER" in inside or not inside & {"ANY", "LOOSE"}:
                found.append((span.probability, "PER" in inside))
    return found


def judged_stretches(model: NamesModel, documents: Iterable[Document]) -> list[tuple[float, bool]]:
    """Each stretch's probability, and whether it touches an identifier; where that is open, none."""
    found = []
    for document in documents:
        kinds = [piece.kind for piece in document.pieces for _ in piece.text]
        for span in model.find_stretches(document.text, _LEAST):
            inside = set(kinds[span.start : span.end]) - {""}
            if inside != {"ANY"}:
                found.append((span.probability, bool(inside)))
    return found


def fit(found: list[tuple[float, bool]]) -> npt.NDArray[np.float32]:
    """An ascending line from probability to share right.

    Args:
        found: what `judged` gives, some hundreds at least.

    Returns:
        (2, points): probabilities ascending, and the share right at each, ascending.
    """
    ordered = sorted(found)
    edges = np.unique(np.quantile([p for p, _ in ordered], np.linspace(0, 1, _BINS + 1)))
    blocks: list[list[float]] = []  # sum of probabilities, right ones, number
    bins = np.clip(np.searchsorted(edges, [p for p, _ in ordered], side="right") - 1, 0, len(edges) - 2)
    for i in range(len(edges) - 1):
        inside = [ordered[j] for j in np.flatnonzero(bins == i)]
        if inside:
            blocks.append([sum(p for p, _ in inside), float(sum(r for _, r in inside)), float(len(inside))])
        while len(blocks) > 1 and blocks[-2][1] / blocks[-2][2] >= blocks[-1][1] / blocks[-1][2]:
            last = blocks.pop()
            blocks[-1] = [a + b for a, b in zip(blocks[-1], last, strict=True)]
    points = [(total / number, right / number) for total, right, number in blocks]
    least = max(0.0, points[0][1] * _LEAST / max(points[0][0], _LEAST))
    return np.array([(0.0, 0.0), (_LEAST * 0.99, least), *points, (1.0, min(1.0, points[-1][1]))], np.float32).T
