"""The names model: the same answer however it is asked, and names cut as people mean them."""

from __future__ import annotations

import numpy as np
import pytest

from slor.recognizers.names.lexicon import Entry
from slor.recognizers.names.model import decode, load_model
from slor.recognizers.names.stretches import KINDS
from slor.recognizers.names.tokens import tokenize

TEXTS = (
    "Hej, du taler med Line. Hvad kan jeg hjælpe med?\nhej det er mette holm",
    "ja hei det er odd arne bakken jeg ringer fordi nettet er nede",
    "Eg heiter Gunnhild Tveit, og sonen min Eivind har abonnementet.",
    "Faktura 4411 er betalt.",
)


def tokens(text: str, *likely: float) -> list[str]:
    """Names that `decode` makes of tokens with these probabilities of being in one; a negative one begins a name."""
    words, starts = tokenize(text)
    rows = [(1 - abs(p), abs(p) if p < 0 else 0.0, p if p > 0 else 0.0) for p in likely]
    found = decode(words, starts, np.array(rows, np.float32), 0.5)
    return [text[f.start : f.end] for f in found]


@pytest.mark.parametrize(
    ("text", "likely", "names"),
    [
        ("til Jon Haarder", (0, -0.9, 0.9), ["Jon Haarder"]),
        ("sier Jon Helt Haarder", (0, -0.9, 0.12, 0.9), ["Jon Helt Haarder"]),
        ("sier Jon helt Haarder", (0, -0.9, 0.12, 0.9), ["Jon", "Haarder"]),
        ("sier Jon Helt", (0, -0.9, 0.05), ["Jon"]),
        ("Anne Strøm-Erichsen", (-0.9, 0.9, 0.1, 0.9), ["Anne Strøm-Erichsen"]),
        ("Anne Strøm - Erichsen", (-0.9, 0.9, 0.1, -0.9), ["Anne Strøm", "Erichsen"]),
        ("Mette Per", (-0.9, -0.9), ["Mette", "Per"]),
        ("Mette\nHolm", (-0.9, 0.2, 0.9), ["Mette", "Holm"]),
        ("R. Holm", (-0.9, 0.8, 0.9), ["R. Holm"]),
        ("(Mette)", (0.9, -0.9, 0.9), ["Mette"]),
        ("ingen her", (0.1, 0.2), []),
    ],
)
def test_names_are_cut_where_new_ones_begin(text: str, likely: tuple[float, ...], names: list[str]) -> None:
    assert tokens(text, *likely) == names


def test_a_text_gives_the_same_answer_after_any_other() -> None:
    model = load_model()
    alone = [model.find(text) for text in TEXTS]
    for text in reversed(TEXTS):
        model.find(text * 3)
    assert [model.find(text) for text in TEXTS] == alone


def test_probabilities_are_shares() -> None:
    read = load_model().read(TEXTS[0])
    assert (read.words, read.starts) == tokenize(TEXTS[0])
    assert read.names.shape == (len(read.words), 3)
    assert read.kinds.shape == (len(read.words), len(KINDS))
    for shares in (read.names, read.kinds):
        assert np.allclose(shares.sum(1), 1, atol=1e-3)


def test_a_text_is_read_once() -> None:
    model = load_model()
    assert model.read(TEXTS[0]) is model.read(TEXTS[0])
    assert model.read("").words == []


def test_calibration_rises() -> None:
    model = load_model()
    shares = [model.calibrated(p) for p in np.linspace(0, 1, 21)]
    assert shares == sorted(shares)
    assert 0 <= shares[0] < 0.5 < shares[-1] <= 1


def test_an_entry_packs_into_32_bits_and_back() -> None:
    most = Entry(4, 4, 2, 5, 5, 3, 3, 2, 2, 2, 5, 5, 2)
    assert most.pack() < 2**32
    assert Entry.unpack(most.pack()) == most
    assert Entry.unpack(Entry(first=3, other=1).pack()) == Entry(first=3, other=1)
