"""What is said between the parts of one spoken identifier, and what only looks as if it were."""

from __future__ import annotations

import pytest

from slor.recognizers.asides import without_asides
from slor.recognizers.claims import Claim, join_claims
from tests.recognizers.conftest import mark, unmark


@pytest.mark.parametrize(
    ("entity_type", "parts"),
    [
        ("PHONE_NUMBER", "[[enogtyve tres]] nej vent [[enogtyve halvtreds tolv]]"),
        ("PHONE_NUMBER", "[[fire fem null]] nei unnskyld [[fire fem en]]"),
        ("DK_CPR", "[[nul syv nul to nioghalvfjerds]] og så [[nul tre toogfirs]]"),
        ("BANK_ACCOUNT", "[[to ein]] og så eh [[sju null]] altså [[sju ein]]"),
        ("PASSWORD", "[[mursten]] med stort m og så [[nioghalvfems]]"),
        ("PASSWORD", "[[kanelsnegl]] i ét med stort k og stort s og så [[nitten]]"),
        ("PASSWORD", "[[Knallert48]], stort K"),
        ("USERNAME", "[[haaheimgard]] i eitt ord"),
        ("CREDIT_CARD", "[[fire en syv]] hvad er det [[fire en syv ni]]"),
        ("LICENSE_PLATE", "[[b n tolv eh fire]] ja [[b n tolv fire ni]]"),
        ("CUSTOMER_ID", "[[otte nul]] så er det [[seks to]]"),
        ("PASSWORD", "[[havrebrød]] med stort h og [[tolv]] og et [[udråbstegn]]"),
        ("EMAIL_ADDRESS", "[[bodil snabel-a quist punktum dk]] alt i et ord"),
        ("STREET_ADDRESS", "[[bekkefaret elleve]] nei [[seksten]]"),
        ("POSTAL_PLACE", "[[seksten sytten]] nej vent [[seksten otteogtres københavn v]]"),
        # near misses
        ("PHONE_NUMBER", "[[enogtyve tres så halvtreds tolv]]"),
        ("PASSWORD", "[[ja visst]]"),
        ("PHONE_NUMBER", "[[enogtyve tres øh halvtreds tolv]]"),
        ("PHONE_NUMBER", "[[to og tyve]] ja [[tres tolv]]"),
        ("IP_ADDRESS", "[[hundrede og fem punktum ti]]"),
        ("COORDINATES", "[[sekstito komma fire og ni komma seks]]"),
        ("STREET_ADDRESS", "[[hov tolv]]"),
        ("STREET_ADDRESS", "[[gamle feil tolv b]]"),
        ("PASSWORD", "[[sol og vind]]"),
        ("PASSWORD", "[[store fugle tolv]]"),
        ("PERSON", "[[kvåle nei kvåle hatlestad]]"),
        ("CUSTOMER_ID", "[[nej]]"),
    ],
)
def test_parts(entity_type, parts):
    text, spans = unmark(parts)
    whole = Claim(spans[0][0], len(text), entity_type, 0.9, "a value")
    found = without_asides([whole], text)
    assert mark(text, [(claim.start, claim.end) for claim in found]) == parts
    assert {claim.value for claim in found} == {"a value"}


def test_every_letter_but_an_aside_stays_covered(talk):
    lines = (
        "a: hvad er dit telefonnummer",
        "c: det er [[enogtyve tres elleve fyrre]] nej [[enogtyve tres tolv fyrre]]",
    )
    assert talk("voice", *lines) == list(lines)


@pytest.mark.parametrize(
    ("parts", "whole", "value"),
    [
        (
            "[[bergli]] understrek [[helge]] understrek retur",
            "[[bergli understrek helge]] understrek retur",
            "bergli helge",
        ),
        ("[[viola]] bindestreg [[jensen]]", "[[viola bindestreg jensen]]", "viola jensen"),
        ("[[r]] punktum [[iyer]]", "[[r punktum iyer]]", "r iyer"),
        ("[[mette holm]] punktum [[ole juhl]]", "[[mette holm]] punktum [[ole juhl]]", None),
        ("[[mette]] og [[ole]]", "[[mette]] og [[ole]]", None),
    ],
)
def test_a_stroke_links_names(parts, whole, value):
    text, spans = unmark(parts)
    found = join_claims([Claim(start, end, "PERSON", 0.9) for start, end in spans], text, voice=True)
    assert mark(text, [(claim.start, claim.end) for claim in found]) == whole
    assert found[0].value == value


@pytest.mark.parametrize(
    "told",
    [
        "[[41 02 56 98]] og [[908 12 337]]",
        "kortet er [[fire en ni ni]] seksten siffer ja",
        "reg [[halvfems halvfjerds]] og så [[firs tolv]]",
        "min mail er [[lie så krøllalfa outlook punktum com]]",
        "vi bor på [[vågavegen hundre og syttitre]] nei [[hundre og syttifem]]",
        "nummeret er [[sytti fire]] å så [[null sju å femti fem å tretten]]",
        "hun bor på [[strandgade to hundrede og]] nej vent",
        "hun bor på [[strandgade to hundrede]] og har altid gjort det",
        "kundenummeret det e [[tjue sju null ni førti åtte]]",
        "brukernavnet mitt er [[granlia]] alt i ett ord",
        "kontoen otteogfyrre tusind det er jo hele taget",
        "nummeret på mobilen var ni tusind otte hundrede og sytten før",
        "kundenummeret står her siden nitten syvoghalvfjerds",
        "mit kundenummer og du får en tid klokken fjorten femogfyrre hos doktoren",
        "brugernavnet er [[holm understreg]] øh",
        "adressen er skrevet i dine egne fire sidste cifre",
    ],
)
def test_edges(talk, told):
    assert talk("voice", f"c: {told}", language="da") == [f"c: {told}"]
