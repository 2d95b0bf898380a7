"""The recognisers as Presidio's own: from its registry file, each alone in a plain engine, without any network."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from presidio_analyzer import AnalyzerEngine, RecognizerRegistry
from presidio_analyzer.recognizer_registry import RecognizerRegistryProvider
from presidio_analyzer.recognizer_registry.recognizers_loader_utils import RecognizerListLoader

from slor.recognizers.analyzer import LANGUAGES, build_analyzer, recognizer_classes
from slor.recognizers.nlp import TokenNlpEngine
from slor.recognizers.registry import REGISTRY

CASES = [
    ("DkCprRecognizer", "da", "mit cpr-nummer er 010203-4567", "010203-4567", "DK_CPR"),
    ("DkCvrRecognizer", "da", "firmaets cvr-nummer er 13585628", "13585628", "DK_CVR"),
    ("NoFodselsnummerRecognizer", "nb", "fødselsnummer 010190 10003", "010190 10003", "NO_FODSELSNUMMER"),
    ("NoOrganisasjonsnummerRecognizer", "nb", "org.nr. 988 077 917", "988 077 917", "NO_ORGANISASJONSNUMMER"),
    ("NordicPhoneRecognizer", "nn", "ring meg på +47 912 34 567", "+47 912 34 567", "PHONE_NUMBER"),
    ("AddressRecognizer", "da", "skriv til mette.holm@firma.example", "mette.holm@firma.example", "EMAIL_ADDRESS"),
    ("DateOfBirthRecognizer", "nb", "født 12.03.1985", "12.03.1985", "DATE_OF_BIRTH"),
    ("StreetAddressRecognizer", "da", "jeg bor Nørrebrogade 14, 2. tv.", "Nørrebrogade 14, 2. tv.", "STREET_ADDRESS"),
    ("PostalPlaceRecognizer", "da", "Nørrebrogade 14, 2200 København N", "2200 København N", "POSTAL_PLACE"),
    ("NordicBankAccountRecognizer", "nb", "kontonummer 8601 11 17947", "8601 11 17947", "BANK_ACCOUNT"),
    ("NordicIbanRecognizer", "nb", "iban NO93 8601 1117 947", "NO93 8601 1117 947", "IBAN_CODE"),
    ("NordicCardRecognizer", "da", "kortet 4111 1111 1111 1111", "4111 1111 1111 1111", "CREDIT_CARD"),
    ("ImeiRecognizer", "da", "imei 490154203237518", "490154203237518", "IMEI"),
    ("IccidRecognizer", "nb", "simkort 8947000000000000001", "8947000000000000001", "ICCID"),
    ("ImsiRecognizer", "nb", "imsi 242011234567890", "242011234567890", "IMSI"),
    ("NordicMacRecognizer", "da", "mac-adressen er 00:1b:44:11:3a:b7", "00:1b:44:11:3a:b7", "MAC_ADDRESS"),
    ("NordicIpAddressRecognizer", "da", "ip 85.24.3.17", "85.24.3.17", "IP_ADDRESS"),
    ("NordicPlateRecognizer", "da", "nummerplade AB 12 345", "AB 12 345", "LICENSE_PLATE"),
    ("CustomerIdRecognizer", "da", "kundenummer 5001234", "5001234", "CUSTOMER_ID"),
    ("EmployeeIdRecognizer", "da", "medarbejdernummer 4471", "4471", "EMPLOYEE_ID"),
    ("UsernameRecognizer", "da", "brugernavn: mholm82", "mholm82", "USERNAME"),
    ("PasswordRecognizer", "nb", "passord: Sommer2024!", "Sommer2024!", "PASSWORD"),
    ("PersonalUrlRecognizer", "nb", "https://min.side.example/bruker?epost=kari@x.example", "kari@x.example", "URL"),
    ("CoordinatesRecognizer", "nb", "gps 59.91273, 10.74609", "59.91273, 10.74609", "COORDINATES"),
    ("HandleRecognizer", "da", "skriv på instagram @mholm_82", "@mholm_82", "USERNAME"),
    ("NamesRecognizer", "da", "hej, det er Mette Holm, jeg ringer igen", "Mette Holm", "PERSON"),
]


def test_the_file_has_every_recogniser_once() -> None:
    entries = yaml.safe_load(REGISTRY.read_text(encoding="utf-8"))["recognizers"]
    assert [entry["name"] for entry in entries] == [made.__name__ for made in recognizer_classes()]
    assert sorted(case[0] for case in CASES) == sorted(entry["name"] for entry in entries)


def test_no_class_is_called_like_one_of_presidios() -> None:
    names = [made.__name__ for made in RecognizerListLoader.get_all_existing_recognizers()]
    assert [made.__name__ for made in recognizer_classes() if names.count(made.__name__) > 1] == []


@pytest.fixture(scope="module")
def from_file() -> AnalyzerEngine:
    registry = RecognizerRegistryProvider(conf_file=REGISTRY).create_recognizer_registry()
    return AnalyzerEngine(registry, TokenNlpEngine(), supported_languages=list(LANGUAGES))


@pytest.mark.parametrize("language", LANGUAGES)
def test_supported_entities(from_file: AnalyzerEngine, language: str) -> None:
    assert set(from_file.get_supported_entities(language)) == {case[4] for case in CASES}


@pytest.mark.parametrize(("name", "language", "text", "piece", "entity"), CASES, ids=[case[0] for case in CASES])
def test_each_works_alone_in_a_plain_engine(name: str, language: str, text: str, piece: str, entity: str) -> None:
    made = next(made for made in recognizer_classes() if made.__name__ == name)
    registry = RecognizerRegistry(recognizers=[made(supported_language=language)], supported_languages=[language])
    analyzer = AnalyzerEngine(registry, TokenNlpEngine([language]), supported_languages=[language])
    found = analyzer.analyze(text, language, score_threshold=0.4)
    assert [r.entity_type for r in found] == [entity]
    assert piece in text[found[0].start : found[0].end]
    assert analyzer.analyze("hei, takk for hjelpa i dag, ha det bra", language, score_threshold=0.4) == []


@pytest.mark.parametrize(("name", "language", "text", "piece", "entity"), CASES, ids=[case[0] for case in CASES])
def test_the_file_gives_what_the_code_gives(
    from_file: AnalyzerEngine, name: str, language: str, text: str, piece: str, entity: str
) -> None:
    def spans(engine: AnalyzerEngine) -> list[tuple[str, int, int, float]]:
        return sorted((r.entity_type, r.start, r.end, r.score) for r in engine.analyze(text, language))

    assert entity in {kind for kind, *_ in spans(from_file)}
    assert spans(from_file) == spans(build_analyzer())


def test_context_words_of_ones_own_raise_a_score() -> None:
    def score(context: list[str]) -> float:
        settings = {
            "supported_languages": ["da"],
            "recognizers": [
                {
                    "name": "NordicPhoneRecognizer",
                    "type": "predefined",
                    "supported_languages": [{"language": "da", "context": context}],
                }
            ],
        }
        registry = RecognizerRegistryProvider(registry_configuration=settings).create_recognizer_registry()
        analyzer = AnalyzerEngine(registry, TokenNlpEngine(["da"]), supported_languages=["da"])
        return float(analyzer.analyze("røret her 61 23 45 67", "da")[0].score)

    assert score(["røret"]) > score(["noget andet"])


@pytest.mark.parametrize("made", recognizer_classes(), ids=lambda made: made.__name__)
def test_context_words_are_words(made: type) -> None:
    recognizer = made(supported_language="nb")
    assert all(word == word.lower().strip() and word for word in recognizer.context or [])
    assert recognizer.context or made.__name__ == "NamesRecognizer"


_OFFLINE = """
import json, pathlib, socket, sys

def refuse(*_, **__):
    print("NETWORK", flush=True)
    raise AssertionError("the network was asked")

for name in ("connect", "connect_ex", "sendto", "bind"):
    setattr(socket, name, refuse)
class Refusing(socket.socket):
    connect = connect_ex = sendto = refuse
socket.socket = Refusing
socket.create_connection = socket.getaddrinfo = socket.gethostbyname = refuse

from slor.pipelines.cli import main
from slor.recognizers.analyzer import build_analyzer
analyzer = build_analyzer()
for language, text in json.load(sys.stdin):
    analyzer.analyze(text, language)
code = main(["evaluate", sys.argv[1], "--against", "presidio"])
print("DONE", code)
"""


def test_nothing_asks_the_network(tmp_path: Path) -> None:
    texts = [(language, text) for _, language, text, _, _ in CASES]
    gold = tmp_path / "gold.jsonl"
    turns = [{"speaker": "customer", "text": text} for _, text in texts]
    gold.write_text(json.dumps({"id": 1, "language": "da", "turns": turns}) + "\n", encoding="utf-8")
    home = {"HOME": str(tmp_path), "PATH": os.environ["PATH"], "TLDEXTRACT_CACHE": str(tmp_path / "none")}
    done = subprocess.run(
        [sys.executable, "-c", _OFFLINE, str(gold)],
        input=json.dumps(texts), capture_output=True, text=True, check=False, env=home,
    )  # fmt: skip
    assert "NETWORK" not in done.stdout
    assert done.stdout.rstrip().endswith("DONE 0"), done.stderr
    assert not [path for path in tmp_path.rglob("*") if path.is_file() and path != gold]
