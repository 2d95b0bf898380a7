"""Names as people write and say them, through the Presidio recogniser."""

from __future__ import annotations

import pytest

from slor.recognizers.names.animals import animals
from slor.recognizers.names.recognizer import NamesRecognizer
from slor.recognizers.names.tokens import tokenize

FOUND = [
    # written
    ("Hej, du taler med Line. Hvad kan jeg hjælpe med?", ["Line"]),
    ("Med vennlig hilsen\nIngvild Aasen\nKundesenter", ["Ingvild Aasen"]),
    ("Venlig hilsen\nJ. Thomsen", ["J. Thomsen"]),
    ("KUNDEN HEDDER METTE HOLM OG BOR I ODENSE", ["METTE HOLM"]),
    ("Jeg ringer for min mand Søren Kjær Madsen.", ["Søren Kjær Madsen"]),
    ("Eg heiter Gunnhild Tveit, og eg ringjer om fakturaen.", ["Gunnhild Tveit"]),
    ("Kari Nordmanns telefon er borte, sier Per-Erik.", ["Kari Nordmanns", "Per-Erik"]),
    ("Kunde: Holm, Mette\nSaken gjelder flytting.", ["Holm, Mette"]),
    ("Hei Fatima og Krzysztof, takk for sist!", ["Fatima", "Krzysztof"]),
    # as speech recognisers write
    ("ja hej det er mette holm jeg ringer fordi min telefon ikke virker", ["mette holm"]),
    ("ja hei det er odd arne bakken jeg ringer fordi nettet er nede", ["odd arne bakken"]),
    ("du snakkar med gunnhild kva kan eg hjelpe deg med", ["gunnhild"]),
    # spelt
    ("jeg hedder mette det staves m e t t e", ["mette", "m e t t e"]),
    # in file and user names
    ("Jeg har vedhæftet kontrakt_Mette_Holm.pdf", ["Mette_Holm"]),
    ("06 LEE/JAE-HYUN MR\n07 ROSE/ANDREA MS", ["LEE/JAE-HYUN", "ROSE/ANDREA"]),
    ("Bjørnar «Bamse» Pedersen er her", ["Bjørnar", "Bamse", "Pedersen"]),
    # found once, found in all forms
    ("Det er Torgeir Brekke som ringer.\nok torgeir\nbrekke sitt nummer", ["Torgeir Brekke", "torgeir", "brekke"]),
    # names that are words, where they are names
    ("hej det er storm jeg skal bruge en ny kode", ["storm"]),
    ("Hilsen Liv", ["Liv"]),
    # in markup
    ("<p>Hej <b>Mette</b></p><p>Mvh Bo Holm<br></p>", ["Mette", "Bo Holm"]),
]

NOT_FOUND = [
    "hele mitt liv har jeg bodd her",
    "Det var storm i natt, og sol i dag.",
    "Stormen Pia tok masten.",
    "Jeg bor i Odense og arbejder i Aarhus.",
    "Butikken ligger i Niels Juels gate 14.",
    "Jeg har en Skoda Enyaq og en Volvo.",
    "på mandag den 4. april kl. 12",
    "en bjørn og en ravn ved en sten",
    "Fakturaen på 499 kr. er betalt, max 2 dage.",
    "har du prøvd å starte ruteren på nytt",
    # animals where they are introduced
    'Emne: Vandstik på bro C, m/s "Karen Margrethe"',
    "vi har en schæfer og hunden Hassan bider ikke",
    "han har ein hamster som heiter rolf",
    "Katten hedder Sofus og er ti år.",
    "Kua Dagros har ikkje fått kraftfôr",
    "og min hamster den hedder også Donald",
    "Jeg købte en lampe, der hedder Ivar, i går",
]

BESIDE = [  # names, and the same words where their neighbours say that they are none
    ("hei det er per moen prisen er per time", ["per moen"]),
    ("Svar venligst til Maj senest i maj", ["Maj"]),
    ("Eg heiter Vår Lie og slutta i vår, seier sjåføren vår", ["Vår Lie"]),
    ("min mail er jens snabel a kranpost punktum dk", ["jens"]),
    ("Hej Bjørn, jeg har en hund der hedder Bjørn ligesom dig", ["Bjørn"]),
    ("jeg ringer om bilen hun hedder Mette Holm", ["Mette Holm"]),
    ("Han som styrte maskina heitte Raimonds", ["Raimonds"]),
    ("Kære Lis Brandt\nKaninen Lis er velkommen", ["Lis Brandt"]),
]


@pytest.mark.parametrize(("text", "names"), FOUND)
def test_found(text: str, names: list[str]) -> None:
    assert [text[r.start : r.end] for r in NamesRecognizer().analyze(text, ["PERSON"])] == names


@pytest.mark.parametrize("text", NOT_FOUND)
def test_left_alone(text: str) -> None:
    found = [text[r.start : r.end] for r in NamesRecognizer().analyze(text, ["PERSON"]) if r.score >= 0.4]
    assert found == []


@pytest.mark.parametrize(("text", "names"), BESIDE)
def test_neighbours_decide(text: str, names: list[str]) -> None:
    found = [r for r in NamesRecognizer().analyze(text, ["PERSON"]) if r.score >= 0.4]
    assert [text[r.start : r.end] for r in found] == names


@pytest.mark.parametrize(
    ("text", "called"),
    [
        ("hunden Rex", ["Rex"]),
        ("min hund Rex", ["Rex"]),
        ("Rex er hunden", ["Rex"]),
        ("en kat, der også hedder Sofus", ["Sofus"]),
        ("skuta Arnljot", ["Arnljot"]),
        ("båten hun heter Bjarne", ["Bjarne"]),
        ("Pelle (hunden) er rystet", ["Pelle"]),
        ("halsbåndet sidder på Svend, altså hunden", ["Svend"]),
        ("en schæferhund ved navn Brandt", ["Brandt"]),
        ("båten heter Kjell-Arne", ["Kjell", "Arne"]),
        ("Bjarne det er hunden", ["Bjarne"]),
        ("den hedder i øvrigt Flemming", ["Flemming"]),
        ("kattene våre heter Mikkel og Sol", ["Mikkel", "Sol"]),
        ('m/s "Karen Margrethe" ligger der', ["Karen", "Margrethe"]),
        ('romaskinen "Preben" er optaget', ["Preben"]),
        ("vognen hedder Agda", ["Agda"]),
        ("Katten min Torbjørn har spist", ["Torbjørn"]),
        ("katta vår Mats hjelper til", ["Mats"]),
        ("katten til Live heiter Ådne", ["Ådne"]),
        ("Heiter hesten òg Aud?", ["Aud"]),
        ('Fôrflåten "Bergliot" treng', ["Bergliot"]),
        ("hva heter katten din Mette", []),
        ("hunden til Live er sjuk seier Ådne", []),
        ("hunden hedder Rex og Mette ringer", ["Rex"]),
        ('min kollega "Bamse"', []),
        ("den ringer Mette om", []),
        ("har du kat Mette", []),
        ("bilen hun hedder Mette", []),
        ("kjolen Mette bestilte", []),
        ("hund", []),
    ],
)
def test_what_animals_and_things_are_called(text: str, called: list[str]) -> None:
    words, _ = tokenize(text)
    assert [words[i] for i in sorted(animals(words)) if words[i].istitle()] == called


def test_nothing_is_found_where_names_are_not_asked_for() -> None:
    assert NamesRecognizer().analyze("hej det er mette holm", ["PHONE_NUMBER"]) == []


def test_a_value_is_told_where_the_text_does_not_show_it() -> None:
    found = NamesRecognizer().analyze("jeg hedder mette holm det staves h o l m", ["PERSON"])
    assert [r.recognition_metadata.get("value") for r in found] == [None, "holm"]
