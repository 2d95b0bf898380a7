"""Dates of birth, and the dates that are none."""

from __future__ import annotations

import pytest

from slor.recognizers.dates import DateOfBirthRecognizer, is_written_date


@pytest.mark.parametrize(
    "marked",
    [
        "født [[12.03.1984]]",
        "Født: [[12/3-1984]]",
        "fødselsdato [[12-03-84]]",
        "fødselsdato: [[1984-03-12]]",
        "f. [[12.3.84]]",
        "nei det er niesa mi, eg er [[18.1.49]]. Ho heiter Amalie",
        "født [[den 12. marts 1984]]",
        "født [[d. 12/3 1984]]",
        "fødselsdag [[120384]]",
        "fødd [[12. mars 1984]]",
        "fødd [[den tolvte mars 1984]]",
        "født [[12 03 1984]]",
        "min søn er født [[3. oktober 2011]] og hedder Ib",
        "bursdagen er [[13. mars]]",
        "Hvornår er du født?\n[[12.03.1984]]",
        "fødselsdato?\n[[4. november 1969]]",
        "født [[１２.０３.１９８４]]",
        "født [[12.\u00a0marts 1984]]",
        "født [[12\u201303\u20131984]]",
        "hun fylder år [[9/8]], hun bliver 12",
        "født i [[juni 1978]]",
        "tvillingerne kom til verden [[24. juli 2019]]",
        "Eier av boligen: Kjartan Grødem, [[29. januar 1951]]",
        "journalen til João Carvalho, [[17. mars 2002]]. Ring meg",
        "min mor ([[12.4.41]]) er indlagt",
        "Bekræft fødselsdag og måned\n[[7/3]]",
        "mor er født [[1. i 2. 1960]]",
        "jeg er født [[d. 4. i 5. 1966]]",
        "min mand er fra [[14.02.1951]]",
        "mannen min er frå [[9. mars 1955]]",
        "faren min er fra [[1941]]",
        "min mor er [[12/4-1941]], så hun kan ikke selv",
        # near misses
        "min bil er fra 14.02.1991",
        "brevet til min mand er fra 14.02.1991",
        "min mand er fra Kolding",
        "regningen til mannen min er fra 02.11.1998",
        "jeg ringte 1. i 2. 2020",
        "Kjartan Grødem møtte Liv Moen 29. mars 1989",
        "møtet (12.4.41) ble holdt",
        "telefonen i fødselsdagsgave 3/4",
        "født i uke 3/4",
        "Kjartan Grødem, 29. januar 2025",
        "Sendt fra Oslo, 3. mai 1999",
        "sendt 12.03.2024",
        "mødet er den 12. marts",
        "aftalen løber til 1. maj 2026",
        "Sendt: 12. marts 2024 10:12",
        "født og opvokset på Nørrebro, flyttede 12.03.2020",
        "fakturaen fra 12.03.2024",
        "levering 12/3",
        "hun blev født, og den 1. maj 1899 brændte huset",
    ],
)
def test_date_of_birth(found, marked):
    assert found(DateOfBirthRecognizer, marked) == marked


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("12.03.1984", True),
        ("2024-02-29", True),
        ("20240229", True),
        ("29/2-23", False),
        ("2023-02-29", False),
        ("31.04.2020", False),
        ("12 34 56 78", False),
        ("12.03.1784", False),
    ],
)
def test_written_dates_are_real_days(text, date):
    assert is_written_date(text) is date
