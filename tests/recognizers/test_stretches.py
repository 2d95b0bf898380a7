"""Stretches out of the model's probabilities, and what the conversation layer takes of them."""

from __future__ import annotations

import numpy as np
import pytest

from slor.recognizers.claims import Claim
from slor.recognizers.document import Found
from slor.recognizers.learned import LearnedRecognizer, beside
from slor.recognizers.names.stretches import KINDS, stretches
from slor.recognizers.names.tokens import tokenize


def told(text: str, likely: dict[str, tuple[str, float]]) -> list[tuple[str, str, float]]:
    """The stretches of a text whose words have the given types and probabilities."""
    words, starts = tokenize(text)
    kinds = np.zeros((len(words), len(KINDS)), np.float32)
    kinds[:, 0] = 1.0
    for i, word in enumerate(words):
        if word in likely:
            kind, probability = likely[word]
            kinds[i, 0], kinds[i, KINDS.index(kind)] = 1.0 - probability, probability
    return [(text[s.start : s.end], s.entity_type, s.probability) for s in stretches(words, starts, kinds, 0.5)]


def test_neighbours_are_one_stretch_and_marks_at_its_ends_are_none_of_it() -> None:
    likely = dict.fromkeys(("22", "33", ",", "."), ("PHONE_NUMBER", 0.9))
    assert told("ring 22 , 33 .", likely) == [("22 , 33", "PHONE_NUMBER", 0.9)]


def test_a_word_beside_a_likely_one_needs_less() -> None:
    likely = {"tres": ("PHONE_NUMBER", 0.9), "nej": ("PHONE_NUMBER", 0.3), "øh": ("PHONE_NUMBER", 0.2)}
    assert told("øh tres nej", likely) == [("tres nej", "PHONE_NUMBER", 0.6)]


def test_no_stretch_crosses_a_line() -> None:
    likely = dict.fromkeys(("tres", "ti", "\n"), ("PHONE_NUMBER", 0.9))
    assert [found[0] for found in told("tres\nti", likely)] == ["tres", "ti"]


def test_the_type_is_the_one_that_most_words_tell() -> None:
    likely = {"solvej": ("STREET_ADDRESS", 0.7), "fem": ("STREET_ADDRESS", 0.9), "stuen": ("PHONE_NUMBER", 0.8)}
    assert [found[1] for found in told("solvej fem stuen", likely)] == ["STREET_ADDRESS"]


@pytest.mark.parametrize("text", ["", "\n", "?!", "hej"])
def test_where_nothing_is_likely_there_is_none(text: str) -> None:
    assert told(text, {}) == []


def found(text: str, piece: str, score: float = 0.95, entity_type: str = "PHONE_NUMBER") -> Found:
    start = text.index(piece)
    return Found(start, start + len(piece), entity_type, score, "LearnedRecognizer")


def claim(text: str, piece: str, entity_type: str = "CUSTOMER_ID") -> Claim:
    start = text.index(piece)
    return Claim(start, start + len(piece), entity_type, 0.9)


def taken(
    text: str, learned: list[Found], claims: list[Claim] | None = None, *, voice: bool = True
) -> list[tuple[str, str]]:
    return [(text[c.start : c.end], c.entity_type) for c in beside(learned, claims or [], text, voice=voice)]


def test_what_nobody_else_found_is_taken() -> None:
    text = "ja og så toogtres"
    assert taken(text, [found(text, "toogtres")]) == [("toogtres", "PHONE_NUMBER")]


def test_what_a_claim_covers_is_the_claims() -> None:
    text = "ja og så toogtres"
    assert taken(text, [found(text, "toogtres")], [claim(text, "så toogtres")]) == []


def test_the_rest_of_a_stretch_is_of_the_type_of_what_covers_a_part() -> None:
    text = "det er fem tre, syv ni"
    assert taken(text, [found(text, "fem tre, syv ni")], [claim(text, "syv ni")]) == [("fem tre", "CUSTOMER_ID")]


def test_a_name_beside_it_does_not_make_it_a_name() -> None:
    text = "bruger mette fire"
    learned = [found(text, "mette fire", entity_type="USERNAME")]
    assert taken(text, learned, [claim(text, "mette", "PERSON")]) == [("fire", "USERNAME")]


def test_of_what_is_written_the_model_must_be_surer() -> None:
    text = "ja og så toogtres"
    learned = [found(text, "toogtres", 0.7)]
    assert taken(text, learned) == [("toogtres", "PHONE_NUMBER")]
    assert taken(text, learned, voice=False) == []


@pytest.mark.parametrize(
    ("text", "piece"),
    [
        ("åbent 09-14.30", "14"),
        ("den 12/11 kl. 9", "11"),
        ("i alt 212 408,50 kr.", "408"),
        ("routeren i4850 igen", "4850"),
        ("nu 31 gange", "31"),
    ],
)
def test_pieces_of_clocks_dates_and_amounts_are_not_taken_from_what_is_written(text: str, piece: str) -> None:
    assert taken(text, [found(text, piece, 0.99)], voice=False) == []


@pytest.mark.parametrize(
    ("text", "piece", "entity_type"),
    [("fireogtyve tusind tak", "tusind", "PHONE_NUMBER"), ("kundenummer det e åtte", "e", "CUSTOMER_ID")],
)
def test_thanks_and_single_letters_are_no_part_of_a_number(text: str, piece: str, entity_type: str) -> None:
    start = text.index(f" {piece} ") + 1
    assert taken(text, [Found(start, start + len(piece), entity_type, 0.99)]) == []


def test_what_joins_two_parts_is_taken_only_where_it_reaches_them() -> None:
    text = "tre to og til slutt fem og fire"
    found_all = [Found(0, len(text), "PHONE_NUMBER", 0.9)]
    parts = [claim(text, piece, "PHONE_NUMBER") for piece in ("tre to", "fem", "fire")]
    learned = [Found(text.index("og"), text.index("og") + 2, "PHONE_NUMBER", 0.9)]
    assert taken(text, learned, parts[:2]) == []
    assert taken(text, found_all, parts) == [("tre to og til slutt", "PHONE_NUMBER"), ("fem og", "PHONE_NUMBER")]


@pytest.mark.parametrize(
    ("text", "piece", "entity_type", "voice"),
    [
        ("og jeg er toogfirs", "toogfirs", "DATE_OF_BIRTH", True),
        ("ho blir åtti fem", "åtti fem", "POSTAL_PLACE", True),
        ("det blir fjorten tusind i alt", "fjorten tusind", "BANK_ACCOUNT", True),
        ("så mangler jeg otte", "otte", "CREDIT_CARD", True),
        ("den anden 99 30 420", "anden", "CUSTOMER_ID", True),
        ("da er hun sytten nå", "sytten", "DATE_OF_BIRTH", True),
        ("jeg fylte sytti i mai", "sytti", "DATE_OF_BIRTH", True),
        ("og de sidste fire er det", "fire", "CREDIT_CARD", True),
        ("sju fem ja alle seks sifre", "seks", "CUSTOMER_ID", True),
        ("28089938947 | 2017", "2017", "NO_FODSELSNUMMER", False),
        ("Portvagt | 15-23", "15-23", "PHONE_NUMBER", False),
    ],
)
def test_ages_sums_years_and_hours_are_no_numbers(text: str, piece: str, entity_type: str, voice: bool) -> None:
    start = text.index(piece)
    assert taken(text, [Found(start, start + len(piece), entity_type, 0.99)], voice=voice) == []


def test_two_written_numbers_are_not_one() -> None:
    text = "skriv 957 80 241 eller 62 45 90 13"
    parts = [claim(text, piece, "PHONE_NUMBER") for piece in ("957 80 241", "62 45 90 13")]
    between = text.index("eller")
    assert taken(text, [Found(between, between + 5, "PHONE_NUMBER", 0.9)], parts, voice=False) == []


@pytest.mark.parametrize(
    ("text", "piece", "entity_type", "taken_piece"),
    [
        ("så er det måske strand77", "måske strand77", "USERNAME", "strand77"),
        ("er adressen fortsatt Åsenvegen 8", "fortsatt Åsenvegen 8", "STREET_ADDRESS", "Åsenvegen 8"),
        ("det er 931 480 278 nå", "931 480", "PHONE_NUMBER", "931 480 278"),
    ],
)
def test_written_pieces_are_whole_and_without_what_leads_to_them(text, piece, entity_type, taken_piece) -> None:
    assert taken(text, [found(text, piece, 0.99, entity_type)], voice=False) == [(taken_piece, entity_type)]


@pytest.mark.parametrize("piece", ["en bindestreg", "snabel-a"])
def test_a_sign_alone_is_no_part_of_an_address(piece: str) -> None:
    text = f"ja der er {piece} i midten"
    assert taken(text, [found(text, piece, 0.99, "EMAIL_ADDRESS")]) == []
    assert taken("snabel-a", [found("snabel-a", "snabel-a", 0.99, "EMAIL_ADDRESS")]) != []


def test_what_is_said_between_a_registration_number_and_an_account_is_neither() -> None:
    text = "reg 9307 kontonr 4570028816"
    parts = [claim(text, piece, "BANK_ACCOUNT") for piece in ("9307", "4570028816")]
    assert taken(text, [Found(4, len(text), "BANK_ACCOUNT", 0.99)], parts, voice=False) == []


def test_a_whole_written_number_is_taken() -> None:
    text = "så er det 408 tror jeg"
    assert taken(text, [found(text, "408", 0.99)], voice=False) == [("408", "PHONE_NUMBER")]


def test_the_recogniser_gives_only_what_is_asked_for() -> None:
    text = "hvad er dit telefonnummer\nsyvoghalvfems tolv\nja\nfireogfyrre nul to"
    recognizer = LearnedRecognizer()
    results = recognizer.analyze(text, [])
    assert [text[r.start : r.end] for r in results] == ["syvoghalvfems tolv", "fireogfyrre nul to"]
    assert {r.entity_type for r in results} == {"PHONE_NUMBER"}
    assert all(0.6 < r.score <= 1.0 for r in results)
    assert recognizer.analyze(text, ["DK_CPR"]) == []
    assert recognizer.analyze("", []) == []


@pytest.mark.parametrize(
    ("text", "piece", "entity_type", "score", "voice", "believed"),
    [
        ("eg bur i tenneflaten sju", "tenneflaten sju", "STREET_ADDRESS", 0.5, True, True),
        ("eg bur i tenneflaten", "tenneflaten", "STREET_ADDRESS", 0.5, True, False),
        ("vakt nummer 14750 i dag", "14750", "EMPLOYEE_ID", 0.5, False, False),
        ("leigar KV-3-512 sa ho", "KV-3-512", "CUSTOMER_ID", 0.5, False, True),
        ("det var havresuppe", "havresuppe", "PASSWORD", 0.5, True, False),
        ("den er sendt til Gate 12", "Gate 12", "STREET_ADDRESS", 0.8, False, False),
        ("beløpet er 845 000", "845 000", "PHONE_NUMBER", 0.8, False, False),
        ("bygg 22631 er åpnet", "22631", "LICENSE_PLATE", 0.85, False, False),
        ("kjent som 1234 der", "1234", "BANK_ACCOUNT", 0.6, False, False),
    ],
)
def test_how_sure_the_model_must_be_depends_on_the_type(text, piece, entity_type, score, voice, believed) -> None:
    expected = [(piece, entity_type)] if believed else []
    assert taken(text, [found(text, piece, score, entity_type)], voice=voice) == expected
