"""The recognisers among Presidio's own tools: its engine's options, its batch engine, its anonymizer."""

from __future__ import annotations

import pytest
from presidio_analyzer import AnalyzerEngine, BatchAnalyzerEngine, Pattern, PatternRecognizer, RecognizerResult
from presidio_anonymizer import AnonymizerEngine
from presidio_anonymizer.entities import OperatorConfig
from presidio_anonymizer.entities import RecognizerResult as Found

from slor.recognizers.analyzer import build_analyzer, recognizer_classes

TEXT = "mit cpr-nummer er 010203-4567, ring på 22 33 44 55 eller skriv til mette.holm@firma.example"


@pytest.fixture(scope="module")
def engine() -> AnalyzerEngine:
    return build_analyzer()


def pieces(text: str, results: list[RecognizerResult]) -> set[tuple[str, str]]:
    return {(r.entity_type, text[r.start : r.end]) for r in results}


def test_only_what_is_asked_for(engine: AnalyzerEngine) -> None:
    found = engine.analyze(TEXT, "da", entities=["DK_CPR", "EMAIL_ADDRESS"])
    assert pieces(TEXT, found) == {("DK_CPR", "010203-4567"), ("EMAIL_ADDRESS", "mette.holm@firma.example")}


def test_a_threshold_leaves_out_what_is_unlikely(engine: AnalyzerEngine) -> None:
    text = "der står 71234567 bag på"
    assert pieces(text, engine.analyze(text, "da")) == {("PHONE_NUMBER", "71234567"), ("CUSTOMER_ID", "71234567")}
    assert pieces(text, engine.analyze(text, "da", score_threshold=0.45)) == {("PHONE_NUMBER", "71234567")}
    assert engine.analyze(text, "da", score_threshold=0.6) == []


def test_an_allow_list_is_heeded(engine: AnalyzerEngine) -> None:
    found = engine.analyze(TEXT, "da", allow_list=["22 33 44 55"])
    assert "22 33 44 55" not in {piece for _, piece in pieces(TEXT, found)}
    assert ("DK_CPR", "010203-4567") in pieces(TEXT, found)


def test_a_recogniser_of_ones_own_stands_beside(engine: AnalyzerEngine) -> None:
    own = PatternRecognizer("TRUCK", supported_language="nb", patterns=[Pattern("truck", r"\btruck-\d+\b", 0.9)])
    text = "truck-77 kjører til +47 912 34 567"
    found = engine.analyze(text, "nb", score_threshold=0.5, ad_hoc_recognizers=[own])
    assert pieces(text, found) == {("TRUCK", "truck-77"), ("PHONE_NUMBER", "+47 912 34 567")}


def test_the_decision_process_names_the_class(engine: AnalyzerEngine) -> None:
    [found] = engine.analyze(TEXT, "da", entities=["DK_CPR"], return_decision_process=True)
    assert found.analysis_explanation.recognizer == "DkCprRecognizer"
    assert found.analysis_explanation.original_score <= found.score


@pytest.mark.parametrize(
    ("language", "text", "piece", "kind"),
    [
        ("da", "cpr ０１０２０３－４５６７ tak", "０１０２０３－４５６７", "DK_CPR"),
        ("nb", "ring meg på +47\u00a0912\u200934\u2009567, takk", "+47\u00a0912\u200934\u2009567", "PHONE_NUMBER"),
        ("da", "skriv til A\u030ase.holm@firma.example i dag", "A\u030ase.holm@firma.example", "EMAIL_ADDRESS"),
        ("nn", "fødselsnummer 0101\u00ad90\u200b10003", "0101\u00ad90\u200b10003", "NO_FODSELSNUMMER"),
    ],
)
def test_offsets_are_those_of_the_text_as_given(
    engine: AnalyzerEngine, language: str, text: str, piece: str, kind: str
) -> None:
    assert pieces(text, engine.analyze(text, language, entities=[kind])) == {(kind, piece)}


def test_the_batch_engine_gives_what_the_engine_gives(engine: AnalyzerEngine) -> None:
    texts = [TEXT, "intet her", "kortet 4111 1111 1111 1111"]
    batch = list(BatchAnalyzerEngine(engine).analyze_iterator(texts, "da"))
    assert [pieces(text, found) for text, found in zip(texts, batch, strict=True)] == [
        pieces(text, engine.analyze(text, "da")) for text in texts
    ]


def test_the_anonymizer_replaces_what_was_found(engine: AnalyzerEngine) -> None:
    found = [Found(r.entity_type, r.start, r.end, r.score) for r in engine.analyze(TEXT, "da", score_threshold=0.5)]
    done = AnonymizerEngine().anonymize(TEXT, found, {"DK_CPR": OperatorConfig("replace", {"new_value": "<cpr>"})})
    assert done.text == "mit cpr-nummer er <cpr>, ring på <PHONE_NUMBER> eller skriv til <EMAIL_ADDRESS>"


@pytest.mark.parametrize("made", recognizer_classes(), ids=lambda made: made.__name__)
def test_each_says_of_itself_what_it_is(made: type) -> None:
    recognizer = made(supported_language="nn")
    assert recognizer.supported_language == "nn"
    assert recognizer.name == made.__name__
    assert len(recognizer.get_supported_entities()) == 1
    assert recognizer.to_dict()["supported_language"] == "nn"


def test_a_type_may_be_called_otherwise() -> None:
    from slor.recognizers.phones import NordicPhoneRecognizer

    recognizer = NordicPhoneRecognizer("da", supported_entity="TELEFON")
    assert [found.entity_type for found in recognizer.analyze("ring på 22 33 44 55", ["TELEFON"])] == ["TELEFON"]
    assert recognizer.analyze("ring på 22 33 44 55", ["PHONE_NUMBER"]) == []
