"""Web addresses of people, coordinates and handles."""

from __future__ import annotations

import pytest

from slor.recognizers.web import CoordinatesRecognizer, HandleRecognizer, PersonalUrlRecognizer, is_personal_url


@pytest.mark.parametrize(
    "marked",
    [
        "[[https://min.example/profil/mette-holm]]",
        "se [[https://firma.example/kunde/22334455]].",
        "([[https://firma.example/faktura?kundenr=220917]])",
        "[[https://firma.example/nulstil?email=mette%40holm.example]]",
        "[[www.firma.example/u/mette.holm]]",
        "[[firma.example/profil/mette_holm]]",
        "se [[https://www.facebook.com/soren.kvist.9]]",
        "[[instagram.com/solveig_fjell]]",
        "[[https://foto.example/album/grethe-karstensen]]",
        "[[https://kort.example/p/borghild-blom]]",
        # near misses
        "https://delemappe.example/s/9fQ3xT",
        "https://foto.example/album/a8K2",
        "https://track.example/t/00370712345678901234",
        "https://sporing.pakkebud.example/370722",
        "https://firma.example/artikkel?id=12",
        "facebook.com/groups",
        "https://firma.example/priser/mobil",
        "www.firma.example",
        "firma.example/kundeservice",
        "https://firma.example/drift/2024-03-12",
        "se firma.example for mere",
    ],
)
def test_url(found, marked):
    assert found(PersonalUrlRecognizer, marked) == marked


@pytest.mark.parametrize(
    ("url", "personal"),
    [
        ("https://a.example/medlem/4471", True),
        ("https://a.example/?cpr=0707614285", True),
        ("https://a.example/min-side?gaest=bergstedt-ulla-83", True),
        ("https://a.example/?page=2", False),
        ("https://a.example/nyheder/ny-mobil-til-dig", False),
    ],
)
def test_personal_urls(url, personal):
    assert is_personal_url(url) is personal


@pytest.mark.parametrize(
    "marked",
    [
        "[[55.6761, 12.5683]]",
        "gps [[59.91273,10.74609]]",
        "ved [[55.6761 12.5683]]",
        "[[55°40'34\"N 12°34'6\"E]]",
        "gps: [[N 60° 23.1' E 5° 19.4']]",
        "55.7 12.6",
        "kr 1.249,00",
        "12.5, 13.5",
    ],
)
def test_coordinates(found, marked):
    assert found(CoordinatesRecognizer, marked) == marked


@pytest.mark.parametrize(
    "marked",
    ["følg [[@mette.holm]]!", "([[@havfruen_cph]])", "mette@holm.example", "2 @ 50 kr", "@12"],
)
def test_handle(found, marked):
    assert found(HandleRecognizer, marked) == marked
