"""How well a network finds names, as one figure by which teachers are compared."""

from __future__ import annotations

import pytest

from slor.recognizers.names.model import load_model
from training.names.documents import Document, Piece
from training.names.selection import exact_f1


@pytest.mark.parametrize(
    ("pieces", "f1"),
    [
        ((Piece("hej, det er "), Piece("Mette Holm", "PER"), Piece(" igen")), 1.0),
        ((Piece("hej, det er Mette "), Piece("Holm", "PER"), Piece(" igen")), 0.0),
        ((Piece("hej, det er "), Piece("Mette Holm", "ANY"), Piece(" igen")), 0.0),
        ((Piece("hej, det er Mette Holm igen"),), 0.0),
        ((Piece("hej, "), Piece("mette.holm", "LOOSE"), Piece(" er mit navn, mvh "), Piece("Mette Holm", "PER")), 1.0),
    ],
    ids=["exact", "one end", "left open", "false", "left open beside a right one"],
)
def test_names_count_when_both_ends_are_right(pieces: tuple[Piece, ...], f1: float) -> None:
    assert exact_f1(load_model(), [Document(pieces, "da", "chat")]) == f1


def test_the_figure_is_over_all_documents() -> None:
    right = Document((Piece("Hilsen "), Piece("Anders Lund", "PER")), "da", "email")
    false = Document((Piece("Hilsen Anders Lund"),), "da", "email")
    assert exact_f1(load_model(), [right, false]) == pytest.approx(2 / 3)
