"""Numbers and dates that are read out over turns, taken back and read back: `[[…]]` marks what must be found.

A line begins with who says it, `c` for the customer, `a` for the agent.
"""

from __future__ import annotations

import pytest

from slor.recognizers.analyzer import Detector
from slor.recognizers.spans import Conversation, Turn
from tests.recognizers.conftest import mark, unmark

_SPEAKERS = {"c": "customer", "a": "agent"}


@pytest.fixture(scope="module")
def detector() -> Detector:
    """Without names: what they are is not asked here."""
    return Detector(names=False)


@pytest.fixture
def talk(detector):
    """What is marked in a spoken conversation that is given with its marks, in the same form."""

    def run(language: str, lines: tuple[str, ...]) -> tuple[str, ...]:
        said = [line.split(": ", 1) for line in lines]
        turns = tuple(Turn(_SPEAKERS[who], unmark(text)[0]) for who, text in said)
        found = detector.detect(Conversation(turns, language=language, channel="voice"))
        return tuple(
            f"{who}: {mark(turn.text, [(s.start, s.end) for s in spans])}"
            for (who, _), turn, spans in zip(said, turns, found, strict=True)
        )

    return run


@pytest.mark.parametrize(
    ("language", "lines"),
    [
        (
            "nn",
            (
                "a: når er ho fødd",
                "c: ho er fødd [[fyrste juni to tusen og fire nei ellevte juni]]",
                "a: [[ellevte i sjette]]",
                "c: ja",
            ),
        ),
        (
            "da",
            (
                "a: hvornår er du født",
                "c: [[den tredje maj fireogtres]]",
                "a: [[tredje i femte]]",
                "c: jeps",
            ),
        ),
        (
            "nb",
            (
                "c: hun er født [[femtende mars åttini]]",
                "a: [[femtende i tredje]] ja",
            ),
        ),
        (
            "nn",
            (
                "a: og når er du fødd",
                "c: eg er fødd [[den trettiande juli nittenfemtisju nei fyrste juli]] seier kona",
                "a: [[trettiande i sjuande]] seier du",
                "c: ja no seier ho [[fyrste juli femtisju]] det er ho som har rett",
            ),
        ),
        (
            "da",
            (
                "a: er hun født i tresserne",
                "c: nej hun er født [[den niende april halvfjerds]]",
                "a: så [[niende i fjerde halvfjerds]]",
                "c: ja min mand siger [[niende april halvfjerds]] så det passer",
            ),
        ),
        (
            "da",
            (
                "c: jeg er født [[den tredje maj fireogtres]]",
                "a: tak og du skal til lægen den fjerde juni",
                "c: ja den fjerde i sjette det passer",
            ),
        ),
        (
            "nn",
            (
                "a: dei siste fem i personnummeret",
                "c: borgny kva er det då [[fire fem to tre og sju]] seier ho",
            ),
        ),
        (
            "nb",
            (
                "a: jeg trenger de fem siste i fødselsnummeret",
                "c: [[to en null ni og så fire]] står det her",
            ),
        ),
        (
            "da",
            (
                "a: hvad er de sidste fire i cpr",
                "c: [[otte to en og fem]] siger min kone",
            ),
        ),
        (
            "nb",
            (
                "a: hva er mobilnummeret ditt",
                "c: [[ni null en null]] du kan ta [[fire åtte fire]]",
                "a: [[ni null en null fire åtte fire]] der mangler det et tall",
                "c: [[seks]] på slutten ja",
            ),
        ),
        (
            "da",
            (
                "a: og telefonnummeret",
                "c: [[to tre fire fem seks syv otte]]",
                "a: der mangler et ciffer",
                "c: nå ja [[ni]] til sidst",
            ),
        ),
        (
            "da",
            (
                "a: hvad er cpr nummeret",
                "c: [[otte elleve seksten]]",
                "a: ja",
                "c: [[nioghalvtreds]] nej nioghalvtres åh jeg er så træt [[niogtres nul et]]",
                "a: [[otte elleve seksten niogtres nul et]] det er valdemar",
            ),
        ),
        (
            "da",
            (
                "a: hvad er hendes cpr nummer",
                "c: [[fire ni toogtyve]]",
                "a: ja",
                "c: [[toogfyrre nej tooghalvfjerds hov tooghalvtreds tolv]]",
                "a: [[fire ni toogtyve tooghalvtreds tolv]] tak",
            ),
        ),
        (
            "nb",
            (
                "a: og fødselsnummeret",
                "c: [[åtte ti nittisju tjueseks to tretti en]] tror jeg det er sånn "
                "[[null åtte ti nittisju ja og så tjueseks to tretti en]]",
            ),
        ),
        (
            "nb",
            (
                "a: fødselsnummeret ditt",
                "c: [[sju tre sekstito altså null sju null tre sekstito]] og så [[tretti tre førti to en]]",
            ),
        ),
        (
            "nb",
            (
                "a: er nummeret ditt fortsatt [[femogførti tjuefire nei unnskyld fire fem fem to]] og så",
                "c: [[fire tre ni fire]] ja det er det",
            ),
        ),
        (
            "da",
            (
                "a: er dit nummer stadig [[toogtyve tredive]] og så",
                "c: [[fire ni otte fem]] ja",
            ),
        ),
        (
            "nn",
            (
                "a: og mobilen er [[ni sju fire to]] og så noko",
                "c: [[tre tre null ein]] ja",
            ),
        ),
        (
            "nn",
            (
                "a: og du bur på [[tunvegen fem leilegheit fire nei tre]]",
                "c: ja",
            ),
        ),
        (
            "da",
            (
                "a: det er [[birkevej tolv anden sal nej tredje sal]]",
                "c: ja",
            ),
        ),
        ("nb", ("a: du bor i [[solveien to leilighet ti nei tolv]] ikke sant",)),
        (
            "nb",
            (
                "a: hva er mobilnummeret",
                "c: [[ni to to tre ganger null fem fem]]",
            ),
        ),
        (
            "da",
            (
                "a: hvad er dit nummer",
                "c: [[to tre tre gange nul fem seks otte]]",
            ),
        ),
        (
            "nn",
            (
                "a: kva er nummeret ditt",
                "c: [[ni åtte to gonger fem null null tre ein]]",
            ),
        ),
        (
            "nb",
            (
                "a: telefonnummeret",
                "c: [[fire åtte null tre ganger seks en]] trur jeg",
            ),
        ),
        ("da", ("c: jeg har ringet tre gange nul held",)),
        ("da", ("c: jeg har prøvet fem gange to gange i går",)),
        (
            "nb",
            (
                "a: passordet til nettbanken",
                "c: passordet er [[galatasaray fire ganger]] tror jeg",
            ),
        ),
        ("da", ("c: adgangskoden er [[fodbold tre gange]] og så udråbstegn",)),
        ("nn", ("c: passordet er [[fjording to gonger]] trur eg",)),
        ("da", ("c: jeg har skiftet adgangskoden tre gange i dag",)),
        (
            "da",
            (
                "c: den er kun tre uger gammel jeg har givet tre tusind to hundrede for den",
                "a: er det imei nummeret",
                "c: der står [[tre fem tre to nul nul]]",
                "a: ja",
                "c: [[et otte syv otte seks]]",
                "a: ja",
                "c: [[nul tre nul otte]]",
            ),
        ),
        (
            "nn",
            (
                "a: kva er fødselsnummeret ditt det er ei elleve tal på kortet ditt",
                "c: [[ein null null seks null null og så sju ni ein fire null]]",
                "a: takk du har barn også",
                "c: ja abu er ni og mariama er tre",
            ),
        ),
        (
            "da",
            (
                "a: er det en altibox arris v i p fem to åtte to ikke",
                "c: ja",
            ),
        ),
    ],
)
def test_what_is_read_out_taken_back_and_read_back(talk, language, lines):
    assert talk(language, lines) == lines


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
def test_what_is_told_with_digressions_and_spellings(talk, language, lines):
    assert talk(language, lines) == lines
