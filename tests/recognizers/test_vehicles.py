"""Licence plates, Danish and Norwegian."""

from __future__ import annotations

import pytest

from slor.recognizers.vehicles import NordicPlateRecognizer


@pytest.mark.parametrize(
    "marked",
    [
        "bilen [[CW 41 228]] holdt der",
        "[[CW 41228]]",
        "[[CW41228]]",
        "nummerplade [[cw41228]]",
        "nummerplade [[cw 41 228]]",
        "regnr [[DN 12345]]",
        "elbil [[EL45678]]",
        "[[EK 12345]] er elektrisk",
        "skiltet er [[kh 50611]]",
        "bilen, [[AB-12-345]]",
        "personlig nummerplade [[KAJ 1]]",
        "ønskenummerplade, der står [[MORMOR]]",
        "bil [[ＣＷ ４１ ２２８]]",
        "bil [[CW\u00a041\u00a0228]]",
        # near misses
        "kr 12345",
        "nr 12 345",
        "på 12345",
        "model AB 12",
        "sag AB-123456",
        "vare WH 10003 er udsolgt",
        "kl 12 345",
    ],
)
def test_plate(found, marked):
    assert found(NordicPlateRecognizer, marked) == marked
