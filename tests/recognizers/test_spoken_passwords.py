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
        (
            "da",
            (
                "a: så får du en midlertidig",
                "a: den er [[havre]] med stort h og så [[niogtredive]] og et [[udråbstegn]]",
            ),
        ),
        ("nb", ("a: jeg lager et nytt [[solvind]] med liten s [[brygge]] med stor b og så [[trettini]]",)),
        ("nn", ("c: [[fjellgras]] med stor f og [[atten]] til slutt",)),
        (
            "nb",
            (
                "a: passordet får du velge",
                "c: [[granskog]] med stor g",
                "a: ja",
                "c: og [[trettifem]] og så [[dollartegn]]",
            ),
        ),
        ("nn", ("a: og passordet kan du lage sjølv", "c: då tek eg [[rypefjør]] og så [[nitten åttito]]")),
        ("nb", ("a: og passordet må du lage selv", "c: det var bare [[regnbue]] og så årstallet")),
        # near misses
        ("nb", ("c: det er bakke med stor b og to kaffe",)),
        ("nb", ("a: hva har du bestilt", "c: en jakke med stor lomme og så to skjorter")),
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


@pytest.mark.parametrize(
    ("language", "lines"),
    [
        ("da", ("a: og har du prøvet koden", "c: ja jeg har skrevet [[tyttebær]]")),
        ("da", ("a: så har du et sikkerhedsord hos os kan du huske det", "c: nej nu er det [[tyttebær]] med lille")),
        ("nb", ("a: kan du si meg passordet deres da det muntlige", "c: å ja det er [[tyttebær]] tror jeg")),
        (
            "da",
            (
                "a: du får et nyt kodeord til kassen",
                "c: er det langt",
                "a: nej det er [[fuglekasse]] og så [[fire syv]]",
            ),
        ),
        ("nb", ("a: hva vil du ha da", "c: ta [[kålrabi]] uten mellomrom og så [[tjueni]]")),
        # near misses
        ("nb", ("c: hun jobbet i butikk og så tolv år på post",)),
        ("nb", ("c: skriv nummeret uten mellomrom",)),
        ("da", ("a: og har du prøvet koden", "c: ja jeg har skrevet til jer")),
        ("nb", ("a: kan du si meg hvorfor", "c: å ja det er tyttebær i den")),
    ],
)
def test_words_that_were_tried_or_are_recalled(heard, language, lines):
    assert heard(language, lines) == lines
