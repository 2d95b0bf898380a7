"""Numbers and dates that are read out over turns, taken back and read back.

`[[…]]` marks what must be found.

A line begins with who says it, `c` for the customer, `a` for the agent.
"""

from __future__ import annotations

import pytest

from slor.recognizers.asking import read_asking
from slor.recognizers.spoken_macs import read_macs
from slor.recognizers.words import read_words


@pytest.mark.parametrize(
    ("language", "lines"),
    [
        (
            "nn",
            (
                "a: når er ho fødd",
                "c: ho er fødd [[fyrste juni to tusen og fire]] nei [[ellevte juni]]",
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
                "c: eg er fødd [[den trettiande juli nittenfemtisju]] nei [[fyrste juli]] seier kona",
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
                "c: [[to en null ni]] og så [[fire]] står det her",
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
                "c: [[toogfyrre]] nej [[tooghalvfjerds]] hov [[tooghalvtreds tolv]]",
                "a: [[fire ni toogtyve tooghalvtreds tolv]] tak",
            ),
        ),
        (
            "nb",
            (
                "a: og fødselsnummeret",
                "c: [[åtte ti nittisju tjueseks to tretti en]] tror jeg det er sånn "
                "[[null åtte ti nittisju]] ja og så [[tjueseks to tretti en]]",
            ),
        ),
        (
            "nb",
            (
                "a: fødselsnummeret ditt",
                "c: [[sju tre sekstito]] altså [[null sju null tre sekstito]] og så [[tretti tre førti to en]]",
            ),
        ),
        (
            "nb",
            (
                "a: er nummeret ditt fortsatt [[femogførti tjuefire]] nei unnskyld [[fire fem fem to]] og så",
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
                "a: og du bur på [[tunvegen fem leilegheit fire]] nei [[tre]]",
                "c: ja",
            ),
        ),
        (
            "da",
            (
                "a: det er [[birkevej tolv anden sal]] nej [[tredje sal]]",
                "c: ja",
            ),
        ),
        ("nb", ("a: du bor i [[solveien to leilighet ti]] nei [[tolv]] ikke sant",)),
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
        ("da", ("c: adgangskoden er [[fodbold tre gange]] og så [[udråbstegn]]",)),
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
                "c: [[ein null null seks null null]] og så [[sju ni ein fire null]]",
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
def test_what_is_read_out_taken_back_and_read_back(heard, language, lines):
    assert heard(language, lines) == lines


def test_figures_of_an_address_are_known_again_where_nobody_says_what_it_is():
    said, speakers = ("den hedder a null seks fire syv en otte to c fem d ni", "null seks strek fire syv"), ("c", "a")
    words = read_words("\n".join(said), (0, len(said[0]) + 1))
    found = read_macs(words, read_asking(words, speakers), speakers)
    assert [words.text[mac.start : mac.end] for mac in found] == [said[0].removeprefix("den hedder "), said[1]]
