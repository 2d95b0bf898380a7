"""Addresses and number plates that are told in bits: floors, numbers, postcodes and letters by name."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    "lines",
    [
        ("a: og adressen er", "c: [[søndergade fjorten]]", "a: [[fjorten]]", "c: ja [[fjorten anden t v]]"),
        (
            "a: hvor skal den sendes hen",
            "c: til [[gammel landevej hundrede og syvoghalvtreds]] [[seks tusind kolding]]",
            "a: er det en lejlighed",
            "c: [[tredje til højre]]",
        ),
        ("c: jeg bor på [[vestre strandvej]]", "a: nummer", "c: [[hundrede og seks]]"),
        (
            "a: er det stadig [[ahornvej seks]]",
            "c: nej [[ahornvej seksogtres]] i [[firs tyve]] eller nej [[halvfjerds tyve]]",
        ),
        # near misses
        ("c: de ligger på vestre strandvej", "a: hvor mange er I", "c: vi er hundrede og seks"),
        ("c: jeg bor i [[kirkegade to]]", "a: hvornår kommer du", "c: den tredje til middag"),
        ("c: jeg bor i [[kirkegade to]]", "a: hvor længe", "c: i tyve år"),
    ],
)
def test_danish_addresses_in_bits(heard, lines):
    assert heard("da", lines) == lines


@pytest.mark.parametrize(
    "lines",
    [
        (
            "a: er du fortsatt i [[bjerkealleen førtito]]",
            "c: nei [[bjerkealleen fire]]",
            "a: bare [[fire]]",
            "c: ja [[fire d]]",
        ),
        ("a: og postnummeret", "c: [[seksti]]", "a: [[seksti]]", "c: [[førtito]]"),
        ("a: adressa", "c: [[fjordavegen tjue]] [[seks åtte null null førde]]"),
        ("a: adresse", "c: vi bor på [[nordre haug nummer to hundre og tolv]] i [[tjueto førti brandbu]]"),
        ("a: kvar bur du", "c: på [[øvre bø tolv]] i [[seks sju åtte åtte stryn]]"),
        # near misses
        ("c: vi var i øvre halden i tolv dager",),
        ("a: hvor mange", "c: bare fire", "a: ja fire da"),
    ],
)
def test_norwegian_addresses_in_bits(heard, lines):
    assert heard("nb", lines) == lines


def test_initials_that_were_spelt(heard):
    lines = ("a: initialer", "c: [[m h o l]]", "a: [[mhol]] fint", "c: jeg har det fint")
    assert heard("da", lines) == lines


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("da", "c: bilen har nummerplade [[bertil emil niogtres fire en syv]]"),
        ("nb", "c: foran garasjen med skilt [[bravo hotell seksti tre hundre og ni]]"),
        ("nb", "c: det er [[delta papa seksti tre null ni]] som står der"),
        # near misses
        ("da", "c: hans og emil har betalt niogtres kroner og syv øre"),
        ("nb", "c: vi bodde på hotell alfa tre hundre og ni netter"),
    ],
)
def test_plates_with_letters_by_name(heard, language, line):
    assert heard(language, (line,)) == (line,)
