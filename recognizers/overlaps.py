"""One answer where recognisers disagree: which of the overlapping pieces stand."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from slor.recognizers.document import Found

CLEAR: Final = 0.6
"""A piece that contains a better-scored one stands instead of it from this score on."""


def settle(found: Iterable[Found]) -> list[Found]:
    """Chooses among overlapping pieces: the better score first, but the longer where it is clear of itself.

    Args:
        found: pieces of one document, in any order.

    Returns:
        Pieces that do not overlap, by start; the same for any order of the input.
    """
    ranked = sorted(found, key=lambda f: (-f.score, f.start - f.end, f.start, f.entity_type))
    ordered = sorted(ranked, key=lambda f: (f.start, f.start - f.end, -f.score, f.entity_type))
    chosen: list[Found] = []
    cluster: list[Found] = []
    reach = -1
    for piece in ordered:
        if cluster and piece.start >= reach:
            chosen.extend(_choose(cluster))
            cluster = []
            reach = -1
        cluster.append(piece)
        reach = max(reach, piece.end)
    chosen.extend(_choose(cluster))
    return chosen


def _choose(cluster: list[Found]) -> list[Found]:
    """The pieces of one cluster of overlaps that stand, by start."""
    if len(cluster) == 1:
        return cluster

    def rank(piece: Found) -> tuple[float, int, int, str]:
        return (-piece.score, piece.start - piece.end, piece.start, piece.entity_type)

    taken: list[Found] = []
    for piece in sorted(cluster, key=rank):
        inside = [t for t in taken if piece.start <= t.start and t.end <= piece.end]
        crossing = [t for t in taken if t.start < piece.end and piece.start < t.end and t not in inside]
        if crossing:
            continue
        if not inside:
            taken.append(piece)
        elif piece.score >= CLEAR and any(t.end - t.start < piece.end - piece.start for t in inside):
            taken = [t for t in taken if t not in inside]
            taken.append(piece)
    return sorted(taken)


__all__ = ["CLEAR", "settle"]
