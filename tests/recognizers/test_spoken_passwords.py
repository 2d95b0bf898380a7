"""Passwords read out with the case of their letters and the signs in them."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("language", "lines"),
    [
        ("da", ("a: og adgangskoden", "c: [[stort s som i søren lille o l s k i n tolv]]")),
        (
            "da",
            (
                "a: din adgangskode er nu [[sommer stort s to nul to fem udråbstegn]]",
                "c: [[sommer to nul to fem udråbstegn]]",
                "a: ja",
            ),
        ),
        (
            "da",
            (
                "a: den midlertidige kode er [[stort b lille r k fire fire havelåge]]",
                "c: [[stort b lille r k fire fire]] hvad",
            ),
        ),
        ("nb", ("a: og passordet", "c: [[stor f fjellrev seks seks]]")),
        ("nb", ("a: det nye passordet blir [[stor k kopp grønn fire ni]]", "c: [[kopp grønn fire ni]] med stor k")),
        ("da", ("a: og adgangskoden", "c: [[skibsrev]] med stort s og [[nittenåttifem]]")),
        # near misses
        ("da", ("a: og adgangskoden", "c: den er med stort t og lille s tror jeg")),
        ("nb", ("a: hva heter du", "c: ola med stor o og lille l i midten")),
    ],
)
def test_letters_with_their_case(heard, language, lines):
    assert heard(language, lines) == lines


@pytest.mark.parametrize(
    ("language", "lines"),
    [
        ("da", ("a: dit brugernavn", "c: det er [[l som i lars h a n syvogtyve]]")),
        ("nb", ("a: har du brukernavnet", "c: ja det er [[e punktum solberg]]", "a: [[e punktum solberg]]")),
        # near misses
        ("nb", ("a: har du brukernavnet", "c: nei det e vel noe med solberg", "a: ok")),
    ],
)
def test_letters_before_a_user_name(heard, language, lines):
    assert heard(language, lines) == lines
