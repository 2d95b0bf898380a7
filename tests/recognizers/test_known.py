"""What the row knows is found in any form."""

from __future__ import annotations

import pytest

from slor.recognizers.document import join_turns
from slor.recognizers.known import find_known
from slor.recognizers.spans import Conversation, Known, Turn

PERSON = Known("PERSON", "Zebulon Qvistgaard")
PHONE = Known("PHONE_NUMBER", "+4571829364")
EMAIL = Known("EMAIL_ADDRESS", "zq.k@qvist-privat.example")
CUSTOMER = Known("CUSTOMER_ID", "K7301944")
AGENT = Known("USERNAME", "siøs21")


def find(known: Known, *turns: str) -> list[tuple[str, str | None]]:
    document = join_turns(Conversation(tuple(Turn("", turn) for turn in turns), known=(known,)))
    places = {(found.start, found.end): found.value for found in find_known(document)}
    wide = [a for a in places if not any(b[0] <= a[0] and a[1] <= b[1] and a != b for b in places)]
    return [(document.text[start:end], places[start, end]) for start, end in sorted(wide)]


@pytest.mark.parametrize(
    "text",
    ["71829364", "71 82 93 64", "7 1 8 2 9 3 6 4", "718-29-364", "7182.9364", "+45 71829364", "004571829364",
     "(+45) 71 82 93 64", "+4571829364", "71\u00a082\u00a093\u00a064", "７１８２９３６４"],
)  # fmt: skip
def test_a_number_however_it_is_grouped(text: str) -> None:
    (found,) = find(PHONE, f"ring på {text}, tak")
    assert [c for c in found[0] if c.isdigit()][-8:] == list("71829364")
    assert found[1] is None, "the text shows it"


@pytest.mark.parametrize("text", ["718293645", "371829364", "71829365", "7182936", "7 1 8 2 eller 9 3 6 4"])
def test_what_is_another_number_is_not_this_one(text: str) -> None:
    assert find(PHONE, f"ring på {text}, tak") == []


def test_a_number_over_two_turns_tells_its_whole() -> None:
    assert find(PHONE, "det er 71 82", "93 64") == [("71 82\n93 64", "71829364")]


def test_one_number_twice_is_two() -> None:
    assert [text for text, _ in find(PHONE, "71 82 93 64, 718 29 364")] == ["71 82 93 64", "718 29 364"]


@pytest.mark.parametrize("value", ["1812", "anonymous", "", "hemmeligt nummer"])
def test_what_is_nobodys_is_not_looked_for(value: str) -> None:
    assert find(Known("PHONE_NUMBER", value), "ring 1812, anonymous eller hemmeligt nummer") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("hej det er zebulon qvistgaard her", ["zebulon qvistgaard"]),
        ("Qvistgaard, Zebulon", ["Qvistgaard, Zebulon"]),
        ("spørg zebulon om det", ["zebulon"]),
        ("Qvistgaards mail, og ZEBULONS", ["Qvistgaards", "ZEBULONS"]),
        ("Zebulo\u0301n Qvistgaard", ["Zebulón Qvistgaard"]),
        ("zebulom qvistgard", ["zebulom qvistgard"]),
        ("gården og visten", []),
    ],
)
def test_a_name_in_part_inflected_or_misspelt(text: str, expected: list[str]) -> None:
    assert [found for found, _ in find(PERSON, text)] == expected


def test_the_value_of_a_part_is_the_names_own() -> None:
    assert find(PERSON, "spørg zebulons nabo") == [("zebulons", "zebulon")]


@pytest.mark.parametrize(
    ("known", "text", "expected"),
    [
        (EMAIL, "ja ZQ.K@QVIST-PRIVAT.EXAMPLE", [("ZQ.K@QVIST-PRIVAT.EXAMPLE", None)]),
        (CUSTOMER, "kundenr. k 730 19 44, ikke K73019445", [("k 730 19 44", None)]),
        (CUSTOMER, "mit nummer er 730-1944", [("730-1944", "k7301944")]),
        (AGENT, "logget ind som SIØS21 i dag", [("SIØS21", None)]),
        (AGENT, "siøs215 og xsiøs21 er andre", []),
        (Known("USERNAME", "ole"), "solen skinner, sagde ole", [("ole", None)]),
        (Known("EMPLOYEE_ID", "417"), "det koster 417 kr", []),
    ],
)
def test_ids_and_addresses_stand_alone(known: Known, text: str, expected: list[tuple[str, str | None]]) -> None:
    assert find(known, text) == expected


@pytest.mark.parametrize(
    ("value", "text", "expected"),
    [
        ("Murerfirmaet Qvist ApS", "goddag hos murerfirmaet qvist du taler med bo", ["murerfirmaet qvist"]),
        ("Murerfirmaet Qvist ApS", "jeg ringede til Murerfirmaet Qvist ApS i går", ["Murerfirmaet Qvist"]),
        ("VVS-Gården", "vvs gården, vvs-gårdens bil og VVSGÅRDEN", ["vvs gården", "vvs-gårdens", "VVSGÅRDEN"]),
        (
            "Hansen & Søn A/S",
            "hansen og søn? Hansen & Søns kran, hansen, søn af lise",
            ["hansen og søn", "Hansen & Søns"],
        ),
        ("Sol og Vind AS", "du har ringt til Sol & Vind AS", ["Sol & Vind"]),
        ("Klinikken", "min onkel er på klinikkens parkeringsplads, i klinikkerne", ["klinikkens"]),
        ("Klinikken", "privatklinikken og kliniken er andre", []),
        ("Bo", "bo bor her", []),
        ("ApS", "aps og abs", ["aps"]),
    ],
)
def test_a_company_as_people_say_it(value: str, text: str, expected: list[str]) -> None:
    assert [found for found, _ in find(Known("ORGANIZATION", value), text)] == expected
