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
                "a: du sa [[ni fire to]] og så [[fem fem]]",
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
                "c: [[ni ein sju]] så er det [[to to]] nei vent [[to tre og fem fem åtte]]",
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
        (
            "nb",
            (
                "a: og du skal hentes i",
                "c: [[konvallveien sju oppgang c]] i [[tjue ni og tredve]] nei [[tjue null åtte fjerdingby]] ved kiwi",
            ),
        ),
        ("nb", ("c: jeg bor i [[ekornveien sju b]] i [[tjue null åtte fjerdingby]]",)),
        ("da", ("c: den ligger på [[birkevej ni c]] i [[otte tusind aarhus c]]",)),
        ("nn", ("c: me held til i [[tunvegen to a]] i [[seks åtte null null førde]] no",)),
        (
            "da",
            (
                "a: jeg har [[ni ni nul en]] til sidst",
                "c: ok",
            ),
        ),
        (
            "da",
            (
                "a: det nummer der ender på [[fyrre toogtres]] er det dit",
                "c: nej det ender på [[fyrre treogtres]]",
            ),
        ),
    ],
)
def test_what_is_told_with_digressions_and_spellings(heard, language, lines):
    assert heard(language, lines) == lines


@pytest.mark.parametrize(
    ("language", "lines"),
    [
        (
            "nb",
            (
                "a: da må jeg ha fødselsnummeret",
                "c: [[null tre]]",
                "a: ja",
                "c: [[null fem]]",
                "a: ja",
                "c: [[åttifire]]",
                "a: og de siste",
                "c: [[tre en en]]",
                "a: ja",
                "c: [[null åtte]]",
            ),
        ),
        (
            "nn",
            (
                "a: kva er fødselsnummeret til guten",
                "c: [[to ein ein to]]",
                "a: mhm",
                "c: [[null ni]] og så må eg sjå på kortet",
                "a: det er greitt",
                "c: [[fem null]] her ja [[tre tre ni]]",
            ),
        ),
        (
            "da",
            (
                "a: og cpr nummeret",
                "c: [[den tolvte]]",
                "a: ja",
                "c: [[i tredje]]",
                "a: ja",
                "c: [[toogfirs]]",
                "a: og de sidste fire",
                "c: [[atten nul seks]]",
            ),
        ),
        (
            "da",
            (
                "a: må jeg få dit cpr",
                "c: ja det er [[nul to]]",
                "a: [[nul to]]",
                "c: [[elleve niogfyrre]]",
                "a: [[nul to elleve niogfyrre]]",
                "c: ja og så [[nitten]]",
                "a: [[nitten]]",
                "c: [[enogtyve]]",
            ),
        ),
        (
            "nb",
            (
                "a: og så personnummeret de siste fem altså",
                "c: jeg husker bare [[tre fire]] noe nei [[tre fire sju]] og så [[null to]]",
            ),
        ),
        (
            "da",
            (
                "a: hvilken konto skal pengene ind på",
                "c: registreringsnummeret er [[fire syv otte nul]] og kontoen er [[nul nul tolv]]",
                "a: ja",
                "c: [[fem seks]] og så [[syv otte ni et]]",
            ),
        ),
        (
            "nb",
            (
                "a: og kontonummeret",
                "c: [[tolv nul seks]]",
                "a: unnskyld",
                "c: [[tolv null seks førtifem]] og så",
                "a: ja",
                "c: [[seks sju åtte ni null]]",
            ),
        ),
        (
            "da",
            (
                "a: kortnummeret tak",
                "c: [[fire fem syv et nul nul nul to]]",
                "a: ja",
                "c: øh det er slidt her [[tre tre]] måske [[otte otte]]",
                "a: ja",
                "c: [[et to tre fire]]",
            ),
        ),
        (
            "nb",
            (
                "a: har du kundenummeret",
                "c: det står på regninga vent [[åtte åtte null]] og så [[førtito ti]]",
            ),
        ),
        (
            "nn",
            (
                "a: medlemsnummer",
                "c: [[fjorten null sju ein]]",
                "a: [[ein fire null sju ein]] fann deg",
            ),
        ),
        (
            "da",
            (
                "a: aftalenummer",
                "c: det starter med [[halvfjerds]] og så [[fem nul to]] til sidst [[otte]]",
            ),
        ),
        (
            "nn",
            (
                "a: får eg nummeret ditt",
                "c: ja [[fire åtte]] kva var det no [[null null]] ja [[sekstito elleve]]",
            ),
        ),
        (
            "nb",
            (
                "a: jeg har [[ni ni null en]] på slutten stemmer det",
                "c: nei [[ni ni null to]]",
            ),
        ),
        (
            "nb",
            (
                "a: er det [[ni sju tre fire fem]] jeg ser ikke resten",
                "c: [[null åtte en]]",
            ),
        ),
        (
            "da",
            (
                "a: er det stadig nummeret der ender på [[fyrre toogtres]]",
                "c: nej det ender på [[fyrre treogtres]]",
            ),
        ),
        ("da", ("c: min mail er [[jens punktum krag uden mellemrum snabel a øh postkassen punktum example]]",)),
        (
            "da",
            (
                "c: jeg har ventet i tre kvarter og ringet fire fem gange",
                "a: det beklager jeg der er syv otte foran dig",
            ),
        ),
        (
            "nb",
            (
                "c: vi var to tre fire personer som så det",
                "a: kommer det to eller tre stykker",
            ),
        ),
        ("nn", ("c: eg har betalt fire hundre og tolv kroner og så to hundre og ni",)),
        (
            "da",
            (
                "a: køen er på otte ni minutter",
                "c: det sagde i også for ti tyve minutter siden",
            ),
        ),
        (
            "nb",
            (
                "a: du får levert mellom ni og tolv eller tolv og femten",
                "c: tolv femten passer",
            ),
        ),
        ("da", ("c: det koster to nioghalvfems om måneden nu og før var det et nioghalvtreds",)),
    ],
)
def test_numbers_in_parts(heard, language, lines):
    assert heard(language, lines) == lines
