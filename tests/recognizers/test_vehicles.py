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
        "traileren har [[HL 4471]]",
        "tilhengeren [[HU 4410]] må også med",
        "skiltet på bilen er [[KJEKK]]",
        "vi har en svensk bil, [[ABC 12D]]",
        "tysk bil: [[HH-AB 1234]]",
        # near misses
        "jeg har en HP 15 600 printer",
        "101 287 helt nye biler, og 22 533 bruktimporterte biler",
        "bilen: erstatning er 12 400 kr",
        "bilen er fra 2019",
        "scooter G-4471",
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
