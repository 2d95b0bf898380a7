"""Numbers and addresses that are told with digressions, in parts, and with how they are written.

`[[…]]` marks what must be found.

A line begins with who says it, `c` for the customer, `a` for the agent.
"""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("language", "lines"),
    [
        (
            "da",
            (
                "c: mit nummer er [[toogtyve tredive]] og det er min mands "
                "egentlig han er på arbejde lige nu men det virker fint [[fireogfyrre halvtreds]]",
            ),
        ),
        (
            "nb",
            (
                "a: hva er telefonnummeret",
                "c: [[ni fire to]] vent hunden vil ut",
                "a: det går bra",
                "c: der ja hvor var vi [[fem fem]]",
                "a: du sa [[ni fire to og så fem fem]]",
                "c: ja og så [[en null sju]]",
            ),
        ),
        (
            "da",
            (
                "a: dit mobilnummer",
                "c: [[enogtredive fyrre]] åh nu ringer det på døren et øjeblik",
                "a: tag dig god tid",
                "c: sådan det var posten ja [[tolv nioghalvfems]]",
            ),
        ),
        (
            "nn",
            (
                "a: kva nummer har du",
                "c: [[ni ein sju så er det to to nei vent to tre og fem fem åtte]]",
            ),
        ),
        (
            "nb",
            (
                "a: nummeret hans",
                "c: det begynner på [[fire fem]] tror jeg og så noe med [[null null]] og til slutt [[to en tre ni]]",
            ),
        ),
        (
            "nb",
            (
                "a: fødselsnummeret",
                "c: [[elleve null tre]]",
                "a: ja",
                "c: [[sekstifire]]",
                "a: ja og de fem siste",
                "c: da må jeg finne brillene mine et øyeblikk",
                "a: det går bra",
                "c: [[tre to null]] er det og så [[åtte ni]]",
            ),
        ),
        (
            "nn",
            (
                "a: eg treng fødselsnummeret",
                "c: eg er fødd [[tjuefjerde i tolvte femtito]] og så kjem det [[tre tre]]",
                "a: ja",
                "c: [[fem fem null]]",
            ),
        ),
        (
            "nb",
            (
                "a: og de siste sifrene",
                "c: hva da",
                "a: i fødselsnummeret",
                "c: å ja [[fire fire to en]] ting til jeg får ikke til bankid [[ni sju]]",
            ),
        ),
        ("nn", ("c: vi bur på [[nedre tveit nummer fire]] i [[seks åtte eh null null førde]]",)),
        (
            "da",
            (
                "a: hvad er adressen",
                "c: [[ved kæret 22]]",
            ),
        ),
        (
            "da",
            (
                "a: hvor skal den leveres",
                "c: til [[bag kirken fjorten]] i [[otte fire hundrede ebeltoft]]",
            ),
        ),
        (
            "nb",
            (
                "a: gateadressen",
                "c: [[svartdalen med to a nummer ni]]",
            ),
        ),
        (
            "nb",
            (
                "a: adressen",
                "c: [[winthers vei med w nummer åtte]]",
            ),
        ),
        (
            "da",
            (
                "a: hvad er adressen",
                "c: [[thorsens allé med t h nummer ti]]",
            ),
        ),
        (
            "da",
            (
                "a: hvad er din mail",
                "c: [[winther med w snabel a posten punktum example]]",
            ),
        ),
        (
            "da",
            (
                "a: hvad er mailen",
                "c: [[aase med to a punktum lund snabel a posten punktum example]]",
            ),
        ),
        (
            "nb",
            (
                "a: e posten",
                "c: [[lisbeth med th krøllalfa posten punktum example]]",
            ),
        ),
    ],
)
def test_what_is_told_with_digressions_and_spellings(heard, language, lines):
    assert heard(language, lines) == lines
