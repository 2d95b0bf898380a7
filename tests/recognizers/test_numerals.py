"""Numbers in words: Danish, both Norwegian ways, old and dialectal forms; and said anew in the same manner."""

from __future__ import annotations

import pytest

from slor.recognizers.numerals import parse_numerals, say_digits


@pytest.mark.parametrize(
    ("text", "digits"),
    [
        ("toogtyve treogtredive", "2233"),
        ("femoghalvfjerds", "75"),
        ("tjueto", "22"),
        ("tjue to", "22"),
        ("to og tyve", "22"),
        ("to og tjue", "22"),
        ("syv sju sjau", "777"),
        ("nul null", "00"),
        ("dobbelt fem", "55"),
        ("tre nuller", "000"),
        ("fire hundrede og seks", "406"),
        ("to hundre og sju", "207"),
        ("niogfyrre hundrede", "4900"),
        ("seks tusind", "6000"),
        ("nittenhundrede og fireoghalvfjerds", "1974"),
        ("nittenåttifire", "1984"),
        ("totusind og ti", "2010"),
        ("ottetusindtohundrede", "8200"),
        ("halvtreds tres halvfjerds firs halvfems", "5060708090"),
        ("trettan fjortan femtan", "131415"),
        ("ein to tre", "123"),
        ("førtiåtte", "48"),
        ("åtti en", "81"),
        ("femti to hundre", "50200"),
        ("enogtyve nul fire", "2104"),
        ("to 33 fire", "2334"),
        ("nullfem nulseks nulle", "05060"),
        ("tri tjuetri niti", "32390"),
        ("eet ni ellve", "1911"),
        ("femog halvfjerds enog fyrre", "7541"),
        ("treds sejsten", "6016"),
    ],
)
def test_read(text, digits):
    assert "".join(numeral.digits for numeral in parse_numerals(text)) == digits


@pytest.mark.parametrize("text", ["en kunde", "et øjeblik", "ingen tal her", "22 33 44 55", "og så"])
def test_no_numeral_in_words(text):
    assert parse_numerals(text) == []


@pytest.mark.parametrize(
    ("digits", "like", "language", "said"),
    [
        ("5501", "toogtyve nul fem", "da", "femoghalvtreds nul en"),
        ("4817", "tjueto tretti", "nb", "førtiåtte sytten"),
        ("48", "tjue to", "nb", "førti åtte"),
        ("907", "ein to tre", "nn", "ni null sju"),
    ],
)
def test_said_like_another(digits, like, language, said):
    assert say_digits(digits, parse_numerals(like, language)[0], language) == said
